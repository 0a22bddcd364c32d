/// For a broker that a catalogue describes and no dialect knows: names and guarantees without
/// configuration keys, since none can be known.

#include <fmt/format.h>

#include "assembly/dialect.hpp"
#include "assembly/dialects/decided.hpp"
#include "assembly/dialects/in_place.hpp"

namespace eventarch::assembly {
namespace {

std::string general_dead_letter_name(const DesignInput& input, std::string_view consumer) {
  return fmt::format("{}.{}.dlq", input.context.name, group_name(consumer));
}

Topic general_topic(const DesignInput& input, std::string name, std::string kind,
                    std::string purpose) {
  return {.name = std::move(name),
          .kind = std::move(kind),
          .resource = std::string(input.mode.name),
          .partitions = input.sizing.partitions,
          .replication_factor = input.sizing.replication_factor,
          .retention_hours = input.context.requirements.retention.hours(),
          .key = input.ordered() ? input.keys() : "none",
          .purpose = std::move(purpose),
          .config = {}};
}

std::vector<Topic> general_topics(const DesignInput& input) {
  std::vector<Topic> all;
  all.push_back(general_topic(input, input.context.name, "event", "the events"));
  for (const SideFlow& flow : side_flows(input.context)) {
    all.push_back(general_topic(input, fmt::format("{}.{}", input.context.name, flow.suffix),
                                flow.kind, flow.purpose));
  }
  for (const std::string& owner : dead_letter_owners(input)) {
    Topic dead = general_topic(input, general_dead_letter_name(input, owner), "dead_letter",
                               unprocessed_by(owner));
    dead.retention_hours = dead_letter_retention_hours;
    all.push_back(std::move(dead));
  }
  return all;
}

std::vector<GroupResources> general_groups(const DesignInput& input) {
  return groups_of(
      input, [&](const std::string& /*consumer*/) { return input.context.name; },
      [&](const std::string& consumer) { return general_dead_letter_name(input, consumer); });
}

// Which keys a broker has is in its documentation, and that of this one is not known here.
std::vector<Setting> no_settings(const DesignInput& /*input*/) { return {}; }

RetryPolicy general_retry(const DesignInput& input) {
  const std::string rest =
      without_dead_letters(input, "is logged and acknowledged by the consumer after the last one");
  return input.ordered() ? retry_policy(input, "blocking", "retries in place keep order" + rest)
                         : retry_policy(input, "broker_redelivery",
                                        "the broker hands the message out again" + rest);
}

std::string general_dead_letter_mechanism(const DesignInput& input) {
  if (!input.dead_letters()) {
    return "none: the consumer logs a message that fails every time and acknowledges it";
  }
  return "the consumer publishes it, waits for the confirmation, then acknowledges";
}

std::string general_group_strategy(const DesignInput& input) {
  return fmt::format("one group per consumer; a message is acknowledged {} processing ({})",
                     acknowledges_first(input) ? "before" : "after", acknowledgement_reason(input));
}

std::string general_pause(const DesignInput& /*input*/) {
  return "the consumer takes no further messages and keeps its session";
}

}  // namespace

Dialect general_dialect() {
  return {.broker = {},
          .topics = general_topics,
          .groups = general_groups,
          .producer = no_settings,
          .consumer = no_settings,
          .retry = general_retry,
          .dead_letter_mechanism = general_dead_letter_mechanism,
          .group_strategy = general_group_strategy,
          .pause = general_pause};
}

}  // namespace eventarch::assembly
