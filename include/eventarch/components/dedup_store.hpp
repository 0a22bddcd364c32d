#pragma once

/// Which messages a consumer group has processed. An entry is claimed before the effect and
/// committed with it, so that of two consumers with the same message one applies the effect.

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "eventarch/components/instant.hpp"

namespace eventarch::components {

/// Unique in the store. Each consumer group processes a message once for itself.
struct DedupKey {
  std::string group;
  std::string message_id;

  friend auto operator<=>(const DedupKey&, const DedupKey&) = default;
};

enum class ClaimOutcome : std::uint8_t {
  claimed,      ///< nobody has processed it: apply the effect, then commit
  duplicate,    ///< processed and committed before
  in_progress,  ///< somebody else holds the claim: wait for what becomes of it
  unavailable,  ///< the store cannot tell
};

/// The right to process a message. The token tells it from claims of the same key before and after.
struct DedupClaim {
  DedupKey key;
  std::uint64_t token = 0;
};

struct ClaimResult {
  ClaimOutcome outcome = ClaimOutcome::unavailable;
  std::uint64_t token = 0;  ///< where claimed
};

enum class CommitOutcome : std::uint8_t {
  committed,
  lost,         ///< the claim had run out, or somebody else took it over: nothing was recorded
  unavailable,  ///< no answer: it may be recorded
};

/// A database implements it best: `claim` opens a transaction and inserts the key into a table
/// where it is unique, the effect writes through the same transaction, `commit` commits both. Where
/// the effect lies outside the store (a mail, a call), a crash between effect and commit repeats it
/// once the claim has run out; nothing but an effect that is idempotent itself prevents that.
class DedupStore {
 public:
  virtual ~DedupStore() = default;

  virtual ClaimResult claim(const DedupKey& key, Instant now) = 0;
  virtual CommitOutcome commit(const DedupClaim& claim, Instant now) = 0;
  /// The effect was not applied: the next delivery may claim. Does nothing for a claim that is not
  /// held. May fail unnoticed: the claim then runs out by itself.
  virtual void release(const DedupClaim& claim) = 0;
};

/// From which way a message may come back, and after how long.
struct RedeliveryWays {
  std::chrono::nanoseconds retries{};     ///< from the first to the last attempt
  std::chrono::nanoseconds outage{};      ///< of a consumer, or of a relay that sends again
  std::chrono::nanoseconds drain{};       ///< until the backlog of the outage is gone
  std::chrono::nanoseconds replay{};      ///< how far back messages may be read again
  std::chrono::nanoseconds clock_skew{};  ///< by which either of two clocks may be off
};

/// The least time to live of an entry: max(replay, retries + outage + drain) + 2 * clock_skew, the
/// formula `redelivery_horizon` of `eventarch calculate`.
[[nodiscard]] std::chrono::nanoseconds redelivery_horizon(const RedeliveryWays& ways);

struct DedupOptions {
  /// How long a processed message is recognised, from its commit on: at least `redelivery_horizon`.
  /// A message that comes later is processed again. There is no default that is right.
  std::chrono::nanoseconds time_to_live{};
  /// How long a claim holds while its consumer says nothing: longer than the slowest processing, or
  /// two consumers apply the effect.
  std::chrono::nanoseconds claim_lease = std::chrono::minutes{5};
};

/// What is wrong with the options, in a sentence; empty where nothing is.
[[nodiscard]] std::string problem_with(const DedupOptions& options);

/// Lost with the process. Holds (rate of messages x time to live) entries. Not synchronised.
class InMemoryDedupStore final : public DedupStore {
 public:
  /// Requires: `problem_with(options)` is empty.
  explicit InMemoryDedupStore(const DedupOptions& options);

  /// Entries are known up to, and not at, the instant at which they run out.
  ClaimResult claim(const DedupKey& key, Instant now) override;
  CommitOutcome commit(const DedupClaim& claim, Instant now) override;
  void release(const DedupClaim& claim) override;

  /// Entries and claims that had not run out at the last call.
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::uint64_t token = 0;
    bool is_committed = false;
    Instant runs_out;
  };

  void forget_before(Instant now);
  Entry* find(const DedupClaim& claim);

  DedupOptions options_;
  std::uint64_t last_token_ = 0;
  std::map<DedupKey, Entry> entries_;
  std::set<std::pair<Instant, DedupKey>> by_end_;  ///< one for each entry
};

}  // namespace eventarch::components
