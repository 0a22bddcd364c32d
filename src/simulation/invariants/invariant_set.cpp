#include "simulation/invariants/invariant_set.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <type_traits>
#include <utility>

#include "simulation/faults/fault_table.hpp"
#include "simulation/invariants/invariant_table.hpp"
#include "simulation/invariants/ledger/books.hpp"
#include "simulation/invariants/observers.hpp"

namespace eventarch::simulation {
namespace {

constexpr std::size_t observer_count = std::tuple_size_v<Observers>;
static_assert(observer_count <= 64);

template <class Observer, std::size_t place = 0>
constexpr std::size_t place_of() {
  if constexpr (std::is_same_v<std::tuple_element_t<place, Observers>, Observer>) {
    return place;
  } else {
    return place_of<Observer, place + 1>();
  }
}

}  // namespace

struct InvariantSet::State {
  Books books;
  Observers observers;
  std::uint64_t enabled = 0;  ///< bit i: observer i
  std::array<std::uint64_t, observer_count> exercised{};
  std::array<Evidence, observer_count> evidence;  ///< without how often it was exercised
  std::vector<FaultCount> faults;
  bool rested = false;

  State(const Layout& layout, const Promises& promises)
      : books{layout}, faults(fault_table().size()) {
    each([&]<std::size_t place>(auto& observer) {
      if (observer.row.applies(promises)) enabled |= std::uint64_t{1} << place;
      if constexpr (requires { observer.configure(layout, promises); }) {
        observer.configure(layout, promises);
      }
      if constexpr (requires { observer.use(books); }) observer.use(books);
    });
  }

  /// Calls visit<place>(observer) for each observer.
  template <class Visit>
  void each(Visit visit) {
    [&]<std::size_t... places>(std::index_sequence<places...>) {
      (visit.template operator()<places>(std::get<places>(observers)), ...);
    }
    (std::make_index_sequence<observer_count>{});
  }

  template <class Visit>
  void each_enabled(Visit visit) {
    each([&]<std::size_t place>(auto& observer) {
      if ((enabled >> place & 1) == 0) return;
      Report report{evidence[place], exercised[place]};
      visit(observer, report);
    });
  }

  template <EventKind kind>
  void show(const Situation& now) {
    each([&]<std::size_t place>(auto& observer) {
      if constexpr (std::remove_reference_t<decltype(observer)>::listens.contains(kind)) {
        if ((enabled >> place & 1) == 0) return;
        Report report{evidence[place], exercised[place]};
        observer.observe(now, report);
      }
    });
  }

  // Flat: what an observer is shown is then in registers, not in memory.
  template <EventKind kind>
  [[gnu::flatten]] static void take_in(State& state, const Event& event) {
    if (!state.books.understands<kind>(event)) return;
    if constexpr (kind == EventKind::effect || kind == EventKind::commit) {
      if (event.subject != nothing && state.hold_back(event)) return;
    }
    state.step<kind>(event, false);
    if constexpr (kind == EventKind::transaction_commit) state.release(event);
    if constexpr (kind == EventKind::fault_begin || kind == EventKind::fault_window) {
      state.count_fault(event);
    }
    if constexpr (kind == EventKind::quiesce) state.rest(event);
  }

  template <EventKind kind>
  void step(const Event& event, bool deferred) {
    Situation now = books.before<kind>(event);
    now.deferred = deferred;
    show<kind>(now);
    books.after<kind>(now);
  }

  /// What happens in a transaction counts when it commits; only a replaced instance shows at once.
  bool hold_back(const Event& event) {
    if (event.kind == EventKind::effect && event.outcome != Outcome::ok) return false;
    if (!books.defer(event)) return false;
    constexpr std::size_t fencing = place_of<Fencing>();
    if (event.kind == EventKind::commit && (enabled >> fencing & 1) != 0) {
      Report report{evidence[fencing], exercised[fencing]};
      std::get<fencing>(observers).observe(Situation{event, EventKind::commit}, report);
    }
    return true;
  }

  void release(const Event& commit) {
    for (Event event : books.take_deferred(commit.subject)) {
      event.time = commit.time;
      event.subject = nothing;
      if (event.kind == EventKind::effect) {
        step<EventKind::effect>(event, true);
      } else {
        step<EventKind::commit>(event, true);
      }
    }
  }

  void count_fault(const Event& event) {
    if (event.subject >= faults.size()) return;
    FaultCount& count = faults[event.subject];
    const bool begins = event.kind == EventKind::fault_begin;
    if (begins) ++count.begun;
    if (begins != fault_table()[event.subject].window.has_value()) ++count.hits;
  }

  void rest(const Event& event) {
    rested = true;
    books.ledger().visit_held([&](const MessageRecord& record) {
      for (std::uint16_t group = 0; group < books.group_count(); ++group) {
        if (record.has(group, group_flag::finished)) continue;
        const Unfinished left{record, group, event.time};
        each_enabled([&](auto& observer, Report& report) {
          if constexpr (requires { observer.unfinished(left, report); }) {
            observer.unfinished(left, report);
          }
        });
      }
    });
    each_enabled([&](auto& observer, Report& report) {
      if constexpr (requires { observer.at_rest(event, report); }) {
        observer.at_rest(event, report);
      }
    });
  }
};

// All observers of a kind in one function.
const std::array<InvariantSet::TakeIn, event_kind_count> InvariantSet::by_kind =
    []<std::size_t... kinds>(std::index_sequence<kinds...>) {
  return std::array<TakeIn, event_kind_count>{&State::take_in<static_cast<EventKind>(kinds)>...};
}
(std::make_index_sequence<event_kind_count>{});

InvariantSet::InvariantSet(const Layout& layout, const Promises& promises)
    : state_{std::make_unique<State>(layout, promises)} {}
InvariantSet::~InvariantSet() = default;
InvariantSet::InvariantSet(InvariantSet&&) noexcept = default;
InvariantSet& InvariantSet::operator=(InvariantSet&&) noexcept = default;

void InvariantSet::observe(std::span<const Event> events) {
  for (const Event& event : events) observe(event);
}

RunEvidence InvariantSet::evidence() const {
  RunEvidence out{
      state_->rested, {state_->evidence.begin(), state_->evidence.end()}, state_->faults};
  for (std::size_t i = 0; i < observer_count; ++i) {
    out.invariants[i].exercised = state_->exercised[i];
  }
  return out;
}

bool InvariantSet::any_violation() const {
  return std::ranges::any_of(state_->evidence,
                             [](const Evidence& found) { return found.violations != 0; });
}

std::size_t InvariantSet::memory() const { return sizeof(State) + state_->books.memory(); }

}  // namespace eventarch::simulation
