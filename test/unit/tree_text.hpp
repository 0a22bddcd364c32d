#pragma once

/// A document that was read as text: every node with its place, and what was found. Two readings
/// are the same where this is.

#include <fmt/format.h>

#include <iterator>
#include <string>
#include <string_view>

#include "input/yaml_reader.hpp"

namespace eventarch::testing_support {

inline void describe_node(const input::Document& document, const input::Node& node,
                          std::string& out) {
  const input::NodePlace& at = node.where;
  fmt::format_to(std::back_inserter(out), "{}{} {}:{}-{}:{} \"{}\"\n", static_cast<int>(node.kind),
                 node.plain ? " plain" : "", at.line, at.column, at.end_line, at.end_column,
                 node.text);
  for (const input::NodeIndex item : node.items) describe_node(document, document.at(item), out);
  for (const input::Entry& entry : node.entries) {
    describe_node(document, document.at(entry.key), out);
    describe_node(document, document.at(entry.value), out);
  }
}

inline std::string described(const input::ReadDocument& read) {
  std::string out = read.complete ? "complete\n" : "broken off\n";
  if (!read.document.empty()) describe_node(read.document, read.document.root(), out);
  for (const Diagnostic& finding : read.findings.all()) {
    const SourceSpan& at = finding.where;
    fmt::format_to(std::back_inserter(out), "{}:{}-{}:{} {}: {} ({})\n", at.line, at.column,
                   at.end_line, at.end_column, finding.rule->name, finding.message, finding.help);
  }
  return out;
}

inline std::string read_and_described(const std::string& text) {
  std::string out;
  for (const auto& read : input::read_documents("d.yaml", text)) out += described(read);
  return out;
}

/// The text behind a comment that lets words be hidden from yaml-cpp, and behind one that does not.
inline std::string with_words_hidden(std::string_view text) { return "# .\n" + std::string(text); }
inline std::string with_words_shown(std::string_view text) { return "# !\n" + std::string(text); }

}  // namespace eventarch::testing_support
