#pragma once

/// The steps of a sizing, each a function of what came before. Numbers go through the ledger, which
/// keeps the formula and the inputs of each.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/sizing.hpp"
#include "eventarch/unit_limit.hpp"
#include "sizing/ledger.hpp"

namespace eventarch::sizing {

/// The largest count that is worked with; a need beyond it is reported as it.
inline constexpr double count_max = 1e9;
/// A count out of a calculation.
[[nodiscard]] std::uint64_t count_of(double value);

/// The percentile that latency targets speak of.
inline constexpr double tail = 0.99;

/// Order by key, and fewer different keys than messages that the peak has at work at once: messages
/// of a key are processed one after the other, so that whatever is built falls behind. What rests
/// on an assumed processing time is a suspicion, and not counted.
[[nodiscard]] bool keys_overloaded(const EventContext& context);

/// How the chosen mode divides work, for this context.
struct Layout {
  const EventContext& context;
  const Broker& broker;
  const Mode& mode;

  [[nodiscard]] const Fact& fact(FactKey key) const { return mode.fact(key); }
  [[nodiscard]] double number(FactKey key) const { return mode.number(key); }
  [[nodiscard]] bool global() const { return context.requirements.ordering == Ordering::global; }
  [[nodiscard]] bool is_log() const { return fact(FactKey::model).is(Word::log); }
  /// Order lies in groups, sessions or ordering keys, as many as there are keys: they are not laid
  /// out beforehand, and the queue around them is what is counted.
  [[nodiscard]] bool keyed_inside() const;
  /// What is counted: partition, queue, stream, shard, subscription.
  [[nodiscard]] std::string_view unit() const;
  /// Each unit feeds one consumer of a group: a partition, or a queue that must keep order.
  [[nodiscard]] bool one_consumer_per_unit() const;
  /// A consumer's work comes from units of its own, and the fullest one sets the tail.
  [[nodiscard]] bool separate_queues() const { return one_consumer_per_unit() || global(); }
  /// A service runs the brokers.
  [[nodiscard]] bool service_managed() const;
  /// Nobody chooses machines or disks: a service, or software that is bought serverless.
  [[nodiscard]] bool provider_sized() const;
  /// Queues have a length beyond which they refuse messages.
  [[nodiscard]] bool limits_queues() const;
  /// Each group has queues of its own, and a message is written into one of each.
  [[nodiscard]] bool queues_for_each_group() const;
  /// After how long what waits unread is gone, by the settings of the design; empty where it stays.
  /// No fact of the catalogue says so.
  [[nodiscard]] std::optional<double> unread_kept_seconds() const;
  /// How much of an outage waits at its end: what is older has expired by then.
  [[nodiscard]] double waiting_outage_seconds() const;
  /// The count of units is rounded so that it spreads evenly. Single queues need no such thing.
  [[nodiscard]] bool partitioned() const;
  /// How many consumers of a group may work at once, whatever the number of units.
  [[nodiscard]] std::uint64_t group_limit() const;
  /// Zones over which brokers and leaders are spread; 1 where nothing is copied. Does not grow with
  /// the copies from two on: else more copies could mean fewer brokers, by rounding to another
  /// multiple.
  [[nodiscard]] std::uint64_t zones(std::uint64_t replication_factor) const;
  /// What a consumer takes for one message.
  [[nodiscard]] double service_seconds() const {
    return context.workload.processing_time.seconds();
  }
  /// The processing alone at the percentile of latency targets, taken as exponential.
  [[nodiscard]] double processing_tail_seconds() const;
  /// Of the busiest key, where keys matter; 0 where it is not stated. At least that of one key in
  /// so many as are stated, where these are too few for the peak: each of them then has more than
  /// one consumer can do, however the others lie.
  [[nodiscard]] double hot_key_share() const;
  /// What the busiest key has at the very least: the stated share, or the mean of the keys.
  [[nodiscard]] double least_busiest_share() const;
  /// What the target leaves for waiting and processing; negative where the broker takes all of it.
  [[nodiscard]] double latency_left_seconds(Duration batch_wait) const;
};

[[nodiscard]] Traffic traffic(const Layout& layout, Ledger& ledger);
/// What flows beside the events; reads the traffic of `sizing`.
[[nodiscard]] FurtherFlows further_flows(const Layout& layout, const Sizing& sizing,
                                         Ledger& ledger);

/// Fills in every need for units, in a fixed order; at least one.
void partition_needs(const Layout& layout, Sizing& sizing, Ledger& ledger);
/// Rounds the largest need. `spread` >= 1: zones that leaders are spread over. Never falls as `raw`
/// grows, nor as a design without copies gets some.
[[nodiscard]] Rounding round_partitions(const Layout& layout, std::uint64_t raw,
                                        std::uint64_t spread, const Ledger& ledger);
/// The count that follows from a rounding.
[[nodiscard]] std::uint64_t rounded_count(const Rounding& rounding);
/// Says which preferences of spreading the count keeps, once brokers and instances are known.
[[nodiscard]] std::string spread_text(const Layout& layout, const Sizing& sizing);

/// Factor, quorum, and what losses do.
void size_replication(const Layout& layout, Sizing& sizing, Ledger& ledger);
[[nodiscard]] Storage storage(const Layout& layout, const Sizing& sizing, Ledger& ledger);
[[nodiscard]] Network network(const Layout& layout, const Sizing& sizing, Ledger& ledger);
[[nodiscard]] ByteSize page_cache(const Layout& layout, const Sizing& sizing, Ledger& ledger);
[[nodiscard]] BrokerCount broker_count(const Layout& layout, const Sizing& sizing, Ledger& ledger);

/// Queues of RabbitMQ refuse messages beyond a length: as many as gather in the retention, as far
/// as the disks of the brokers hold them. Provisions what that admits, once the brokers are
/// counted.
void limit_queues(const Layout& layout, Sizing& sizing, Ledger& ledger);

/// What the replicas on brokers are of: partitions of all topics, or the queues of all groups,
/// those of commands and replies included.
[[nodiscard]] double units_laid_out(const Layout& layout, const Sizing& sizing);
/// The same, with queues for dead letters and for messages that wait for their time.
[[nodiscard]] double units_declared(const Layout& layout, const Sizing& sizing);

/// Of brokers that keep messages on storage nodes of their own; none otherwise.
[[nodiscard]] BrokerCount bookie_count(const Layout& layout, const Sizing& sizing, Ledger& ledger);

/// `in_hand_seconds`: what of the latency target InHand keeps.
[[nodiscard]] std::vector<ConsumerGroup> consumer_groups(const Layout& layout, const Sizing& sizing,
                                                         double in_hand_seconds, Ledger& ledger);
/// How many messages a consumer takes at once, and what of the target is kept for those that wait
/// behind the first while other consumers may be free: nothing where each consumer has a queue of
/// its own, since its queue counts them already.
class InHand {
 public:
  /// Reads the traffic of `sizing`. `left_seconds`: of the target, for waiting and processing.
  InHand(const Layout& layout, const Sizing& sizing, double left_seconds);

  /// Never falls as more of the target is left, and is no more than half of what processing leaves
  /// of it, unless the broker's calls must carry more.
  [[nodiscard]] double kept_seconds() const { return kept_seconds_; }
  /// The most that fit into what is kept; `units` are read side by side by every consumer.
  [[nodiscard]] std::uint64_t messages(std::uint64_t units) const;

 private:
  [[nodiscard]] double wait_behind(double messages) const;

  double service_seconds_;
  bool shared_;        ///< consumers compete for what one of them holds
  bool of_each_unit_;  ///< what is taken at once is so of each unit
  double least_ = 1;
  double most_ = 1;
  double kept_seconds_ = 0;
};

/// Whether messages wait in a consumer behind others that were taken at once.
[[nodiscard]] bool waits_in_hand(const Layout& layout, const Sizing& sizing);

/// What the target leaves for the consumers; the rest of the budget is still empty.
[[nodiscard]] LatencyBudget latency_target(const Layout& layout, const Sizing& sizing,
                                           Ledger& ledger);
/// The whole budget, from what latency_target gave.
[[nodiscard]] LatencyBudget latency_budget(const Layout& layout, const Sizing& sizing,
                                           Ledger& ledger);
[[nodiscard]] Recovery recovery(const Layout& layout, const Sizing& sizing, Ledger& ledger);

/// On the number of queues or shards; empty where the mode has no such limit.
[[nodiscard]] std::optional<UnitLimit> limit_of_units(const Layout& layout, const Sizing& sizing);
/// The limits of the platform, nearest first.
[[nodiscard]] std::vector<PlatformLimit> platform_limits(const Layout& layout, const Sizing& sizing,
                                                         Ledger& ledger);

/// Whether a size depends on a field of the design file: most constraints narrow the choice alone.
[[nodiscard]] bool depends_on(std::string_view field);

/// The steps that settle how many units there are: copies, traffic and the count itself.
[[nodiscard]] Sizing sized_to_units(const Layout& layout, Ledger& ledger);
/// All steps, without the sensitivity, which repeats them.
[[nodiscard]] Sizing size_once(const EventContext& context, const Candidate& chosen,
                               Account account = Account::in_words);
/// The limits of a sizing in numbers, with who states them.
[[nodiscard]] std::vector<PlatformLimit> limits_in_words(const EventContext& context,
                                                         const Candidate& chosen,
                                                         const Sizing& sizing);
/// The steps up to the latency budget, in numbers only: what the sensitivity compares.
[[nodiscard]] Sizing size_flow(const EventContext& context, const Candidate& chosen);
[[nodiscard]] std::vector<Sensitivity> sensitivity(const EventContext& context,
                                                   const Candidate& chosen, const Sizing& now);

}  // namespace eventarch::sizing
