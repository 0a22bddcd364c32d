/// What people read of a check: the whole text, byte for byte.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "eventarch/check_report.hpp"
#include "reports/sample_reports.hpp"

namespace eventarch {
namespace {

using testing::HasSubstr;
using testing::Not;

using namespace testing_support;

std::string text_of(const CheckReport& report, const CheckReportOptions& options = {}) {
  return render_check(report, CheckFormat::text, options);
}

/// The snippet of a finding on one line, from the first line of the source on.
std::string snippet_of(std::string line, std::uint32_t column, std::uint32_t end_column,
                       std::string label = {}) {
  CheckFinding finding = finding_of(key_rule, span_of("f", 7, column, end_column), "m", 1);
  finding.diagnostic.label = std::move(label);
  finding.lines = {{7, std::move(line)}};
  const std::string text = text_of({.files = {{"f", 1, {finding}}}});
  const std::size_t start = text.find("7 |");
  return text.substr(start, text.find("  |\n\n") - start);
}

TEST(CheckText, ShowsTheSourceAndMarksThePlacesBelowIt) {
  EXPECT_EQ(text_of(failing_report()), R"(info[message_near_limit]: 900 KB of 1 MB
 --> designs/orders.yaml:1:1

error[unknown_key]: the key `use_cose` means nothing in `event_context`
 --> designs/orders.yaml:2:3
  |
2 |   use_cose: saga
  |   ^^^^^^^^
  |
  = help: did you mean `use_case`?

warning[uneven_share]: 10 partitions cannot be shared evenly by 4 consumers
  --> designs/orders.yaml:14:17
   |
 9 |     consumers: 4
   |                - 4 consumers are declared here
...
14 |     partitions: 10
   |                 ^^ two consumers would own 3 partitions, two would own 2
   |
   = note: the load of the busiest is 20 % above the mean (3 / 2.5 - 1)
   = help: use 12, the next multiple of 4
   = fix: `check --fix` replaces `10` with `12`

1 error, 1 warning, 1 info in 2 files
`eventarch explain NAME` says why a rule matters.
)");
}

TEST(CheckText, SaysThatNothingWasFound) {
  EXPECT_EQ(text_of(clean_report()), "no findings in 2 files\n");
}

TEST(CheckText, LeavesOutWhatIsSuppressedAndCountsIt) {
  EXPECT_EQ(text_of(suppressed_report()), R"(info[message_near_limit]: 900 KB of 1 MB
 --> orders.yaml:20:1

The baseline accepts 1 finding that is not found any more: write it anew with
--write-baseline.
1 info (2 suppressed) in 1 file
`eventarch explain NAME` says why a rule matters.
)");
}

TEST(CheckText, ShowsWhatIsSuppressedAndWhyWhereAllDetailIsAskedFor) {
  const std::string text = text_of(suppressed_report(), {.detail = Detail::verbose});
  EXPECT_THAT(text,
              HasSubstr("error[unknown_key] (suppressed): the key `use_cose` means nothing in\n"
                        "  `event_context`\n"));
  EXPECT_THAT(text, HasSubstr("  = suppressed: by the baseline\n"));
  EXPECT_THAT(text, HasSubstr("   = suppressed: by a comment in line 13: four until May, until "
                              "2027-05-01\n"));
  EXPECT_THAT(text, HasSubstr("The baseline accepts `hot_key` at `/event_context/workload` in "
                              "`name=orders` of\n`gone.yaml`, which is not found any more.\n"));
}

TEST(CheckText, HasOneLineAnErrorAndNothingElseInBrief) {
  EXPECT_EQ(text_of(failing_report(), {.detail = Detail::brief}),
            "designs/orders.yaml:2:3: error: the key `use_cose` means nothing in `event_context` "
            "[unknown_key]\n");
  EXPECT_EQ(text_of(suppressed_report(), {.detail = Detail::brief}), "");
}

TEST(CheckText, PaintsSeveritiesMarksAndFrames) {
  CheckReport report = failing_report();
  report.files.front().findings = {key_finding("designs/orders.yaml")};
  EXPECT_THAT(
      text_of(report, {.color = Color::on}),
      HasSubstr("\x1b[1;31merror[unknown_key]\x1b[0m\x1b[1m: the key `use_cose` means nothing "
                "in `event_context`\x1b[0m\n \x1b[1;34m--> \x1b[0mdesigns/orders.yaml:2:3\n"
                "\x1b[1;34m  |\x1b[0m\n"
                "\x1b[1;34m2 |\x1b[0m   use_cose: saga\n"
                "\x1b[1;34m  |\x1b[0m   \x1b[1;31m^^^^^^^^\x1b[0m\n"));
  EXPECT_THAT(text_of(report), Not(HasSubstr("\x1b")));
}

TEST(Snippet, CountsColumnsAsTheyAreSeen) {
  // Two wide characters before the mark, then one below it.
  EXPECT_EQ(snippet_of("\xE6\x97\xA5\xE6\x9C\xAC: \xE6\x97\xA5", 5, 6),
            "7 | \xE6\x97\xA5\xE6\x9C\xAC: \xE6\x97\xA5\n"
            "  |       ^^\n");
  EXPECT_EQ(snippet_of("e\xCC\x81x: y", 5, 6), "7 | e\xCC\x81x: y\n  |    ^\n");
  EXPECT_EQ(snippet_of("\t\tx", 3, 4), "7 |         x\n  |         ^\n");
  // An escape that is made visible is marked whole.
  EXPECT_EQ(snippet_of("a\x1b"
                       "b",
                       2, 3),
            "7 | a\\u{1b}b\n  |  ^^^^^^\n");
  EXPECT_EQ(snippet_of("##[x", 4, 5), "7 | ##\\u{5b}x\n  |         ^\n");
}

TEST(Snippet, MarksAtLeastOneColumn) {
  EXPECT_EQ(snippet_of("abc", 2, 2), "7 | abc\n  |  ^\n");
  EXPECT_EQ(snippet_of("abc", 4, 4), "7 | abc\n  |    ^\n");
  EXPECT_EQ(snippet_of("abc", 90, 95), "7 | abc\n  |    ^\n");
  EXPECT_EQ(snippet_of("", 1, 1), "7 |\n  | ^\n");
}

TEST(Snippet, CutsALongLineAroundTheMark) {
  const std::string line = std::string(100, 'a') + "HERE" + std::string(100, 'b');
  EXPECT_EQ(snippet_of(line, 101, 105, "this"), "7 | ..." + std::string(25, 'a') + "HERE" +
                                                    std::string(41, 'b') + "...\n" + "  | " +
                                                    std::string(28, ' ') + "^^^^ this\n");
  EXPECT_EQ(snippet_of("HERE" + line, 1, 5), "7 | HERE" + std::string(69, 'a') + "...\n  | ^^^^\n");
  EXPECT_EQ(snippet_of(line + "END", 205, 208),
            "7 | ..." + std::string(25, 'b') + "END\n  | " + std::string(28, ' ') + "^^^\n");
}

TEST(Snippet, WritesWordsThatDoNotFitBelowTheMark) {
  const std::string label = "a sentence that is too long to stand behind the mark on one line";
  EXPECT_EQ(snippet_of("    partitions: 10", 17, 19, label),
            "7 |     partitions: 10\n"
            "  |                 ^^\n"
            "  |                 a sentence that is too long to stand behind the mark on one\n"
            "  |                 line\n");
}

TEST(Snippet, ShowsTheFirstAndTheLastLineOfALongPlace) {
  CheckFinding finding = finding_of(key_rule, {"f", 3, 5, 6, 8}, "m", 1);
  finding.diagnostic.label = "all of it";
  finding.lines = {{3, "ab: {cd:"}, {6, "    ef}  # end"}};
  EXPECT_THAT(text_of({.files = {{"f", 1, {finding}}}}), HasSubstr("3 | ab: {cd:\n"
                                                                   "  |     ^^^^\n"
                                                                   "...\n"
                                                                   "6 |     ef}  # end\n"
                                                                   "  |     ^^^ all of it\n"));
}

/// With its label, which belongs below a mark and says nothing without one.
TEST(Snippet, IsLeftOutWhereTheSourceIsNotAtHand) {
  CheckFinding finding = finding_of(key_rule, {"--set latency", 0, 0, 0, 0}, "m", 1);
  finding.diagnostic.label = "here";
  finding.diagnostic.related = {{span_of("f", 4, 2, 3), "there"}};
  EXPECT_THAT(text_of({.files = {{"f", 1, {finding}}}}), HasSubstr("error[unknown_key]: m\n"
                                                                   " --> --set latency\n"
                                                                   "  = note: there (f:4:2)\n\n"));
}

TEST(CheckText, WrapsLongMessagesUnderTheirStart) {
  CheckFinding finding =
      finding_of(key_rule, {"f", 0, 0, 0, 0},
                 "one two three four five six seven eight nine ten eleven twelve", 1);
  finding.diagnostic.help =
      "one two three four five six seven eight nine ten eleven twelve more and more";
  EXPECT_THAT(
      text_of({.files = {{"f", 1, {finding}}}}),
      HasSubstr("error[unknown_key]: one two three four five six seven eight nine ten eleven\n"
                "  twelve\n"
                " --> f:1:1\n"
                "  = help: one two three four five six seven eight nine ten eleven twelve "
                "more\n"
                "          and more\n"));
}

TEST(CheckText, SaysWhatAFixDoes) {
  CheckFinding finding = key_finding("f");
  finding.diagnostic.fix = {{span_of("f", 2, 3, 11), "use_case"},
                            {span_of("f", 2, 13, 13), "a"},
                            {span_of("f", 2, 13, 17), ""},
                            {span_of("f", 30, 1, 4), "b"}};
  EXPECT_THAT(text_of({.files = {{"f", 1, {finding}}}}),
              HasSubstr("  = fix: `check --fix` replaces `use_cose` with `use_case`\n"
                        "  = fix: `check --fix` writes `a` at 2:13\n"
                        "  = fix: `check --fix` takes `saga` away\n"
                        "  = fix: `check --fix` writes `b` from 30:1 on\n"));
}

TEST(CheckConcise, HasOneLineAFinding) {
  EXPECT_EQ(render_check(failing_report(), CheckFormat::concise, {}),
            R"(designs/orders.yaml:1:1: info: 900 KB of 1 MB [message_near_limit]
designs/orders.yaml:2:3: error: the key `use_cose` means nothing in `event_context` [unknown_key]
designs/orders.yaml:14:17: warning: 10 partitions cannot be shared evenly by 4 consumers [uneven_share]
)");
  EXPECT_EQ(render_check(clean_report(), CheckFormat::concise, {}), "");
  EXPECT_EQ(render_check(suppressed_report(), CheckFormat::concise, {}),
            "orders.yaml:20:1: info: 900 KB of 1 MB [message_near_limit]\n");
  EXPECT_THAT(render_check(suppressed_report(), CheckFormat::concise, {.detail = Detail::verbose}),
              HasSubstr("orders.yaml:2:3: error: the key `use_cose` means nothing in "
                        "`event_context` [unknown_key] (suppressed "
                        "by the baseline)\n"));
}

TEST(SummaryLine, CountsWhatThereIs) {
  EXPECT_EQ(summary_line({.files = 12, .errors = 2, .warnings = 5, .suppressed = 3}),
            "2 errors, 5 warnings (3 suppressed) in 12 files");
  EXPECT_EQ(summary_line({.files = 1, .infos = 1}), "1 info in 1 file");
  EXPECT_EQ(summary_line({.files = 1, .suppressed = 1}), "no findings (1 suppressed) in 1 file");
}

}  // namespace
}  // namespace eventarch
