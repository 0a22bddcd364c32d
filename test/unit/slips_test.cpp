/// Values that a field does not take: what was probably meant is said, and written where it is
/// certain.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "input/declaration_reader.hpp"
#include "input/quantity_slips.hpp"
#include "input/yaml_reader.hpp"

namespace eventarch::input {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Findings of a design with one more line.
std::vector<Diagnostic> found_with(const std::string& lines) {
  const auto documents = read_documents(
      "d.yaml",
      "event_context:\n  use_case: saga\n  requirements: {throughput: 1 msg/s}\n" + lines);
  Findings findings = documents.front().findings;
  (void)read_declaration(documents.front().document, true, findings);
  return findings.all();
}

enum class Certain : std::uint8_t { yes, no };

struct Slip {
  FieldType type;
  std::string_view written;
  std::string_view meant;  ///< empty: nothing can be told
  Certain certain = Certain::yes;
};

TEST(QuantitySlips, HaveExactlyTheValueThatWasWritten) {
  using enum FieldType;
  const std::vector<Slip> rows{
      {duration, "2 sec", "2 s"},
      {duration, "1 week", "7 days"},
      {duration, "0.5 h", "30 min"},
      {duration, "1.5 weeks", "252 hours"},
      {duration, "1h30m", "90 min"},
      {duration, "1 h 30 min", "90 min"},
      {duration, "PT1H30M", "90 min"},
      {duration, "P1D", "1 day"},
      {duration, "100 ns", "0.1 us"},
      {duration, "\xC2\xB5s", ""},
      {duration, "5 \xC2\xB5s", "5 us"},
      {duration, ".5 s", "500 ms"},
      {duration, "30", "30 ms", Certain::no},
      {duration, "1 month", "30 days", Certain::no},
      {duration, "1 fortnight", ""},
      {latency, "100 millis", "100 ms"},
      {latency, "PT0.5S", "500 ms"},
      {latency, "1,5 s", "1500 ms", Certain::no},
      {latency, "1,000 ms", "1000 ms", Certain::no},
      {latency, "<100ms", "100 ms", Certain::no},
      {latency, "5m", ""},
      {latency, "100us", ""},
      {retention, "1h", "1 hour"},
      {retention, "2 weeks 3 days", "17 days"},
      {retention, "7", "7 days", Certain::no},
      {retention, "90 min", ""},
      {count, "1k", "1K"},
      {count, "2.5M", "2500K"},
      {count, "1.5K", "1500"},
      {count, "1_000", "1000"},
      {count, "1 000", "1000"},
      {count, "1,000", "1000", Certain::no},
      {count, "12.0", "12"},
      {count, "1e6", "1000000"},
      {count, "1 million", "1M"},
      {count, "1.5", ""},
      {count, "-1", ""},
      {count, "1kk", ""},
      {message_rate, "10 K msg/s", "10K msg/s"},
      {message_rate, "10K events/s", "10K msg/s"},
      {message_rate, "5 messages per second", "5 msg/s"},
      {message_rate, "6M msg/min", "100K msg/s"},
      {message_rate, "10K rps", "10K msg/s", Certain::no},
      {message_rate, "1M msg/day", ""},
      {size, "1.5 kb", "1.5 KB"},
      {size, "1 GB", "1000 MB"},
      {size, "512 bytes", "512 B"},
      {size, "1 Kb", "1 KB", Certain::no},
      {size, "1024", "1024 B", Certain::no},
      {byte_rate, "10 MB", "10 MB/s"},
      {byte_rate, "10 MBps", "10 MB/s"},
      {byte_rate, "10 mbit/s", "1250 KB/s"},
      {byte_rate, "10 Mbps", "1250 KB/s", Certain::no},
      {byte_rate, "10 Mb/s", "10 MB/s", Certain::no},
      {share, "70 percent", "70 %"},
      {share, "0.7", "70 %", Certain::no},
      {share, "70", "70 %", Certain::no},
      {factor, "3x", "3"},
      {factor, "150 %", "1.5", Certain::no},
      {duration, "99999999999999999999 weeks", ""},
      {count, "1e99", ""},
  };
  for (const Slip& row : rows) {
    SCOPED_TRACE(row.written);
    const auto better = mended(row.written, row.type);
    if (row.meant.empty()) {
      EXPECT_FALSE(better) << better->text;
      continue;
    }
    ASSERT_TRUE(better);
    EXPECT_EQ(better->text, row.meant);
    EXPECT_EQ(better->is_certain, row.certain == Certain::yes);
  }
}

TEST(QuantitySlips, AreNotMendedIntoWhatTheFieldRefuses) {
  const auto found = found_with("  workload: {processing_time: 0 sec}\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].help, "for example `5 ms`");
  EXPECT_THAT(found[0].fix, IsEmpty());
}

struct Truth {
  std::string_view written;
  std::string_view message;  ///< a part of it
  std::string_view help;     ///< likewise
  std::string_view fix;      ///< empty: none
};

TEST(TruthValues, AreSaidAndMendedWhereTheyAreClear) {
  const std::vector<Truth> rows{
      {"\"true\"", "is the text `\"true\"`, expected `true` or `false`", "drop the quotes: `true`",
       "true"},
      {"'False'", "is the text `'False'`", "drop the quotes: `false`", "false"},
      {"yes", "is `yes`", "did you mean `true`? YAML 1.2", "true"},
      {"Off", "is `Off`", "did you mean `false`?", "false"},
      {"\"no\"", "is `no`", "did you mean `false`?", "false"},
      {"ture", "is `ture`", "did you mean `true`?", "true"},
      {"enabled", "is `enabled`", "did you mean `true`?", ""},
      {"1", "is the number `1`", "did you mean `true`?", ""},
      {"!!str true", "is the text `true`", "delete the tag: `true`", ""},
      {"&a yes", "is `yes`", "did you mean `true`?", ""},
      {"~", "is `~`", "write `true` or `false`, or leave the key out", ""},
      {"", "is nothing", "leave the key out", ""},
      {"maybe", "is `maybe`", "write `true` or `false`", ""},
      {"[true]", "is a list", "write `true` or `false`", ""},
  };
  for (const Truth& row : rows) {
    SCOPED_TRACE(row.written);
    const auto found =
        found_with("  decisions:\n    dlq_alerts: " + std::string(row.written) + "\n");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].message, HasSubstr(std::string(row.message)));
    EXPECT_THAT(found[0].help, HasSubstr(std::string(row.help)));
    ASSERT_EQ(found[0].fix.size(), row.fix.empty() ? 0U : 1U);
    if (!row.fix.empty()) {
      EXPECT_EQ(found[0].fix[0].replacement, row.fix);
      EXPECT_EQ(found[0].fix[0].where, found[0].where) << "the quotes go as well";
    }
  }
}

TEST(Choices, ThatAreNoWordHaveAWayOut) {
  struct Row {
    std::string_view line;
    std::string_view help;
  };
  const std::vector<Row> rows{
      {"  constraints: {cloud: ~}", "write a value, for example `aws`, or leave the key out"},
      {"  constraints: {cloud:}", "for example `aws`, or leave the key out"},
      {"  constraints: {cloud: 5}", "for example `aws`"},
      {"  decisions: {producer_acks: 1}", "did you mean `leader`?"},
      {"  decisions: {producer_acks: ~}", "did you mean `none`?"},
      {"  consumers: [null]", "where `null` is the name, put it in quotes"},
      {"  description: ~", "name it"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.line);
    const auto found = found_with(std::string(row.line) + "\n");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].help, HasSubstr(std::string(row.help)));
  }
  const auto documents =
      read_documents("d.yaml", "event_context:\n  use_case: null\n  requirements: {ordering: ~}\n");
  Findings findings;
  (void)read_declaration(documents.front().document, true, findings);
  ASSERT_EQ(findings.all().size(), 2U);
  EXPECT_EQ(findings.all()[0].help, "write a value, for example `pub_sub`");
  EXPECT_EQ(findings.all()[1].help, "did you mean `none`?");
}

TEST(UnknownKeys, OfWhichTheRightOneStandsThereAreMerged) {
  const auto found = found_with("  consumers: [a]\n  consumer: [b]\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].help,
            "`consumers` stands on line 4 already: put what belongs to it there, and delete this "
            "key");
  ASSERT_EQ(found[0].related.size(), 1U);
  EXPECT_EQ(found[0].related[0].where.line, 4U);
  EXPECT_THAT(found[0].fix, IsEmpty());
  const auto value = found_with("  name: a\n  nmae: b\n");
  ASSERT_EQ(value.size(), 1U);
  EXPECT_EQ(value[0].help,
            "`name` stands on line 4 already: keep one value there, and delete this key");
  EXPECT_THAT(value[0].fix, IsEmpty());
  const auto message = found_with("  messages: [{type: A, tpye: B}]\n");
  ASSERT_EQ(message.size(), 1U);
  EXPECT_THAT(message[0].help, HasSubstr("`type` stands on line 4 already"));
}

TEST(UnknownKeys, WithAColonAndNoBlankAreSplit) {
  const auto found = found_with("  constraints: {cloud:aws, deployment:managed, cloud: gcp}\n");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_THAT(found[0].help, HasSubstr("did you mean `cloud: aws`?"));
  EXPECT_THAT(found[0].fix, IsEmpty()) << "the key is there already";
  ASSERT_EQ(found[1].fix.size(), 1U);
  EXPECT_EQ(found[1].fix[0].replacement, "deployment: managed");
  const auto value = found_with("  constraints:\n    cloud:aws\n");
  ASSERT_EQ(value.size(), 1U);
  EXPECT_THAT(value[0].help, HasSubstr("did you mean `cloud: aws`?"));
  EXPECT_THAT(found_with("  constraints: {\"cloud:aws\": 1}\n").at(0).help,
              Not(HasSubstr("A blank follows")));
}

TEST(UnknownKeys, AtTheRootAreToldOnce) {
  const auto found = [](std::string_view text) {
    const auto documents = read_documents("d.yaml", text);
    Findings findings;
    (void)read_declaration(documents.front().document, true, findings);
    return findings.all();
  };
  const auto alone = found("Event-Context: {use_case: saga}\n");
  ASSERT_EQ(alone.size(), 1U);
  EXPECT_EQ(alone[0].help, "did you mean `event_context`?");
  ASSERT_EQ(alone[0].fix.size(), 1U);
  EXPECT_EQ(alone[0].fix[0].replacement, "event_context");
  const auto among = found("event_contxt: {use_case: saga}\nx-a: 1\n");
  ASSERT_EQ(among.size(), 1U);
  EXPECT_THAT(among[0].fix, IsEmpty());
  EXPECT_EQ(found("a: 1\n").size(), 2U) << "a stranger, and nothing that is known";
}

TEST(UnknownKeys, OfAnotherLevelNameEveryPlaceAndWhatStandsThere) {
  EXPECT_EQ(found_with("  replication_factor: 3\n").at(0).help,
            "it belongs below `capacity` or `decisions`");
  EXPECT_EQ(found_with("  latency: 1 s\n").at(0).help, "it belongs below `requirements`");
  EXPECT_EQ(found_with("  throughput: 2 msg/s\n").at(0).help,
            "it belongs below `requirements`, and stands there on line 3 already: keep one of the "
            "two");
}

}  // namespace
}  // namespace eventarch::input
