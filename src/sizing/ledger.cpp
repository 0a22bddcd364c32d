#include "sizing/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "sizing/stages.hpp"

namespace eventarch::sizing {

std::string FigurePath::text() const {
  std::string out;
  for (const std::string_view part : parts_) out += part;
  return out;
}

std::optional<double> Ledger::try_out(const FigurePath& path, const Formula& formula,
                                      Arguments arguments) {
  formulas::order(formula, arguments, inputs_);
  const std::optional<double> value = formula.evaluate(inputs_);
  if (keeps_figures()) {
    figures_.push_back({path.text(), &formula, inputs_, value, {}});
  }
  return value;
}

double Ledger::of(const FigurePath& path, const Formula& formula, Arguments arguments) {
  const auto value = try_out(path, formula, arguments);
  if (!value) throw std::logic_error(fmt::format("{} has no answer", formula.name));
  return *value;
}

double Ledger::given(const FigurePath& path, double value, std::string_view where) {
  if (keeps_figures()) {
    figures_.push_back({path.text(), nullptr, {}, value, std::string(where)});
  }
  return value;
}

std::uint64_t Ledger::count(const FigurePath& path, double value, double least) {
  const std::uint64_t out = count_of(std::max(value, least));
  const auto kept = static_cast<double>(out);
  if (kept < value) given(path, kept, "the largest count that is worked with");
  if (kept > value) given(path, kept, "at least one");
  return out;
}

}  // namespace eventarch::sizing
