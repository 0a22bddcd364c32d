#include "report/assumptions_in_use.hpp"

#include <string_view>

namespace eventarch::report {
namespace {

/// A factor of 0 stands for copies that a service keeps, and spreads, by itself.
bool plays_a_part(const Assumption& assumption, const Sizing& sizing) {
  const bool copies = assumption.field == "capacity.replication_factor";
  const bool zones = assumption.field == "capacity.availability_zones";
  if (copies) return sizing.replication_factor > 0;
  return !zones || sizing.replication_factor > 1;
}

/// Units that are laid out beforehand, and that keys are spread over.
bool keys_are_spread(const Advice& advice) {
  if (advice.context->requirements.ordering == Ordering::none) return false;
  if (!advice.design) return true;
  const Sizing& sizing = advice.design->sizing;
  const bool single = sizing.unit == "subscription" || sizing.unit == "queue";
  return !single || sizing.partitions > 1;
}

}  // namespace

std::vector<Assumption> assumptions_in_use(const Advice& advice) {
  std::vector<Assumption> used;
  for (const Assumption& assumption : advice.context->assumptions) {
    if (advice.design && !plays_a_part(assumption, advice.design->sizing)) continue;
    used.push_back(assumption);
    const bool growth = assumption.field == "workload.growth_factor";
    if (growth && !keys_are_spread(advice)) used.back().reason = "no growth is planned in";
  }
  return used;
}

}  // namespace eventarch::report
