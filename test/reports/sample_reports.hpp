#pragma once

/// Reports of a check, made by hand: clean, failing, suppressed, hostile.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/check_report.hpp"

namespace eventarch::testing_support {

inline constexpr Rule uneven_rule{.name = "uneven_share",
                                  .severity = Severity::warning,
                                  .summary = "Partitions cannot be shared evenly.",
                                  .rationale = "Some consumers get more work than others.",
                                  .flagged = "partitions: 10\n",
                                  .accepted = "partitions: 12\n",
                                  .source = ""};
inline constexpr Rule key_rule{.name = "unknown_key",
                               .severity = Severity::error,
                               .summary = "A key is not known.",
                               .rationale = "It would be ignored.",
                               .flagged = "use_cose: saga\n",
                               .accepted = "use_case: saga\n",
                               .source = ""};
inline constexpr Rule size_rule{.name = "message_near_limit",
                                .severity = Severity::info,
                                .summary = "Messages are nearly too large.",
                                .rationale = "A larger one would be refused.",
                                .flagged = "",
                                .accepted = "",
                                .source = ""};

inline SourceSpan span_of(std::string file, std::uint32_t line, std::uint32_t column,
                          std::uint32_t end_column) {
  return {std::move(file), line, column, line, end_column};
}

/// A finding with its fingerprint made of its number.
inline CheckFinding finding_of(const Rule& rule, SourceSpan where, std::string message,
                               int number) {
  CheckFinding finding;
  finding.diagnostic = {.rule = &rule,
                        .severity = rule.severity,
                        .where = std::move(where),
                        .message = std::move(message),
                        .help = {},
                        .related = {}};
  finding.fingerprint = std::string(30, 'a') + (number < 10 ? "0" : "") + std::to_string(number);
  return finding;
}

/// Everything that a finding can have.
inline CheckFinding full_finding(const std::string& file) {
  CheckFinding finding = finding_of(uneven_rule, span_of(file, 14, 17, 19),
                                    "10 partitions cannot be shared evenly by 4 consumers", 1);
  Diagnostic& diagnostic = finding.diagnostic;
  diagnostic.label = "two consumers would own 3 partitions, two would own 2";
  diagnostic.related = {{span_of(file, 9, 16, 17), "4 consumers are declared here"}};
  diagnostic.notes = {"the load of the busiest is 20 % above the mean (3 / 2.5 - 1)"};
  diagnostic.help = "use 12, the next multiple of 4";
  diagnostic.fix = {{span_of(file, 14, 17, 19), "12"}};
  finding.pointer = "/event_context/decisions/partitions";
  finding.design = "use_case=saga";
  finding.subject = finding.pointer;
  finding.lines = {{9, "    consumers: 4"}, {14, "    partitions: 10"}};
  return finding;
}

inline CheckFinding key_finding(const std::string& file) {
  CheckFinding finding = finding_of(key_rule, span_of(file, 2, 3, 11),
                                    "the key `use_cose` means nothing in `event_context`", 2);
  finding.diagnostic.help = "did you mean `use_case`?";
  finding.pointer = "/event_context/use_cose";
  finding.design = "document";
  finding.subject = finding.pointer;
  finding.lines = {{2, "  use_cose: saga"}};
  return finding;
}

inline CheckReport clean_report() {
  return {.files = {{"designs/orders.yaml", 2, {}}, {"designs/trips.yaml", 1, {}}}};
}

/// An error, a warning and an info, and a file without findings.
inline CheckReport failing_report() {
  const std::string file = "designs/orders.yaml";
  return {.files = {{file,
                     1,
                     {finding_of(size_rule, {file, 0, 0, 0, 0}, "900 KB of 1 MB", 3),
                      key_finding(file), full_finding(file)}},
                    {"designs/trips.yaml", 1, {}}}};
}

/// One finding suppressed by a comment, one by the baseline, one not; the baseline also accepts
/// what is gone.
inline CheckReport suppressed_report() {
  const std::string file = "orders.yaml";
  CheckReport report{.files = {{file, 1, {}}}, .with_baseline = true};
  CheckFinding by_comment = full_finding(file);
  by_comment.suppressed = Suppressed{.by = Suppressed::By::comment,
                                     .reason = "four until May",
                                     .until = Date{2027, 5, 1},
                                     .where = span_of(file, 13, 5, 60)};
  CheckFinding by_baseline = key_finding(file);
  by_baseline.suppressed = Suppressed{.by = Suppressed::By::baseline};
  report.files.front().findings = {
      by_baseline, by_comment, finding_of(size_rule, span_of(file, 20, 1, 5), "900 KB of 1 MB", 3)};
  report.stale = {{"hot_key", "gone.yaml", "name=orders", "/event_context/workload", 1}};
  return report;
}

/// What docs/formats.md shows.
inline CheckReport documented_report() {
  CheckFinding finding = key_finding("orders.yaml");
  finding.diagnostic.fix = {{span_of("orders.yaml", 2, 3, 11), "use_case"}};
  finding.fingerprint = "c71b8a0d4e5f62937a1b0c9d8e7f6a5b";
  return {.files = {{"orders.yaml", 1, {finding}}}};
}

struct Hostile {
  std::string_view name;
  std::string_view raw;
};

inline constexpr std::string_view nul_and_more{"\0\x01\x08\x0b\x0c\x1f\x7f", 7};

inline constexpr std::array all_hostile{
    Hostile{"controls", nul_and_more},
    Hostile{"colour", "\x1b[31mred\x1b[0m"},
    Hostile{"title", "\x1b]0;owned\x07"},
    Hostile{"c1",
            "\xC2\x9B"
            "31m \xC2\x85 next"},
    Hostile{"bidi",
            "\xE2\x80\xAE"
            "exe\xE2\x81\xA6x"},
    Hostile{"line_feed", "\n::error file=x::owned\n##[group]x\n##teamcity[buildStatus]\n"},
    Hostile{"carriage_return", "\r::warning::owned\r\n::set-output name=a::b"},
    Hostile{"command", "::error::owned"},
    Hostile{"blank_command", "\xC2\xA0\xE3\x80\x80 ::error::owned"},
    Hostile{"long_command",
            "word word word word word word word word word word word word word "
            "word ::error::owned words ::error::owned and words of all sorts "
            "::error::owned ::error::owned ::error::owned ::error::owned"},
    Hostile{"bracket", "##[add-matcher]x ##vso[task.complete]y ##teamcity[blockOpened name='x']"},
    Hostile{"cdata", "]]> <![CDATA[ ]]&gt;"},
    Hostile{"percent", "100%0A::error::x %25 %"},
    Hostile{"markdown", "`a` | b | [c](http://x) **d** <script>alert('1')</script> \"q\""},
    Hostile{"wide", "\xE6\x97\xA5\xE6\x9C\xAC\xF0\x9F\x98\x80 e\xCC\x81"},
    Hostile{"invalid", "\xFF\xFE \xC3( \xED\xA0\x80 \xC0\x80 \xF0\x9F"},
    Hostile{"bom", "\xEF\xBB\xBFx"},
    Hostile{"separators", "a\xE2\x80\xA8::error::b\xE2\x80\xA9::error::c"},
    Hostile{"noncharacters", "\xEF\xBF\xBE\xEF\xBF\xBF\xF3\xA0\x81\x81"},
};

/// The raw text in every place that takes text of a design file, its name or its comments.
inline CheckReport hostile_report(std::string_view hostile) {
  const std::string raw(hostile);
  CheckFinding finding = full_finding(raw);
  Diagnostic& diagnostic = finding.diagnostic;
  diagnostic.message = raw;
  diagnostic.label = raw;
  diagnostic.help = raw;
  diagnostic.notes = {raw, "note " + raw};
  diagnostic.related = {{span_of(raw, 9, 1, 3), raw}, {{raw, 0, 0, 0, 0}, raw}, {{}, raw}};
  diagnostic.fix.front().replacement = raw;
  finding.pointer = "/" + raw;
  finding.design = raw;
  finding.subject = raw;
  finding.lines = {{9, raw}, {14, "    " + raw + std::string(200, 'x') + raw}};
  CheckFinding suppressed = finding;
  suppressed.suppressed = Suppressed{.by = Suppressed::By::comment,
                                     .reason = raw,
                                     .until = std::nullopt,
                                     .where = span_of(raw, 13, 1, 9)};
  suppressed.fingerprint = std::string(32, 'b');
  CheckFinding outside = finding;
  outside.diagnostic.where = {"--set " + raw, 0, 0, 0, 0};
  outside.fingerprint = std::string(32, 'c');
  return {.files = {{raw, 1, {finding, suppressed, outside}}, {raw + "clean", 1, {}}},
          .with_baseline = true,
          .stale = {{"hot_key", raw, raw, raw, 1}}};
}

}  // namespace eventarch::testing_support
