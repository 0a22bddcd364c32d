#include "selection/criteria/criteria.hpp"

#include <fmt/format.h>

namespace eventarch::selection::criteria {
namespace {

bool decided(const Subject& subject) { return subject.context.constraints.cloud != Cloud::any; }
bool one_place(const Subject& subject) { return subject.fact(FactKey::clouds).words.count() == 1; }

double portability_rate(const Subject& subject) {
  return !decided(subject) && one_place(subject) ? 0.2 : 1;
}

std::string portability_reason(const Subject& subject) {
  if (decided(subject)) return "the place is decided";
  return one_place(subject) ? fmt::format("only on {}, and no cloud is decided",
                                          subject.fact(FactKey::clouds).text)
                            : "runs anywhere";
}

}  // namespace

constinit const Assessment portability{portability_rate, portability_reason};

}  // namespace eventarch::selection::criteria
