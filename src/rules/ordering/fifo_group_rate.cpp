#include <fmt/format.h>

#include <optional>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule fifo_group_rate_rule{
    .name = "fifo_group_rate",
    .severity = Severity::info,
    .summary = "A FIFO message group carries this rate in batches only",
    .rationale =
        "A FIFO queue limits calls, not messages: 300 calls/s of each kind for one message group. "
        "Ten messages in a call give ten times as much; a producer that sends one by one is "
        "throttled at a tenth of the rate that the design counts on.",
    .flagged =
        "event_context: {use_case: saga, requirements: {throughput: 400 msg/s, latency: 2 s, "
        "ordering: global}, workload: {peak_factor: 1, processing_time: 1 ms}, constraints: "
        "{allowed_brokers: [sqs]}}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 100 msg/s, latency: 2 s, "
        "ordering: global}, workload: {peak_factor: 1, processing_time: 1 ms}, constraints: "
        "{allowed_brokers: [sqs]}}",
    .source = "AWS, Amazon SQS message quotas and high throughput for FIFO queues",
};

/// The most messages that one call sends, receives or deletes. The catalogue's rates count on it.
constexpr double batch_most = 10;

/// What one message group must carry at the peak.
struct Load {
  MessageRate rate;
  std::string_view of;
  SourceSpan where;
};

std::optional<Load> busiest_group(const RuleInput& input) {
  const Declaration& file = input.declaration;
  const MessageRate peak = input.context->peak_rate();
  const Ordering ordering = input.context->requirements.ordering;
  if (ordering == Ordering::global) {
    return Load{peak, "the flow", place_of(file.requirements.ordering, file)};
  }
  const auto& share = file.workload.hot_key_share;
  if (!share || ordering != Ordering::partition) return std::nullopt;
  return Load{{peak.per_second * share->value.value}, "the busiest key", share->where};
}

void check_fifo_group_rate(const RuleInput& input, Findings& findings) {
  const Candidate* chosen = input.decision->winner();
  if (chosen == nullptr || !chosen->mode->fact(FactKey::unit).is(Word::message_group)) return;
  const auto load = busiest_group(input);
  const MessageRate limit{chosen->mode->number(FactKey::unit_message_rate)};
  const double calls = limit.per_second / batch_most;
  if (!load || load->rate.per_second <= calls) return;
  const std::string brings = fmt::format("at the peak {} brings {} to one message group", load->of,
                                         notation::rate(load->rate));
  if (load->rate <= limit) {
    auto& finding = findings.add(
        fifo_group_rate_rule, load->where,
        fmt::format("{}, which takes {} calls/s of each kind: batches of {} or more are "
                    "needed",
                    brings, notation::number(calls),
                    notation::guarded_ceil(load->rate.per_second / calls)),
        "send, receive and delete in batches of 10, as the design's settings do; for one "
        "group only the messages of that group in a batch count");
    finding.label = "one message group";
    finding.notes.push_back(fmt::format("{} / {} calls/s = {} messages a call",
                                        notation::rate(load->rate), notation::number(calls),
                                        notation::number(load->rate.per_second / calls)));
    return;
  }
  // Where the whole flow is too much, a hard constraint or peak_beyond_limit says so.
  const bool global = input.context->requirements.ordering == Ordering::global;
  if (global || !chosen->eligible()) return;
  auto& finding = findings.add(
      fifo_group_rate_rule, load->where,
      fmt::format("{}, which carries {} in full batches", brings, notation::rate(limit)),
      "split the key (order within the parts), or choose a broker without this limit");
  finding.label = "one message group";
  finding.notes.push_back(fmt::format("{} calls/s x {} messages = {}", notation::number(calls),
                                      notation::number(batch_most), notation::rate(limit)));
  finding.severity = Severity::warning;
}

}  // namespace

extern const Check fifo_group_rate;
constinit const Check fifo_group_rate{&fifo_group_rate_rule, check_fifo_group_rate, Stage::decided};

}  // namespace eventarch::rules
