#include "eventarch/components/dedup_store.hpp"

#include <algorithm>

namespace eventarch::components {

using std::chrono::nanoseconds;

nanoseconds redelivery_horizon(const RedeliveryWays& ways) {
  return std::max(ways.replay, ways.retries + ways.outage + ways.drain) + 2 * ways.clock_skew;
}

std::string problem_with(const DedupOptions& options) {
  if (options.time_to_live <= nanoseconds{0}) {
    return "time_to_live is not positive: no duplicate would be recognised";
  }
  if (options.claim_lease <= nanoseconds{0}) {
    return "claim_lease is not positive: no claim would hold";
  }
  if (options.time_to_live > longest_duration || options.claim_lease > longest_duration) {
    return "a duration is more than a hundred years";
  }
  return {};
}

InMemoryDedupStore::InMemoryDedupStore(const DedupOptions& options) : options_(options) {}

ClaimResult InMemoryDedupStore::claim(const DedupKey& key, Instant now) {
  forget_before(now);
  const Entry fresh{.token = last_token_ + 1, .runs_out = now + options_.claim_lease};
  const auto [found, is_new] = entries_.try_emplace(key, fresh);
  if (!is_new) {
    const bool done = found->second.is_committed;
    return {.outcome = done ? ClaimOutcome::duplicate : ClaimOutcome::in_progress};
  }
  by_end_.emplace(fresh.runs_out, key);
  ++last_token_;
  return {.outcome = ClaimOutcome::claimed, .token = fresh.token};
}

CommitOutcome InMemoryDedupStore::commit(const DedupClaim& claim, Instant now) {
  forget_before(now);
  Entry* const entry = find(claim);
  if (entry == nullptr) return CommitOutcome::lost;
  if (entry->is_committed) return CommitOutcome::committed;  // asked again after an unknown outcome
  by_end_.erase({entry->runs_out, claim.key});
  entry->is_committed = true;
  entry->runs_out = now + options_.time_to_live;
  by_end_.emplace(entry->runs_out, claim.key);
  return CommitOutcome::committed;
}

void InMemoryDedupStore::release(const DedupClaim& claim) {
  const Entry* const entry = find(claim);
  if (entry == nullptr || entry->is_committed) return;
  by_end_.erase({entry->runs_out, claim.key});
  entries_.erase(claim.key);
}

void InMemoryDedupStore::forget_before(Instant now) {
  while (!by_end_.empty() && by_end_.begin()->first <= now) {
    entries_.erase(by_end_.begin()->second);
    by_end_.erase(by_end_.begin());
  }
}

InMemoryDedupStore::Entry* InMemoryDedupStore::find(const DedupClaim& claim) {
  const auto found = entries_.find(claim.key);
  return found != entries_.end() && found->second.token == claim.token ? &found->second : nullptr;
}

}  // namespace eventarch::components
