#include "diff/schema_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "diff/schema_rules.hpp"

namespace eventarch::diff {
namespace {

using SchemaFields = std::vector<SchemaField>;

const SchemaField* find(const SchemaFields& fields, const std::string& name) {
  const auto found = std::ranges::find(fields, name, &SchemaField::name);
  return found == fields.end() ? nullptr : &*found;
}

/// "string", "list of integer", "enum", "timestamp"
std::string type_of(const SchemaField& field) {
  std::string type = field.type;
  if (!field.values.empty()) {
    type = "enum";
  } else if (!field.format.empty()) {
    type = field.format;
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

void compare_field(const FieldComparison& to, const std::string& path, const SchemaField& before,
                   const SchemaField& after) {
  const std::string from = type_of(before);
  const std::string now = type_of(after);
  if (from != now) {
    const bool widened = from == "integer" && now == "number";
    add(to, widened ? FieldChange::widened : FieldChange::type_changed, path, from, now);
    return;
  }
  if (before.required != after.required) {
    add(to, after.required ? FieldChange::made_required : FieldChange::made_optional, path,
        presence(before), presence(after));
  }
  compare_symbols(to, path, before, after);
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
