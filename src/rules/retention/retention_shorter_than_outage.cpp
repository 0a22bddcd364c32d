#include <fmt/format.h>

#include <string>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule retention_shorter_than_outage_rule{
    .name = "retention_shorter_than_outage",
    .severity = Severity::error,
    .summary = "Messages are deleted before the consumers are back to read them",
    .rationale =
        "Retention runs on while consumers are down and while they work off what has piled up. "
        "What is older is deleted unread, and no consumer notices.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 100 msg/s, retention: 24 "
        "hours, ordering: none}, workload: {outage: 48 hours, recover_within: 48 hours}, "
        "decisions: {broker: kafka}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 100 msg/s, retention: 7 "
        "days, ordering: none}, workload: {outage: 48 hours, recover_within: 48 hours}, "
        "decisions: {broker: kafka}}",
    .source = "the oldest message waits through the outage and at most the whole drain",
};

void check_retention_shorter_than_outage(const RuleInput& input, Findings& findings) {
  const Candidate* chosen = input.decision->winner();
  const Requirements& needed = input.context->requirements;
  if (chosen == nullptr || !input.sizing->recovery.deletes_unread) return;
  // Who accepts the loss of messages is not told of it.
  if (needed.delivery == Delivery::at_most_once) return;
  const Recovery& recovery = input.sizing->recovery;
  if (recovery.retention_margin_seconds >= 0) return;
  const Declaration& file = input.declaration;
  const auto& outage = file.workload.outage;
  const bool lost = recovery.outage_seconds > needed.retention.seconds();
  const std::string waits =
      lost || !recovery.drain_seconds
          ? fmt::format("{} of outage", notation::duration(seconds(recovery.outage_seconds)))
          : fmt::format("{} of outage and {} to work off what waits",
                        notation::duration(seconds(recovery.outage_seconds)),
                        notation::duration(seconds(*recovery.drain_seconds)));
  // A design file states retention in hours.
  const auto whole_hours = static_cast<double>(notation::guarded_ceil(
      (needed.retention.seconds() - recovery.retention_margin_seconds) / 3600));
  auto& finding = findings.add(
      retention_shorter_than_outage_rule,
      outage ? outage->where : place_of(file.requirements.retention, file),
      fmt::format("{} are longer than the retention of {}: what waits longest {} deleted unread",
                  waits, notation::duration(needed.retention), lost ? "is" : "may be"),
      fmt::format("keep messages for {} at least (requirements.retention), better twice that, or "
                  "bring the consumers back sooner",
                  notation::declared_retention(hours(whole_hours))));
  finding.label = "longer than messages are kept";
  if (recovery.drain_seconds) {
    finding.notes.push_back(fmt::format(
        "{} of retention - {} of outage - {} to work off what waits: {} too little",
        notation::duration(needed.retention), notation::duration(seconds(recovery.outage_seconds)),
        notation::duration(seconds(*recovery.drain_seconds)),
        notation::duration(seconds(-recovery.retention_margin_seconds))));
  }
  if (outage && file.requirements.retention) {
    finding.related.push_back({file.requirements.retention->where, "so long they are kept"});
  }
  // Only what the file itself states contradicts itself.
  const bool stated = outage && file.requirements.retention;
  if (!lost || !stated) finding.severity = Severity::warning;
}

}  // namespace

extern const Check retention_shorter_than_outage;
constinit const Check retention_shorter_than_outage{
    &retention_shorter_than_outage_rule, check_retention_shorter_than_outage, Stage::sized};

}  // namespace eventarch::rules
