/// Hostile text in every place of a report, in every format.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <ostream>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eventarch/check_report.hpp"
#include "eventarch/report.hpp"
#include "report/text_page.hpp"
#include "reports/sample_reports.hpp"
#include "support/log_lines.hpp"
#include "support/text.hpp"

namespace eventarch {

namespace testing_support {
void PrintTo(const Hostile& one, std::ostream* out) { *out << one.name; }
}  // namespace testing_support

namespace {

using namespace testing_support;
using Json = nlohmann::json;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// One place that a hostile text can get into.
struct Place {
  std::string_view name;
  std::function<void(CheckReport&, CheckFinding&, const std::string&)> put;
};

const std::vector<Place>& places() {
  static const std::vector<Place> all{
      {"file name",
       [](CheckReport& r, CheckFinding& f, const std::string& raw) {
         r.files.front().name = raw;
         f = full_finding(raw);
       }},
      {"command line",
       [](CheckReport&, CheckFinding& f, const std::string& raw) {
         f.diagnostic.where = {"--set " + raw, 0, 0, 0, 0};
       }},
      {"message",
       [](CheckReport&, CheckFinding& f, const std::string& raw) { f.diagnostic.message = raw; }},
      {"label",
       [](CheckReport&, CheckFinding& f, const std::string& raw) { f.diagnostic.label = raw; }},
      {"note",
       [](CheckReport&, CheckFinding& f, const std::string& raw) { f.diagnostic.notes = {raw}; }},
      {"help",
       [](CheckReport&, CheckFinding& f, const std::string& raw) { f.diagnostic.help = raw; }},
      {"related", [](CheckReport&, CheckFinding& f,
                     const std::string& raw) { f.diagnostic.related.front().message = raw; }},
      {"related elsewhere",
       [](CheckReport&, CheckFinding& f, const std::string& raw) {
         f.diagnostic.related.front() = {{raw, 1, 1, 1, 2}, raw};
       }},
      {"fix", [](CheckReport&, CheckFinding& f,
                 const std::string& raw) { f.diagnostic.fix.front().replacement = raw; }},
      {"source",
       [](CheckReport&, CheckFinding& f, const std::string& raw) {
         for (SourceLine& line : f.lines) line.text = raw;
       }},
      {"pointer", [](CheckReport&, CheckFinding& f, const std::string& raw) { f.pointer = raw; }},
      {"design", [](CheckReport&, CheckFinding& f, const std::string& raw) { f.design = raw; }},
      {"subject", [](CheckReport&, CheckFinding& f, const std::string& raw) { f.subject = raw; }},
      {"reason",
       [](CheckReport&, CheckFinding& f, const std::string& raw) {
         f.suppressed = Suppressed{.reason = raw, .until = std::nullopt, .where = {}};
       }},
      {"baseline",
       [](CheckReport& r, CheckFinding&, const std::string& raw) {
         r.stale = {{"hot_key", raw, raw, raw, 1}};
       }},
  };
  return all;
}

CheckReport report_with(const Place& place, std::string_view raw) {
  CheckReport report{.files = {{"f", 1, {full_finding("f")}}}};
  place.put(report, report.files.front().findings.front(), std::string(raw));
  return report;
}

/// No control character but line ends, nothing that turns or hides text, valid UTF-8.
void expect_harmless(const std::string& text) {
  for (const std::string& line : lines_of(text)) EXPECT_EQ(text::printable(line), line);
}

void expect_no_command(const std::string& text) {
  for (const std::string& line : lines_of(text)) EXPECT_EQ(text::inert_line(line), line);
}

class HostileCheck : public testing::TestWithParam<Hostile> {
 protected:
  /// Looks at every place in one format.
  void each(CheckFormat format, const std::function<void(const std::string&)>& look) {
    for (const Place& place : places()) {
      SCOPED_TRACE(place.name);
      look(render_check(report_with(place, GetParam().raw), format, {.detail = Detail::verbose}));
    }
    look(render_check(hostile_report(GetParam().raw), format, {.detail = Detail::verbose}));
  }
};

TEST_P(HostileCheck, IsHarmlessInTextForPeople) {
  for (const CheckFormat format : {CheckFormat::text, CheckFormat::concise}) {
    each(format, [](const std::string& out) {
      EXPECT_FALSE(out.empty());
      expect_harmless(out);
      expect_no_command(out);
    });
  }
}

TEST_P(HostileCheck, FitsIntoTheTerminal) {
  each(CheckFormat::text, [](const std::string& out) {
    for (const std::string& line : lines_of(out)) {
      // Names of files are never broken; the escape of a colon comes after the line is broken.
      const bool may_be_longer =
          line.find("--> ") != std::string::npos || line.find("\\u{3a}") != std::string::npos;
      EXPECT_TRUE(may_be_longer || text::display_width(line) <= 80) << line;
    }
  });
}

TEST_P(HostileCheck, IsOneLineAFindingWhereOneLineIsPromised) {
  each(CheckFormat::concise, [](const std::string& out) {
    for (const std::string& line : lines_of(out)) {
      EXPECT_THAT(line, testing::HasSubstr(": warning: "));
      EXPECT_THAT(line, testing::HasSubstr(" [uneven_share]"));
    }
  });
}

TEST_P(HostileCheck, IsJson) {
  for (const CheckFormat format : {CheckFormat::json, CheckFormat::sarif, CheckFormat::gitlab}) {
    each(format, [](const std::string& out) {
      EXPECT_TRUE(Json::accept(out)) << out;
      expect_harmless(out);
      expect_no_command(out);
    });
  }
}

TEST_P(HostileCheck, IsOneValueALineInJsonLines) {
  each(CheckFormat::jsonl, [](const std::string& out) {
    EXPECT_FALSE(out.empty());
    for (const std::string& line : lines_of(out)) EXPECT_TRUE(Json::accept(line)) << line;
    expect_harmless(out);
    expect_no_command(out);
  });
}

TEST_P(HostileCheck, KeepsItsTextInJson) {
  const std::string raw(GetParam().raw);
  if (GetParam().name == "invalid") return;  // has no place in JSON
  const Json json = Json::parse(render_check(hostile_report(raw), CheckFormat::json, {}));
  EXPECT_EQ(json["findings"][0]["message"], raw);
  EXPECT_EQ(json["findings"][1]["suppressed"]["reason"], raw);
  EXPECT_EQ(json["files"][0]["name"], raw);
}

TEST_P(HostileCheck, AddsNoMarkupToXml) {
  const auto tags = [](const std::string& xml) {
    return std::ranges::count(xml, '<') + 1000 * std::ranges::count(xml, '>');
  };
  const auto expected = tags(render_check(hostile_report("x"), CheckFormat::junit, {}));
  const std::string xml = render_check(hostile_report(GetParam().raw), CheckFormat::junit, {});
  EXPECT_EQ(tags(xml), expected);
  each(CheckFormat::junit, [](const std::string& out) {
    expect_harmless(out);
    expect_no_command(out);
  });
}

TEST_P(HostileCheck, MakesNoAnnotationOfItsOwn) {
  each(CheckFormat::github, [](const std::string& out) {
    expect_harmless(out);
    for (const std::string& line : lines_of(out)) {
      EXPECT_TRUE(line.starts_with("::warning file=")) << line;
      EXPECT_THAT(line, testing::HasSubstr(",title=uneven_share::"));
    }
  });
  const std::string out = render_check(hostile_report(GetParam().raw), CheckFormat::github, {});
  EXPECT_EQ(lines_of(out).size(), 2U);
}

TEST_P(HostileCheck, IsHarmlessInOtherListsOfFindings) {
  Findings findings;
  Diagnostic& diagnostic = findings.add(key_rule, span_of(std::string(GetParam().raw), 1, 1, 2),
                                        std::string(GetParam().raw), std::string(GetParam().raw));
  diagnostic.notes = {std::string(GetParam().raw)};
  const std::string out = render_findings(findings);
  expect_harmless(out);
  expect_no_command(out);
}

std::string name_of_case(const testing::TestParamInfo<Hostile>& one) {
  return std::string(one.param.name);
}

INSTANTIATE_TEST_SUITE_P(Corpus, HostileCheck, testing::ValuesIn(all_hostile), name_of_case);

/// A report in which nothing fits together: places outside the source, ends before starts.
CheckReport random_report(std::mt19937& chance) {
  const auto upto = [&](std::uint32_t most) {
    return std::uniform_int_distribution<std::uint32_t>(0, most)(chance);
  };
  const auto raw = [&] {
    std::string out;
    for (std::uint32_t parts = upto(3); parts > 0; --parts) {
      out += all_hostile[upto(all_hostile.size() - 1)].raw;
      out += std::string(upto(120), 'x');
      out += static_cast<char>(upto(255));
    }
    return out;
  };
  const std::string file = raw();
  const auto span = [&] {
    return SourceSpan{upto(3) == 0 ? raw() : file, upto(6), upto(300), upto(6), upto(300)};
  };
  CheckFinding finding = finding_of(upto(1) == 0 ? key_rule : size_rule, span(), raw(), 1);
  Diagnostic& diagnostic = finding.diagnostic;
  diagnostic.label = raw();
  diagnostic.help = raw();
  diagnostic.notes = {raw(), raw()};
  diagnostic.related = {{span(), raw()}, {span(), raw()}};
  diagnostic.fix = {{span(), raw()}};
  finding.pointer = raw();
  finding.design = raw();
  finding.subject = raw();
  for (std::uint32_t number = 1; number <= 6; ++number) {
    if (upto(2) != 0) finding.lines.push_back({number, raw()});
  }
  if (upto(2) == 0) {
    finding.suppressed = Suppressed{.reason = raw(), .until = std::nullopt, .where = span()};
  }
  return {.files = {{file, 1, {finding}}}};
}

TEST(RandomCheck, IsValidInEveryFormat) {
  std::mt19937 chance(20260101);
  for (int i = 0; i < 300; ++i) {
    SCOPED_TRACE(i);
    const CheckReport report = random_report(chance);
    const auto rendered = [&](CheckFormat format) {
      return render_check(report, format, {.detail = Detail::verbose, .prefix = "a/../b/"});
    };
    for (const CheckFormat format : {CheckFormat::json, CheckFormat::jsonl, CheckFormat::gitlab}) {
      const std::string out = rendered(format);
      EXPECT_TRUE(out.empty() || Json::accept(out)) << out;
    }
    for (const CheckFormat format : {CheckFormat::text, CheckFormat::concise, CheckFormat::json,
                                     CheckFormat::gitlab, CheckFormat::junit}) {
      expect_harmless(rendered(format));
      expect_no_command(rendered(format));
    }
    expect_harmless(rendered(CheckFormat::github));
    EXPECT_LE(lines_of(rendered(CheckFormat::github)).size(), 1U);
  }
}

TEST(LogLine, IsNoCommandToAnyService) {
  EXPECT_EQ(text::inert_line("::error::x"), "\\u{3a}:error::x");
  EXPECT_EQ(text::inert_line("  \xC2\xA0::error::x"), "  \xC2\xA0\\u{3a}:error::x");
  EXPECT_EQ(text::inert_line("a ##[x] ##vso[y] ##teamcity[z]"),
            "a ##\\u{5b}x] ##vso\\u{5b}y] ##teamcity\\u{5b}z]");
  EXPECT_EQ(text::inert_line("a::b [c] # [d] #[e]"), "a::b [c] # [d] #[e]");
  EXPECT_EQ(text::inert_line(""), "");
  EXPECT_TRUE(text::holds_command("a\n ::error::x\n"));
  EXPECT_TRUE(text::holds_command("a\r::error::x\n"));
  EXPECT_TRUE(text::holds_command("+ # ##[x]"));
  EXPECT_FALSE(text::holds_command("+::error::x\n-::x\na [b]\n"));
}

TEST(FindingsOfOtherReports, ShowTheirNotes) {
  Findings findings;
  Diagnostic& diagnostic = findings.add(key_rule, span_of("f", 1, 2, 3), "m", "h");
  diagnostic.notes = {"n"};
  report::TextPage page(Color::off);
  page.finding(diagnostic);
  EXPECT_EQ(page.take(), "f:1:2: error: [unknown_key]\n    m\n    note: n\n    help: h\n");
}

TEST(FindingsOfOtherFiles, ShowTheirNotes) {
  Findings findings;
  findings.add(key_rule, span_of("f", 1, 2, 3), "m", "h").notes = {"n"};
  EXPECT_EQ(render_findings(findings), "f:1:2: error: m [unknown_key]\n  note: n\n  help: h\n");
}

}  // namespace
}  // namespace eventarch
