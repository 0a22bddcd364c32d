#include <fmt/format.h>

#include "eventarch/automatic_commit.hpp"
#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule commit_repeats_messages_rule{
    .name = "commit_repeats_messages",
    .severity = Severity::warning,
    .summary = "Messages that must not be processed twice are committed after processing",
    .rationale =
        "A consumer that crashes between the processing of a message and its commit gets the "
        "message again; an automatic commit of Kafka's clients or of a client with a handler comes "
        "later still. At most once means to commit first, and to lose what a crash interrupts.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_most_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{offset_commit: after_processing}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_most_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{offset_commit: before_processing}}",
    .source = "Apache Kafka documentation, design, message delivery semantics",
};

/// Whether a message counts as consumed only after somebody may have processed it.
bool commits_late(const RuleInput& input, OffsetCommit commit) {
  if (commit != OffsetCommit::automatic) return commit == OffsetCommit::after_processing;
  const Candidate* chosen = input.decision->winner();
  if (chosen == nullptr) return false;
  const AutomaticCommit automatic = automatic_commit_of(*chosen->broker, *chosen->mode);
  return automatic == AutomaticCommit::at_next_poll || automatic == AutomaticCommit::after_handler;
}

void check_commit_repeats_messages(const RuleInput& input, Findings& findings) {
  const auto& commit = input.declaration.decisions.offset_commit;
  const auto& delivery = input.declaration.requirements.delivery;
  if (!delivery || delivery->value != Delivery::at_most_once) return;
  if (!commit || !commits_late(input, commit->value)) return;
  auto& finding =
      findings.add(commit_repeats_messages_rule, commit->where,
                   fmt::format("a message is committed {}after it is processed: a "
                               "crash between the two processes it again, and "
                               "at_most_once is asked for",
                               commit->value == OffsetCommit::automatic ? "by itself " : ""),
                   "use `before_processing`, or `delivery: at_least_once` with "
                   "idempotent consumers where repetition does no harm");
  finding.label = "repeats after a crash";
  finding.related.push_back({delivery->where, "asked for here"});
}

}  // namespace

extern const Check commit_repeats_messages;
constinit const Check commit_repeats_messages{&commit_repeats_messages_rule,
                                              check_commit_repeats_messages, Stage::decided};

}  // namespace eventarch::rules
