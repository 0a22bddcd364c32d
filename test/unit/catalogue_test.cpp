/// The broker catalogue: the one that is built in is complete and sourced, and a mistake in a
/// broker file has a place.

#include "eventarch/catalogue.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/fact_table.hpp"
#include "findings_of.hpp"

namespace eventarch {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing_support::place_of;
using testing_support::places_of;

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void expect_same(const Fact& compiled, const Fact& read) {
  EXPECT_EQ(compiled.text, read.text);
  EXPECT_EQ(compiled.number, read.number);
  EXPECT_EQ(compiled.words.bits, read.words.bits);
  EXPECT_EQ(compiled.conditions, read.conditions);
  EXPECT_EQ(compiled.estimate, read.estimate);
  EXPECT_EQ(compiled.checked, read.checked);
  EXPECT_THAT(compiled.sources, testing::ElementsAreArray(read.sources));
}

TEST(BuiltInCatalogue, IsWhatItsFilesSay) {
  std::size_t files = 0;
  const std::filesystem::path folder = std::string(EVENTARCH_SOURCE_DIR) + "/src/catalogue/brokers";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    SCOPED_TRACE(entry.path().filename());
    ++files;
    Findings findings;
    const auto read = read_broker("x.yaml", text_of(entry.path()), findings);
    EXPECT_THAT(places_of(findings), IsEmpty());
    ASSERT_TRUE(read);
    EXPECT_EQ(entry.path().stem().string(), read->id);
    const Broker* compiled = built_in_catalogue().find(read->id);
    ASSERT_NE(compiled, nullptr);
    EXPECT_EQ(compiled->name, read->name);
    EXPECT_EQ(compiled->offered, read->offered);
    EXPECT_EQ(compiled->original.size(), read->original.size());
    ASSERT_EQ(compiled->sources.size(), read->sources.size());
    for (std::size_t i = 0; i < read->sources.size(); ++i) {
      EXPECT_EQ(compiled->sources[i].title, read->sources[i].title);
    }
    ASSERT_EQ(compiled->modes.size(), read->modes.size());
    for (std::size_t m = 0; m < read->modes.size(); ++m) {
      EXPECT_EQ(compiled->modes[m].id, read->modes[m].id);
      for (std::size_t i = 0; i < fact_count; ++i) {
        expect_same(compiled->modes[m].facts[i], read->modes[m].facts[i]);
      }
    }
  }
  EXPECT_EQ(files, built_in_catalogue().brokers.size());
}

std::vector<std::string_view> ids_offered(Offer offered) {
  std::vector<std::string_view> ids;
  for (const Broker& broker : built_in_catalogue().brokers) {
    if (broker.offered == offered) ids.push_back(broker.id);
  }
  return ids;
}

TEST(BuiltInCatalogue, OffersFourBrokersAlwaysAndTheOthersByName) {
  EXPECT_THAT(ids_offered(Offer::always), ElementsAre("kafka", "pulsar", "rabbitmq", "sqs"));
  EXPECT_THAT(ids_offered(Offer::by_name),
              ElementsAre("azure_event_hubs", "azure_service_bus", "gcp_pubsub", "kinesis",
                          "nats_jetstream", "redis_streams", "redpanda"));
  const Catalogue& all = built_in_catalogue();
  EXPECT_EQ(all.find("kafka")->name, "Kafka");
  EXPECT_EQ(all.find("rabbitmq")->name, "RabbitMQ");
  EXPECT_EQ(all.find("sqs")->name, "AWS SQS");
  EXPECT_EQ(all.find("pulsar")->name, "Pulsar");
  EXPECT_EQ(all.find("nats"), nullptr);
}

TEST(BuiltInCatalogue, HasTheModesThatDiffer) {
  const Catalogue& all = built_in_catalogue();
  EXPECT_NE(all.find("sqs")->find_mode("standard"), nullptr);
  EXPECT_NE(all.find("sqs")->find_mode("fifo"), nullptr);
  EXPECT_NE(all.find("rabbitmq")->find_mode("quorum_queue"), nullptr);
  EXPECT_NE(all.find("rabbitmq")->find_mode("stream"), nullptr);
  EXPECT_EQ(all.find("sqs")->find_mode("stream"), nullptr);
}

TEST(BuiltInCatalogue, AnswersEveryClaimOfTheSourceDocument) {
  for (const Broker& broker : built_in_catalogue().brokers) {
    if (broker.offered == Offer::by_name) continue;  // the source document names four
    SCOPED_TRACE(broker.id);
    std::vector<std::string_view> attributes;
    for (const OriginalClaim& claim : broker.original) {
      SCOPED_TRACE(claim.attribute);
      attributes.push_back(claim.attribute);
      EXPECT_FALSE(claim.claim.empty());
      EXPECT_FALSE(claim.finding.empty());
      EXPECT_THAT((std::vector<std::string>{"confirmed", "refined", "outdated"}),
                  Contains(claim.verdict));
      EXPECT_FALSE(claim.sources.empty());
    }
    EXPECT_THAT(attributes,
                testing::UnorderedElementsAre("throughput", "latency", "ordering", "retention",
                                              "replay", "use", "complexity"));
  }
}

TEST(BuiltInCatalogue, HasASourceOrABasisForEveryFactOfEveryMode) {
  for (const Broker& broker : built_in_catalogue().brokers) {
    EXPECT_FALSE(broker.modes.empty()) << broker.id;
    for (const Mode& mode : broker.modes) {
      for (const catalogue::FactDescription& row : catalogue::facts()) {
        SCOPED_TRACE(fmt::format("{}/{} {}", broker.id, mode.id, row.name));
        const Fact& fact = mode.fact(row.key);
        EXPECT_FALSE(fact.text.empty());
        EXPECT_FALSE(fact.sources.empty() && fact.estimate.empty());
        EXPECT_FALSE(broker.cite(fact).empty());
        EXPECT_EQ(fact.confidence(),
                  fact.estimate.empty() ? Confidence::sourced : Confidence::estimate);
        EXPECT_EQ(fact.checked.size(), 10U);
      }
    }
  }
}

TEST(BuiltInCatalogue, HasPlausibleFigures) {
  for (const Broker& broker : built_in_catalogue().brokers) {
    for (const Mode& mode : broker.modes) {
      SCOPED_TRACE(fmt::format("{}/{}", broker.id, mode.id));
      EXPECT_GT(mode.number(FactKey::unit_message_rate), 0);
      EXPECT_GT(mode.number(FactKey::unit_byte_rate), 0);
      EXPECT_GE(mode.number(FactKey::cluster_message_rate),
                mode.number(FactKey::unit_message_rate));
      EXPECT_LE(mode.number(FactKey::ordered_message_rate),
                mode.number(FactKey::cluster_message_rate));
      EXPECT_LE(mode.number(FactKey::latency_p50), mode.number(FactKey::latency_p99));
      EXPECT_LE(mode.number(FactKey::latency_floor), mode.number(FactKey::latency_p99));
      EXPECT_GT(mode.number(FactKey::message_size_default), 0);
      EXPECT_LE(mode.number(FactKey::message_size_default), mode.number(FactKey::message_size_max));
    }
  }
}

TEST(BuiltInCatalogue, SaysWhenItWasChecked) {
  for (const Broker& broker : built_in_catalogue().brokers) {
    SCOPED_TRACE(broker.id);
    ASSERT_EQ(broker.checked.size(), 10U);
    for (std::size_t i = 0; i < 10; ++i) {
      const char c = broker.checked[i];
      EXPECT_TRUE(i == 4 || i == 7 ? c == '-' : c >= '0' && c <= '9') << broker.checked;
    }
    EXPECT_FALSE(broker.version.empty());
    EXPECT_FALSE(broker.summary.empty());
  }
}

/// A value of the vocabulary for a fact.
std::string good_value(const catalogue::FactDescription& row) {
  using catalogue::FactKind;
  switch (row.kind) {
    case FactKind::choice: return std::string(name_of(row.words.front()));
    case FactKind::list: return "[" + std::string(name_of(row.words.front())) + "]";
    case FactKind::message_rate: return "10K msg/s";
    case FactKind::byte_rate: return "10 MB/s";
    case FactKind::duration: return "5 ms";
    case FactKind::size: return "1 MiB";
    case FactKind::count: return "12";
  }
  return {};
}

constexpr std::size_t first_fact_line = 9;

/// A broker file with one mode and every fact on a line of its own, by the row of the table; the
/// fact `changed` gets the body `body`, or no line where that is empty.
std::string broker_file(std::string_view changed = {}, std::string_view body = {},
                        std::string_view more = {}) {
  std::string text =
      "broker:\n  id: own\n  name: Own\n  summary: A broker\n  version: v1\n"
      "  checked: 2025-01-01\n  sources: {S1: a page}\n  facts:\n";
  for (const catalogue::FactDescription& row : catalogue::facts()) {
    std::string fact = "{value: " + good_value(row) + ", source: [S1]}";
    if (row.name == changed) {
      if (body.empty()) continue;
      fact = body;
    }
    text += "    " + std::string(row.name) + ": " + fact + "\n";
  }
  return text + std::string(more) + "  modes:\n    main: {name: Main, summary: The only one}\n";
}

/// "line:column" of the value of a fact in `broker_file`.
std::string place_of_fact(std::string_view name, std::size_t extra = 0) {
  const auto table = catalogue::facts();
  const auto row = std::ranges::find(table, name, &catalogue::FactDescription::name);
  const auto line = first_fact_line + static_cast<std::size_t>(row - table.begin());
  return std::to_string(line) + ":" + std::to_string(4 + name.size() + 2 + 1 + extra);
}

struct Reading {
  std::optional<Broker> broker;
  Findings findings;
};

Reading read(const std::string& text) {
  Reading result;
  result.broker = read_broker("own.yaml", text, result.findings);
  return result;
}

TEST(BrokerFile, OfOnesOwnIsRead) {
  const Reading own = read(broker_file());
  EXPECT_THAT(places_of(own.findings), IsEmpty());
  ASSERT_TRUE(own.broker);
  EXPECT_EQ(own.broker->id, "own");
  EXPECT_EQ(own.broker->name, "Own");
  ASSERT_THAT(own.broker->modes, SizeIs(1));
  const Mode& mode = own.broker->modes[0];
  EXPECT_EQ(mode.id, "main");
  EXPECT_EQ(mode.number(FactKey::unit_message_rate), 10'000);
  EXPECT_EQ(mode.number(FactKey::message_size_max), 1'048'576);
  EXPECT_EQ(mode.number(FactKey::latency_p99), 5);
  EXPECT_EQ(mode.fact(FactKey::model).text, "log");
  EXPECT_EQ(own.broker->cite(mode.fact(FactKey::model)), "a page [S1]");
}

TEST(BrokerFile, MayLeaveQuantitiesUnlimited) {
  const Reading own =
      read(broker_file("unit_message_rate", "{value: unlimited, estimate: a guess}"));
  ASSERT_TRUE(own.broker);
  const Fact& fact = own.broker->modes[0].fact(FactKey::unit_message_rate);
  EXPECT_TRUE(fact.unlimited());
  EXPECT_EQ(fact.confidence(), Confidence::estimate);
  EXPECT_THAT(own.broker->cite(fact), HasSubstr("estimate: a guess"));
}

TEST(BrokerFile, GivesAModeItsOwnFacts) {
  std::string text = broker_file();
  text +=
      "    other:\n      name: Other\n      summary: Differs\n"
      "      facts: {replay: {value: position_and_time, source: S1}}\n";
  const Reading own = read(text);
  ASSERT_TRUE(own.broker) << testing::PrintToString(places_of(own.findings));
  ASSERT_THAT(own.broker->modes, SizeIs(2));
  EXPECT_EQ(own.broker->find_mode("main")->fact(FactKey::replay).text, "none");
  EXPECT_EQ(own.broker->find_mode("other")->fact(FactKey::replay).text, "position_and_time");
}

struct Broken {
  std::string_view of;
  std::string_view fact;
  std::string_view body;
  std::size_t offset;  ///< of the place, in characters after the start of the body
  std::string_view rule;
  std::string_view message;  ///< a part of it
};

TEST(BrokerFile, WithAMistakeIsRefusedWithItsPlace) {
  const std::vector<Broken> rows{
      {"unknown word", "replay", "{value: sometimes, source: [S1]}", 8, "unknown_value",
       "`sometimes`"},
      {"unknown word in a list", "clouds", "{value: [aws, moon], source: [S1]}", 8, "unknown_value",
       "`moon`"},
      {"no source", "replay", "{value: none}", 0, "fact_without_source", "`replay`"},
      {"unknown source", "replay", "{value: none, source: [S1, S9]}", 22, "unknown_source", "`S9`"},
      {"no quantity", "latency_p99", "{value: soon, source: [S1]}", 8, "invalid_quantity",
       "`soon`"},
      {"a quantity of another kind", "unit_byte_rate", "{value: 10K msg/s, source: [S1]}", 8,
       "invalid_quantity", "`10K msg/s`"},
      {"no mapping", "replay", "none", 0, "wrong_type", "`replay`"},
      {"unknown key of a fact", "replay", "{value: none, sorce: [S1], source: [S1]}", 14,
       "unknown_key", "`sorce`"},
  };
  for (const Broken& row : rows) {
    SCOPED_TRACE(row.of);
    const Reading own = read(broker_file(row.fact, row.body));
    EXPECT_FALSE(own.broker);
    EXPECT_THAT(places_of(own.findings),
                ElementsAre(place_of_fact(row.fact, row.offset) + " " + std::string(row.rule)));
    EXPECT_THAT(own.findings.all().at(0).message, HasSubstr(std::string(row.message)));
    EXPECT_EQ(own.findings.all().at(0).where.file, "own.yaml");
  }
}

TEST(BrokerFile, WithAnUnknownFactSaysWhatWasMeant) {
  const Reading own = read(broker_file({}, {}, "    repaly: {value: none, source: [S1]}\n"));
  EXPECT_FALSE(own.broker);
  const auto line = std::to_string(first_fact_line + fact_count);
  EXPECT_THAT(places_of(own.findings), ElementsAre(line + ":5 unknown_key"));
  EXPECT_THAT(own.findings.all().at(0).help, HasSubstr("`replay` stands on line"))
      << "the facts are whole, and this is one too many";
}

TEST(BrokerFile, ThatLacksAFactSaysWhichModeDoes) {
  const Reading own = read(broker_file("replay", {}));
  EXPECT_FALSE(own.broker);
  // The mode stands two lines below the last fact.
  const auto line = std::to_string(first_fact_line + fact_count);
  EXPECT_THAT(places_of(own.findings), ElementsAre(line + ":5 fact_missing"));
  EXPECT_THAT(own.findings.all().at(0).message, HasSubstr("`main` lacks the fact `replay`"));
}

TEST(BrokerFile, ThatListsASourceAndNeverCitesItIsRefused) {
  std::string text = broker_file();
  const std::string_view sources = "{S1: a page}";
  text.replace(text.find(sources), sources.size(), "{S1: a page, S2: b}");
  const Reading own = read(text);
  EXPECT_FALSE(own.broker);
  ASSERT_THAT(own.findings.all(), SizeIs(1));
  EXPECT_EQ(own.findings.all()[0].rule->name, "unknown_source");
  EXPECT_THAT(own.findings.all()[0].message, HasSubstr("`S2`"));
}

TEST(BrokerFile, ThatIsNoneIsRefused) {
  for (const std::string_view text :
       {"", "- a\n", "words", "broker: x\n", "broker:\n", "brokr: {}\n", "{[",
        "broker: {id: a, modes: {m: 1}}\n", "broker: {id: [a]}"}) {
    SCOPED_TRACE(text);
    const Reading own = read(std::string(text));
    EXPECT_FALSE(own.broker);
    EXPECT_TRUE(own.findings.has_errors());
  }
}

TEST(BrokerFile, WithSeveralMistakesHasAllOfThemFound) {
  std::string text = broker_file("replay", "{value: sometimes}");
  text.replace(text.find("  name: Own\n"), 12, "  nmae: Own\n");
  const Reading own = read(text);
  std::vector<std::string_view> rules;
  for (const Diagnostic& d : own.findings.all()) rules.push_back(d.rule->name);
  EXPECT_THAT(rules, testing::UnorderedElementsAre("unknown_key", "required_field", "unknown_value",
                                                   "fact_without_source"));
}

/// A seed that is refused finds little: a new fact belongs there too.
TEST(BrokerFile, ThatTheFuzzerStartsFromIsRead) {
  for (const std::string_view name : {"complete", "hostile_texts", "two_modes"}) {
    const Reading own = read(
        text_of(fmt::format("{}/test/fuzz/corpus/catalogue/{}.yaml", EVENTARCH_SOURCE_DIR, name)));
    EXPECT_TRUE(own.broker) << name << ": " << testing::PrintToString(places_of(own.findings));
  }
}

TEST(FactTable, NamesEveryFactOnceInSnakeCase) {
  std::set<std::string_view> names;
  for (const catalogue::FactDescription& row : catalogue::facts()) {
    SCOPED_TRACE(row.name);
    EXPECT_TRUE(names.insert(row.name).second);
    EXPECT_TRUE(std::ranges::all_of(row.name, [](char c) {
      return (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9');
    }));
    EXPECT_FALSE(row.meaning.empty());
    EXPECT_EQ(catalogue::name_of(row.key), row.name);
    const bool worded =
        row.kind == catalogue::FactKind::choice || row.kind == catalogue::FactKind::list;
    EXPECT_EQ(worded, !row.words.empty());
  }
  EXPECT_EQ(names.size(), fact_count);
}

}  // namespace
}  // namespace eventarch
