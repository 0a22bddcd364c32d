/// Brokers of one's own: --catalogue, and what `.eventarch.yaml` sets.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "cli/command_run.hpp"

namespace eventarch::cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

class OwnBrokers : public InFolder {
 protected:
  OwnBrokers() {
    std::filesystem::create_directories(path("brokers"));
    std::ifstream in(std::string(EVENTARCH_SOURCE_DIR) + "/src/catalogue/brokers/redpanda.yaml");
    std::ostringstream text;
    text << in.rdbuf();
    own = replaced(replaced(text.str(), "id: redpanda", "id: our_log"), "name: Redpanda",
                   "name: Our Log");
  }

  /// The file's technologies among the candidates of the clean sample.
  [[nodiscard]] std::string technologies(std::initializer_list<std::string> flags) const {
    std::vector<std::string> arguments = design(path("ctx.yaml"), flags);
    arguments.insert(arguments.end(), {"-f", "json"});
    const Outcome outcome = run_with(arguments);
    EXPECT_THAT(outcome.err, IsEmpty());
    std::string names;
    const auto report = parse_json(outcome.out);
    for (const auto& candidate : report["broker"]["candidates"]) {
      names += candidate["technology"].get<std::string>() + ";";
    }
    return names;
  }

  std::string own;
  const std::string input = file("ctx.yaml", sample::clean);
};

TEST_F(OwnBrokers, AreLeftOutWhereOnlyOfferedByName) {
  file("brokers/our_log.yaml", own);
  EXPECT_THAT(technologies({"--catalogue", path("brokers")}), Not(HasSubstr("Our Log")));
  EXPECT_THAT(technologies({"--catalogue", path("brokers"), "--set",
                            "constraints.allowed_brokers=[our_log, kafka]"}),
              HasSubstr("Our Log"));
}

TEST_F(OwnBrokers, TakePartOnceTheyAreOfferedAlways) {
  file("brokers/our_log.yaml", replaced(own, "offered: by_name", "offered: always"));
  EXPECT_THAT(technologies({"--catalogue", path("brokers")}), HasSubstr("Our Log"));
}

TEST_F(OwnBrokers, ReplaceBuiltInOnesOfTheSameId) {
  file("brokers/kafka.yaml",
       replaced(replaced(own, "id: our_log", "id: kafka"), "offered: by_name", "offered: always"));
  const std::string names = technologies({"--catalogue", path("brokers")});
  EXPECT_THAT(names, HasSubstr("Our Log"));
  EXPECT_THAT(names, Not(HasSubstr("Kafka")));
}

TEST_F(OwnBrokers, AreExplained) {
  file("brokers/our_log.yaml", own);
  const Outcome outcome = run_with({"explain", "our_log", "--catalogue", path("brokers")});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, HasSubstr("Our Log (our_log)"));
  EXPECT_EQ(run_with({"explain", "our_log"}).status, 2);
}

TEST_F(OwnBrokers, WithMistakesStopTheRunWithTheirPlaces) {
  file("brokers/our_log.yaml", replaced(own, "value: log", "value: logg"));
  const Outcome outcome = run_with(design(input, {"--catalogue", path("brokers")}));
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err, HasSubstr("our_log.yaml:"));
  EXPECT_THAT(outcome.err, HasSubstr("`model` cannot be `logg` [unknown_value]"));
}

TEST_F(OwnBrokers, WithHostileNamesReachNoTerminal) {
  file("brokers/our_log.yaml",
       replaced(replaced(own, "name: Our Log", "name: \"Our \\e]0;x\\a Log\""), "offered: by_name",
                "offered: always"));
  const Outcome outcome = run_with(design(input, {"--catalogue", path("brokers")}));
  EXPECT_EQ(outcome.out.find('\x1b'), std::string::npos);
  file("brokers/our_log.yaml", replaced(own, "id: our_log", "id: \"our\\e[31m\""));
  const Outcome refused = run_with(design(input, {"--catalogue", path("brokers")}));
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("[broker_id_invalid]"));
  EXPECT_EQ(refused.err.find('\x1b'), std::string::npos);
}

TEST_F(OwnBrokers, TwiceAreAMistake) {
  file("brokers/a.yaml", own);
  file("brokers/b.yaml", own);
  const Outcome outcome = run_with(design(input, {"--catalogue", path("brokers")}));
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("a second file for the broker `our_log`"));
}

TEST_F(OwnBrokers, NeedAFolderThatHoldsThem) {
  for (const std::string& folder : {path("brokers"), path("ctx.yaml"), path("absent")}) {
    const Outcome outcome = run_with(design(input, {"--catalogue", folder}));
    EXPECT_EQ(outcome.status, 2) << folder;
    EXPECT_THAT(outcome.out, IsEmpty());
    EXPECT_THAT(outcome.err, HasSubstr(folder));
  }
}

using RepositoryConfiguration = OwnBrokers;

TEST_F(RepositoryConfiguration, AddsBrokersAndACatalogueOfItsFolder) {
  file("brokers/our_log.yaml", own);
  file(".eventarch.yaml", "catalogue: brokers\nbrokers: [our_log, nats_jetstream]\nx-team: us\n");
  const std::string names = technologies({});
  EXPECT_THAT(names, HasSubstr("Our Log"));
  EXPECT_THAT(names, HasSubstr("NATS JetStream"));
  EXPECT_THAT(names, Not(HasSubstr("Redpanda")));
}

TEST_F(RepositoryConfiguration, IsTheNearestUpwardsAndEndsAtTheRepository) {
  std::filesystem::create_directories(path("inner/deep"));
  file("inner/deep/ctx.yaml", sample::clean);
  file(".eventarch.yaml", "brokers: [redpanda]\n");
  const auto names = [&] {
    return run_with(design(path("inner/deep/ctx.yaml"), {"-f", "json"})).out;
  };
  EXPECT_THAT(names(), HasSubstr("\"Redpanda\""));
  file("inner/.eventarch.yaml", "brokers: [nats_jetstream]\n");
  EXPECT_THAT(names(), HasSubstr("\"NATS JetStream\""));
  EXPECT_THAT(names(), Not(HasSubstr("\"Redpanda\"")));
  std::filesystem::remove(path("inner/.eventarch.yaml"));
  std::filesystem::create_directories(path("inner/.git"));
  EXPECT_THAT(names(), Not(HasSubstr("\"Redpanda\"")));
}

TEST_F(RepositoryConfiguration, WithMistakesStopsTheRunWithTheirPlaces) {
  struct Faulty {
    std::string text;
    std::string message;
  };
  for (const Faulty& one : {
           Faulty{"rulez: 1\n", ".eventarch.yaml:1:1: error: the key `rulez`"},
           Faulty{"brokers: [nats_jetstrem]\n", "did you mean `nats_jetstream`?"},
           Faulty{"brokers: redpanda\n", "`brokers` is "},
           Faulty{"brokers: [[a]]\n", "an entry of `brokers` is a list"},
           Faulty{"catalogue: [a]\n", "`catalogue` is a list"},
           Faulty{"catalogue: absent\n", "cannot read the folder"},
           Faulty{"- a\n", "the configuration is a list"},
           Faulty{"a: [\n", "[yaml_syntax]"},
       }) {
    SCOPED_TRACE(one.text);
    file(".eventarch.yaml", one.text);
    const Outcome outcome = run_with(design(input));
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.out, IsEmpty());
    EXPECT_THAT(outcome.err, HasSubstr(one.message));
  }
}

TEST_F(RepositoryConfiguration, MayBeEmpty) {
  file(".eventarch.yaml", "");
  EXPECT_EQ(run_with(design(input)).status, 0);
  file(".eventarch.yaml", "# nothing yet\n");
  EXPECT_EQ(run_with(design(input)).status, 0);
}

}  // namespace
}  // namespace eventarch::cli
