#include "sizing/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "sizing/stages.hpp"

namespace eventarch::sizing {

void Ledger::keep(Figure figure) {
  if (account_ == Account::numbers_only) figures_.clear();
  figures_.push_back(std::move(figure));
}

std::optional<double> Ledger::try_out(std::string path, const Formula& formula,
                                      Arguments arguments) {
  std::vector<double> inputs = formulas::ordered(formula, arguments);
  const std::optional<double> value = formula.evaluate(inputs);
  keep({std::move(path), &formula, std::move(inputs), value, {}});
  return value;
}

double Ledger::of(std::string path, const Formula& formula, Arguments arguments) {
  const auto value = try_out(std::move(path), formula, arguments);
  if (!value) throw std::logic_error(fmt::format("{} has no answer", formula.name));
  return *value;
}

double Ledger::given(std::string path, double value, std::string where) {
  keep({std::move(path), nullptr, {}, value, std::move(where)});
  return value;
}

std::uint64_t Ledger::count(const std::string& path, double value, double least) {
  const std::uint64_t out = count_of(std::max(value, least));
  const auto kept = static_cast<double>(out);
  if (kept < value) given(path, kept, "the largest count that is worked with");
  if (kept > value) given(path, kept, "at least one");
  return out;
}

}  // namespace eventarch::sizing
