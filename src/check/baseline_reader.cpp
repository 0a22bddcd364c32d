#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "eventarch/check.hpp"
#include "input/field_reader.hpp"
#include "input/input_rules.hpp"
#include "input/yaml_reader.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using input::Document;
using input::Entry;
using input::Node;
using input::NodeKind;
using input::ScalarType;

constexpr std::array<std::string_view, 5> keys{"rule", "file", "document", "pointer", "ordinal"};

class BaselineReader {
 public:
  BaselineReader(const Document& document, Findings& findings)
      : document_(document), findings_(findings) {}

  std::vector<BaselineEntry> read() {
    const Node& root = document_.root();
    std::vector<BaselineEntry> entries;
    if (root.kind != NodeKind::sequence) {
      wrong(root, "the baseline", "a list of accepted findings");
      return entries;
    }
    entries.reserve(root.items.size());
    for (const input::NodeIndex index : root.items) {
      const Node& item = document_.at(index);
      if (item.kind == NodeKind::mapping) {
        entries.push_back(entry(item));
      } else {
        wrong(item, "an entry of the baseline", "a mapping with `rule`, `file` and `pointer`");
      }
    }
    return entries;
  }

 private:
  void wrong(const Node& node, std::string_view what, std::string_view expected) {
    findings_.add(input::wrong_type, node.where,
                  fmt::format("{} is {}, expected {}", what, input::describe(node), expected),
                  "`eventarch check --write-baseline` writes a new one");
  }

  BaselineEntry entry(const Node& mapping) {
    for (const Entry& one : mapping.entries) {
      const Node& key = document_.at(one.key);
      if (key.text.starts_with(input::own_prefix)) continue;
      if (std::ranges::find(keys, key.text) == keys.end()) {
        input::report_unknown_key(key, keys, "an entry of the baseline", findings_);
      }
    }
    BaselineEntry out;
    out.rule = text_of(mapping, "rule");
    out.file = text_of(mapping, "file");
    out.pointer = text_of(mapping, "pointer");
    out.document = number_of(mapping, "document");
    out.ordinal = number_of(mapping, "ordinal");
    return out;
  }

  std::string text_of(const Node& mapping, std::string_view key) {
    const Node* node = document_.find(mapping, key);
    if (node == nullptr) {
      findings_.add(input::required_field, mapping.where,
                    fmt::format("`{}` is missing in this entry", key),
                    "`eventarch check --write-baseline` writes a new one");
      return {};
    }
    if (node->kind != NodeKind::scalar) {
      wrong(*node, fmt::format("`{}`", key), "text");
      return {};
    }
    return std::string(node->text);
  }

  /// From 1 on; 1 where it is left out.
  std::uint32_t number_of(const Node& mapping, std::string_view key) {
    const Node* node = document_.find(mapping, key);
    if (node == nullptr) return 1;
    std::uint32_t number = 0;
    const char* end = node->text.data() + node->text.size();
    const auto [behind, error] = std::from_chars(node->text.data(), end, number);
    if (error == std::errc{} && behind == end && number > 0) return number;
    wrong(*node, fmt::format("`{}`", key), "a whole number from 1 on");
    return 1;
  }

  const Document& document_;
  Findings& findings_;
};

}  // namespace

std::optional<std::vector<BaselineEntry>> read_baseline(std::string_view file_name,
                                                        std::string_view text, Findings& findings) {
  // Some 36,000 accepted findings.
  constexpr input::Limits limits{.file_bytes = std::size_t{16} * 1024 * 1024, .nodes = 400'000};
  auto documents = input::read_documents(std::string(file_name), text, limits);
  input::ReadDocument& first = documents.front();
  std::vector<BaselineEntry> entries;
  if (!first.document.empty()) entries = BaselineReader(first.document, first.findings).read();
  if (documents.size() > 1) {
    first.findings.add(input::content_after_document, {.file = std::string(file_name)},
                       "a baseline is one document", "delete what follows the first `---`");
  }
  findings.add_all(first.findings);
  if (first.findings.has_errors()) return std::nullopt;
  return entries;
}

}  // namespace eventarch
