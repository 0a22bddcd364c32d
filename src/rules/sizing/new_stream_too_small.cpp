#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule new_stream_too_small_rule{
    .name = "new_stream_too_small",
    .severity = Severity::warning,
    .summary = "An on-demand stream is throttled on its first day",
    .rationale =
        "An on-demand stream of Amazon Kinesis begins with 4 MB/s and 4,000 records/s. It takes up "
        "to twice the peak of the last 30 days, and writes are throttled where the traffic more "
        "than "
        "doubles within 15 minutes. A system that starts, or is moved, with its full traffic meets "
        "this at once: producers retry, and events wait or are lost.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 20K msg/s, latency: 2 s}, "
        "workload: {message_size: 1.5 KB, peak_factor: 2}, decisions: {broker: kinesis}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s, latency: 2 s}, "
        "workload: {message_size: 1.5 KB, peak_factor: 2}, decisions: {broker: kinesis}}",
    .source =
        "AWS, Amazon Kinesis Data Streams: quotas and limits "
        "(docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html); choose the right "
        "mode to stream in (docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html)",
};

constexpr double first_bytes_per_second = 4e6;
constexpr double first_records_per_second = 4'000;

/// How many times over a load is what a new stream takes.
double times_over(MessageRate rate, ByteRate bytes) {
  return std::max(rate.per_second / first_records_per_second,
                  bytes.per_second / first_bytes_per_second);
}

/// Whether what the file states alone is more, without an assumed size or peak.
bool stated(const RuleInput& input) {
  const Workload& workload = input.context->workload;
  const Traffic& traffic = input.sizing->traffic;
  const MessageRate rate = workload.peak_declared ? traffic.peak : traffic.average;
  if (rate.per_second > first_records_per_second) return true;
  const ByteRate bytes = workload.peak_declared ? traffic.peak_bytes : traffic.average_bytes;
  return workload.size_declared && bytes.per_second > first_bytes_per_second;
}

void check_new_stream_too_small(const RuleInput& input, Findings& findings) {
  const Candidate* chosen = input.decision->winner();
  if (chosen == nullptr || chosen->broker->id != "kinesis" || chosen->mode->id != "on_demand") {
    return;
  }
  const Traffic& traffic = input.sizing->traffic;
  const double times = times_over(traffic.peak, traffic.peak_bytes);
  if (times <= 1) return;
  const bool by_bytes = traffic.peak_bytes.per_second / first_bytes_per_second >= times;
  const std::string peak =
      by_bytes ? notation::rate(traffic.peak_bytes) : notation::rate(traffic.peak);
  const std::string first = by_bytes ? notation::rate(ByteRate{first_bytes_per_second})
                                     : notation::rate(MessageRate{first_records_per_second});
  auto& finding = findings.add(
      new_stream_too_small_rule,
      place_of(input.declaration.requirements.throughput, input.declaration),
      fmt::format("a peak of {} is {} times the {} that a new on-demand stream takes", peak,
                  notation::number(times, 3), first),
      fmt::format(
          "create the stream provisioned with {} and switch it to on-demand afterwards (it "
          "keeps its shards), or warm it (WarmThroughputMiBps, in the On-demand Advantage "
          "mode), or raise the load in {} that at most double it, 15 minutes apart",
          notation::counted(input.sizing->partitions, "shard"),
          notation::counted(static_cast<std::uint64_t>(std::ceil(std::log2(times))), "step")));
  finding.label = "more than a new stream takes";
  finding.notes.push_back(fmt::format("{} / {} = {}", peak, first, notation::number(times, 3)));
  if (!stated(input)) finding.severity = Severity::info;
}

}  // namespace

extern const Check new_stream_too_small;
constinit const Check new_stream_too_small{&new_stream_too_small_rule, check_new_stream_too_small,
                                           Stage::sized};

}  // namespace eventarch::rules
