/// How many queues or shards the platform takes, beside how many the work asks for.

#include "eventarch/unit_limit.hpp"

#include <algorithm>
#include <cmath>

#include "sizing/stages.hpp"

namespace eventarch::sizing {
namespace {

constexpr double reviewed = 5000;

UnitLimit quorum_queues(const Layout& layout, const Sizing& sizing) {
  return {"quorum_queues", "queue", units_declared(layout, sizing), reviewed,
          "RabbitMQ documentation, quorum queues: no hard limit, a review is advised above about "
          "5,000"};
}

/// A design with too many queues is no better for having no copies of them, or streams instead.
UnitLimit classic_queues(const Layout& layout, const Sizing& sizing) {
  return {
      "classic_queues", "queue", units_declared(layout, sizing), reviewed,
      "estimate: no number of classic queues is published; planned like quorum queues, for which "
      "RabbitMQ's documentation advises a review above about 5,000"};
}

UnitLimit streams(const Layout& layout, const Sizing& sizing) {
  return {"streams", "stream", units_declared(layout, sizing), reviewed,
          "estimate: no number of streams is published; planned like quorum queues, for which "
          "RabbitMQ's documentation advises a review above about 5,000"};
}

/// Nobody sets the shards of an on-demand stream: its traffic asks for them.
UnitLimit on_demand_shards(const Layout& layout, const Sizing& sizing) {
  constexpr double at_first = 4;
  constexpr double grown_ahead = 2;
  const Traffic& traffic = sizing.traffic;
  const double by_traffic =
      std::max(traffic.peak.per_second / layout.number(FactKey::unit_message_rate),
               traffic.peak_bytes.per_second / layout.number(FactKey::unit_byte_rate));
  return {"on_demand_shards", "shard", as_number(sizing.partitions),
          std::max(at_first, std::ceil(grown_ahead * by_traffic)),
          "estimate: a new on-demand stream takes 4 MB/s, a grown one twice its peak, 1 MB/s and "
          "1,000 records a shard; AWS, Amazon Kinesis Data Streams, quotas and limits"};
}

using LimitOfUnits = UnitLimit (*)(const Layout&, const Sizing&);

/// Null where the mode has no such limit.
LimitOfUnits limit_of(const Layout& layout) {
  if (layout.broker.id == "rabbitmq") {
    if (layout.is_log()) return streams;
    return layout.fact(FactKey::replication).is(Word::replicated) ? quorum_queues : classic_queues;
  }
  const bool on_demand = layout.broker.id == "kinesis" && layout.mode.id == "on_demand";
  return on_demand ? on_demand_shards : nullptr;
}

}  // namespace

std::optional<UnitLimit> limit_of_units(const Layout& layout, const Sizing& sizing) {
  const LimitOfUnits limit = limit_of(layout);
  if (limit == nullptr) return std::nullopt;
  return limit(layout, sizing);
}

}  // namespace eventarch::sizing

namespace eventarch {

std::optional<UnitLimit> unit_limit(const EventContext& context, const Broker& broker,
                                    const Mode& mode) {
  const sizing::Layout layout{context, broker, mode};
  const auto limit = sizing::limit_of(layout);
  if (limit == nullptr) return std::nullopt;
  sizing::Ledger ledger(sizing::Account::numbers_only);
  Sizing units = sizing::sized_to_units(layout, ledger);
  units.partitions = layout.global() ? 1 : sizing::rounded_count(units.rounding);
  return limit(layout, units);
}

}  // namespace eventarch
