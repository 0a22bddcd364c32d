#include "simulation/invariants/witness.hpp"

#include <algorithm>

namespace eventarch::simulation {
namespace {

// How much an event says. Where there is no room, the weakest go first, and of those the earliest.
constexpr int none = 0;
constexpr int background = 1;
constexpr int path = 2;
constexpr int turn = 3;  // without it the story makes no sense

/// Some more than are shown, so that the strongest can be chosen.
constexpr std::size_t kept_max = 64;

int weight_on_the_path(EventKind kind, Outcome outcome) {
  switch (kind) {
    case EventKind::send:
    case EventKind::acknowledge:
    case EventKind::remember: return background;
    case EventKind::append:
    case EventKind::deliver:
    case EventKind::retry:
    case EventKind::send_unknown: return path;
    case EventKind::effect: return outcome == Outcome::ok ? turn : path;
    default: return turn;  // confirmations, dead letters, drops, what was forgotten
  }
}

}  // namespace

WitnessCollector::WitnessCollector(const Violation& violation) : violation_{violation} {}

bool WitnessCollector::is_the_message(const Event& event) const {
  if (event.message == nothing) return false;
  const Event& shown = violation_.event;
  if (event.message == shown.message || event.message == violation_.other) return true;
  return violation_.other_nth != nothing && event.key == shown.key &&
         event.nth == violation_.other_nth;
}

int WitnessCollector::weight_of_message(const Event& event) {
  if (event.partition != nothing && event.message == violation_.event.message &&
      (event.kind == EventKind::append || event.kind == EventKind::deliver)) {
    partition_ = event.partition;
    offset_ = event.value;
    commit_seen_ = commit_seen_ && event.kind != EventKind::append;
  }
  if (event.actor != nobody && std::ranges::find(actors_, event.actor) == actors_.end()) {
    if (actors_.size() < kept_max) actors_.push_back(event.actor);
  }
  return weight_on_the_path(event.kind, event.outcome);
}

/// What happens to the place where the message lies: commits that pass it, leaders that lack it.
bool WitnessCollector::concerns_place(const Event& event) const {
  if (event.partition == nothing || event.partition != partition_) return false;
  switch (event.kind) {
    case EventKind::commit: return event.value > offset_ && !commit_seen_;
    case EventKind::elect:
    case EventKind::truncate: return event.value <= offset_;
    case EventKind::retention: return event.value > offset_;
    case EventKind::assign:
      return event.value > offset_ && violation_.event.kind != EventKind::effect;
    default: return false;
  }
}

int WitnessCollector::weight_of(const Event& event) {
  const Event& shown = violation_.event;
  const bool other_group =
      shown.group != nobody && event.group != nobody && event.group != shown.group;
  if (other_group) return none;
  if (is_the_message(event)) return weight_of_message(event);
  if (concerns_place(event)) {
    if (event.kind == EventKind::commit) commit_seen_ = true;
    return turn;
  }
  switch (event.kind) {
    case EventKind::crash:
    case EventKind::restart:
      return std::ranges::find(actors_, event.actor) == actors_.end() ? none
             : event.kind == EventKind::crash                         ? turn
                                                                      : background;
    case EventKind::fault_begin:
      return std::ranges::find(actors_, event.actor) == actors_.end() ? none : path;
    case EventKind::transaction_begin:
    case EventKind::transaction_commit:
    case EventKind::transaction_abort:
    case EventKind::transaction_unknown:
    case EventKind::database_commit:
    case EventKind::database_rollback:
    case EventKind::saga_begin:
    case EventKind::saga_step:
    case EventKind::saga_compensate:
    case EventKind::saga_end:
    case EventKind::breaker:
    case EventKind::call: {
      const bool same = event.subject != nothing && event.subject == shown.subject;
      const bool heavy = event.kind != EventKind::call && event.outcome != Outcome::started;
      return same ? (heavy ? turn : background) : none;
    }
    case EventKind::fence:
      if (event.group != nobody ? event.group != shown.group : event.actor != shown.actor) {
        return none;
      }
      return violation_.cause == Cause::zombie_not_fenced ? path : background;
    case EventKind::high_watermark:
    case EventKind::elect: {
      // They matter where the log itself is at stake.
      const bool of_log = shown.kind == EventKind::elect || shown.kind == EventKind::truncate ||
                          shown.kind == EventKind::high_watermark;
      return of_log && event.partition == shown.partition ? path : none;
    }
    case EventKind::store_append:
    case EventKind::store_load: return event.key != nothing && event.key == shown.key ? turn : none;
    case EventKind::project:
    case EventKind::checkpoint: return event.group == shown.group ? path : none;
    case EventKind::rebalance_begin:
    case EventKind::rebalance_complete: return event.group == shown.group ? background : none;
    default: return none;
  }
}

void WitnessCollector::keep(const Event& event, int weight) {
  if (kept_.size() == kept_max) {
    const auto weakest = std::ranges::min_element(kept_, {}, &Kept::weight);
    kept_.erase(weakest);
  }
  kept_.push_back({event, sequence_, weight});
}

void WitnessCollector::observe(const Event& event) {
  if (complete_) return;
  ++sequence_;
  // What a transaction held back is shown under the time at which it counts.
  if (event.time > violation_.event.time) {
    complete_ = true;
    return;
  }
  if (const int weight = weight_of(event); weight != none) keep(event, weight);
}

std::vector<Event> WitnessCollector::witness() const {
  std::vector<Kept> chosen = kept_;
  // The violation itself comes last; what merely repeats it goes.
  std::erase_if(chosen, [&](const Kept& kept) {
    return kept.event.time == violation_.event.time && kept.event.kind == violation_.event.kind;
  });
  std::ranges::stable_sort(chosen, [](const Kept& left, const Kept& right) {
    if (left.weight != right.weight) return left.weight > right.weight;
    return left.sequence > right.sequence;
  });
  if (chosen.size() > witness_events_max - 1) chosen.resize(witness_events_max - 1);
  std::ranges::sort(chosen, {}, &Kept::sequence);
  std::vector<Event> events;
  for (const Kept& kept : chosen) events.push_back(kept.event);
  events.push_back(violation_.event);
  return events;
}

std::vector<Event> witness_of(const Violation& violation, std::span<const Event> history) {
  WitnessCollector collector{violation};
  for (const Event& event : history) collector.observe(event);
  return collector.witness();
}

}  // namespace eventarch::simulation
