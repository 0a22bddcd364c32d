#include "input/suppression_rules.hpp"

#include <array>

namespace eventarch::input {

// Every example asks for silence about the warning that exactly-once delivery brings with it.

constinit const Rule expired_suppression{
    .name = "expired_suppression",
    .severity = Severity::warning,
    .summary = "A comment that ignores a rule until a day that has passed",
    .rationale =
        "It was meant to last until something is mended. The finding is reported again from that "
        "day on.",
    .flagged =
        "# eventarch: ignore=exactly_once_complexity until=2001-12-31 -- the consumers are being "
        "rebuilt\n"
        "event_context: {use_case: saga, requirements: {delivery: exactly_once}}",
    .accepted =
        "# eventarch: ignore=exactly_once_complexity until=9999-12-31 -- the consumers are being "
        "rebuilt\n"
        "event_context: {use_case: saga, requirements: {delivery: exactly_once}}",
    .source = {},
};

constinit const Rule format_rule_ignored{
    .name = "format_rule_ignored",
    .severity = Severity::warning,
    .summary = "A comment that ignores a rule about the file format",
    .rationale = "What cannot be read cannot be accepted: such a finding is reported all the same.",
    .flagged =
        "# eventarch: ignore=unknown_key -- we will need it\n"
        "event_context: {use_case: saga, requirements: {}}",
    .accepted = "event_context: {use_case: saga, requirements: {}, x-owner: billing}",
    .source = {},
};

constinit const Rule malformed_suppression{
    .name = "malformed_suppression",
    .severity = Severity::warning,
    .summary = "A comment that ignores rules, and is not written as one",
    .rationale = "It suppresses nothing, though its author thinks so.",
    .flagged =
        "# eventarch: ignore exactly_once_complexity -- the consumers are idempotent\n"
        "event_context: {use_case: saga, requirements: {delivery: exactly_once}}",
    .accepted =
        "# eventarch: ignore=exactly_once_complexity -- the consumers are idempotent\n"
        "event_context: {use_case: saga, requirements: {delivery: exactly_once}}",
    .source = {},
};

constinit const Rule suppression_without_reason{
    .name = "suppression_without_reason",
    .severity = Severity::warning,
    .summary = "A comment that ignores a rule and does not say why",
    .rationale =
        "Whoever reads the file next cannot judge whether the finding may still be ignored. "
        "Without "
        "a reason it is reported.",
    .flagged =
        "# eventarch: ignore=exactly_once_complexity\n"
        "event_context: {use_case: saga, requirements: {delivery: exactly_once}}",
    .accepted =
        "# eventarch: ignore=exactly_once_complexity -- the consumers are idempotent\n"
        "event_context: {use_case: saga, requirements: {delivery: exactly_once}}",
    .source = {},
};

constinit const Rule unknown_rule_ignored{
    .name = "unknown_rule_ignored",
    .severity = Severity::warning,
    .summary = "A comment that ignores a rule which does not exist",
    .rationale = "A misspelt name suppresses nothing, though its author thinks so.",
    .flagged =
        "# eventarch: ignore=exactly_once_complexty -- the consumers are idempotent\n"
        "event_context: {use_case: saga, requirements: {delivery: exactly_once}}",
    .accepted =
        "# eventarch: ignore=exactly_once_complexity -- the consumers are idempotent\n"
        "event_context: {use_case: saga, requirements: {delivery: exactly_once}}",
    .source = {},
};

constinit const Rule unused_suppression{
    .name = "unused_suppression",
    .severity = Severity::warning,
    .summary = "A comment that ignores a rule which finds nothing there",
    .rationale =
        "The reason for it is gone. Left in place it would hide the next finding of that rule, "
        "which nobody has judged.",
    .flagged =
        "# eventarch: ignore=exactly_once_complexity -- the consumers are idempotent\n"
        "event_context: {use_case: saga, requirements: {}}",
    .accepted = "event_context: {use_case: saga, requirements: {}}",
    .source = {},
};

std::span<const Rule* const> suppression_rules() {
  static constexpr std::array all{
      &expired_suppression,        &format_rule_ignored,  &malformed_suppression,
      &suppression_without_reason, &unknown_rule_ignored, &unused_suppression,
  };
  return all;
}

}  // namespace eventarch::input
