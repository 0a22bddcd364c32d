#include "check/suppression_rules.hpp"

#include <algorithm>
#include <array>

#include "eventarch/check.hpp"

namespace eventarch::check {

constinit const Rule expired_suppression{
    .name = "expired_suppression",
    .severity = Severity::warning,
    .summary = "A suppression whose last day is over",
    .rationale =
        "Whoever accepted the finding did so up to a day. It counts again, and the comment says "
        "something that is no longer true.",
    .flagged = R"(event_context:
  use_case: saga
  requirements: {delivery: exactly_once}  # eventarch: ignore=exactly_once_complexity until=2020-01-31 -- a trial
)",
    .accepted = R"(event_context:
  use_case: saga
  requirements: {throughput: 500 msg/s, latency: 1 s}
)",
    .source = {},
};

constinit const Rule malformed_suppression{
    .name = "malformed_suppression",
    .severity = Severity::warning,
    .summary = "A comment for eventarch that says nothing it understands",
    .rationale = "It suppresses nothing, though somebody wrote it to suppress something.",
    .flagged = R"(event_context:
  use_case: saga  # eventarch: disable=unknown_key -- why
  requirements: {throughput: 500 msg/s, latency: 1 s}
)",
    .accepted = R"(event_context:
  use_case: saga
  requirements: {throughput: 500 msg/s, latency: 1 s}
)",
    .source = {},
};

constinit const Rule suppression_without_reason{
    .name = "suppression_without_reason",
    .severity = Severity::warning,
    .summary = "A suppression that does not say why",
    .rationale =
        "A finding is accepted for a reason, and whoever reads the file next year needs it. "
        "Without one the finding counts.",
    .flagged = R"(event_context:
  use_case: saga
  requirements: {delivery: exactly_once}  # eventarch: ignore=exactly_once_complexity
)",
    .accepted = R"(event_context:
  use_case: saga
  requirements: {throughput: 500 msg/s, latency: 1 s}
)",
    .source = {},
};

constinit const Rule unknown_rule_suppressed{
    .name = "unknown_rule_suppressed",
    .severity = Severity::warning,
    .summary = "A suppression of a rule that there is not, or that cannot be suppressed",
    .rationale =
        "A misspelt name suppresses nothing. Rules about the file format cannot be suppressed: "
        "nothing can be said of what cannot be read.",
    .flagged = R"(event_context:
  use_case: saga  # eventarch: ignore=exactly_once_complexty -- why
  requirements: {throughput: 500 msg/s, latency: 1 s}
)",
    .accepted = R"(event_context:
  use_case: saga
  requirements: {throughput: 500 msg/s, latency: 1 s}
)",
    .source = {},
};

constinit const Rule unused_suppression{
    .name = "unused_suppression",
    .severity = Severity::warning,
    .summary = "A suppression that suppresses nothing",
    .rationale =
        "What it accepted is mended or has moved. Left in place, it would hide the next finding "
        "of the same rule.",
    .flagged = R"(event_context:
  use_case: saga
  requirements: {throughput: 500 msg/s, latency: 1 s}  # eventarch: ignore=exactly_once_complexity -- consumers are idempotent
)",
    .accepted = R"(event_context:
  use_case: saga
  requirements: {throughput: 500 msg/s, latency: 1 s}
)",
    .source = {},
};

std::span<const Rule* const> suppression_rules() {
  static constexpr std::array all{&broken_baseline,         &expired_suppression,
                                  &malformed_suppression,   &suppression_without_reason,
                                  &unknown_rule_suppressed, &unused_suppression};
  return all;
}

bool is_suppression_rule(const Rule& rule) {
  return std::ranges::find(suppression_rules(), &rule) != suppression_rules().end();
}

}  // namespace eventarch::check
