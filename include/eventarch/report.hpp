#pragma once

/// Views of finished advice and of calculations. Pure: same values, same bytes, on any machine and
/// in any locale.

#include <cstdint>
#include <string>
#include <vector>

#include "eventarch/design.hpp"

namespace eventarch {

struct Calculation;  // formulas.hpp

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
