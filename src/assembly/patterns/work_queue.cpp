#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "assembly/pattern.hpp"
#include "assembly/patterns/broker_wording.hpp"
#include "assembly/patterns/held_time.hpp"
#include "assembly/patterns/participants.hpp"
#include "formulas/formula.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool work_queue_applies(const PatternInput& input) {
  return input.context.use_case == UseCase::work_queue;
}

std::string why_work_queue(const PatternInput& input) {
  const ConsumerGroup& group = input.sizing.consumers.front();
  const std::string peak = notation::rate(input.sizing.traffic.peak);
  const std::string instances = counted(group.instances, "instance");
  if (!stable(input)) {
    return fmt::format("each job is done by one instance of {}, but {} cannot carry the peak of {}",
                       group.group, instances, peak);
  }
  return fmt::format("each job is done by one instance of {}; {} carr{} the peak of {}, {} busy",
                     group.group, instances, group.instances == 1 ? "ies" : "y", peak,
                     notation::percent(group.utilization));
}

// ---- What the configuration of this design says ------------------------------------------------

/// The smallest number of messages in hand that keeps an instance busy.
std::optional<PatternFigure> least_in_hand(const PatternInput& input, std::string name) {
  const double call_seconds = wording(input).call_ms / 1000;
  return resting_on(figure(std::move(name), formulas::prefetch,
                           {{"deliver", call_seconds},
                            {"acknowledge", call_seconds},
                            {"process", input.processing_ms() / 1000}}),
                    fmt::format("{} one way is an estimate",
                                notation::duration(Duration{wording(input).call_ms})));
}

/// What an instance holds at most; what keeps it busy where the broker has no such setting.
std::optional<PatternFigure> in_hand(const PatternInput& input) {
  const auto setting = configured(input, wording(input).held);
  if (!setting) return least_in_hand(input, "in_hand_messages");
  const double value = *number_of(*setting);
  return taken_over("in_hand_messages", value, show(Dimension::count, value),
                    fmt::format("{}: {}", setting->key, setting->why));
}

std::optional<PatternFigure> time_in_hand(const PatternInput& input) {
  const auto held = in_hand(input);
  if (!held) return std::nullopt;
  constexpr double per_second = 1000;
  return figure(
      "time_in_hand_ms", formulas::prefetch_buffer_time,
      {{"prefetch", std::max(1.0, held->value)}, {"process", input.processing_ms() / 1000}},
      per_second);
}

std::optional<PatternFigure> hold_timeout(const PatternInput& input) {
  const std::string_view timeout = wording(input).timeout;
  const auto ms = held_at_most_ms(input);
  if (!ms) return std::nullopt;
  const auto setting = configured(input, timeout);
  return taken_over(
      "ack_timeout_seconds", *ms / 1000, notation::duration(Duration{*ms}),
      setting ? fmt::format("{}: {}", setting->key, setting->why)
              : fmt::format("{}: the default, since this design leaves it alone", timeout));
}

// ---- What to build -----------------------------------------------------------------------------

std::string acknowledgement(const PatternInput& input) {
  return input.at_most_once()
             ? "acknowledge before the work: an instance that dies loses its jobs, and none is "
               "done "
               "twice"
             : fmt::format("{}: an instance that dies loses no job", wording(input).acknowledge);
}

std::string work_in_hand(const PatternInput& input) {
  const auto held = in_hand(input);
  const auto setting = configured(input, wording(input).held);
  const double count = held ? held->value : 1;
  return fmt::format(
      "each instance has {} in hand{}: {} of work that nobody else can take meanwhile",
      counted(static_cast<std::uint64_t>(count), "job"),
      setting ? fmt::format(" ({})", setting->key) : "",
      text_of(time_in_hand(input), "unknown hours"));
}

std::string timeout_part(const PatternInput& input) {
  const BrokerWording& words = wording(input);
  const auto timeout = hold_timeout(input);
  const auto busy = time_in_hand(input);
  if (!timeout) return "no timeout takes a job from an instance that hangs: watch its age";
  if (busy && busy->value > timeout->value * 1000) {
    return fmt::format("{} of {} is shorter than the work in hand ({}): {}", words.timeout,
                       timeout->text, busy->text, words.extend);
  }
  return fmt::format("{} of {} covers the work in hand; for longer jobs: {}", words.timeout,
                     timeout->text, words.extend);
}

std::string fairness(const PatternInput& input) {
  if (!input.ordered() && input.at_most_once()) return "order between jobs is not kept";
  if (!input.ordered()) {
    return "order between jobs is not kept: a job that is tried again comes after later ones";
  }
  if (input.context.requirements.ordering == Ordering::global) {
    return "one order for all jobs: one instance works, the others wait to take over";
  }
  return input.sizing.keys_needed
             ? fmt::format(
                   "jobs of one {} run one after the other: {} must be busy at once to "
                   "occupy all instances",
                   input.key(), counted(*input.sizing.keys_needed, "key"))
             : fmt::format(
                   "jobs of one {} run one after the other; a slow one delays its key and "
                   "what shares its {}",
                   input.key(), input.sizing.unit);
}

/// Whether an instance holds whole partitions or queues, so that one beyond their number idles.
bool whole_units(const PatternInput& input) {
  const Fact& unit = input.fact(FactKey::unit);
  if (unit.is(Word::message_group) || unit.is(Word::session) || unit.is(Word::ordering_key)) {
    return false;
  }
  const bool keyed = input.ordered() && (unit.is(Word::queue) || unit.is(Word::stream));
  return keyed || input.mode.number(FactKey::consumers_per_unit) == 1;
}

std::string scaling(const PatternInput& input) {
  const ConsumerGroup& group = input.sizing.consumers.front();
  if (whole_units(input) && group.instances >= input.sizing.partitions) {
    return fmt::format("{} can feed {} and no more: more throughput needs more of them",
                       counted(input.sizing.partitions, input.sizing.unit),
                       counted(input.sizing.partitions, "instance"));
  }
  const auto backlog = figure("backlog_per_instance_messages", formulas::backlog_per_worker,
                              {{"latency", input.context.requirements.latency.seconds()},
                               {"processing", input.processing_ms() / 1000}});
  if (!backlog || backlog->value < 1) {
    return "a job takes longer than the latency target: none may wait, so start an instance for "
           "each";
  }
  return fmt::format("start one more instance for every {} jobs that wait", text_of(backlog, {}));
}

std::string competition(const PatternInput& input, const Participants& who) {
  const ConsumerGroup& group = input.sizing.consumers.front();
  return group.instances == 1
             ? fmt::format("one instance of {} works on {}; a second shares it: {}", group.group,
                           who.source, wording(input).sharing)
             : fmt::format("{} of {} compete on {}, {}", counted(group.instances, "instance"),
                           group.group, who.source, wording(input).sharing);
}

std::vector<std::string> work_queue_parts(const PatternInput& input, const Participants& who) {
  std::vector<std::string> all{competition(input, who), acknowledgement(input),
                               work_in_hand(input)};
  if (!input.at_most_once()) {
    all.push_back(fmt::format("a job comes again when {}", wording(input).comes_back));
    all.push_back(timeout_part(input));
  }
  all.push_back(fairness(input));
  all.push_back(scaling(input));
  if (input.context.consumers.size() > 1) {
    all.push_back(fmt::format("{} each do every job: {}", who.groups, wording(input).fan_out));
  }
  return all;
}

std::vector<PatternFigure> work_queue_figures(const PatternInput& input) {
  std::vector<PatternFigure> all;
  const auto least = least_in_hand(input, "in_hand_least_messages");
  const auto held = in_hand(input);
  add(all, held);
  if (held && held->formula.empty()) add(all, least);
  add(all, time_in_hand(input));
  if (!input.at_most_once()) add(all, hold_timeout(input));
  add(all, figure("backlog_per_instance_messages", formulas::backlog_per_worker,
                  {{"latency", input.context.requirements.latency.seconds()},
                   {"processing", input.processing_ms() / 1000}}));
  if (stable(input)) {
    const ConsumerGroup& group = input.sizing.consumers.front();
    all.push_back(taken_over("busy_share", group.utilization, notation::percent(group.utilization),
                             "sizing.consumers[0].utilization"));
  }
  return all;
}

std::vector<FlowStep> work_queue_flow(const PatternInput& input, const Participants& who) {
  const std::string first = fmt::format("{} #1", who.group);
  const std::string second = fmt::format("{} #2", who.group);
  std::vector<FlowStep> steps{{who.producer, who.entry, "job"}};
  if (who.entry != who.source) steps.push_back({who.entry, who.source, "copy of the job"});
  steps.push_back({who.source, first, "job, attempt 1"});
  if (input.at_most_once()) {
    steps.push_back({first, who.source, "acknowledged before the work", true});
    steps.push_back({first, first, "works; a crash here loses the job"});
    steps.push_back({who.source, second, "the next job"});
    return steps;
  }
  steps.push_back({first, first, "crashes before it acknowledges"});
  steps.push_back({who.source, second, "the same job, attempt 2"});
  steps.push_back({second, second, "does the work"});
  const std::string_view done = wording(input).acknowledge;
  steps.push_back({second, who.source, std::string(done.substr(0, done.find(';'))), true});
  return steps;
}

}  // namespace

extern const PatternUnit work_queue_pattern;
constinit const PatternUnit work_queue_pattern{
    .name = "work_queue",
    .title = "Work queue",
    .page = {.summary = "One consumer per message: instances compete for messages, which "
                        "balances the load, and acknowledge each one when its work is done.",
             .use_when = "Background jobs that are independent of each other and take longer "
                         "than handing them over. Load comes in bursts that a queue can hold.",
             .avoid_when = "Several services need every message (publish and subscribe), or all "
                           "jobs must run in one order: then one instance works and the others "
                           "watch.",
             .source = "Hohpe and Woolf, Enterprise Integration Patterns, Competing Consumers: "
                       "https://www.enterpriseintegrationpatterns.com/patterns/messaging/"
                       "CompetingConsumers.html"},
    .applies = work_queue_applies,
    .why = why_work_queue,
    .parts = work_queue_parts,
    .figures = work_queue_figures,
    .flow = work_queue_flow};

}  // namespace eventarch::assembly
