#include <fmt/format.h>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule message_near_limit_rule{
    .name = "message_near_limit",
    .severity = Severity::warning,
    .summary = "Messages come near the largest that the choice takes",
    .rationale =
        "The size that is stated is a mean, and the limit holds for the largest: one message "
        "beyond "
        "it is refused. Key, headers, encoding and mostly the whole batch count too, and a broker "
        "that moves large messages moves fewer of them.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {throughput: 10 msg/s, latency: 2 s}, "
        "workload: {message_size: 600 KB}, decisions: {broker: sqs}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {throughput: 10 msg/s, latency: 2 s}, "
        "workload: {message_size: 20 KB}, decisions: {broker: sqs}}",
    .source = "Hohpe and Woolf, Enterprise Integration Patterns: claim check",
};

constexpr double worth_knowing = 0.25;
constexpr double share_near_size_limit = 0.5;

void check_message_near_limit(const RuleInput& input, Findings& findings) {
  const auto& size = input.declaration.workload.message_size;
  const Candidate* chosen = input.decision->winner();
  if (!size || chosen == nullptr) return;
  const ByteSize installed{chosen->mode->number(FactKey::message_size_default)};
  const bool fixed = installed.bytes >= chosen->mode->number(FactKey::message_size_max);
  const double share = size->value.bytes / installed.bytes;
  // message_over_default speaks of more; beyond what settings allow nothing qualifies, and a pinned
  // broker is found unfit.
  if (share <= worth_knowing || share > 1) return;
  // The longest mean that is no finding.
  const ByteSize small_enough{installed.bytes * worth_knowing};
  auto& finding = findings.add(
      message_near_limit_rule, size->where,
      fmt::format("{} on average are {} of the {} that {} takes as one message{}",
                  notation::size(size->value), notation::percent(share), notation::size(installed),
                  chosen->display_name(), fixed ? "" : " unless a setting is raised"),
      fmt::format(
          "keep payloads from {} on in an object store and send their address (claim check; "
          "`workload.message_size: 1 KB`), or check the largest message{}",
          notation::size(small_enough), fixed ? " against the limit" : " and raise the setting"));
  finding.label = "near the limit";
  finding.notes.push_back(fmt::format("{} / {} = {}", notation::size(size->value),
                                      notation::size(installed), notation::percent(share)));
  if (share < share_near_size_limit) finding.severity = Severity::info;
}

}  // namespace

extern const Check message_near_limit;
constinit const Check message_near_limit{&message_near_limit_rule, check_message_near_limit,
                                         Stage::decided};

}  // namespace eventarch::rules
