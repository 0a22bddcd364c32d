/// Which files `check` takes: names, folders, ignore rules, links, and a cheap look at the text.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_run.hpp"
#include "cli/ignore_rules.hpp"
#include "cli/input_paths.hpp"

namespace eventarch::cli {
namespace {

using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Walk : public StandingInFolder {
 protected:
  /// A file that has a finding, so that reports name it.
  void broken(const std::string& name) const { put(name, sample::syntax_error); }

  void put(const std::string& name, std::string_view text) const {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    file(name, text);
  }

  /// The files that a check names, in the order of its report.
  static std::vector<std::string> checked(std::vector<std::string> paths) {
    paths.insert(paths.begin(), {"check", "-f", "concise"});
    std::vector<std::string> names;
    for (const std::string& line : lines_of(run_with(paths).out)) {
      names.push_back(line.substr(0, line.find(':')));
    }
    return names;
  }
};

TEST_F(Walk, TakesDesignsByTheirNameAndOtherYamlByItsKey) {
  broken("a.eventarch.yaml");
  broken("b.eventarch.yml");
  broken("c.yaml");
  broken("d.yml");
  put("e.yaml", "services: [event_context]\n");
  put("f.json", sample::syntax_error);
  put("g.yaml", "other:\n  event_context: {use_case: saga\n");
  EXPECT_THAT(checked({"."}),
              ElementsAre("a.eventarch.yaml", "b.eventarch.yml", "c.yaml", "d.yml"));
}

TEST_F(Walk, TakesTheCurrentFolderWhereNothingIsNamed) {
  broken("deep/er/a.yaml");
  EXPECT_THAT(checked({}), ElementsAre("deep/er/a.yaml"));
}

TEST_F(Walk, SortsByNameAndTakesEachFileOnce) {
  broken("b.yaml");
  broken("a/z.yaml");
  broken("a.yaml");
  EXPECT_THAT(checked({"b.yaml", "a", ".", "./a.yaml", "a/../b.yaml", "a//z.yaml", path("a.yaml")}),
              ElementsAre("a.yaml", "a/z.yaml", "b.yaml"));
}

TEST_F(Walk, NamesWhatLiesOutsideAsItWasNamed) {
  broken("inner/a.yaml");
  broken("outer/b.yaml");
  std::filesystem::current_path(path("inner"));
  EXPECT_THAT(checked({"../outer"}), ElementsAre("../outer/b.yaml"));
  EXPECT_THAT(checked({path("outer")}), ElementsAre(path("outer/b.yaml")));
}

TEST_F(Walk, TakesAnyFileThatIsNamedOutright) {
  broken("notes.txt");
  broken("ignored.yaml");
  put(".gitignore", "*.yaml\n");
  EXPECT_THAT(checked({"notes.txt", "ignored.yaml"}), ElementsAre("ignored.yaml", "notes.txt"));
  EXPECT_THAT(checked({"."}), IsEmpty());
}

TEST_F(Walk, PassesOverTheConfigurationAndTheLocksOfEditors) {
  put(".eventarch.yaml", "{}\n");
  std::filesystem::create_symlink("somebody@elsewhere.1", path(".#a.eventarch.yaml"));
  broken("a.eventarch.yaml");
  const Outcome outcome = run_with({"check", "-f", "concise"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.err, IsEmpty());
  EXPECT_THAT(checked({}), ElementsAre("a.eventarch.yaml"));
}

TEST_F(Walk, NamesAFileOfTheRepositoryTheSameHoweverItIsGiven) {
  std::filesystem::create_directories(path(".git"));
  broken("designs/a.yaml");
  broken("tools/b.yaml");
  std::filesystem::current_path(path("tools"));
  EXPECT_THAT(checked({path("designs/a.yaml"), "../designs/a.yaml", "../tools/../designs/a.yaml"}),
              ElementsAre("../designs/a.yaml"));
  EXPECT_THAT(checked({path("tools"), path("tools/b.yaml")}), ElementsAre("b.yaml"));
  const Outcome outcome = run_with({"check", "-f", "github", path("designs")});
  EXPECT_THAT(outcome.out, HasSubstr("file=designs/a.yaml,")) << "from the root of the repository";
}

TEST_F(Walk, EntersHiddenFoldersButNotGit) {
  broken(".git/a.yaml");
  broken(".github/b.yaml");
  EXPECT_THAT(checked({}), ElementsAre(".github/b.yaml"));
}

TEST_F(Walk, FollowsLinksToFilesAndNotToFolders) {
  broken("real/a.yaml");
  std::filesystem::create_directory_symlink("real", path("linked"));
  std::filesystem::create_directory_symlink("..", path("real/up"));
  std::filesystem::create_directories(path("links"));
  std::filesystem::create_symlink("../real/a.yaml", path("links/one.yaml"));
  EXPECT_THAT(checked({"links"}), ElementsAre("links/one.yaml"));
  EXPECT_THAT(checked({}), ElementsAre("real/a.yaml")) << "once, under its own name";
  EXPECT_THAT(checked({"linked"}), ElementsAre("linked/a.yaml")) << "named outright";
}

TEST_F(Walk, DoesNotOpenPipesThatItComesAcross) {
  ASSERT_EQ(::mkfifo(path("pipe.eventarch.yaml").c_str(), 0600), 0);
  broken("a.yaml");
  EXPECT_THAT(checked({}), ElementsAre("a.yaml"));
}

TEST_F(Walk, TellsOfADesignThatIsALinkToNowhere) {
  std::filesystem::create_symlink("gone", path("b.eventarch.yaml"));
  broken("a.yaml");
  const Outcome outcome = run_with({"check", "-f", "concise"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("cannot read `b.eventarch.yaml`"));
  EXPECT_THAT(outcome.out, HasSubstr("a.yaml:1:"));
}

TEST_F(Walk, AppliesTheRulesFromTheRootOfTheRepositoryDownwards) {
  std::filesystem::create_directories(path(".git"));
  put(".gitignore", "generated/\n/sub/top.yaml\nold-*\n");
  put("sub/.gitignore", "!old-but-kept.yaml\n");
  for (const auto* name : {"sub/top.yaml", "sub/old-a.yaml", "sub/old-but-kept.yaml",
                           "sub/generated/b.yaml", "sub/in/top.yaml"}) {
    broken(name);
  }
  const auto wanted = ElementsAre("sub/in/top.yaml", "sub/old-but-kept.yaml");
  EXPECT_THAT(checked({}), wanted);
  EXPECT_THAT(checked({"sub"}), wanted);
  EXPECT_THAT(checked({"sub/generated"}), ElementsAre("sub/generated/b.yaml")) << "named outright";
}

TEST_F(Walk, LeavesTheRulesOfFoldersAboveAloneOutsideOfARepository) {
  put(".gitignore", "*.yaml\n");
  broken("sub/a.yaml");
  EXPECT_THAT(checked({"sub"}), ElementsAre("sub/a.yaml"));
}

TEST_F(Walk, SaysWhereItFoundNothing) {
  std::filesystem::create_directories(path("empty"));
  for (const char* format : {"text", "json", "sarif"}) {
    const Outcome outcome = run_with({"check", "empty", "-f", format});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.err, HasSubstr("no design file was found in `empty`"));
    // For programs a report all the same, which says nothing.
    if (std::string_view(format) == "text") {
      EXPECT_THAT(outcome.out, IsEmpty());
    } else {
      EXPECT_FALSE(nlohmann::json::parse(outcome.out, nullptr, false).is_discarded()) << format;
    }
  }
  EXPECT_EQ(parse_json(run_with({"check", "empty", "-f", "json"}).out)["summary"]["files"], 0);
  EXPECT_EQ(parse_json(run_with({"check", "empty", "-f", "gitlab"}).out), nlohmann::json::array());
  EXPECT_THAT(run_with({"check", "empty", "-f", "junit"}).out, HasSubstr("<testsuites "));
  EXPECT_THAT(run_with({"check", "empty", "--diff"}).out, IsEmpty());
}

TEST_F(Walk, TakesAFileBehindSeveralNamesOnce) {
  namespace fs = std::filesystem;
  broken("real/a.eventarch.yaml");
  broken("real/b.yaml");
  fs::create_symlink("a.eventarch.yaml", path("real/link.eventarch.yaml"));
  fs::create_symlink("real", path("folder"));
  EXPECT_THAT(checked({"real"}), ElementsAre("real/a.eventarch.yaml", "real/b.yaml"));
  EXPECT_THAT(checked({"folder", "real"}), ElementsAre("real/a.eventarch.yaml", "real/b.yaml"));
  EXPECT_THAT(checked({"real/link.eventarch.yaml", "real/a.eventarch.yaml"}),
              ElementsAre("real/a.eventarch.yaml"));
  EXPECT_THAT(checked({"folder/b.yaml", path("real/b.yaml")}), ElementsAre("real/b.yaml"));
  // Alone, a link keeps its name.
  EXPECT_THAT(checked({"real/link.eventarch.yaml"}), ElementsAre("real/link.eventarch.yaml"));
  // Of two links the first; hard links are files of their own.
  fs::create_symlink("real/b.yaml", path("one.eventarch.yaml"));
  fs::create_symlink("real/b.yaml", path("two.eventarch.yaml"));
  EXPECT_THAT(checked({"two.eventarch.yaml", "one.eventarch.yaml"}),
              ElementsAre("one.eventarch.yaml"));
  fs::create_hard_link(path("real/b.yaml"), path("hard.yaml"));
  EXPECT_THAT(checked({"hard.yaml", "real/b.yaml"}), ElementsAre("hard.yaml", "real/b.yaml"));
}

TEST_F(Walk, TakesWhatALinkNamesOutrightWhateverItHolds) {
  put("real.yaml", "other: 1\n");
  std::filesystem::create_symlink("real.yaml", path("link.yaml"));
  EXPECT_THAT(checked({"."}), IsEmpty());
  EXPECT_THAT(checked({".", "link.yaml"}), AllOf(Not(IsEmpty()), Each("real.yaml")));
}

TEST(DesignKey, StandsAtTheRoot) {
  for (const char* text :
       {"event_context:\n", "# c\n\nevent_context: {}\n",
        "\xEF\xBB\xBF"
        "event_context:\r\n",
        "\"event_context\": 1\n", "'event_context' : 1\n", "{event_context: {}}\n",
        "{ \"event_context\": {} }", "{\n  \"event_context\": {}\n}\n", "--- {event_context: {}}\n",
        "%YAML 1.2\n---\nevent_context:\n", "other: 1\n---\n  event_context:\n",
        "x-a: 1\nevent_context:", "  event_context: {}\n", "a: 1\revent_context: 1"}) {
    EXPECT_TRUE(has_design_key(text)) << text;
  }
  for (const char* text :
       {"", "event_contexts:\n", "a:\n  event_context:\n", "# event_context:\n",
        "- event_context: 1\n", "a: event_context:\n", "\"event_context: 1\n", "event_context\n",
        "my_event_context: 1\n", "a: |\n  event_context:\n"}) {
    EXPECT_FALSE(has_design_key(text)) << text;
  }
}

TEST(NameMatches, InTimeHoweverManyStarsThereAre) {
  std::string pattern;
  for (int i = 0; i < 100; ++i) pattern += "*a";
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(name_matches(pattern + "b", std::string(255, 'a')));
  EXPECT_TRUE(name_matches(pattern, std::string(255, 'a')));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
}

TEST(Verdict, LetsTheLastRuleDecide) {
  const auto verdict = [](std::string_view rules, std::vector<std::string_view> path) {
    return verdict_on(path, false, read_ignore_rules(rules));
  };
  EXPECT_EQ(verdict("a\n!a\n", {"x", "a"}), IgnoreVerdict::taken);
  EXPECT_EQ(verdict("!a\na\n", {"x", "a"}), IgnoreVerdict::ignored);
  EXPECT_EQ(verdict("/a\n", {"x", "a"}), IgnoreVerdict::silent);
  EXPECT_EQ(verdict("a/\n", {"a"}), IgnoreVerdict::silent) << "a file";
  EXPECT_EQ(verdict("x/**/a\n", {"x", "a"}), IgnoreVerdict::ignored);
  EXPECT_EQ(verdict("x/**\n", {"x"}), IgnoreVerdict::silent);
  EXPECT_EQ(verdict("\\#a \r\n", {"#a"}), IgnoreVerdict::ignored);
}

}  // namespace
}  // namespace eventarch::cli
