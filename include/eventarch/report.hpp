#pragma once

/// Views of finished advice. Pure: same advice, same bytes, on any machine and in any locale.

#include <cstdint>
#include <string>
#include <vector>

#include "eventarch/design.hpp"

namespace eventarch {

enum class Color : std::uint8_t { off, on };
enum class Detail : std::uint8_t { brief, normal, verbose };

struct TextOptions {
  Color color = Color::off;
  Detail detail = Detail::normal;
};

/// The report for people: ASCII apart from the user's own names, at most 80 columns, no control
/// characters from the input.
[[nodiscard]] std::string render_text(const Advice& advice, const TextOptions& options);

/// The report for programs: one JSON object, indented by two, ending in a newline.
[[nodiscard]] std::string render_json(const Advice& advice);

/// The same object on one line.
[[nodiscard]] std::string render_json_line(const Advice& advice);

/// JSON Schema 2020-12 of the design file, generated from the table that reads it.
[[nodiscard]] std::string input_schema();

/// JSON Schema 2020-12 of the JSON report.
[[nodiscard]] std::string report_schema();

/// Findings alone, each on a line with its place and rule, its help on the next: for files that are
/// no design files. Safe to print.
[[nodiscard]] std::string render_findings(const Findings& findings);

}  // namespace eventarch
