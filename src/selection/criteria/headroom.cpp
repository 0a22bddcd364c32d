#include "selection/criteria/criteria.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "support/notation.hpp"

namespace eventarch::selection::criteria {
namespace {

double ceiling(const Subject& subject) { return subject.number(FactKey::cluster_message_rate); }

double headroom_rate(const Subject& subject) {
  if (std::isinf(ceiling(subject))) return 1;
  return std::clamp(1 - subject.context.peak_rate().per_second / ceiling(subject), 0.0, 1.0);
}

std::string headroom_reason(const Subject& subject) {
  if (std::isinf(ceiling(subject))) return "grows with the load";
  return fmt::format("peak of {} against about {}", notation::rate(subject.context.peak_rate()),
                     notation::rate(MessageRate{ceiling(subject)}));
}

}  // namespace

constinit const Assessment headroom{headroom_rate, headroom_reason};

}  // namespace eventarch::selection::criteria
