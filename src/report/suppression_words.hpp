#pragma once

/// How reports say that a finding is accepted.

#include <string>

#include "eventarch/suppression.hpp"

namespace eventarch::report {

/// "by a comment in line 3: reason, until 2027-01-31", or "by the baseline". May be hostile.
[[nodiscard]] std::string suppression_text(const Suppressed& suppressed);

/// "2027-01-31"
[[nodiscard]] std::string date_text(const Date& date);

}  // namespace eventarch::report
