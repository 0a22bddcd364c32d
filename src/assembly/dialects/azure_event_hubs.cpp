#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assembly/dialect.hpp"
#include "assembly/dialects/decided.hpp"
#include "assembly/dialects/in_place.hpp"
#include "assembly/figure.hpp"
#include "formulas/formula.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool standard(const DesignInput& input) { return input.mode.id == "standard"; }

/// Letters, digits, periods, dashes and underscores.
std::string hub_name(const DesignInput& input, std::string_view suffix) {
  constexpr std::size_t longest = 256;
  return fitted_name(
      suffix.empty() ? input.context.name : fmt::format("{}.{}", input.context.name, suffix),
      longest);
}

std::string azure_event_hubs_dead_letter_name(const DesignInput& input, std::string_view owner) {
  return hub_name(input, fmt::format("{}.dlq", group_name(owner)));
}

double most_partitions(const DesignInput& input) {
  constexpr double of_standard = 32;
  constexpr double of_premium = 100;
  constexpr double of_dedicated = 1024;
  if (standard(input)) return of_standard;
  return input.mode.id == "premium" ? of_premium : of_dedicated;
}

double azure_event_hubs_longest_hours(const DesignInput& input) {
  constexpr double week = 7 * 24;
  constexpr double quarter = 90 * 24;
  return standard(input) ? week : quarter;
}

Fitted retention_hours(const DesignInput& input) {
  return fit(std::ceil(input.context.requirements.retention.hours()), 1,
             azure_event_hubs_longest_hours(input), "hours");
}

std::vector<Setting> hub_config(const DesignInput& input, bool compacted) {
  const Fitted partitions =
      fit(static_cast<double>(std::max<std::uint64_t>(input.sizing.partitions, 1)), 1,
          most_partitions(input), "partitions");
  const Fitted hours = retention_hours(input);
  Settings settings(input);
  settings.set(
      "partitionCount", whole(partitions.value),
      fmt::format("sized for {}{}; {}", notation::rate(input.sizing.traffic.peak), partitions.note,
                  standard(input) ? "cannot be changed later in this tier"
                                  : "can grow later, which moves keys, and never shrink"));
  settings.set("retentionDescription.cleanupPolicy", text_value(compacted ? "Compact" : "Delete"),
               compacted ? "the latest of each key is kept" : "deleted by age");
  if (!compacted) {
    settings.set("retentionDescription.retentionTimeInHours", whole(hours.value),
                 fmt::format("{}{}", retention_reason(input), hours.note));
  }
  return settings.take();
}

Topic hub(const DesignInput& input, std::string name, std::string kind, std::string purpose,
          bool compacted) {
  return {.name = std::move(name),
          .kind = std::move(kind),
          .resource = "event hub",
          .partitions = input.sizing.partitions,
          .replication_factor = input.sizing.replication_factor,
          .retention_hours =
              compacted ? std::optional<double>{} : std::optional(retention_hours(input).value),
          .key = compacted         ? input.identity()  // the latest of each is kept
                 : input.ordered() ? input.keys()
                                   : "none",
          .purpose = std::move(purpose),
          .config = hub_config(input, compacted)};
}

/// Throughput units of the standard tier; the others are paid for by capacity that is measured.
void set_capacity(const DesignInput& input, Settings& settings) {
  constexpr double most_units = 40;
  const Traffic& traffic = input.sizing.traffic;
  const auto readers = static_cast<double>(input.context.consumers.size());
  const auto units = figure("throughput_units", formulas::event_hubs_throughput_units,
                            {{"ingress", traffic.peak_bytes.per_second},
                             {"events_in", traffic.peak.per_second},
                             {"egress", traffic.peak_bytes.per_second * readers},
                             {"events_out", traffic.peak.per_second * readers}});
  const Fitted fitted = fit(units ? units->value : most_units, 1, most_units, "throughput units");
  settings.set("sku.capacity", whole(fitted.value),
               fmt::format("throughput units: {}{}", units ? units->how : "as many as there are",
                           fitted.note));
}

Topic azure_event_hubs_name_space(const DesignInput& input) {
  Settings settings(input);
  settings.set("sku.name", text_value(standard(input) ? "Standard" : "Premium"),
               standard(input) ? "up to 32 partitions a hub and 7 days of retention"
                               : "up to 100 partitions a hub and 90 days of retention");
  if (standard(input)) set_capacity(input, settings);
  return {.name = azure_namespace(input),
          .kind = "namespace",
          .resource = "Event Hubs namespace",
          .partitions = 0,
          .replication_factor = 0,
          .retention_hours = {},
          .key = "none",
          .purpose = "what the hubs below share: capacity, network, access",
          .config = settings.take()};
}

std::vector<Topic> azure_event_hubs_topics(const DesignInput& input) {
  std::vector<Topic> all;
  // That of a dedicated cluster is bought with the cluster, and sets nothing by itself.
  if (input.mode.id != "dedicated") all.push_back(azure_event_hubs_name_space(input));
  all.push_back(hub(input, hub_name(input, ""), "event", "the events", false));
  for (const SideFlow& flow : side_flows(input.context)) {
    all.push_back(
        hub(input, hub_name(input, flow.suffix), flow.kind, flow.purpose, flow.compacted));
  }
  for (const std::string& owner : dead_letter_owners(input)) {
    Topic dead = hub(input, azure_event_hubs_dead_letter_name(input, owner), "dead_letter",
                     unprocessed_by(owner), false);
    dead.partitions = 1;
    dead.retention_hours = dead_letter_retention_hours;
    dead.config =
        Settings(input)
            .set("partitionCount", whole(1), "few messages, in the order in which they failed")
            .set("retentionDescription.retentionTimeInHours", whole(dead_letter_retention_hours),
                 "a week to look at it")
            .take();
    all.push_back(std::move(dead));
  }
  return all;
}

std::vector<GroupResources> azure_event_hubs_groups(const DesignInput& input) {
  return groups_of(
      input, [&](const std::string& /*consumer*/) { return hub_name(input, ""); },
      [&](const std::string& azure_event_hubs_consumer) {
        return azure_event_hubs_dead_letter_name(input, azure_event_hubs_consumer);
      });
}

std::vector<Setting> azure_event_hubs_producer(const DesignInput& input) {
  constexpr std::int64_t usual_retries = 3;
  const bool confirmed = wants_confirmation(input);
  return Settings(input)
      .set_if(input.ordered(), "PartitionKey", text_value(input.keys()),
              "events of one key go to one partition, which keeps their order")
      .set("MaximumRetries", confirmed ? usual_retries : std::int64_t{0},
           confirmation_reason(input,
                               "sent again while the service does not answer, with growing "
                               "delays; then the producer keeps the event"))
      .take();
}

std::vector<Setting> azure_event_hubs_consumer(const DesignInput& input) {
  constexpr double default_prefetch = 300;
  const bool first = acknowledges_first(input);
  return Settings(input)
      .set("consumerGroup", text_value("<group>"),
           fmt::format("each group reads everything; the design has {}",
                       counted(input.context.consumers.size(), "group")))
      .set("DefaultStartingPosition", text_value("EventPosition.Earliest"),
           "a new group starts with what is there")
      .set("PrefetchCount", whole(second_of_work(input, default_prefetch)),
           fmt::format("about a second of work at {} each; the default of 300 at most",
                       notation::duration(input.context.workload.processing_time)))
      .set("UpdateCheckpointAsync", text_value(first ? "before processing" : "after processing"),
           acknowledgement_reason(input))
      .take();
}

RetryPolicy azure_event_hubs_retry(const DesignInput& input) {
  return retried_in_place(
      input, {.because = "the consumer retries in place: a hub hands nothing out again",
              .message = "an event",
              .holds = "its partition",
              .then = "",
              .fate = "is logged and skipped by the consumer, which checkpoints past it; it stays "
                      "in the hub until its retention ends"});
}

std::string azure_event_hubs_dead_letter_mechanism(const DesignInput& input) {
  if (!input.dead_letters()) {
    return "none: Event Hubs has no dead letters, the consumer logs the event and checkpoints past "
           "it";
  }
  return "Event Hubs has no dead letters: the consumer sends the event to the dead-letter hub, "
         "waits for the answer, then checkpoints past it";
}

std::string azure_event_hubs_group_strategy(const DesignInput& input) {
  return fmt::format("one consumer group per consumer, one active reader for each of {}",
                     counted(input.sizing.partitions, "partition"));
}

std::string azure_event_hubs_pause(const DesignInput& /*input*/) {
  return "stop the processor of the event hub, or do not read on: checkpoints stay, and another "
         "reader may take the partitions over";
}

}  // namespace

Dialect azure_event_hubs_dialect() {
  return {.broker = "azure_event_hubs",
          .topics = azure_event_hubs_topics,
          .groups = azure_event_hubs_groups,
          .producer = azure_event_hubs_producer,
          .consumer = azure_event_hubs_consumer,
          .retry = azure_event_hubs_retry,
          .dead_letter_mechanism = azure_event_hubs_dead_letter_mechanism,
          .group_strategy = azure_event_hubs_group_strategy,
          .pause = azure_event_hubs_pause};
}

}  // namespace eventarch::assembly
