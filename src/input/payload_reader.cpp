/// The payload of a message: the members of `FieldReader` that read its fields and their types.
///
///   note?: string                         optional
///   status: placed | paid                 an enum
///   items: [{sku: string, count: integer}]  a list, here of objects
///   address: {street: string}             a nested object

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "input/field_reader.hpp"
#include "input/input_rules.hpp"
#include "support/ascii.hpp"
#include "support/text.hpp"

namespace eventarch::input {
namespace {

constexpr std::string_view blanks = " \t\r\n";

/// Objects in objects: what generated code and JSON tools take without special settings.
constexpr std::size_t levels_most = 16;

/// What other languages call the types.
struct OtherWord {
  std::string_view word;
  std::string_view help;
};
constexpr std::array other_words{
    OtherWord{"any", "describe the fields: `name: {field: string}`"},
    OtherWord{"array", "a list is written with its element: `[string]`"},
    OtherWord{"binary", "did you mean `bytes`?"},
    OtherWord{"bool", "did you mean `boolean`?"},
    OtherWord{"date", "did you mean `timestamp`?"},
    OtherWord{"datetime", "did you mean `timestamp`?"},
    OtherWord{"decimal",
              "did you mean `number`? Money is exact as an `integer` of its smallest unit"},
    OtherWord{"double", "did you mean `number`?"},
    OtherWord{"enum", "an enum is written by its symbols: `placed | paid`"},
    OtherWord{"float", "did you mean `number`?"},
    OtherWord{"guid", "did you mean `uuid`?"},
    OtherWord{"int", "did you mean `integer`?"},
    OtherWord{"list", "a list is written with its element: `[string]`"},
    OtherWord{"long", "did you mean `integer`?"},
    OtherWord{"map", "an object is written by its fields: `{street: string}`"},
    OtherWord{"object", "an object is written by its fields: `{street: string}`"},
    OtherWord{"text", "did you mean `string`?"},
    OtherWord{"time", "did you mean `timestamp`?"},
};

bool is_symbol(std::string_view text) {
  const auto begins = [](char c) { return ascii::is_letter(c) || c == '_'; };
  return !text.empty() && begins(text.front()) &&
         std::ranges::all_of(text, [&](char c) { return begins(c) || ascii::is_digit(c); });
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t bar = text.find('|');
    parts.push_back(ascii::trimmed(text.substr(0, bar), blanks));
    if (bar == std::string_view::npos) return parts;
    text.remove_prefix(bar + 1);
  }
}

std::string type_help(std::string_view written) {
  const auto* other = std::ranges::find(other_words, written, &OtherWord::word);
  if (other != other_words.end()) return std::string(other->help);
  if (const auto meant = text::closest(written, payload_types())) {
    return fmt::format("did you mean `{}`?", *meant);
  }
  return fmt::format(
      "one of {}; also `placed | paid` (an enum), `[string]` (a list) or `{{street: string}}` (an "
      "object)",
      joined(payload_types()));
}

}  // namespace

bool FieldReader::read_payload_name(const Node& key, const std::vector<PayloadField>& earlier,
                                    PayloadField& field) {
  if (key.kind == NodeKind::null && !key.text.empty()) {
    findings_.add(empty_name, key.where,
                  fmt::format("a payload field is called {}, which stands for nothing",
                              text::quoted(key.text)),
                  fmt::format("put it in quotes where it is the name: \"{}\"", key.text));
    return false;
  }
  // Keys may look like numbers: in JSON every key is text.
  if (key.text.find_first_not_of(" \t\r\n?") == std::string_view::npos) {
    findings_.add(empty_name, key.where, "a payload field has no name", "name it");
    return false;
  }
  field.optional = key.text.ends_with('?');
  const std::string name(key.text.substr(0, key.text.size() - (field.optional ? 1 : 0)));
  field.name = {name, std::string(key.text), key.where};
  const auto same = std::ranges::find_if(
      earlier, [&](const PayloadField& other) { return other.name.value == name; });
  if (same == earlier.end()) return true;
  auto& finding =
      findings_.add(duplicate_name, key.where,
                    fmt::format("the field {} stands twice, once as {}", text::quoted(name),
                                text::quoted(field.optional ? field.name.text : same->name.text)),
                    "keep one: with the `?` the field is optional, without it required");
  finding.related.push_back({same->name.where, "first here"});
  return false;
}

void FieldReader::read_payload_list(const Node& node, PayloadField& field, std::size_t depth) {
  const std::string shown = text::quoted(field.name.value);
  if (node.items.empty()) {
    findings_.add(too_few_items, node.where, fmt::format("{} is a list of nothing", shown),
                  "say of what, for example `[string]`");
    return;
  }
  if (node.items.size() > 1) {
    findings_.add(wrong_type, document_.at(node.items[1]).where,
                  fmt::format("{} is a list of {} types, expected one: that of its elements", shown,
                              node.items.size()),
                  "an enum is written `placed | paid`, several values together `[{a: string, b: "
                  "integer}]`");
    return;
  }
  const Node& element = document_.at(node.items.front());
  if (element.kind == NodeKind::sequence) {
    findings_.add(wrong_type, element.where,
                  fmt::format("{} is a list of lists, which Protobuf does not have", shown),
                  "put an object between them: `[{values: [string]}]`");
    return;
  }
  field.list = true;
  return read_payload_type(element, field, depth);
}

void FieldReader::read_payload_object(const Node& node, PayloadField& field, std::size_t depth) {
  const auto shown = [&] { return text::quoted(field.name.value); };
  field.type = {"object", "object", node.where};
  if (node.entries.empty()) {
    findings_.add(too_few_items, node.where, fmt::format("{} is an object without fields", shown()),
                  "name at least one, for example `{street: string}`");
    return;
  }
  if (depth == levels_most) {
    findings_.add(nesting_too_deep, node.where,
                  fmt::format("{} is an object at level {} of the payload, {} are the most",
                              shown(), depth + 1, levels_most),
                  "make it flatter, or send the inner part as an event of its own");
    return;
  }
  read_payload(node, field.fields, depth + 1);
}

void FieldReader::read_payload_enum(const Node& node, PayloadField& field) {
  field.type = {"enum", std::string(node.text), node.where};
  for (const std::string_view symbol : split(node.text)) {
    const std::string shown = text::quoted(field.name.value);
    if (symbol.empty()) {
      findings_.add(
          unknown_value, node.where,
          fmt::format("the enum {} has an empty symbol: {}", shown, text::quoted(node.text)),
          "name at least two symbols: `placed | paid`");
      return;
    }
    if (!is_symbol(symbol)) {
      findings_.add(
          unknown_value, node.where,
          fmt::format("the enum {} has the symbol {}", shown, text::quoted(symbol)),
          symbol.ends_with('?')
              ? fmt::format("an optional field has the `?` at its name: {}",
                            text::quoted(field.name.value + "?"))
              : "symbols are letters, digits and underscores, and do not begin with a digit");
      return;
    }
    if (std::ranges::find(field.symbols, symbol) != field.symbols.end()) {
      findings_.add(duplicate_name, node.where,
                    fmt::format("the enum {} has the symbol {} twice", shown, text::quoted(symbol)),
                    "delete one of the two");
      return;
    }
    field.symbols.emplace_back(symbol);
  }
}

void FieldReader::read_payload_word(const Node& node, PayloadField& field) {
  if (node.kind != NodeKind::scalar || scalar_type(node) != ScalarType::string) {
    findings_.add(wrong_type, node.where,
                  fmt::format("the type of {} is {}, expected a name",
                              text::quoted(field.name.value), describe(node)),
                  type_help({}));
    return;
  }
  if (node.text.find('|') != std::string_view::npos) return read_payload_enum(node, field);
  field.type = {std::string(node.text), std::string(node.text), node.where};
  if (std::ranges::find(payload_types(), node.text) != payload_types().end()) return;
  std::string help = type_help(node.text);
  if (node.text.ends_with('?')) {
    const std::string type(ascii::trimmed(node.text.substr(0, node.text.size() - 1), blanks));
    help = field.list ? fmt::format("elements are always there: `[{}]`", text::printable(type))
                      : fmt::format("an optional field has the `?` at its name: `{}?: {}`",
                                    text::printable(field.name.value), text::printable(type));
  }
  findings_.add(unknown_value, node.where,
                fmt::format("{} cannot be of type {}", text::quoted(field.name.value),
                            text::quoted(node.text)),
                help);
}

void FieldReader::read_payload_type(const Node& node, PayloadField& field, std::size_t depth) {
  switch (node.kind) {
    case NodeKind::mapping: return read_payload_object(node, field, depth);
    case NodeKind::sequence: return read_payload_list(node, field, depth);
    case NodeKind::null:
    case NodeKind::scalar: break;
  }
  return read_payload_word(node, field);
}

void FieldReader::read_payload(const Node& node, std::vector<PayloadField>& fields,
                               std::size_t depth) {
  fields.reserve(node.entries.size());
  for (const Entry& entry : node.entries) {
    PayloadField field;
    if (!read_payload_name(document_.at(entry.key), fields, field)) continue;
    read_payload_type(document_.at(entry.value), field, depth);
    // Also where the type cannot be read: the name still counts, for keys and for repetitions.
    fields.push_back(std::move(field));
  }
}

}  // namespace eventarch::input
