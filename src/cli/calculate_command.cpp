#include <fmt/format.h>

#include <ostream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/commands.hpp"
#include "cli/report_outputs.hpp"
#include "eventarch/explain.hpp"
#include "eventarch/formulas.hpp"
#include "eventarch/report.hpp"
#include "support/text.hpp"

namespace eventarch::cli {
namespace {

void complain_unknown(std::ostream& err, const std::string& name) {
  std::vector<std::string_view> names;
  for (const Formula* formula : formula_table()) names.push_back(formula->name);
  std::string help = "`eventarch calculate` lists the formulas";
  if (const auto meant = text::closest(name, names)) {
    help = fmt::format("did you mean `{}`?", *meant);
  } else if (name.find('=') != std::string::npos) {
    help = "the formula comes first: eventarch calculate FORMULA NAME=VALUE ...";
  }
  complain(err, fmt::format("there is no formula {}", text::quoted(name)), help);
}

ExitStatus print_index(const ReportOptions& options, const Streams& io) {
  const bool written = write_report(options, Color::off, io, [](Format format, Color) {
    return format == Format::json ? formula_index_json() : formula_index();
  });
  return written ? ExitStatus::done : ExitStatus::could_not_run;
}

}  // namespace

ExitStatus run_calculate(const CalculateOptions& options, const Streams& io) {
  if (options.formula.empty()) return print_index(options, io);
  const Formula* formula = find_formula(options.formula);
  if (formula == nullptr) {
    complain_unknown(io.err, options.formula);
    return ExitStatus::could_not_run;
  }
  const auto result = evaluate_named(*formula, options.arguments);
  if (const auto* errors = std::get_if<std::vector<ArgumentError>>(&result)) {
    if (options.arguments.empty()) io.err << formula_usage(*formula) << '\n';
    for (const ArgumentError& error : *errors) complain(io.err, error.message, error.help);
    return ExitStatus::could_not_run;
  }
  const auto& calculation = std::get<Calculation>(result);
  const bool written = write_report(options, Color::off, io, [&](Format format, Color) {
    return format == Format::json ? render_json(calculation) : render_text(calculation);
  });
  if (!written) return ExitStatus::could_not_run;
  return calculation.value ? ExitStatus::done : ExitStatus::refused;
}

}  // namespace eventarch::cli
