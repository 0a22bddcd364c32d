#include <fmt/format.h>

#include <array>

#include "assembly/check_unit.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

Verdict three_replicas(const Watched& watched) {
  const std::uint64_t replicas = watched.input.sizing.replication_factor;
  return {replicas == 3 || replicas == 5 ? satisfied : missing,
          fmt::format("{} of at most 5; the default is 1, and 2 or 4 survive no more than 1 or 3",
                      counted(replicas, "replica"))};
}

Verdict synced_to_disk(const Watched& watched) {
  if (watched.input.at_most_once()) {
    return {not_applicable, "delivery is at_most_once: nobody waits for disks"};
  }
  return {unknown,
          fmt::format("servers write to disk every 2 min by default; at {} that is {} "
                      "messages in memory alone, on every replica at once",
                      notation::rate(watched.input.sizing.traffic.average),
                      notation::number(watched.input.sizing.traffic.average.per_second * 120))};
}

Verdict redelivery_ends(const Watched& watched) {
  if (watched.input.at_most_once()) {
    return {not_applicable, "delivery is at_most_once: nothing is redelivered"};
  }
  return {unknown, fmt::format("a consumer redelivers for ever by default (max_deliver -1); this "
                               "design counts on {}",
                               counted(watched.input.max_attempts(), "attempt"))};
}

constexpr std::string_view jetstream = "https://docs.nats.io/nats-concepts/jetstream";

constexpr std::array nats_jetstream_check_list{
    CheckUnit{
        .name = "three_replicas",
        .item = "Streams have 3 replicas",
        .why = "A stream with one replica is lost with its server.",
        .remedy = "set num_replicas to 3 for every stream",
        .source = jetstream,
        .verdict = three_replicas,
    },
    CheckUnit{
        .name = "synced_to_disk",
        .item = "Servers write to disk in time",
        .why = "A confirmed message is in the memory of a majority until the next sync: power lost "
               "in all zones loses it.",
        .remedy =
            "set sync_interval: always where that must not happen, at the price of throughput",
        .source = jetstream,
        .verdict = synced_to_disk,
    },
    CheckUnit{
        .name = "redelivery_ends",
        .item = "Redelivery ends, and somebody hears of it",
        .why = "Without max_deliver a message that fails every time comes back for ever; with it, "
               "only an advisory tells that it was given up.",
        .remedy = "set max_deliver, and subscribe to $JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>",
        .source = "https://docs.nats.io/nats-concepts/jetstream/consumers",
        .verdict = redelivery_ends,
    },
};

}  // namespace

extern const std::span<const CheckUnit> nats_jetstream_checks;
constinit const std::span<const CheckUnit> nats_jetstream_checks{nats_jetstream_check_list};

}  // namespace eventarch::assembly
