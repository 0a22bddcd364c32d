#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "assembly/check_unit.hpp"
#include "assembly/dialect.hpp"
#include "assembly/sections.hpp"
#include "assembly/troubleshooting_unit.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::assembly {
namespace {

/// "max.poll.records is 500; " where the design sets it.
std::string setting_text(const std::vector<Setting>& settings, std::string_view key) {
  const auto found = std::ranges::find(settings, key, &Setting::key);
  if (found == settings.end()) return {};
  return std::visit([&](const auto& value) { return fmt::format("{} is {}; ", key, value); },
                    found->value);
}

std::string units(const Watched& watched) {
  return counted(watched.input.sizing.partitions, watched.input.sizing.unit);
}

std::string lag_here(const Watched& watched) {
  const ConsumerGroup& group = watched.group();
  const Recovery& recovery = watched.input.sizing.recovery;
  std::string here =
      fmt::format("{} of each group, the busiest {} busy at peak",
                  counted(group.instances, "instance"), notation::percent(group.utilization));
  if (group.instances >= watched.input.sizing.partitions && watched.input.is_log()) {
    here += fmt::format("; {} feed no more instances, so more of them need more {} first",
                        units(watched), notation::noun_for(2, watched.input.sizing.unit));
  }
  here += fmt::format("; an outage of {} leaves {}, ",
                      notation::duration(watched.input.context.workload.outage),
                      notation::counted_number(recovery.backlog_messages, "message"));
  here += recovery.drain_seconds
              ? fmt::format("caught up on in {}",
                            notation::about(Duration{*recovery.drain_seconds * 1000}))
              : std::string("which these instances never catch up on");
  return here;
}

std::string loss_here(const Watched& watched) {
  const Sizing& sizing = watched.input.sizing;
  std::string here;
  if (watched.input.at_most_once()) {
    here = "at_most_once accepts loss; ask for at_least_once where it hurts; ";
  } else if (sizing.replication_factor == 0) {
    here =
        "the service keeps the copies; loss is a send that nobody confirmed, or a delete before "
        "processing; ";
  } else {
    here = fmt::format("a confirmed message is on {} of {}; ", sizing.min_in_sync_replicas,
                       counted(sizing.replication_factor, "copy"));
  }
  for (const std::string_view key : {"acks", "publisher confirms"}) {
    here += setting_text(watched.design.producer.settings, key);
  }
  const auto kept = watched.unread_kept_seconds();
  if (!kept) return here + "unread messages stay until somebody acknowledges them";
  const double margin = sizing.recovery.retention_margin_seconds;
  here += fmt::format("unread messages are {} after {}; the planned outage of {}{} leaves {} of it",
                      watched.fate_of_expired(), notation::duration(Duration{*kept * 1000}),
                      notation::duration(watched.input.context.workload.outage),
                      sizing.recovery.drain_seconds ? " with catching up" : "",
                      notation::duration(Duration{std::max(0.0, margin) * 1000}));
  return here;
}

std::string duplicates_here(const Watched& watched) {
  if (watched.input.at_most_once()) {
    return "none are to be expected: producers send once and consumers acknowledge before they "
           "work. Two message_acked lines of one event_id mean that a producer resends, or that a "
           "consumer acknowledges after its work: compare both with the settings of this design";
  }
  const RetryPolicy& retry = watched.design.consumer.retry;
  return fmt::format(
      "up to {} of one message are normal, spread over {} ({}); after an outage of {} producers "
      "may have sent twice. Look the event_id up in the store of the consumer: two rows with "
      "different effects are a hole, one row is the store at work",
      counted(retry.max_attempts, "attempt"), retry_span(retry), text::spoken(retry.mode),
      notation::duration(watched.input.context.workload.outage));
}

std::string ordering_here(const Watched& watched) {
  const DesignInput& input = watched.input;
  const RetryPolicy& retry = watched.design.consumer.retry;
  switch (input.context.requirements.ordering) {
    case Ordering::none:
      return fmt::format(
          "this design promises no order ({}, {} retries): a consumer that needs "
          "it must ask for `ordering: partition`",
          units(watched), text::spoken(retry.mode));
    case Ordering::partition:
      return fmt::format(
          "order holds per {} in {}: check that every producer sets it{}, and that retries stay as "
          "designed ({})",
          input.key(), units(watched),
          input.sizing.partitions == 1 ? std::string{}
                                       : fmt::format(", that nobody changed the number of {}",
                                                     notation::noun_for(2, input.sizing.unit)),
          text::spoken(retry.mode));
    case Ordering::global:
      return fmt::format("one {} and one active consumer in {}: check that there is no second one",
                         input.sizing.unit, group_name(watched.group().group));
  }
  return {};
}

std::string overflow_here(const Watched& watched) {
  if (watched.input.at_most_once()) {
    return "this design has no dead letters: failed messages are logged as message_dlq and dropped";
  }
  if (!watched.design.consumer.dead_letter.enabled) {
    return "decisions.dead_letter_queue is false: what fails every time is logged and dropped, and "
           "only messages_consumed_total with status dropped counts it";
  }
  const auto& topics = watched.design.topology.topics;
  const auto letters = std::ranges::find(topics, "dead_letter", &Topic::kind);
  if (letters == topics.end()) return "this design names no place for dead letters";
  return fmt::format(
      "{} holds what {} could not process{}; {} {} ring. Read one message of each kind of error, "
      "mend the cause, then replay",
      watched.design.consumer.groups.front().dead_letter, group_name(watched.group().group),
      letters->retention_hours ? ", for " + notation::duration(hours(*letters->retention_hours))
                               : std::string{},
      watched.design.consumer.dead_letter.alert_threshold,
      dead_letter_count(watched).depth ? "in it" : "within an hour");
}

std::string queue_rebalance_here(const Watched& watched) {
  const std::uint64_t instances = watched.group().instances;
  if (watched.single_active_consumer()) {
    return fmt::format(
        "one consumer is active on {}; when it goes, the next of the {} takes over, and what it "
        "had not acknowledged comes back: an unstable one shows as changes of the active consumer, "
        "and as attempts that count towards the {} of a message",
        watched.input.sizing.partitions == 1 ? std::string("the queue")
                                             : fmt::format("each of {}", units(watched)),
        counted(instances, "instance"), watched.input.max_attempts());
  }
  return fmt::format(
      "nothing is assigned to the {} here: an unstable one shows as messages that come back "
      "unprocessed, and as attempts that count towards the {} of a message",
      counted(instances, "instance"), watched.input.max_attempts());
}

/// Where a change of members shows: exporters do not know those of the newer protocol.
std::string members_here(const Watched& watched) {
  if (!is_set(watched.design.consumer.settings, "group.protocol", "consumer")) return {};
  return "; kafka_exporter reports 0 members for group.protocol=consumer, so that no alert watches "
         "them: look at rebalance-total of the clients (consumer-coordinator-metrics)";
}

std::string rebalance_here(const Watched& watched) {
  if (!watched.input.is_log()) return queue_rebalance_here(watched);
  const ConsumerGroup& group = watched.group();
  const auto& settings = watched.design.consumer.settings;
  const std::string spread = fmt::format("{} on {}: deploy one instance at a time",
                                         counted(group.instances, "instance"), units(watched));
  const std::string interval = setting_text(settings, "max.poll.interval.ms");
  if (interval.empty()) {
    return fmt::format(
        "{}when an instance leaves, another gets again what it had not "
        "acknowledged; {}",
        setting_text(settings, "receiverQueueSize"), spread);
  }
  return fmt::format("{}{}{}at {} a message a batch must end before the poll interval does; {}{}",
                     setting_text(settings, "session.timeout.ms"), interval,
                     setting_text(settings, "max.poll.records"),
                     notation::duration(watched.input.context.workload.processing_time), spread,
                     members_here(watched));
}

std::string consumed(const Watched& watched, std::string_view status, std::string_view span) {
  return fmt::format(
      R"(sum by (consumer_group) (increase(messages_consumed_total{{{}, status="{}"}}[{}])))",
      event_topics(watched.design), status, span);
}

std::string lag_metric(const Watched& watched) {
  return fmt::format("sum by (consumer_group) (consumer_lag{{{}}})", event_topics(watched.design));
}

std::string loss_metric(const Watched& watched) {
  return fmt::format("sum (increase(messages_produced_total{{{}}}[1h])) - on () group_right () {}",
                     produced_topic(watched.design), consumed(watched, "success", "1h"));
}

std::string duplicates_metric(const Watched& watched) {
  return fmt::format("{} / scalar(sum (increase(messages_produced_total{{{}}}[1h])))",
                     consumed(watched, "success", "1h"), produced_topic(watched.design));
}

std::string ordering_metric(const Watched& watched) {
  if (!watched.input.is_log()) return consumed(watched, "retry", "1h");
  return fmt::format("sum by (partition) (rate(messages_produced_total{{{}}}[1h]))",
                     produced_topic(watched.design));
}

std::string overflow_metric(const Watched& watched) {
  const std::string letters = dead_letter_topics(watched.design);
  if (letters.empty()) return consumed(watched, "dropped", "1h");
  const DeadLetterCount count = dead_letter_count(watched);
  if (count.expression.find("dlq_messages_total") == std::string::npos) return count.expression;
  return fmt::format("sum by (topic, error_type) (increase(dlq_messages_total{{{}}}[1h]))",
                     letters);
}

std::string rebalance_metric(const Watched& watched) { return consumed(watched, "retry", "30m"); }

constexpr std::array all_troubles{
    TroubleshootingUnit{
        .name = "consumer_lag",
        .issue = "Consumer lag",
        .cause = "Slow processing",
        .resolution = "Scale, optimize",
        .shows_as = "Results come late; consumer_lag rises and does not fall again after a peak.",
        .steps = "Compare what comes in with what is finished. Where more comes in, add instances "
                 "as far as partitions feed them. Where less is finished, look at what the handler "
                 "waits for. One partition alone is a busy key or a message that fails every time.",
        .kind = Issue::consumer_lag,
        .in_this_design = lag_here,
        .first_metric = lag_metric,
    },
    TroubleshootingUnit{
        .name = "message_loss",
        .issue = "Message loss",
        .cause = "Acks misconfigured",
        .resolution = "Enable confirms",
        .shows_as =
            "Fewer messages are finished than were sent, and none of them waits or is dead.",
        .steps = "Look for message_produced of the missing one. Without it the send failed: "
                 "producers must wait for confirmation and report what fails. With it, see whether "
                 "it was acknowledged before it was processed, or deleted unread by retention.",
        .kind = Issue::message_loss,
        .in_this_design = loss_here,
        .first_metric = loss_metric,
    },
    TroubleshootingUnit{
        .name = "duplicates",
        .issue = "Duplicates",
        .cause = "At-least-once",
        .resolution = "Idempotent consumers",
        .shows_as = "An effect happens twice; two message_acked lines carry one event_id.",
        .steps =
            "Tell sent twice from delivered twice: two offsets of one event_id are the "
            "producer's, one offset twice is a redelivery. Both are allowed; the consumer must "
            "record event_id and effect in one transaction.",
        .kind = Issue::duplicates,
        .in_this_design = duplicates_here,
        .first_metric = duplicates_metric,
    },
    TroubleshootingUnit{
        .name = "ordering_issues",
        .issue = "Ordering issues",
        .cause = "Wrong partition key",
        .resolution = "Fix key selection",
        .shows_as = "An aggregate_version arrives after a later one of the same aggregate.",
        .steps = "See whether the two carry the same key and stand in the same partition. If not, "
                 "mend the key. If so, a retry, a replay of dead letters or a second consumer let "
                 "the later one overtake.",
        .kind = Issue::ordering_issues,
        .in_this_design = ordering_here,
        .first_metric = ordering_metric,
    },
    TroubleshootingUnit{
        .name = "dlq_overflow",
        .issue = "DLQ overflow",
        .cause = "Processing bugs",
        .resolution = "Fix root cause",
        .shows_as = "The dead letters grow; DeadLetterQueueOverflow rings.",
        .steps = "Group by kind of error. One kind after a deployment is a defect: roll back. Many "
                 "kinds at once are a dependency. Mend first and replay then: a replay gives every "
                 "message its attempts anew, and it comes after later ones of its key.",
        .kind = Issue::dlq_overflow,
        .in_this_design = overflow_here,
        .first_metric = overflow_metric,
    },
    TroubleshootingUnit{
        .name = "rebalance_storms",
        .issue = "Rebalance storms",
        .cause = "Unstable consumers",
        .resolution = "Increase session timeout",
        .shows_as =
            "Lines with event rebalance outside of deployments; lag in saw teeth; work done "
            "twice.",
        .steps =
            "Find who leaves: killed for memory, failing a probe, or polling too late. A batch "
            "that takes longer than the poll interval needs fewer records; pauses longer than "
            "the session need a longer session timeout.",
        .kind = Issue::rebalance_storms,
        .in_this_design = rebalance_here,
        .first_metric = rebalance_metric,
    },
};

}  // namespace

std::span<const TroubleshootingUnit> troubleshooting_units() { return all_troubles; }

std::vector<TroubleshootingEntry> troubleshooting(const DesignInput& input, const Design& design) {
  const Watched watched{input, design};
  std::vector<TroubleshootingEntry> out;
  out.reserve(all_troubles.size());
  for (const TroubleshootingUnit& unit : all_troubles) {
    out.push_back({.issue = std::string(unit.issue),
                   .cause = std::string(unit.cause),
                   .resolution = std::string(unit.resolution),
                   .in_this_design = unit.in_this_design(watched),
                   .first_metric = unit.first_metric(watched),
                   .first_command = first_command(watched, unit.kind)});
  }
  return out;
}

}  // namespace eventarch::assembly
