#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::selection::constraints {
namespace {

bool global(const Subject& subject) {
  // Without any order at all the constraint `ordering` speaks.
  return subject.context.requirements.ordering == Ordering::global &&
         subject.fact(FactKey::ordered_message_rate).number.has_value();
}

ByteRate required_bytes(const Subject& subject) {
  return subject.context.required_rate() * subject.context.workload.message_size;
}

bool messages_fit(const Subject& subject) {
  return subject.context.required_rate() <= ordered_rate(subject);
}

bool meets_global_order_rate(const Subject& subject) {
  return !global(subject) ||
         (messages_fit(subject) && required_bytes(subject) <= unit_byte_rate(subject));
}

Exclusion explain_global_order_rate(const Subject& subject) {
  const bool messages = !messages_fit(subject);
  const std::string required = messages ? notation::rate(subject.context.required_rate())
                                        : notation::rate(required_bytes(subject));
  const std::string offered =
      messages ? notation::rate(ordered_rate(subject)) : notation::rate(unit_byte_rate(subject));
  return exclude(subject, messages ? FactKey::ordered_message_rate : FactKey::unit_byte_rate,
                 fmt::format("under global order everything passes one {}, which carries {}",
                             text::spoken(subject.fact(FactKey::unit).text), offered),
                 required, offered);
}

Concessions global_order_rate_concessions(const Subject& subject) {
  const EventContext& context = subject.context;
  const double by_size = unit_byte_rate(subject).per_second / context.workload.message_size.bytes;
  std::vector<std::optional<Concession>> found{
      lower_rate(context, {std::min(by_size, ordered_rate(subject).per_second)})};
  if (subject.fact(FactKey::ordering).is(Word::partition)) {
    found.emplace_back(weaken_ordering(context, Ordering::partition));
  }
  return ways(std::move(found));
}

}  // namespace

constinit const Constraint global_order_rate{
    "global_order_rate", "Does one unit of order carry everything?", meets_global_order_rate,
    explain_global_order_rate, global_order_rate_concessions};

}  // namespace eventarch::selection::constraints
