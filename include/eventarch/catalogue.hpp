#pragma once

/// What is known about brokers: plain facts with provenance, read from one YAML file a broker.
/// Facts come from a closed vocabulary (`FactKey`); nothing in the selection knows a broker's name.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/context.hpp"
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
  batch_wait,            ///< by default a producer waits so long for a batch to fill
  commit_interval,       ///< of transactions, by default: what is written shows so much later
  ordering,
  delivery,
  exactly_once_scope,  ///< none | deduplication_window | subscription | cluster
  retention_model,     ///< by_time | until_acknowledged
  retention_max,
  segment_size,          ///< old data is deleted in pieces of this size
  replay,                ///< none | position_and_time
  message_size_default,  ///< taken as installed; settings raise it up to message_size_max
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

/// Every word that a choice or list of the catalogue may contain: a closed vocabulary. Which words
/// a fact may take is in the fact table.
enum class Word : std::uint8_t {
  none,
  log,
  queue,
  partition,
  stream,
  message_group,
  shard,
  ordering_key,
  session,
  global,
  at_most_once,
  at_least_once,
  exactly_once,
  deduplication_window,
  subscription,
  cluster,
  by_time,
  until_acknowledged,
  position_and_time,
  native,
  with_sns,
  partial,
  replicated,
  asynchronous,
  service_managed,
  aws,
  azure,
  gcp,
  on_premises,
  managed,
  self_managed,
  serverless,
  very_low,
  low,
  medium,
  high,
  automatic,
  manual,
  per_request,
  per_cluster,
  preferred,
  acceptable,
  avoid,
};
inline constexpr std::size_t word_count = static_cast<std::size_t>(Word::avoid) + 1;
[[nodiscard]] std::string_view name_of(Word word);

/// The words of requirements, in the catalogue's vocabulary. `any` is not asked of a broker.
[[nodiscard]] Word word_of(Ordering ordering);
[[nodiscard]] Word word_of(Delivery delivery);
[[nodiscard]] Word word_of(Cloud cloud);
[[nodiscard]] Word word_of(Deployment deployment);

/// A set of words; asking it is one machine instruction, since decisions ask often.
struct Words {
  std::uint64_t bits = 0;

  [[nodiscard]] constexpr bool has(Word word) const { return ((bits >> index(word)) & 1U) != 0; }
  [[nodiscard]] constexpr int count() const { return std::popcount(bits); }
  constexpr void add(Word word) { bits |= std::uint64_t{1} << index(word); }

 private:
  [[nodiscard]] static constexpr unsigned index(Word word) { return static_cast<unsigned>(word); }
};
static_assert(word_count <= 64, "a set of words is one machine word");

/// A fact views its texts: those built into the program live as long as it, those read from a file
/// as long as a `Broker` that was read from it.
struct Fact {
  std::string_view text;         ///< the value as the catalogue writes it: "10K msg/s", "log"
  std::optional<double> number;  ///< set for quantities; infinity stands for `unlimited`
  Words words;                   ///< of a choice or list; one word for a choice
  std::string_view conditions;   ///< under which the figure holds; may be empty
  std::span<const std::string_view> sources;  ///< ids into Broker::sources
  std::string_view estimate;                  ///< basis of an estimate; empty where sourced
  std::string_view checked;                   ///< ISO date on which the fact was last looked up

  [[nodiscard]] Confidence confidence() const {
    return estimate.empty() ? Confidence::sourced : Confidence::estimate;
  }
  [[nodiscard]] bool is(Word word) const { return words.has(word); }  ///< chosen, or in the list
  [[nodiscard]] bool unlimited() const;                               ///< the quantity has no limit
};

/// One way to use a broker: RabbitMQ is not one thing, a quorum queue and a stream are two.
struct Mode {
  std::string_view id;  ///< snake_case, unique within the broker
  std::string_view name;
  std::string_view summary;
  std::array<Fact, fact_count> facts;

  [[nodiscard]] const Fact& fact(FactKey key) const { return facts[static_cast<std::size_t>(key)]; }
  /// Quantities only. Requires that the fact is a number; infinity where unlimited.
  [[nodiscard]] double number(FactKey key) const { return fact(key).number.value_or(0); }
};

/// Whether a broker takes part in a decision that does not name it.
enum class Offer : std::uint8_t { always, by_name };

struct CatalogueSource {
  std::string_view id;
  std::string_view title;  ///< title and address
};

/// A claim of the document that the product grew out of, and what the facts say about it.
struct OriginalClaim {
  std::string_view attribute;
  std::string_view claim;
  std::string_view verdict;  ///< confirmed | refined | outdated
  std::string_view finding;
  std::span<const std::string_view> sources;
};

/// What a broker that was read at run time views; built-in ones view static data.
struct BrokerStorage;

struct Broker {
  std::string_view id;    ///< as written in design files: kafka, rabbitmq, sqs, pulsar
  std::string_view name;  ///< display name: Kafka, RabbitMQ, AWS SQS, Pulsar
  std::string_view summary;
  std::string_view version;  ///< the release the facts hold for
  std::string_view checked;  ///< ISO date on which the facts were checked, where they say no other
  Offer offered = Offer::always;
  std::span<const CatalogueSource> sources;
  std::span<const OriginalClaim> original;
  std::span<const Mode> modes;  ///< in the order of the file
  std::shared_ptr<const BrokerStorage> storage;

  [[nodiscard]] const Mode* find_mode(std::string_view mode_id) const;
  /// "K1: title; K2: title" for the ids of a fact.
  [[nodiscard]] std::string cite(const Fact& fact) const;
};

/// Whether a majority of the copies confirms a write, which no setting changes: brokers that
/// replicate by Raft (RabbitMQ 4.3 documentation, quorum queues and streams; Redpanda
/// documentation, topic properties; NATS documentation, JetStream clustering).
[[nodiscard]] bool confirms_by_majority(const Broker& broker);

/// What a producer can choose to wait for.
enum class ProducerConfirmation : std::uint8_t {
  by_copies,  ///< nothing, one copy or all in sync: `acks` of Kafka's protocol
  on_or_off,  ///< the broker's confirmation, which needs all that must confirm, or nothing
  always,     ///< a send returns once the message is safe, and no setting changes that
};

/// That of the broker, by the documentation of its clients; by_copies for one that is not built in.
[[nodiscard]] ProducerConfirmation confirmation_of(const Broker& broker);

/// Whether a producer may wait for that: `all` everywhere.
[[nodiscard]] bool can_choose(ProducerConfirmation offered, ProducerAcks acks);

/// The brokers that may be chosen, ordered by id.
struct Catalogue {
  std::vector<Broker> brokers;

  /// Adds a broker; one of the same id is replaced.
  void put(Broker broker);
  /// Lets a broker take part in decisions that do not name it. False where there is none.
  bool enable(std::string_view broker_id);

  [[nodiscard]] const Broker* find(std::string_view broker_id) const;
  [[nodiscard]] std::vector<std::string> ids() const;
};

/// The catalogue that is built into the program: read, checked and compiled to static data when the
/// program is built, so that a mistake in it stops the build and starting up costs nothing.
[[nodiscard]] const Catalogue& built_in_catalogue();

/// Reads one broker file. Everything wrong with it is added to `findings`; the broker is returned
/// only where nothing is.
[[nodiscard]] std::optional<Broker> read_broker(std::string_view file_name, std::string_view text,
                                                Findings& findings);

}  // namespace eventarch
