#include "simulation/invariants/witness.hpp"

#include <algorithm>
#include <utility>

#include "simulation/invariants/invariant_set.hpp"

namespace eventarch::simulation {
namespace {

// How much an event says. Where there is no room, the weakest go first, and of those the earliest.
constexpr int none = 0;
constexpr int context = 1;  // only where the checker needs it
constexpr int background = 2;
constexpr int path = 3;
constexpr int turn = 4;  // without it the story makes no sense

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

/// Shows what is kept but for one event, and the end.
template <class Kept>
bool explained_without(const std::vector<Kept>& kept, std::size_t left_out,
                       const Explains& explains, const Event& last) {
  std::vector<Event> events;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (i != left_out) events.push_back(kept[i].event);
  }
  events.push_back(last);
  return explains(events);
}

/// Leaves out what may go and is not needed: the weakest and earliest first, and again until none
/// can go any more. Requires that all together explain it.
template <class Kept, class MayGo>
void reduce(std::vector<Kept>& all, const Explains& explains, const Event& last, MayGo may_go) {
  for (bool smaller = true; smaller;) {
    smaller = false;
    for (const int weight : {context, background, path, turn}) {
      for (std::size_t i = 0; i < all.size();) {
        const bool goes = all[i].weight == weight && may_go(all[i].event.kind) &&
                          explained_without(all, i, explains, last);
        if (!goes) {
          ++i;
          continue;
        }
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
        smaller = true;
      }
    }
  }
}

}  // namespace

bool tells_the_story(EventKind kind) {
  switch (kind) {
    case EventKind::fault_begin:
    case EventKind::crash:
    case EventKind::assign:
    case EventKind::elect:
    case EventKind::deliver:
    case EventKind::store_load:
    case EventKind::store_append:
    case EventKind::saga_step: return true;
    default: return false;
  }
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

/// From here on a crash of the actor matters again.
void WitnessCollector::touch(std::uint16_t actor) {
  if (actor == nobody) return;
  const auto known = std::ranges::find(holders_, actor, &Holder::actor);
  if (known != holders_.end()) {
    *known = {actor};
  } else if (holders_.size() < kept_max) {
    holders_.push_back({actor});
  }
}

int WitnessCollector::weight_of_message(const Event& event) {
  if (event.partition != nothing && event.message == violation_.event.message &&
      (event.kind == EventKind::append || event.kind == EventKind::deliver)) {
    partition_ = event.partition;
    offset_ = event.value;
    commit_seen_ = commit_seen_ && event.kind != EventKind::append;
  }
  // The transaction that it is sent in, or the database transaction that owes it.
  if (event.subject != nothing &&
      (event.kind == EventKind::send || event.kind == EventKind::database_write)) {
    work_ = event.subject;
  }
  touch(event.actor);
  return weight_on_the_path(event.kind, event.outcome);
}

/// What happens to the place where the message lies: commits that pass it, leaders that lack it.
bool WitnessCollector::concerns_place(const Event& event) const {
  if (event.partition == nothing || event.partition != partition_) return false;
  switch (event.kind) {
    case EventKind::commit: return event.value > offset_ && !commit_seen_;
    case EventKind::elect: return event.value <= offset_;
    // A queue tells of each message by itself.
    case EventKind::truncate: return event.message == nothing && event.value <= offset_;
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

int WitnessCollector::weight_of_transaction(const Event& event) const {
  const bool same = event.subject != nothing &&
                    (event.subject == violation_.event.subject || event.subject == work_);
  if (same) return turn;
  // It begins before the message that it matters for is known.
  return event.kind == EventKind::transaction_begin ? context : none;
}

/// Steps of a saga, calls of a dependency, states of its breaker.
int WitnessCollector::weight_of_process(const Event& event) {
  const bool same = event.subject != nothing && event.subject == violation_.event.subject;
  if (!same) return none;
  touch(event.actor);
  const bool heavy = event.kind != EventKind::call && event.outcome != Outcome::started;
  return heavy ? turn : background;
}

int WitnessCollector::weight_of_fence(const Event& event) const {
  const Event& shown = violation_.event;
  const bool same = event.group != nobody ? event.group == shown.group : event.actor == shown.actor;
  return same && violation_.cause == Cause::zombie_not_fenced ? path : none;
}

/// They matter where the log itself is at stake.
int WitnessCollector::weight_of_leader(const Event& event) const {
  const Event& shown = violation_.event;
  const bool of_log = shown.kind == EventKind::elect || shown.kind == EventKind::truncate ||
                      shown.kind == EventKind::high_watermark;
  return of_log && event.partition == shown.partition ? path : none;
}

int WitnessCollector::weight_of_what_happens_beside(const Event& event) {
  const Event& shown = violation_.event;
  switch (event.kind) {
    case EventKind::crash:
    case EventKind::fault_begin: return weight_of_misfortune(event);
    case EventKind::transaction_begin:
    case EventKind::transaction_commit:
    case EventKind::transaction_abort:
    case EventKind::transaction_unknown:
    case EventKind::database_commit:
    case EventKind::database_rollback: return weight_of_transaction(event);
    case EventKind::saga_begin:
    case EventKind::saga_step:
    case EventKind::saga_compensate:
    case EventKind::saga_end:
    case EventKind::breaker:
    case EventKind::call: return weight_of_process(event);
    case EventKind::fence: return weight_of_fence(event);
    case EventKind::high_watermark:
    case EventKind::elect: return weight_of_leader(event);
    case EventKind::store_append:
    case EventKind::store_load: return event.key != nothing && event.key == shown.key ? turn : none;
    case EventKind::project:
    case EventKind::checkpoint: return event.group == shown.group ? path : none;
    case EventKind::rebalance_begin:
    case EventKind::rebalance_complete: return event.group == shown.group ? background : none;
    default: return none;
  }
}

int WitnessCollector::weight_of(const Event& event) {
  const Event& shown = violation_.event;
  const bool other_group =
      shown.group != nobody && event.group != nobody && event.group != shown.group;
  if (other_group) return none;
  if (is_the_message(event)) return weight_of_message(event);
  if (!concerns_place(event)) return weight_of_what_happens_beside(event);
  if (event.kind == EventKind::commit) commit_seen_ = true;
  return turn;
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

/// How far it was: the last loads and the last append of an aggregate, the last steps of a saga.
void WitnessCollector::add_last(std::vector<Kept>& needed, const std::vector<Kept>& all) {
  std::size_t loads = 2;
  std::size_t appends = 1;
  std::size_t steps = 2;
  for (std::size_t i = all.size(); i > 0 && needed.size() < witness_events_max - 1; --i) {
    const Kept& one = all[i - 1];
    std::size_t none_of_it = 0;
    std::size_t& left = one.event.kind == EventKind::store_load     ? loads
                        : one.event.kind == EventKind::store_append ? appends
                        : one.event.kind == EventKind::saga_step    ? steps
                                                                    : none_of_it;
    const bool has = std::ranges::find(needed, one.sequence, &Kept::sequence) != needed.end();
    if (left == 0 || has) continue;
    needed.push_back(one);
    --left;
  }
}

/// The misfortunes, then who took over, then what a consumer had in hand when it was struck.
void WitnessCollector::add_story(std::vector<Kept>& needed, const std::vector<Kept>& all) {
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
  add_last(needed, all);
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    const bool in_hand =
        all[i].event.kind == EventKind::deliver && all[i + 1].event.kind == EventKind::fault_begin;
    const bool room = needed.size() < witness_events_max - 1;
    if (in_hand && room && has(all[i + 1]) && !has(all[i])) needed.push_back(all[i]);
  }
}

Witness WitnessCollector::witness(const Explains& explains) const {
  const std::vector<Kept> all = candidates();
  const Event last = shown_last(violation_);
  std::vector<Kept> chosen = all;
  bool minimal = explained_without(chosen, chosen.size(), explains, last);
  if (minimal) {
    reduce(chosen, explains, last, [](EventKind) { return true; });
    minimal = chosen.size() < witness_events_max;
  }
  if (minimal) {
    const std::vector<Kept> needed = chosen;
    add_story(chosen, all);
    std::ranges::sort(chosen, {}, &Kept::sequence);
    // An append whose forerunners are not shown looks like a violation of its own.
    if (!explained_without(chosen, chosen.size(), explains, last)) {
      std::erase_if(chosen, [&](const Kept& one) {
        return one.event.kind == EventKind::store_append &&
               std::ranges::find(needed, one.sequence, &Kept::sequence) == needed.end();
      });
    }
    // The story may tell what an event was needed for.
    reduce(chosen, explains, last, [](EventKind kind) { return !tells_the_story(kind); });
  } else {
    chosen = all;
    std::erase_if(chosen, [](const Kept& one) { return one.weight == context; });
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
