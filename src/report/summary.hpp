#pragma once

/// Sentences about advice that reports for people share. They hold the input as it is: each report
/// makes them safe in its own way.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/design.hpp"

namespace eventarch::report {

[[nodiscard]] std::size_t count_of(const Findings& findings, Severity severity);

/// "ctx.yaml:5:15", or the file alone.
[[nodiscard]] std::string place_of(const SourceSpan& where);

/// The units of a design and what has so many: "24 partitions", "12 partitions for each of 3
/// topics", "7 queues".
[[nodiscard]] std::string counted_units(const Design& design);

/// "hot key is not sized for": what is given up, or met in part.
[[nodiscard]] std::string out_of_reach(const Sizing& sizing, const UnreachableNeed& need);

/// Whether the likely fullest partition keeps its consumer busier than it can be, though partitions
/// that are evenly full would not: the latency then has no bound on that one.
[[nodiscard]] bool likely_without_bound(const Sizing& sizing);

/// "Kafka (topic), 24 partitions, replication factor 3 (2 in sync)"; "no broker qualifies".
/// Requires a context and a decision.
[[nodiscard]] std::string decided(const Advice& advice);

/// "for pub/sub at 10K msg/s, ordered by key, at least once, kept 7 days"
[[nodiscard]] std::string asked_for(const EventContext& context);

/// Latency, findings and open points in one line. Requires a design.
[[nodiscard]] std::string verdict(const Advice& advice);

/// "1 error and 2 warnings"; "no warnings"; with what is suppressed behind a comma.
[[nodiscard]] std::string findings_verdict(const Advice& advice);

/// "2 findings suppressed"
[[nodiscard]] std::string suppressed_verdict(std::size_t count);

/// The best mode of each broker but the winner's.
[[nodiscard]] std::vector<const Candidate*> runners_up(const Decision& decision);

/// What would change the winner, one sentence each.
[[nodiscard]] std::vector<std::string> flip_texts(const Decision& decision);

/// How firmly the decision stands. Requires stability and a winner.
[[nodiscard]] std::string stability_text(const Decision& decision);

[[nodiscard]] std::string relaxation_text(const Relaxation& relaxation);

/// What a topic or queue is; `unit` is what the sizing counts.
[[nodiscard]] std::string topic_text(const Topic& topic, std::string_view unit);

/// The inputs of the figures that nobody has measured; empty where there are none.
[[nodiscard]] std::string unmeasured_text(const Sizing& sizing);

/// Whether somebody has still to look at it.
[[nodiscard]] bool is_open(const ChecklistItem& item);

[[nodiscard]] std::string value_text(const SettingValue& value);

/// "12 s to 18 s"; one value where the bounds are the same, as without jitter.
[[nodiscard]] std::string bounds_text(double least_ms, double most_ms);

/// "5 attempts, 15 s of delays in all (12 s to 18 s with jitter), about 15.2 s with 40 ms of work
/// for each attempt"
[[nodiscard]] std::string retry_total(const RetryPolicy& retry);

/// When the circuit breaker opens and closes again.
[[nodiscard]] std::string breaker_text(const CircuitBreakerPolicy& breaker);

/// "warning, for 5m"
[[nodiscard]] std::string urgency(const Alert& alert);

/// A log line as one line of JSON.
[[nodiscard]] std::string log_line(const LogSample& sample);

/// What a figure of a pattern is called, without the unit, which its text has: "deduplication
/// window" of deduplication_window_hours.
[[nodiscard]] std::string figure_name(const PatternFigure& figure);
/// What it tells, in which unit, with which buckets.
[[nodiscard]] std::string metric_text(const Metric& metric);

/// "gauge; topic, consumer_group"
[[nodiscard]] std::string metric_kind(const Metric& metric);

}  // namespace eventarch::report
