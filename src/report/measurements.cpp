#include "report/measurements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace eventarch::report {
namespace {

struct Method {
  std::string_view field;
  std::string_view how;  ///< what is measured, with what
};

/// One for each input whose sensitivity says that it can be measured.
constexpr std::array methods{
    Method{"capacity.partition_read",
           "bytes that one consumer reads from one full partition or queue and throws away, on "
           "your machines, by the performance test of the broker's tools"},
    Method{"capacity.partition_throughput",
           "messages of your size that one partition or queue takes before the latency climbs, on "
           "your machines, by the performance test of the broker's tools"},
    Method{"capacity.partition_write",
           "bytes that one partition takes before the latency climbs, on your machines and with "
           "your acknowledgements, by the performance test of the broker's tools"},
    Method{"requirements.retention",
           "how far back the consumers have ever had to read, by asking each team"},
    Method{"requirements.throughput",
           "messages in a week over its seconds, by counting the rows or requests that will become "
           "messages"},
    Method{"workload.compression_ratio",
           "a thousand real messages, as serialized, put through the codec in batches as producers "
           "send them: size before over size after"},
    Method{"workload.hot_key_share",
           "messages of the busiest key over all of them in a busy hour, by a count grouped by the "
           "key"},
    Method{"workload.message_size",
           "the mean size of a thousand real messages, as serialized and with headers, before "
           "compression"},
    Method{"workload.outage",
           "how long the consumers were down the last few times, from the log of incidents"},
    Method{"workload.peak_factor",
           "messages of the busiest minute of some weeks over their mean, by counting rows or "
           "requests for each minute"},
    Method{"workload.processing_time",
           "the mean from taking a message to confirming it, over a busy hour, by the histogram "
           "message_processing_duration_seconds or a timer around the handler"},
};
static_assert(std::ranges::is_sorted(methods, {}, &Method::field));

std::string_view how_to(std::string_view field) {
  const auto* found = std::ranges::find(methods, field, &Method::field);
  return found == methods.end() ? "" : found->how;
}

std::string assumed_text(const Advice& advice, std::string_view field) {
  const auto& all = advice.context->assumptions;
  const auto found = std::ranges::find(all, field, &Assumption::field);
  return found == all.end() ? "estimated by the catalogue" : "assumed " + found->value;
}

/// From which value on another broker wins; empty where the search found none.
std::string decision_text(const Decision& decision, std::string_view field) {
  const auto flip = std::ranges::find(decision.flips, field, &Flip::field);
  if (flip == decision.flips.end()) return {};
  if (flip->technology.empty()) {
    return fmt::format(". At {} nothing qualifies any more", flip->to);
  }
  return fmt::format(". At {} the choice becomes {}", flip->to, flip->technology);
}

}  // namespace

std::vector<Measurement> measurements(const Advice& advice) {
  constexpr std::size_t most = 3;
  std::vector<Measurement> all;
  for (const Sensitivity& one : advice.design->sizing.sensitivity) {
    if (one.measured || !one.measurable || all.size() == most) continue;
    const std::string_view how = how_to(one.field);
    all.push_back(
        {one.field, fmt::format("{}{}{}. {}{}", assumed_text(advice, one.field),
                                how.empty() ? "" : "; measure ", how, fmt::join(one.changes, "; "),
                                decision_text(*advice.decision, one.field))});
  }
  return all;
}

}  // namespace eventarch::report
