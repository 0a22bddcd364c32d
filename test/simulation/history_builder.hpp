#pragma once

/// Histories written by hand, one line an event. Time moves on by a millisecond each.

#include <gtest/gtest.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "simulation/history/event.hpp"
#include "simulation/invariants/invariant_set.hpp"
#include "simulation/invariants/invariant_table.hpp"

namespace eventarch::simulation {

inline constexpr std::uint64_t millisecond = 1'000'000;

// Who is who in these histories, unless one says otherwise.
inline constexpr std::uint16_t producer = 0;
inline constexpr std::uint16_t consumer = 10;
inline constexpr std::uint16_t other_consumer = 11;
inline constexpr std::uint16_t replica = 20;
inline constexpr std::uint16_t other_replica = 21;
inline constexpr std::uint16_t group = 0;

inline constexpr Promises at_least_once{.every_message_handled = true};
inline constexpr Promises durable{.acknowledged_survives = true};

class History {
 public:
  /// Any event: `event` with its time set.
  History& add(Event event) {
    time_ += millisecond;
    event.time = time_;
    events_.push_back(event);
    return *this;
  }
  History& add(EventKind kind, Event event) {
    event.kind = kind;
    return add(event);
  }
  History& wait(std::uint64_t ns) {
    time_ += ns;
    return *this;
  }

  // Message m has key m / 100 and place m % 100 among the messages of its key, and partition 0.
  static std::uint32_t key_of(std::uint32_t message) { return message / 100; }
  static std::uint32_t nth_of(std::uint32_t message) { return message % 100; }

  History& send(std::uint32_t message, std::uint32_t transaction = nothing) {
    return add(EventKind::send, about(message, {.subject = transaction, .actor = producer}));
  }
  History& send_ok(std::uint32_t message) {
    return add(EventKind::send_ok, {.message = message, .partition = 0, .actor = producer});
  }
  History& append(std::uint32_t message, std::uint64_t offset, std::uint32_t transaction = nothing,
                  std::uint32_t epoch = 1) {
    return add(EventKind::append,
               about(message,
                     {.value = offset, .subject = transaction, .epoch = epoch, .actor = replica}));
  }
  /// Sent, stored and confirmed.
  History& stored(std::uint32_t message, std::uint64_t offset,
                  std::uint32_t transaction = nothing) {
    return send(message, transaction).append(message, offset, transaction).send_ok(message);
  }
  History& deliver(std::uint32_t message, std::uint64_t offset, std::uint16_t attempt = 1,
                   std::uint16_t to = consumer, std::uint16_t of = group) {
    return add(EventKind::deliver,
               about(message, {.value = offset, .actor = to, .group = of, .attempt = attempt}));
  }
  History& effect(std::uint32_t message, std::uint64_t offset, Outcome outcome = Outcome::ok,
                  std::uint16_t attempt = 1, std::uint16_t by = consumer,
                  std::uint16_t of = group) {
    return add(
        EventKind::effect,
        about(message,
              {.value = offset, .actor = by, .group = of, .attempt = attempt, .outcome = outcome}));
  }
  /// Delivered and processed.
  History& processed(std::uint32_t message, std::uint64_t offset, std::uint16_t of = group) {
    return deliver(message, offset, 1, consumer, of)
        .effect(message, offset, Outcome::ok, 1, consumer, of);
  }
  History& commit(std::uint64_t next, std::uint16_t of = group, std::uint32_t epoch = 1,
                  std::uint32_t transaction = nothing) {
    return add(EventKind::commit, {.value = next,
                                   .partition = 0,
                                   .subject = transaction,
                                   .epoch = epoch,
                                   .actor = consumer,
                                   .group = of});
  }
  History& acknowledge(std::uint32_t message) {
    return add(EventKind::acknowledge,
               {.message = message, .partition = 0, .actor = consumer, .group = group});
  }
  History& dead_letter(std::uint32_t message, std::uint16_t attempts,
                       Outcome reason = Outcome::exhausted) {
    return add(EventKind::dead_letter,
               about(message,
                     {.actor = consumer, .group = group, .attempt = attempts, .outcome = reason}));
  }
  History& retry(std::uint32_t message, std::uint16_t attempt, std::uint64_t wait) {
    return add(
        EventKind::retry,
        about(message, {.value = wait, .actor = consumer, .group = group, .attempt = attempt}));
  }
  History& assign(std::uint64_t from, std::uint16_t to = consumer) {
    return add(EventKind::assign,
               {.value = from, .partition = 0, .epoch = 1, .actor = to, .group = group});
  }
  History& begin(std::uint32_t transaction, std::uint32_t epoch = 1,
                 std::uint64_t timeout = 1000 * millisecond) {
    return add(EventKind::transaction_begin,
               {.value = timeout, .subject = transaction, .epoch = epoch, .actor = producer});
  }
  History& decide(EventKind kind, std::uint32_t transaction) {
    return add(kind, {.subject = transaction, .actor = producer});
  }
  History& quiesce() { return add(EventKind::quiesce, {}); }

  const std::vector<Event>& events() const { return events_; }

 private:
  static Event about(std::uint32_t message, Event event) {
    event.message = message;
    event.key = key_of(message);
    event.nth = nth_of(message);
    event.partition = 0;
    return event;
  }

  std::uint64_t time_ = 0;
  std::vector<Event> events_;
};

/// One partition with offsets, one group that reads it record after record.
inline Layout one_log() {
  return {.topics = {{.partitions = 1, .groups = 1, .offsets = true}},
          .groups = {{.read_committed = false, .polls_in_order = true}}};
}
inline Layout one_log_read_committed() {
  Layout layout = one_log();
  layout.groups[0].read_committed = true;
  return layout;
}
/// One queue: messages are acknowledged one by one, and have no offsets.
inline Layout one_queue() {
  return {.topics = {{.partitions = 1, .groups = 1, .offsets = false}}, .groups = {{}}};
}

inline RunEvidence evidence_of(const History& history, const Promises& promises,
                               const Layout& layout = one_log()) {
  InvariantSet invariants{layout, promises};
  invariants.observe(history.events());
  return invariants.evidence();
}

/// The evidence about one invariant. Requires: the name is in the table.
inline Evidence judge_one(std::string_view invariant, const History& history,
                          const Promises& promises, const Layout& layout = one_log()) {
  return evidence_of(history, promises, layout).invariants.at(find_invariant(invariant).value());
}

/// Violated, with this cause.
inline void expect_cause(const Evidence& evidence, Cause cause) {
  ASSERT_TRUE(evidence.first.has_value());
  EXPECT_EQ(text_of(evidence.first->cause).name, text_of(cause).name);
}

inline void expect_clean(const RunEvidence& evidence) {
  for (std::size_t place = 0; place < evidence.invariants.size(); ++place) {
    EXPECT_EQ(evidence.invariants[place].violations, 0U) << invariant_table()[place].name;
  }
}

}  // namespace eventarch::simulation
