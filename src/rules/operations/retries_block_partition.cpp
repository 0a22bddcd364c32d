#include <fmt/format.h>

#include <algorithm>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule retries_block_partition_rule{
    .name = "retries_block_partition",
    .severity = Severity::warning,
    .summary = "The attempts at one message hold up its partition for longer than an outage",
    .rationale =
        "To keep the order, a failed message is tried again in its place, and everything behind it "
        "waits. A message that no attempt can process is then an outage of its partition, as long "
        "as all waits together.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "ordering: partition, delivery: at_least_once}, producers: [shop], consumers: [billing, "
        "search], decisions: {broker: kafka, max_attempts: 100}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "ordering: partition, delivery: at_least_once}, producers: [shop], consumers: [billing, "
        "search], decisions: {broker: kafka, max_attempts: 5}}",
    .source =
        "Confluent, Error Handling Patterns for Apache Kafka Applications; gRPC proposal A6, which "
        "caps attempts at 5",
};

/// The schedule of the design: waits of 1 s, doubled up to 60 s.
constexpr double first_wait = 1;
constexpr double longest_wait = 60;

double waits_in_all(std::uint64_t attempts) {
  // More are cut by the design.
  constexpr std::uint64_t most = 1000;
  double total = 0;
  double wait = first_wait;
  for (std::uint64_t attempt = 2; attempt <= std::min(attempts, most); ++attempt) {
    total += wait;
    wait = std::min(2 * wait, longest_wait);
  }
  return total;
}

/// A log hands out no single messages again: retries that keep the order are made in place.
bool retries_in_place(const RuleInput& input, const Candidate& chosen) {
  const Requirements& needed = input.context->requirements;
  return needed.ordering != Ordering::none && needed.delivery != Delivery::at_most_once &&
         chosen.mode->fact(FactKey::model).is(Word::log);
}

void check_retries_block_partition(const RuleInput& input, Findings& findings) {
  const auto& attempts = input.declaration.decisions.max_attempts;
  const Candidate* chosen = input.decision->winner();
  if (!attempts || chosen == nullptr || !retries_in_place(input, *chosen)) return;
  const double waits = waits_in_all(attempts->value.value);
  const Duration outage = input.context->workload.outage;
  if (waits <= outage.seconds()) return;
  auto& finding = findings.add(
      retries_block_partition_rule, attempts->where,
      fmt::format("{} attempts hold up everything behind one message for {}: the design is made "
                  "for an outage of {}",
                  attempts->value.value, notation::about(seconds(waits)),
                  notation::duration(outage)),
      "allow 3 to 10 attempts and set the message aside then (dead_letter_queue: true)");
  finding.label = "everything behind waits";
  finding.notes.push_back(
      fmt::format("waits of 1 s, doubled up to 60 s, before attempts 2 to {}: {} s in all",
                  attempts->value.value, notation::number(waits, 6)));
  add_cause(finding, input.declaration.workload.outage, "the outage that is planned for");
}

}  // namespace

extern const Check retries_block_partition;
constinit const Check retries_block_partition{&retries_block_partition_rule,
                                              check_retries_block_partition, Stage::decided};

}  // namespace eventarch::rules
