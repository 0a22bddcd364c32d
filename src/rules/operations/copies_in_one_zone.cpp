#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule copies_in_one_zone_rule{
    .name = "copies_in_one_zone",
    .severity = Severity::info,
    .summary = "All copies lie in one zone",
    .rationale =
        "Copies protect from the loss of a node. Power, cooling and network fail by zone: then all "
        "copies are gone at once, for as long as the zone is.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], capacity: "
        "{availability_zones: 1, replication_factor: 3}, decisions: {broker: kafka}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], capacity: "
        "{availability_zones: 3, replication_factor: 3}, decisions: {broker: kafka}}",
    .source = "Apache Kafka documentation, balancing replicas across racks",
};

void check_copies_in_one_zone(const RuleInput& input, Findings& findings) {
  const Declaration& file = input.declaration;
  const auto& zones = file.capacity.availability_zones;
  const auto& copies = declared_copies(file);
  const Candidate* chosen = input.decision->winner();
  // Who states no copies has not paid for surviving anything.
  if (chosen == nullptr || !zones || zones->value.value != 1) return;
  if (!copies || copies->value.value < 2) return;
  if (!chosen->mode->fact(FactKey::replication).is(Word::replicated)) return;
  auto& finding = findings.add(
      copies_in_one_zone_rule, zones->where,
      fmt::format("{} copies in 1 zone are lost to it together", copies->value.value),
      fmt::format("spread the brokers over {} zones (capacity.availability_zones), or accept that "
                  "the flow stands while the zone does",
                  copies->value.value));
  finding.label = "one zone";
  finding.related.push_back({copies->where, "so many copies"});
}

}  // namespace

extern const Check copies_in_one_zone;
constinit const Check copies_in_one_zone{&copies_in_one_zone_rule, check_copies_in_one_zone,
                                         Stage::decided};

}  // namespace eventarch::rules
