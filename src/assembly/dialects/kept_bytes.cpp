#include "assembly/dialects/kept_bytes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "support/notation.hpp"

namespace eventarch::assembly {

std::optional<KeptBytes> kept_bytes(const DesignInput& input, ByteSize segment) {
  const Sizing& sizing = input.sizing;
  const auto partitions = static_cast<double>(std::max<std::uint64_t>(sizing.partitions, 1));
  const auto copies = static_cast<double>(std::max<std::uint64_t>(sizing.replication_factor, 1));
  const double all =
      sizing.traffic.average_bytes.per_second + sizing.further.average_bytes.per_second;
  const double events =
      all > 0 ? sizing.storage.per_replica.bytes * sizing.traffic.average_bytes.per_second / all
              : 0;
  const auto& hot_key = input.context.workload.hot_key_share;
  const double hot = hot_key ? hot_key->value : 0;
  KeptBytes kept;
  kept.fullest = events * (hot + (1 - hot) / partitions);
  kept.most = std::ceil(kept.fullest * kept_spare);
  const double others = sizing.storage.per_replica.bytes - events;
  kept.on_disks = copies * (partitions * (kept.most + segment.bytes) + others);
  if (kept.most < 1 || kept.on_disks > sizing.storage.provisioned.bytes) return std::nullopt;
  return kept;
}

std::string kept_arithmetic(const DesignInput& input, const KeptBytes& kept) {
  const std::string_view holder = input.sizing.partitions == 1           ? "the partition"
                                  : input.context.workload.hot_key_share ? "the fullest partition"
                                                                         : "each partition";
  return fmt::format("{} x the {} that {} holds in {}", notation::number(kept_spare),
                     notation::size(ByteSize{kept.fullest}), holder,
                     notation::duration(input.context.requirements.retention));
}

}  // namespace eventarch::assembly
