#include "selection/criteria/criteria.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "eventarch/counted_load.hpp"
#include "support/notation.hpp"

namespace eventarch::selection::criteria {
namespace {

MessageRate ceiling(const Subject& subject) {
  return counted_message_limit(subject.broker, subject.mode);
}

double headroom_rate(const Subject& subject) {
  const double most = ceiling(subject).per_second;
  if (std::isinf(most)) return 1;
  const MessageRate peak =
      counted_load(subject.broker, subject.mode, subject.context, subject.context.peak_rate());
  return std::clamp(1 - peak.per_second / most, 0.0, 1.0);
}

std::string headroom_reason(const Subject& subject) {
  if (std::isinf(ceiling(subject).per_second)) return "grows with the load";
  const MessageRate peak = subject.context.peak_rate();
  const std::string counted = counted_in_words(subject.broker, subject.mode, subject.context, peak);
  return fmt::format("peak of {} against about {}",
                     counted.empty() ? notation::rate(peak) : counted,
                     notation::rate(ceiling(subject)));
}

}  // namespace

constinit const Assessment headroom{headroom_rate, headroom_reason};

}  // namespace eventarch::selection::criteria
