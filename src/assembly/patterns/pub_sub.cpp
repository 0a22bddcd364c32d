#include <fmt/format.h>

#include <algorithm>

#include "assembly/pattern.hpp"
#include "assembly/patterns/broker_wording.hpp"
#include "assembly/patterns/participants.hpp"
#include "formulas/formula.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool pub_sub_applies(const PatternInput& input) {
  return input.context.use_case == UseCase::pub_sub;
}

std::size_t groups(const PatternInput& input) { return input.context.consumers.size(); }

std::string why_pub_sub(const PatternInput& input) {
  if (groups(input) == 1) {
    return fmt::format(
        "{} follows {} at its own pace, and more consumers may join unknown to the "
        "producers",
        input.context.consumers.front(), input.context.name);
  }
  return fmt::format(
      "{} consumer groups get every message of {}, each at its own pace, unknown to "
      "the producers",
      groups(input), input.context.name);
}

/// One group on SQS has a queue and no topic before it.
bool single_queue(const PatternInput& input) {
  return groups(input) == 1 && input.fact(FactKey::fan_out).is(Word::with_sns);
}

std::string pace(const PatternInput& input) {
  std::vector<std::string> each;
  for (const ConsumerGroup& group : input.sizing.consumers) {
    each.push_back(fmt::format("{} with {}", group.group, counted(group.instances, "instance")));
  }
  constexpr std::size_t room = 100;
  return fmt::format("{} read{} at {} own pace{}", listed(each, room), each.size() == 1 ? "s" : "",
                     each.size() == 1 ? "its" : "their",
                     each.size() == 1 ? "" : ": a slow one delays no other");
}

std::string routing(const PatternInput& input) {
  const std::string types = event_types(input);
  return fmt::format("{}{}", wording(input).routing,
                     types.empty() ? "" : fmt::format(" ({})", types));
}

std::string pub_sub_order(const PatternInput& input) {
  switch (input.context.requirements.ordering) {
    case Ordering::none: return "no key: consumers must not rely on the order of two messages";
    case Ordering::global:
      return fmt::format("one order for everything: one {} and one active consumer a group",
                         input.sizing.unit);
    case Ordering::partition: break;
  }
  return fmt::format("producers set {} as the key: each group sees messages of one key in order",
                     input.keys());
}

std::optional<PatternFigure> catch_up(const PatternInput& input) {
  if (!replayable(input)) return std::nullopt;
  return rebuild_time(input, "new_group_catch_up_hours");
}

std::string newcomer(const PatternInput& input) {
  const std::string kept = notation::duration(input.context.requirements.retention);
  if (!replayable(input)) {
    return single_queue(input)
               ? "a second consumer needs an SNS topic before the queue: plan it in before it is "
                 "needed"
               : "a new consumer gets what is published after its queue exists, and nothing of "
                 "before";
  }
  const auto time = catch_up(input);
  return time ? fmt::format("a new group may start at the oldest of {} and has caught up after {}",
                            kept, text_of(time, {}))
              : fmt::format(
                    "a new group that starts at the oldest of {} never catches up: start "
                    "it at the end",
                    kept);
}

std::optional<PatternFigure> backlog(const PatternInput& input) {
  const Recovery& recovery = input.sizing.recovery;
  const double kept = recovery.unread_kept_seconds();
  constexpr double rounding = 1 - 1e-9;  // it is added up again
  if (recovery.deletes_unread && kept < recovery.outage_seconds * rounding) {
    return figure("outage_backlog_messages", formulas::kept_backlog,
                  {{"rate", input.sizing.traffic.average.per_second},
                   {"outage", recovery.outage_seconds},
                   {"kept", kept}});
  }
  return figure("outage_backlog_messages", formulas::outage_backlog,
                {{"rate", input.sizing.traffic.average.per_second},
                 {"outage", input.context.workload.outage.seconds()}});
}

std::string absence(const PatternInput& input) {
  const std::string found = text_of(backlog(input), "all");
  return fmt::format("a group that is down for {} finds {} {}{}",
                     notation::duration(input.context.workload.outage), found,
                     notation::noun_for(found == "1" ? 1 : 2, "message"),
                     input.is_log()
                         ? fmt::format("; they wait {} at most",
                                       notation::duration(input.context.requirements.retention))
                         : " in its queue, while the others go on");
}

std::vector<std::string> pub_sub_parts(const PatternInput& input, const Participants& who) {
  return {fmt::format("{} publish{} to {} and know{} no consumer", who.producers,
                      input.context.producers.size() == 1 ? "es" : "", who.entry,
                      input.context.producers.size() == 1 ? "s" : ""),
          single_queue(input) ? fmt::format("one queue, {}, for one consumer", who.source)
                              : std::string(wording(input).fan_out),
          pace(input),
          routing(input),
          pub_sub_order(input),
          newcomer(input),
          absence(input)};
}

std::vector<PatternFigure> pub_sub_figures(const PatternInput& input) {
  std::vector<PatternFigure> all;
  add(all, figure("delivered_bytes_per_second", formulas::egress_bytes,
                  {{"ingress", input.sizing.traffic.peak_bytes.per_second},
                   {"groups", static_cast<double>(groups(input))}}));
  add(all, backlog(input));
  add(all, catch_up(input));
  return all;
}

std::vector<FlowStep> pub_sub_flow(const PatternInput& input, const Participants& who) {
  const std::string event = an_event(input);
  std::vector<FlowStep> steps{{who.producer, who.entry, event}};
  if (!input.at_most_once()) steps.push_back({who.entry, who.producer, "confirmed", true});
  if (who.entry != who.source) steps.push_back({who.entry, who.source, "copy"});
  steps.push_back({who.source, who.group, event});
  if (!input.at_most_once()) steps.push_back({who.group, who.source, "acknowledged", true});
  constexpr std::size_t shown = 3;
  for (std::size_t i = 1; i < std::min(groups(input), shown); ++i) {
    steps.push_back({who.entry, input.context.consumers[i],
                     fmt::format("{}, at the pace of this group", event)});
  }
  if (steps.size() < 4) steps.push_back({who.group, who.group, "processes it, or loses it"});
  if (steps.size() < 4) steps.push_back({who.producer, who.entry, "the next, without waiting"});
  return steps;
}

}  // namespace

extern const PatternUnit pub_sub_pattern;
constinit const PatternUnit pub_sub_pattern{
    .name = "pub_sub",
    .title = "Publish and subscribe",
    .page = {.summary = "Many consumers per message: producers publish events without knowing "
                        "who reads them, and every consumer group gets every event.",
             .use_when = "Notifications and events: several services react to the same facts, "
                         "and more will follow. The producer needs no answer. Routing is by "
                         "topic, key or event type; producers and consumers stay decoupled.",
             .avoid_when = "One service must do a job and say how it went: that is a command, for "
                           "a work queue or for request and reply.",
             .source = "Hohpe and Woolf, Enterprise Integration Patterns, Publish-Subscribe "
                       "Channel: https://www.enterpriseintegrationpatterns.com/patterns/messaging/"
                       "PublishSubscribeChannel.html"},
    .applies = pub_sub_applies,
    .why = why_pub_sub,
    .parts = pub_sub_parts,
    .figures = pub_sub_figures,
    .flow = pub_sub_flow};

}  // namespace eventarch::assembly
