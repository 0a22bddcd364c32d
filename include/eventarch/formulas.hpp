#pragma once

/// The formulas that a design is sized with, each usable on its own: name, inputs with units and
/// ranges, result, source. A report names the formula and the inputs of every number, so that
/// anyone can recompute it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace eventarch {

/// What a quantity is. Values are doubles in the base unit; units never mix, since an argument is
/// parsed by the dimension of its input.
enum class Dimension : std::uint8_t {
  number,        ///< a plain number
  count,         ///< of things; whole numbers in results
  share,         ///< 0 .. 1, written as a percentage
  message_rate,  ///< msg/s
  byte_rate,     ///< B/s
  bytes,         ///< B
  duration,      ///< s
};
/// "", "", "", "msg/s", "B/s", "B", "s".
[[nodiscard]] std::string_view base_unit(Dimension dimension);
/// The value with its unit, as a person writes it: "10K msg/s", "1.5 hours", "70 %".
[[nodiscard]] std::string show(Dimension dimension, double value);
/// The same, with the value in the base unit where that says more: "2 hours (7,200 s)".
[[nodiscard]] std::string show_in_full(Dimension dimension, double value);
/// "message rate", "duration".
[[nodiscard]] std::string_view dimension_name(Dimension dimension);
/// How an argument is written: "a number, then `ms`, `s` or `min`".
[[nodiscard]] std::string_view written_form(Dimension dimension);

/// The values that an input may have. The defaults lie far beyond every real system, and near
/// enough that no product of the inputs of a formula leaves the range of a double.
struct Range {
  double least = 0;
  double most = 1e60;
  bool least_excluded = false;
  bool most_excluded = false;

  [[nodiscard]] bool holds(double value) const;  ///< false for NaN
};
inline constexpr Range any_amount{};                        ///< >= 0
inline constexpr Range above_zero{.least = 1e-60};          ///< > 0
inline constexpr Range one_or_more{.least = 1};             ///< >= 1
inline constexpr Range portion{.least = 1e-60, .most = 1};  ///< (0, 1]
inline constexpr Range zero_to_one{.most = 1};              ///< [0, 1]
/// (0, 1): a percentile, or a utilization below which a queue is stable.
inline constexpr Range inner_portion{.most = 1, .least_excluded = true, .most_excluded = true};

/// "0 or more", "above 0 % up to 100 %". Bounds that no argument can pass are left out.
[[nodiscard]] std::string range_text(Dimension dimension, const Range& range);

struct FormulaInput {
  std::string_view name;
  Dimension dimension = Dimension::number;
  std::string_view meaning;
  Range range = any_amount;
  std::optional<double> fallback;  ///< taken where the argument is left out
};

/// A worked example with a known answer, from `origin` where it is published.
struct WorkedExample {
  std::string_view arguments;  ///< as `eventarch calculate` takes them: `load=20 servers=24`
  double result = 0;           ///< in the base unit; to 1e-9 relative
  std::string_view origin;     ///< who published it; empty where it is ours
};

struct Formula {
  std::string_view name;        ///< snake_case, says what it gives: drain_time
  std::string_view summary;     ///< one line
  std::string_view expression;  ///< in the names of the inputs: backlog / (capacity - arrival)
  std::span<const FormulaInput> inputs;
  Dimension result = Dimension::number;
  std::string_view source;     ///< derivation, or who states it
  std::string_view holds;      ///< when it may be used; empty: always
  std::string_view unbounded;  ///< what an empty result means; empty where there is always one
  WorkedExample example;
  /// Requires values within their ranges, in the order of `inputs`. Empty where there is no finite
  /// answer. Never NaN, never infinite.
  std::optional<double> (*evaluate)(std::span<const double> values);
};

/// All of them, ordered by name.
[[nodiscard]] std::span<const Formula* const> formula_table();
/// Null where there is none of that name.
[[nodiscard]] const Formula* find_formula(std::string_view name);

/// The expression with every input replaced by its value and unit.
[[nodiscard]] std::string substituted(const Formula& formula, std::span<const double> values);

/// The size of an argument other than 0, in the base unit. Far beyond every real system, and near
/// enough that no product or quotient of a few values leaves the range of a double.
inline constexpr double argument_least = 1e-18;
inline constexpr double argument_most = 1e18;

/// Why an argument is refused. Safe to print.
struct ArgumentError {
  std::string message;
  std::string help;  ///< the way out
};

/// The value in the base unit. Quantities are written as in a design file, with decimals and powers
/// of ten (`1e6`); `K`, `M` or `G` after counts, numbers and message rates; a unit where the
/// dimension has one.
[[nodiscard]] std::variant<double, ArgumentError> parse_argument(Dimension dimension,
                                                                 std::string_view text);

/// An evaluated formula.
struct Calculation {
  const Formula* formula = nullptr;
  std::vector<double> inputs;         ///< in the order of the formula's
  std::vector<std::size_t> left_out;  ///< which of them are the fallback
  std::optional<double> value;        ///< empty: as the formula's `unbounded` says
};

/// Evaluates with arguments of the form NAME=VALUE in any order, or says everything that is wrong
/// with them.
[[nodiscard]] std::variant<Calculation, std::vector<ArgumentError>> evaluate_named(
    const Formula& formula, std::span<const std::string> arguments);

/// The arguments of a worked example, split at blanks outside of double quotes, without the quotes.
[[nodiscard]] std::vector<std::string> split_arguments(std::string_view text);

/// A number with what gave it: a formula on inputs, or a field of the design file or the catalogue.
struct Figure {
  std::string path;                  ///< of the number in the report, below `sizing` or `topology`
  const Formula* formula = nullptr;  ///< null where `given` says where the number comes from
  std::vector<double> inputs;        ///< in the order of the formula's
  std::optional<double> value;       ///< in the base unit; empty where there is no finite answer
  std::string given;
};

}  // namespace eventarch
