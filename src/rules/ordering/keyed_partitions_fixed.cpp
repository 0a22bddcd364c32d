#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "rules/strain.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule keyed_partitions_fixed_rule{
    .name = "keyed_partitions_fixed",
    .severity = Severity::info,
    .summary = "Order by key ties the design to its number of partitions",
    .rationale =
        "The hash of a key, taken modulo the number of partitions, says where the key goes. One "
        "partition more sends keys elsewhere while their older messages stay where they are, so "
        "that their order is lost; and partitions cannot be removed.",
    .flagged =
        "event_context: {use_case: event_sourcing, requirements: {throughput: 20 msg/s, ordering: "
        "partition, retention: 520 weeks}, decisions: {broker: kafka}}",
    .accepted =
        "event_context: {use_case: event_sourcing, requirements: {throughput: 20 msg/s, ordering: "
        "partition, retention: 520 weeks}, workload: {growth_factor: 2}, decisions: {broker: "
        "kafka}}",
    .source = "Apache Kafka documentation, operations, modifying topics; Apache Pulsar, partitions",
};

/// Units that a key is mapped to by their number. Shards are not among them: they hold ranges of
/// the hash and are split and merged as a matter of course.
bool counts_units(const Fact& unit) { return unit.is(Word::partition) || unit.is(Word::stream); }

/// Where the file itself asks for order by key, or names a key: an assumed order is not relied on.
std::optional<SourceSpan> place_of_order(const Declaration& file) {
  if (file.requirements.ordering) return file.requirements.ordering->where;
  for (const MessageType& message : file.messages) {
    if (message.key) return message.key->where;
  }
  return std::nullopt;
}

void add_pinned_too_few(const RuleInput& input, const Given<Factor>& growth, Findings& findings) {
  const Sizing& sizing = *input.sizing;
  auto& finding = findings.add(
      keyed_partitions_fixed_rule,
      place_of(input.declaration.decisions.partitions, input.declaration),
      fmt::format("{} {} pinned and {} are needed with the planned growth by {}: with those added "
                  "later keys go elsewhere",
                  notation::counted(sizing.partitions, sizing.unit),
                  sizing.partitions == 1 ? "is" : "are",
                  notation::number(static_cast<double>(sizing.rounding.raw), 15),
                  notation::number(growth.value.value)),
      fmt::format("pin what the growth needs from the start (`decisions.partitions: {}`), or leave "
                  "it out",
                  sizing.rounding.raw));
  finding.label = "too few once it has grown";
  finding.notes.push_back(fmt::format("{} - {} = {} would have to be added", sizing.rounding.raw,
                                      sizing.partitions, sizing.rounding.raw - sizing.partitions));
  finding.severity = Severity::warning;
  finding.related.push_back({growth.where, "the growth that is planned"});
}

void add_no_growth(const RuleInput& input, SourceSpan where, Findings& findings) {
  const Sizing& sizing = *input.sizing;
  const bool shrinks = sizing.unit != "partition";
  auto& finding = findings.add(
      keyed_partitions_fixed_rule, std::move(where),
      fmt::format("order by key ties the design to its {}, with no growth planned in: with more of "
                  "them keys go elsewhere, while their history stays where it was written{}",
                  notation::counted(sizing.partitions, sizing.unit),
                  shrinks ? "" : ", and fewer are not possible"),
      "state what the traffic grows to (`workload.growth_factor: 2`, or 1 where it does not): the "
      "number is then made to last");
  finding.label = "fixes the number";
}

void check_keyed_partitions_fixed(const RuleInput& input, Findings& findings) {
  const Candidate* chosen = input.decision->winner();
  const auto where = place_of_order(input.declaration);
  if (chosen == nullptr || !where) return;
  const bool keyed = input.context->requirements.ordering == Ordering::partition;
  if (!keyed || !counts_units(chosen->mode->fact(FactKey::unit))) return;
  const auto& growth = input.declaration.workload.growth_factor;
  const Sizing& sizing = *input.sizing;
  if (!growth) {
    // What is not read again has little reason ever to change the number.
    if (input.context->needs_replay()) add_no_growth(input, *where, findings);
    return;
  }
  const bool too_few = sizing.partitions_pinned && sizing.rounding.raw > sizing.partitions;
  // Where they are too few today already, a rule about the load says so.
  if (growth->value.value > 1 && too_few && strain_of(input) == Strain::none) {
    add_pinned_too_few(input, *growth, findings);
  }
}

}  // namespace

extern const Check keyed_partitions_fixed;
constinit const Check keyed_partitions_fixed{&keyed_partitions_fixed_rule,
                                             check_keyed_partitions_fixed, Stage::sized};

}  // namespace eventarch::rules
