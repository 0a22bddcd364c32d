#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>

#include <cmath>

#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::selection::constraints {
namespace {

MessageRate busiest_key(const EventContext& context) {
  return {context.required_rate().per_second * context.workload.hot_key_share->value};
}

/// Only quotas rule a mode out: where the figure of one unit is a planning value, a hot key is a
/// finding, since measuring may well show more.
bool quota(const Subject& subject) {
  const Fact& fact = subject.fact(FactKey::unit_message_rate);
  return fact.number && fact.confidence() == Confidence::sourced;
}

bool meets_key_rate(const Subject& subject) {
  const EventContext& context = subject.context;
  if (context.requirements.ordering != Ordering::partition || !context.workload.hot_key_share ||
      !quota(subject)) {
    return true;
  }
  return busiest_key(context).per_second <= subject.number(FactKey::unit_message_rate);
}

Exclusion explain_key_rate(const Subject& subject) {
  const std::string required = notation::rate(busiest_key(subject.context));
  const MessageRate offered{subject.number(FactKey::unit_message_rate)};
  return exclude(
      subject, FactKey::unit_message_rate,
      fmt::format("keeps the messages of a key in one {}, which carries {}; the busiest key has {}",
                  text::spoken(subject.fact(FactKey::unit).text), notation::rate(offered),
                  required),
      required, notation::rate(offered));
}

std::optional<Concession> lower_share(const Subject& subject) {
  const Share now = *subject.context.workload.hot_key_share;
  const double most =
      subject.number(FactKey::unit_message_rate) / subject.context.required_rate().per_second;
  // In whole tenths of a percent, as a team could measure it.
  const Share to{std::floor(most * 1000) / 1000};
  if (to.value <= 0) return std::nullopt;
  return Concession{{.field = "workload.hot_key_share",
                     .from = notation::percent(now.value),
                     .to = notation::percent(to.value),
                     .distance = distance_between(now.value, to.value)},
                    [to](EventContext& c) { c.workload.hot_key_share = to; }};
}

Concessions key_rate_concessions(const Subject& subject) {
  const EventContext& context = subject.context;
  const MessageRate most{subject.number(FactKey::unit_message_rate) /
                         context.workload.hot_key_share->value};
  return ways(
      {lower_share(subject), lower_rate(context, most), weaken_ordering(context, Ordering::none)});
}

}  // namespace

constinit const Constraint key_rate{"key_rate", "Does one unit of order carry the busiest key?",
                                    meets_key_rate, explain_key_rate, key_rate_concessions};

}  // namespace eventarch::selection::constraints
