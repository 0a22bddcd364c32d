#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule limit_near_rule{
    .name = "limit_near",
    .severity = Severity::warning,
    .summary = "The design is near a limit of what was chosen, or beyond one of its machines",
    .rationale =
        "A limit of the platform does not give way to more partitions or consumers. Beyond it the "
        "broker throttles or refuses, and moving to another takes months. The memory maps of one "
        "process are a limit of the operating system, which a setting raises: beyond it a Kafka "
        "broker cannot open another segment and stops.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {throughput: 30K msg/s}, workload: "
        "{peak_factor: 2, processing_time: 1 ms, outage: 1 min}, decisions: {broker: rabbitmq}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {throughput: 20K msg/s}, workload: "
        "{peak_factor: 2, processing_time: 1 ms, outage: 1 min}, decisions: {broker: rabbitmq}}",
    .source = "the limits of the report",
};

constexpr double share_near_limit = 0.8;

/// Units inside of which order lies are many behind one name: more of them carry more, and the
/// figure is that of one.
bool spread_over_units(const RuleInput& input, const Mode& mode) {
  const Fact& unit = mode.fact(FactKey::unit);
  const bool inside =
      unit.is(Word::message_group) || unit.is(Word::session) || unit.is(Word::ordering_key);
  return inside && input.sizing->partitions > 1;
}

bool never_beyond(const RuleInput& /*input*/, const Mode& /*mode*/) { return false; }

/// A limit that can be neared by what the file says, and not by the design itself. Size and
/// retention have rules of their own; brokers are counted so that their replicas fit.
struct Watched {
  std::string_view name;
  std::string_view what;
  bool grows;
  bool (*applies)(const RuleInput& input, const Mode& mode);
  bool (*stated)(const EventContext& context);  ///< otherwise it rests on an assumption
  SourceSpan (*place)(const Declaration& file);
  /// Whether this rule speaks beyond the limit too: where no other rule does. Who is chosen carries
  /// the messages of a stated peak and the bytes of a stated size; else it is for
  /// peak_beyond_limit, long_queue_backlog or pinned_broker_unfit.
  bool (*beyond)(const RuleInput& input, const Mode& mode) = never_beyond;
  bool setting = false;  ///< of the machines, which a setting moves; no other rule speaks beyond it
};

constexpr std::array watched{
    Watched{
        "messages_per_second", "the peak", true,
        [](const RuleInput& input, const Mode& mode) { return !spread_over_units(input, mode); },
        [](const EventContext& context) { return context.workload.peak_declared; },
        [](const Declaration& file) { return place_of(file.requirements.throughput, file); }},
    Watched{
        "bytes_per_second", "the peak", true,
        [](const RuleInput& input, const Mode& mode) { return !spread_over_units(input, mode); },
        [](const EventContext& context) {
          return context.workload.peak_declared && context.workload.size_declared;
        },
        [](const Declaration& file) { return place_of(file.requirements.throughput, file); },
        [](const RuleInput& input, const Mode&) { return input.decision->winner()->eligible(); }},
    Watched{"on_demand_shards", "the number of shards that the design needs", false,
            [](const RuleInput& input, const Mode&) {
              return input.sizing->partitions > 1 &&
                     input.context->requirements.ordering != Ordering::global;
            },
            [](const EventContext& context) { return context.workload.processing_declared; },
            [](const Declaration& file) { return place_of(file.requirements.throughput, file); },
            [](const RuleInput&, const Mode&) { return true; }},
    Watched{"quorum_queues", "the number of queues", false,
            [](const RuleInput&, const Mode&) { return true; },
            [](const EventContext& context) { return context.workload.processing_declared; },
            [](const Declaration& file) { return place_of(file.requirements.throughput, file); },
            [](const RuleInput&, const Mode&) { return true; }},
    Watched{"classic_queues", "the number of queues", false,
            [](const RuleInput&, const Mode&) { return true; },
            [](const EventContext& context) { return context.workload.processing_declared; },
            [](const Declaration& file) { return place_of(file.requirements.throughput, file); },
            [](const RuleInput&, const Mode&) { return true; }},
    Watched{"streams", "the number of streams", false,
            [](const RuleInput&, const Mode&) { return true; },
            [](const EventContext& context) { return context.workload.processing_declared; },
            [](const Declaration& file) { return place_of(file.requirements.throughput, file); },
            [](const RuleInput&, const Mode&) { return true; }},
    // A queue without fan-out has one group by nature.
    Watched{"consumer_groups", "the number of consumer groups", false,
            [](const RuleInput& input, const Mode& mode) {
              return !input.declaration.consumers.empty() && mode.number(FactKey::groups_max) > 1;
            },
            [](const EventContext&) { return true; },
            [](const Declaration& file) { return file.consumers.back().where; }},
    // A log's consumer holds a position, not messages.
    Watched{"in_flight", "what is under way at once (rate x processing time)", true,
            [](const RuleInput&, const Mode& mode) {
              const Fact& unit = mode.fact(FactKey::unit);
              return unit.is(Word::queue) || unit.is(Word::message_group);
            },
            [](const EventContext& context) {
              return context.workload.peak_declared && context.workload.processing_declared;
            },
            [](const Declaration& file) { return place_of(file.workload.processing_time, file); }},
    // long_queue_backlog is silent on an assumed outage too.
    Watched{"waiting_messages", "what waits in a queue after the outage", true,
            [](const RuleInput& input, const Mode& mode) {
              return input.declaration.workload.outage && mode.fact(FactKey::unit).is(Word::queue);
            },
            [](const EventContext&) { return true; },
            [](const Declaration& file) { return place_of(file.workload.outage, file); }},
    // What is kept has the planned growth in it.
    Watched{"memory_maps", "the number of memory maps of a broker process", false,
            [](const RuleInput&, const Mode&) { return true; },
            [](const EventContext& context) { return context.workload.size_declared; },
            [](const Declaration& file) { return place_of(file.requirements.retention, file); },
            never_beyond, true},
};

/// Twice of what is expected leaves room for segments that are closed early.
std::string way_out(const Watched& found, const PlatformLimit& limit) {
  if (!found.setting) {
    return "plan the way out now: split the flow over several, or choose a broker whose limit lies "
           "further away";
  }
  constexpr double room = 2;
  return fmt::format(
      "set vm.max_map_count of every broker machine to {} or more, twice what is expected, before "
      "the topic fills; larger files (segment.bytes) or more brokers need fewer",
      notation::number(std::ceil(limit.value * room)));
}

void check_beyond(const RuleInput& input, const Candidate& chosen, const Watched& watch,
                  const PlatformLimit& limit, Findings& findings) {
  if (!watch.beyond(input, *chosen.mode)) return;
  const std::string_view what =
      watch.grows ? "the peak, counted for each consumer group" : watch.what;
  auto& finding = findings.add(
      limit_near_rule, watch.place(input.declaration),
      fmt::format("{}, {}, is beyond the {} that {} is planned with ({})", what,
                  show(limit.dimension, limit.value), show(limit.dimension, limit.limit),
                  chosen.display_name(), notation::percent(limit.share())),
      watch.name == "on_demand_shards"
          ? "nobody sets the shards of an on-demand stream: take a provisioned stream with that "
            "many, or shorten the processing"
          : "split the flow over several clusters or services, or choose a broker whose limit "
            "lies further away");
  finding.label = "beyond the limit";
  finding.notes.push_back(limit.source);
  if (!watch.stated(*input.context)) finding.severity = Severity::info;
}

void check(const RuleInput& input, const Candidate& chosen, const PlatformLimit& limit,
           Findings& findings) {
  const auto* found = std::ranges::find(watched, limit.name, &Watched::name);
  if (found == watched.end() || !found->applies(input, *chosen.mode)) return;
  if (limit.share() > 1 && !found->setting) {
    check_beyond(input, chosen, *found, limit, findings);
    return;
  }
  // On-demand shards follow the traffic: near their number is where they belong.
  if (found->name == "on_demand_shards") return;
  const double growth = found->grows ? input.context->workload.growth_factor.value : 1;
  const double later = limit.share() * growth;
  if (limit.share() <= share_near_limit && later <= 1) return;
  const bool passes = later > 1 && growth > 1;
  auto& finding = findings.add(
      limit_near_rule, found->place(input.declaration),
      fmt::format("{}, {}, takes {} of the {} that {}{}", found->what,
                  show(limit.dimension, limit.value), notation::percent(limit.share()),
                  show(limit.dimension, limit.limit),
                  found->setting ? "Linux allows by default" : chosen.display_name() + " allows",
                  passes ? fmt::format("; with the planned growth by {} it is {}",
                                       notation::number(growth), notation::percent(later))
                         : ""),
      way_out(*found, limit));
  finding.label = limit.share() > 1 ? "beyond the limit" : "near the limit";
  finding.notes.push_back(fmt::format("{} / {} = {}", show(limit.dimension, limit.value),
                                      show(limit.dimension, limit.limit),
                                      notation::percent(limit.share())));
  if (passes)
    add_cause(finding, input.declaration.workload.growth_factor, "the growth that is planned");
  if (!found->stated(*input.context)) finding.severity = Severity::info;
}

void check_limit_near(const RuleInput& input, Findings& findings) {
  const Candidate* chosen = input.decision->winner();
  if (chosen == nullptr) return;
  for (const PlatformLimit& limit : input.sizing->limits) {
    check(input, *chosen, limit, findings);
  }
}

}  // namespace

extern const Check limit_near;
constinit const Check limit_near{&limit_near_rule, check_limit_near, Stage::sized, Quotes::limits};

}  // namespace eventarch::rules
