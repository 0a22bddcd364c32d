#pragma once

/// Tries each message a bounded number of times, then puts it aside in the dead-letter topic, with
/// what is known about the failure, and only then lets the original go.

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "eventarch/components/error_classifier.hpp"
#include "eventarch/components/message.hpp"
#include "eventarch/components/publisher.hpp"
#include "eventarch/components/random_source.hpp"
#include "eventarch/components/retry_policy.hpp"

namespace eventarch::components {

struct AttemptError {
  std::string error_class;  ///< such as TIMEOUT; see `ErrorClassifier`
  std::string message;
};

enum class AttemptKind : std::uint8_t {
  succeeded,
  failed,
  not_attempted,  ///< a circuit breaker rejected the call, a store was down: costs no attempt
};

/// What a handler says of a message.
struct AttemptOutcome {
  AttemptKind kind = AttemptKind::succeeded;
  AttemptError error = {};                    ///< where failed
  std::chrono::nanoseconds retry_after = {};  ///< where not attempted

  [[nodiscard]] static AttemptOutcome success() { return {}; }
  [[nodiscard]] static AttemptOutcome failure(std::string error_class, std::string message) {
    return {AttemptKind::failed, {std::move(error_class), std::move(message)}, {}};
  }
  [[nodiscard]] static AttemptOutcome pause(std::chrono::nanoseconds retry_after) {
    return {AttemptKind::not_attempted, {}, retry_after};
  }
};

template <typename Handler>
concept MessageHandler = requires(Handler handler, const Message& message) {
  { handler(message) } -> std::same_as<AttemptOutcome>;
};

enum class Delivery : std::uint8_t {
  processed,
  retry,                    ///< failed; an attempt is left
  paused,                   ///< not attempted
  dead_lettered,            ///< its dead letter is confirmed
  dead_letter_unconfirmed,  ///< failed for good, and the dead letter could not be stored: alert
  already_dead_lettered,    ///< a copy of a message that was put aside before
};

struct DeliveryResult {
  Delivery delivery = Delivery::processed;
  std::uint32_t attempts = 0;  ///< failed ones so far; of a processed message, before this one
  /// How long to wait before the message is handed over again, where it must be.
  std::chrono::nanoseconds retry_after = {};

  [[nodiscard]] bool success() const { return delivery == Delivery::processed; }
  /// The original may be acknowledged, or its offset committed.
  [[nodiscard]] bool acknowledge() const {
    return delivery == Delivery::processed || delivery == Delivery::dead_lettered ||
           delivery == Delivery::already_dead_lettered;
  }
  /// Stop reading, keep the heartbeat: what comes next cannot be handled either.
  [[nodiscard]] bool pause() const {
    return delivery == Delivery::paused || delivery == Delivery::dead_letter_unconfirmed;
  }
};

struct DeadLetterOptions {
  std::string consumer_group;
  std::string dead_letter_topic = {};  ///< empty: the topic of the message with `suffix`
  std::string suffix = ".dlq";
  RetryOptions retry = {};  ///< `max_attempts` counts the first attempt
  ErrorLists errors = {};
  /// Messages put aside that are still recognised when a copy comes, for acknowledgements that got
  /// lost. The oldest are forgotten first.
  std::size_t remembered = 10'000;
};

/// What is wrong with the options, in a sentence; empty where nothing is.
[[nodiscard]] std::string problem_with(const DeadLetterOptions& options);

/// Counts attempts in memory. After a crash counting starts anew: more attempts, never fewer, and a
/// dead letter whose original was not yet acknowledged is written once more. Its id is the
/// original's, so that a reader can tell. A message is never dropped. Not synchronised.
class DeadLetterConsumer {
 public:
  /// Requires: `problem_with(options)` is empty. `publisher` and `random` must outlive the
  /// consumer.
  DeadLetterConsumer(DeadLetterOptions options, MessagePublisher& publisher, RandomSource& random);

  /// One delivery of a message: one attempt, unless it was put aside or waits for its dead letter.
  template <MessageHandler Handler>
  DeliveryResult process(const Message& message, Instant now, Handler&& handler) {
    if (const auto settled = begin(message, now)) return *settled;
    return finish(message, handler(message), now);
  }

  /// The two halves of `process`, for handlers that take time. The result where the handler must
  /// not be called; empty: call it, then `finish`.
  [[nodiscard]] std::optional<DeliveryResult> begin(const Message& message, Instant now);
  DeliveryResult finish(const Message& message, const AttemptOutcome& outcome, Instant now);

  /// Forgets the attempts at all messages, where another consumer took over what was read here.
  void forget_attempts() { failing_.clear(); }

  /// Messages that failed and are neither processed nor put aside.
  [[nodiscard]] std::size_t failing() const { return failing_.size(); }

 private:
  using Identity = std::pair<std::string, std::string>;  ///< topic and id

  struct Failing {
    std::uint32_t attempts = 0;
    std::uint32_t failed_publications = 0;
    std::chrono::nanoseconds previous_wait{};
    AttemptError first_error;
    AttemptError last_error;
    bool is_final = false;  ///< waits for its dead letter
  };

  DeliveryResult put_aside(const Message& message, Failing& failing, Instant now);
  [[nodiscard]] Message dead_letter(const Message& message, const Failing& failing,
                                    Instant now) const;
  void remember(Identity identity);

  DeadLetterOptions options_;
  RetryPolicy retry_;
  ErrorClassifier errors_;
  MessagePublisher* publisher_;
  RandomSource* random_;
  std::map<Identity, Failing> failing_;
  std::set<Identity> put_aside_;
  std::deque<Identity> put_aside_in_order_;
};

/// The message of a dead letter, to be processed anew: back to its topic with an id of its own,
/// since the old one may be known as processed, and `x-replay-of` with the old one. Its attempts
/// start from
/// 1. It comes after newer messages of its key: replay where that does no harm.
[[nodiscard]] Message replay_of(const Message& dead_letter, std::string new_id);

}  // namespace eventarch::components
