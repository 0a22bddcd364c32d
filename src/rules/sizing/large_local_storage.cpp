#include <fmt/format.h>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule large_local_storage_rule{
    .name = "large_local_storage",
    .severity = Severity::warning,
    .summary = "More history on the brokers' disks than is sensible",
    .rationale =
        "Beyond some tens of terabytes disks decide how many brokers there are, and a lost "
        "broker takes hours to copy. Tiered storage or an object store keeps old events "
        "for a fraction of that.",
    .flagged =
        "event_context: {use_case: event_sourcing, requirements: {throughput: 10K msg/s, "
        "retention: 52 weeks}}",
    .accepted =
        "event_context: {use_case: event_sourcing, requirements: {throughput: 10 msg/s, "
        "retention: 52 weeks}}",
    .source = "rule of thumb: retention over a day and more than 50 TB call for tiered storage",
};

constexpr ByteSize sensible{50e12};

void check_large_local_storage(const RuleInput& input, Findings& findings) {
  const Storage& storage = input.sizing->storage;
  const Declaration& file = input.declaration;
  const bool local = storage.provisioned.bytes > 0;
  const bool history = input.context->requirements.retention > hours(24);
  if (!local || !history || storage.total <= sensible) return;
  const bool apart = input.sizing->bookies.count > 0;
  auto& finding =
      findings.add(large_local_storage_rule, place_of(file.requirements.retention, file),
                   fmt::format("{} of history on {}", notation::size(storage.total),
                               apart ? notation::counted(input.sizing->bookies.count, "bookie")
                                     : notation::counted(input.sizing->brokers.count, "broker")),
                   "keep recent events on disks and older ones in tiered storage or an object "
                   "store; check workload.message_size and compression_ratio, which this rests on");
  finding.label = "kept so long";
  finding.notes.push_back(storage.formula);
  add_cause(finding, file.requirements.throughput, "the rate that is kept");
}

}  // namespace

extern const Check large_local_storage;
constinit const Check large_local_storage{&large_local_storage_rule, check_large_local_storage,
                                          Stage::sized, Quotes::sizing};

}  // namespace eventarch::rules
