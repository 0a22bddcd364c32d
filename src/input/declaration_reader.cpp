#include "input/declaration_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
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

/// Which keys of a mapping are slips of its fields' names. Looked for once: a mapping may hold
/// thousands of keys, and each has to be compared with every name.
class KeySlips {
 public:
  KeySlips(const Document& document, const Node& mapping, std::string_view path)
      : known_(keys_below(path)) {
    for (const Entry& entry : mapping.entries) {
      const Node& key = document.at(entry.key);
      const auto name = text::closest(key.text, known_);
      if (!name) continue;
      Claim& claim = claims_[*name];
      ++claim.keys;
      if (key.text != *name && !key.text.starts_with(own_prefix)) claim.slip = &key;
    }
  }

  [[nodiscard]] std::span<const std::string_view> known() const { return known_; }

  /// The key that is a slip of the name, where the name is not taken, nor another key a slip of it.
  [[nodiscard]] const Node* slip_of(std::string_view name) const {
    const auto found = claims_.find(name);
    return found != claims_.end() && found->second.keys == 1 ? found->second.slip : nullptr;
  }

 private:
  struct Claim {
    std::size_t keys = 0;        ///< that are the name or a slip of it
    const Node* slip = nullptr;  ///< the last that is a slip, and no key of one's own
  };

  std::vector<std::string_view> known_;
  std::map<std::string_view, Claim> claims_;
};

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
    std::optional<KeySlips> slips;  // most files have none
    for (const Entry& entry : mapping.entries) {
      const Node& key = document_.at(entry.key);
      if (key.text.starts_with(own_prefix) || (key.plain && key.text == "<<")) continue;
      const Field* field = field_below(path, key.text, rows);
      if (field == nullptr) {
        if (!slips) slips.emplace(document_, mapping, path);
        report_misplaced_or_unknown(mapping, key, path, *slips);
        read_misspelt(entry, path, *slips);
      } else {
        read_value(*field, document_.at(entry.value), declaration);
      }
    }
    if (complete_) require_keys(mapping, path, rows, slips);
  }

 private:
  /// What a misspelt key holds is looked at by the field that is meant, so that its problems are
  /// told in the same run. It counts for nothing: nobody has said that it is meant.
  void read_misspelt(const Entry& entry, std::string_view path, const KeySlips& slips) {
    const Node& key = document_.at(entry.key);
    for (const std::string_view name : slips.known()) {
      if (slips.slip_of(name) != &key) continue;
      Declaration ignored;
      read_value(*field_below(path, name), document_.at(entry.value), ignored);
    }
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
  void report_misplaced_or_unknown(const Node& mapping, const Node& key, std::string_view path,
                                   const KeySlips& slips) {
    const auto known = slips.known();
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
      if (sure && key.text.find(':') == std::string_view::npos && slips.slip_of(*sure) == &key)
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

  /// A key that is a slip of a required one stands for it: one cause, one finding.
  void require_keys(const Node& mapping, std::string_view path, std::span<const Field> rows,
                    const std::optional<KeySlips>& slips) {
    for (const Field& field : rows) {
      const bool missing = field.presence == Presence::required && field.parent() == path &&
                           document_.find(mapping, field.key()) == nullptr &&
                           !(slips && slips->slip_of(field.key()) != nullptr);
      if (!missing) continue;
      std::string help = fmt::format("add `{}: {{}}` and its keys", field.key());
      if (field.type == FieldType::choice) {
        help = fmt::format("add `{}:` with one of {}", field.key(), joined(field.choices));
      }
      findings_.add(required_field, home_, fmt::format("`{}` is missing", field.path), help);
    }
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
