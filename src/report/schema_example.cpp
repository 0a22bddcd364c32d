/// Made-up messages: values that look like what the name of their field promises.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "report/schema_formats.hpp"
#include "support/identifiers.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

using Json = nlohmann::ordered_json;

/// A value for fields whose name ends in a word.
struct TextFor {
  std::string_view word;
  std::string_view value;
};
constexpr std::array texts{
    TextFor{"address", "1 Main Street"},
    TextFor{"city", "Berlin"},
    TextFor{"country", "DE"},
    TextFor{"currency", "EUR"},
    TextFor{"email", "jane@example.com"},
    TextFor{"language", "en"},
    TextFor{"name", "Jane Example"},
    TextFor{"phone", "+4930123456"},
    TextFor{"reason", "asked by customer"},
    TextFor{"sku", "SKU-1"},
    TextFor{"street", "1 Main Street"},
    TextFor{"uri", "https://example.com/1"},
    TextFor{"url", "https://example.com/1"},
};

struct NumberFor {
  std::string_view word;
  double value;
};
constexpr std::array numbers{
    NumberFor{"amount", 1999},   NumberFor{"cents", 1999},       NumberFor{"count", 3},
    NumberFor{"latitude", 52.5}, NumberFor{"longitude", 13.4},   NumberFor{"ms", 250},
    NumberFor{"percent", 12.5},  NumberFor{"price", 1999},       NumberFor{"quantity", 3},
    NumberFor{"rate", 0.25},     NumberFor{"ratio", 0.25},       NumberFor{"seconds", 30},
    NumberFor{"share", 0.25},    NumberFor{"temperature", 21.5}, NumberFor{"total", 1999},
    NumberFor{"version", 1},
};

/// The row whose word the name ends in; end() where there is none.
template <class Table>
auto row_for(const Table& table, std::string_view name) {
  const std::string snake = text::snake_case(text::identifier(name));
  return std::ranges::find_if(table, [&](const auto& row) {
    return snake == row.word || snake.ends_with(fmt::format("_{}", row.word));
  });
}

/// Version 4, the digits a hash of the field's name.
std::string uuid_for(std::string_view name) {
  std::string digits;
  for (const char part : std::string_view{"abcd"}) {
    digits += text::short_hash(std::string(name) + part);
  }
  constexpr std::size_t version_at = 12;
  constexpr std::size_t variant_at = 16;
  digits[version_at] = '4';
  digits[variant_at] = 'a';
  return fmt::format("{}-{}-{}-{}-{}", digits.substr(0, 8), digits.substr(8, 4),
                     digits.substr(version_at, 4), digits.substr(variant_at, 4), digits.substr(20));
}

std::string text_for(std::string_view name) {
  const auto* row = row_for(texts, name);
  if (row != texts.end()) return std::string(row->value);
  const std::string snake = text::snake_case(text::identifier(name));
  constexpr std::string_view id = "_id";
  if (snake.ends_with(id) && snake.size() > id.size()) {
    return snake.substr(0, snake.size() - id.size()) + "-1";
  }
  return fmt::format("example {}", text::spoken(snake));
}

Json scalar_for(const SchemaField& field) {
  if (!field.values.empty()) return field.values.front();
  if (field.format == "uuid") return uuid_for(field.name);
  if (field.format == "date-time") return "2026-01-02T03:04:05Z";
  if (field.format == "base64") return "AQID";
  if (field.type == "boolean") return true;
  if (field.type == "string") return text_for(field.name);
  const auto* row = row_for(numbers, field.name);
  const double value = row == numbers.end() ? 1 : row->value;
  if (field.type == "integer") return static_cast<std::int64_t>(value);
  return value;
}

Json object_for(const std::vector<SchemaField>& fields) {
  Json out = Json::object();
  for (const SchemaField& field : fields) {
    Json value = field.type == "object" ? object_for(field.children) : scalar_for(field);
    if (field.list) value = Json::array({std::move(value)});
    out[field.name] = std::move(value);
  }
  return out;
}

}  // namespace

Json example_of(const EventSchema& event) {
  Json out = object_for(event.envelope);
  if (event.event_type.empty()) out["event_type"] = "SomethingHappened";
  // Identifiers of others: any text, here as most systems make them.
  out["metadata"]["correlation_id"] = uuid_for("correlation_id");
  out["metadata"]["causation_id"] = uuid_for("causation_id");
  const auto key = out["payload"].find(event.identity);
  if (key != out["payload"].end() && key->is_string()) out["aggregate_id"] = *key;
  return out;
}

}  // namespace eventarch::report
