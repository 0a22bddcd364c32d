#include <algorithm>
#include <array>
#include <utility>

#include "selection/constraints/constraints.hpp"

namespace eventarch::selection {
namespace {

constexpr std::array all{
    &constraints::throughput,
    &constraints::byte_throughput,
    &constraints::global_order_rate,
    &constraints::key_rate,
    &constraints::consumer_parallelism,
    &constraints::in_flight,
    &constraints::processing_time,
    &constraints::latency,
    &constraints::ordering,
    &constraints::delivery,
    &constraints::delivery_scope,
    &constraints::retention,
    &constraints::replay,
    &constraints::message_size,
    &constraints::fan_out,
    &constraints::consumer_groups,
    &constraints::priority,
    &constraints::delayed_delivery,
    &constraints::complex_routing,
    &constraints::request_reply,
    &constraints::multi_tenancy,
    &constraints::geo_replication,
    &constraints::cloud,
    &constraints::deployment,
    &constraints::allowed_brokers,
    &constraints::forbidden_brokers,
};

}  // namespace

std::span<const Constraint* const> constraint_table() { return all; }

const Constraint* first_unmet(const Subject& subject) {
  const auto* const found =
      std::ranges::find_if(all, [&](const Constraint* row) { return !row->meets(subject); });
  return found == all.end() ? nullptr : *found;
}

Exclusion exclude(const Subject& subject, FactKey key, std::string reason, std::string required,
                  std::string offered) {
  return {.constraint = {},
          .reason = std::move(reason),
          .required = std::move(required),
          .offered = std::move(offered),
          .source = subject.broker.cite(subject.fact(key))};
}

}  // namespace eventarch::selection
