#include <fmt/format.h>

#include <array>

#include "assembly/check_unit.hpp"

namespace eventarch::assembly {
namespace {

Verdict odd_factor(const Watched& watched) {
  const std::uint64_t factor = watched.input.sizing.replication_factor;
  return {factor % 2 == 1 && factor >= 3 ? satisfied : missing,
          fmt::format("replication factor {}; default_topic_replications is 1, and it must be odd",
                      factor)};
}

Verdict writes_reach_disks(const Watched& watched) {
  if (watched.input.at_most_once()) {
    return {not_applicable, "delivery is at_most_once: nobody waits for disks"};
  }
  return {unknown,
          "acks=all waits for a majority's disks unless write caching is on "
          "(write_caching_default, off by default)"};
}

constexpr std::string_view topic_properties =
    "https://docs.redpanda.com/current/reference/properties/topic-properties/";

constexpr std::array redpanda_check_list{
    CheckUnit{
        .name = "odd_replication_factor",
        .item = "Odd replication factor, set per topic",
        .why = "Topics that nobody gives a factor get one copy, which is lost with its broker.",
        .remedy = "create the topics with replication.factor 3",
        .source = topic_properties,
        .verdict = odd_factor,
    },
    CheckUnit{
        .name = "write_caching_off",
        .item = "Write caching off",
        .why =
            "With write caching a confirmed message is in the memory of a majority, and a loss of "
            "power in all zones loses it.",
        .remedy = "keep write.caching off for the topics of this design",
        .source = "https://docs.redpanda.com/current/develop/config-topics/",
        .verdict = writes_reach_disks,
    },
};

}  // namespace

extern const std::span<const CheckUnit> redpanda_checks;
constinit const std::span<const CheckUnit> redpanda_checks{redpanda_check_list};

}  // namespace eventarch::assembly
