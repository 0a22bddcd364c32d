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

constexpr std::array all_yielding{
    &constraints::unit_limit,
};

/// Null where all are met.
const Constraint* first_not_met(std::span<const Constraint* const> table, const Subject& subject) {
  const auto found =
      std::ranges::find_if(table, [&](const Constraint* row) { return !row->meets(subject); });
  return found == table.end() ? nullptr : *found;
}

}  // namespace

std::span<const Constraint* const> constraint_table() { return all; }

std::span<const Constraint* const> yielding_table() { return all_yielding; }

const Constraint* first_unmet(const Subject& subject) { return first_not_met(all, subject); }

const Constraint* first_exceeded(const Subject& subject) {
  return first_not_met(all_yielding, subject);
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
