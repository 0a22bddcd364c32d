/// For a broker that a catalogue describes and no dialect knows: names and guarantees without
/// configuration keys, since none can be known.

#include <fmt/format.h>

#include "assembly/dialect.hpp"

namespace eventarch::assembly {
namespace {

std::string dead_letter_name(const DesignInput& input, std::string_view consumer) {
  return fmt::format("{}.{}.dlq", input.context.name, group_name(consumer));
}

Topic topic(const DesignInput& input, std::string name, std::string kind, std::string purpose) {
  return {.name = std::move(name),
          .kind = std::move(kind),
          .resource = std::string(input.mode.name),
          .partitions = input.sizing.partitions,
          .replication_factor = input.sizing.replication_factor,
          .retention_hours = input.context.requirements.retention.hours(),
          .key = input.ordered() ? input.key() : "none",
          .purpose = std::move(purpose),
          .config = {}};
}

std::vector<Topic> topics(const DesignInput& input) {
  std::vector<Topic> all;
  all.push_back(topic(input, input.context.name, "event", "the events"));
  for (const SideFlow& flow : side_flows(input.context)) {
    all.push_back(topic(input, fmt::format("{}.{}", input.context.name, flow.suffix), flow.kind,
                        flow.purpose));
  }
  if (input.at_most_once()) return all;
  for (const std::string& consumer : input.context.consumers) {
    Topic dead = topic(input, dead_letter_name(input, consumer), "dead_letter",
                       fmt::format("what {} could not process", group_name(consumer)));
    dead.retention_hours = dead_letter_retention_hours;
    all.push_back(std::move(dead));
  }
  return all;
}

std::vector<GroupResources> groups(const DesignInput& input) {
  std::vector<GroupResources> all;
  for (const std::string& consumer : input.context.consumers) {
    all.push_back({consumer, input.context.name,
                   input.at_most_once() ? std::string{} : dead_letter_name(input, consumer)});
  }
  return all;
}

std::vector<Setting> producer(const DesignInput& input) {
  return Settings(input)
      .set("confirmation", text_value(input.at_most_once() ? "none" : "from a majority of copies"),
           "requirements.delivery")
      .take();
}

std::vector<Setting> consumer(const DesignInput& input) {
  return Settings(input)
      .set("acknowledgement",
           text_value(input.at_most_once() ? "before processing" : "after processing"),
           "requirements.delivery")
      .take();
}

RetryPolicy retry(const DesignInput& input) {
  return input.ordered()
             ? retry_policy(input, "blocking", "retries in place keep order")
             : retry_policy(input, "broker_redelivery", "the broker hands the message out again");
}

std::string dead_letter_mechanism(const DesignInput& /*input*/) {
  return "the consumer publishes it, waits for the confirmation, then acknowledges";
}

std::string group_strategy(const DesignInput& /*input*/) { return "one group per consumer"; }

std::string pause(const DesignInput& /*input*/) {
  return "the consumer takes no further messages and keeps its session";
}

std::string first_command(const DesignInput& input) {
  return fmt::format("the broker's own view of the backlog of {}", input.context.name);
}

}  // namespace

Dialect general_dialect() {
  return {.broker = {},
          .topics = topics,
          .groups = groups,
          .producer = producer,
          .consumer = consumer,
          .retry = retry,
          .dead_letter_mechanism = dead_letter_mechanism,
          .group_strategy = group_strategy,
          .first_command = first_command,
          .pause = pause};
}

}  // namespace eventarch::assembly
