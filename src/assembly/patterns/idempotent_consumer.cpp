#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "assembly/pattern.hpp"
#include "assembly/patterns/broker_wording.hpp"
#include "assembly/patterns/held_time.hpp"
#include "assembly/patterns/participants.hpp"
#include "formulas/formula.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

/// Key, expiry and what a store adds to them: an estimate.
constexpr double entry_bytes = 100;
constexpr double hours_per_second = 1.0 / 3600;

bool idempotent_consumer_applies(const PatternInput& input) { return !input.at_most_once(); }

std::string why_idempotent_consumer(const PatternInput& input) {
  return input.exactly_once()
             ? fmt::format("exactly-once ends where {} write{} to anything but {}",
                           listed(input.context.consumers),
                           input.context.consumers.size() == 1 ? "s" : "", input.broker.name)
             : fmt::format("at least once: some messages come twice to {}",
                           listed(input.context.consumers));
}

/// Views of an ordered log keep the position beside the view: what lies before it is known.
bool by_position(const PatternInput& input) {
  const bool projections =
      input.context.use_case == UseCase::event_sourcing || input.context.use_case == UseCase::cqrs;
  return projections && input.is_log() && input.ordered();
}

/// Whether messages may be read again on purpose, with their ids still to be recognised. A view is
/// rebuilt into a new version, whose ids are new as well.
bool replay_counts(const PatternInput& input) { return replayable(input) && !by_position(input); }

/// A backlog that never drains may hold a message for as long as the broker keeps it.
bool drains(const PatternInput& input) { return input.sizing.recovery.drain_seconds.has_value(); }
bool whole_retention(const PatternInput& input) { return replay_counts(input) || !drains(input); }

/// The ids that a consumer remembers.
struct KeptIds {
  std::optional<PatternFigure> window;
  std::optional<PatternFigure> count;
  std::optional<PatternFigure> bytes;
};

KeptIds kept_ids(const PatternInput& input, bool with_replay) {
  const double replay = with_replay ? input.context.requirements.retention.seconds() : 0;
  KeptIds kept;
  kept.window = figure("deduplication_window_hours", formulas::redelivery_horizon,
                       {{"retries", redelivered_for_seconds(input)},
                        {"outage", input.context.workload.outage.seconds()},
                        {"drain", input.sizing.recovery.drain_seconds.value_or(0)},
                        {"replay", replay}},
                       hours_per_second);
  if (!kept.window) return kept;
  kept.count = figure("deduplication_ids", formulas::deduplication_entries,
                      {{"rate", input.sizing.traffic.average.per_second},
                       {"window", kept.window->value / hours_per_second}});
  if (!kept.count) return kept;
  kept.bytes = resting_on(figure("deduplication_store_bytes", formulas::deduplication_store_bytes,
                                 {{"entries", kept.count->value}, {"per_entry", entry_bytes}}),
                          "100 B an id are an estimate; one copy for each consumer group");
  return kept;
}

std::string identity(const PatternInput& input) {
  const Fact& scope = input.fact(FactKey::exactly_once_scope);
  const std::string_view broker = input.broker.name;
  if (scope.is(Word::deduplication_window)) {
    return fmt::format(
        "event_id, set by the producer, identifies a message: {} drops what is sent "
        "twice in its window, not what it redelivers",
        broker);
  }
  if (input.exactly_once() && !scope.is(Word::none)) {
    return fmt::format(
        "event_id, set by the producer, identifies a message: the guarantee of {} "
        "covers its {} alone",
        broker, scope.is(Word::cluster) ? "own topics" : "subscription");
  }
  return fmt::format(
      "event_id, set by the producer, identifies a message: the {} of {} changes when "
      "it is published again",
      wording(input).handle, broker);
}

/// "5 attempts that may each hang for 30 min (consumer-timeout)"
std::string hanging(const PatternInput& input) {
  const std::string attempts = counted(input.max_attempts(), "attempt");
  const auto held_ms = held_at_most_ms(input);
  if (!held_ms) return attempts + " (no timeout ends one that hangs)";
  return fmt::format("{} that may{} hang for {} ({})", attempts,
                     input.max_attempts() == 1 ? "" : " each",
                     notation::duration(Duration{std::max(*held_ms, input.processing_ms())}),
                     wording(input).timeout);
}

std::string how_long(const PatternInput& input, const KeptIds& kept) {
  const std::string text = text_of(kept.window, "long");
  if (!drains(input)) {
    return fmt::format(
        "ids are kept for {}: at these instances the backlog of an outage never "
        "drains, and a message may come as late",
        text);
  }
  if (by_position(input)) {
    return fmt::format(
        "ids of effects are kept for {}: {}, outage and drain; a view compares its position "
        "instead",
        text, hanging(input));
  }
  if (replay_counts(input)) {
    return fmt::format("ids are kept for {}: {} can hand out again all that it keeps", text,
                       input.broker.name);
  }
  return fmt::format(
      "ids are kept for {}: {}, an outage and its backlog; {} hands nothing out after that", text,
      hanging(input), input.broker.name);
}

std::string how_many(const KeptIds& kept) {
  return fmt::format("that is {} ids or {} for each consumer, at an estimated 100 B each",
                     text_of(kept.count, "few"), text_of(kept.bytes, "little"));
}

std::string cheaper(const KeptIds& kept) {
  return fmt::format("a team that never resets positions into old messages needs {} and {} only",
                     text_of(kept.window, "less"), text_of(kept.bytes, "less"));
}

/// Dead letters are kept for longer than ids are, so a late replay finds none.
std::optional<std::string> late_replay(const PatternInput& input, const KeptIds& kept) {
  const double letters_hours = 24.0 * DeadLetterPolicy{}.retention_days;
  const bool found = !kept.window || kept.window->value >= letters_hours;
  if (!input.dead_letters() || found) return std::nullopt;
  return fmt::format(
      "dead letters are kept for {} days: keep the ids of messages that failed as long, or look "
      "for the effect before a replay",
      DeadLetterPolicy{}.retention_days);
}

std::string concurrency(const PatternInput& input) {
  return input.ordered()
             ? "an instance that was thought dead may still write: the unique constraint lets one "
               "of the two through"
             : "two instances may hold the same message: the unique constraint lets one of them "
               "through";
}

std::vector<std::string> idempotent_consumer_parts(const PatternInput& input,
                                                   const Participants& who) {
  const KeptIds kept = kept_ids(input, whole_retention(input));
  std::vector<std::string> all{
      identity(input),
      fmt::format("{} insert{} (group, event_id) with the change, in one transaction of the same "
                  "database",
                  who.groups, verb_ending(input)),
      concurrency(input), how_long(input, kept), how_many(kept)};
  if (replay_counts(input) && drains(input)) all.push_back(cheaper(kept_ids(input, false)));
  if (const auto late = late_replay(input, kept)) all.push_back(*late);
  all.emplace_back("an id that is known: acknowledge as DUPLICATE_MESSAGE, change nothing");
  all.push_back(
      fmt::format("where the ids cannot be read, {} stops: nothing is processed and no "
                  "attempt is counted",
                  who.group));
  return all;
}

std::vector<PatternFigure> idempotent_consumer_figures(const PatternInput& input) {
  const bool replay = whole_retention(input);
  KeptIds kept = kept_ids(input, replay);
  std::vector<PatternFigure> all;
  add(all, std::move(kept.window));
  add(all, std::move(kept.count));
  add(all, std::move(kept.bytes));
  if (!replay || !drains(input)) return all;
  if (auto bytes = kept_ids(input, false).bytes) {
    bytes->name = "deduplication_store_without_replay_bytes";
    all.push_back(std::move(*bytes));
  }
  return all;
}

std::vector<FlowStep> idempotent_consumer_flow(const PatternInput& input, const Participants& who) {
  const std::string database = fmt::format("database of {}", who.group);
  const std::string event = an_event(input);
  return {{who.source, who.group, fmt::format("{}, event_id 1", event)},
          {who.group, database, "insert the id and change, in one transaction"},
          {database, who.group, "committed", true},
          {who.group, who.group, "crashes before it acknowledges"},
          {who.source, who.group, fmt::format("{}, event_id 1, again", event)},
          {who.group, database, "insert the id"},
          {database, who.group, "known already: nothing changes", true},
          {who.group, who.source, "acknowledged", true}};
}

}  // namespace

extern const PatternUnit idempotent_consumer_pattern;
constinit const PatternUnit idempotent_consumer_pattern{
    .name = "idempotent_consumer",
    .title = "Idempotent consumer",
    .page = {.summary = "A consumer remembers what it has processed, so that a message that comes "
                        "twice has its effect once.",
             .use_when = "Messages may come twice, as they do under at-least-once delivery, and "
                         "doing the work twice would do harm.",
             .avoid_when = "The effect is the same however often it happens, such as setting a "
                           "value to what the message says: then order is all that counts.",
             .source = "Chris Richardson, "
                       "https://microservices.io/patterns/communication-style/"
                       "idempotent-consumer.html; Hohpe and Woolf, Enterprise Integration "
                       "Patterns, Idempotent Receiver"},
    .applies = idempotent_consumer_applies,
    .why = why_idempotent_consumer,
    .parts = idempotent_consumer_parts,
    .figures = idempotent_consumer_figures,
    .flow = idempotent_consumer_flow};

}  // namespace eventarch::assembly
