#pragma once

/// How far an owned group is: what it commits or acknowledges, when, and with which effects.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "simulation/models/owned_state.hpp"

namespace eventarch::simulation {

template <class Pending>
class OwnedProgress {
 public:
  explicit OwnedProgress(OwnedState<Pending>& state)
      : state_(state),
        world_(state.world),
        partitions_(state.partitions),
        processing_(state.processing),
        consumers_(state.consumers),
        assignments_(state.assignments) {}

  void commit(std::uint16_t group, std::uint32_t partition, std::uint32_t generation) {
    Assignment& one = assignments_[group][partition];
    if (one.generation != generation) return;
    one.commit_pending = false;
    commit_now(group, partition, one);
  }
  void request_commit(std::uint16_t group, std::uint32_t partition, Assignment& one) {
    if (one.commit_pending) return;
    one.commit_pending = true;
    const Time delay = state_.timing() == CommitTiming::with_transaction
                           ? world_.setup.transaction_interval
                           : world_.setup.commit_delay;
    world_.at(world_.now + delay, Step::commit, group, partition, one.generation);
  }
  /// Offsets are committed at one stroke; messages of a queue are acknowledged one by one.
  /// Requires: end > one.committed.
  void commit_up_to(std::uint16_t group, std::uint32_t partition, Assignment& one,
                    std::uint64_t end) {
    const std::uint64_t from = one.committed;
    one.committed = end;
    if (world_.plan.broker.offsets) return record_commit(group, partition, one, one.transaction);
    for (std::uint64_t offset = from; offset < end; ++offset) {
      state_.unread.leaves(group, partition);
      world_.record_about(state_.slot_at(partition, offset),
                          {.actor = state_.actor_of(group, one.owner),
                           .group = group,
                           .kind = EventKind::acknowledge});
    }
  }
  void record_commit(std::uint16_t group, std::uint32_t partition, const Assignment& one,
                     std::uint32_t transaction) {
    world_.record({.value = one.committed,
                   .partition = partition,
                   .subject = transaction,
                   .epoch = state_.epochs[group],
                   .actor = state_.actor_of(group, one.owner),
                   .group = group,
                   .kind = EventKind::commit});
  }

  // --- Effects that show with the progress.
  void begin_transaction(std::uint16_t group, Assignment& one) {
    if (one.transaction != nothing) return;
    one.transaction = transactions_++;
    world_.record({.value = 60 * one_second,  // transaction.timeout.ms
                   .subject = one.transaction,
                   .actor = state_.actor_of(group, one.owner),
                   .kind = EventKind::transaction_begin});
  }
  void abort_transaction(std::uint16_t group, Assignment& one) {
    if (one.transaction == nothing) return;
    world_.record({.subject = one.transaction,
                   .actor = state_.actor_of(group, one.owner),
                   .kind = EventKind::transaction_abort});
    one.transaction = nothing;
  }

  /// Lets go of what all groups are done with.
  void retire(std::uint32_t partition) {
    std::uint64_t least = UINT64_MAX;
    for (std::uint16_t group = 0; group < world_.groups; ++group) {
      const Assignment& one = assignments_[group][partition];
      least = std::min({least, one.committed, one.position});
    }
    partitions_.retire(partition, least);
  }

 private:
  void commit_now(std::uint16_t group, std::uint32_t partition, Assignment& one) {
    const std::uint64_t from = one.committed;
    const std::uint64_t to =
        state_.timing() == CommitTiming::when_handed_over ? one.available : one.position;
    if (to > from) {
      if (state_.timing() == CommitTiming::with_transaction) begin_transaction(group, one);
      commit_up_to(group, partition, one, to);
    }
    if (one.transaction != nothing) commit_transaction(group, partition, one, from, to);
    retire(partition);
  }
  void commit_transaction(std::uint16_t group, std::uint32_t partition, Assignment& one,
                          std::uint64_t from, std::uint64_t to) {
    world_.record({.subject = one.transaction,
                   .actor = state_.actor_of(group, one.owner),
                   .kind = EventKind::transaction_commit});
    one.transaction = nothing;
    for (std::uint64_t offset = from; offset < to; ++offset) {
      const Slot slot = state_.slot_at(partition, offset);
      Reception& pending = world_.reception(slot, group);
      if (pending.processed == 0) continue;  // passed over, or set aside
      if (processing_.remembers())
        processing_.remember(slot, group, state_.actor_of(group, one.owner));
      state_.finished(group, slot, pending.leased, pending.processed);
      pending.processed = 0;
    }
  }
  OwnedState<Pending>& state_;
  World<Pending>& world_;
  Partitions<Pending>& partitions_;
  Processing<Pending>& processing_;
  std::vector<std::vector<Consumer>>& consumers_;
  std::vector<std::vector<Assignment>>& assignments_;
  std::uint32_t transactions_ = 0;
};

}  // namespace eventarch::simulation
