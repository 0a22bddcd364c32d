#pragma once

/// Limits of a broker on how many queues or shards a design may have: the same count that the
/// design is sized with, for who chooses the broker.

#include <optional>
#include <string_view>

#include "eventarch/catalogue.hpp"
#include "eventarch/context.hpp"

namespace eventarch {

struct UnitLimit {
  /// As in Sizing::limits: quorum_queues | classic_queues | streams | on_demand_shards.
  std::string_view name;
  std::string_view unit;  ///< queue | stream | shard
  double needed = 0;      ///< of the design as it is sized for the context, > 0
  double limit = 0;       ///< > 0
  std::string_view source;

  [[nodiscard]] bool holds() const { return needed <= limit; }
};

/// Empty where the mode has no such limit. The count that the work asks for, whatever
/// `decisions.partitions` says. Assumed figures count as they do in the sizes. Pure.
[[nodiscard]] std::optional<UnitLimit> unit_limit(const EventContext& context, const Broker& broker,
                                                  const Mode& mode);

}  // namespace eventarch
