#include <fmt/format.h>

#include <string>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule geo_replication_breaks_guarantee_rule{
    .name = "geo_replication_breaks_guarantee",
    .severity = Severity::warning,
    .summary = "A guarantee that ends at the border of a region",
    .rationale =
        "Between regions messages are copied after they are confirmed. Each region then has an "
        "order of its own, transactions and deduplication end with their cluster, and a failover "
        "repeats or loses what was under way.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 100 msg/s, ordering: "
        "global}, constraints: {geo_replication: true}, decisions: {broker: pulsar}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 100 msg/s, ordering: none}, "
        "constraints: {geo_replication: true}, decisions: {broker: pulsar}}",
    .source =
        "Apache Pulsar documentation, geo-replication; Apache Kafka documentation, geo-replication "
        "(cross-cluster data mirroring)",
};

void check_geo_replication_breaks_guarantee(const RuleInput& input, Findings& findings) {
  const auto& regions = input.declaration.constraints.geo_replication;
  const auto& ordering = input.declaration.requirements.ordering;
  const auto& delivery = input.declaration.requirements.delivery;
  if (!regions || !regions->value) return;
  const auto add = [&](const SourceSpan& where, std::string_view wanted, std::string_view help) {
    auto& finding = findings.add(
        geo_replication_breaks_guarantee_rule, where,
        fmt::format("{} does not hold across regions: copies arrive later, and those of each "
                    "region by themselves",
                    wanted),
        std::string(help));
    finding.label = "within one region";
    finding.related.push_back({regions->where, "regions are copied here"});
  };
  if (ordering && ordering->value == Ordering::global) {
    add(ordering->where, "global order",
        "write in one region only, or order by key with a home "
        "region for each key");
  }
  if (delivery && delivery->value == Delivery::exactly_once) {
    add(delivery->where, "exactly_once",
        "use `at_least_once`, and recognise repeated messages by their id in each region");
  }
}

}  // namespace

extern const Check geo_replication_breaks_guarantee;
constinit const Check geo_replication_breaks_guarantee{&geo_replication_breaks_guarantee_rule,
                                                       check_geo_replication_breaks_guarantee};

}  // namespace eventarch::rules
