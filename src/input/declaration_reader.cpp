#include "input/declaration_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "input/field_reader.hpp"
#include "input/field_table.hpp"
#include "input/input_rules.hpp"
#include "support/text.hpp"

namespace eventarch::input {
namespace {

constexpr std::string_view root_key = "event_context";

std::vector<std::string_view> keys_below(std::string_view parent) {
  std::vector<std::string_view> keys;
  for (const Field& field : fields()) {
    if (field.parent() == parent) keys.push_back(field.key());
  }
  return keys;
}

/// Reads a mapping by the rows whose parent is `path`, and those below.
class MappingWalk {
 public:
  /// `home` is where a missing required key is reported: the root key.
  MappingWalk(const Document& document, bool complete, SourceSpan home, Findings& findings)
      : document_(document),
        complete_(complete),
        home_(std::move(home)),
        findings_(findings),
        reader_(document, findings) {}

  /// `rows`: the fields below `path`, others may stand among them.
  void walk(const Node& mapping, std::string_view path, std::span<const Field> rows,
            Declaration& declaration) {
    for (const Entry& entry : mapping.entries) {
      const Node& key = document_.at(entry.key);
      if (key.text.starts_with(own_prefix) || (key.plain && key.text == "<<")) continue;
      const Field* field = field_below(path, key.text, rows);
      if (field == nullptr) {
        report_misplaced_or_unknown(mapping, key, path);
        read_misspelt(mapping, entry, path);
      } else {
        read_value(*field, document_.at(entry.value), declaration);
      }
    }
    if (complete_) require_keys(mapping, path, rows);
  }

 private:
  /// What a misspelt key holds is looked at by the field that is meant, so that its problems are
  /// told in the same run. It counts for nothing: nobody has said that it is meant.
  void read_misspelt(const Node& mapping, const Entry& entry, std::string_view path) {
    const Field* meant = meant_by_slip(mapping, document_.at(entry.key), path);
    if (meant == nullptr) return;
    Declaration ignored;
    read_value(*meant, document_.at(entry.value), ignored);
  }

  /// The field of which the key is a slip, where nothing else in the mapping is or may be it.
  [[nodiscard]] const Field* meant_by_slip(const Node& mapping, const Node& key,
                                           std::string_view path) const {
    const auto known = keys_below(path);
    if (field_below(path, key.text) != nullptr) return nullptr;
    const auto name = text::closest(key.text, known);
    if (!name || !may_become(mapping, key, *name, known)) return nullptr;
    return field_below(path, *name);
  }

  void read_value(const Field& field, const Node& value, Declaration& declaration) {
    if (field.type != FieldType::mapping) {
      reader_.read_field(field, value, declaration);
    } else if (value.kind == NodeKind::mapping) {
      walk(value, field.path, fields_of(field), declaration);
    } else {
      report_no_mapping(field, value);
    }
  }

  void report_no_mapping(const Field& field, const Node& value) {
    auto& finding = findings_.add(
        wrong_type, value.where,
        fmt::format("`{}` is {}, expected a mapping", field.path, describe(value)),
        field.presence == Presence::required
            ? fmt::format("put its keys on indented lines below, or write `{}: {{}}`", field.key())
            : "put its keys on indented lines below, or delete it");
    if (const auto better = key_with_blank(value, keys_below(field.path))) {
      finding.help =
          fmt::format("did you mean {}? A blank follows the colon of a key", text::quoted(*better));
    }
  }

  /// A key of another level is the most likely slip: say where it belongs.
  void report_misplaced_or_unknown(const Node& mapping, const Node& key, std::string_view path) {
    const auto known = keys_below(path);
    const std::string place =
        path.empty() ? std::string("`event_context`") : fmt::format("`{}`", path);
    std::vector<const Field*> homes;
    for (const Field& field : fields()) {
      if (field.key() == key.text) homes.push_back(&field);
    }
    if (homes.empty()) {
      auto& finding = report_unknown_key(key, known, place, {document_, mapping}, findings_);
      const auto sure = finding.fix.empty() ? text::certainly(key.text, known)
                                            : std::optional<std::string_view>();
      if (sure && key.text.find(':') == std::string_view::npos &&
          may_become(mapping, key, *sure, known))
        finding.fix = replacement(key, *sure);
      return;
    }
    findings_.add(unknown_key, key.where,
                  fmt::format("the key {} means nothing in {}", text::quoted(key.text), place),
                  help_for_misplaced(homes));
  }

  [[nodiscard]] std::string help_for_misplaced(std::span<const Field* const> homes) const {
    const Field& home = *homes.front();
    if (home.parent().empty()) return fmt::format("it belongs directly below `{}`", root_key);
    std::vector<std::string> places;
    for (const Field* one : homes) places.push_back(fmt::format("`{}`", one->parent()));
    std::string help = "it belongs below " + text::list_of(places, "or");
    const Node* context = document_.find(document_.root(), root_key);
    const Node* mapping = document_.find(*context, home.parent());
    const Entry* there = mapping == nullptr ? nullptr : document_.find_entry(*mapping, home.key());
    if (there == nullptr || homes.size() > 1) return help;
    return fmt::format("{}, and stands there on line {} already: keep one of the two", help,
                       document_.at(there->key).where.line);
  }

  /// The name is not taken, nor would another misspelt key become the same.
  bool may_become(const Node& mapping, const Node& key, std::string_view name,
                  std::span<const std::string_view> known) const {
    return std::ranges::none_of(mapping.entries, [&](const Entry& entry) {
      const Node& other = document_.at(entry.key);
      return &other != &key && (other.text == name || text::closest(other.text, known) == name);
    });
  }

  void require_keys(const Node& mapping, std::string_view path, std::span<const Field> rows) {
    for (const Field& field : rows) {
      const bool missing = field.presence == Presence::required && field.parent() == path &&
                           document_.find(mapping, field.key()) == nullptr &&
                           !is_misspelt(mapping, field, path);
      if (!missing) continue;
      std::string help = fmt::format("add `{}: {{}}` and its keys", field.key());
      if (field.type == FieldType::choice) {
        help = fmt::format("add `{}:` with one of {}", field.key(), joined(field.choices));
      }
      findings_.add(required_field, home_, fmt::format("`{}` is missing", field.path), help);
    }
  }

  [[nodiscard]] bool is_misspelt(const Node& mapping, const Field& field,
                                 std::string_view path) const {
    return std::ranges::any_of(mapping.entries, [&](const Entry& entry) {
      return meant_by_slip(mapping, document_.at(entry.key), path) == &field;
    });
  }

  const Document& document_;
  bool complete_;
  SourceSpan home_;
  Findings& findings_;
  FieldReader reader_;
};

void report_missing_root(const Document& document, Findings& findings) {
  const Node& root = document.root();
  const bool flat = std::ranges::any_of(root.entries, [&](const Entry& entry) {
    return field_below({}, document.at(entry.key).text) != nullptr;
  });
  findings.add(required_field,
               root.entries.empty() ? root.where : document.at(root.entries.front().key).where,
               fmt::format("`{}` is missing", root_key),
               flat ? "write `event_context:` above and indent everything below it"
                    : "a design file starts with `event_context:`");
}

/// What `-f json` writes is no input: a report states what came out, not what was asked for. Its
/// keys are not told one by one.
bool is_report(const Document& document, Findings& findings) {
  const Node& root = document.root();
  const Node* version = document.find(root, "schema_version");
  const Node* tool = document.find(root, "tool");
  if (version == nullptr || tool == nullptr || tool->kind != NodeKind::mapping) return false;
  const Node* name = document.find(*tool, "name");
  if (name == nullptr || name->text != "eventarch") return false;
  findings.add(required_field, version->where,
               fmt::format("this is a JSON report of eventarch (schema_version {}), no design file",
                           text::quoted(version->text)),
               "name the design file that it was made from; reports are not read, of whichever "
               "version");
  return true;
}

/// Adds the keys beside the root key that mean nothing. True where one of them is a slip of it and
/// it is not there itself: that says all.
bool report_root_keys(const Document& document, bool has_root_key, Findings& findings) {
  constexpr std::array root_keys{root_key};
  const Node& root = document.root();
  bool is_misspelt = false;
  for (const Entry& entry : root.entries) {
    const Node& key = document.at(entry.key);
    const bool flat = !has_root_key && field_below({}, key.text) != nullptr;
    const bool skip = key.text == root_key || key.text.starts_with(own_prefix) || flat ||
                      (key.plain && key.text == "<<");
    if (skip) continue;
    auto& finding = report_unknown_key(key, root_keys, "the file", {document, root}, findings);
    if (has_root_key || !text::closest(key.text, root_keys)) continue;
    is_misspelt = true;
    // The only key of the file can be nothing else.
    if (root.entries.size() == 1) finding.fix = replacement(key, root_key);
  }
  return is_misspelt;
}

}  // namespace

Declaration read_declaration(const Document& document, bool complete, Findings& findings) {
  Declaration declaration;
  const Node& root = document.root();
  declaration.where = root.where;
  if (root.kind != NodeKind::mapping) {
    findings.add(
        wrong_type, root.where,
        fmt::format("the document is {}, expected a mapping with `{}`", describe(root), root_key),
        root.text.starts_with("//") || root.text.starts_with("/*")
            ? "comments begin with `#`; a design file starts with `event_context:`"
            : "a design file starts with `event_context:`");
    return declaration;
  }
  const Entry* entry = document.find_entry(root, root_key);
  if (entry == nullptr && is_report(document, findings)) return declaration;
  const bool is_misspelt = report_root_keys(document, entry != nullptr, findings);
  if (entry == nullptr) {
    if (complete && !is_misspelt) report_missing_root(document, findings);
    return declaration;
  }
  declaration.where = document.at(entry->key).where;
  const Node& context = document.at(entry->value);
  if (context.kind != NodeKind::mapping) {
    const auto better = key_with_blank(context, keys_below({}));
    findings.add(wrong_type, context.where,
                 fmt::format("`{}` is {}, expected a mapping", root_key, describe(context)),
                 better ? fmt::format("did you mean {}? A blank follows the colon of a key",
                                      text::quoted(*better))
                        : "put its keys on indented lines below");
    return declaration;
  }
  MappingWalk(document, complete, declaration.where, findings)
      .walk(context, {}, fields(), declaration);
  return declaration;
}

}  // namespace eventarch::input
