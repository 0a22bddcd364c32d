#include "diff/schema_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "diff/schema_rules.hpp"

namespace eventarch::diff {
namespace {

using SchemaFields = std::vector<SchemaField>;

const SchemaField* find(const SchemaFields& fields, const std::string& name) {
  const auto found = std::ranges::find(fields, name, &SchemaField::name);
  return found == fields.end() ? nullptr : &*found;
}

/// As a design file names what JSON writes as text of a format.
std::string_view field_type_of(std::string_view format) {
  if (format == "base64") return "bytes";
  return format == "date-time" ? "timestamp" : format;
}

/// "string", "list of integer", "enum", "timestamp"
std::string type_of(const SchemaField& field) {
  std::string type = field.type;
  if (!field.values.empty()) {
    type = "enum";
  } else if (!field.format.empty()) {
    type = field_type_of(field.format);
  }
  return field.list ? "list of " + type : type;
}

void add(const FieldComparison& to, FieldChange change, const std::string& path, std::string from,
         std::string now) {
  const ChangeRule* rule = field_rule(change, to.schema);
  if (rule != nullptr) to.changes.add(*rule, to.event, path, std::move(from), std::move(now));
}

std::string presence(const SchemaField& field) { return field.required ? "required" : "optional"; }

std::string described(const SchemaField& field) {
  return fmt::format("{} {}", presence(field), type_of(field));
}

std::string symbols(const SchemaField& field) {
  return fmt::format("{}", fmt::join(field.values, " | "));
}

/// One change for all symbols, the worst of what happened to them.
void compare_symbols(const FieldComparison& to, const std::string& path, const SchemaField& before,
                     const SchemaField& after) {
  if (before.values == after.values) return;
  FieldChange change = FieldChange::symbols_reordered;
  if (!missing_from(before.values, after.values).empty()) {
    change = FieldChange::symbol_removed;
  } else if (!missing_from(after.values, before.values).empty()) {
    const bool appended =
        std::equal(before.values.begin(), before.values.end(), after.values.begin());
    const bool counted = to.schema.format == SchemaFormat::protobuf;
    change = counted && !appended ? FieldChange::symbols_reordered : FieldChange::symbol_added;
  }
  add(to, change, path, symbols(before), symbols(after));
}

/// What a change from one type to another comes to, as `type_of` names them.
FieldChange between_types(std::string_view from, std::string_view now) {
  struct Known {
    std::string_view from;
    std::string_view now;
    FieldChange change;
  };
  static constexpr std::array known{
      Known{"integer", "number", FieldChange::widened},
      Known{"uuid", "string", FieldChange::text_loosened},
      Known{"string", "uuid", FieldChange::text_tightened},
      Known{"timestamp", "string", FieldChange::time_loosened},
      Known{"enum", "string", FieldChange::enum_loosened},
      Known{"string", "bytes", FieldChange::text_or_bytes},
      Known{"bytes", "string", FieldChange::text_or_bytes},
  };
  constexpr std::string_view list = "list of ";
  if (from.starts_with(list) && now.starts_with(list)) {
    from.remove_prefix(list.size());
    now.remove_prefix(list.size());
  }
  const auto* const found = std::ranges::find_if(
      known, [&](const Known& pair) { return pair.from == from && pair.now == now; });
  return found == known.end() ? FieldChange::type_changed : found->change;
}

void compare_field(const FieldComparison& to, const std::string& path, const SchemaField& before,
                   const SchemaField& after) {
  const std::string from = type_of(before);
  const std::string now = type_of(after);
  if (from != now) {
    const FieldChange change = between_types(from, now);
    add(to, change, path, from, now);
    // Nothing of the one type can be compared with the other.
    if (change == FieldChange::type_changed) return;
  }
  if (before.required != after.required) {
    add(to, after.required ? FieldChange::made_required : FieldChange::made_optional, path,
        presence(before), presence(after));
  }
  if (from == now) compare_symbols(to, path, before, after);
  compare_fields(to, path, before.children, after.children);
}

/// Place of a field among its siblings, from 1.
std::size_t place_of(const SchemaFields& fields, const SchemaField& field) {
  return static_cast<std::size_t>(&field - fields.data()) + 1;
}

}  // namespace

void compare_fields(const FieldComparison& comparison, const std::string& path,
                    const SchemaFields& before, const SchemaFields& after) {
  const auto below = [&](const SchemaField& field) { return path + "." + field.name; };
  for (const SchemaField& field : before) {
    const SchemaField* same = find(after, field.name);
    if (same == nullptr) {
      add(comparison,
          field.required ? FieldChange::required_removed : FieldChange::optional_removed,
          below(field), described(field), {});
      continue;
    }
    const std::size_t from = place_of(before, field);
    const std::size_t now = place_of(after, *same);
    if (from != now) {
      add(comparison, FieldChange::renumbered, below(field), fmt::format("number {}", from),
          fmt::format("number {}", now));
    }
    compare_field(comparison, below(field), field, *same);
  }
  for (const SchemaField& field : after) {
    if (find(before, field.name) != nullptr) continue;
    add(comparison, field.required ? FieldChange::required_added : FieldChange::optional_added,
        below(field), {}, described(field));
  }
}

}  // namespace eventarch::diff
