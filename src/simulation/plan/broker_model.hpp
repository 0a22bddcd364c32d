#pragma once

/// What a broker does, at the level at which guarantees are decided: who holds copies and when a
/// send is confirmed, who may work on what, and when an unfinished message comes back.

#include <cstdint>
#include <span>
#include <string_view>

namespace eventarch::simulation {

/// When a record counts as stored. They are not variations of one rule: waiting for the slowest of
/// two followers takes three times as long as for the faster one, where both are exponential.
enum class Replication : std::uint8_t {
  in_sync,   ///< all replicas in sync have it; slow ones are put out of sync after a while
  majority,  ///< most of all replicas have it
  managed,   ///< the service keeps copies and says nothing about them
  /// The leader and the fastest of its followers have it; whichever follower is promoted leads.
  asynchronous,
  alone,  ///< one copy
};

/// Who works on what waits.
enum class Sharing : std::uint8_t {
  owned,       ///< a partition or queue belongs to one consumer of a group
  competing,   ///< whoever is free takes the next message
  locked_key,  ///< the same, but one message of a key at a time and in order
};

/// When a message comes back that a lost consumer had.
enum class Return : std::uint8_t {
  after_session,     ///< when the group has noticed: a session or lease runs out
  at_once,           ///< with the connection
  after_visibility,  ///< a time after it was handed out, whatever became of its consumer
};

/// How a broker takes a message that comes twice from its producer.
enum class ProducerRepeats : std::uint8_t {
  stored_again,
  recognized,  ///< by a sequence number or id, where the producer is set up for it
};

struct BrokerModel {
  std::string_view name;  ///< kafka_topic
  Replication replication = Replication::in_sync;
  /// Confirmed while in memory; what only one machine had is lost with its power.
  bool page_cache = false;
  /// Likewise where the producer waits for fewer than all that must confirm.
  bool page_cache_unless_all = false;
  Sharing sharing = Sharing::owned;
  /// Progress is a position; otherwise each message is acknowledged by itself.
  bool offsets = true;
  Return comes_back = Return::after_session;
  double return_after_ms = 0;  ///< the session or visibility timeout
  double election_ms = 0;      ///< until a partition has a new leader
  ProducerRepeats repeats = ProducerRepeats::stored_again;
  /// A failed batch is sent again while later ones have been stored.
  bool batches_overtake = false;
  double repeats_unasked = 0;  ///< share of deliveries that the broker makes twice by itself
  /// Calls a second with which messages can be received from a queue, or from one of the parts that
  /// a service splits it into; 0: no limit.
  double receive_calls_per_second = 0;
  std::string_view assumptions;  ///< a sentence with the figures above and where they come from
};

/// All models, by name.
[[nodiscard]] std::span<const BrokerModel> broker_models();
/// Null where there is none of that name.
[[nodiscard]] const BrokerModel* find_broker_model(std::string_view name);

struct ModelChoice {
  const BrokerModel* model = nullptr;  ///< never null
  bool nearest = false;                ///< the broker has no model of its own
  std::string_view difference;         ///< what the nearest one leaves out
};
/// What is known of a mode whose broker has no model.
struct ModeTraits {
  bool log = false;           ///< records are read by position
  bool single_owner = false;  ///< one consumer of a group owns the unit
  bool keyed = false;         ///< the unit is a key: whoever is free takes it, and holds it alone
  bool service = false;       ///< runs as a service only, which keeps the copies
  bool asynchronous = false;  ///< copies follow after a confirmation
};
[[nodiscard]] ModelChoice model_of(std::string_view broker, std::string_view mode,
                                   const ModeTraits& traits);

}  // namespace eventarch::simulation
