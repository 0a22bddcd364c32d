#pragma once

/// Spellings of the enumerations of the design file, in the order of the enumerators.

#include <array>
#include <span>
#include <string_view>

#include "eventarch/context.hpp"

namespace eventarch::model {

inline constexpr std::array<std::string_view, 5> use_case_names{"cqrs", "event_sourcing", "pub_sub",
                                                                "saga", "work_queue"};
inline constexpr std::array<std::string_view, 3> ordering_names{"none", "partition", "global"};
inline constexpr std::array<std::string_view, 3> delivery_names{"at_most_once", "at_least_once",
                                                                "exactly_once"};
inline constexpr std::array<std::string_view, 5> cloud_names{"any", "aws", "azure", "gcp",
                                                             "on_premises"};
inline constexpr std::array<std::string_view, 4> deployment_names{"any", "managed", "self_managed",
                                                                  "serverless"};
inline constexpr std::array<std::string_view, 3> operations_capacity_names{"small", "medium",
                                                                           "large"};
inline constexpr std::array<std::string_view, 3> producer_acks_names{"none", "leader", "all"};
inline constexpr std::array<std::string_view, 3> offset_commit_names{"after_processing", "auto",
                                                                     "before_processing"};

constexpr std::span<const std::string_view> names_of(UseCase /*unused*/) { return use_case_names; }
constexpr std::span<const std::string_view> names_of(Ordering /*unused*/) { return ordering_names; }
constexpr std::span<const std::string_view> names_of(Delivery /*unused*/) { return delivery_names; }
constexpr std::span<const std::string_view> names_of(Cloud /*unused*/) { return cloud_names; }
constexpr std::span<const std::string_view> names_of(Deployment /*unused*/) {
  return deployment_names;
}
constexpr std::span<const std::string_view> names_of(OperationsCapacity /*unused*/) {
  return operations_capacity_names;
}
constexpr std::span<const std::string_view> names_of(ProducerAcks /*unused*/) {
  return producer_acks_names;
}
constexpr std::span<const std::string_view> names_of(OffsetCommit /*unused*/) {
  return offset_commit_names;
}

}  // namespace eventarch::model
