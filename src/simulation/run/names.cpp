#include "eventarch/simulation.hpp"

namespace eventarch {

std::string_view name_of(Arrivals value) {
  return value == Arrivals::steady ? "steady" : "poisson";
}

std::string_view name_of(ServiceShape value) {
  switch (value) {
    case ServiceShape::deterministic: return "deterministic";
    case ServiceShape::exponential: return "exponential";
    case ServiceShape::lognormal: return "lognormal";
  }
  return "";
}

std::string_view name_of(EventQueue value) {
  return value == EventQueue::heap ? "heap" : "timing_wheel";
}

std::string_view name_of(StabilityVerdict value) {
  switch (value) {
    case StabilityVerdict::stable: return "stable";
    case StabilityVerdict::unstable: return "unstable";
    case StabilityVerdict::not_determined: return "not_determined";
  }
  return "";
}

std::string_view name_of(RequirementStatus value) {
  switch (value) {
    case RequirementStatus::met: return "met";
    case RequirementStatus::missed: return "missed";
    case RequirementStatus::undecided: return "undecided";
    case RequirementStatus::not_applicable: return "not_applicable";
  }
  return "";
}

std::string_view name_of(GuaranteeStatus value) {
  switch (value) {
    case GuaranteeStatus::holds: return "holds";
    case GuaranteeStatus::violated: return "violated";
    case GuaranteeStatus::not_exercised: return "not_exercised";
    case GuaranteeStatus::not_applicable: return "not_applicable";
    case GuaranteeStatus::undecided: return "undecided";
  }
  return "";
}

}  // namespace eventarch
