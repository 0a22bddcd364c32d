#pragma once

/// Colours of findings. Severity is always a word, too.

#include <string>
#include <string_view>

#include "eventarch/diagnostic.hpp"
#include "eventarch/report.hpp"

namespace eventarch::report {

class Paint {
 public:
  explicit Paint(Color color) : color_(color) {}

  [[nodiscard]] std::string strong(std::string_view text) const;
  [[nodiscard]] std::string frame(std::string_view text) const;
  [[nodiscard]] std::string of(Severity severity, std::string_view text) const;

 private:
  [[nodiscard]] std::string in(std::string_view code, std::string_view text) const;

  Color color_;
};

}  // namespace eventarch::report
