#include "eventarch/context.hpp"

#include <algorithm>

#include "model/names.hpp"

namespace eventarch {
namespace {

template <class E>
std::string_view spelled(E value) {
  return model::names_of(value)[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view name_of(UseCase value) { return spelled(value); }
std::string_view name_of(Ordering value) { return spelled(value); }
std::string_view name_of(Delivery value) { return spelled(value); }
std::string_view name_of(Cloud value) { return spelled(value); }
std::string_view name_of(Deployment value) { return spelled(value); }
std::string_view name_of(OperationsCapacity value) { return spelled(value); }
std::string_view name_of(ProducerAcks value) { return spelled(value); }
std::string_view name_of(OffsetCommit value) { return spelled(value); }

const Assumption* EventContext::assumption(std::string_view field) const {
  const auto found = std::ranges::find(assumptions, field, &Assumption::field);
  return found == assumptions.end() ? nullptr : &*found;
}

bool EventContext::needs_replay() const {
  return constraints.replay || use_case == UseCase::event_sourcing;
}

bool EventContext::orchestrated() const {
  constexpr std::size_t participants_from = 3;
  return consumers.size() >= participants_from;
}

bool EventContext::keeps_dead_letters() const {
  const auto& decided = decisions.dead_letter_queue;
  return requirements.delivery != Delivery::at_most_once && (!decided || decided->value);
}

}  // namespace eventarch
