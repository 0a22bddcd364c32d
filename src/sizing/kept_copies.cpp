#include "sizing/kept_copies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "formulas/arithmetic.hpp"
#include "support/notation.hpp"

namespace eventarch::sizing {
namespace {

/// A difference below does not show.
constexpr double noticed = 0.01;

/// Of the largest topic or queue alone, as a share of all that is stored. Commands are half of what
/// flows beside the events, and replies the other half.
double largest_flow(const Layout& layout, const Sizing& sizing) {
  const double events = sizing.traffic.average_bytes.per_second;
  const double further = sizing.further.average_bytes.per_second;
  const double groups =
      layout.queues_for_each_group() ? as_number(layout.context.consumers.size()) : 1;
  const double all = events * groups + further;
  return all > 0 ? std::max(events, further / 2) / all : 1;
}

/// What the file states, and at least that of one key in so many as it states: where these are very
/// many, one does not show. 0 where keys decide on no partition.
double share_of_one_key(const Layout& layout, double partitions) {
  const bool placed = layout.context.requirements.ordering == Ordering::partition;
  if (!placed || partitions == 1) return 0;
  const auto& share = layout.context.workload.hot_key_share;
  const auto& keys = layout.context.workload.distinct_keys;
  const double stated = share ? share->value : 0;
  const double count = keys ? as_number(keys->value) : 0;
  const bool few = count > 0 && count < partitions / noticed;
  return few ? std::max(stated, 1 / count) : stated;
}

std::string show(double bytes) { return notation::size(ByteSize{bytes}); }
std::string show_whole(double count) { return notation::number(count, 15); }

bool uneven(const KeptCopies& kept) { return kept.largest() > (1 + noticed) * kept.other(); }

/// "of 2.9 TB and, with the busiest key, 14.5 TB"
std::string sizes(const KeptCopies& kept) {
  std::string other = "of " + show(kept.other());
  if (kept.together > 1) {
    other += " in " + notation::counted_number(kept.together, kept.flow) + " together";
  }
  if (!uneven(kept)) return other;
  return fmt::format("{} and, with the busiest key, {}", other, show(kept.largest()));
}

/// Some are on the brokers of the busiest key, the rest on others.
std::string two_kinds(const KeptCopies& kept, const RoomForCopies& brokers, double with_hot) {
  const double fit = formulas::fitting(brokers.room, kept.other(), kept.partitions - 1);
  std::string text =
      fmt::format("{} of {} with the busiest key", notation::counted_number(kept.copies, "copy"),
                  show(kept.largest()));
  if (kept.largest() > brokers.room) {
    text += fmt::format(", which need larger {}, of {}", brokers.holds,
                        show(kept.largest() / brokers.utilization));
  } else if (with_hot > 1) {
    text += fmt::format(" and {} more beside each", show_whole(with_hot - 1));
  }
  return fmt::format("{}; the others of {}, {} to each {}: {} + ceil({} / {})", text,
                     show(kept.other()), show_whole(fit), show(brokers.room),
                     show_whole(kept.copies),
                     show_whole((kept.partitions - with_hot) * kept.copies), show_whole(fit));
}

}  // namespace

std::string dealt_out(const KeptCopies& kept, const RoomForCopies& brokers) {
  if (kept.other() > brokers.room) {
    return fmt::format("{} {}, which need larger {}, of {}{}",
                       notation::counted_number(kept.count(), "copy"), sizes(kept), brokers.holds,
                       uneven(kept) ? "up to " : "", show(kept.largest() / brokers.utilization));
  }
  const double hot = kept.stored * kept.hot_key_share;
  const double with_hot = formulas::fitting(brokers.room - hot, kept.other(), kept.count());
  const double fit = formulas::fitting(brokers.room, kept.other(), kept.count());
  const bool alike = kept.partitions <= with_hot || with_hot == fit;
  if (!alike || kept.largest() > brokers.room) return two_kinds(kept, brokers, with_hot);
  const double each = std::ceil(kept.count() / brokers.brokers);
  return fmt::format("copies {}, {} to each {}: ceil({} / {})", sizes(kept), show_whole(each),
                     show(brokers.room), show_whole(kept.count()), show_whole(each));
}

KeptCopies kept_copies(const Layout& layout, const Sizing& sizing, double room) {
  const double partitions = as_number(std::max<std::uint64_t>(sizing.partitions, 1));
  KeptCopies kept{.stored = sizing.storage.per_replica.bytes,
                  .slack = sizing.storage.segment_slack.bytes,
                  .partitions = partitions,
                  .copies = as_number(std::max<std::uint64_t>(sizing.replication_factor, 1)),
                  .hot_key_share = share_of_one_key(layout, partitions),
                  .together = units_laid_out(layout, sizing) / partitions,
                  .flow = layout.queues_for_each_group() ? "queue" : "topic"};
  if (kept.together == 1 || kept.other() <= room) return kept;
  kept.stored *= largest_flow(layout, sizing);
  kept.slack /= kept.together;
  kept.copies *= kept.together;
  kept.together = 1;
  return kept;
}

}  // namespace eventarch::sizing
