#pragma once

/// Views of finished advice and of calculations. Pure: same values, same bytes, on any machine and
/// in any locale.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/design.hpp"

namespace eventarch {

struct Calculation;  // formulas.hpp

enum class Color : std::uint8_t { off, on };
enum class Detail : std::uint8_t { brief, normal, verbose };

/// A part of a report that can be had alone. In the order in which reports print them.
enum class Section : std::uint8_t {
  broker,
  sizing,
  topology,
  message_schema,
  producer_config,
  consumer_config,
  patterns,
  observability,
  checklist,
  troubleshooting,
  validation,
  assumptions,
  context,
};

/// Named as the keys of the JSON report, in the order of the enumerators.
[[nodiscard]] std::span<const std::string_view> section_names();
[[nodiscard]] std::string_view name_of(Section section);
[[nodiscard]] std::optional<Section> section_named(std::string_view name);

/// The sections to print, in full; empty: the whole report.
using Sections = std::vector<Section>;

struct TextOptions {
  Color color = Color::off;
  Detail detail = Detail::normal;
  Sections sections = {};
};

struct MarkdownOptions {
  Detail detail = Detail::normal;
  Sections sections = {};
};

/// What a comment on a pull request may hold at most, in characters.
inline constexpr std::size_t markdown_longest = 65536;

/// The report for people: ASCII apart from the user's own names, at most 80 columns, no control
/// characters from the input.
[[nodiscard]] std::string render_text(const Advice& advice, const TextOptions& options);

/// The report for programs: one JSON object, indented by two, ending in a newline. With sections,
/// a partial report: `source.sections` lists them, and the other keys are left out.
[[nodiscard]] std::string render_json(const Advice& advice, const Sections& sections = {});

/// The same object on one line.
[[nodiscard]] std::string render_json_line(const Advice& advice, const Sections& sections = {});

/// The report for a pull request: GitHub's Markdown, tables and Mermaid diagrams, details folded.
/// All designs together stay below `markdown_longest` bytes: whole sections are left out, the least
/// important first, and named. Whatever the input holds, it is shown as text.
[[nodiscard]] std::string render_markdown(std::span<const Advice> designs,
                                          const MarkdownOptions& options);

/// The result of a formula with its arithmetic and its source, for people.
[[nodiscard]] std::string render_text(const Calculation& calculation);

/// The same for programs: one JSON object.
[[nodiscard]] std::string render_json(const Calculation& calculation);

/// What can be calculated, for programs: one JSON object, ordered by name.
[[nodiscard]] std::string formula_index_json();

/// JSON Schema 2020-12 of the design file, generated from the table that reads it.
[[nodiscard]] std::string input_schema();

/// JSON Schema 2020-12 of the JSON report.
[[nodiscard]] std::string report_schema();

/// Findings alone, each on a line with its place and rule, its help on the next: for files that are
/// no design files. Safe to print.
[[nodiscard]] std::string render_findings(const Findings& findings);

}  // namespace eventarch
