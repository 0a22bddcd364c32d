#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule replication_exceeds_zones_rule{
    .name = "replication_exceeds_zones",
    .severity = Severity::info,
    .summary = "One zone holds so many copies that writes stop without it",
    .rationale =
        "More copies than zones means that some share a zone, and are lost together. Where too few "
        "are left to confirm a write, the second zone has not made writes more available.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], capacity: "
        "{availability_zones: 2}, decisions: {broker: kafka, replication_factor: 3}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], capacity: "
        "{availability_zones: 3}, decisions: {broker: kafka, replication_factor: 3}}",
    .source = "pigeonhole principle: a zone holds at least copies / zones",
};

SourceSpan place_of_copies_replication_exceeds_zones(const Declaration& file) {
  const auto& copies = declared_copies(file);
  return copies ? copies->where : place_of(file.capacity.availability_zones, file);
}

void check_replication_exceeds_zones(const RuleInput& input, Findings& findings) {
  const Candidate* chosen = input.decision->winner();
  const std::uint64_t copies = input.sizing->replication_factor;
  const std::uint64_t zones = input.context->capacity.availability_zones.value;
  if (chosen == nullptr || !chosen->mode->fact(FactKey::replication).is(Word::replicated)) return;
  // With a single zone nobody expects to live on without it.
  if (zones < 2 || copies <= zones) return;
  const std::uint64_t together = (copies + zones - 1) / zones;
  const std::uint64_t left = copies - together;
  const std::uint64_t quorum = input.sizing->min_in_sync_replicas;
  // Two copies of five in one zone do no harm: three are left, as many as must confirm.
  if (left >= quorum || quorum == copies) return;
  auto& finding = findings.add(
      replication_exceeds_zones_rule, place_of_copies_replication_exceeds_zones(input.declaration),
      fmt::format("{} copies in {} zones: one zone holds {}, and without it {} {} left "
                  "where {} must confirm",
                  copies, zones, together, left, left == 1 ? "is" : "are", quorum),
      "add a zone (capacity.availability_zones), if only for one broker, or accept that "
      "writes stop until the zone is back");
  finding.label = "more copies than zones";
  finding.notes.push_back(fmt::format(
      "{} copies / {} zones, rounded up = {} in one; {} - {} = {} left, {} must confirm", copies,
      zones, together, copies, together, left, quorum));
  add_cause(finding, input.declaration.capacity.availability_zones, "so many zones");
}

}  // namespace

extern const Check replication_exceeds_zones;
constinit const Check replication_exceeds_zones{&replication_exceeds_zones_rule,
                                                check_replication_exceeds_zones, Stage::sized};

}  // namespace eventarch::rules
