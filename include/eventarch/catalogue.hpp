#pragma once

/// What is known about brokers: plain facts with provenance, read from one YAML file a broker.
/// Facts come from a closed vocabulary (`FactKey`); nothing in the selection knows a broker's name.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/diagnostic.hpp"

namespace eventarch {

/// One entry per fact that a mode has. Units of numeric facts: rates in msg/s or B/s, times in ms,
/// sizes in bytes.
enum class FactKey : std::uint8_t {
  model,                 ///< log | queue
  unit,                  ///< the unit of order and parallelism: partition | queue | ...
  unit_message_rate,     ///< planning rate of one unit
  unit_byte_rate,        ///< planning rate of one unit
  ordered_message_rate,  ///< what one unit carries under global order
  cluster_message_rate,  ///< planning ceiling of a large cluster or of the service
  cluster_byte_rate,     ///< likewise, in bytes
  latency_p50,           ///< publish to deliver
  latency_p99,           ///< publish to deliver
  latency_floor,         ///< p99 when tuned and lightly loaded: targets below it cannot be met
  ordering,
  delivery,
  exactly_once_scope,  ///< none | deduplication_window | subscription | cluster
  retention_model,  ///< by_time | until_acknowledged
  retention_max,
  replay,  ///< none | position_and_time
  message_size_max,
  consumers_per_unit,   ///< active consumers per unit and group
  consumers_per_group,  ///< active consumers of a group over all units
  in_flight_max,        ///< delivered and not yet acknowledged
  processing_max,       ///< longest time that a consumer may hold one message
  backlog_max,          ///< messages that may wait in one unit
  groups_max,           ///< consumer groups that may each read every message
  fan_out,              ///< native | with_sns | none
  priority,
  delayed_delivery,
  complex_routing,
  request_reply,
  multi_tenancy,
  geo_replication,
  dead_letter,
  schema_registry,
  delay_max,
  replication,  ///< replicated | service_managed | none
  clouds,
  deployments,
  component_kinds,  ///< kinds of processes to run oneself
  operations_effort,
  managed_effort,
  elasticity,  ///< automatic | manual
  cost_shape,  ///< per_request | per_cluster
  fit_pub_sub,
  fit_work_queue,
  fit_event_sourcing,
  fit_cqrs,
  fit_saga,
};
inline constexpr std::size_t fact_count = static_cast<std::size_t>(FactKey::fit_saga) + 1;

enum class Confidence : std::uint8_t { sourced, estimate };
[[nodiscard]] std::string_view name_of(Confidence confidence);

struct Fact {
  std::string text;                  ///< the value as the catalogue writes it: "10K msg/s", "log"
  std::optional<double> number;      ///< set for quantities; infinity stands for `unlimited`
  std::vector<std::string> list;     ///< the words of a choice or list; one entry for a choice
  std::string conditions;            ///< under which the figure holds; may be empty
  std::vector<std::string> sources;  ///< ids into Broker::sources
  std::string estimate;              ///< basis of an estimate; empty where sourced
  std::string checked;               ///< ISO date on which the fact was last looked up
  SourceSpan where;                  ///< in the catalogue file

  [[nodiscard]] Confidence confidence() const {
    return estimate.empty() ? Confidence::sourced : Confidence::estimate;
  }
  [[nodiscard]] bool is(std::string_view word) const;  ///< the choice made, or in the list
  [[nodiscard]] bool unlimited() const;                ///< the quantity has no limit
  [[nodiscard]] std::string_view word() const;         ///< the choice; empty for quantities
};

/// One way to use a broker: RabbitMQ is not one thing, a quorum queue and a stream are two.
struct Mode {
  std::string id;  ///< snake_case, unique within the broker
  std::string name;
  std::string summary;
  std::array<Fact, fact_count> facts;

  [[nodiscard]] const Fact& fact(FactKey key) const { return facts[static_cast<std::size_t>(key)]; }
  /// Quantities only. Requires that the fact is a number; infinity where unlimited.
  [[nodiscard]] double number(FactKey key) const { return fact(key).number.value_or(0); }
};

/// Whether a broker takes part in a decision that does not name it.
enum class Offer : std::uint8_t { always, by_name };

struct CatalogueSource {
  std::string id;
  std::string title;  ///< title and address
};

/// A claim of the document that the product grew out of, and what the facts say about it.
struct OriginalClaim {
  std::string attribute;
  std::string claim;
  std::string verdict;  ///< confirmed | refined | outdated
  std::string finding;
  std::vector<std::string> sources;
};

struct Broker {
  std::string id;    ///< as written in design files: kafka, rabbitmq, sqs, pulsar
  std::string name;  ///< display name: Kafka, RabbitMQ, AWS SQS, Pulsar
  std::string summary;
  std::string version;  ///< the release the facts hold for
  std::string checked;  ///< ISO date on which the facts were checked, where they state no other
  Offer offered = Offer::always;
  std::vector<CatalogueSource> sources;
  std::vector<OriginalClaim> original;
  std::vector<Mode> modes;  ///< in the order of the file

  [[nodiscard]] const Mode* find_mode(std::string_view mode_id) const;
  /// "K1: title; K2: title" for the ids of a fact.
  [[nodiscard]] std::string cite(const Fact& fact) const;
};

/// The brokers that may be chosen, ordered by id.
struct Catalogue {
  std::vector<Broker> brokers;

  [[nodiscard]] const Broker* find(std::string_view broker_id) const;
  [[nodiscard]] std::vector<std::string> ids() const;
};

/// The catalogue that is built into the program. Parsed once, on first use; thread-safe.
/// A mistake in it is a mistake in the program: the build's tests hold it to zero findings.
[[nodiscard]] const Catalogue& built_in_catalogue();

/// Reads one broker file. Everything wrong with it is added to `findings`; the broker is returned
/// only where nothing is.
[[nodiscard]] std::optional<Broker> read_broker(std::string_view file_name, std::string_view text,
                                                Findings& findings);

}  // namespace eventarch
