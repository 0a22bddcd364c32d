#include "eventarch/components/event_store.hpp"

#include <limits>
#include <utility>

namespace eventarch::components {

AppendResult InMemoryEventStore::append(const std::string& aggregate_id,
                                        std::uint64_t expected_version,
                                        const std::vector<Event>& events) {
  return commit(start_append(aggregate_id, expected_version, events));
}

InMemoryEventStore::Ticket InMemoryEventStore::start_append(std::string aggregate_id,
                                                            std::uint64_t expected_version,
                                                            std::vector<Event> events) {
  const std::uint64_t first = last_position_ + 1;
  last_position_ += events.size();
  // Decided on a version that is not there yet, its events would stand before those they follow.
  const bool is_premature = expected_version > version(aggregate_id);
  open_.emplace(++last_ticket_, Open{std::move(aggregate_id), expected_version, std::move(events),
                                     first, is_premature});
  return last_ticket_;
}

AppendResult InMemoryEventStore::commit(Ticket ticket) {
  const auto found = open_.find(ticket);
  if (found == open_.end()) return {.outcome = AppendOutcome::conflict};
  Open append = std::move(found->second);
  open_.erase(found);
  const std::uint64_t current = version(append.aggregate_id);
  if (append.is_premature || append.expected_version != current) {
    const bool done = holds_already(append);
    return {done ? AppendOutcome::already_appended : AppendOutcome::conflict, current};
  }
  std::uint64_t next_version = current;
  std::uint64_t position = append.first_position;
  for (Event& event : append.events) {
    positions_[append.aggregate_id].push_back(position);
    by_position_.emplace(
        position, RecordedEvent{append.aggregate_id, ++next_version, position, std::move(event)});
    ++position;
  }
  return {AppendOutcome::appended, next_version};
}

void InMemoryEventStore::roll_back(Ticket ticket) { open_.erase(ticket); }

/// A writer whose answer got lost sends the same events on the same version again.
bool InMemoryEventStore::holds_already(const Open& append) const {
  const auto found = positions_.find(append.aggregate_id);
  if (append.events.empty() || found == positions_.end()) return false;
  const auto& positions = found->second;
  if (append.expected_version > positions.size() ||
      positions.size() - append.expected_version < append.events.size()) {
    return false;
  }
  for (std::size_t i = 0; i < append.events.size(); ++i) {
    const RecordedEvent& there = by_position_.at(positions[append.expected_version + i]);
    if (there.event.event_id != append.events[i].event_id) return false;
  }
  return true;
}

std::vector<RecordedEvent> InMemoryEventStore::read_aggregate(const std::string& aggregate_id,
                                                              std::uint64_t after_version) const {
  std::vector<RecordedEvent> events;
  const auto found = positions_.find(aggregate_id);
  if (found == positions_.end()) return events;
  for (std::size_t i = after_version; i < found->second.size(); ++i) {
    events.push_back(by_position_.at(found->second[i]));
  }
  return events;
}

std::vector<RecordedEvent> InMemoryEventStore::read_all(std::uint64_t after_position,
                                                        std::size_t limit, Reading reading) const {
  std::uint64_t first_open = std::numeric_limits<std::uint64_t>::max();
  // Tickets are given in the order of positions. One without events holds no position.
  for (const auto& [ticket, append] : open_) {
    if (append.events.empty()) continue;
    first_open = append.first_position;
    break;
  }
  std::vector<RecordedEvent> events;
  for (auto at = by_position_.upper_bound(after_position);
       at != by_position_.end() && events.size() < limit; ++at) {
    if (reading == Reading::gap_safe && at->first >= first_open) break;
    events.push_back(at->second);
  }
  return events;
}

std::uint64_t InMemoryEventStore::version(const std::string& aggregate_id) const {
  const auto found = positions_.find(aggregate_id);
  return found == positions_.end() ? 0 : found->second.size();
}

}  // namespace eventarch::components
