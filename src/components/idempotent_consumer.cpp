#include "eventarch/components/idempotent_consumer.hpp"

namespace eventarch::components {

IdempotentConsumer::Start IdempotentConsumer::begin(const Message& message, Instant now) {
  // Every message without an id would pass for a copy of the first one, and be lost.
  if (message.id.empty()) return {.refusal = {Processing::no_identity}};
  DedupKey key{group_, message.id};
  const ClaimResult result = store_->claim(key, now);
  switch (result.outcome) {
    case ClaimOutcome::claimed: return {.claim = DedupClaim{std::move(key), result.token}};
    case ClaimOutcome::duplicate: return {.refusal = {Processing::skipped_duplicate}};
    case ClaimOutcome::in_progress: return {.refusal = {Processing::in_progress_elsewhere}};
    case ClaimOutcome::unavailable: break;
  }
  return {.refusal = {Processing::store_unavailable}};
}

IdempotentResult IdempotentConsumer::finish(const DedupClaim& claim, EffectOutcome outcome,
                                            Instant now) {
  if (outcome == EffectOutcome::failed) {
    store_->release(claim);
    return {Processing::effect_failed};
  }
  switch (store_->commit(claim, now)) {
    case CommitOutcome::committed: return {Processing::applied};
    case CommitOutcome::lost: return {Processing::claim_lost};
    case CommitOutcome::unavailable: break;
  }
  return {Processing::commit_unknown};
}

}  // namespace eventarch::components
