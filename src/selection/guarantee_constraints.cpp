/// Latency, order, delivery, retention, replay.

#include <fmt/format.h>

#include <algorithm>

#include "selection/constraint.hpp"
#include "support/notation.hpp"

namespace eventarch::selection {
namespace {

std::string list_text(const Fact& fact) { return fmt::format("{}", fmt::join(fact.list, ", ")); }

}  // namespace

std::optional<Exclusion> check_latency(const Subject& subject) {
  const Duration required = subject.context.requirements.latency;
  const Duration offered{subject.number(FactKey::latency_floor)};
  if (required >= offered) return std::nullopt;
  return exclude(subject, FactKey::latency_floor,
                 fmt::format("needs at least {} at the 99th percentile, even when tuned",
                             notation::duration(offered)),
                 notation::duration(required), notation::duration(offered));
}

std::optional<Exclusion> check_ordering(const Subject& subject) {
  const Ordering required = subject.context.requirements.ordering;
  const Fact& fact = subject.fact(FactKey::ordering);
  if (required == Ordering::none || fact.is(name_of(required))) return std::nullopt;
  const std::string_view reason = required == Ordering::global
                                      ? "keeps no order over all messages"
                                      : "keeps no order among the messages of one key";
  return exclude(subject, FactKey::ordering, std::string(reason), std::string(name_of(required)),
                 list_text(fact));
}

std::optional<Exclusion> check_delivery(const Subject& subject) {
  const Delivery required = subject.context.requirements.delivery;
  const Fact& fact = subject.fact(FactKey::delivery);
  if (fact.is(name_of(required))) return std::nullopt;
  return exclude(subject, FactKey::delivery, fmt::format("does not offer {}", name_of(required)),
                 std::string(name_of(required)), list_text(fact));
}

std::optional<Exclusion> check_retention(const Subject& subject) {
  const Duration required = subject.context.requirements.retention;
  const Duration offered{subject.number(FactKey::retention_max)};
  if (required <= offered) return std::nullopt;
  return exclude(subject, FactKey::retention_max,
                 fmt::format("keeps messages for {} at most", notation::duration(offered)),
                 notation::duration(required), notation::duration(offered));
}

std::optional<Exclusion> check_replay(const Subject& subject) {
  const Fact& fact = subject.fact(FactKey::replay);
  if (!subject.context.needs_replay() || !fact.is("none")) return std::nullopt;
  const std::string_view why = subject.context.constraints.replay
                                   ? "cannot read old messages again: what is acknowledged is gone"
                                   : "cannot read old messages again, and event sourcing rebuilds "
                                     "its state by replay";
  return exclude(subject, FactKey::replay, std::string(why), "replay", "none");
}

}  // namespace eventarch::selection
