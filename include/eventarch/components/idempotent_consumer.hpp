#pragma once

/// Applies the effect of each message once, though brokers deliver at least once.

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "eventarch/components/dedup_store.hpp"
#include "eventarch/components/message.hpp"

namespace eventarch::components {

/// What the effect says of itself. `failed` promises that nothing of it stands.
enum class EffectOutcome : std::uint8_t { applied, failed };

enum class Processing : std::uint8_t {
  applied,                ///< the effect was applied and recorded
  skipped_duplicate,      ///< applied by an earlier delivery
  in_progress_elsewhere,  ///< another consumer is at it: deliver again later
  store_unavailable,      ///< fails closed: the effect was not applied
  effect_failed,          ///< counts as an attempt
  claim_lost,             ///< applied but not recorded: another consumer took the message over
  commit_unknown,         ///< applied, perhaps recorded: the next delivery will tell
  no_identity,            ///< without an id no copy is recognised: never applied; dead-letter it
};

struct IdempotentResult {
  Processing processing = Processing::store_unavailable;

  /// The effect was applied by this call, and recorded.
  [[nodiscard]] bool processed() const { return processing == Processing::applied; }
  [[nodiscard]] bool duplicate() const { return processing == Processing::skipped_duplicate; }
  /// The message may be acknowledged. Otherwise it must be delivered again.
  [[nodiscard]] bool acknowledge() const { return processed() || duplicate(); }
  /// The delivery counts against `max_attempts`. Where the store is down it does not: an outage of
  /// the store would send the whole backlog to the dead-letter topic.
  [[nodiscard]] bool is_attempt() const { return processing == Processing::effect_failed; }
};

template <typename Effect>
concept MessageEffect = requires(Effect effect, const Message& message) {
  { effect(message) } -> std::same_as<EffectOutcome>;
};

/// Not synchronised; consumers that share a store through their own connections are independent.
class IdempotentConsumer {
 public:
  /// `store` must outlive the consumer. `group`: the consumer group, part of the identity.
  IdempotentConsumer(DedupStore& store, std::string group)
      : store_(&store), group_(std::move(group)) {}

  /// Claims the message, applies the effect, records it. An exception of the effect releases the
  /// claim and passes on.
  template <MessageEffect Effect>
  IdempotentResult process(const Message& message, Instant now, Effect&& effect) {
    const Start start = begin(message, now);
    if (!start.claim) return start.refusal;
    EffectOutcome outcome = EffectOutcome::failed;
    try {
      outcome = effect(message);
    } catch (...) {
      store_->release(*start.claim);
      throw;
    }
    return finish(*start.claim, outcome, now);
  }

  /// The two halves of `process`, for effects that take time or end on another thread.
  struct Start {
    std::optional<DedupClaim> claim;  ///< apply the effect, then `finish`
    IdempotentResult refusal;         ///< the result where there is no claim
  };
  [[nodiscard]] Start begin(const Message& message, Instant now);
  IdempotentResult finish(const DedupClaim& claim, EffectOutcome outcome, Instant now);

 private:
  DedupStore* store_;
  std::string group_;
};

}  // namespace eventarch::components
