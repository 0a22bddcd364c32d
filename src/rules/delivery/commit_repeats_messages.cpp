#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule commit_repeats_messages_rule{
    .name = "commit_repeats_messages",
    .severity = Severity::warning,
    .summary = "Messages that must not be processed twice are committed after processing",
    .rationale =
        "A consumer that crashes between the processing of a message and its commit gets the "
        "message again. At most once means to commit first, and to lose what a crash interrupts. "
        "An automatic commit of a log comes with the next poll, when the messages of the last one "
        "are processed: it repeats them as well. A broker without offsets takes it for an "
        "acknowledgement at the hand-over, which repeats nothing.",
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

/// A log commits what it handed out at the poll after; so do the share groups of Kafka.
bool commits_at_next_poll(const RuleInput& input) {
  const Candidate* chosen = input.decision->winner();
  return chosen == nullptr || chosen->broker->id == "kafka" ||
         chosen->mode->fact(FactKey::model).is(Word::log);
}

void check_commit_repeats_messages(const RuleInput& input, Findings& findings) {
  const auto& commit = input.declaration.decisions.offset_commit;
  const auto& delivery = input.declaration.requirements.delivery;
  if (!commit || commit->value == OffsetCommit::before_processing) return;
  if (!delivery || delivery->value != Delivery::at_most_once) return;
  const bool automatic = commit->value == OffsetCommit::automatic;
  if (automatic && !commits_at_next_poll(input)) return;
  auto& finding = findings.add(
      commit_repeats_messages_rule, commit->where,
      automatic ? "an automatic commit comes with the next poll, after messages are processed: a "
                  "crash before it processes them again, and at_most_once is asked for"
                : "a message is committed after it is processed: a crash between the two processes "
                  "it again, and at_most_once is asked for",
      "use `before_processing`, or `delivery: at_least_once` with idempotent consumers where "
      "repetition does no harm");
  finding.label = "repeats after a crash";
  finding.related.push_back({delivery->where, "asked for here"});
}

}  // namespace

extern const Check commit_repeats_messages;
constinit const Check commit_repeats_messages{&commit_repeats_messages_rule,
                                              check_commit_repeats_messages, Stage::decided};

}  // namespace eventarch::rules
