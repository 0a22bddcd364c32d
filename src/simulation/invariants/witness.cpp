#include "simulation/invariants/witness.hpp"

#include <algorithm>
#include <utility>

#include "simulation/invariants/invariant_set.hpp"

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

/// What the checker is shown as the end of a reduced history.
Event shown_last(const Violation& violation) {
  if (violation.event.kind != EventKind::quiesce) return violation.event;
  return {.time = violation.event.time, .kind = EventKind::quiesce};
}

/// Tries each event once, the weakest and earliest first, and again until none can go any more.
template <class Kept>
std::vector<Kept> reduced(std::vector<Kept> all, const Explains& explains, const Event& last) {
  const auto holds_without = [&](std::size_t left_out) {
    std::vector<Event> events;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i != left_out) events.push_back(all[i].event);
    }
    events.push_back(last);
    return explains(events);
  };
  if (!holds_without(all.size())) return {};
  for (bool smaller = true; smaller;) {
    smaller = false;
    for (const int weight : {background, path, turn}) {
      for (std::size_t i = 0; i < all.size();) {
        if (all[i].weight == weight && holds_without(i)) {
          all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
          smaller = true;
        } else {
          ++i;
        }
      }
    }
  }
  return all;
}

}  // namespace

bool tells_the_story(EventKind kind) {
  return kind == EventKind::fault_begin || kind == EventKind::crash || kind == EventKind::assign ||
         kind == EventKind::elect || kind == EventKind::deliver;
}

Explains explains_by(const Layout& layout, const Promises& promises, std::size_t invariant,
                     const Violation& violation) {
  return [layout, promises, invariant, violation](std::span<const Event> history) {
    InvariantSet invariants(layout, promises);
    invariants.observe(history);
    const std::optional<Violation> found = invariants.evidence().invariants[invariant].first;
    return found && found->cause == violation.cause &&
           found->event.message == violation.event.message &&
           found->event.group == violation.event.group &&
           found->event.subject == violation.event.subject &&
           found->event.key == violation.event.key;
  };
}

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
  if (event.actor != nobody) {
    const auto known = std::ranges::find(holders_, event.actor, &Holder::actor);
    if (known != holders_.end()) {
      *known = {event.actor};
    } else if (holders_.size() < kept_max) {
      holders_.push_back({event.actor});
    }
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

/// A strike or a crash counts once for whoever has had the message since the last one.
int WitnessCollector::weight_of_misfortune(const Event& event) {
  const bool elsewhere =
      event.partition != nothing && partition_ != nothing && event.partition != partition_;
  const auto holder = std::ranges::find(holders_, event.actor, &Holder::actor);
  if (elsewhere || holder == holders_.end()) return none;
  bool& before = event.kind == EventKind::crash ? holder->crashed : holder->struck;
  return std::exchange(before, true) ? none : turn;
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
    case EventKind::fault_begin: return weight_of_misfortune(event);
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
      return violation_.cause == Cause::zombie_not_fenced ? path : none;
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

/// In the order of the history. The violation itself comes last; what merely repeats it goes.
std::vector<WitnessCollector::Kept> WitnessCollector::candidates() const {
  std::vector<Kept> all = kept_;
  std::erase_if(all, [&](const Kept& kept) {
    return kept.event.time == violation_.event.time && kept.event.kind == violation_.event.kind &&
           kept.event.message == violation_.event.message;
  });
  std::ranges::sort(all, {}, &Kept::sequence);
  return all;
}

/// The misfortunes, then who took over, then what a consumer had in hand when it was struck.
void WitnessCollector::add_story(std::vector<Kept>& needed, const std::vector<Kept>& all) const {
  const auto has = [&](const Kept& one) {
    return std::ranges::find(needed, one.sequence, &Kept::sequence) != needed.end();
  };
  const auto add = [&](EventKind kind, std::size_t most) {
    for (const Kept& one : all) {
      if (needed.size() >= witness_events_max - 1 || most == 0) return;
      if (one.event.kind != kind || has(one)) continue;
      needed.push_back(one);
      --most;
    }
  };
  constexpr std::size_t some = 2;
  add(EventKind::fault_begin, some);
  add(EventKind::crash, some);
  add(EventKind::elect, 1);
  add(EventKind::assign, 1);
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    const bool in_hand =
        all[i].event.kind == EventKind::deliver && all[i + 1].event.kind == EventKind::fault_begin;
    const bool room = needed.size() < witness_events_max - 1;
    if (in_hand && room && has(all[i + 1]) && !has(all[i])) needed.push_back(all[i]);
  }
}

Witness WitnessCollector::witness(const Explains& explains) const {
  std::vector<Kept> all = candidates();
  std::vector<Kept> chosen = reduced(all, explains, shown_last(violation_));
  const bool minimal = !chosen.empty() && chosen.size() < witness_events_max;
  if (minimal) {
    add_story(chosen, all);
  } else {
    chosen = std::move(all);
    std::ranges::stable_sort(chosen, [](const Kept& left, const Kept& right) {
      if (left.weight != right.weight) return left.weight > right.weight;
      return left.sequence > right.sequence;
    });
    if (chosen.size() > witness_events_max - 1) chosen.resize(witness_events_max - 1);
  }
  std::ranges::sort(chosen, {}, &Kept::sequence);
  Witness witness;
  for (const Kept& kept : chosen) witness.events.push_back(kept.event);
  witness.events.push_back(violation_.event);
  witness.minimal = minimal;
  return witness;
}

Witness witness_of(const Violation& violation, std::span<const Event> history,
                   const Explains& explains) {
  WitnessCollector collector{violation};
  for (const Event& event : history) collector.observe(event);
  return collector.witness(explains);
}

}  // namespace eventarch::simulation
