/// What the layers promise each other, checked on the sources themselves.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/rule.hpp"

namespace eventarch {
namespace {

using testing::Contains;
using testing::ElementsAreArray;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

using Words = std::vector<std::string_view>;

/// What the files of a folder under src/ may include, besides their own folder: other folders, and
/// headers of include/eventarch/.
struct Layer {
  std::string_view folder;
  Words folders;
  Words public_headers;
};

/// Those of include/eventarch/components/: each may include those before it.
const Words& component_headers() {
  static const Words all{
      "components/instant",
      "components/random_source",
      "components/message",
      "components/publisher",
      "components/error_classifier",
      "components/retry_policy",
      "components/depth_alarm",
      "components/circuit_breaker",
      "components/dedup_store",
      "components/idempotent_consumer",
      "components/dead_letter_consumer",
      "components/transaction_log",
      "components/transactional_producer",
      "components/outbox",
      "components/event_store",
      "components/snapshot",
      "components/projection",
      "components/saga_log",
      "components/saga_state",
      "components/saga",
  };
  return all;
}

const std::vector<Layer>& layers() {
  // clang-format off: one layer a row
  static const std::vector<Layer> all{
      {"support", {}, {"units"}},
      {"diagnostics", {"support"}, {"diagnostic"}},
      {"model", {"support"}, {"context", "diagnostic", "units"}},
      {"input", {"support", "model", "diagnostics"}, {"context", "diagnostic", "units"}},
      {"catalogue",
       {"support", "model", "diagnostics", "input"},
       {"automatic_commit", "catalogue", "context", "diagnostic", "units"}},
      {"formulas", {"support"}, {"formulas", "units"}},
      // unit_limit: a broker is not chosen where its sizes go beyond what it holds.
      {"selection",
       {"support", "model", "formulas"},
       {"catalogue", "context", "counted_load", "decision", "unit_limit", "units"}},
      {"sizing",
       {"support", "model", "formulas"},
       {"catalogue", "context", "counted_load", "decision", "formulas", "sizing", "unit_limit",
        "units"}},
      // trial: what a help line promises is sized before it is said.
      {"rules",
       {"support", "model", "sizing"},
       {"automatic_commit", "catalogue", "context", "counted_load", "decision", "diagnostic",
        "formulas", "sizing", "units"}},
      {"assembly",
       {"support", "formulas"},
       {"automatic_commit", "catalogue", "context", "decision", "design", "formulas", "sizing",
        "units"}},
      // Used by those who build what is advised: they need nothing of the rest, nor it of them.
      {"components", {}, component_headers()},
      {"simulation",
       {"support"},
       {"automatic_commit", "catalogue", "context", "decision", "design", "formulas", "simulation",
        "sizing", "units"}},
      {"diff", {"support"}, {"catalogue", "context", "decision", "design", "diff", "sizing"}},
      // advise: the version of the program is part of each JSON report.
      {"report",
       {"support"},
       {"catalogue", "check", "check_report", "context", "decision", "design", "diagnostic", "diff",
        "formulas", "report", "simulation", "simulation_report", "sizing", "suppression", "units",
        "version"}},
      // check_source: the pipeline without a design.
      {"check",
       {"support", "model", "diagnostics", "input", "rules", "selection", "sizing"},
       {"advise", "catalogue", "check", "context", "decision", "diagnostic", "sizing", "units"}},
      {"app",
       {"assembly", "catalogue", "check", "diagnostics", "diff", "input", "model", "report",
        "rules", "selection", "simulation", "sizing", "support"},
       {"advise", "catalogue", "check", "configuration", "context", "decision", "design",
        "diagnostic", "diff", "explain", "formulas", "report", "simulation", "sizing", "units",
        "version"}},
      {"cli",
       {"support"},
       {"advise", "check", "check_report", "configuration", "diff", "explain", "formulas", "report",
        "simulation", "simulation_report", "suppression", "version"}},
  };
  // clang-format on
  return all;
}

/// What one file may include beyond its layer.
struct Exception {
  std::string_view file;
  std::string_view header;
};

constexpr std::array exceptions{
    // The table of all rules lists those of the readers too.
    Exception{"src/rules/rule_table.cpp", "catalogue/catalogue_rules.hpp"},
    Exception{"src/rules/rule_table.cpp", "check/suppression_rules.hpp"},
    Exception{"src/rules/rule_table.cpp", "input/input_rules.hpp"},
    Exception{"src/main.cpp", "cli/descriptors.hpp"},
    Exception{"src/main.cpp", "cli/run.hpp"},
};

/// What a public header may include of the others: those that come before it.
const Words& public_headers_in_order() {
  static const Words all = [] {
    Words words{"units",
                "diagnostic",
                "suppression",
                "context",
                "catalogue",
                "counted_load",
                "automatic_commit",
                "decision",
                "formulas",
                "sizing",
                "unit_limit",
                "design",
                "simulation",
                "advise",
                "explain",
                "report",
                "simulation_report",
                "check",
                "diff",
                "configuration",
                "check_report",
                "version"};
    words.insert(words.end(), component_headers().begin(), component_headers().end());
    return words;
  }();
  return all;
}

/// Where headers from outside may be included; a place that ends in a slash is a folder.
struct Confined {
  std::string_view header;  ///< how it begins
  Words places;             ///< empty: nowhere
};

const std::vector<Confined>& confined() {
  static const std::vector<Confined> all{
      {"yaml-cpp/", {"src/input/"}},
      {"nlohmann/", {"src/report/", "src/app/input_schema.cpp"}},
      {"CLI/", {"src/cli/command_line.cpp"}},
      {"fmt/", {"src/"}},
      {"iostream", {"src/main.cpp", "src/catalogue/compiler/main.cpp"}},
      // The disk and the operating system.
      {"fstream", {"src/catalogue/compiler/main.cpp"}},
      {"filesystem",
       {"src/cli/files.cpp", "src/cli/input_paths.cpp", "src/cli/baseline_paths.cpp",
        "src/cli/same_files.cpp", "src/cli/report_outputs.cpp", "src/catalogue/compiler/main.cpp"}},
      {"fcntl.h", {"src/cli/child_process.cpp", "src/cli/files.cpp"}},
      {"poll.h", {"src/cli/child_process.cpp", "src/cli/descriptors.cpp"}},
      {"spawn.h", {"src/cli/child_process.cpp"}},
      {"sys/",
       {"src/cli/child_process.cpp", "src/cli/files.cpp", "src/cli/same_files.cpp",
        "src/main.cpp"}},
      {"unistd.h",
       {"src/cli/child_process.cpp", "src/cli/descriptors.cpp", "src/cli/files.cpp",
        "src/main.cpp"}},
      // Slow, and without a bound on the stack.
      {"regex", {}},
      // The same input gives the same bytes: no clock below the commands, no chance, no locale.
      // The components count time and are told it: see the names of clocks below.
      // Threads wait for each other a bounded time; what they find does not depend on it.
      {"chrono",
       {"include/eventarch/components/", "src/components/", "src/simulation/run/parallel.hpp",
        "src/cli/", "src/main.cpp"}},
      {"ctime", {"src/cli/", "src/main.cpp"}},
      {"random", {}},
      {"locale", {}},
      {"clocale", {}},
  };
  return all;
}

/// Names that no code may use outside the places given.
const std::vector<Confined>& confined_names() {
  static const std::vector<Confined> all{
      {"getenv", {"src/main.cpp"}},
      {"random_device", {}},
      {"srand", {}},
      {"std::rand", {}},
      {"setlocale", {}},
      {"std::time(", {}},
      {"steady_clock", {"src/cli/", "src/main.cpp"}},
      {"system_clock", {"src/cli/", "src/main.cpp"}},
      {"high_resolution_clock", {"src/cli/", "src/main.cpp"}},
  };
  return all;
}

constexpr std::size_t lines_most = 400;

/// Files that may be longer; a path that ends in a slash is a folder.
struct LongFile {
  std::string_view path;
  std::size_t lines;
  std::string_view reason;
};

constexpr std::array long_files{
    LongFile{"src/catalogue/brokers/", 1000, "a table: the facts about one broker"},
};

const std::filesystem::path root = EVENTARCH_SOURCE_DIR;

std::string text_of(const std::string& path) {
  std::ifstream in(root / path, std::ios::binary);
  EXPECT_TRUE(in.is_open()) << path;
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// The files below a folder, as paths from the root, sorted.
std::vector<std::string> files_below(std::string_view folder) {
  std::vector<std::string> all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
    if (entry.is_regular_file()) {
      all.push_back(std::filesystem::relative(entry.path(), root).generic_string());
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

bool is_code(std::string_view path) { return path.ends_with(".cpp") || path.ends_with(".hpp"); }

std::vector<std::string> code_below(std::string_view folder) {
  auto all = files_below(folder);
  std::erase_if(all, [](const std::string& path) { return !is_code(path); });
  EXPECT_THAT(all, Not(IsEmpty())) << folder;
  return all;
}

/// All code of the product.
std::vector<std::string> product_code() {
  auto all = code_below("include");
  const auto sources = code_below("src");
  all.insert(all.end(), sources.begin(), sources.end());
  return all;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// `#include "x"` as {"x", own}, `#include <x>` as {"x", not own}.
struct Include {
  std::string header;
  bool own;
};

std::vector<Include> includes_of(const std::string& path) {
  std::vector<Include> all;
  for (const std::string& line : lines_of(text_of(path))) {
    const std::size_t hash = line.find_first_not_of(" \t");
    if (hash == std::string::npos || line[hash] != '#') continue;
    const std::size_t word = line.find_first_not_of(" \t", hash + 1);
    if (word == std::string::npos || !std::string_view(line).substr(word).starts_with("include")) {
      continue;
    }
    const std::size_t open = line.find_first_of("<\"", word);
    if (open == std::string::npos) {
      ADD_FAILURE() << path << ": " << line;
      continue;
    }
    const std::size_t close = line.find_first_of(">\"", open + 1);
    all.push_back({line.substr(open + 1, close - open - 1), line[open] == '"'});
  }
  return all;
}

std::string_view up_to(std::string_view text, char end) { return text.substr(0, text.find(end)); }

bool contains(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// "eventarch/context.hpp" -> "context"; empty for other headers.
std::string_view public_header(std::string_view header) {
  constexpr std::string_view prefix = "eventarch/";
  return header.starts_with(prefix) ? up_to(header.substr(prefix.size()), '.') : "";
}

bool is_at(std::string_view path, const Words& places) {
  return std::any_of(places.begin(), places.end(), [&](std::string_view place) {
    return place.ends_with('/') ? path.starts_with(place) : path == place;
  });
}

bool may_include(const std::string& path, std::string_view header) {
  const bool excepted =
      std::any_of(exceptions.begin(), exceptions.end(),
                  [&](const Exception& one) { return one.file == path && one.header == header; });
  if (excepted) return true;
  const std::string_view below = std::string_view(path).substr(std::string_view("src/").size());
  const std::string_view folder = up_to(below, '/');
  const auto layer = std::find_if(layers().begin(), layers().end(),
                                  [&](const Layer& one) { return one.folder == folder; });
  if (layer == layers().end()) return false;
  const std::string_view named = public_header(header);
  if (!named.empty()) return contains(layer->public_headers, named);
  const std::string_view included = up_to(header, '/');
  return included == folder || contains(layer->folders, included);
}

TEST(Layers, IncludeOnlyWhatLiesBelowThem) {
  for (const std::string& path : code_below("src")) {
    for (const Include& include : includes_of(path)) {
      if (!include.own) continue;
      EXPECT_TRUE(may_include(path, include.header)) << path << " includes " << include.header;
    }
  }
}

TEST(Layers, AreEveryFolderThereIs) {
  std::set<std::string> folders;
  for (const auto& entry : std::filesystem::directory_iterator(root / "src")) {
    if (entry.is_directory()) folders.insert(entry.path().filename().string());
  }
  std::set<std::string> named;
  for (const Layer& layer : layers()) named.emplace(layer.folder);
  EXPECT_EQ(folders, named);
}

TEST(Layers, FormNoCircle) {
  // Each layer may include only layers that stand above it in the table.
  Words before;
  for (const Layer& layer : layers()) {
    for (const std::string_view folder : layer.folders) {
      const bool stands_before = contains(before, folder);
      EXPECT_TRUE(stands_before) << layer.folder << " may include " << folder;
    }
    before.push_back(layer.folder);
  }
}

TEST(Layers, NeedTheExceptionsThatAreMade) {
  for (const Exception& exception : exceptions) {
    std::vector<std::string> headers;
    for (const Include& include : includes_of(std::string(exception.file))) {
      headers.push_back(include.header);
    }
    EXPECT_THAT(headers, Contains(exception.header)) << exception.file;
  }
}

TEST(Layers, IncludeHeadersOfTheProjectWithQuotesAndOthersWithout) {
  for (const std::string& path : product_code()) {
    for (const Include& include : includes_of(path)) {
      const bool exists = std::filesystem::exists(root / "src" / include.header) ||
                          std::filesystem::exists(root / "include" / include.header);
      EXPECT_EQ(include.own, exists) << path << " includes " << include.header;
    }
  }
}

TEST(HeadersFromOutside, StayInTheirPlace) {
  for (const std::string& path : product_code()) {
    for (const Include& include : includes_of(path)) {
      for (const Confined& one : confined()) {
        const bool whole = one.header.ends_with('/') ? include.header.starts_with(one.header)
                                                     : include.header == one.header;
        if (include.own || !whole) continue;
        EXPECT_TRUE(is_at(path, one.places)) << path << " includes " << include.header;
      }
    }
  }
}

TEST(HeadersFromOutside, AreKnown) {
  // A new dependency is a decision: it gets a row in the table first.
  for (const std::string& path : product_code()) {
    for (const Include& include : includes_of(path)) {
      const bool foreign = !include.own && include.header.find_first_of("/.") != std::string::npos;
      if (!foreign) continue;
      const bool known =
          std::any_of(confined().begin(), confined().end(), [&](const Confined& one) {
            return std::string_view(include.header).starts_with(one.header);
          });
      EXPECT_TRUE(known) << path << " includes " << include.header;
    }
  }
}

TEST(Names, ThatMakeRunsDifferStayInTheirPlace) {
  for (const std::string& path : product_code()) {
    const std::string text = text_of(path);
    for (const Confined& one : confined_names()) {
      if (is_at(path, one.places)) continue;
      EXPECT_EQ(text.find(one.header), std::string::npos) << path << " uses " << one.header;
    }
  }
}

TEST(PublicHeaders, IncludeStandardAndPublicHeadersAlone) {
  for (const std::string& path : code_below("include")) {
    for (const Include& include : includes_of(path)) {
      if (include.own) {
        EXPECT_THAT(include.header, StartsWith("eventarch/")) << path;
      } else {
        EXPECT_EQ(include.header.find_first_of("/."), std::string::npos)
            << path << " includes " << include.header;
      }
    }
  }
}

TEST(PublicHeaders, OfTheComponentsNeedNoneOfTheAdvisor) {
  for (const std::string& path : code_below("include/eventarch/components")) {
    for (const Include& include : includes_of(path)) {
      if (include.own) {
        EXPECT_THAT(include.header, StartsWith("eventarch/components/")) << path;
      }
    }
  }
}

TEST(PublicHeaders, IncludeOnlyThoseBeforeThem) {
  const Words& order = public_headers_in_order();
  std::set<std::string> found;
  for (const std::string& path : code_below("include")) {
    const std::string_view name =
        public_header(std::string_view(path).substr(std::string_view("include/").size()));
    found.emplace(name);
    const auto own = std::find(order.begin(), order.end(), name);
    for (const Include& include : includes_of(path)) {
      if (!include.own) continue;
      const auto other = std::find(order.begin(), order.end(), public_header(include.header));
      EXPECT_LT(other - order.begin(), own - order.begin())
          << path << " includes " << include.header;
    }
  }
  EXPECT_EQ(found, std::set<std::string>(order.begin(), order.end()));
}

TEST(Headers, StartWithPragmaOnceAndSayWhatTheyAreFor) {
  for (const std::string& path : product_code()) {
    if (!path.ends_with(".hpp")) continue;
    EXPECT_THAT(text_of(path), StartsWith("#pragma once\n\n/// ")) << path;
  }
}

TEST(Files, AreShort) {
  for (const std::string_view folder : {"include", "src"}) {
    for (const std::string& path : files_below(folder)) {
      const auto exempt =
          std::find_if(long_files.begin(), long_files.end(),
                       [&](const LongFile& one) { return is_at(path, {one.path}); });
      const std::size_t most = exempt == long_files.end() ? lines_most : exempt->lines;
      EXPECT_LE(lines_of(text_of(path)).size(), most) << path;
    }
  }
}

TEST(Files, AreExemptFromShortnessOnlyWhereTheyMustBe) {
  for (const LongFile& exempt : long_files) {
    if (exempt.path.ends_with('/')) continue;
    ASSERT_TRUE(std::filesystem::exists(root / exempt.path)) << exempt.path;
    EXPECT_GT(lines_of(text_of(std::string(exempt.path))).size(), lines_most)
        << exempt.path << " is short by now: take it from the list";
  }
}

TEST(Files, NameNoFolderOfOneMachine) {
  const auto is_part_of_a_word = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
  };
  for (const std::string_view folder : {"cmake", "include", "samples", "src"}) {
    for (const std::string& path : files_below(folder)) {
      const std::string text = text_of(path);
      for (const std::string& place : {std::string("/work"), std::string("/tmp"),
                                       std::string("/home"), std::string("/root")}) {
        for (std::size_t at = text.find(place); at != std::string::npos;
             at = text.find(place, at + 1)) {
          const std::size_t end = at + place.size();
          const bool starts = at == 0 || (!is_part_of_a_word(text[at - 1]) && text[at - 1] != '.' &&
                                          text[at - 1] != '}');
          const bool ends = end == text.size() || !is_part_of_a_word(text[end]);
          EXPECT_FALSE(starts && ends) << path << " names " << place;
        }
      }
    }
  }
}

/// The entries of `set(NAME ...)` in src/CMakeLists.txt and what it includes.
std::vector<std::string> list_in_cmake(const std::string& name) {
  const std::string text = text_of("src/CMakeLists.txt") + text_of("src/assembly/sources.cmake") +
                           text_of("src/components/sources.cmake") +
                           text_of("src/cli/sources.cmake") + text_of("src/report/sources.cmake") +
                           text_of("src/rules/sources.cmake") +
                           text_of("src/simulation/sources.cmake");
  const std::size_t start = text.find("set(" + name + "\n");
  if (start == std::string::npos) return {};
  const std::size_t open = text.find('\n', start);
  std::istringstream words(text.substr(open, text.find(')', open) - open));
  std::vector<std::string> all;
  for (std::string word; words >> word;) all.push_back(word);
  return all;
}

TEST(SourceLists, AreSorted) {
  for (const std::string name :
       {"EVENTARCH_READING_SOURCES", "EVENTARCH_ASSEMBLY_SOURCES", "EVENTARCH_COMPONENTS_SOURCES",
        "EVENTARCH_OUTPUT_SOURCES", "EVENTARCH_REPORT_SOURCES", "EVENTARCH_RULES_SOURCES",
        "EVENTARCH_SIMULATION_SOURCES", "EVENTARCH_SOURCES", "EVENTARCH_CLI_SOURCES",
        "EVENTARCH_BROKERS"}) {
    const auto list = list_in_cmake(name);
    EXPECT_THAT(list, Not(IsEmpty())) << name;
    auto sorted = list;
    std::sort(sorted.begin(), sorted.end());
    EXPECT_THAT(list, ElementsAreArray(sorted)) << name;
    EXPECT_EQ(std::adjacent_find(sorted.begin(), sorted.end()), sorted.end()) << name;
  }
}

TEST(SourceLists, HoldEverySource) {
  std::vector<std::string> library;
  std::vector<std::string> commands;
  for (const std::string& path : code_below("src")) {
    const std::string below = path.substr(std::string_view("src/").size());
    if (!below.ends_with(".cpp") || below == "main.cpp") continue;
    if (below.starts_with("catalogue/compiler/")) continue;  // used by the build only
    (below.starts_with("cli/") ? commands : library).push_back(below);
  }
  std::vector<std::string> listed = list_in_cmake("EVENTARCH_SOURCES");
  for (const std::string name :
       {"EVENTARCH_READING_SOURCES", "EVENTARCH_ASSEMBLY_SOURCES", "EVENTARCH_COMPONENTS_SOURCES",
        "EVENTARCH_OUTPUT_SOURCES", "EVENTARCH_REPORT_SOURCES", "EVENTARCH_RULES_SOURCES",
        "EVENTARCH_SIMULATION_SOURCES"}) {
    const auto more = list_in_cmake(name);
    listed.insert(listed.end(), more.begin(), more.end());
  }
  EXPECT_THAT(listed, testing::UnorderedElementsAreArray(library));
  EXPECT_THAT(list_in_cmake("EVENTARCH_CLI_SOURCES"), testing::UnorderedElementsAreArray(commands));
}

TEST(SourceLists, HoldEveryBroker) {
  std::vector<std::string> brokers;
  for (const std::string& path : files_below("src/catalogue/brokers")) {
    brokers.push_back(path.substr(std::string_view("src/").size()));
  }
  EXPECT_THAT(list_in_cmake("EVENTARCH_BROKERS"), ElementsAreArray(brokers));
}

TEST(Rules, HaveAFileOfTheirOwnName) {
  std::set<std::string> files;
  for (const std::string& path : code_below("src/rules")) {
    const std::filesystem::path below = path.substr(std::string_view("src/rules/").size());
    if (below.has_parent_path()) files.insert(below.stem().string());
  }
  std::set<std::string> names;
  for (const rules::Check& check : rules::checks()) names.emplace(check.rule->name);
  EXPECT_EQ(files, names);
}

TEST(Rules, LieInAFolderOfTheirFamily) {
  for (const std::string& path : code_below("src/rules")) {
    const std::string below = path.substr(std::string_view("src/rules/").size());
    const auto depth = std::count(below.begin(), below.end(), '/');
    // The table, and what rules of several files ask.
    const bool is_shared =
        below == "rule.hpp" || below == "rule_table.cpp" || below == "shortfalls.hpp" ||
        below == "shortfalls.cpp" || below == "strain.hpp" || below == "strain.cpp" ||
        below == "trial.hpp" || below == "trial.cpp" || below == "field_names.hpp" ||
        below == "field_names.cpp" || below == "written.hpp" || below == "written.cpp";
    EXPECT_EQ(depth, is_shared ? 0 : 1) << path;
  }
}

TEST(Samples, OpenWithACommentThatSaysWhatTheyShow) {
  std::size_t count = 0;
  for (const std::string& path : files_below("samples")) {
    if (!path.ends_with(".yaml")) continue;
    ++count;
    EXPECT_THAT(text_of(path), StartsWith("# ")) << path;
  }
  EXPECT_GT(count, 0U);
}

}  // namespace
}  // namespace eventarch
