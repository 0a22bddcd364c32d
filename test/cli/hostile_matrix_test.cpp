/// Hostile text in every place that text comes from (names, keys, values, comments, file names,
/// arguments, broker files, configurations, baselines), through every command, into every format.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <iterator>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_run.hpp"
#include "cli/hostile_places.hpp"
#include "reports/sample_reports.hpp"
#include "support/log_lines.hpp"
#include "support/text.hpp"

namespace eventarch::testing_support {
void PrintTo(const Hostile& one, std::ostream* out) { *out << one.name; }
}  // namespace eventarch::testing_support

namespace eventarch::cli {
namespace {

using Harmful = testing_support::Hostile;

/// Length together with what else hurts.
const std::string long_name = [] {
  std::string out = "::error::";
  for (int i = 0; i < 400; ++i) out += "word\xE6\x97\xA5\xE2\x80\x8B##[x]|`";
  return out;
}();

/// One of each kind of harm that check_report_hostile_test.cpp tries with every report of `check`,
/// and what pages, diagrams, shells and spreadsheets obey.
const std::vector<Harmful>& corpus() {
  static const std::vector<Harmful> all = [] {
    std::vector<Harmful> some{{"long", long_name}};
    for (const Harmful& one : testing_support::all_hostile) {
      constexpr std::array kinds{"controls",        "title",   "bidi",     "line_feed",
                                 "carriage_return", "cdata",   "percent",  "blank_command",
                                 "long_command",    "bracket", "markdown", "invalid"};
      if (std::ranges::find(kinds, one.name) != kinds.end()) some.push_back(one);
    }
    some.push_back({"diagram", "x\"]; click A href \"javascript:alert(1)\" %%{init: {}}%% end"});
    some.push_back({"page", "</summary></details><!-- -->\n# h\n```\n~~~ @team #1 GH-1 www.x.y"});
    some.push_back({"shell", "'$(touch owned)`touch owned`\\' --flag; a & b > c =cmd|'/c x'!A1"});
    return some;
  }();
  return all;
}

/// Takes out the colours, and only those.
std::string without_colour(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t end = text.find_first_not_of("0123456789;", at + 2);
    const bool is_colour =
        text.substr(at, 2) == "\x1b[" && end != std::string_view::npos && text[end] == 'm';
    if (is_colour) {
      at = end;
    } else {
      out += text[at];
    }
  }
  return out;
}

/// Nothing that a terminal obeys but our colours, that a reader cannot see, or that a service which
/// runs builds would take for a command.
void expect_people(const std::string& text) {
  for (const std::string& line : lines_of(text)) {
    const std::string plain = without_colour(line);
    EXPECT_EQ(text::printable(plain), plain);
    EXPECT_EQ(text::inert_line(line), line);
  }
}

void expect_inert(const std::string& text) {
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  expect_people(text);
}

void expect_object(const std::string& out) {
  expect_inert(out);
  EXPECT_TRUE(out.empty() || nlohmann::json::accept(out)) << out;
}

void expect_objects(const std::string& out) {
  expect_inert(out);
  for (const std::string& line : lines_of(out)) EXPECT_TRUE(nlohmann::json::accept(line)) << line;
}

void expect_page(const std::string& out) {
  expect_inert(out);
  EXPECT_LT(out.size(), 65536U);
}

void expect_annotations(const std::string& out) {
  for (const std::string& line : lines_of(out)) {
    EXPECT_EQ(text::printable(line), line);
    const bool is_ours = line.starts_with("::error file=") || line.starts_with("::warning file=") ||
                         line.starts_with("::notice file=");
    EXPECT_TRUE(is_ours || text::inert_line(line) == line) << line;
  }
}

/// One view of a design: the command in front of the file, the flags behind it, and what its output
/// must be.
struct View {
  std::vector<std::string> before;
  std::vector<std::string> behind;
  void (*expect)(const std::string&);
};

/// Every writer, once.
const std::vector<View>& views() {
  static const std::vector<View> all{
      {{"design"}, {"-v"}, expect_inert},
      {{"design"}, {"-f", "json"}, expect_object},
      {{"design"}, {"-f", "markdown", "-v"}, expect_page},
      {{"check"}, {"-v"}, expect_inert},
      {{"check"}, {"-f", "concise"}, expect_inert},
      {{"check"}, {"-f", "json"}, expect_object},
      {{"check"}, {"-f", "sarif"}, expect_object},
      {{"check"}, {"-f", "junit"}, expect_inert},
      {{"check"}, {"-f", "github"}, expect_annotations},
      {{"check"}, {"-f", "gitlab"}, expect_object},
      {{"diff", "CLEAN"}, {"-v"}, expect_inert},
      {{"diff", "CLEAN"}, {"-f", "json"}, expect_object},
      {{"diff", "CLEAN"}, {"-f", "markdown", "-v"}, expect_page},
      {{"simulate"}, {"-v", "--seeds", "1", "--messages", "200"}, expect_inert},
  };
  return all;
}

/// What the same writers do when they are asked for more.
const std::vector<View>& further_views() {
  static const std::vector<View> all{
      {{"design"}, {"-q"}, expect_inert},
      {{"design"}, {"-v", "--color", "always"}, expect_people},
      {{"design"}, {"--section", "message_schema", "--schema-format", "avro"}, expect_inert},
      {{"design"}, {"--section", "message_schema", "--schema-format", "protobuf"}, expect_inert},
      {{"design"}, {"-f", "jsonl"}, expect_objects},
      {{"check"}, {"-v", "--color", "always"}, expect_people},
      {{"check"}, {"-f", "jsonl"}, expect_objects},
      {{"check"}, {"--no-ignores", "-f", "sarif"}, expect_object},
      {{"diff", "CLEAN"}, {"-v", "--color", "always"}, expect_people},
      {{"diff"}, {"CLEAN", "-v"}, expect_inert},
      {{"diff"}, {"CLEAN", "-f", "json"}, expect_object},
      {{"diff"}, {"CLEAN", "-f", "markdown"}, expect_page},
      {{"simulate"},
       {"-f", "json", "--faults", "none", "--seeds", "1", "--messages", "200"},
       expect_object},
      {{"simulate"},
       {"-f", "jsonl", "--faults", "none", "--seeds", "1", "--messages", "200"},
       expect_objects},
      {{"simulate"}, {"--trace", "none", "--color", "always"}, expect_people},
  };
  return all;
}

std::string joined(const std::vector<std::string>& arguments) {
  std::string out;
  for (const std::string& one : arguments) out += text::printable(one) + " ";
  return out;
}

class HostileMatrix : public InFolder, public testing::WithParamInterface<Harmful> {
 protected:
  const std::string raw{GetParam().raw};
  const std::string clean = file("clean.yaml", sample::clean);

  /// As a name in a folder: no slash, no zero, not too long.
  [[nodiscard]] std::string as_name() const {
    std::string name = raw.substr(0, 120);
    std::ranges::replace(name, '/', '_');
    std::ranges::replace(name, '\0', '_');
    return name + ".yaml";
  }

  /// As an argument, which ends where a zero stands.
  [[nodiscard]] std::string as_argument() const {
    std::string argument = raw;
    std::erase(argument, '\0');
    return argument;
  }

  Outcome run_inert(const std::vector<std::string>& arguments) const {
    SCOPED_TRACE(joined(arguments));
    Outcome outcome = run_with(arguments);
    EXPECT_NE(outcome.status, 3);
    expect_inert(outcome.err);
    return outcome;
  }

  void look_at(const std::string& path, const std::vector<View>& wanted,
               const std::vector<std::string>& flags = {}) const {
    for (const View& view : wanted) {
      std::vector<std::string> arguments = view.before;
      arguments.push_back(path);
      arguments.insert(arguments.end(), view.behind.begin(), view.behind.end());
      arguments.insert(arguments.end(), flags.begin(), flags.end());
      std::ranges::replace(arguments, "CLEAN", clean);
      SCOPED_TRACE(joined(arguments));
      view.expect(run_inert(arguments).out);
    }
  }

  /// On a terminal the changes are as harmless as all else; in the log of a build they are no
  /// commands. Elsewhere they are a patch, which has the bytes of the file.
  void look_at_changes(const std::string& name) const {
    Environment terminal;
    terminal.out_is_terminal = true;
    for (std::string line : lines_of(run_in({"", terminal}, {"check", name, "--diff"}).out)) {
      std::erase(line, '\t');
      EXPECT_EQ(text::printable(line), line);
      EXPECT_EQ(text::inert_line(line), line);
    }
    Environment build;
    build.log_takes_commands = true;
    const Outcome logged = run_in({"", build}, {"check", name, "--diff"});
    EXPECT_FALSE(text::holds_command(logged.out)) << logged.out;
    expect_inert(logged.err);
  }

  void refuse(const std::vector<std::string>& arguments) const {
    const Outcome outcome = run_inert(arguments);
    EXPECT_EQ(outcome.status, 2) << joined(arguments);
    EXPECT_EQ(outcome.out, "") << joined(arguments);
  }
};

TEST_P(HostileMatrix, InTheDesignFileHarmsNoFormat) {
  for (const HostileDesign& design : hostile_designs(raw)) {
    SCOPED_TRACE(design.name);
    const std::string name = file(design.name + ".yaml", design.text);
    look_at(name, views());
    look_at_changes(name);
    if (design.name == "names" || design.name == "values") look_at(name, further_views());
  }
}

TEST_P(HostileMatrix, InTheNameOfTheFileHarmsNoFormat) {
  const std::string name = file(as_name(), sample::warning);
  look_at(name, views());
  look_at(name, further_views());
  const std::string broken = file(as_name(), sample::invalid);
  look_at(broken, views());
  look_at_changes(broken);
}

TEST_P(HostileMatrix, InTheNameOfAFolderHarmsNoFormat) {
  const std::string folder = as_name() + ".d";
  std::filesystem::create_directories(path(folder));
  look_at(file(folder + "/a.yaml", sample::warning), views());
  const std::string baseline = path(folder) + "/baseline";
  run_inert({"check", path(folder), "--write-baseline", baseline});
  expect_objects(content(folder + "/baseline"));
  EXPECT_EQ(run_inert({"check", path(folder), "--baseline", baseline}).status, 0);
}

TEST_P(HostileMatrix, InAnOverrideHarmsNoFormat) {
  std::vector<View> wanted = views();
  std::erase_if(wanted, [](const View& view) { return view.before.front() == "diff"; });
  const std::string argument = as_argument();
  std::vector<std::string> changes{"name=" + argument, "consumers=[" + argument + "]",
                                   "requirements.latency=" + argument};
  // Without a path it is a mistake of its own.
  if (!argument.starts_with("=")) changes.push_back(argument + "=1");
  for (const std::string& change : changes) look_at(clean, wanted, {"--set", change});
}

TEST_P(HostileMatrix, InABrokerFileHarmsNoFormat) {
  std::filesystem::create_directories(path("brokers"));
  file("brokers/own.yaml", hostile_broker(raw));
  const std::string wanted =
      file("wanted.yaml", std::string(sample::clean) + "  constraints: {allowed_brokers: [own]}\n");
  const std::vector<std::string> flags{"--catalogue", path("brokers")};
  std::vector<View> all = views();
  all.insert(all.end(), further_views().begin(), further_views().end());
  look_at(wanted, all, flags);
  for (const std::string name : {"own", "own/topic"}) {
    const Outcome outcome = run_inert({"explain", name, flags[0], flags[1]});
    EXPECT_EQ(outcome.status, GetParam().name == "invalid" ? 2 : 0) << outcome.err;
    expect_inert(outcome.out);
  }
  expect_inert(run_inert({"explain", flags[0], flags[1]}).out);
}

TEST_P(HostileMatrix, InAConfigurationOrABaselineIsToldAsText) {
  for (const std::string& text : hostile_configurations(raw)) {
    const std::string name = file("configuration", text);
    expect_people(run_inert({"check", clean, "--config", name}).out);
  }
  for (const std::string& text : hostile_baselines(raw)) {
    const std::string name = file("baseline", text);
    for (const std::string format : {"text", "concise", "junit"}) {
      expect_people(run_inert({"check", clean, "--baseline", name, "-f", format, "-v"}).out);
    }
    expect_object(run_inert({"check", clean, "--baseline", name, "-f", "json"}).out);
    expect_object(run_inert({"check", clean, "--baseline", name, "-f", "sarif"}).out);
  }
}

TEST_P(HostileMatrix, InTheNameOfAnOutputIsToldAsText) {
  const std::string name = path(as_name());
  run_inert({"init", name});
  expect_people(run_inert({"design", name, "-q"}).out);
  run_inert({"init", name});
  run_inert({"init", name, "--force"});
  run_inert({"check", clean, "--write-baseline", name});
  run_inert({"check", clean, "-o", name, "--output", "json=" + name});
  run_inert({"check", clean, "-o", name, "--write-baseline", name});
  run_inert({"design", clean, "-o", name, "--output", "json=" + clean});
  refuse({"diff", clean, clean, "-o", name + "/x"});
  refuse({"simulate", clean, "--seeds", "1", "--messages", "500", "-o", name + "/x"});
  refuse({"calculate", "-o", name + "/x"});
}

TEST_P(HostileMatrix, InArgumentsIsToldAsText) {
  const std::string argument = as_argument();
  const std::vector<std::string> simulate{"simulate", clean, "--seeds", "1", "--messages", "500"};
  for (const std::string flag :
       {"--seeds", "--seed", "--faults", "--mistake", "--trace", "--messages", "--duration",
        "--arrivals", "--service", "--service-variation", "--format", "--fail-on", "--color",
        "--jobs", "--catalogue"}) {
    refuse({"simulate", clean, flag, argument});
  }
  for (const std::string flag : {"--format", "--fail-on", "--color", "--jobs", "--config",
                                 "--baseline", "--catalogue", "--set"}) {
    if (flag != "--set" || argument.find('=') == std::string::npos) {
      refuse({"check", clean, flag, argument});
    }
  }
  for (const std::string flag : {"--format", "--fail-on", "--color", "--catalogue"}) {
    refuse({"diff", clean, clean, flag, argument});
  }
  for (const std::string flag :
       {"--format", "--fail-on", "--color", "--catalogue", "--section", "--schema-format"}) {
    refuse({"design", clean, flag, argument});
  }
  refuse({"diff", clean, path("x") + argument});
  refuse({"diff", argument + ":a.yaml", clean});
  refuse({"diff", "HEAD:" + argument, clean});
  refuse({"check", path("x") + argument});
  refuse({"calculate", "x" + argument});
  refuse({"calculate", "drain_time", "x" + argument});
  refuse({"calculate", "drain_time", "x" + argument + "=1", "backlog=" + argument});
  refuse({"explain", "x" + argument});
  refuse({"explain", "kafka/" + argument});
  refuse({"explain", "kafka", "--catalogue", argument});
  refuse({"completion", "x" + argument});
  refuse({"schema", "x" + argument});
  refuse({"x" + argument});
  refuse({"design", clean, "--x" + argument});
  World world;
  world.input = sample::invalid;
  for (const std::string format : {"text", "concise", "junit", "json", "sarif", "gitlab"}) {
    const Outcome outcome =
        run_in(world, {"check", "-", "--stdin-filename", argument, "--no-config", "-f", format});
    expect_people(outcome.out);
    expect_inert(outcome.err);
  }
}

INSTANTIATE_TEST_SUITE_P(Corpus, HostileMatrix, testing::ValuesIn(corpus()),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace eventarch::cli
