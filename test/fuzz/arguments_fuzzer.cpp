/// What is typed, an argument a line: any command line is a request or is refused with a reason,
/// and any formula gives a number that both formats can carry, or a reason.

#include <cmath>
#include <string>
#include <variant>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "eventarch/explain.hpp"
#include "eventarch/formulas.hpp"
#include "eventarch/report.hpp"
#include "written_text.hpp"

namespace eventarch::fuzz {
namespace {

std::vector<std::string> arguments_of(std::string_view text) {
  constexpr std::size_t most = 30;
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size() && out.size() < most;) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  // An argument ends where a zero stands.
  for (std::string& one : out) one.resize(std::min(one.find('\0'), one.size()));
  return out;
}

void check_command_line(const std::vector<std::string>& arguments) {
  const cli::Request request = cli::parse_command_line(arguments);
  if (const auto* error = std::get_if<cli::UsageError>(&request)) {
    require(!error->message.empty(), "a refusal says why");
    std::ostringstream told;
    cli::complain(told, error->message, error->help);
    check_inert(told.str());
  }
  if (const auto* page = std::get_if<cli::Information>(&request)) check_inert(page->text);
}

void check_errors(const std::vector<ArgumentError>& errors) {
  require(!errors.empty(), "a refusal says why");
  for (const ArgumentError& error : errors) {
    require(!error.message.empty(), "an error has a message");
    std::ostringstream told;
    cli::complain(told, error.message, error.help);
    check_inert(told.str());
  }
}

void check_formula(const Formula& formula, std::span<const std::string> arguments) {
  const auto result = evaluate_named(formula, arguments);
  if (const auto* errors = std::get_if<std::vector<ArgumentError>>(&result)) {
    check_errors(*errors);
    return;
  }
  const auto& calculation = std::get<Calculation>(result);
  require(!calculation.value || std::isfinite(*calculation.value), "a result is a number");
  check_inert(render_text(calculation));
  (void)check_json(render_json(calculation));
}

void check_quantities(std::string_view text) {
  for (const Dimension dimension :
       {Dimension::number, Dimension::count, Dimension::share, Dimension::message_rate,
        Dimension::byte_rate, Dimension::bytes, Dimension::duration}) {
    const auto value = parse_argument(dimension, text);
    const auto* const number = std::get_if<double>(&value);
    if (number == nullptr) continue;
    require(std::isfinite(*number), "a quantity is a number");
    const double size = std::abs(*number);
    require(size == 0 || (size >= argument_least * 0.999 && size <= argument_most * 1.001),
            "a quantity lies in the range that is promised");
  }
}

void check_text(std::string_view text) {
  const auto arguments = arguments_of(text);
  check_command_line(arguments);
  if (arguments.empty()) return;
  check_quantities(arguments.front());
  if (const auto page = explain(arguments.front(), built_in_catalogue())) check_inert(*page);
  (void)explain_suggestion(arguments.front(), built_in_catalogue());
  const auto given = std::span(arguments).subspan(1);
  if (const Formula* named = find_formula(arguments.front())) check_formula(*named, given);
  // The length chooses a further one: nothing else of an input is free.
  const auto formulas = formula_table();
  check_formula(*formulas[text.size() % formulas.size()], given);
}

}  // namespace
}  // namespace eventarch::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  eventarch::fuzz::check_text(eventarch::fuzz::text_of(data, size));
  return 0;
}
