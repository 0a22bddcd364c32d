#pragma once

/// What brokers keep, in whole copies of partitions: each lies on one broker, however large it is.

#include <string>
#include <string_view>

#include "sizing/stages.hpp"

namespace eventarch::sizing {

/// Pieces that are dealt out to brokers one by one: `partitions`, each with its copies.
struct KeptCopies {
  double stored;          ///< bytes of one copy of all partitions
  double slack;           ///< of the same copy: segments that are not yet deleted
  double partitions;      ///< at least 1
  double copies;          ///< of each: replication factor, times topics that are counted apart
  double hot_key_share;   ///< of `stored`, all of it in one partition; 0 where keys place nothing
  double together;        ///< topics, or queues of groups, that are counted as one
  std::string_view flow;  ///< topic or queue

  [[nodiscard]] double count() const { return partitions * copies; }
  /// Bytes of a copy without the busiest key.
  [[nodiscard]] double other() const { return (stored * (1 - hot_key_share) + slack) / partitions; }
  [[nodiscard]] double largest() const { return stored * hot_key_share + other(); }
};

/// Whole copies for brokers that may fill `room` bytes each. Topics have as many partitions each,
/// and spread alike: a partition of every topic, or a queue of every group, is counted as one
/// piece. Where such a piece does not fit, all are counted apart, and as large as those of the
/// largest topic. Requires: the storage of `sizing` is known.
[[nodiscard]] KeptCopies kept_copies(const Layout& layout, const Sizing& sizing, double room);

/// What brokers have for them.
struct RoomForCopies {
  double room;             ///< bytes that one may fill
  double utilization;      ///< share of its capacity that this is
  double brokers;          ///< that formulas::brokers_for_storage asks for
  std::string_view holds;  ///< what it is of: disks or nodes
};

/// "copies of 2.305 TB, 1 to each 2.8 TB: ceil(18 / 1)"; ends with a calculation of the brokers
/// unless each copy has one of its own.
[[nodiscard]] std::string dealt_out(const KeptCopies& kept, const RoomForCopies& brokers);

}  // namespace eventarch::sizing
