#pragma once

/// Calculates by the formula table, and keeps how each number came about.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eventarch/formulas.hpp"
#include "formulas/named_arguments.hpp"

namespace eventarch::sizing {

using formulas::Argument;
using formulas::Arguments;

/// What a sizing is made for: to be read, to be quoted without how each number came about, or to be
/// compared with another one by its numbers. Words take most of the time.
enum class Account : std::uint8_t { in_words, without_figures, numbers_only };

/// A count as formulas take it.
[[nodiscard]] constexpr double as_number(std::uint64_t count) { return static_cast<double>(count); }

/// Where a figure stands below `sizing`: "brokers.count". Its parts are put together only where
/// somebody reads it, and must live until then.
class FigurePath {
 public:
  template <class... Part>
  FigurePath(const Part&... parts) : parts_{std::string_view(parts)...} {}

  [[nodiscard]] std::string text() const;

 private:
  std::array<std::string_view, 4> parts_;
};

class Ledger {
 public:
  explicit Ledger(Account account = Account::in_words) : account_(account) {
    constexpr std::size_t inputs_most = 8;
    inputs_.reserve(inputs_most);
  }

  /// The formula's answer, kept under `path`. Throws std::logic_error where an argument is missing,
  /// unknown or outside its range: a mistake of ours, which tests find.
  std::optional<double> try_out(const FigurePath& path, const Formula& formula,
                                Arguments arguments);

  /// The same for a formula that always has an answer.
  double of(const FigurePath& path, const Formula& formula, Arguments arguments);

  /// Keeps a number that is not calculated, and says where it stands.
  double given(const FigurePath& path, double value, std::string_view where);

  /// A count out of a calculation: at least `least`, and no more than is worked with. Where that is
  /// another number than the figure under `path`, it is kept in its place.
  std::uint64_t count(const FigurePath& path, double value, double least = 0);

  [[nodiscard]] bool in_words() const { return account_ != Account::numbers_only; }
  [[nodiscard]] bool keeps_figures() const { return account_ == Account::in_words; }

  /// The text that `say` gives; empty where nobody will read it.
  template <class Say>
  [[nodiscard]] std::string words(Say say) const {
    return in_words() ? std::string(say()) : std::string();
  }

  [[nodiscard]] std::vector<Figure> take() { return std::move(figures_); }
  /// Of the formula that was calculated last, in its order.
  [[nodiscard]] const std::vector<double>& last_inputs() const { return inputs_; }

 private:
  Account account_;
  std::vector<Figure> figures_;  ///< stays empty where nobody will read it
  std::vector<double> inputs_;
};

}  // namespace eventarch::sizing
