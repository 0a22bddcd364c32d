#pragma once

/// The settings that a design emits, and whether each is what its key table allows.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "assembly/setting_key.hpp"
#include "eventarch/advise.hpp"

namespace eventarch::testing_support {

/// A design file in one line for each part; any part may be empty.
struct Wanted {
  std::string use_case = "pub_sub";
  std::string requirements;
  std::string rest;  ///< further keys of event_context, such as "decisions: {broker: sqs}"
  std::string consumers = "[billing, search]";
};

inline Advice advice_for(const Wanted& wanted) {
  const std::string text = fmt::format(
      "event_context: {{name: orders, use_case: {}, requirements: {{{}}}, consumers: {}{}{}}}",
      wanted.use_case, wanted.requirements, wanted.consumers, wanted.rest.empty() ? "" : ", ",
      wanted.rest);
  return advise({.name = "d.yaml", .text = text, .stem = "d"}, built_in_catalogue()).at(0);
}

/// The design that each mode of the pinned broker gives, whichever of them would win.
inline std::vector<Advice> advice_for_each_mode(const Wanted& wanted) {
  const Advice chosen = advice_for(wanted);
  std::vector<Advice> all;
  if (!chosen.context || !chosen.decision) return all;
  for (const Candidate& candidate : chosen.decision->candidates) {
    if (candidate.broker != chosen.decision->candidates.front().broker) continue;
    Advice one = chosen;
    one.decision->candidates = {candidate};
    one.design = assemble_design(*one.context, candidate, size_design(*one.context, candidate));
    all.push_back(std::move(one));
  }
  return all;
}

inline const Candidate& chosen_by(const Advice& advice) {
  return advice.decision->candidates.front();
}

inline std::vector<Setting> all_settings(const Advice& advice) {
  std::vector<Setting> all;
  const Design& design = *advice.design;
  for (const Topic& topic : design.topology.topics) {
    all.insert(all.end(), topic.config.begin(), topic.config.end());
  }
  all.insert(all.end(), design.producer.settings.begin(), design.producer.settings.end());
  all.insert(all.end(), design.consumer.settings.begin(), design.consumer.settings.end());
  return all;
}

inline std::string text_of(const SettingValue& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *whole);
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  return std::get<std::string>(value);
}

inline const Setting* find_setting(const std::vector<Setting>& all, std::string_view key) {
  for (const Setting& setting : all) {
    if (setting.key == key) return &setting;
  }
  return nullptr;
}

/// The value of the first setting of that key; "absent" where there is none.
inline std::string value_of(const std::vector<Setting>& all, std::string_view key) {
  const Setting* found = find_setting(all, key);
  return found == nullptr ? "absent" : text_of(found->value);
}
inline std::string value_of(const Advice& advice, std::string_view key) {
  return value_of(all_settings(advice), key);
}
inline std::string why_of(const Advice& advice, std::string_view key) {
  const auto all = all_settings(advice);
  const Setting* found = find_setting(all, key);
  return found == nullptr ? "absent" : found->why;
}

/// The number at the start of a text, and what follows it; ISO 8601 spans as seconds.
struct Leading {
  double number = 0;
  std::string_view rest;
};
inline std::optional<Leading> leading_number(std::string_view text) {
  const bool time = text.starts_with("PT");
  const bool days =
      !time && text.starts_with("P") && text.size() > 1 && text[1] >= '0' && text[1] <= '9';
  const std::string digits(text.substr(time ? 2 : days ? 1 : 0));
  char* end = nullptr;
  const double number = std::strtod(digits.c_str(), &end);
  if (end == digits.c_str()) return std::nullopt;
  std::string_view rest =
      text.substr(text.size() - digits.size() + static_cast<std::size_t>(end - digits.c_str()));
  double unit = 1;
  if (time || days) {
    if (days) unit = 86'400;
    if (time && rest.starts_with("M")) unit = 60;
    rest.remove_prefix(std::min<std::size_t>(1, rest.size()));
  }
  return Leading{number * unit, rest};
}

/// The words of "a, b or c"; empty where the range is something else.
inline std::vector<std::string> words_of(std::string_view range) {
  std::string text(range);
  const std::size_t last = text.find(" or ");
  if (last == std::string::npos || text.find_first_of(";:") != std::string::npos) return {};
  text.replace(last, 4, ", ");
  std::vector<std::string> words;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find(", ", from), text.size());
    words.push_back(text.substr(from, to - from));
    if (words.back().find(' ') != std::string::npos) return {};
    from = to + 2;
  }
  return words;
}

/// Empty where the value is within the documented range, or the range is prose.
inline std::string outside_of_range(const Setting& setting, std::string_view range) {
  const std::string value = text_of(setting.value);
  const auto least = leading_number(range);
  const auto number = leading_number(value);
  if (least && number) {
    if (number->number < least->number) return fmt::format("{} < {}", value, range);
    if (least->rest.starts_with(" to ")) {
      const auto most = leading_number(least->rest.substr(4));
      if (most && number->number > most->number) return fmt::format("{} > {}", value, range);
    }
    return {};
  }
  if (least && std::holds_alternative<bool>(setting.value)) return value + " is no number";
  const auto words = words_of(range);
  if (words.empty()) return {};
  for (const std::string& word : words) {
    if (word == value) return {};
  }
  return fmt::format("{} is none of {}", value, range);
}

/// What is wrong with the settings of a design: unknown keys, no source, out of range, no reason.
inline std::vector<std::string> undocumented(const Advice& advice) {
  std::vector<std::string> wrong;
  const std::string_view broker = chosen_by(advice).broker->id;
  for (const Setting& setting : all_settings(advice)) {
    const auto* key = assembly::find_setting_key(broker, setting.key);
    if (key == nullptr) {
      wrong.push_back(fmt::format("{}: {} is in no table", broker, setting.key));
      continue;
    }
    if (!setting.source.starts_with("https://")) wrong.push_back(setting.key + ": no source");
    if (setting.why.empty()) wrong.push_back(setting.key + ": no reason");
    if (setting.why.find("nan") != std::string::npos ||
        setting.why.find("inf ") != std::string::npos) {
      wrong.push_back(fmt::format("{}: {}", setting.key, setting.why));
    }
    const std::string outside = outside_of_range(setting, key->range);
    if (!outside.empty()) wrong.push_back(fmt::format("{}: {}", setting.key, outside));
  }
  return wrong;
}

/// Every pairing of what moves a setting: order, delivery, work, size, decisions.
inline std::vector<Wanted> many_contexts(std::string_view broker) {
  constexpr std::string_view requirements[] = {
      "ordering: none, delivery: at_least_once, throughput: 100 msg/s, latency: 300 s",
      "ordering: partition, delivery: exactly_once, throughput: 20K msg/s, latency: 50 ms",
      "ordering: global, delivery: at_most_once, throughput: 1 msg/s, retention: 1 hour",
      "ordering: partition, delivery: at_least_once, throughput: 1M msg/s, retention: 520 weeks",
  };
  constexpr std::string_view workloads[] = {
      "processing_time: 0.1 ms, message_size: 100 B",
      "processing_time: 1 s, message_size: 900 KB",
      "processing_time: 1800 s, message_size: 100 MB",
      "processing_time: 14400 s, message_size: 1 KB, outage: 168 hours",
  };
  constexpr std::string_view decisions[] = {
      "",
      ", max_attempts: 1, producer_acks: none, offset_commit: before_processing",
      ", max_attempts: 200, dead_letter_queue: false, replication_factor: 9",
      ", max_attempts: 5000, producer_acks: leader, offset_commit: auto",
  };
  constexpr std::string_view constraints[] = {
      "",
      ", constraints: {priority: true, delayed_delivery: true, complex_routing: true, replay: "
      "true, request_reply: true}",
  };
  constexpr std::string_view use_cases[] = {"pub_sub", "work_queue", "saga", "cqrs",
                                            "event_sourcing"};
  std::vector<Wanted> all;
  for (const auto wants : requirements) {
    for (const auto load : workloads) {
      for (const auto decided : decisions) {
        for (const auto constraint : constraints) {
          Wanted one;
          one.use_case = use_cases[all.size() % std::size(use_cases)];
          one.requirements = wants;
          one.rest = fmt::format("workload: {{{}}}, decisions: {{broker: {}{}}}{}", load, broker,
                                 decided, constraint);
          if (all.size() % 3 == 0) one.consumers = "[billing]";
          all.push_back(std::move(one));
        }
      }
    }
  }
  return all;
}

}  // namespace eventarch::testing_support
