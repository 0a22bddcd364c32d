#include <fmt/format.h>

#include "eventarch/automatic_commit.hpp"
#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule commit_loses_messages_rule{
    .name = "commit_loses_messages",
    .severity = Severity::warning,
    .summary = "Messages count as consumed before they are processed",
    .rationale =
        "What a crash interrupts is not read again once its offset is committed or its message is "
        "acknowledged. An automatic commit does so where processing is handed over to other "
        "threads: Kafka's clients commit with a later poll, the clients of RabbitMQ streams and "
        "Azure Service Bus once the handler has returned. A broker without offsets has no such "
        "commit: what it hands out without waiting for an acknowledgement is lost with the "
        "consumer that holds it. Where exactly once rests on transactions they commit the "
        "offsets, and the decision is not followed.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{offset_commit: before_processing}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{offset_commit: after_processing}}",
    .source =
        "Apache Kafka documentation, design, message delivery semantics; RabbitMQ stream "
        "Java client, offset tracking",
};

/// What is said where a client commits what it has seen processed.
void add_automatic_commit(const RuleInput& input, bool by_handler, Findings& findings) {
  auto& finding = findings.add(
      commit_loses_messages_rule, input.declaration.decisions.offset_commit->where,
      by_handler ? "an automatic commit keeps what is processed before the handler returns, and "
                   "loses what was handed over to other threads"
                 : "an automatic commit keeps what is processed before the next poll, and loses "
                   "what was handed over to other threads",
      by_handler ? "use `after_processing`, or process in the thread of the handler"
                 : "use `after_processing`, or process in the thread that polls");
  finding.label = by_handler ? "committed after the handler" : "committed at the next poll";
  finding.severity = Severity::info;
}

/// Exactly once by transactions: a consumer has no commit of its own then.
bool transaction_commits(const RuleInput& input) {
  const Candidate* chosen = input.decision->winner();
  return chosen != nullptr && input.context->requirements.delivery == Delivery::exactly_once &&
         chosen->mode->fact(FactKey::exactly_once_scope).is(Word::cluster);
}

void add_commit_not_followed(const RuleInput& input, Findings& findings) {
  const auto& commit = input.declaration.decisions.offset_commit;
  auto& finding = findings.add(
      commit_loses_messages_rule, commit->where,
      fmt::format("`{}` is not followed: exactly_once is asked for, and the transaction commits "
                  "the offsets together with what was made of the messages",
                  name_of(commit->value)),
      "leave `decisions.offset_commit` out, or ask for `delivery: at_least_once` with idempotent "
      "consumers");
  finding.label = "not followed";
  add_cause(finding, input.declaration.requirements.delivery, "asked for here");
  finding.severity = Severity::info;
}

void check_commit_loses_messages(const RuleInput& input, Findings& findings) {
  const auto& commit = input.declaration.decisions.offset_commit;
  const auto& delivery = input.declaration.requirements.delivery;
  if (!commit || commit->value == OffsetCommit::after_processing) return;
  if (delivery && delivery->value == Delivery::at_most_once) return;
  if (transaction_commits(input)) {
    add_commit_not_followed(input, findings);
    return;
  }
  const Delivery wanted = delivery ? delivery->value : Delivery::at_least_once;
  if (commit->value == OffsetCommit::before_processing) {
    auto& finding = findings.add(
        commit_loses_messages_rule, commit->where,
        fmt::format("a message is committed before it is processed: a crash loses it, and "
                    "{} is asked for",
                    name_of(wanted)),
        "use `after_processing`");
    finding.label = "committed too early";
    add_cause(finding, delivery, "asked for here");
    return;
  }
  const Candidate* chosen = input.decision->winner();
  const AutomaticCommit automatic = chosen == nullptr
                                        ? AutomaticCommit::at_next_poll
                                        : automatic_commit_of(*chosen->broker, *chosen->mode);
  if (automatic == AutomaticCommit::absent) return;  // offset_commit_not_settable
  if (automatic == AutomaticCommit::at_hand_over) {
    auto& finding = findings.add(
        commit_loses_messages_rule, commit->where,
        fmt::format("{} has no offsets to commit: automatic means acknowledged before it is "
                    "processed, so a crash loses everything that the consumer has in hand, "
                    "and {} is asked for",
                    chosen->broker->name, name_of(wanted)),
        "use `after_processing`");
    finding.label = "committed too early";
    add_cause(finding, delivery, "asked for here");
    return;
  }
  add_automatic_commit(input, automatic == AutomaticCommit::after_handler, findings);
}

}  // namespace

extern const Check commit_loses_messages;
constinit const Check commit_loses_messages{&commit_loses_messages_rule,
                                            check_commit_loses_messages, Stage::decided};

}  // namespace eventarch::rules
