#include "assembly/watched.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace eventarch::assembly {
namespace {

constexpr std::string_view shards_begin = "{0..";

bool plain(std::string_view name) {
  return std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(".-_:/ ").find(c) != std::string_view::npos;
  });
}

/// "orders\\..+\\.dlq" for many names that begin and end alike.
std::string common_pattern(const std::vector<std::string>& names) {
  std::string_view head = names.front();
  std::string_view tail = names.front();
  for (const std::string_view name : names) {
    head = head.substr(0, static_cast<std::size_t>(
                              std::distance(head.begin(), std::ranges::mismatch(head, name).in1)));
    std::size_t same = 0;
    while (same < std::min(tail.size(), name.size()) &&
           tail[tail.size() - 1 - same] == name[name.size() - 1 - same]) {
      ++same;
    }
    tail = tail.substr(tail.size() - same);
  }
  return fmt::format("{}.+{}", promql_pattern(head), promql_pattern(tail));
}

template <class Wanted>
std::vector<std::string> names_of(const Design& design, Wanted wanted) {
  std::vector<std::string> names;
  for (const Topic& topic : design.topology.topics) {
    if (wanted(topic)) names.push_back(topic.name);
  }
  return names;
}

}  // namespace

double Watched::capacity_per_second() const {
  const double busy = group().utilization;
  if (busy > 0) return input.sizing.traffic.peak.per_second / busy;
  return static_cast<double>(group().instances) * 1000 / input.processing_ms();
}

bool Watched::expires() const {
  // Retention of Pulsar begins with the acknowledgement: what is unread stays in the backlog.
  if (input.broker.id == "pulsar") return false;
  return !input.fact(FactKey::retention_max).unlimited() ||
         input.fact(FactKey::retention_model).is(Word::by_time);
}

std::string promql_pattern(std::string_view name) {
  const std::size_t shards = name.find(shards_begin);
  std::string out;
  for (const char c : name.substr(0, shards)) {
    constexpr std::string_view special = R"(.*+?()[]{}|^$)";
    if (c == '\\') {
      out += R"(\\\\)";
    } else if (c == '"') {
      out += R"(\")";
    } else if (special.find(c) != std::string_view::npos) {
      out += R"(\\)";
      out += c;
    } else {
      out += c;
    }
  }
  if (shards != std::string_view::npos) out += "[0-9]+";
  return out;
}

std::string matcher(std::string_view label, const std::vector<std::string>& names) {
  constexpr std::size_t longest_list = 8;
  if (names.empty()) return {};
  if (names.size() == 1 && plain(names.front())) {
    return fmt::format(R"({}="{}")", label, names.front());
  }
  if (names.size() > longest_list) {
    return fmt::format(R"({}=~"{}")", label, common_pattern(names));
  }
  std::vector<std::string> patterns;
  patterns.reserve(names.size());
  for (const std::string& name : names) patterns.push_back(promql_pattern(name));
  return fmt::format(R"({}=~"{}")", label, fmt::join(patterns, "|"));
}

std::string event_topics(const Design& design, std::string_view label) {
  return matcher(label, names_of(design, [](const Topic& topic) {
                   return topic.kind == "event" || topic.kind == "queue";
                 }));
}

std::string dead_letter_topics(const Design& design, std::string_view label) {
  return matcher(label,
                 names_of(design, [](const Topic& topic) { return topic.kind == "dead_letter"; }));
}

std::string produced_topic(const Design& design) {
  // Resources stand in the order in which they are created: producers write to the first.
  return matcher("topic", {design.topology.topics.front().name});
}

std::string plain_number(double value) {
  constexpr int digits = 6;
  constexpr int finest = 18;
  if (!(value > 0)) return "0";
  const int whole_digits = static_cast<int>(std::floor(std::log10(value))) + 1;
  std::string out = fmt::format("{:.{}f}", value, std::clamp(digits - whole_digits, 0, finest));
  if (out.find('.') == std::string::npos) return out;
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out;
}

std::string promql_duration(double seconds) {
  constexpr double minute = 60;
  constexpr double longest_minutes = 24 * 60;
  const auto minutes =
      static_cast<std::int64_t>(std::clamp(std::ceil(seconds / minute), 1.0, longest_minutes));
  return minutes % 60 == 0 ? fmt::format("{}h", minutes / 60) : fmt::format("{}m", minutes);
}

double observation_seconds(const DesignInput& input) {
  constexpr double least = 300;
  constexpr double messages = 3;
  return std::max(least, messages * input.processing_ms() / 1000);
}

}  // namespace eventarch::assembly
