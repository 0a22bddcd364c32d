#include "cli/thresholds.hpp"

#include "cli/typed_values.hpp"

namespace eventarch::cli {

FailOn threshold_of(const std::optional<FailOn>& flag, const Configuration& configuration) {
  if (flag) return *flag;
  if (!configuration.fail_on) return FailOn::error;
  const auto named = thresholds.find(*configuration.fail_on);
  return named == thresholds.end() ? FailOn::error : named->second;
}

}  // namespace eventarch::cli
