/// YAML to positioned trees: every node has the place a person would point at, and hostile text
/// ends in a finding, quickly.

#include "input/yaml_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "findings_of.hpp"

namespace eventarch::input {
namespace {

using namespace std::string_view_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing_support::place_of;
using testing_support::places_of;

std::vector<ReadDocument> read(std::string_view text) { return read_documents("d.yaml", text); }

/// "line:column rule" of all documents.
std::vector<std::string> places(std::string_view text) {
  std::vector<std::string> all;
  for (const ReadDocument& document : read(text)) {
    for (std::string& place : places_of(document.findings)) all.push_back(std::move(place));
  }
  return all;
}

/// The only finding of a text; a failure and an empty one where there is not exactly one.
Diagnostic only_finding(std::string_view text) {
  Findings all;
  for (const ReadDocument& document : read(text)) all.add_all(document.findings);
  if (all.all().size() != 1) {
    ADD_FAILURE() << all.all().size() << " findings in " << testing::PrintToString(text);
    return {};
  }
  return all.all().front();
}

std::string span_of(const SourceSpan& where) {
  return fmt::format("{}:{}-{}:{}", where.line, where.column, where.end_line, where.end_column);
}

struct Faulty {
  std::string_view of;
  std::string_view text;
  std::string_view finding;  ///< line:column rule
};

void expect_findings(const std::vector<Faulty>& rows) {
  for (const Faulty& row : rows) {
    SCOPED_TRACE(row.of);
    EXPECT_THAT(places(row.text), ElementsAre(row.finding));
  }
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

/// Runs `read` and expects its answer soon: a guard against quadratic time, not a benchmark.
std::vector<std::string> places_soon(std::string_view text) {
  const auto start = std::chrono::steady_clock::now();
  auto found = places(text);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
  return found;
}

struct Placed {
  std::string_view of;
  std::string_view text;
  std::string_view key;    ///< span of the first key of the root
  std::string_view value;  ///< span of its value
};

TEST(Places, AreThoseOfTheWordsThemselves) {
  const std::vector<Placed> rows{
      {"plain", "name: orders\n", "1:1-1:5", "1:7-1:13"},
      {"wide gap", "name:     orders # c\n", "1:1-1:5", "1:11-1:17"},
      {"double quotes", "name: \"or ders\"\n", "1:1-1:5", "1:7-1:16"},
      {"escaped quote", R"(name: "a\"b" # c)", "1:1-1:5", "1:7-1:13"},
      {"single quotes", "name: 'it''s' # c\n", "1:1-1:5", "1:7-1:14"},
      {"quoted key", "\"na me\": x\n", "1:1-1:8", "1:10-1:11"},
      {"non-ASCII key", "größe: x\n", "1:1-1:6", "1:8-1:9"},
      {"non-ASCII value", "k: 注文サービス\n", "1:1-1:2", "1:4-1:10"},
      {"emoji", "🚀: 🚀🚀\n", "1:1-1:2", "1:4-1:6"},
      {"after comments", "# größe\n\n  \nk: v\n", "4:1-4:2", "4:4-4:5"},
      {"next line", "k:\n    v\n", "1:1-1:2", "2:5-2:6"},
      {"CRLF", "# c\r\nk: v\r\n", "2:1-2:2", "2:4-2:5"},
      {"byte order mark", "\xEF\xBB\xBFk: v\n", "1:1-1:2", "1:4-1:5"},
      {"anchored", "k: &a v\n", "1:1-1:2", "1:7-1:8"},
      {"block text ends with its first line", "k: |\n  one\n  two\n", "1:1-1:2", "1:4-1:5"},
      {"nothing stands at its key", "k:\n\n\n", "1:1-1:2", "1:1-1:2"},
      {"a null written out", "k: null # c\n", "1:1-1:2", "1:4-1:8"},
      {"a tilde", "k:   ~\n", "1:1-1:2", "1:6-1:7"},
      {"a null on the next line", "k:\n    Null\n", "1:1-1:2", "2:5-2:9"},
      {"a null in brackets", "{k: NULL}", "1:2-1:3", "1:5-1:9"},
      {"a null in brackets, lower", "{k:\n~}", "1:2-1:3", "2:1-2:2"},
      {"an anchored null", "k: &a ~\n", "1:1-1:2", "1:7-1:8"},
      {"a tag with nothing", "k: !!str\n", "1:1-1:2", "1:4-1:9"},
      {"a tagged word", "k: !!str  v\n", "1:1-1:2", "1:11-1:12"},
      {"a tag, an anchor and a comment", "k: !!str &a # c\n  v\n", "1:1-1:2", "2:3-2:4"},
      {"an anchored mapping", "k: &a\n  # c\n  b: 1\n", "1:1-1:2", "3:3-3:4"},
      {"flow mapping", "k: {a: 1}\n", "1:1-1:2", "1:4-1:5"},
      {"flow list", "k: [a]\n", "1:1-1:2", "1:4-1:5"},
      {"block list", "k:\n  - a\n", "1:1-1:2", "2:3-2:4"},
  };
  for (const Placed& row : rows) {
    SCOPED_TRACE(row.of);
    const auto documents = read(row.text);
    ASSERT_EQ(documents.size(), 1U);
    ASSERT_THAT(places_of(documents[0].findings), IsEmpty());
    const Document& document = documents[0].document;
    ASSERT_EQ(document.root().entries.size(), 1U);
    const Entry& entry = document.root().entries.front();
    EXPECT_EQ(span_of(document.at(entry.key).where), row.key);
    EXPECT_EQ(span_of(document.at(entry.value).where), row.value);
    EXPECT_EQ(document.at(entry.value).where.file, "d.yaml");
  }
}

TEST(Places, CountCharactersBeforeThemAndNotBytes) {
  const auto documents = read("ü: [注文, 2, {é: 3}] # 🚀\n");
  ASSERT_EQ(documents.size(), 1U);
  const Document& document = documents[0].document;
  const Node& list = document.at(document.root().entries.front().value);
  ASSERT_EQ(list.items.size(), 3U);
  EXPECT_EQ(span_of(list.where), "1:4-1:5");
  EXPECT_EQ(span_of(document.at(list.items[0]).where), "1:5-1:7");
  EXPECT_EQ(span_of(document.at(list.items[1]).where), "1:9-1:10");
  const Node& inner = document.at(list.items[2]);
  EXPECT_EQ(span_of(inner.where), "1:12-1:13");
  EXPECT_EQ(span_of(document.at(inner.entries.front().key).where), "1:13-1:14");
  EXPECT_EQ(span_of(document.at(inner.entries.front().value).where), "1:16-1:17");
}

TEST(Tree, HoldsWhatTheTextSays) {
  const auto documents = read("a: 'x # y'\nb: [1, ~, \"2\"]\nc: {d: \"l1\\nl2\"}\ne: |\n  t\n");
  ASSERT_EQ(documents.size(), 1U);
  EXPECT_TRUE(documents[0].complete);
  const Document& document = documents[0].document;
  const Node& root = document.root();
  EXPECT_EQ(root.kind, NodeKind::mapping);
  ASSERT_EQ(root.entries.size(), 4U);
  EXPECT_EQ(document.find(root, "a")->text, "x # y");
  const Node& list = *document.find(root, "b");
  ASSERT_EQ(list.items.size(), 3U);
  EXPECT_EQ(scalar_type(document.at(list.items[0])), ScalarType::integer);
  EXPECT_EQ(scalar_type(document.at(list.items[1])), ScalarType::null);
  EXPECT_EQ(scalar_type(document.at(list.items[2])), ScalarType::string);
  EXPECT_EQ(document.find(*document.find(root, "c"), "d")->text, "l1\nl2");
  EXPECT_EQ(document.find(root, "e")->text, "t\n");
  EXPECT_EQ(document.find(root, "absent"), nullptr);
}

TEST(Tree, TypesPlainWordsByTheCoreSchemaOfYaml12) {
  struct Row {
    std::string_view word;
    ScalarType type;
  };
  const std::vector<Row> rows{
      {"true", ScalarType::boolean},  {"FALSE", ScalarType::boolean}, {"yes", ScalarType::string},
      {"on", ScalarType::string},     {"No", ScalarType::string},     {"null", ScalarType::null},
      {"~", ScalarType::null},        {"12", ScalarType::integer},    {"-12", ScalarType::integer},
      {"+5", ScalarType::integer},    {"010", ScalarType::integer},   {"0x1F", ScalarType::integer},
      {"0o17", ScalarType::integer},  {"1.5", ScalarType::floating},  {"1e3", ScalarType::floating},
      {".inf", ScalarType::floating}, {".nan", ScalarType::floating}, {"1.2.3", ScalarType::string},
      {"10K", ScalarType::string},    {"e", ScalarType::string},      {".", ScalarType::string},
      {"1e", ScalarType::string},     {"none", ScalarType::string},   {"0x", ScalarType::string},
  };
  for (const auto& [word, type] : rows) {
    SCOPED_TRACE(word);
    const auto documents = read("k: " + std::string(word));
    const Document& document = documents.front().document;
    const Node* value = document.find(document.root(), "k");
    ASSERT_NE(value, nullptr);
    EXPECT_EQ(scalar_type(*value), type);
    const auto quoted = read("k: '" + std::string(word) + "'");
    EXPECT_EQ(scalar_type(*quoted.front().document.find(quoted.front().document.root(), "k")),
              ScalarType::string);
  }
}

TEST(Tree, SharesTheTargetOfAnAlias) {
  const auto documents = read("a: &x {n: 1}\nb: *x\nc: &s word\nd: *s\n");
  ASSERT_THAT(places_of(documents.front().findings), IsEmpty());
  const Document& document = documents.front().document;
  const Node& b = *document.find(document.root(), "b");
  EXPECT_EQ(b.kind, NodeKind::mapping);
  EXPECT_EQ(document.find(b, "n")->text, "1");
  EXPECT_EQ(place_of(b.where), "2:4");
  EXPECT_EQ(document.find(document.root(), "d")->text, "word");
}

TEST(Documents, AreReadOneAfterTheOther) {
  const auto documents = read("---\na: 1\n---\nb: 2\n...\n---\nc: 3\n");
  ASSERT_EQ(documents.size(), 3U);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    SCOPED_TRACE(i);
    EXPECT_EQ(documents[i].number, i + 1);
    EXPECT_TRUE(documents[i].complete);
    EXPECT_THAT(places_of(documents[i].findings), IsEmpty());
  }
  EXPECT_NE(documents[1].document.find(documents[1].document.root(), "b"), nullptr);
  EXPECT_EQ(place_of(documents[2].document.root().where), "7:1");
}

TEST(Documents, BeforeABrokenOneAreKept) {
  const auto documents = read("a: 1\n---\nb: [\n");
  ASSERT_EQ(documents.size(), 2U);
  EXPECT_TRUE(documents[0].complete);
  EXPECT_THAT(places_of(documents[0].findings), IsEmpty());
  EXPECT_FALSE(documents[1].complete);
  EXPECT_THAT(places_of(documents[1].findings), ElementsAre("3:4 yaml_syntax"));
}

TEST(Documents, ThatSayNothingAreFindings) {
  struct Row {
    std::string_view text;
    std::string_view place;  ///< 0:0 where nothing stands that could be pointed at
  };
  const std::vector<Row> rows{
      {"", "0:0"},        {"\n\n", "0:0"},    {"   ", "0:0"},  {"# only a comment\n", "0:0"},
      {"---\n", "1:1"},   {"--- ~\n", "1:1"}, {"null", "1:1"}, {"\xEF\xBB\xBF", "0:0"},
      {"# c\n---", "2:1"}};
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::PrintToString(row.text));
    const auto documents = read(row.text);
    ASSERT_EQ(documents.size(), 1U);
    EXPECT_TRUE(documents.front().document.empty());
    EXPECT_THAT(places_of(documents.front().findings),
                ElementsAre(std::string(row.place) + " empty_document"));
  }
}

TEST(Documents, ThatSayNothingAmongOthersAreFoundAtTheirMarker) {
  EXPECT_THAT(places("a: 1\n---\n"), ElementsAre("2:1 empty_document"));
  EXPECT_THAT(places("a: 1\n---\n# c\n\n"), ElementsAre("2:1 empty_document"));
  EXPECT_THAT(places("# c\n---\n---\na: 1\n--- # d\n# e\n"),
              ElementsAre("2:1 empty_document", "5:1 empty_document"));
  EXPECT_THAT(places("a: 1\r\n---\r\n"), ElementsAre("2:1 empty_document"));
  const Diagnostic found = only_finding("a: 1\n---\n# c\n");
  EXPECT_EQ(span_of(found.where), "2:1-2:4");
  EXPECT_EQ(found.message, "document 2 holds no design");
  EXPECT_THAT(found.help, HasSubstr("delete the line `---`"));
  EXPECT_THAT(places("a: 1\n...\n"), IsEmpty()) << "nothing begins behind an end";
}

TEST(Documents, AfterTextWithoutAMarkerAreNotDropped) {
  expect_findings({
      {"after a flow mapping", "{a: 1}\nrubbish: \"\n", "2:1 content_after_document"},
      {"a mapping after a list", "- a\nb: 1\n", "2:1 content_after_document"},
      {"after a quoted word", "\"a\"\nb: 1\n", "2:1 content_after_document"},
      {"in a later document", "a: 1\n---\n{b: 1}\nc: 1\n", "4:1 content_after_document"},
  });
}

TEST(Documents, AreFineWithAVersionDirectiveAndRefuseOthers) {
  EXPECT_THAT(places("%YAML 1.2\n---\na: 1\n"), IsEmpty());
  EXPECT_THAT(places("# c\n%YAML 1.2\n---\na: 1\n...\n\n%YAML 1.2\n---\nb: 1\n"), IsEmpty());
  expect_findings({
      {"unknown", "%x: 1\n", "1:1 unsupported_directive"},
      {"tag", "%TAG ! tag:example.org:\n---\na: 1\n", "1:1 unsupported_directive"},
      {"later", "a: 1\n%b: 2\nc: 3\n", "2:1 unsupported_directive"},
      {"a version inside a document", "a: 1\n# c\n%YAML 1.2\nb: 2\n", "3:1 unsupported_directive"},
      {"a version behind all", "---\na: 1\n%YAML 1.2\n", "3:1 unsupported_directive"},
  });
  EXPECT_EQ(span_of(only_finding("%x: größe\n").where), "1:1-1:10");
}

TEST(DuplicateKeys, AreFoundWithBothPlaces) {
  const Diagnostic found = only_finding("größe: 1\nb: 2\n\"größe\": 3\n");
  ASSERT_NE(found.rule, nullptr);
  EXPECT_EQ(found.rule->name, "duplicate_key");
  EXPECT_EQ(span_of(found.where), "3:1-3:8");
  ASSERT_EQ(found.related.size(), 1U);
  EXPECT_EQ(span_of(found.related[0].where), "1:1-1:6");
  EXPECT_THAT(found.message, HasSubstr("`größe`"));
  EXPECT_THAT(found.message, HasSubstr("line 1"));
}

TEST(DuplicateKeys, AreFoundInEveryMappingAndOnceForEachRepetition) {
  EXPECT_THAT(places("a: {b: 1, b: 2}\nc: [{d: 1, d: 2}]\n"),
              ElementsAre("1:11 duplicate_key", "2:12 duplicate_key"));
  EXPECT_THAT(places("a: 1\na: 2\na: 3\n"), ElementsAre("2:1 duplicate_key", "3:1 duplicate_key"));
  EXPECT_THAT(places("a: {b: 1}\nc: {b: 1}\n"), IsEmpty());
}

TEST(DuplicateKeys, LeaveTheFirstValue) {
  const auto documents = read("a: 1\na: 2\n");
  const Document& document = documents.front().document;
  EXPECT_EQ(document.root().entries.size(), 1U);
  EXPECT_EQ(document.find(document.root(), "a")->text, "1");
}

TEST(Aliases, InsideTheNodeThatTheyNameAreRefused) {
  expect_findings({
      {"list", "a: &x [1, *x]\n", "1:11 recursive_alias"},
      {"mapping", "a: &x {b: *x}\n", "1:11 recursive_alias"},
      {"root", "&x\na: {b: [*x]}\n", "2:9 recursive_alias"},
  });
  EXPECT_THAT(only_finding("a: &loop [1, *loop]\n").message, HasSubstr("`*loop`"));
}

TEST(Aliases, WithoutAnAnchorAreRefused) {
  EXPECT_THAT(places("a: *nope\n"), ElementsAre("1:4 yaml_syntax"));
  EXPECT_THAT(places("a: &x 1\n---\nb: *x\n"), ElementsAre("3:4 yaml_syntax"));
}

TEST(Aliases, ThatStandForBillionsOfNodesAreStoppedAtOnce) {
  std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char name = 'b'; name <= 'j'; ++name) {
    const std::string before = std::string("*") + static_cast<char>(name - 1);
    bomb += fmt::format("{0}: &{0} [{1}, {1}, {1}, {1}, {1}, {1}, {1}, {1}, {1}]\n", name, before);
  }
  const auto found = places_soon(bomb);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found.front(), HasSubstr("too_many_nodes"));
}

TEST(MergeKeys, AreRefusedWhereTheyStand) {
  expect_findings({{"alias", "a: &x {b: 1}\nc:\n  <<: *x\n", "3:3 merge_key"},
                   {"mapping", "a: {<<: {b: 1}}\n", "1:5 merge_key"}});
  EXPECT_THAT(places("a: {'<<': 1}\n"), IsEmpty());  // quoted, it is a word like any other
}

TEST(Tags, AreRefusedWhereTheyStand) {
  expect_findings({
      {"value", "a: !ruby/object x\n", "1:4 unknown_tag"},
      {"behind an anchor", "größe: &a !local 12\n", "1:11 unknown_tag"},
      {"of YAML 1.1", "a: !!binary eA==\n", "1:4 unknown_tag"},
      {"misspelt", "a: !!strr x\n", "1:4 unknown_tag"},
      {"whole", "a: !<tag:example.org,2000:x> x\n", "1:4 unknown_tag"},
      {"mapping", "a: !m {b: 1}\n", "1:4 unknown_tag"},
      {"list", "a: !set [b]\n", "1:4 unknown_tag"},
      {"key", "!k a: 1\n", "1:1 unknown_tag"},
  });
  EXPECT_EQ(span_of(only_finding("a: [!foo 3]\n").where), "1:5-1:9");
  EXPECT_THAT(only_finding("a: !local 1").message, HasSubstr("`!local` is an application's own"));
  EXPECT_THAT(only_finding("a: !!omap []").message, HasSubstr("`!!omap` is a type of YAML 1.1"));
  EXPECT_THAT(only_finding("a: !!strr x").help, HasSubstr("did you mean `!!str`?"));
}

TEST(Tags, OfTheCoreSchemaGiveTheirType) {
  struct Row {
    std::string_view value;
    NodeKind kind;
    ScalarType type;
  };
  const std::vector<Row> rows{
      {"!!str 5", NodeKind::scalar, ScalarType::string},
      {"!!str null", NodeKind::scalar, ScalarType::string},
      {"!!str", NodeKind::scalar, ScalarType::string},
      {"!<tag:yaml.org,2002:str> 5", NodeKind::scalar, ScalarType::string},
      {"! 5", NodeKind::scalar, ScalarType::string},
      {"!!int 5", NodeKind::scalar, ScalarType::integer},
      {"!!int \"5\"", NodeKind::scalar, ScalarType::integer},
      {"!!float 5", NodeKind::scalar, ScalarType::integer},
      {"!!float .5", NodeKind::scalar, ScalarType::floating},
      {"!!bool True", NodeKind::scalar, ScalarType::boolean},
      {"!!null ~", NodeKind::null, ScalarType::null},
      {"!!null", NodeKind::null, ScalarType::null},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.value);
    const auto documents = read("k: " + std::string(row.value));
    EXPECT_THAT(places_of(documents.front().findings), IsEmpty());
    const Document& document = documents.front().document;
    const Node* value = document.find(document.root(), "k");
    ASSERT_NE(value, nullptr);
    EXPECT_EQ(value->kind, row.kind);
    EXPECT_EQ(scalar_type(*value), row.type);
  }
  EXPECT_THAT(places("!!map\n!!str a: !!seq [!!map {b: !!int 1}]\n"), IsEmpty());
}

TEST(Tags, ThatDisagreeWithTheirValueAreToldThat) {
  expect_findings({
      {"a word for a number", "a: !!int x\n", "1:4 wrong_type"},
      {"a decimal for a whole number", "a: !!int 1.5\n", "1:4 wrong_type"},
      {"a truth value of YAML 1.1", "a: !!bool yes\n", "1:4 wrong_type"},
      {"a list for a mapping", "a: !!map [1]\n", "1:4 wrong_type"},
      {"a mapping for text", "a: !!str {b: 1}\n", "1:4 wrong_type"},
      {"a word for a list", "a: !!seq x\n", "1:4 wrong_type"},
      {"nothing for a mapping", "a: !!map\n", "1:4 wrong_type"},
  });
  EXPECT_EQ(only_finding("a: !!int x").message,
            "the tag `!!int` stands before `x`, expected a whole number");
}

TEST(Keys, ThatAreListsOrMappingsAreRefused) {
  expect_findings({{"list", "? [a]\n: 1\n", "1:3 complex_key"},
                   {"flow", "a: {[b]: 1}\n", "1:5 complex_key"},
                   {"mapping", "{a: 1}: 2\n", "1:1 complex_key"}});
}

TEST(Nesting, OfSixtyFourLevelsIsReadAndOneMoreIsNot) {
  EXPECT_THAT(places(repeated("[", 64) + repeated("]", 64)), IsEmpty());
  EXPECT_THAT(places(repeated("[", 65) + repeated("]", 65)), ElementsAre("1:65 nesting_too_deep"));
  EXPECT_THAT(places(repeated("- ", 65) + "a\n"), ElementsAre("1:129 nesting_too_deep"));
}

TEST(Nesting, OfAHundredThousandBracketsIsRefusedAtOnce) {
  for (const std::string_view piece : {"[", "{a: ", "[\n", "- ", "? ", "{[", "[{"}) {
    SCOPED_TRACE(piece);
    const auto found = places_soon(repeated(piece, 100'000));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found.front(), HasSubstr("nesting_too_deep"));
  }
}

TEST(Nesting, OfAMegabyteOfBracketsOnOneLineNeverReachesTheParser) {
  const auto start = std::chrono::steady_clock::now();
  const auto found = places(repeated("[", 1024 * 1024));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front(), "1:1001 nesting_too_deep");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(500));
}

TEST(Scalars, InQuotesByTheThousandOnOneLineAreReadAtOnce) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THAT(places("k: [" + repeated("\"a\",", 9'000) + "\"" + std::string(60'000, 'y') + "\"]"),
              IsEmpty());
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(500));
}

TEST(Nodes, BeyondTenThousandAreRefused) {
  // The root, its key and the list are three.
  EXPECT_THAT(places("k:\n" + repeated("- a\n", 9'997)), IsEmpty());
  EXPECT_THAT(places("k:\n" + repeated("- a\n", 9'998)), ElementsAre("9999:3 too_many_nodes"));
}

TEST(Nodes, OfAllDocumentsAreCountedTogether) {
  const auto documents = read(repeated("---\nk: [a]\n", 3'000));
  ASSERT_EQ(documents.size(), 2'501U);
  EXPECT_TRUE(documents.front().findings.all().empty());
  ASSERT_EQ(documents.back().findings.all().size(), 1U);
  EXPECT_EQ(documents.back().findings.all().front().rule->name, "too_many_nodes");
}

/// The value of `k` in a text that is one mapping.
std::string value_in(const std::string& text) {
  const auto documents = read(text);
  EXPECT_TRUE(documents.front().findings.all().empty()) << text;
  const Document& document = documents.front().document;
  const Node* value = document.empty() ? nullptr : document.find(document.root(), "k");
  return value == nullptr ? "nothing" : std::string(value->text);
}

TEST(Escapes, OfTwoHalvesAreOneCharacter) {
  EXPECT_EQ(value_in(R"({"k": "a\ud83d\ude00z"})"), "a\xF0\x9F\x98\x80z");
  EXPECT_EQ(value_in(R"({"k": "\uD83D\uDE00\uD800\uDC00"})"), "\xF0\x9F\x98\x80\xF0\x90\x80\x80");
  EXPECT_EQ(value_in(R"({"k": "\udbff\udfff"})"), "\xF4\x8F\xBF\xBF") << "the last of all";
}

TEST(Escapes, ThatAreTextStayText) {
  EXPECT_EQ(value_in(R"({"k": "\\ud83d\\ude00"})"), R"(\ud83d\ude00)") << "escaped backslashes";
  EXPECT_EQ(value_in(R"(k: '\ud83d\ude00')"), R"(\ud83d\ude00)") << "single quotes know no escapes";
  EXPECT_EQ(value_in(R"(k: \uD83D\uDE00)"), R"(\uD83D\uDE00)") << "nor do plain values";
  EXPECT_EQ(value_in("k: \"\xEE\x80\xBD\xEE\x90\x80\""), "\xEE\x80\xBD\xEE\x90\x80")
      << "characters for private use are the user's";
}

TEST(Escapes, OfOneHalfAloneAreRefused) {
  for (const char* text : {R"({"k": "\ud83d"})", R"({"k": "\ude00"})", R"({"k": "\ud83dx\ude00"})",
                           R"({"k": "\ude00\ud83d"})"}) {
    EXPECT_TRUE(read(text).front().findings.has_errors()) << text;
  }
}

TEST(Scalars, BeyondSixtyFourKiBAreRefused) {
  const std::string most(65'536, 'x');
  EXPECT_THAT(places("k: " + most), IsEmpty());
  EXPECT_THAT(places("k: " + most + "x"), ElementsAre("1:4 scalar_too_long"));
  EXPECT_THAT(places("k: \"" + most + "x\""), ElementsAre("1:4 scalar_too_long"));
  EXPECT_THAT(places("k: |\n  " + most + "x"), ElementsAre("1:4 scalar_too_long"));
}

TEST(Files, BeyondOneMiBAreRefused) {
  const std::string comment = "# " + std::string(76, 'x') + "\n";
  std::string text = "a: 1\n";
  while (text.size() + comment.size() <= 1024 * 1024) text += comment;
  text += "#" + std::string(1024 * 1024 - text.size() - 1, 'y');
  ASSERT_EQ(text.size(), 1024U * 1024U);
  EXPECT_THAT(places_soon(text), IsEmpty());
  EXPECT_THAT(places_soon(text + "\n"), ElementsAre("0:0 file_too_large"));
  EXPECT_THAT(places_soon(std::string(20'000'000, '[')), ElementsAre("0:0 file_too_large"));
}

TEST(Bytes, ThatYamlDoesNotAllowAreRefusedWhereTheyStand) {
  expect_findings({
      {"NUL", "name: x\0n\n"sv, "1:8 control_character"},
      {"end of transmission",
       "a:\x04"
       "b\n",
       "1:3 control_character"},
      {"escape", "a: 1\nb: \x1b[31m\n", "2:4 control_character"},
      {"delete", "größe: \x7f\n", "1:8 control_character"},
      {"vertical tab", "a:\v1\n", "1:3 control_character"},
      {"in a comment", "a: 1 # \x01\n", "1:8 control_character"},
      {"C1", "größe: \xC2\x90\n", "1:8 control_character"},
      {"the last of C1", "a: \xC2\x9F\n", "1:4 control_character"},
      {"U+FFFE", "größe: \xEF\xBF\xBE\n", "1:8 control_character"},
      {"U+FFFF in a comment", "# \xEF\xBF\xBF\n", "1:3 control_character"},
      {"the first of several", "a: \xEF\xBF\xBF\xC2\x80\x01", "1:4 control_character"},
      {"a CR alone",
       "# c\r"
       "a: 1\n",
       "1:4 yaml_syntax"},
      {"a CR alone among others", "a: 1\r\nb: x\ry\r\n", "2:5 yaml_syntax"},
      {"a CR at the end", "a: 1\r", "1:5 yaml_syntax"},
      {"stray byte", "a: x\xffy\n", "1:5 invalid_utf8"},
      {"stray byte after characters", "größe: \xff\n", "1:8 invalid_utf8"},
      {"overlong", "a: \xc0\xaf\n", "1:4 invalid_utf8"},
      {"surrogate", "a: \xed\xa0\x80\n", "1:4 invalid_utf8"},
      {"cut short", "a: 1\nb: \xe6\xb3", "2:4 invalid_utf8"},
      {"a mark inside",
       "a: 1\n\xEF\xBB\xBF"
       "b: 2\n",
       "2:1 unsupported_encoding"},
      {"two marks at the start",
       "\xEF\xBB\xBF\xEF\xBB\xBF"
       "a: 1\n",
       "1:1 unsupported_encoding"},
  });
}

TEST(Bytes, ThatYamlAllowsAreRead) {
  for (const std::string_view text :
       {"\t"sv, "\xC2\x85"sv, "\xC2\xA0"sv, "\xED\x9F\xBF"sv, "\xEE\x80\x80"sv, "\xEF\xB7\x90"sv,
        "\xEF\xBF\xBD"sv, "\xF0\x90\x80\x80"sv, "\xF0\x9F\xBF\xBE"sv, "\xF4\x8F\xBF\xBF"sv,
        "\xE2\x80\xA8"sv}) {
    SCOPED_TRACE(testing::PrintToString(text));
    EXPECT_THAT(places("a: 'x" + std::string(text) + "y' # " + std::string(text)), IsEmpty());
  }
  EXPECT_THAT(only_finding("a: \xC2\x9B").message, HasSubstr("control character U+009B"));
  EXPECT_THAT(only_finding("a: \xEF\xBF\xBE").message, HasSubstr("noncharacter U+FFFE"));
  EXPECT_EQ(span_of(only_finding("a: \xEF\xBF\xBE").where), "1:4-1:5");
}

TEST(Bytes, OfAnotherEncodingAreCalledThat) {
  expect_findings({
      {"UTF-16, little end, mark",
       "\xff\xfe"
       "a\0:\0"sv,
       "1:1 unsupported_encoding"},
      {"UTF-16, big end, mark", "\xfe\xff\0a\0:"sv, "1:1 unsupported_encoding"},
      {"UTF-16, little end", "a\0:\0 \0"sv, "1:1 unsupported_encoding"},
      {"UTF-16, big end", "\0a\0:\0 "sv, "1:1 unsupported_encoding"},
      {"UTF-32", "\0\0\xfe\xff\0\0\0a"sv, "1:1 unsupported_encoding"},
      {"NUL first", "\0a: 1"sv, "1:1 unsupported_encoding"},
  });
}

struct Syntax {
  std::string_view of;
  std::string_view text;
  std::string_view place;
  std::string_view message;  ///< a part of it
};

TEST(SyntaxErrors, SayWhatIsWrongInPlainWords) {
  const std::vector<Syntax> rows{
      {"list never closed", "k: 1\na: [1, 2\n", "2:4", "`[` is never closed, begun here"},
      {"mapping never closed", "k: 1\na: {b: 2\n", "2:4", "`{` is never closed, begun here"},
      {"inner list never closed", "a: [1, [2, 3\n", "1:8", "`[` is never closed, begun here"},
      {"tab as indentation", "a:\n\tb: 1\n", "2:", "a tab is used for indentation"},
      {"tab later", "a:\n  b: 1\n\tc: 1\n", "3:", "a tab is used for indentation"},
      {"CR line ends", "a: 1\rb: 2\r", "1:", "CR alone"},
      {"two colons", "a: b: c\n", "1:5", "`:` stands where no key can be"},
      {"indented too far", "a: 1\nb: 2\n c: 3\n", "3:3", "`:` stands where no key can be"},
      {"reserved character", "a: @x\n", "1:4", "a character that cannot start a value"},
      {"unknown escape", "a: \"\\q\"\n", "1:", "unknown escape"},
      {"unknown anchor", "größe: *x\n", "1:8", "an anchor that does not exist"},
      {"one line", "a: - b\n", "1:", "`- ` stands where no list can begin"},
      {"another bracket", "a: [1}\n", "1:6", "`}` closes no bracket of its kind"},
      {"a bracket too many", "a: 1\nb: ]\n", "2:4", "`]` closes no bracket of its kind"},
      {"no blank before a bracket", "k: {a:{b: 1}}\n", "1:7", "no blank behind it"},
      {"a colon in a list", "k: [a: b: c]\n", "1:9", "a `,` is missing before this"},
      {"text behind a block's sign", "a: | x\n  y\n", "1:6", "begins a block"},
      {"no hexadecimal digits", "a: \"\\uzz00\"\n", "1:", "not hexadecimal"},
      {"half a pair", "a: \"\\ud800\"\n", "1:", "a character that there is not"},
      {"an anchor without a name", "a: & b\n", "1:5", "a `&` without a name"},
      {"two tags", "a: !!str !!int 5\n", "1:10", "two tags"},
      {"a marker inside quotes", "a: 'x\n---\nb'\n", "2:1", "inside a quoted text"},
      {"a version that there is not", "%YAML 3.0\n---\na: 1\n", "1:1",
       "a version that there is not"},
      {"no blank behind a colon", "a: 1\nb:2\n", "2:1", "has no blank behind it"},
  };
  for (const Syntax& row : rows) {
    SCOPED_TRACE(row.of);
    const Diagnostic found = only_finding(row.text);
    if (found.rule == nullptr) continue;
    EXPECT_EQ(found.rule->name, "yaml_syntax");
    EXPECT_THAT(place_of(found.where), testing::StartsWith(std::string(row.place)));
    EXPECT_THAT(found.message, HasSubstr(std::string(row.message)));
    EXPECT_FALSE(found.help.empty());
    EXPECT_FALSE(read(row.text).back().complete);
  }
}

TEST(SyntaxErrors, OfALineWithoutAColonStandThere) {
  struct Row {
    std::string_view of;
    std::string_view text;
    std::string_view span;
    std::string_view message;
    std::string_view help;
  };
  const std::vector<Row> rows{
      {"last", "a: 1\nx-team", "2:1-2:7", "`x-team` has no colon, expected `key: value`",
       "put a colon behind it"},
      {"last of a block", "a:\n  b: 1\n  größe # c\n", "3:3-3:8", "`größe` has no colon", "colon"},
      {"last of a document", "a: 1\nb\n---\nc: 1\n", "2:1-2:2", "`b` has no colon", "colon"},
      {"before another key", "a: 1\nb\nc: 1\n", "2:1-2:2", "`b` has no colon", "colon"},
      {"a key and its value", "a: 1\nlatency 5 ms\n", "2:1-2:13", "`latency 5 ms` has no colon",
       "did you mean `latency: 5 ms`?"},
      {"in quotes", "a: 1\n\"b\"\n", "2:1-2:4", "`\"b\"` has no colon", "colon"},
      {"anchored", "a: 1\n&x b\n", "2:4-2:5", "`&x b` has no colon", "colon"},
      {"in a list", "- a: 1\n  b\n", "2:3-2:4", "`b` has no colon", "colon"},
      {"an entry without its dash", "k:\n- a\nb\n", "3:1-3:2", "does not begin with `- `",
       "put `- ` before it"},
      {"an entry among keys", "k:\n  l:\n    - a\n  - b\n", "4:3-4:4",
       "an entry of a list stands at the level of keys", "indent it"},
      {"the first of a block", "a:\n  b\n  c: 1\n", "3:4-3:5", "`:` stands where no key can be",
       "where `b` above it is a key, put a colon behind it"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.of);
    const Diagnostic found = only_finding(row.text);
    if (found.rule == nullptr) continue;
    EXPECT_EQ(found.rule->name, "yaml_syntax");
    EXPECT_EQ(span_of(found.where), row.span);
    EXPECT_THAT(found.message, HasSubstr(std::string(row.message)));
    EXPECT_THAT(found.help, HasSubstr(std::string(row.help)));
  }
}

TEST(SyntaxErrors, AreNoKeysWithoutAValueWhereYamlHasThem) {
  for (const std::string_view text : {"{a, b: 1}", "? a\n", "a: 1\n? b", "a: 1\nb:", "[a, b: ]",
                                      "a: 1\n? &x b\n", "a: b\n  c\n", "a:\n- b\n  c\n"}) {
    SCOPED_TRACE(text);
    EXPECT_THAT(places(text), IsEmpty());
  }
}

TEST(SyntaxErrors, KeepWhatStoodBeforeThem) {
  const auto documents = read("a: {b: 1}\nc: [1, 2\n");
  const Document& document = documents.front().document;
  ASSERT_FALSE(document.empty());
  EXPECT_FALSE(documents.front().complete);
  const Node* a = document.find(document.root(), "a");
  ASSERT_NE(a, nullptr);
  EXPECT_EQ(document.find(*a, "b")->text, "1");
}

TEST(LineEnds, MayBeCrLf) {
  EXPECT_THAT(places("a: 1\r\nb:\r\n  - c\r\n---\r\nd: 1\r\n"), IsEmpty());
  EXPECT_EQ(read("a: 1\r\n---\r\nd: 1\r\n").size(), 2U);
  EXPECT_THAT(places("a: 1\r\nb: 2\r\nb: 3\r\n"), ElementsAre("3:1 duplicate_key"));
}

/// Whatever the bytes: an answer, soon, with every place inside the text.
void expect_an_answer(const std::string& text) {
  const auto lines = static_cast<std::uint32_t>(1 + std::count(text.begin(), text.end(), '\n'));
  const auto documents = read(text);
  ASSERT_FALSE(documents.empty());
  for (const ReadDocument& document : documents) {
    if (document.document.empty()) {
      ASSERT_FALSE(document.findings.all().empty());
    }
    for (const Diagnostic& d : document.findings.all()) {
      ASSERT_NE(d.rule, nullptr);
      ASSERT_LE(d.where.line, lines);
      ASSERT_LE(d.where.line, d.where.end_line);
      ASSERT_FALSE(d.message.empty());
    }
  }
}

TEST(AnyBytes, GiveAnAnswer) {
  std::mt19937 random(4242);  // the same bytes in every run
  constexpr std::string_view alphabet = "abc:-[]{}&*!|>'\"%@`#,?~\n\n\t  \r\\0<=.\xc3\xbc";
  for (int round = 0; round < 6000; ++round) {
    std::string text(random() % 120, '\0');
    const bool raw = round % 4 == 0;
    for (char& c : text) {
      c = raw ? static_cast<char>(random() % 256) : alphabet[random() % alphabet.size()];
    }
    SCOPED_TRACE(testing::PrintToString(text));
    ASSERT_NO_FATAL_FAILURE(expect_an_answer(text));
  }
}

TEST(AnyBytes, OfADamagedDesignGiveAnAnswer) {
  const std::string good =
      "event_context:\n  use_case: pub_sub\n  requirements: {throughput: 10K msg/s}\n"
      "  producers: [\"a\", b]\n  messages:\n    - type: T\n      payload: {id: &x string, n: "
      "*x}\n";
  std::mt19937 random(99);
  for (int round = 0; round < 3000; ++round) {
    std::string text = good;
    for (auto changes = 1 + random() % 3; changes > 0; --changes) {
      const std::size_t at = random() % text.size();
      switch (random() % 3) {
        case 0: text[at] = static_cast<char>(random() % 256); break;
        case 1: text.erase(at, 1 + random() % 5); break;
        default: text.insert(at, 1, ":-[]{}&*\"'\n\t "[random() % 13]);
      }
    }
    SCOPED_TRACE(testing::PrintToString(text));
    ASSERT_NO_FATAL_FAILURE(expect_an_answer(text));
  }
}

}  // namespace
}  // namespace eventarch::input
