#include <array>
#include <utility>

#include "selection/constraint.hpp"

namespace eventarch::selection {
namespace {

// clang-format off
// One row each.
constexpr std::array all{
    Constraint{"throughput", "Does the whole of it carry the rate?", check_throughput, relax_throughput},
    Constraint{"global_order_rate", "Does one unit of order carry the rate?", check_global_order_rate, relax_global_order_rate},
    Constraint{"consumer_parallelism", "May enough consumers work at once?", check_consumer_parallelism, relax_consumer_parallelism},
    Constraint{"in_flight", "May as many messages be under way at once?", check_in_flight, relax_in_flight},
    Constraint{"latency", "Can the latency target be met at all?", check_latency, relax_latency},
    Constraint{"ordering", "Does it keep the order asked for?", check_ordering, relax_ordering},
    Constraint{"delivery", "Does it offer the guarantee?", check_delivery, relax_delivery},
    Constraint{"retention", "Does it keep messages long enough?", check_retention, relax_retention},
    Constraint{"replay", "Can old messages be read again?", check_replay, relax_replay},
    Constraint{"message_size", "Does a message fit?", check_message_size, relax_message_size},
    Constraint{"fan_out", "Does every consumer group get every message?", check_fan_out, relax_fan_out},
    Constraint{"priority", "Can urgent messages overtake?", check_priority, relax_priority},
    Constraint{"delayed_delivery", "Can messages be held until a time?", check_delayed_delivery, relax_delayed_delivery},
    Constraint{"complex_routing", "Does it route by pattern or header?", check_complex_routing, relax_complex_routing},
    Constraint{"request_reply", "Do answers find their way back?", check_request_reply, relax_request_reply},
    Constraint{"multi_tenancy", "Are tenants kept apart?", check_multi_tenancy, relax_multi_tenancy},
    Constraint{"geo_replication", "Are messages copied between regions?", check_geo_replication, relax_geo_replication},
    Constraint{"cloud", "Does it run there?", check_cloud, relax_cloud},
    Constraint{"deployment", "Can it be run by whom it shall be run?", check_deployment, relax_deployment},
    Constraint{"allowed_brokers", "Is it among the allowed brokers?", check_allowed_brokers, relax_allowed_brokers},
    Constraint{"forbidden_brokers", "Is it not forbidden?", check_forbidden_brokers, relax_forbidden_brokers},
};
// clang-format on

}  // namespace

std::span<const Constraint> constraints() { return all; }

Exclusion exclude(const Subject& subject, FactKey key, std::string reason, std::string required,
                  std::string offered) {
  return {.constraint = {},
          .reason = std::move(reason),
          .required = std::move(required),
          .offered = std::move(offered),
          .source = subject.broker.cite(subject.fact(key))};
}

}  // namespace eventarch::selection
