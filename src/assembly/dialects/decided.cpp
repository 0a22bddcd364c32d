#include "assembly/dialects/decided.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "eventarch/automatic_commit.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::assembly {

namespace {

std::vector<std::string> owners_of(const DesignInput& input, const std::vector<SideFlow>& flows) {
  if (!input.dead_letters()) return {};
  std::vector<std::string> owners;
  for (const std::string& consumer : input.context.consumers) {
    owners.push_back(group_name(consumer));
  }
  for (const SideFlow& flow : flows) {
    if (!flow.compacted) owners.push_back(flow.suffix);
  }
  return owners;
}

}  // namespace

std::vector<std::string> dead_letter_owners(const DesignInput& input) {
  return owners_of(input, side_flows(input.context));
}

std::vector<std::string> queue_dead_letter_owners(const DesignInput& input) {
  return owners_of(input, queue_flows(input.context));
}

std::string unprocessed_by(std::string_view owner) {
  constexpr std::string_view commands = "commands";
  const bool of_commands = owner.starts_with(commands) && owner.size() > commands.size() + 1 &&
                           (owner[commands.size()] == '.' || owner[commands.size()] == '-');
  if (of_commands) {
    return fmt::format("commands that {} could not process", owner.substr(commands.size() + 1));
  }
  if (owner == "replies") return "replies that could not be processed";
  return fmt::format("what {} could not process", owner);
}

bool acknowledges_first(const DesignInput& input) {
  const auto& decided = input.context.decisions.offset_commit;
  if (!decided) return input.at_most_once();
  if (decided->value != OffsetCommit::automatic) {
    return decided->value == OffsetCommit::before_processing;
  }
  switch (automatic_commit_of(input.broker, input.mode)) {
    case AutomaticCommit::at_hand_over: return true;
    case AutomaticCommit::absent: return input.at_most_once();  // as without the decision
    case AutomaticCommit::at_next_poll:
    case AutomaticCommit::after_handler: break;
  }
  return false;
}

bool commits_automatically(const DesignInput& input) {
  const auto& decided = input.context.decisions.offset_commit;
  return decided && decided->value == OffsetCommit::automatic &&
         automatic_commit_of(input.broker, input.mode) != AutomaticCommit::absent;
}

std::string acknowledgement_reason(const DesignInput& input) {
  const auto& decided = input.context.decisions.offset_commit;
  const std::string_view effect = acknowledges_first(input)
                                      ? "what a consumer holds when it dies is lost"
                                      : "nothing is lost when a consumer dies, it comes again";
  if (decided && decided->value == OffsetCommit::automatic && !commits_automatically(input)) {
    return fmt::format("decisions.offset_commit is auto, which the clients do not have; {}: {}",
                       name_of(input.context.requirements.delivery), effect);
  }
  if (decided) {
    return fmt::format("decisions.offset_commit: {}; {}", name_of(decided->value), effect);
  }
  return fmt::format("{}: {}", name_of(input.context.requirements.delivery), effect);
}

bool wants_confirmation(const DesignInput& input) {
  const auto& decided = input.context.decisions.producer_acks;
  if (decided) return decided->value != ProducerAcks::none;
  return !input.at_most_once();
}

std::string confirmation_reason(const DesignInput& input, std::string_view confirmed) {
  const auto& decided = input.context.decisions.producer_acks;
  const std::string_view effect =
      wants_confirmation(input) ? confirmed : "nobody notices a message that is lost on its way";
  if (!decided) {
    return fmt::format("{}: {}", name_of(input.context.requirements.delivery), effect);
  }
  return fmt::format("decisions.producer_acks: {}; {}{}", name_of(decided->value), effect,
                     decided->value == ProducerAcks::leader
                         ? " (this broker has no confirmation by one copy alone)"
                         : "");
}

Fitted fit(double wanted, double least, double most, std::string_view unit) {
  // "1 attempt" of "attempts"; symbols such as ms stay.
  const auto shown = [&](double value) {
    const std::string digits = notation::number(value, 9);
    const bool one = digits == "1" && unit.size() > 2 && unit.ends_with('s');
    return unit.empty()
               ? digits
               : fmt::format("{} {}", digits, one ? unit.substr(0, unit.size() - 1) : unit);
  };
  if (wanted > most) {
    return {most, fmt::format("; cut from {}: {} is the most", shown(wanted), shown(most))};
  }
  if (wanted < least) {
    return {least, fmt::format("; raised from {}: {} is the least", shown(wanted), shown(least))};
  }
  return {wanted, {}};
}

std::string attempts_reason(const DesignInput& input) {
  return fmt::format(
      "{}: {}",
      input.context.decisions.max_attempts ? "decisions.max_attempts" : "attempts in all, as usual",
      input.max_attempts());
}

std::string copies_reason(const DesignInput& input) {
  return fmt::format("{}: {}",
                     input.context.decisions.replication_factor ? "decisions.replication_factor"
                                                                : "copies of each message",
                     input.sizing.replication_factor);
}

std::string retention_reason(const DesignInput& input) {
  return fmt::format("requirements.retention: {}",
                     notation::duration(input.context.requirements.retention));
}

std::string load_reason(const DesignInput& input) {
  return fmt::format("a peak of {} x {} of processing", notation::rate(input.sizing.traffic.peak),
                     notation::duration(input.context.workload.processing_time));
}

std::string fitted_name(std::string name, std::size_t longest) {
  constexpr std::size_t hash_and_dash = 9;
  if (name.size() <= longest) return name;
  return name.substr(0, longest - hash_and_dash) + "-" + text::short_hash(name);
}

std::string without_dots(std::string name) {
  std::ranges::replace(name, '.', '-');
  return name;
}

std::string azure_namespace(const DesignInput& input) {
  constexpr std::size_t longest = 50;
  constexpr std::string_view ending = "-namespace";
  std::string name = input.context.name;
  std::ranges::replace_if(
      name, [](char c) { return c == '.' || c == '_'; }, '-');
  if (name.front() < 'a' || name.front() > 'z') name = "events-" + name;
  return fitted_name(std::move(name), longest - ending.size()) + std::string(ending);
}

double second_of_work(const DesignInput& input, double most) {
  constexpr double second_ms = 1000;
  return std::clamp(std::floor(second_ms / input.processing_ms()), 1.0, most);
}

Duration held_in_place(const DesignInput& input) {
  const RetryPolicy policy = retry_policy(input, {}, {});
  double held_ms = input.processing_ms() * policy.max_attempts;
  for (const RetryAttempt& attempt : policy.schedule()) held_ms += attempt.most_ms;
  return {held_ms};
}

std::vector<Setting> with_source(std::vector<Setting> settings,
                                 const std::vector<std::string_view>& keys,
                                 std::string_view source) {
  for (Setting& setting : settings) {
    if (std::ranges::find(keys, setting.key) != keys.end()) setting.source = source;
  }
  return settings;
}

std::string iso_seconds(double seconds) { return fmt::format("PT{:.0f}S", std::ceil(seconds)); }

std::string go_duration(Duration duration) {
  const double hours = duration.hours();
  if (hours >= 1 && std::floor(hours) == hours) return fmt::format("{:.0f}h", hours);
  return fmt::format("{:.0f}s", std::max(1.0, std::ceil(duration.seconds())));
}

RetryPolicy retry_after_letting_go(const DesignInput& input) {
  return retry_policy(
      input, "blocking",
      fmt::format("{}; as the broker hands nothing out again, the consumer retries in place and "
                  "then {}",
                  acknowledgement_reason(input),
                  input.dead_letters() ? "publishes to the dead letters itself"
                                       : "logs the message and drops it"));
}

std::string without_dead_letters(const DesignInput& input, std::string_view fate) {
  if (input.dead_letters() || input.at_most_once()) return {};
  return fmt::format("; decisions.dead_letter_queue: false, so a message that fails every time {}",
                     fate);
}

}  // namespace eventarch::assembly
