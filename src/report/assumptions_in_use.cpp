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
bool keys_are_spread(const EventContext& context, const Sizing& sizing) {
  const bool single = sizing.unit == "subscription" || sizing.unit == "queue";
  return context.requirements.ordering != Ordering::none && (!single || sizing.partitions > 1);
}

}  // namespace

std::vector<Assumption> assumptions_in_use(const Advice& advice) {
  const EventContext& context = *advice.context;
  if (!advice.design) return context.assumptions;
  std::vector<Assumption> used;
  for (const Assumption& assumption : context.assumptions) {
    if (!plays_a_part(assumption, advice.design->sizing)) continue;
    used.push_back(assumption);
    const bool growth = assumption.field == "workload.growth_factor";
    if (growth && !keys_are_spread(context, advice.design->sizing)) {
      used.back().reason = "no growth is planned in";
    }
  }
  return used;
}

}  // namespace eventarch::report
