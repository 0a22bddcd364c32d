#pragma once

/// Who takes part in a pattern of this design, by the names of its topology, and the times that
/// several patterns reckon with.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assembly/figure.hpp"
#include "assembly/pattern_input.hpp"

namespace eventarch::assembly {

/// Names as they stand in the topology, but for what all of them begin with: Pulsar's tenant and
/// namespace. Side flows that the design does not have are empty.
struct Participants {
  std::string producer;   ///< the first of them
  std::string producers;  ///< "a, b and 3 more"
  std::string entry;      ///< where producers publish
  std::string group;      ///< the first of them
  std::string groups;     ///< "a, b and 3 more"
  std::string source;     ///< what the first group reads
  double dead_letters_kept_hours = 0;
  std::vector<std::string> dead_letters;  ///< one a group; empty where there are none
  std::string retry;
  std::string commands;                   ///< the first of them
  std::vector<std::string> all_commands;  ///< of a saga on queues one for each who is commanded
  std::string commands_dead_letters;      ///< where a command ends that nobody could carry out
  std::string replies;
  std::string snapshots;
};
[[nodiscard]] Participants participants(const PatternInput& input);
/// Where a participant of a saga finds its commands: on queues its own, on logs that of all.
[[nodiscard]] std::string commands_for(const PatternInput& input, const Participants& who,
                                       std::string_view participant);

/// "a, b and c"; "a and 2 more" where they do not all fit into a sentence.
[[nodiscard]] std::string listed(const std::vector<std::string>& names, std::size_t width = 42);

/// What tells aggregates apart: the key of the messages, also under one order for all of them.
[[nodiscard]] std::string aggregate_key(const PatternInput& input);

/// "s" where one consumer is the subject of a sentence, nothing where several are.
[[nodiscard]] std::string_view verb_ending(const PatternInput& input);

/// "OrderPlaced and OrderCancelled"; empty where the file declares no types.
[[nodiscard]] std::string event_types(const PatternInput& input);
/// The first declared event type, or "event".
[[nodiscard]] std::string an_event(const PatternInput& input);

/// Whether the queue of the first group is stable at peak: only then are there percentiles.
[[nodiscard]] bool stable(const PatternInput& input);
/// Whether old messages can be read again from this broker.
[[nodiscard]] bool replayable(const PatternInput& input);

/// The waits from the first to the last attempt, with all jitter against them; 0 under
/// at_most_once.
[[nodiscard]] double retry_seconds(const PatternInput& input);
/// The same with the mean work of every further attempt.
[[nodiscard]] double retried_for_seconds(const PatternInput& input);
/// The same where every attempt hangs until the broker takes the message from its consumer.
[[nodiscard]] double redelivered_for_seconds(const PatternInput& input);
/// An answer on its way back, 99th percentile: batch and broker of the latency budget.
[[nodiscard]] double reply_seconds(const PatternInput& input);
/// What a group works off per second when all its instances are busy.
[[nodiscard]] double capacity_per_second(const PatternInput& input, std::size_t group = 0);
/// How long the slowest group takes to read all that is kept, while new messages arrive; empty
/// where it never catches up. `name` ends in _hours.
[[nodiscard]] std::optional<PatternFigure> rebuild_time(const PatternInput& input,
                                                        std::string name);

/// Keeps figures that have an answer.
void add(std::vector<PatternFigure>& figures, std::optional<PatternFigure> one);
/// A count to two significant digits: "950", "1.8M", "250 billion".
[[nodiscard]] std::string rounded(double count);

/// The same figure with what it rests on.
[[nodiscard]] std::optional<PatternFigure> resting_on(std::optional<PatternFigure> one,
                                                      std::string_view assumption);
/// A figure inside a sentence, to two significant digits; `fallback` where there is none.
[[nodiscard]] std::string text_of(const std::optional<PatternFigure>& one,
                                  std::string_view fallback);

}  // namespace eventarch::assembly
