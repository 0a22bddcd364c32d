#include "report/suppression_words.hpp"

#include <fmt/format.h>

namespace eventarch::report {

std::string date_text(const Date& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string suppression_text(const Suppressed& suppressed) {
  if (suppressed.by == Suppressed::By::baseline) return "by the baseline";
  std::string out = "by a comment";
  if (suppressed.where.line != 0) out += fmt::format(" in line {}", suppressed.where.line);
  if (!suppressed.reason.empty()) out += ": " + suppressed.reason;
  if (suppressed.until) out += ", until " + date_text(*suppressed.until);
  return out;
}

}  // namespace eventarch::report
