/// Nothing that a terminal obeys or a reader cannot see gets from the input to the screen.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_run.hpp"
#include "eventarch/report.hpp"
#include "support/text.hpp"

namespace eventarch::cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

/// True where text is UTF-8 without control characters but line ends, and without marks that turn
/// or hide text.
bool is_harmless(const std::string& text) {
  const auto lines = lines_of(text);
  return std::ranges::all_of(lines,
                             [](const std::string& line) { return text::printable(line) == line; });
}

void expect_harmless(const Outcome& outcome) {
  EXPECT_TRUE(is_harmless(outcome.out)) << testing::PrintToString(outcome.out);
  EXPECT_TRUE(is_harmless(outcome.err)) << testing::PrintToString(outcome.err);
}

struct Hostile {
  std::string_view name;
  std::string_view raw;
  std::string_view shown;    ///< as people see it
  std::string_view escaped;  ///< as YAML writes it between double quotes; empty: it cannot
};

void PrintTo(const Hostile& one, std::ostream* out) { *out << one.name; }

constexpr std::array all_hostile{
    Hostile{"Escape", "\x1b[31m", "\\u{1b}", "\\e[31m"},
    Hostile{"WindowTitle", "\x1b]0;owned\x07", "\\u{7}", "\\e]0;owned\\a"},
    Hostile{"Hyperlink", "\x1b]8;;http://x\x1b\\", "\\u{1b}", "\\e]8;;http://x\\e\\\\"},
    Hostile{"Newline", "a\nb", "\\u{a}", "a\\nb"},
    Hostile{"CarriageReturn", "a\rb", "\\u{d}", "a\\rb"},
    Hostile{"Backspace", "a\bb", "\\u{8}", "a\\bb"},
    Hostile{"C1Control",
            "\xC2\x9B"
            "31m",
            "\\u{9b}", "\\x9b31m"},
    Hostile{"BidiOverride",
            "\xE2\x80\xAE"
            "exe",
            "\\u{202e}", "\\u202eexe"},
    Hostile{"BidiIsolate",
            "\xE2\x81\xA6"
            "exe",
            "\\u{2066}", "\\u2066exe"},
    Hostile{"ZeroWidth",
            "a\xE2\x80\x8B"
            "b",
            "\\u{200b}", "a\\u200bb"},
    Hostile{"LineSeparator",
            "a\xE2\x80\xA8"
            "b",
            "\\u{2028}", "a\\u2028b"},
    Hostile{"InvalidUtf8",
            "a\xFF"
            "b",
            "\\x{ff}",
            {}},
    Hostile{"OverlongUtf8", "a\xC0\xAF", "\\x{c0}", {}},
    Hostile{"CutUtf8", "a\xE2\x80", "\\x{e2}", {}},
    Hostile{"Delete",
            "a\x7F"
            "b",
            "\\u{7f}", "a\\x7fb"},
};

class HostileText : public InFolder, public testing::WithParamInterface<Hostile> {
 protected:
  const std::string raw{GetParam().raw};
  const std::string shown{GetParam().shown};
};

TEST_P(HostileText, InAFileNameIsShownEscaped) {
  const std::string flat = [&] {
    std::string name = raw + ".yaml";
    std::ranges::replace(name, '/', '_');
    return name;
  }();
  for (const std::string_view text : {sample::invalid, sample::syntax_error}) {
    const Outcome outcome = run_with(design(file(flat, text)));
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.out, HasSubstr(shown));
    expect_harmless(outcome);
  }
  for (const std::string_view text : {sample::clean, sample::no_broker}) {
    expect_harmless(run_with(design(file(flat, text), {"-v"})));
  }
  for (const std::string_view text : {sample::clean, sample::no_broker, sample::invalid}) {
    expect_harmless(run_with(design(file(flat, text), {"-f", "markdown"})));
  }
}

TEST_P(HostileText, InAMissingFilesNameIsShownEscaped) {
  const Outcome outcome = run_with(design(path("missing") + raw));
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("cannot read"));
  expect_harmless(outcome);
}

TEST_P(HostileText, InAnOutputsNameIsShownEscaped) {
  const std::string input = file("ctx.yaml", sample::clean);
  const Outcome outcome = run_with(design(input, {"-o", path("nowhere/") + raw}));
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("cannot write"));
  expect_harmless(outcome);
}

TEST_P(HostileText, InAJsonReportIsStillJson) {
  std::string name = raw + ".yaml";
  std::ranges::replace(name, '/', '_');
  for (const std::string_view text : {sample::clean, sample::invalid}) {
    const Outcome outcome = run_with(design(file(name, text), {"-f", "jsonl"}));
    EXPECT_EQ(lines_of(outcome.out).size(), 1U);
    EXPECT_TRUE(parse_json(outcome.out).contains("source"));
    const auto controls = std::ranges::count_if(
        outcome.out, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    EXPECT_EQ(controls, 1) << "the line end";
  }
}

TEST_P(HostileText, InArgumentsIsShownEscaped) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{raw},
                                             {"zebra" + raw},
                                             {"--" + raw},
                                             {"design", "x", "--zebra" + raw},
                                             {"design", "x", "-f", raw},
                                             {"design", "x", "--section", raw},
                                             {"design", "x", "--color", raw},
                                             {"design", "x", "--fail-on", raw},
                                             {"design", "x", "--set", raw},
                                             {"schema", raw},
                                             {"schema", "input", raw},
                                             {"explain", raw},
                                             {"explain", "kafka/" + raw},
                                             {"init", "a", raw}}) {
    const Outcome outcome = run_with(arguments);
    EXPECT_EQ(outcome.status, 2) << arguments.front();
    EXPECT_THAT(outcome.out, IsEmpty());
    expect_harmless(outcome);
  }
}

TEST_P(HostileText, InASetPathOrValueIsShownEscaped) {
  const std::string input = file("ctx.yaml", sample::clean);
  for (const std::string& change : {raw + "=1", "requirements." + raw + "=1",
                                    "requirements.latency=" + raw, "use_case=" + raw}) {
    const Outcome outcome = run_with(design(input, {"--set", change}));
    EXPECT_EQ(outcome.status, 1) << testing::PrintToString(change);
    expect_harmless(outcome);
  }
}

TEST_P(HostileText, InAnInitFilesNameIsShownEscaped) {
  std::string name = raw;
  std::ranges::replace(name, '/', '_');
  const Outcome written = run_with({"init", path(name)});
  EXPECT_EQ(written.status, 0);
  EXPECT_THAT(written.err, HasSubstr(shown));
  expect_harmless(written);
  const Outcome refused = run_with({"init", path(name)});
  EXPECT_EQ(refused.status, 2);
  expect_harmless(refused);
}

TEST_P(HostileText, RawInTheFileIsShownEscaped) {
  const std::string input =
      file("ctx.yaml", "event_context: {use_case: saga, requirements: {}, name: \"" + raw + "\"}");
  expect_harmless(run_with(design(input, {"-v"})));
  expect_harmless(run_with(design(input, {"-f", "markdown"})));
}

class EscapedHostileText : public HostileText {};

TEST_P(EscapedHostileText, InTheFileIsShownEscaped) {
  const std::string value = "\"z" + std::string(GetParam().escaped) + "\"";
  const std::string design_with_names =
      "event_context:\n  use_case: pub_sub\n  requirements: {}\n  name: " + value +
      "\n  description: " + value + "\n  producers: [" + value + "]\n  consumers: [" + value +
      "]\n  messages: [{type: " + value + ", key: " + value + ", payload: {" + value +
      ": string}}]\n";
  const Outcome valid = run_with(design(file("names.yaml", design_with_names), {"-v"}));
  EXPECT_EQ(valid.status, 0) << valid.out;
  EXPECT_THAT(valid.out, HasSubstr(shown));
  expect_harmless(valid);
  for (const std::string_view section : section_names()) {
    expect_harmless(run_with(design(path("names.yaml"), {"--section", std::string(section)})));
  }
  const Outcome page = run_with(design(path("names.yaml"), {"-v", "-f", "markdown"}));
  EXPECT_THAT(page.out, HasSubstr(shown));
  expect_harmless(page);

  for (const std::string& text :
       {"event_context: {use_case: " + value + ", requirements: {}}",
        "event_context: {use_case: saga, requirements: {latency: " + value + "}}",
        "event_context: {use_case: saga, requirements: {}, " + value + ": 1}",
        "event_context: {use_case: saga, requirements: {}, consumers: [" + value + ", " + value +
            "]}",
        "event_context: {use_case: saga, requirements: {}, constraints: {allowed_brokers: [" +
            value + "]}}",
        "event_context: {use_case: saga, requirements: {}, messages: [{type: t, payload: {" +
            value + ": " + value + "}}]}",
        value + ": 1"}) {
    const Outcome outcome = run_with(design(file("bad.yaml", text)));
    EXPECT_EQ(outcome.status, 1) << text;
    EXPECT_THAT(outcome.out, HasSubstr(shown)) << text;
    expect_harmless(outcome);
  }
}

std::string name_of(const testing::TestParamInfo<Hostile>& one) {
  return std::string(one.param.name);
}

/// Those that YAML can write between double quotes.
std::vector<Hostile> escapable() {
  std::vector<Hostile> some;
  std::ranges::copy_if(all_hostile, std::back_inserter(some),
                       [](const Hostile& one) { return !one.escaped.empty(); });
  return some;
}

INSTANTIATE_TEST_SUITE_P(Every, HostileText, testing::ValuesIn(all_hostile), name_of);
INSTANTIATE_TEST_SUITE_P(Every, EscapedHostileText, testing::ValuesIn(escapable()), name_of);

}  // namespace
}  // namespace eventarch::cli
