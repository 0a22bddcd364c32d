#include <fmt/format.h>

#include "assembly/pattern.hpp"
#include "assembly/patterns/broker_wording.hpp"
#include "assembly/patterns/participants.hpp"
#include "formulas/formula.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::assembly {
namespace {

bool cqrs_applies(const PatternInput& input) { return input.context.use_case == UseCase::cqrs; }

std::string about_ms(double ms) { return notation::about(Duration{ms}); }
std::string at_most_ms(double ms) { return notation::at_most(Duration{ms}); }

std::string why_cqrs(const PatternInput& input) {
  const std::size_t views = input.context.consumers.size();
  if (!stable(input)) {
    return fmt::format("writes and {} scale apart; at peak the views fall behind without bound",
                       counted(views, "read model"));
  }
  return fmt::format("writes and {} scale apart; a view lags behind by {} (p99) at peak",
                     counted(views, "read model"), at_most_ms(*input.sizing.latency.p99_ms));
}

std::string command_side(const Participants& who) {
  return fmt::format(
      "command side, {}: validate the command{}, load the aggregate, apply the "
      "rules, emit events, persist them",
      who.producers, who.commands.empty() ? "" : fmt::format(" from {}", who.commands));
}

std::string query_side(const Participants& who, std::size_t views) {
  return fmt::format("query side, {}: subscribe to {}, update {}, serve queries; {}", who.groups,
                     who.entry, views == 1 ? "the projection" : "projections",
                     views == 1 ? "a database made for them" : "a database for each kind of query");
}

std::string staleness(const PatternInput& input) {
  const LatencyBudget& budget = input.sizing.latency;
  if (!stable(input)) {
    return "views grow older as long as the peak lasts: say so to whoever reads them";
  }
  return fmt::format(
      "a view is {} old in the middle and {} in 99 of 100 cases at peak; the target "
      "is {}{}",
      about_ms(*budget.p50_ms), at_most_ms(*budget.p99_ms),
      notation::duration(Duration{budget.target_ms}), budget.met ? "" : ", which is missed");
}

std::string own_writes(const PatternInput& input) {
  const std::string wait = stable(input) ? at_most_ms(*input.sizing.latency.p99_ms) : "the target";
  return fmt::format(
      "who must see an own write waits up to {} for its {}'s version in the view, "
      "then reads the command side",
      wait, aggregate_key(input));
}

std::optional<PatternFigure> after_outage(const PatternInput& input) {
  if (!input.sizing.recovery.drain_seconds) return std::nullopt;
  const double all = input.sizing.recovery.outage_seconds + *input.sizing.recovery.drain_seconds;
  return taken_over("stale_after_outage_seconds", all, notation::about(seconds(all)),
                    "sizing.recovery: the outage and the time until its backlog is gone");
}

std::string cqrs_outage(const PatternInput& input) {
  const std::string length = notation::duration(input.context.workload.outage);
  const auto all = after_outage(input);
  return all ? fmt::format(
                   "after an outage of {} views are behind for {} in all; show how old they "
                   "are",
                   length, text_of(all, {}))
             : fmt::format("after an outage of {} views do not catch up: show how old they are",
                           length);
}

std::string cqrs_rebuilding(const PatternInput& input) {
  if (!replayable(input)) {
    return fmt::format(
        "{} hands nothing out twice: keep the history in an event store and rebuild "
        "views from there",
        input.broker.name);
  }
  constexpr double too_long_hours = 24;
  const auto time = rebuild_time(input, "projection_rebuild_hours");
  const std::string kept = notation::duration(input.context.requirements.retention);
  if (!time) {
    return fmt::format("a new view never catches up with {} of events: give it more instances",
                       kept);
  }
  return fmt::format(
      "a new view is built beside the old one from {} of events in {}{}", kept, text_of(time, {}),
      time->value > too_long_hours ? ": start from a copy of a view, or add instances meanwhile"
                                   : ", then switched; position and view in one transaction");
}

/// Only what holds for this input.
std::string gains(const PatternInput& input) {
  const std::size_t views = input.context.consumers.size();
  std::vector<std::string> all{
      fmt::format("independent scaling ({} a view at a write peak of {})",
                  counted(input.sizing.consumers.front().instances, "instance"),
                  notation::rate(input.sizing.traffic.peak))};
  all.push_back(counted(views, "optimized read model"));
  if (replayable(input)) {
    all.push_back(fmt::format("full audit trail and time travel over {}",
                              notation::duration(input.context.requirements.retention)));
  }
  return "gains: " + text::list_of(all);
}

std::string prices(const PatternInput& input) {
  const std::size_t stores = input.context.consumers.size() + 1;
  const std::size_t types = input.context.messages.size();
  std::vector<std::string> all{
      fmt::format("eventual consistency{}", stable(input) ? "" : " without a bound at peak"),
      fmt::format("increased complexity ({} databases)", stores)};
  if (types > 0) {
    all.push_back(fmt::format("event versioning ({})", counted(types, "type")));
  } else if (replayable(input)) {
    all.emplace_back("event versioning as long as events are kept");
  }
  if (stores > 2) all.push_back(fmt::format("debugging challenges over {} services", stores));
  return "price: " + text::list_of(all);
}

std::vector<std::string> cqrs_parts(const PatternInput& input, const Participants& who) {
  return {command_side(who),  query_side(who, input.context.consumers.size()),
          staleness(input),   own_writes(input),
          cqrs_outage(input), cqrs_rebuilding(input),
          gains(input),       prices(input)};
}

std::vector<PatternFigure> cqrs_figures(const PatternInput& input) {
  std::vector<PatternFigure> all;
  const LatencyBudget& budget = input.sizing.latency;
  if (stable(input)) {
    all.push_back(taken_over("staleness_p50_ms", *budget.p50_ms, about_ms(*budget.p50_ms),
                             "sizing.latency.p50_ms, at peak"));
    all.push_back(taken_over("staleness_p99_ms", *budget.p99_ms, at_most_ms(*budget.p99_ms),
                             "sizing.latency.p99_ms, at peak"));
  }
  add(all, after_outage(input));
  if (replayable(input)) add(all, rebuild_time(input, "projection_rebuild_hours"));
  return all;
}

std::vector<FlowStep> cqrs_flow(const PatternInput& input, const Participants& who) {
  const std::string event = an_event(input);
  const std::string view = fmt::format("view of {}", who.group);
  const std::string inbox = who.commands.empty() ? "command API" : who.commands;
  return {
      {"caller", inbox, "command"},
      {inbox, who.producer, "command, which it validates"},
      {who.producer, "event store", fmt::format("loads the {}", aggregate_key(input))},
      {who.producer, who.producer, fmt::format("applies the rules, emits {}", event)},
      {who.producer, "event store", fmt::format("persists {} with the expected version", event)},
      {"event store", who.entry, event},
      {who.source, who.group, fmt::format("{}, subscribed", event)},
      {who.group, view, "updates projection and position in one transaction"},
      {"caller", view, "query"},
      {view, "caller",
       stable(input) ? fmt::format("answer, {} behind at most in 99 of 100 cases",
                                   at_most_ms(*input.sizing.latency.p99_ms))
                     : "answer, with the position it stands for",
       true}};
}

}  // namespace

extern const PatternUnit cqrs_pattern;
constinit const PatternUnit cqrs_pattern{
    .name = "cqrs",
    .title = "Command query responsibility segregation",
    .page = {.summary = "A command side (validate, load the aggregate, apply the rules, emit "
                        "events, persist them) and a query side (subscribe, update projections,"
                        " serve queries, a database per kind of query) that follows it.",
             .use_when = "Reads and writes differ much in load or in shape: the sides scale "
                         "independently, read models are optimized for their queries, and where "
                         "events are kept there is a full audit trail and time travel by replay.",
             .avoid_when = "One model serves both well, or every reader must see the latest write."
                           " The price is eventual consistency, increased complexity, event "
                           "versioning and harder debugging.",
             .source = "Martin Fowler, CQRS: https://martinfowler.com/bliki/CQRS.html; Greg Young, "
                       "CQRS Documents (2010)"},
    .applies = cqrs_applies,
    .why = why_cqrs,
    .parts = cqrs_parts,
    .figures = cqrs_figures,
    .flow = cqrs_flow};

}  // namespace eventarch::assembly
