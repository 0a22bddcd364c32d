/// Changes of a message's fields, by schema language.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "diff/comparison.hpp"
#include "diff/schema_rules.hpp"
#include "unit/diff_of.hpp"

namespace eventarch {
namespace {

/// The message schema of a design, in a language and with a mode of compatibility.
Advice advice_in(std::string_view payload, SchemaFormat format, std::string_view mode) {
  const std::string text = fmt::format(
      "event_context: {{use_case: pub_sub, requirements: {{}}, messages: [{{type: A, "
      "payload: {{{}}}}}]}}",
      payload);
  Advice advice =
      advise({"a.yaml", text, "a"}, built_in_catalogue(), {}, {.schema_format = format}).front();
  if (!advice.design) throw std::runtime_error("no design for " + text);
  advice.design->message_schema.compatibility.mode = mode;
  return advice;
}

/// The rules that speak between two payloads, with class and field.
std::vector<std::string> between(std::string_view before, std::string_view after,
                                 SchemaFormat format, std::string_view mode) {
  const Advice from = advice_in(before, format, mode);
  const Advice to = advice_in(after, format, mode);
  std::vector<std::string> found;
  for (const Change& change : diff::compare({from, to})) {
    if (!change.field.starts_with("payload")) continue;
    found.push_back(
        fmt::format("{} {} {}", name_of(change.rule->impact), change.rule->name, change.field));
  }
  return found;
}

struct Case {
  std::string_view before;
  std::string_view after;
  SchemaFormat format;
  std::string_view mode;
  std::vector<std::string> expected;
};

using enum SchemaFormat;

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"a: string",
       "a: string, 'b?': string",
       json_schema,
       "BACKWARD",
       {"risky json_field_added_optional payload.b"}},
      {"a: string",
       "a: string, b: string",
       json_schema,
       "BACKWARD",
       {"breaking json_field_added_required payload.b"}},
      {"a: string, 'b?': string",
       "a: string",
       json_schema,
       "BACKWARD",
       {"breaking json_field_removed_optional payload.b"}},
      {"a: string, b: string",
       "a: string",
       json_schema,
       "BACKWARD",
       {"breaking json_field_removed_required payload.b"}},
      {"a: string",
       "a: integer",
       json_schema,
       "BACKWARD",
       {"breaking json_field_type_changed payload.a"}},
      {"a: string",
       "a: [string]",
       json_schema,
       "BACKWARD",
       {"breaking json_field_type_changed payload.a"}},
      {"a: integer",
       "a: number",
       json_schema,
       "BACKWARD",
       {"risky json_field_type_widened payload.a"}},
      {"a: number",
       "a: integer",
       json_schema,
       "BACKWARD",
       {"breaking json_field_type_changed payload.a"}},
      {"a: uuid",
       "a: string",
       json_schema,
       "BACKWARD",
       {"risky json_field_text_loosened payload.a"}},
      {"a: string",
       "a: uuid",
       json_schema,
       "BACKWARD",
       {"breaking json_field_type_changed payload.a"}},
      {"a: timestamp",
       "a: string",
       json_schema,
       "BACKWARD",
       {"risky json_field_time_loosened payload.a"}},
      {"a: x | y", "a: string", json_schema, "BACKWARD", {"risky json_enum_loosened payload.a"}},
      {"a: string",
       "a: x | y",
       json_schema,
       "BACKWARD",
       {"breaking json_field_type_changed payload.a"}},
      {"a: string",
       "a: bytes",
       json_schema,
       "BACKWARD",
       {"breaking json_field_type_changed payload.a"}},
      {"a: [uuid]",
       "a: [string]",
       json_schema,
       "BACKWARD",
       {"risky json_field_text_loosened payload.a"}},
      {"a: [uuid]",
       "a: string",
       json_schema,
       "BACKWARD",
       {"breaking json_field_type_changed payload.a"}},
      {"'a?': uuid",
       "a: string",
       json_schema,
       "BACKWARD",
       {"risky json_field_text_loosened payload.a", "breaking json_field_made_required payload.a"}},
      {"a: string",
       "'a?': string",
       json_schema,
       "BACKWARD",
       {"risky json_field_made_optional payload.a"}},
      {"'a?': string",
       "a: string",
       json_schema,
       "BACKWARD",
       {"breaking json_field_made_required payload.a"}},
      {"a: x | y",
       "a: x | y | z",
       json_schema,
       "BACKWARD",
       {"risky json_enum_symbol_added payload.a"}},
      {"a: x | y | z",
       "a: x | y",
       json_schema,
       "BACKWARD",
       {"breaking json_enum_symbol_removed payload.a"}},
      {"a: x | y", "a: y | x", json_schema, "BACKWARD", {}},
      {"a: string, b: string", "b: string, a: string", json_schema, "BACKWARD", {}},
      {"o: {a: string}",
       "o: {a: integer}",
       json_schema,
       "BACKWARD",
       {"breaking json_field_type_changed payload.o.a"}},
      {"a: string",
       "a: string, 'b?': string",
       avro,
       "FULL",
       {"safe avro_field_added_optional payload.b"}},
      {"a: string",
       "a: string, b: string",
       avro,
       "BACKWARD",
       {"breaking avro_field_added_required payload.b"}},
      {"a: string, 'b?': string",
       "a: string",
       avro,
       "FULL",
       {"safe avro_field_removed_optional payload.b"}},
      {"a: string, b: string",
       "a: string",
       avro,
       "FULL_TRANSITIVE",
       {"breaking avro_field_removed_required_full payload.b"}},
      {"a: string, b: string",
       "a: string",
       avro,
       "BACKWARD_TRANSITIVE",
       {"risky avro_field_removed_required payload.b"}},
      {"a: string", "a: bytes", avro, "BACKWARD", {"risky avro_field_text_or_bytes payload.a"}},
      {"a: bytes", "a: string", avro, "FULL", {"risky avro_field_text_or_bytes payload.a"}},
      {"a: uuid", "a: string", avro, "FULL", {"risky avro_field_text_loosened payload.a"}},
      {"a: string", "a: uuid", avro, "FULL", {"risky avro_field_text_tightened payload.a"}},
      {"a: timestamp", "a: string", avro, "FULL", {"breaking avro_field_type_changed payload.a"}},
      {"a: x | y", "a: string", avro, "FULL", {"breaking avro_field_type_changed payload.a"}},
      {"a: uuid", "a: bytes", avro, "FULL", {"breaking avro_field_type_changed payload.a"}},
      {"a: integer",
       "a: number",
       avro,
       "FULL",
       {"breaking avro_field_type_widened_full payload.a"}},
      {"a: integer", "a: number", avro, "BACKWARD", {"risky avro_field_type_widened payload.a"}},
      {"a: string",
       "'a?': string",
       avro,
       "FULL",
       {"breaking avro_field_made_optional_full payload.a"}},
      {"a: string", "'a?': string", avro, "BACKWARD", {"risky avro_field_made_optional payload.a"}},
      {"'a?': string",
       "a: string",
       avro,
       "BACKWARD",
       {"breaking avro_field_made_required payload.a"}},
      {"a: x | y",
       "a: x | y | z",
       avro,
       "FULL",
       {"breaking avro_enum_symbol_added_full payload.a"}},
      {"a: x | y", "a: x | y | z", avro, "BACKWARD", {"risky avro_enum_symbol_added payload.a"}},
      {"a: x | y | z",
       "a: x | y",
       avro,
       "BACKWARD",
       {"breaking avro_enum_symbol_removed payload.a"}},
      {"a: x | y", "a: y | x", avro, "FULL", {}},
      {"a: string",
       "a: string, 'b?': string",
       protobuf,
       "FULL",
       {"safe protobuf_field_added_optional payload.b"}},
      {"a: string",
       "a: string, b: string",
       protobuf,
       "FULL",
       {"risky protobuf_field_added_required payload.b"}},
      {"a: string, 'b?': string",
       "a: string",
       protobuf,
       "FULL",
       {"safe protobuf_field_removed_optional payload.b"}},
      {"a: string, b: string",
       "a: string",
       protobuf,
       "FULL",
       {"risky protobuf_field_removed_required payload.b"}},
      {"a: uuid", "a: string", protobuf, "FULL", {"risky protobuf_field_text_loosened payload.a"}},
      {"a: string", "a: uuid", protobuf, "FULL", {"risky protobuf_field_text_tightened payload.a"}},
      {"a: bytes", "a: string", protobuf, "FULL", {"risky protobuf_field_text_or_bytes payload.a"}},
      {"a: timestamp",
       "a: string",
       protobuf,
       "FULL",
       {"breaking protobuf_field_type_changed payload.a"}},
      {"a: x | y",
       "a: string",
       protobuf,
       "FULL",
       {"breaking protobuf_field_type_changed payload.a"}},
      {"a: string",
       "a: integer",
       protobuf,
       "FULL",
       {"breaking protobuf_field_type_changed payload.a"}},
      {"a: integer",
       "a: number",
       protobuf,
       "FULL",
       {"breaking protobuf_field_type_widened payload.a"}},
      {"a: string",
       "'a?': string",
       protobuf,
       "FULL",
       {"risky protobuf_field_made_optional payload.a"}},
      {"'a?': string",
       "a: string",
       protobuf,
       "FULL",
       {"risky protobuf_field_made_required payload.a"}},
      {"a: x | y",
       "a: x | y | z",
       protobuf,
       "FULL",
       {"risky protobuf_enum_symbol_added payload.a"}},
      {"a: x | y",
       "a: x | z | y",
       protobuf,
       "FULL",
       {"breaking protobuf_enum_symbols_reordered payload.a"}},
      {"a: x | y",
       "a: y | x",
       protobuf,
       "FULL",
       {"breaking protobuf_enum_symbols_reordered payload.a"}},
      {"a: x | y | z",
       "a: x | y",
       protobuf,
       "FULL",
       {"breaking protobuf_enum_symbol_removed payload.a"}},
      {"a: string, b: string",
       "b: string, a: string",
       protobuf,
       "FULL",
       {"breaking protobuf_field_renumbered payload.a",
        "breaking protobuf_field_renumbered payload.b"}},
      {"a: string, 'b?': string, c: string",
       "a: string, c: string",
       protobuf,
       "FULL",
       {"safe protobuf_field_removed_optional payload.b",
        "breaking protobuf_field_renumbered payload.c"}},
  };
  return all;
}

void PrintTo(const Case& one, std::ostream* out) {
  *out << name_of(one.format) << " " << one.mode << ": " << one.before << " to " << one.after;
}

class FieldChanges : public testing::TestWithParam<Case> {};

TEST_P(FieldChanges, AreJudgedByTheFormat) {
  const Case& one = GetParam();
  EXPECT_EQ(between(one.before, one.after, one.format, one.mode), one.expected);
}

INSTANTIATE_TEST_SUITE_P(Diff, FieldChanges, testing::ValuesIn(cases()));

TEST(FieldRules, AllHaveAKnownAnswer) {
  std::set<std::string> tested;
  for (const Case& one : cases()) {
    for (const std::string& found : one.expected) {
      const std::size_t start = found.find(' ') + 1;
      tested.insert(found.substr(start, found.find(' ', start) - start));
    }
  }
  for (const diff::FieldRule& row : diff::field_rules()) {
    EXPECT_TRUE(tested.contains(std::string(row.rule.name))) << row.rule.name;
  }
}

TEST(FieldRules, CoverEveryChangeInEveryModeOfTheFormatsThatKnowIt) {
  for (const SchemaFormat format : {avro, json_schema, protobuf}) {
    for (const std::string_view mode : {"FULL", "BACKWARD"}) {
      MessageSchema schema;
      schema.format = format;
      schema.compatibility.mode = mode;
      for (int i = 0; i <= static_cast<int>(diff::FieldChange::renumbered); ++i) {
        const auto change = static_cast<diff::FieldChange>(i);
        const bool by_place = change == diff::FieldChange::renumbered ||
                              change == diff::FieldChange::symbols_reordered;
        EXPECT_EQ(diff::field_rule(change, schema) != nullptr, !by_place || format == protobuf)
            << name_of(format) << " " << mode << " " << i;
      }
    }
  }
}

}  // namespace
}  // namespace eventarch
