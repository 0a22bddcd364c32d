#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule retention_shorter_than_outage_rule{
    .name = "retention_shorter_than_outage",
    .severity = Severity::error,
    .summary = "Messages are deleted before the consumers are back to read them",
    .rationale =
        "Retention runs on while consumers are down and while they work off what has piled up. "
        "What is older is deleted unread, and no consumer notices. In a queue it is a time to "
        "live: what passes it is deleted as well, or set aside as a dead letter that somebody has "
        "to look at, although nothing was wrong with it.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 100 msg/s, retention: 24 "
        "hours, ordering: none}, workload: {outage: 48 hours, recover_within: 48 hours}, "
        "decisions: {broker: kafka}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 100 msg/s, retention: 7 "
        "days, ordering: none}, workload: {outage: 48 hours, recover_within: 48 hours}, "
        "decisions: {broker: kafka}}",
    .source =
        "the oldest message waits through the outage and at most the whole drain; RabbitMQ "
        "documentation, time-to-live and expiration; Azure Service Bus documentation, "
        "message expiration",
};

/// Which setting ends the time of a message that nobody has read, and what it does then.
struct ExpirySetting {
  std::string_view broker;
  std::string_view name;
  bool fills_dead_letters = false;
};
constexpr std::array expiry_settings{
    ExpirySetting{"azure_event_hubs", "retentionTimeInHours"},
    ExpirySetting{"azure_service_bus", "defaultMessageTimeToLive", true},
    ExpirySetting{"gcp_pubsub", "message_retention_duration"},
    ExpirySetting{"kafka", "retention.ms"},
    ExpirySetting{"kinesis", "RetentionPeriodHours"},
    ExpirySetting{"nats_jetstream", "max_age"},
    ExpirySetting{"rabbitmq", "message-ttl", true},
    ExpirySetting{"redis_streams", "XADD MINID"},
    ExpirySetting{"redpanda", "retention.ms"},
    ExpirySetting{"sqs", "MessageRetentionPeriod"},
};

bool is_kept_in_log(const Mode& mode) { return mode.fact(FactKey::model).is(Word::log); }

const ExpirySetting* expiry_setting(const Candidate& chosen) {
  const auto* const found =
      std::ranges::find(expiry_settings, chosen.broker->id, &ExpirySetting::broker);
  return found == expiry_settings.end() || is_kept_in_log(*chosen.mode) ? nullptr : found;
}

/// A retention that the file asks for becomes a setting of the broker: of a log nobody expects
/// anything else, of a queue they do.
std::string kept_by_broker(const Candidate& chosen, const Recovery& recovery) {
  const std::string kept = notation::duration(seconds(recovery.unread_kept_seconds()));
  const ExpirySetting* setting = expiry_setting(chosen);
  if (setting == nullptr) return "retention of " + kept;
  return fmt::format("{} of {} (`{}`)", setting->fills_dead_letters ? "time to live" : "retention",
                     kept, setting->name);
}

/// What expires is kept apart, where the broker moves it and the design has a place for it.
bool sets_expired_aside(const RuleInput& input, const Candidate& chosen) {
  const ExpirySetting* setting = expiry_setting(chosen);
  return setting != nullptr && setting->fills_dead_letters && input.context->keeps_dead_letters();
}

/// What is read in time for the whole outage: what expired by its end would have been worked off
/// as well.
double retention_needed_seconds(const Recovery& recovery) {
  const double kept = recovery.unread_kept_seconds();
  const double drained = std::min(kept, recovery.outage_seconds);
  const double drain = recovery.drain_seconds.value_or(0);
  return recovery.outage_seconds +
         (drained > 0 ? drain * recovery.outage_seconds / drained : drain);
}

std::string outage_and_drain(const Recovery& recovery, bool lost) {
  const std::string outage =
      fmt::format("{} of outage", notation::duration(seconds(recovery.outage_seconds)));
  if (lost || !recovery.drain_seconds) return outage;
  return fmt::format("{} and {} to work off what waits", outage,
                     notation::duration(seconds(*recovery.drain_seconds)));
}

std::string outage_arithmetic(const RuleInput& input, bool lost) {
  const Recovery& recovery = input.sizing->recovery;
  const auto spell = [](double all) { return notation::duration(seconds(all)); };
  const double kept = recovery.unread_kept_seconds();
  if (lost) {
    return fmt::format("({} of outage - {} kept) x {} = {} gone before a consumer is back",
                       spell(recovery.outage_seconds), spell(kept),
                       notation::rate(input.sizing->traffic.average),
                       notation::counted_number((recovery.outage_seconds - kept) *
                                                    input.sizing->traffic.average.per_second,
                                                "message"));
  }
  if (!recovery.drain_seconds) return {};
  return fmt::format("{} of retention - {} of outage - {} to work off what waits: {} too little",
                     spell(kept), spell(recovery.outage_seconds), spell(*recovery.drain_seconds),
                     spell(-recovery.retention_margin_seconds));
}

void check_retention_shorter_than_outage(const RuleInput& input, Findings& findings) {
  const Candidate* chosen = input.decision->winner();
  const Requirements& needed = input.context->requirements;
  if (chosen == nullptr || !input.sizing->recovery.deletes_unread) return;
  // Who accepts the loss of messages is not told of it.
  if (needed.delivery == Delivery::at_most_once) return;
  const Recovery& recovery = input.sizing->recovery;
  if (recovery.retention_margin_seconds >= 0) return;
  const Declaration& file = input.declaration;
  const auto& outage = file.workload.outage;
  // What was added up is off by a rounding error.
  constexpr double forgiven = 1 - 1e-9;
  const bool lost = recovery.outage_seconds * forgiven > recovery.unread_kept_seconds();
  const bool aside = sets_expired_aside(input, *chosen);
  // A design file states retention in hours.
  const auto whole_hours =
      static_cast<double>(notation::guarded_ceil(retention_needed_seconds(recovery) / 3600));
  auto& finding = findings.add(
      retention_shorter_than_outage_rule,
      outage ? outage->where : place_of(file.requirements.retention, file),
      fmt::format("{} are longer than the {}: what waits longest {} {}",
                  outage_and_drain(recovery, lost), kept_by_broker(*chosen, recovery),
                  lost ? "is" : "may be",
                  aside ? "set aside as a dead letter, unread" : "deleted unread"),
      fmt::format("keep messages for {} at least (requirements.retention), better twice that, or "
                  "bring the consumers back sooner",
                  notation::declared_retention(hours(whole_hours))));
  finding.label = "longer than messages are kept";
  if (std::string sum = outage_arithmetic(input, lost); !sum.empty()) finding.notes.push_back(sum);
  if (outage && file.requirements.retention) {
    finding.related.push_back({file.requirements.retention->where, "so long they are kept"});
  }
  // Only what the file itself states contradicts itself, and a dead letter is not lost.
  const bool stated = outage && file.requirements.retention;
  if (!lost || !stated || aside) finding.severity = Severity::warning;
}

}  // namespace

extern const Check retention_shorter_than_outage;
constinit const Check retention_shorter_than_outage{
    &retention_shorter_than_outage_rule, check_retention_shorter_than_outage, Stage::sized};

}  // namespace eventarch::rules
