#include <cctype>

#include "eventarch/formulas.hpp"
#include "support/notation.hpp"

namespace eventarch {

std::string_view base_unit(Dimension dimension) {
  switch (dimension) {
    case Dimension::message_rate: return "msg/s";
    case Dimension::byte_rate: return "B/s";
    case Dimension::bytes: return "B";
    case Dimension::duration: return "s";
    case Dimension::count:
    case Dimension::number:
    case Dimension::share: break;
  }
  return {};
}

std::string show(Dimension dimension, double value) {
  switch (dimension) {
    case Dimension::message_rate: return notation::rate(MessageRate{value});
    case Dimension::byte_rate: return notation::rate(ByteRate{value});
    case Dimension::bytes: return notation::size(ByteSize{value});
    case Dimension::duration: return value == 0 ? "0 s" : notation::duration(seconds(value));
    case Dimension::share: return notation::percent(value);
    case Dimension::count: return notation::number(value, 15);
    case Dimension::number: break;
  }
  return notation::number(value, 6);
}

bool Range::holds(double value) const {
  const bool above = least_excluded ? value > least : value >= least;
  const bool below = most_excluded ? value < most : value <= most;
  return above && below;
}

std::string substituted(const Formula& formula, std::span<const double> values) {
  const auto part_of_name = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  };
  std::string out;
  const std::string_view text = formula.expression;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && part_of_name(text[end])) ++end;
    if (end == at) {
      out += text[at++];
      continue;
    }
    const std::string_view word = text.substr(at, end - at);
    std::string shown(word);
    for (std::size_t i = 0; i < formula.inputs.size() && i < values.size(); ++i) {
      if (formula.inputs[i].name == word) shown = show(formula.inputs[i].dimension, values[i]);
    }
    out += shown;
    at = end;
  }
  return out;
}

}  // namespace eventarch
