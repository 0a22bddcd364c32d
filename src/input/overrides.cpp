#include "input/overrides.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "input/field_table.hpp"
#include "input/input_rules.hpp"
#include "input/yaml_reader.hpp"
#include "support/text.hpp"

namespace eventarch::input {
namespace {

/// Copies a subtree from one document into another, which holds the name of its file.
NodeIndex graft(const Document& from, NodeIndex index, std::string_view file, Document& to) {
  Node copy = from.at(index);
  copy.text = to.keep(std::string(copy.text));
  copy.where.file = file;
  for (NodeIndex& item : copy.items) item = graft(from, item, file, to);
  for (Entry& entry : copy.entries) {
    entry = {graft(from, entry.key, file, to), graft(from, entry.value, file, to)};
  }
  return to.add(std::move(copy));
}

/// The mapping behind a key, made where it is missing or is something else.
NodeIndex mapping_below(Document& document, NodeIndex parent, std::string_view key,
                        const NodePlace& where) {
  if (const Entry* entry = document.find_entry(document.at(parent), key)) {
    if (document.at(entry->value).kind == NodeKind::mapping) return entry->value;
  }
  return document.add(Node{.kind = NodeKind::mapping, .where = where});
}

void put(Document& document, NodeIndex parent, std::string_view key, NodeIndex value,
         const NodePlace& where) {
  Node& mapping = document.at(parent);
  for (Entry& entry : mapping.entries) {
    if (document.at(entry.key).text == key) {
      entry.value = value;
      return;
    }
  }
  const NodeIndex key_node = document.add(Node{.kind = NodeKind::scalar,
                                               .plain = true,
                                               .text = document.keep(std::string(key)),
                                               .where = where});
  document.at(parent).entries.push_back({key_node, value});
}

void report_unknown_path(std::string_view path, const SourceSpan& where, Findings& findings) {
  std::vector<std::string_view> known;
  std::optional<std::string_view> meant;
  for (const Field& field : fields()) {
    if (field.read == nullptr) continue;
    known.push_back(field.path);
    if (field.key() == path) meant = field.path;
  }
  if (!meant) meant = text::closest(path, known);
  findings.add(unknown_key, where, fmt::format("there is no field {}", text::quoted(path)),
               meant ? fmt::format("did you mean `{}`?", *meant)
                     : "write the path below event_context, such as requirements.throughput");
}

/// Blanks, a comment, or `null`.
bool says_nothing(const std::vector<ReadDocument>& parsed) {
  const auto& found = parsed.front().findings.all();
  return parsed.size() == 1 && !found.empty() && found.front().rule == &empty_document;
}

}  // namespace

void apply_override(Document& document, std::string_view path, const std::string& value,
                    Findings& findings) {
  const SourceSpan where{.file = fmt::format("--set {}", path),
                         .line = 1,
                         .column = 1,
                         .end_line = 1,
                         .end_column = 1};
  const Field* field = field_at(path);
  if (field == nullptr || field->read == nullptr) {
    report_unknown_path(path, where, findings);
    return;
  }
  const auto parsed = read_documents(where.file, value);
  if (says_nothing(parsed)) {
    findings.add(wrong_type, where, fmt::format("the value for `{}` is empty", path),
                 fmt::format("for example --set {}=\"{}\"", path, field->example));
    return;
  }
  findings.add_all(parsed.front().findings);
  const bool whole = parsed.size() == 1 && parsed.front().complete;
  if (!whole) {
    if (parsed.size() > 1) {
      findings.add(content_after_document, where, "the value holds more than one document",
                   "give one value");
    }
    return;
  }
  const Document& given = parsed.front().document;
  const NodePlace place{document.keep(where.file), where.line, where.column, where.end_line,
                        where.end_column};
  const NodeIndex leaf = graft(given, given.root_index(), place.file, document);
  if (document.at(document.root_index()).kind != NodeKind::mapping) return;
  const NodeIndex context = mapping_below(document, document.root_index(), "event_context", place);
  put(document, document.root_index(), "event_context", context, place);
  if (field->parent().empty()) {
    put(document, context, field->key(), leaf, place);
    return;
  }
  const NodeIndex group = mapping_below(document, context, field->parent(), place);
  put(document, context, field->parent(), group, place);
  put(document, group, field->key(), leaf, place);
}

}  // namespace eventarch::input
