#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule rule{
    .name = "keyed_partitions_fixed",
    .severity = Severity::info,
    .summary = "Order by key ties the design to its number of partitions",
    .rationale =
        "The hash of a key, taken modulo the number of partitions, says where the key goes. One "
        "partition more sends keys elsewhere while their older messages stay where they are, so "
        "that their order is lost; and partitions cannot be removed.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {ordering: partition}, workload: "
        "{growth_factor: 4}, decisions: {broker: kafka}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {ordering: none}, workload: "
        "{growth_factor: 4}, decisions: {broker: kafka}}",
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

std::string count_text(std::uint64_t count) {
  return notation::number(static_cast<double>(count), 15);
}

void add_pinned_too_few(const RuleInput& input, const Given<Factor>& growth, Findings& findings) {
  const Sizing& sizing = *input.sizing;
  auto& finding = findings.add(
      rule, place_of(input.declaration.decisions.partitions, input.declaration),
      fmt::format("{} {}s are pinned and {} are needed with the planned growth by {}: with those "
                  "added later keys go elsewhere",
                  count_text(sizing.partitions), sizing.unit, count_text(sizing.rounding.raw),
                  notation::number(growth.value.value)),
      "leave decisions.partitions out, or pin what the growth needs from the start");
  finding.label = "too few once it has grown";
  finding.notes.push_back(fmt::format("{} - {} = {} would have to be added", sizing.rounding.raw,
                                      sizing.partitions, sizing.rounding.raw - sizing.partitions));
  finding.severity = Severity::warning;
  finding.related.push_back({growth.where, "the growth that is planned"});
}

void add_count_for_good(const RuleInput& input, SourceSpan where, bool grows, Findings& findings) {
  const Sizing& sizing = *input.sizing;
  const bool shrinks = sizing.unit != "partition";
  const std::string sized =
      grows ? fmt::format("enough for growth by {}",
                          notation::number(input.context->workload.growth_factor.value))
            : "with no growth planned in";
  auto& finding = findings.add(
      rule, std::move(where),
      fmt::format("order by key ties the design to its {} {}s, {}: with more of them keys "
                  "go elsewhere{}{}",
                  count_text(sizing.partitions), sizing.unit, sized,
                  input.context->needs_replay()
                      ? ", while the history of a key stays where it was written"
                      : "",
                  shrinks ? "" : ", and fewer are not possible"),
      grows ? "beyond that growth, set up new ones beside them, and let the consumers finish "
              "the old ones before they read the new"
            : "state workload.growth_factor, so that they last");
  finding.label = "fixes the number";
  add_cause(finding, input.declaration.workload.growth_factor, "the growth that is planned");
}

void run(const RuleInput& input, Findings& findings) {
  const Candidate* chosen = input.decision->winner();
  const auto where = place_of_order(input.declaration);
  if (chosen == nullptr || !where) return;
  const bool keyed = input.context->requirements.ordering == Ordering::partition;
  if (!keyed || !counts_units(chosen->mode->fact(FactKey::unit))) return;
  const auto& growth = input.declaration.workload.growth_factor;
  const bool grows = growth && growth->value.value > 1;
  // What neither grows nor is read again has little reason ever to change the number.
  if (!grows && !input.context->needs_replay()) return;
  const Sizing& sizing = *input.sizing;
  if (grows && sizing.partitions_pinned && sizing.rounding.raw > sizing.partitions) {
    add_pinned_too_few(input, *growth, findings);
  } else {
    add_count_for_good(input, *where, grows, findings);
  }
}

}  // namespace

extern const Check keyed_partitions_fixed;
constinit const Check keyed_partitions_fixed{&rule, run, Stage::sized};

}  // namespace eventarch::rules
