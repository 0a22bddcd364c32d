#include "report/check_paint.hpp"

#include <fmt/format.h>

namespace eventarch::report {

std::string Paint::in(std::string_view code, std::string_view text) const {
  if (color_ == Color::off || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

std::string Paint::strong(std::string_view text) const { return in("1", text); }

std::string Paint::frame(std::string_view text) const { return in("1;34", text); }

std::string Paint::of(Severity severity, std::string_view text) const {
  switch (severity) {
    case Severity::error: return in("1;31", text);
    case Severity::warning: return in("1;33", text);
    case Severity::info: break;
  }
  return in("1;36", text);
}

}  // namespace eventarch::report
