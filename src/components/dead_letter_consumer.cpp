#include "eventarch/components/dead_letter_consumer.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace eventarch::components {
namespace {

/// What the consumer writes, and what a replay takes off again.
constexpr std::array<std::string_view, 11> own_headers{
    "x-original-topic",   "x-original-partition", "x-original-offset",   "x-original-timestamp",
    "x-consumer-group",   "x-attempts",           "x-first-error-class", "x-first-error-message",
    "x-last-error-class", "x-last-error-message", "x-dead-lettered-at"};

bool is_own(const Header& header) {
  return std::find(own_headers.begin(), own_headers.end(), header.name) != own_headers.end();
}

/// Nanoseconds since the caller's origin.
std::string text_of(Instant instant) { return std::to_string(instant.time_since_epoch().count()); }

}  // namespace

std::string problem_with(const DeadLetterOptions& options) {
  if (options.dead_letter_topic.empty() && options.suffix.empty()) {
    return "neither dead_letter_topic nor suffix is given: dead letters would return to the topic";
  }
  if (std::string problem = problem_with(options.retry); !problem.empty()) return problem;
  return problem_with(options.errors);
}

DeadLetterConsumer::DeadLetterConsumer(DeadLetterOptions options, MessagePublisher& publisher,
                                       RandomSource& random)
    : options_(std::move(options)),
      retry_(options_.retry),
      errors_(options_.errors),
      publisher_(&publisher),
      random_(&random) {}

std::optional<DeliveryResult> DeadLetterConsumer::begin(const Message& message, Instant now) {
  if (message.id.empty()) {
    // Attempts are counted by id: without one, a good message would pay for a bad one.
    const AttemptError error{"VALIDATION_ERROR", "the message has no id"};
    Failing anonymous{.first_error = error, .last_error = error, .is_final = true};
    return put_aside(message, anonymous, now);
  }
  const Identity identity{message.topic, message.id};
  if (put_aside_.contains(identity)) return DeliveryResult{Delivery::already_dead_lettered, 0, {}};
  const auto found = failing_.find(identity);
  if (found == failing_.end() || !found->second.is_final) return {};
  return put_aside(message, found->second, now);
}

DeliveryResult DeadLetterConsumer::finish(const Message& message, const AttemptOutcome& outcome,
                                          Instant now) {
  const Identity identity{message.topic, message.id};
  const auto found = failing_.find(identity);
  const std::uint32_t before = found == failing_.end() ? 0 : found->second.attempts;
  if (outcome.kind == AttemptKind::not_attempted) {
    return {Delivery::paused, before, outcome.retry_after};
  }
  if (outcome.kind == AttemptKind::succeeded) {
    failing_.erase(identity);
    return {Delivery::processed, before, {}};
  }
  Failing& failing = failing_[identity];
  if (++failing.attempts == 1) failing.first_error = outcome.error;
  failing.last_error = outcome.error;
  const bool may_pass = errors_.classify(outcome.error.error_class).kind == ErrorKind::retryable;
  failing.is_final = !may_pass || retry_.is_exhausted(failing.attempts);
  if (failing.is_final) return put_aside(message, failing, now);
  failing.previous_wait = retry_.wait(failing.attempts, *random_, failing.previous_wait);
  return {Delivery::retry, failing.attempts, failing.previous_wait};
}

DeliveryResult DeadLetterConsumer::put_aside(const Message& message, Failing& failing,
                                             Instant now) {
  const std::uint32_t attempts = failing.attempts;
  if (publisher_->publish(dead_letter(message, failing, now)) != PublishOutcome::confirmed) {
    // The original stays where it is. However long this lasts, nothing is dropped.
    const std::uint32_t failures = ++failing.failed_publications;
    return {Delivery::dead_letter_unconfirmed, attempts, retry_.nominal_delay(failures)};
  }
  if (!message.id.empty()) {
    Identity identity{message.topic, message.id};
    failing_.erase(identity);
    remember(std::move(identity));
  }
  return {Delivery::dead_lettered, attempts, {}};
}

Message DeadLetterConsumer::dead_letter(const Message& message, const Failing& failing,
                                        Instant now) const {
  Message letter = message;
  letter.topic = options_.dead_letter_topic.empty() ? message.topic + options_.suffix
                                                    : options_.dead_letter_topic;
  letter.position = {};
  std::erase_if(letter.headers, is_own);  // of an earlier dead letter that came back
  const auto add = [&](std::string name, std::string value) {
    letter.headers.push_back({std::move(name), std::move(value)});
  };
  add("x-original-topic", message.topic);
  if (message.position) {
    add("x-original-partition", std::to_string(message.position->partition));
    add("x-original-offset", std::to_string(message.position->offset));
  }
  if (message.written_at) add("x-original-timestamp", text_of(*message.written_at));
  add("x-consumer-group", options_.consumer_group);
  add("x-attempts", std::to_string(failing.attempts));
  add("x-first-error-class", failing.first_error.error_class);
  add("x-first-error-message", failing.first_error.message);
  add("x-last-error-class", failing.last_error.error_class);
  add("x-last-error-message", failing.last_error.message);
  add("x-dead-lettered-at", text_of(now));
  return letter;
}

void DeadLetterConsumer::remember(Identity identity) {
  if (options_.remembered == 0 || !put_aside_.insert(identity).second) return;
  put_aside_in_order_.push_back(std::move(identity));
  if (put_aside_in_order_.size() <= options_.remembered) return;
  put_aside_.erase(put_aside_in_order_.front());
  put_aside_in_order_.pop_front();
}

Message replay_of(const Message& dead_letter, std::string new_id) {
  Message replay = dead_letter;
  replay.id = std::move(new_id);
  replay.position = {};
  if (const std::string* topic = find_header(dead_letter, "x-original-topic"))
    replay.topic = *topic;
  std::erase_if(replay.headers, [](const Header& header) {
    return is_own(header) || header.name == "x-replay-of";
  });
  replay.headers.push_back({"x-replay-of", dead_letter.id});
  return replay;
}

}  // namespace eventarch::components
