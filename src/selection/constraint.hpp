#pragma once

/// Hard constraints: what rules a mode out, whatever else speaks for it. One row each in one table.

#include <optional>
#include <span>
#include <string_view>

#include "eventarch/decision.hpp"

namespace eventarch::selection {

/// A mode that is judged for a context.
struct Subject {
  const EventContext& context;
  const Broker& broker;
  const Mode& mode;

  [[nodiscard]] const Fact& fact(FactKey key) const { return mode.fact(key); }
  [[nodiscard]] double number(FactKey key) const { return mode.number(key); }
};

struct Constraint {
  std::string_view name;
  std::string_view question;  ///< what it asks of a mode
  std::optional<Exclusion> (*check)(const Subject&);
  /// Changes the context just enough for the mode to meet the constraint, and says what it changed.
  /// Called only where `check` excludes the mode.
  RelaxedField (*relax)(const Subject&, EventContext&);
};

/// In the order in which a report names them: what the flow must do first, then where it runs.
[[nodiscard]] std::span<const Constraint> constraints();

// One function a constraint; each says nothing where the mode meets it.
std::optional<Exclusion> check_throughput(const Subject& subject);
std::optional<Exclusion> check_global_order_rate(const Subject& subject);
std::optional<Exclusion> check_consumer_parallelism(const Subject& subject);
std::optional<Exclusion> check_in_flight(const Subject& subject);
std::optional<Exclusion> check_latency(const Subject& subject);
std::optional<Exclusion> check_ordering(const Subject& subject);
std::optional<Exclusion> check_delivery(const Subject& subject);
std::optional<Exclusion> check_retention(const Subject& subject);
std::optional<Exclusion> check_replay(const Subject& subject);
std::optional<Exclusion> check_message_size(const Subject& subject);
std::optional<Exclusion> check_fan_out(const Subject& subject);
std::optional<Exclusion> check_priority(const Subject& subject);
std::optional<Exclusion> check_delayed_delivery(const Subject& subject);
std::optional<Exclusion> check_complex_routing(const Subject& subject);
std::optional<Exclusion> check_request_reply(const Subject& subject);
std::optional<Exclusion> check_multi_tenancy(const Subject& subject);
std::optional<Exclusion> check_geo_replication(const Subject& subject);
std::optional<Exclusion> check_cloud(const Subject& subject);
std::optional<Exclusion> check_deployment(const Subject& subject);
std::optional<Exclusion> check_allowed_brokers(const Subject& subject);
std::optional<Exclusion> check_forbidden_brokers(const Subject& subject);

// What would have to be given up, a function a constraint.
RelaxedField relax_throughput(const Subject& subject, EventContext& context);
RelaxedField relax_global_order_rate(const Subject& subject, EventContext& context);
RelaxedField relax_consumer_parallelism(const Subject& subject, EventContext& context);
RelaxedField relax_in_flight(const Subject& subject, EventContext& context);
RelaxedField relax_latency(const Subject& subject, EventContext& context);
RelaxedField relax_ordering(const Subject& subject, EventContext& context);
RelaxedField relax_delivery(const Subject& subject, EventContext& context);
RelaxedField relax_retention(const Subject& subject, EventContext& context);
RelaxedField relax_replay(const Subject& subject, EventContext& context);
RelaxedField relax_message_size(const Subject& subject, EventContext& context);
RelaxedField relax_fan_out(const Subject& subject, EventContext& context);
RelaxedField relax_priority(const Subject& subject, EventContext& context);
RelaxedField relax_delayed_delivery(const Subject& subject, EventContext& context);
RelaxedField relax_complex_routing(const Subject& subject, EventContext& context);
RelaxedField relax_request_reply(const Subject& subject, EventContext& context);
RelaxedField relax_multi_tenancy(const Subject& subject, EventContext& context);
RelaxedField relax_geo_replication(const Subject& subject, EventContext& context);
RelaxedField relax_cloud(const Subject& subject, EventContext& context);
RelaxedField relax_deployment(const Subject& subject, EventContext& context);
RelaxedField relax_allowed_brokers(const Subject& subject, EventContext& context);
RelaxedField relax_forbidden_brokers(const Subject& subject, EventContext& context);

/// What one unit of order carries: as measured, where the file says so; otherwise the catalogue's.
[[nodiscard]] MessageRate ordered_rate(const Subject& subject);
[[nodiscard]] ByteRate unit_byte_rate(const Subject& subject);

/// An exclusion with the source of the fact that it rests on.
[[nodiscard]] Exclusion exclude(const Subject& subject, FactKey key, std::string reason,
                                std::string required, std::string offered);

}  // namespace eventarch::selection
