#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "assembly/pattern.hpp"
#include "assembly/patterns/broker_wording.hpp"
#include "assembly/patterns/participants.hpp"
#include "formulas/formula.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

/// Estimates: what a command may spend on loading its aggregate, and what one event of it takes.
constexpr double usual_budget_seconds = 0.1;
constexpr double budget_of_target = 0.2;
constexpr double per_event_seconds = 0.0001;
constexpr double percent_worth_a_word = 0.01;
constexpr double too_long_hours = 24;
constexpr std::uint32_t most_conflicts = 5;

bool event_sourcing_applies(const PatternInput& input) {
  return input.context.use_case == UseCase::event_sourcing;
}

std::string why_event_sourcing(const PatternInput& input) {
  const std::string types = event_types(input);
  return fmt::format("the events{} are the record, kept for {}: state is what replaying them gives",
                     types.empty() ? "" : fmt::format(" ({})", types),
                     notation::duration(input.context.requirements.retention));
}

// ---- Numbers
// -------------------------------------------------------------------------------------

/// A fifth of the latency target, and no more than 100 ms.
double reload_budget(const PatternInput& input) {
  return std::min(usual_budget_seconds,
                  input.context.requirements.latency.seconds() * budget_of_target);
}

std::optional<PatternFigure> interval(const PatternInput& input) {
  return resting_on(
      figure("snapshot_interval_events", formulas::snapshot_interval,
             {{"reload_budget", reload_budget(input)}, {"per_event", per_event_seconds}}),
      "estimate: a reload may take 100 ms, or a fifth of a shorter latency target; an event 0.1 "
      "ms");
}

double rate(const PatternInput& input) { return input.sizing.traffic.average.per_second; }

/// Of the busiest aggregate, or of a mean one where nothing is said about it.
std::optional<PatternFigure> events_per_aggregate(const PatternInput& input) {
  const auto& keys = input.context.workload.distinct_keys;
  const auto& hot = input.context.workload.hot_key_share;
  if (!keys && !hot) return std::nullopt;
  return figure(hot ? "events_of_busiest_aggregate_kept" : "events_per_aggregate_kept",
                formulas::messages_per_key,
                {{"rate", rate(input)},
                 {"time", input.context.requirements.retention.seconds()},
                 {"keys", hot ? std::max(1.0, 1 / hot->value) : static_cast<double>(keys->value)}});
}

std::optional<PatternFigure> conflicts(const PatternInput& input) {
  const auto& keys = input.context.workload.distinct_keys;
  const auto& hot = input.context.workload.hot_key_share;
  if (!keys && !hot) return std::nullopt;
  const double busiest = hot ? hot->value : 1 / static_cast<double>(keys->value);
  return resting_on(figure("conflict_share", formulas::conflict_share,
                           {{"rate", input.sizing.traffic.peak.per_second * busiest},
                            {"window", reload_budget(input)}}),
                    hot ? "the busiest aggregate at peak, writers uncoordinated"
                        : "a mean aggregate at peak, writers uncoordinated");
}

std::optional<PatternFigure> rebuild(const PatternInput& input) {
  return rebuild_time(input, "projection_rebuild_hours");
}

// ---- What to build
// -------------------------------------------------------------------------------

std::string stream_per_aggregate(const PatternInput& input, const Participants& who) {
  const auto& keys = input.context.workload.distinct_keys;
  return fmt::format(
      "append-only, events are immutable: a stream per {}{}; one topic for all types, "
      "{}, or their order would be lost",
      aggregate_key(input),
      keys ? fmt::format(" ({})", rounded(static_cast<double>(keys->value))) : "", who.entry);
}

std::string expected_version(const PatternInput& input) {
  const auto share = conflicts(input);
  const bool often = share && share->value >= percent_worth_a_word;
  return fmt::format(
      "append with the expected aggregate_version; on a conflict{} reload, decide "
      "again, try {} times at most",
      often ? fmt::format(" ({} at peak)", share->text) : "",
      std::clamp<std::uint32_t>(input.max_attempts(), 2, most_conflicts));
}

/// No broker but one checks a version on writing.
std::string who_checks(const PatternInput& input, const Participants& who) {
  if (input.broker.id == "nats_jetstream") {
    return fmt::format(
        "the broker checks it: a subject per {} and "
        "Nats-Expected-Last-Subject-Sequence",
        aggregate_key(input));
  }
  return fmt::format(
      "{} checks no version: a table unique on ({}, aggregate_version) does, or one "
      "writer per aggregate, and {} carries the result",
      input.broker.name, aggregate_key(input), who.entry);
}

std::string snapshots(const PatternInput& input, const Participants& who) {
  const auto every = interval(input);
  const auto length = events_per_aggregate(input);
  if (every && length && length->value <= every->value) {
    return fmt::format("no snapshots: an aggregate has {} events in {}, and {} load within {}",
                       rounded(length->value),
                       notation::duration(input.context.requirements.retention), text_of(every, {}),
                       notation::duration(seconds(reload_budget(input))));
  }
  return fmt::format(
      "a snapshot every {} events of an aggregate{}, with the version of its schema; "
      "it may be thrown away",
      text_of(every, "few"),
      who.snapshots.empty() ? " beside the store" : fmt::format(" in {}", who.snapshots));
}

std::string event_sourcing_rebuilding(const PatternInput& input) {
  if (!replayable(input)) {
    return fmt::format("{} hands nothing out twice: a projection is rebuilt from the store's table",
                       input.broker.name);
  }
  const auto time = rebuild(input);
  if (!time) {
    return "a rebuild never catches up: its instances are no faster than new events come";
  }
  const std::string again = wording(input).read_again.empty()
                                ? std::string{}
                                : fmt::format(" ({})", wording(input).read_again);
  if (time->value > too_long_hours) {
    return fmt::format(
        "rebuild beside the old view{}: {} for all that is kept, so start from a copy "
        "of a view, or add instances",
        again, text_of(time, {}));
  }
  return fmt::format(
      "rebuild into a new version beside the old one, then switch: {} for all that "
      "is kept{}",
      text_of(time, {}), again);
}

std::string compaction(const Participants& who) {
  return who.snapshots.empty()
             ? fmt::format("{} is never compacted nor purged: old events are part of every state",
                           who.entry)
             : fmt::format(
                   "{} is never compacted: that would delete history; {} is, since its "
                   "latest value is all that counts",
                   who.entry, who.snapshots);
}

std::vector<std::string> event_sourcing_parts(const PatternInput& input, const Participants& who) {
  return {
      stream_per_aggregate(input, who),
      expected_version(input),
      who_checks(input, who),
      snapshots(input, who),
      fmt::format("{}: read models, written asynchronously; view and position in one transaction, "
                  "so that each catches up from there",
                  who.groups),
      event_sourcing_rebuilding(input),
      "positions are given before the commit: a reader stops below the oldest open transaction, "
      "or skips what commits late",
      compaction(who),
      fmt::format("personal data: encrypt per person, erase by destroying the key; then rebuild "
                  "the views of {}",
                  who.groups)};
}

std::vector<PatternFigure> event_sourcing_figures(const PatternInput& input) {
  std::vector<PatternFigure> all;
  add(all, interval(input));
  add(all, events_per_aggregate(input));
  add(all, conflicts(input));
  add(all,
      figure("events_kept", formulas::outage_backlog,
             {{"rate", rate(input)}, {"outage", input.context.requirements.retention.seconds()}}));
  if (replayable(input)) add(all, rebuild(input));
  return all;
}

std::vector<FlowStep> event_sourcing_flow(const PatternInput& input, const Participants& who) {
  const std::string store = "event store";
  const std::string event = an_event(input);
  std::vector<FlowStep> steps{
      {"caller", who.producer, "command"},
      {who.producer, store,
       fmt::format("load: snapshot, then events of the {} since", aggregate_key(input))},
      {store, who.producer, "events up to version n", true},
      {who.producer, store, fmt::format("append {} with expected version n", event)},
      {store, who.producer, "conflict: somebody wrote n + 1; reload and decide again", true},
      {store, who.entry, fmt::format("{}, version n + 1, in commit order", event)},
      {who.source, who.group, event}};
  steps.push_back({who.group, "view", "change and position in one transaction"});
  return steps;
}

}  // namespace

extern const PatternUnit event_sourcing_pattern;
constinit const PatternUnit event_sourcing_pattern{
    .name = "event_sourcing",
    .title = "Event sourcing",
    .page = {.summary = "An append-only log of immutable events is the record: state is what "
                        "replaying them gives, snapshots make that quick, projections make it "
                        "readable.",
             .use_when = "How a state came about matters as much as the state: money, contracts,"
                         " audits. New views must be built from history, by replaying it or by "
                         "catching up from a position.",
             .avoid_when = "Only the latest state counts, or much of the data must be erasable: "
                           "events stay, and so does every version of their schema.",
             .source = "Martin Fowler, Event Sourcing: "
                       "https://martinfowler.com/eaaDev/EventSourcing.html; Greg Young, CQRS "
                       "Documents (2010)"},
    .applies = event_sourcing_applies,
    .why = why_event_sourcing,
    .parts = event_sourcing_parts,
    .figures = event_sourcing_figures,
    .flow = event_sourcing_flow};

}  // namespace eventarch::assembly
