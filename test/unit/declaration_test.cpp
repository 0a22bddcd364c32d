/// What a design file may say: every mistake of a file is found in one run, at its place, with a
/// remedy; and what is right is left alone.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/advise.hpp"
#include "findings_of.hpp"

namespace eventarch {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;
using testing_support::place_of;
using testing_support::places_of;

Findings check(std::string_view text) {
  return validate({.name = "d.yaml", .text = std::string(text), .stem = "d"});
}

/// A valid context with one more line, the fourth, indented by two.
std::string with(std::string_view line) {
  return "event_context:\n  use_case: saga\n  requirements: {}\n" + std::string(line) + "\n";
}

struct Faulty {
  std::string_view of;
  std::string_view line;
  std::string_view finding;  ///< line:column rule
  std::string_view message;  ///< a part of it
  std::string_view help;     ///< a part of it
};

void expect_findings(const std::vector<Faulty>& rows) {
  for (const Faulty& row : rows) {
    SCOPED_TRACE(row.of);
    const Findings found = check(with(row.line));
    EXPECT_THAT(places_of(found), ElementsAre(row.finding));
    if (found.all().size() != 1) continue;
    EXPECT_THAT(found.all()[0].message, HasSubstr(std::string(row.message)));
    EXPECT_THAT(found.all()[0].help, HasSubstr(std::string(row.help)));
  }
}

constexpr std::string_view valid_context = R"(event_context:
  use_case: pub_sub
  requirements:
    throughput: 10K msg/s
    latency: 100ms
    ordering: partition
    delivery: at_least_once
    retention: 7 days
  producers: [order-service]
  consumers: [notification-service, analytics-service]
)";

constexpr std::string_view full_context = R"(# every key that there is
event_context:
  name: order-events
  description: Orders of the shop
  use_case: pub_sub
  requirements:
    throughput: 10K msg/s
    latency: 100ms
    ordering: partition
    delivery: at_least_once
    retention: 7 days
  producers: [order-service]
  consumers: [notification-service, analytics-service]
  workload:
    message_size: 1 KB
    peak_factor: 3
    growth_factor: 2
    processing_time: 5 ms
    distinct_keys: 100K
    hot_key_share: 2 %
    compression_ratio: 1.0
    outage: 30 min
    recover_within: 60 min
  capacity:
    partition_write: 10 MB/s
    partition_read: 20 MB/s
    partition_throughput: 10K msg/s
    utilization_target: 70 %
    availability_zones: 3
    replication_factor: 3
  constraints:
    allowed_brokers: [kafka, rabbitmq]
    forbidden_brokers: [sqs]
    cloud: aws
    deployment: managed
    operations_capacity: small
    replay: true
    priority: false
    delayed_delivery: false
    complex_routing: false
    request_reply: false
    multi_tenancy: false
    geo_replication: false
  messages:
    - type: OrderPlaced
      key: order_id
      payload: {order_id: string, total_cents: integer, placed_at: timestamp}
  decisions:
    broker: kafka
    partitions: 12
    replication_factor: 3
    min_in_sync_replicas: 2
    producer_acks: all
    offset_commit: after_processing
    idempotent_consumers: true
    dead_letter_queue: true
    max_attempts: 5
    dlq_alerts: true
    lag_monitoring: true
    schema_registry: true
)";

std::vector<std::string> errors_in(const Findings& findings) {
  std::vector<std::string> out;
  for (const Diagnostic& d : findings.all()) {
    if (d.severity == Severity::error) out.emplace_back(d.rule->name);
  }
  return out;
}

TEST(ValidContext, HasNoFindings) {
  EXPECT_THAT(places_of(check(valid_context)), IsEmpty());
  const auto all = advise({.name = "d.yaml", .text = std::string(valid_context), .stem = "d"},
                          built_in_catalogue());
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_TRUE(all[0].valid());
  EXPECT_TRUE(all[0].design);
}

TEST(ValidContext, MayUseEveryKeyOfTheFormat) {
  EXPECT_THAT(errors_in(check(full_context)), IsEmpty());
}

TEST(ValidContext, NeedsAUseCaseAndRequirementsOnly) {
  EXPECT_THAT(places_of(check("event_context: {use_case: saga, requirements: {}}")), IsEmpty());
}

TEST(ValidContext, MayBeQuotedJsonOrCrLf) {
  for (const std::string_view text :
       {R"({"event_context": {"use_case": "saga", "requirements": {"throughput": "5 msg/s"}}})",
        "event_context:\r\n  use_case: 'saga'\r\n  requirements:\r\n    latency: \"2 s\"\r\n",
        "---\nevent_context: {use_case: saga, requirements: {}}\n...\n",
        "\xEF\xBB\xBF"
        "event_context: {use_case: saga, requirements: {}}"}) {
    SCOPED_TRACE(text);
    EXPECT_THAT(places_of(check(text)), IsEmpty());
  }
}

TEST(RequiredFields, AreReportedAtTheRootKey) {
  const Findings both = check("\nevent_context:\n  name: x\n");
  EXPECT_THAT(places_of(both), ElementsAre("2:1 required_field", "2:1 required_field"));
  EXPECT_THAT(both.all()[0].message, HasSubstr("`requirements` is missing"));
  EXPECT_THAT(both.all()[1].message, HasSubstr("`use_case` is missing"));
  EXPECT_THAT(both.all()[1].help, HasSubstr("cqrs, event_sourcing, pub_sub, saga, work_queue"));
  EXPECT_THAT(places_of(check("event_context: {use_case: saga}")),
              ElementsAre("1:1 required_field"));
  EXPECT_THAT(places_of(check("event_context: {requirements: {}}")),
              ElementsAre("1:1 required_field"));
}

TEST(RequiredFields, AreNotMissedWhereTheTextBreaksOff) {
  EXPECT_THAT(places_of(check("event_context:\n  name: [x\n")), ElementsAre("2:9 yaml_syntax"));
}

TEST(Root, MayBeMissing) {
  const Findings flat = check("use_case: saga\nrequirements: {throughput: 5 msg/s}\n");
  EXPECT_THAT(places_of(flat), ElementsAre("1:1 required_field"));
  EXPECT_THAT(flat.all()[0].message, HasSubstr("`event_context` is missing"));
  EXPECT_THAT(flat.all()[0].help, HasSubstr("indent everything below"));
  const Findings typo = check("event_contxt:\n  use_case: saga\n");
  EXPECT_THAT(places_of(typo), ElementsAre("1:1 unknown_key")) << "one cause, one finding";
  EXPECT_THAT(typo.all()[0].help, HasSubstr("did you mean `event_context`?"));
}

TEST(Root, IsAMapping) {
  EXPECT_THAT(places_of(check("- a\n- b\n")), ElementsAre("1:1 wrong_type"));
  EXPECT_THAT(places_of(check("just words\n")), ElementsAre("1:1 wrong_type"));
  EXPECT_THAT(places_of(check("# c\nevent_context: [a]\n")), ElementsAre("2:16 wrong_type"));
  EXPECT_THAT(places_of(check("event_context:\n")), ElementsAre("1:1 wrong_type"));
}

TEST(Root, MayHaveKeysOfOnesOwnBesideIt) {
  EXPECT_THAT(places_of(check(
                  "x-team: a\nevent_context: {use_case: saga, requirements: {}}\nx-y: {z: 1}\n")),
              IsEmpty());
  EXPECT_THAT(places_of(check("team: a\nevent_context: {use_case: saga, requirements: {}}\n")),
              ElementsAre("1:1 unknown_key"));
}

TEST(Types, AreCheckedAtTheValue) {
  expect_findings({
      {"list for a word", "  name: [a]", "4:9 wrong_type", "`name` is a list", ""},
      {"mapping for a word", "  description: {a: 1}", "4:16 wrong_type", "is a mapping", ""},
      {"number for text", "  name: 42", "4:9 wrong_type", "the number `42`", "in quotes: \"42\""},
      {"truth value for text", "  name: true", "4:9 wrong_type", "truth value `true`", "in quotes"},
      {"nothing for text", "  name:", "4:3 wrong_type", "nothing", "name it"},
      {"null for text", "  name: ~", "4:9 wrong_type", "is `~`", "where `~` is the name"},
      {"word for a list", "  consumers: billing", "4:14 wrong_type", "expected a list", ""},
      {"mapping for a list", "  consumers: {a: 1}", "4:14 wrong_type", "is a mapping", ""},
      {"nothing for a list", "  producers:", "4:3 wrong_type", "nothing", ""},
      {"number in a list of names", "  consumers: [a, 7]", "4:18 wrong_type",
       "entry 2 of `consumers`", "\"7\""},
      {"null in a list of names", "  consumers: [a, ~]", "4:18 wrong_type", "entry 2", ""},
      {"word for a list of names", "  consumers: a, b", "4:14 wrong_type", "is `a, b`", "[a, b]"},
      {"list for a choice", "  constraints: {cloud: [aws]}", "4:24 wrong_type", "is a list",
       "without brackets: `aws`"},
      {"list in a list of names", "  consumers: [[a]]", "4:15 wrong_type", "entry 1", ""},
      {"word for a block", "  workload: big", "4:13 wrong_type", "`workload` is `big`", ""},
      {"list for a block", "  capacity: [a]", "4:13 wrong_type", "is a list", ""},
      {"nothing for a block", "  decisions:", "4:3 wrong_type", "nothing", "delete it"},
      {"word for a truth value", "  constraints: {replay: yes}", "4:25 wrong_type",
       "`true` or `false`", ""},
      {"quoted truth value", "  constraints: {replay: 'true'}", "4:25 wrong_type",
       "`true` or `false`", ""},
      {"list for a quantity", "  workload: {message_size: [1 KB]}", "4:28 wrong_type", "is a list",
       "1 KB"},
      {"truth value for a quantity", "  workload: {peak_factor: true}", "4:27 wrong_type",
       "truth value", ""},
      {"null for a quantity", "  workload: {peak_factor: null}", "4:27 wrong_type", "is `null`",
       "for example `3`, or leave the key out"},
      {"number for a choice", "  constraints: {cloud: 1}", "4:24 wrong_type", "one of any, aws",
       ""},
      {"word for a message", "  messages: [OrderPlaced]", "4:14 wrong_type", "each a mapping", ""},
      {"mapping for messages", "  messages: {type: A}", "4:13 wrong_type", "is a mapping", ""},
      {"list for a payload", "  messages: [{type: A, payload: [id]}]", "4:33 wrong_type",
       "is a list", ""},
  });
}

TEST(Types, OfRequiredBlocksAreCheckedToo) {
  const Findings found = check("event_context:\n  use_case: saga\n  requirements:\n");
  EXPECT_THAT(places_of(found), ElementsAre("3:3 wrong_type"));
  EXPECT_THAT(found.all()[0].help, HasSubstr("`requirements: {}`"));
}

TEST(Choices, SayWhatWasMeant) {
  struct Row {
    std::string_view line;
    std::string_view place;
    std::string_view meant;
  };
  const std::vector<Row> rows{
      {"use_case: pubsub", "2:13", "pub_sub"},
      {"use_case: Saga", "2:13", "saga"},
      {"use_case: event-sourcing", "2:13", "event_sourcing"},
      {"use_case: queue_work", "2:13", "work_queue"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.line);
    const Findings found =
        check("event_context:\n  " + std::string(row.line) + "\n  requirements: {}\n");
    EXPECT_THAT(places_of(found), ElementsAre(std::string(row.place) + " unknown_value"));
    EXPECT_THAT(found.all().at(0).help,
                HasSubstr("did you mean `" + std::string(row.meant) + "`?"));
  }
  expect_findings({
      {"nothing close", "  constraints: {cloud: moon}", "4:24 unknown_value",
       "`constraints.cloud` cannot be `moon`", "one of any, aws, azure, gcp, on_premises"},
      {"another case", "  decisions: {producer_acks: ALL}", "4:30 unknown_value", "`ALL`", "`all`"},
      {"payload type", "  messages: [{type: A, payload: {id: strnig}}]", "4:38 unknown_value",
       "`id` cannot be of type `strnig`", "`string`"},
  });
}

TEST(Choices, MayBeTheWordNone) {
  EXPECT_THAT(places_of(check("event_context: {use_case: saga, requirements: {ordering: none}}")),
              IsEmpty());
  EXPECT_THAT(places_of(check("event_context: {use_case: saga, requirements: {ordering: null}}")),
              ElementsAre("1:58 wrong_type"));
}

TEST(Quantities, OfTheFiveRequirementsFollowTheirPatterns) {
  struct Row {
    std::string_view line;
    std::string_view place;  ///< 4:column rule; empty where it is valid
    std::string_view help;
  };
  const std::vector<Row> rows{
      {"throughput: 10K msg/s", "", ""},
      {"throughput: 10Kmsg/s", "", ""},
      {"throughput: 10k msg/s", "4:17 invalid_quantity", "did you mean `10K msg/s`?"},
      {"throughput: 10000", "4:17 invalid_quantity", "did you mean `10000 msg/s`?"},
      {"throughput: 5 msgs/s", "4:17 invalid_quantity", "did you mean `5 msg/s`?"},
      {"throughput: 1.5K msg/s", "4:17 invalid_quantity", "did you mean `1500 msg/s`?"},
      {"throughput: -5 msg/s", "4:17 invalid_quantity", "for example"},
      {"throughput: fast", "4:17 invalid_quantity", "for example `10K msg/s`"},
      {"throughput: 0 msg/s", "4:17 quantity_out_of_range", "1 msg/s"},
      {"throughput: 99999999M msg/s", "4:17 quantity_out_of_range", "1000000M msg/s"},
      {"throughput: \"10K msg/s \"", "4:17 invalid_quantity", ""},
      {"throughput: \"10K msg/s\\n\"", "4:17 invalid_quantity", ""},
      {"latency: 100ms", "", ""},
      {"latency: 2 s", "", ""},
      {"latency: 100", "4:14 invalid_quantity", "did you mean `100 ms`?"},
      {"latency: 1.5 s", "4:14 invalid_quantity", "did you mean `1500 ms`?"},
      {"latency: 0ms", "4:14 quantity_out_of_range", "1 ms"},
      {"retention: 7 days", "", ""},
      {"retention: 1 week", "", ""},
      {"retention: 7d", "4:16 invalid_quantity", "did you mean `7 days`?"},
      {"retention: forever", "4:16 invalid_quantity", "for example `7 days`"},
      {"retention: 0 days", "4:16 quantity_out_of_range", "1 hour"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.line);
    const Findings found = check("event_context:\n  use_case: saga\n  requirements:\n    " +
                                 std::string(row.line) + "\n");
    if (row.place.empty()) {
      EXPECT_THAT(places_of(found), IsEmpty());
      continue;
    }
    EXPECT_THAT(places_of(found), ElementsAre(row.place));
    EXPECT_THAT(found.all().at(0).help, HasSubstr(std::string(row.help)));
  }
}

TEST(Quantities, OfTheOtherBlocksAreReadTheSameWay) {
  expect_findings({
      {"size in wrong case", "  workload: {message_size: 1 kb}", "4:28 invalid_quantity", "`1 kb`",
       "did you mean `1 KB`?"},
      {"size without unit", "  workload: {message_size: 1000}", "4:28 invalid_quantity", "`1000`",
       "did you mean `1000 B`?"},
      {"factor below one", "  workload: {peak_factor: 0.5}", "4:27 quantity_out_of_range",
       "too small", "1 to 1000000"},
      {"factor with a unit", "  workload: {growth_factor: 2x}", "4:29 invalid_quantity", "`2x`",
       "did you mean `2`?"},
      {"share as a fraction", "  workload: {hot_key_share: 0.02}", "4:29 invalid_quantity",
       "`0.02`", "did you mean `2 %`?"},
      {"share above all", "  capacity: {utilization_target: 120 %}", "4:34 quantity_out_of_range",
       "too large", "100 %"},
      {"count with decimals", "  decisions: {partitions: 1.5}", "4:27 invalid_quantity", "`1.5`",
       ""},
      {"no zones", "  capacity: {availability_zones: 0}", "4:34 quantity_out_of_range", "zero", ""},
      {"bits", "  capacity: {partition_write: 10 Mb/s}", "4:31 invalid_quantity", "`10 Mb/s`",
       "did you mean `10 MB/s`?"},
      {"duration without unit", "  workload: {outage: 30}", "4:22 invalid_quantity", "`30`", ""},
  });
}

TEST(Names, AreVisibleAndNotRepeated) {
  expect_findings({
      {"no consumers", "  consumers: []", "4:14 too_few_items", "`consumers` is empty", ""},
      {"no producers", "  producers: []", "4:14 too_few_items", "`producers` is empty", ""},
      {"no messages", "  messages: []", "4:13 too_few_items", "`messages` is empty", ""},
      {"empty entry", "  consumers: [a, '']", "4:18 empty_name", "entry 2 of `consumers`", ""},
      {"blank entry", "  consumers: [\" \\t\"]", "4:15 empty_name", "entry 1", ""},
      {"empty name", "  name: ''", "4:9 empty_name", "`name`", ""},
      {"empty event type", "  messages: [{type: ''}]", "4:21 empty_name", "event type", ""},
      {"twice", "  consumers: [größe, größe]", "4:22 duplicate_name", "`größe` stands twice", ""},
      {"event type twice", "  messages: [{type: A}, {type: A}]", "4:32 duplicate_name",
       "`A` stands twice", ""},
      {"message without a type", "  messages: [{key: a}]", "4:14 required_field", "no `type`", ""},
  });
  const Findings twice = check(with("  producers: [a, b, a]"));
  ASSERT_THAT(twice.all(), SizeIs(1));
  ASSERT_THAT(twice.all()[0].related, SizeIs(1));
  EXPECT_EQ(place_of(twice.all()[0].related[0].where), "4:15");
}

TEST(UnknownKeys, SayWhatWasMeantOrWhereTheyBelong) {
  expect_findings({
      {"slip at the top", "  consumer: [a]", "4:3 unknown_key", "`consumer`",
       "did you mean `consumers`?"},
      {"slip in a block", "  workload: {mesage_size: 1 KB}", "4:14 unknown_key", "in `workload`",
       "did you mean `message_size`?"},
      {"words in another order", "  workload: {factor_peak: 2}", "4:14 unknown_key",
       "`factor_peak`", "did you mean `peak_factor`?"},
      {"another case", "  Consumers: [a]", "4:3 unknown_key", "`Consumers`",
       "did you mean `consumers`?"},
      {"nothing close", "  banana: 1", "4:3 unknown_key", "in `event_context`",
       "keys of your own start with `x-`"},
      {"a key of a block at the top", "  throughput: 5 msg/s", "4:3 unknown_key", "`throughput`",
       "it belongs below `requirements`"},
      {"a key of another block", "  workload: {latency: 1 s}", "4:14 unknown_key", "in `workload`",
       "it belongs below `requirements`"},
      {"a key of the top in a block", "  constraints: {consumers: [a]}", "4:17 unknown_key",
       "in `constraints`", "directly below `event_context`"},
      {"in a message", "  messages: [{type: A, paylod: {a: string}}]", "4:24 unknown_key",
       "in a message", "did you mean `payload`?"},
      {"no blank after the colon", "  constraints: {replay:true}", "4:17 unknown_key",
       "`replay:true`", ""},
  });
}

TEST(UnknownKeys, HideNothingOfWhatTheyHold) {
  const Findings block = check(R"(event_context:
  use_case: pub_sub
  requirments:
    throughput: 10k msg/s
    ordering: per_key
    latencyy: 5
)");
  EXPECT_THAT(places_of(block),
              ElementsAre("3:3 unknown_key", "4:17 invalid_quantity", "5:15 unknown_value",
                          "6:5 unknown_key", "6:15 invalid_quantity"))
      << "and `requirements` is not missing";
  // A key of one's own stands for nothing.
  EXPECT_THAT(places_of(check("event_context: {use_case: saga, x-requirements: {}}")),
              ElementsAre("1:1 required_field"));
  // What stands there already is meant, and no slip of it.
  EXPECT_THAT(places_of(check(with("  consumers: [a]\n  consumer: 5\n"))),
              ElementsAre("5:3 unknown_key"));
}

TEST(UnknownKeys, OfOnesOwnAreAcceptedEverywhere) {
  EXPECT_THAT(places_of(check(with("  x-owner: {a: [1, ~]}\n  workload: {x-note: 1}\n"
                                   "  messages: [{type: A, x-since: 2}]"))),
              IsEmpty());
}

TEST(Findings, OfAFileComeInOneRunInOrderOfPlace) {
  const Findings found = check(R"(event_context:
  use_case: sage
  requirements:
    througput: 5 msg/s
    latency: fast
    delivery: exactly_once
  consumers: [a, '', a, 7]
  workload: {peak_factor: 0}
  wrkload: {}
  consumers: [b]
team: x
)");
  EXPECT_THAT(places_of(found),
              ElementsAre("2:13 unknown_value", "4:5 unknown_key", "5:14 invalid_quantity",
                          "6:15 exactly_once_complexity", "7:18 empty_name", "7:22 duplicate_name",
                          "7:25 wrong_type", "8:27 quantity_out_of_range", "9:3 unknown_key",
                          "10:3 duplicate_key", "11:1 unknown_key"));
}

TEST(Findings, OfEveryDocumentOfAFileAreGiven) {
  const Findings found =
      check("event_context: {use_case: saga}\n---\nevent_context: {requirements: {}}\n");
  EXPECT_THAT(places_of(found), ElementsAre("1:1 required_field", "3:1 required_field"));
}

TEST(Findings, QuoteNoControlCharacters) {
  const Findings found =
      check(with("  \"na\\u001bme\": \"\\u202e\"\n  consumers: [\"a\\u0007\", 7]"));
  ASSERT_FALSE(found.all().empty());
  for (const Diagnostic& d : found.all()) {
    SCOPED_TRACE(d.rule->name);
    for (const std::string& shown : {d.message, d.help}) {
      EXPECT_TRUE(std::ranges::none_of(shown, [](char c) { return c >= 0 && c < 0x20; })) << shown;
      EXPECT_EQ(shown.find("\u202e"), std::string::npos);
    }
  }
}

TEST(GlobalOrdering, AboveTenThousandMessagesWarnsWhateverElseIsMissing) {
  for (const std::string_view text :
       {"event_context:\n  requirements:\n    ordering: global\n    throughput: 100K msg/s\n",
        "event_context:\n  use_case: nonsense\n  requirements:\n    throughput: 100K msg/s\n"
        "    ordering: global\n  producers: 7\n  consumers: []\n"}) {
    SCOPED_TRACE(text);
    const Findings found = check(text);
    std::vector<Diagnostic> warnings;
    for (const Diagnostic& d : found.all()) {
      if (d.severity == Severity::warning) warnings.push_back(d);
    }
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_EQ(warnings[0].rule->name, "global_ordering_throughput");
    EXPECT_THAT(warnings[0].message,
                AllOf(StartsWith("Global ordering limits throughput to single partition"),
                      HasSubstr("throughput")));
  }
}

TEST(GlobalOrdering, WarnsAboveTenThousandMessagesOnly) {
  struct Row {
    std::string_view requirements;
    bool warned;
  };
  const std::vector<Row> rows{
      {"{throughput: 10K msg/s, ordering: global}", false},
      {"{throughput: 10000 msg/s, ordering: global}", false},
      {"{throughput: 10001 msg/s, ordering: global}", true},
      {"{throughput: 11K msg/s, ordering: global}", true},
      {"{throughput: 1M msg/s, ordering: partition}", false},
      {"{throughput: 1M msg/s, ordering: none}", false},
      {"{throughput: 1M msg/s}", false},
      {"{ordering: global}", false},
  };
  for (const auto& [requirements, warned] : rows) {
    SCOPED_TRACE(requirements);
    const Findings found =
        check("event_context: {use_case: saga, requirements: " + std::string(requirements) + "}");
    EXPECT_EQ(found.all().size(), warned ? 1U : 0U);
    EXPECT_FALSE(found.has_errors());
  }
}

TEST(ExactlyOnce, WarnsAtItsValue) {
  const Findings found =
      check("event_context:\n  use_case: saga\n  requirements:\n    delivery: exactly_once\n");
  EXPECT_THAT(places_of(found), ElementsAre("4:15 exactly_once_complexity"));
  EXPECT_THAT(found.all()[0].message, StartsWith("Exactly-once requires idempotent consumers"));
  EXPECT_EQ(found.all()[0].severity, Severity::warning);
  for (const std::string_view other : {"at_least_once", "at_most_once"}) {
    EXPECT_THAT(places_of(check("event_context: {use_case: pub_sub, requirements: {delivery: " +
                                std::string(other) + "}}")),
                IsEmpty());
  }
}

TEST(Brokers, OutsideTheCatalogueAreErrors) {
  expect_findings({
      {"allowed", "  constraints: {allowed_brokers: [kafka, kafak]}", "4:42 unknown_broker",
       "`kafak`", "did you mean `kafka`?"},
      {"forbidden", "  constraints: {forbidden_brokers: [activemq]}", "4:37 unknown_broker",
       "`activemq`", "kafka, kinesis, nats_jetstream, pulsar"},
      {"decided", "  decisions: {broker: rabitmq}", "4:23 unknown_broker", "`rabitmq`",
       "did you mean `rabbitmq`?"},
  });
}

}  // namespace
}  // namespace eventarch
