#include "simulation/run/parts_of.hpp"

namespace eventarch::simulation {

Parts parts_of(const SimulationPlan& plan) {
  const BrokerModel& broker = plan.broker;
  // A single copy has a leader too, which can be lost.
  const bool copies = broker.replication != Replication::managed;
  Parts parts = Part::consumers | Part::delivery_timeout;
  const auto add = [&](bool there, Part part) {
    if (there) parts = parts | part;
  };
  add(broker.offsets, Part::offset_commits);
  add(broker.sharing == Sharing::owned, Part::assignment);
  add(plan.producer.acknowledgement != ProducerAcks::none, Part::producers);
  add(copies, Part::leader);
  add(plan.replicas > 1 && broker.replication == Replication::in_sync, Part::in_sync_replicas);
  add(copies && confirms_from_memory(plan), Part::page_cache);
  add(plan.unread.expired != Expired::kept && broker.offsets, Part::log_retention);
  add(plan.unread.expired != Expired::kept && !broker.offsets, Part::time_to_live);
  add(plan.unread.overflow != Overflow::unbounded, Part::length_limit);
  add(broker.sharing == Sharing::owned, Part::owned_keys);
  add(plan.patterns.transactions, Part::transactions);
  add(broker.batches_overtake && plan.producer.retries, Part::batches_in_flight);
  add(plan.consumer.retry.attempts > 1, Part::retries);
  add(plan.consumer.dead_letters, Part::dead_letters);
  add(plan.consumer.deduplication != Deduplication::none, Part::deduplication);
  add(plan.delivery != Delivery::at_most_once, Part::dependency);
  add(plan.patterns.outbox, Part::database_and_publish);
  add(plan.patterns.saga, Part::saga);
  add(plan.patterns.event_store, Part::event_store);
  add(plan.patterns.event_store, Part::snapshots);
  return parts;
}

}  // namespace eventarch::simulation
