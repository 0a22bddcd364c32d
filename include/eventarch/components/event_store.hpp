#pragma once

/// Events of aggregates, appended and never changed. A writer states the version it decided on, and
/// of two that decided on the same one the second is refused.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace eventarch::components {

struct EventMetadata {
  std::string correlation_id;  ///< of the conversation
  std::string causation_id;    ///< of the message that led to this one
  std::string user_id;

  friend bool operator==(const EventMetadata&, const EventMetadata&) = default;
};

struct Event {
  std::string event_id;  ///< UUID, version 4; the same where the same append is sent again
  std::string event_type;
  std::chrono::sys_time<std::chrono::milliseconds> timestamp;  ///< UTC; for people, not for order
  std::string payload;
  EventMetadata metadata = {};

  friend bool operator==(const Event&, const Event&) = default;
};

struct RecordedEvent {
  std::string aggregate_id;
  std::uint64_t aggregate_version = 0;  ///< 1, 2, 3, ... without gaps in each aggregate
  /// Rising over the whole store from 1 on, with gaps; within an aggregate in order of version.
  std::uint64_t position = 0;
  Event event;

  friend bool operator==(const RecordedEvent&, const RecordedEvent&) = default;
};

enum class AppendOutcome : std::uint8_t {
  appended,
  already_appended,  ///< the same events, by id, stand where they were to stand: done before
  conflict,          ///< the aggregate is at another version: load it, decide anew, append again
  unavailable,       ///< no answer: it may be appended. Send the same events again
};

struct AppendResult {
  AppendOutcome outcome = AppendOutcome::unavailable;
  std::uint64_t version = 0;  ///< of the aggregate afterwards

  /// The events are in the store.
  [[nodiscard]] bool stored() const {
    return outcome == AppendOutcome::appended || outcome == AppendOutcome::already_appended;
  }
};

/// What a reader of all events sees while positions are taken that are not yet visible.
enum class Reading : std::uint8_t {
  /// Up to the first position that may still become visible: nothing can appear behind the reader.
  gap_safe,
  /// Everything visible. A reader that remembers the last position loses events that were given a
  /// smaller one and became visible later. Not for projections.
  all_visible,
};

class EventStore {
 public:
  virtual ~EventStore() = default;

  /// All events or none. `expected_version`: of the aggregate that the decision rests on; 0: there
  /// must be none yet.
  virtual AppendResult append(const std::string& aggregate_id, std::uint64_t expected_version,
                              const std::vector<Event>& events) = 0;

  /// In order of version, those after `after_version`. Empty for an aggregate that is not there.
  [[nodiscard]] virtual std::vector<RecordedEvent> read_aggregate(
      const std::string& aggregate_id, std::uint64_t after_version = 0) const = 0;

  /// In order of position, those after `after_position`, at most `limit`.
  [[nodiscard]] virtual std::vector<RecordedEvent> read_all(
      std::uint64_t after_position, std::size_t limit,
      Reading reading = Reading::gap_safe) const = 0;

  /// 0 for an aggregate that is not there.
  [[nodiscard]] virtual std::uint64_t version(const std::string& aggregate_id) const = 0;
};

/// Lost with the process. Not synchronised. `append` is done at once; `start_append` and `commit`
/// are its halves, between which a database gives positions to others.
class InMemoryEventStore final : public EventStore {
 public:
  AppendResult append(const std::string& aggregate_id, std::uint64_t expected_version,
                      const std::vector<Event>& events) override;
  [[nodiscard]] std::vector<RecordedEvent> read_aggregate(
      const std::string& aggregate_id, std::uint64_t after_version = 0) const override;
  [[nodiscard]] std::vector<RecordedEvent> read_all(
      std::uint64_t after_position, std::size_t limit,
      Reading reading = Reading::gap_safe) const override;
  [[nodiscard]] std::uint64_t version(const std::string& aggregate_id) const override;

  /// An append whose positions are taken and whose events nobody sees.
  using Ticket = std::uint64_t;
  [[nodiscard]] Ticket start_append(std::string aggregate_id, std::uint64_t expected_version,
                                    std::vector<Event> events);
  /// The version is compared here too: of two open appends to one aggregate the first commit wins.
  /// A ticket that is not open gives a conflict at version 0.
  AppendResult commit(Ticket ticket);
  /// Its positions stay empty and hold up nobody.
  void roll_back(Ticket ticket);

 private:
  struct Open {
    std::string aggregate_id;
    std::uint64_t expected_version = 0;
    std::vector<Event> events;
    std::uint64_t first_position = 0;
    bool is_premature = false;
  };

  [[nodiscard]] bool holds_already(const Open& append) const;

  std::map<std::uint64_t, RecordedEvent> by_position_;
  std::map<std::string, std::vector<std::uint64_t>> positions_;  ///< of an aggregate, by version
  std::map<Ticket, Open> open_;
  std::uint64_t last_position_ = 0;
  std::uint64_t last_ticket_ = 0;
};

}  // namespace eventarch::components
