/// The fields of a design file, as pairs of values that are the same or not.

#include "diff/requirements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

namespace eventarch::diff {
namespace {

/// What stands in a file.
struct Stated {
  std::string text;
  SourceSpan where;
};

/// A field, as one of its declarations.
struct Field {
  std::string_view path;
  bool (*same)(const Declaration&, const Declaration&);
  std::optional<Stated> (*stated)(const Declaration&);
  void (*take)(const Declaration&, Declaration&);
};

template <auto field>
auto& member(auto& declaration) {
  return declaration.*field;
}
template <auto group, auto field>
auto& member(auto& declaration) {
  return (declaration.*group).*field;
}

template <class T>
bool equal(const Declared<T>& a, const Declared<T>& b) {
  return a.has_value() == b.has_value() && (!a || a->value == b->value);
}

/// The order of a list means nothing.
bool equal(const std::vector<Given<std::string>>& a, const std::vector<Given<std::string>>& b) {
  const auto sorted = [](const std::vector<Given<std::string>>& list) {
    std::vector<std::string> values;
    values.reserve(list.size());
    for (const auto& item : list) values.push_back(item.value);
    std::ranges::sort(values);
    return values;
  };
  return sorted(a) == sorted(b);
}

template <class T>
std::optional<Stated> stated(const Declared<T>& value) {
  if (!value) return std::nullopt;
  return Stated{value->text, value->where};
}

std::optional<Stated> stated(const std::vector<Given<std::string>>& list) {
  if (list.empty()) return std::nullopt;
  std::vector<std::string_view> values;
  values.reserve(list.size());
  for (const auto& item : list) values.push_back(item.value);
  return Stated{fmt::format("{}", fmt::join(values, ", ")), list.front().where};
}

template <auto... members>
constexpr Field row(std::string_view path) {
  return {path,
          [](const Declaration& a, const Declaration& b) {
            return equal(member<members...>(a), member<members...>(b));
          },
          [](const Declaration& one) { return stated(member<members...>(one)); },
          [](const Declaration& from, Declaration& to) {
            member<members...>(to) = member<members...>(from);
          }};
}

using D = Declaration;
using R = DeclaredRequirements;
using W = DeclaredWorkload;
using C = DeclaredCapacity;
using N = DeclaredConstraints;
using X = Decisions;

constexpr std::array fields{
    row<&D::name>("name"),
    row<&D::description>("description"),
    row<&D::use_case>("use_case"),
    row<&D::requirements, &R::throughput>("requirements.throughput"),
    row<&D::requirements, &R::latency>("requirements.latency"),
    row<&D::requirements, &R::ordering>("requirements.ordering"),
    row<&D::requirements, &R::delivery>("requirements.delivery"),
    row<&D::requirements, &R::retention>("requirements.retention"),
    row<&D::producers>("producers"),
    row<&D::consumers>("consumers"),
    row<&D::workload, &W::message_size>("workload.message_size"),
    row<&D::workload, &W::peak_factor>("workload.peak_factor"),
    row<&D::workload, &W::growth_factor>("workload.growth_factor"),
    row<&D::workload, &W::processing_time>("workload.processing_time"),
    row<&D::workload, &W::distinct_keys>("workload.distinct_keys"),
    row<&D::workload, &W::hot_key_share>("workload.hot_key_share"),
    row<&D::workload, &W::compression_ratio>("workload.compression_ratio"),
    row<&D::workload, &W::outage>("workload.outage"),
    row<&D::workload, &W::recover_within>("workload.recover_within"),
    row<&D::capacity, &C::partition_write>("capacity.partition_write"),
    row<&D::capacity, &C::partition_read>("capacity.partition_read"),
    row<&D::capacity, &C::partition_throughput>("capacity.partition_throughput"),
    row<&D::capacity, &C::utilization_target>("capacity.utilization_target"),
    row<&D::capacity, &C::availability_zones>("capacity.availability_zones"),
    row<&D::capacity, &C::replication_factor>("capacity.replication_factor"),
    row<&D::constraints, &N::allowed_brokers>("constraints.allowed_brokers"),
    row<&D::constraints, &N::forbidden_brokers>("constraints.forbidden_brokers"),
    row<&D::constraints, &N::cloud>("constraints.cloud"),
    row<&D::constraints, &N::deployment>("constraints.deployment"),
    row<&D::constraints, &N::operations_capacity>("constraints.operations_capacity"),
    row<&D::constraints, &N::replay>("constraints.replay"),
    row<&D::constraints, &N::priority>("constraints.priority"),
    row<&D::constraints, &N::delayed_delivery>("constraints.delayed_delivery"),
    row<&D::constraints, &N::complex_routing>("constraints.complex_routing"),
    row<&D::constraints, &N::request_reply>("constraints.request_reply"),
    row<&D::constraints, &N::multi_tenancy>("constraints.multi_tenancy"),
    row<&D::constraints, &N::geo_replication>("constraints.geo_replication"),
    row<&D::decisions, &X::broker>("decisions.broker"),
    row<&D::decisions, &X::partitions>("decisions.partitions"),
    row<&D::decisions, &X::replication_factor>("decisions.replication_factor"),
    row<&D::decisions, &X::min_in_sync_replicas>("decisions.min_in_sync_replicas"),
    row<&D::decisions, &X::producer_acks>("decisions.producer_acks"),
    row<&D::decisions, &X::offset_commit>("decisions.offset_commit"),
    row<&D::decisions, &X::idempotent_consumers>("decisions.idempotent_consumers"),
    row<&D::decisions, &X::dead_letter_queue>("decisions.dead_letter_queue"),
    row<&D::decisions, &X::max_attempts>("decisions.max_attempts"),
    row<&D::decisions, &X::dlq_alerts>("decisions.dlq_alerts"),
    row<&D::decisions, &X::lag_monitoring>("decisions.lag_monitoring"),
    row<&D::decisions, &X::schema_registry>("decisions.schema_registry"),
};

/// What holds where nothing is stated.
std::string assumed(std::string_view path, const EventContext& context) {
  const Assumption* found = context.assumption(path);
  return found == nullptr ? std::string("not stated") : fmt::format("{} (assumed)", found->value);
}

RequirementChange shown(const Field& field, const Statement& before, const Statement& after) {
  RequirementChange change;
  change.field = field.path;
  const auto from = field.stated(before.declaration);
  const auto to = field.stated(after.declaration);
  change.from = from ? from->text : assumed(field.path, before.context);
  change.to = to ? to->text : assumed(field.path, after.context);
  if (from) change.from_where = from->where;
  if (to) change.to_where = to->where;
  return change;
}

}  // namespace

std::vector<Difference> differences(const Statement& before, const Statement& after) {
  std::vector<Difference> all;
  for (const Field& field : fields) {
    if (field.same(before.declaration, after.declaration)) continue;
    all.push_back({shown(field, before, after), field.take});
  }
  auto messages = message_differences(before.declaration.messages, after.declaration.messages);
  std::ranges::move(messages, std::back_inserter(all));
  return all;
}

std::vector<std::string_view> compared_fields() {
  std::vector<std::string_view> paths;
  paths.reserve(fields.size());
  for (const Field& field : fields) paths.push_back(field.path);
  return paths;
}

}  // namespace eventarch::diff
