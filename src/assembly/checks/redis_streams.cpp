#include <fmt/format.h>

#include <array>

#include "assembly/check_unit.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

Verdict written_to_disk(const Watched& watched) {
  if (watched.input.at_most_once()) {
    return {not_applicable, "delivery is at_most_once: a lost message is acceptable"};
  }
  return {unknown,
          fmt::format("copies are asynchronous; with appendfsync everysec a crash loses up "
                      "to a second, {} at the average rate",
                      notation::counted_number(watched.input.sizing.traffic.average.per_second,
                                               "message"))};
}

Verdict trimmed(const Watched& watched) {
  const double kept = watched.input.sizing.traffic.average.per_second *
                      watched.input.context.requirements.retention.seconds();
  return {unknown, fmt::format("streams know no retention by time: {} of messages are about {} of "
                               "them, all in memory",
                               notation::duration(watched.input.context.requirements.retention),
                               notation::number(kept))};
}

constexpr std::string_view streams = "https://redis.io/docs/latest/develop/data-types/streams/";

constexpr std::array redis_streams_check_list{
    CheckUnit{
        .name = "append_only_file_on",
        .item = "Append-only file on",
        .why = "Without it a restart loses what came since the last snapshot, acknowledged or not.",
        .remedy = "set appendonly yes and appendfsync always, at the price of throughput",
        .source = "https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/",
        .verdict = written_to_disk,
    },
    CheckUnit{
        .name = "streams_trimmed",
        .item = "Streams are trimmed",
        .why = "A stream that nobody trims grows until the memory is full.",
        .remedy = "add with MINID or MAXLEN, so that what is older than the retention goes",
        .source = streams,
        .verdict = trimmed,
    },
};

}  // namespace

extern const std::span<const CheckUnit> redis_streams_checks;
constinit const std::span<const CheckUnit> redis_streams_checks{redis_streams_check_list};

}  // namespace eventarch::assembly
