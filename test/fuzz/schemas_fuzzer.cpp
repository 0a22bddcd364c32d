/// Schemas of messages: any names and types of a payload give a schema in each language that its
/// reader takes. A line of the input is a field: its type, a colon, its name; one without a colon
/// begins the next event type.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "eventarch/advise.hpp"
#include "eventarch/report.hpp"
#include "written_text.hpp"

namespace eventarch::fuzz {
namespace {

/// As YAML writes it between double quotes; a byte that is no text is taken for the character of
/// its number.
std::string quoted_name(std::string_view raw) {
  std::string out = "\"";
  for (const char c : raw.substr(0, 60)) {
    out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
  }
  return out + "\"";
}

std::string design_of(std::string_view text) {
  std::string out = "event_context:\n  use_case: pub_sub\n  requirements: {}\n  messages:\n";
  std::size_t types = 0;
  std::string fields;
  const auto close = [&] {
    if (types > 0) out += fmt::format("      payload: {{{}}}\n", fields);
    fields.clear();
  };
  for (std::size_t at = 0; at < text.size() && types < 20;) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    const std::size_t colon = line.find(':');
    if (types == 0 || colon == std::string_view::npos) {
      close();
      ++types;
      out += fmt::format("    - type: {}\n", quoted_name(line));
      continue;
    }
    const std::string name = quoted_name(line.substr(colon + 1));
    fields += fmt::format("{}{}: {}", fields.empty() ? "" : ", ", name,
                          quoted_name(line.substr(0, colon)));
  }
  close();
  return types == 0 ? out + "    - type: t\n" : out;
}

bool is_identifier(std::string_view name) {
  const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return !name.empty() && (is_letter(name.front()) || name.front() == '_') &&
         std::ranges::all_of(name, [&](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
}

/// Names are legal, and those of one record differ.
void check_avro(const nlohmann::json& node) {
  if (node.is_array()) {
    for (const auto& one : node) check_avro(one);
    return;
  }
  if (!node.is_object()) return;
  if (node.contains("name")) {
    require(is_identifier(node["name"].get<std::string>()), "Avro takes the name");
  }
  if (node.contains("fields")) {
    std::set<std::string> names;
    for (const auto& field : node["fields"]) {
      require(names.insert(field["name"].get<std::string>()).second, "fields of a record differ");
      check_avro(field);
    }
  }
  for (const char* key : {"type", "items", "values"}) {
    if (node.contains(key)) check_avro(node[key]);
  }
}

/// Braces are closed outside of comments and strings, and each field stands on a line of its own.
void check_protobuf(std::string_view text) {
  int depth = 0;
  for_each_line(text, [&](std::string_view line) {
    require(text::printable(line) == line, "Protobuf holds no control character");
    const std::string_view code = line.substr(0, line.find("//"));
    bool is_quoted = false;
    for (const char c : code) {
      if (c == '"') is_quoted = !is_quoted;
      if (!is_quoted && c == '{') ++depth;
      if (!is_quoted && c == '}') --depth;
      require(depth >= 0, "a brace is closed that was opened");
    }
    require(!is_quoted, "a string ends on its line");
    const std::string_view trimmed = code.substr(0, code.find_last_not_of(' ') + 1);
    require(trimmed.empty() || trimmed.ends_with(';') || trimmed.ends_with('{') ||
                trimmed.ends_with('}') || trimmed.ends_with(','),
            "a line of Protobuf is a whole one");
  });
  require(depth == 0, "every brace is closed");
}

void check_schema(const nlohmann::json& schema, SchemaFormat format) {
  require(schema.is_object() || schema.is_array(), "there is a schema");
  if (format == SchemaFormat::avro) check_avro(schema);
  if (format == SchemaFormat::protobuf) check_protobuf(schema["text"].get<std::string>());
}

void check_text(std::string_view text) {
  const SourceText source{"a.yaml", design_of(text), "a"};
  for (const SchemaFormat format :
       {SchemaFormat::json_schema, SchemaFormat::avro, SchemaFormat::protobuf}) {
    DesignPreferences preferences;
    preferences.schema_format = format;
    const Advice advice = advise(source, built_in_catalogue(), {}, preferences).front();
    const auto json = check_json(render_json(advice, {Section::message_schema}));
    check_inert(render_text(advice, {Color::off, Detail::verbose, {Section::message_schema}}));
    if (!advice.design) continue;
    check_schema(json["message_schema"]["schema"], format);
  }
}

}  // namespace
}  // namespace eventarch::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  eventarch::fuzz::check_text(eventarch::fuzz::text_of(data, size));
  return 0;
}
