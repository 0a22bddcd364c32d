#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "assembly/dialect.hpp"
#include "assembly/log_event.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

using Context = std::vector<std::pair<std::string, SettingValue>>;

/// Neither the first nor the last, so that nobody takes it for a constant.
std::uint64_t some_partition(const Watched& watched) { return watched.input.sizing.partitions / 2; }

/// The topic that consumers read, one of its shards where there are several.
std::string read_topic(const Watched& watched) {
  const Topic* topic = watched.first_of("event");
  std::string name = topic != nullptr ? topic->name : watched.input.context.name;
  const std::size_t shards = name.find("{0..");
  if (shards == std::string::npos) return name;
  return name.substr(0, shards) + fmt::format("{}", some_partition(watched));
}

/// As far as a partition gets in an hour at the average rate.
double some_offset(const Watched& watched) {
  constexpr double seconds = 3600;
  return watched.input.sizing.traffic.average.per_second * seconds /
         static_cast<double>(std::max<std::uint64_t>(watched.input.sizing.partitions, 1));
}

double rounded(double milliseconds) { return std::round(milliseconds * 100) / 100; }

/// Median of the budget's terms before the one of this name; half of the target where the design is
/// unstable and has no budget.
double spent_ms(const Watched& watched, std::string_view before) {
  const LatencyBudget& budget = watched.input.sizing.latency;
  if (!budget.p50_ms) return rounded(budget.target_ms / 2);
  double total = 0;
  for (const LatencyTerm& term : budget.terms) {
    if (term.name == before) break;
    total += term.p50_ms;
  }
  return rounded(total);
}

/// Queues know neither partitions nor offsets.
Context place(const Watched& watched, std::string topic) {
  Context context{{"topic", std::move(topic)}};
  if (watched.input.is_log()) {
    context.emplace_back("partition", whole(static_cast<double>(some_partition(watched))));
    context.emplace_back("offset", whole(some_offset(watched)));
  }
  return context;
}

Context consumed(const Watched& watched) {
  Context context = place(watched, read_topic(watched));
  context.emplace_back("consumer_group", group_name(watched.input.context.consumers.front()));
  return context;
}

LogSample with(Context context, double latency_ms) {
  context.emplace_back("latency_ms", latency_ms);
  return {.level = {}, .event = {}, .when = {}, .context = std::move(context)};
}

LogSample produced(const Watched& watched) {
  return with(place(watched, watched.design.topology.topics.front().name),
              spent_ms(watched, "fetch"));
}

LogSample handed_over(const Watched& watched) {
  return with(consumed(watched), spent_ms(watched, "queueing"));
}

LogSample acknowledged(const Watched& watched) {
  return with(consumed(watched), spent_ms(watched, ""));
}

LogSample refused(const Watched& watched) {
  return with(consumed(watched), rounded(watched.input.processing_ms()));
}

LogSample dead(const Watched& watched) {
  double total = watched.input.processing_ms() * watched.input.max_attempts();
  for (const double delay : watched.design.consumer.retry.delays_ms()) total += delay;
  return with(consumed(watched), rounded(total));
}

/// The age of a lag that would ring.
LogSample behind(const Watched& watched) {
  return with(consumed(watched), rounded(watched.input.context.requirements.latency.milliseconds));
}

LogSample moved(const Watched& watched) {
  Context context{{"topic", read_topic(watched)}};
  if (watched.input.is_log()) {
    context.emplace_back("partition", whole(static_cast<double>(some_partition(watched))));
  }
  context.emplace_back("consumer_group", group_name(watched.input.context.consumers.front()));
  return {.level = {}, .event = {}, .when = {}, .context = std::move(context)};
}

constexpr std::array all_events{
    LogEvent{
        .name = "message_produced",
        .level = "debug",
        .when = "the broker has confirmed a message; latency_ms is from send to confirmation",
        .meaning = "A message is as safe as the design makes it.",
        .look = "Where a message is missing, this line says whether it ever arrived.",
        .sample = produced,
    },
    LogEvent{
        .name = "message_consumed",
        .level = "debug",
        .when = "a consumer has received a message, before it works on it; latency_ms is from send "
                "to receipt",
        .meaning = "The broker's share of the latency, and the wait for a free consumer.",
        .look = "A line without message_acked or message_nacked after it is a consumer that "
                "stopped in between.",
        .sample = handed_over,
    },
    LogEvent{
        .name = "message_acked",
        .level = "debug",
        .when = "a message is processed and acknowledged; latency_ms is from send to here, the "
                "latency that the target speaks of",
        .meaning = "Done. It does not come again, unless the acknowledgement is lost on its way.",
        .look = "Two of them for one event_id are a duplicate that went through.",
        .sample = acknowledged,
    },
    LogEvent{
        .name = "message_nacked",
        .level = "warning",
        .when = "an attempt failed and the message is to be tried again; latency_ms is how long "
                "the attempt took",
        .meaning = "A retry is due.",
        .look = "Many of one offset are a message that fails every time; many of all offsets are a "
                "dependency that is down.",
        .sample = refused,
    },
    LogEvent{
        .name = "message_dlq",
        .level = "error",
        .when = "a message was put among the dead letters, after that was confirmed; latency_ms is "
                "from the first attempt on",
        .meaning = "This message is not processed until somebody replays it.",
        .look = "Read error_type and the last error in its headers.",
        .sample = dead,
    },
    LogEvent{
        .name = "consumer_lag",
        .level = "warning",
        .when = "once a minute while the oldest unread message is older than the latency target; "
                "latency_ms is its age",
        .meaning = "Consumers are behind.",
        .look = "The metric consumer_lag says by how many messages.",
        .sample = behind,
    },
    LogEvent{
        .name = "rebalance",
        .level = "info",
        .when = "an instance is given a partition or loses one",
        .meaning = "Work moves between instances; what was not committed is done again.",
        .look = "Around deployments it is expected; at other times an instance was taken for dead.",
        .sample = moved,
    },
};

/// What this design has to say about when a line is written.
std::string when_of(const LogEvent& event, const Watched& watched) {
  const DesignInput& input = watched.input;
  std::string when(event.when);
  if (event.level == "debug") {
    when += fmt::format("; {} of them, so at debug", notation::rate(input.sizing.traffic.average));
  }
  if (event.name == "message_nacked" && !input.at_most_once()) {
    when += fmt::format("; up to {} for one message", counted(input.max_attempts() - 1, "time"));
  }
  if (event.name == "message_dlq" && input.at_most_once()) {
    when += "; at_most_once has no dead letters: a dropped message is logged so, and gone";
  }
  if (event.name == "consumer_lag" && input.is_log()) {
    when += ", offset the position up to which the group has confirmed";
  }
  if (event.name == "rebalance" && !input.is_log()) {
    when = watched.single_active_consumer()
               ? "another instance becomes the active consumer of a queue"
               : "an instance connects or leaves: queues assign nothing";
  }
  return when;
}

}  // namespace

std::span<const LogEvent> log_events() { return all_events; }

std::vector<SchemaField> log_fields() {
  std::vector<std::string> events;
  events.reserve(all_events.size());
  for (const LogEvent& event : all_events) events.emplace_back(event.name);
  return {
      {.name = "level", .type = "string"},
      {.name = "timestamp", .type = "string", .format = "date-time"},
      {.name = "skill", .type = "string", .values = {"event-driven"}},
      {.name = "event", .type = "string", .values = std::move(events)},
      {.name = "context",
       .type = "object",
       .children =
           {
               {.name = "topic", .type = "string"},
               {.name = "partition", .type = "integer", .required = false},
               {.name = "offset", .type = "integer", .required = false},
               {.name = "consumer_group", .type = "string", .required = false},
               {.name = "latency_ms", .type = "number", .required = false},
           }},
  };
}

std::vector<LogSample> log_samples(const Watched& watched) {
  std::vector<LogSample> out;
  out.reserve(all_events.size());
  for (const LogEvent& event : all_events) {
    LogSample sample = event.sample(watched);
    sample.level = event.level;
    sample.event = event.name;
    sample.when = when_of(event, watched);
    out.push_back(std::move(sample));
  }
  return out;
}

}  // namespace eventarch::assembly
