#include <fmt/format.h>

#include <string>

#include "rules/rule.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule message_over_default_rule{
    .name = "message_over_default",
    .severity = Severity::warning,
    .summary = "Messages are larger than the broker takes as it is installed",
    .rationale =
        "A limit that can be raised is refused until it is, in every place that has one: topic, "
        "broker, producer, consumer. Raised limits cost memory for each connection and copy, and "
        "hold up the small messages behind a large one. The usual way is to keep the payload in an "
        "object store and to send its address.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {throughput: 10 msg/s, latency: 5 s, "
        "ordering: none}, workload: {message_size: 20 MB, peak_factor: 1}, decisions: {broker: "
        "rabbitmq}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {throughput: 10 msg/s, latency: 5 s, "
        "ordering: none}, workload: {message_size: 1 KB, peak_factor: 1}, decisions: {broker: "
        "rabbitmq}}",
    .source =
        "the facts `message_size_default` and `message_size_max` of the catalogue; Hohpe and "
        "Woolf, "
        "Enterprise Integration Patterns: claim check",
};

std::string most_text(const Fact& most) {
  if (most.unlimited()) return "more is possible";
  return fmt::format("{} at most", notation::size(ByteSize{most.number.value_or(0)}));
}

void check_message_over_default(const RuleInput& input, Findings& findings) {
  const auto& size = input.declaration.workload.message_size;
  const Candidate* chosen = input.decision->winner();
  if (!size || chosen == nullptr) return;
  const Fact& installed = chosen->mode->fact(FactKey::message_size_default);
  const Fact& most = chosen->mode->fact(FactKey::message_size_max);
  const ByteSize limit{installed.number.value_or(0)};
  // Beyond what settings allow nothing qualifies, and a pinned broker is found unfit.
  if (size->value <= limit || size->value.bytes > chosen->mode->number(FactKey::message_size_max)) {
    return;
  }
  const double times = size->value.bytes / limit.bytes;
  auto& finding = findings.add(
      message_over_default_rule, size->where,
      fmt::format("{} on average are more than the {} that {} takes as installed ({})",
                  notation::size(size->value), notation::size(limit), chosen->display_name(),
                  text::without_full_stop(installed.conditions)),
      fmt::format("keep the payload in an object store and send its address (claim check; "
                  "`workload.message_size: 1 KB`), or raise the limit as the design's settings do "
                  "({})",
                  most_text(most)));
  finding.label = "over the default";
  finding.notes.push_back(fmt::format("{} / {} = {} times as much", notation::size(size->value),
                                      notation::size(limit), notation::number(times, 3)));
  add_cause(finding, input.declaration.decisions.broker, "the broker");
}

}  // namespace

extern const Check message_over_default;
constinit const Check message_over_default{&message_over_default_rule, check_message_over_default,
                                           Stage::decided};

}  // namespace eventarch::rules
