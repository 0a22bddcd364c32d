#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "eventarch/formulas.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

/// What is known of one input while the arguments are read.
struct Slot {
  std::optional<double> value;
  bool named = false;  ///< an argument is there, right or wrong
  bool meant = false;  ///< a misspelt argument is probably this one
  std::string text;    ///< as it was given
};

class Arguments {
 public:
  explicit Arguments(const Formula& formula) : formula_(formula), slots_(formula.inputs.size()) {}

  void read(std::string_view argument) {
    const std::size_t equals = argument.find('=');
    if (equals == std::string_view::npos) {
      refuse(fmt::format("{} is not NAME=VALUE", text::quoted(argument)),
             R"(a value with a blank is written between quotes, such as rate="10K msg/s")");
      return;
    }
    const std::string_view name = argument.substr(0, equals);
    const auto input = std::ranges::find(formula_.inputs, name, &FormulaInput::name);
    if (input == formula_.inputs.end()) {
      unknown(name);
      return;
    }
    const auto at = static_cast<std::size_t>(input - formula_.inputs.begin());
    take(*input, slots_[at], argument.substr(equals + 1));
  }

  /// The fallbacks of what was left out; what has none is missing.
  void complete(Calculation& calculation) {
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      const FormulaInput& input = formula_.inputs[i];
      const Slot& slot = slots_[i];
      if (!slot.named && input.fallback) calculation.left_out.push_back(i);
      if (!slot.named && !slot.meant && !input.fallback) {
        missing.push_back(fmt::format("`{}`", input.name));
      }
      calculation.inputs.push_back(slot.value.value_or(input.fallback.value_or(0)));
    }
    if (missing.empty()) return;
    refuse(fmt::format("{} {} missing", text::list_of(missing), missing.size() == 1 ? "is" : "are"),
           fmt::format("such as `eventarch calculate {} {}`", formula_.name,
                       formula_.example.arguments));
  }

  [[nodiscard]] std::vector<ArgumentError> take_errors() { return std::move(errors_); }

 private:
  void refuse(std::string message, std::string help) {
    errors_.push_back({std::move(message), std::move(help)});
  }

  void unknown(std::string_view name) {
    std::vector<std::string_view> names;
    for (const FormulaInput& input : formula_.inputs) names.push_back(input.name);
    const auto meant = text::closest(name, names);
    for (std::size_t i = 0; meant && i < names.size(); ++i) {
      if (names[i] == *meant) slots_[i].meant = true;
    }
    refuse(fmt::format("`{}` has no input {}", formula_.name, text::quoted(name)),
           meant ? fmt::format("did you mean `{}`?", *meant)
                 : fmt::format("its inputs: {}", fmt::join(names, ", ")));
  }

  void take(const FormulaInput& input, Slot& slot, std::string_view text) {
    if (slot.named) {
      refuse(fmt::format("`{}` is given twice: {} and {}", input.name, text::quoted(slot.text),
                         text::quoted(text)),
             "give it once");
      return;
    }
    slot.named = true;
    slot.text = text;
    const auto parsed = parse_argument(input.dimension, text);
    if (const auto* error = std::get_if<ArgumentError>(&parsed)) {
      refuse(fmt::format("`{}`: {}", input.name, error->message), error->help);
      return;
    }
    slot.value = std::get<double>(parsed);
    if (input.range.holds(*slot.value)) return;
    refuse(fmt::format("`{}`: {} is out of range: it must be {}", input.name, text::quoted(text),
                       range_text(input.dimension, input.range)),
           fmt::format("`{}`: {}", input.name, input.meaning));
  }

  const Formula& formula_;
  std::vector<Slot> slots_;
  std::vector<ArgumentError> errors_;
};

}  // namespace

std::variant<Calculation, std::vector<ArgumentError>> evaluate_named(
    const Formula& formula, std::span<const std::string> arguments) {
  Arguments read(formula);
  for (const std::string& argument : arguments) read.read(argument);
  Calculation calculation{&formula, {}, {}, {}};
  read.complete(calculation);
  auto errors = read.take_errors();
  if (!errors.empty()) return errors;
  calculation.value = formula.evaluate(calculation.inputs);
  if (calculation.value && !std::isfinite(*calculation.value)) {
    return std::vector{ArgumentError{
        fmt::format("the result of `{}` is beyond what can be calculated", formula.name),
        "give it values of the size that occurs"}};
  }
  return calculation;
}

std::vector<std::string> split_arguments(std::string_view text) {
  std::vector<std::string> all;
  bool inside = false;   // of an argument
  bool between = false;  // quotes
  for (const char c : text) {
    if (c == ' ' && !between) {
      inside = false;
      continue;
    }
    if (!inside) all.emplace_back();
    inside = true;
    if (c == '"') {
      between = !between;
    } else {
      all.back() += c;
    }
  }
  return all;
}

}  // namespace eventarch
