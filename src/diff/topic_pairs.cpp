#include "diff/topic_pairs.hpp"

#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace eventarch::diff {
namespace {

/// The name with the design's name taken out; the name itself where it is not in it.
std::string without_design(std::string name, const std::string& design) {
  const std::size_t at = name.find(design);
  // No name holds a line break, so that this one stands for the design and nothing else.
  return at == std::string::npos ? name : name.replace(at, design.size(), "\n");
}

struct Role {
  std::string role;  ///< what a topic of the other design must be called to be the same one
  const Topic* topic;
};

/// Each role once, in the order of the design.
std::vector<Role> roles_of(const Design& design, const std::string& name) {
  std::vector<Role> roles;
  std::set<std::string> seen;
  for (const Topic& topic : design.topology.topics) {
    std::string role = without_design(unnumbered(topic.name), name);
    if (seen.insert(role).second) roles.push_back({std::move(role), &topic});
  }
  return roles;
}

}  // namespace

std::string unnumbered(const std::string& name) {
  const std::size_t open = name.find("{0..");
  const std::size_t close = open == std::string::npos ? open : name.find('}', open);
  if (close == std::string::npos) return name;
  return name.substr(0, open) + "{n}" + name.substr(close + 1);
}

std::string TopicPair::subject() const {
  return unnumbered(before != nullptr ? before->name : after->name);
}

bool TopicPair::of_one_kind() const {
  const auto is_exchange = [](const Topic& topic) { return topic.kind.ends_with("exchange"); };
  return in_both() && is_exchange(*before) == is_exchange(*after);
}

std::vector<TopicPair> topic_pairs(const Sides& sides) {
  const auto before = roles_of(sides.old_design(), sides.old_context().name);
  const auto after = roles_of(sides.new_design(), sides.new_context().name);
  std::map<std::string_view, const Topic*> left;
  for (const Role& one : after) left.emplace(one.role, one.topic);
  std::vector<TopicPair> pairs;
  for (const Role& one : before) {
    const auto same = left.find(one.role);
    pairs.push_back({one.topic, same == left.end() ? nullptr : same->second});
    if (same != left.end()) left.erase(same);
  }
  for (const Role& one : after) {
    if (left.contains(one.role)) pairs.push_back({nullptr, one.topic});
  }
  return pairs;
}

}  // namespace eventarch::diff
