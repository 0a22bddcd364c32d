#include "report/shared_settings.hpp"

#include <algorithm>
#include <cstddef>

namespace eventarch::report {
namespace {

bool same(const Setting& a, const Setting& b) {
  return a.key == b.key && a.value == b.value && a.why == b.why;
}

bool same_keys(const Topic& a, const Topic& b) {
  return a.resource == b.resource &&
         std::ranges::equal(a.config, b.config, {}, &Setting::key, &Setting::key);
}

/// Queues that only share their keys, such as those of events and of dead letters, stay apart: to
/// tell each value twice would be longer.
bool alike(const Topic& a, const Topic& b) {
  if (!same_keys(a, b)) return false;
  std::size_t equal = 0;
  for (std::size_t i = 0; i < a.config.size(); ++i) {
    if (same(a.config[i], b.config[i])) ++equal;
  }
  return equal * 2 >= a.config.size();
}

ConfiguredTopics told_once(std::vector<const Topic*> topics) {
  ConfiguredTopics out{std::move(topics), {}, {}};
  const std::vector<Setting>& first = out.topics.front()->config;
  for (std::size_t i = 0; i < first.size(); ++i) {
    const bool shared = std::ranges::all_of(
        out.topics, [&](const Topic* topic) { return same(topic->config[i], first[i]); });
    if (shared) {
      out.shared.push_back(first[i]);
      continue;
    }
    for (const Topic* topic : out.topics) out.own.push_back({topic, &topic->config[i]});
  }
  return out;
}

}  // namespace

std::vector<ConfiguredTopics> topics_by_settings(const Topology& topology) {
  std::vector<std::vector<const Topic*>> groups;
  for (const Topic& topic : topology.topics) {
    if (topic.config.empty()) continue;
    const auto known = std::ranges::find_if(
        groups, [&](const auto& group) { return alike(*group.front(), topic); });
    if (known == groups.end()) {
      groups.push_back({&topic});
    } else {
      known->push_back(&topic);
    }
  }
  std::vector<ConfiguredTopics> out;
  out.reserve(groups.size());
  for (auto& group : groups) out.push_back(told_once(std::move(group)));
  return out;
}

}  // namespace eventarch::report
