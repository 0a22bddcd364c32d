#pragma once

/// Names in a baseline are relative to the folder of the baseline, so that it holds from whichever
/// folder the check is started.

#include <string>

namespace eventarch::cli {

/// What a file that the baseline names is called in this run.
[[nodiscard]] std::string name_out_of_baseline(const std::string& baseline,
                                               const std::string& name);

/// What the baseline calls a file of this run.
[[nodiscard]] std::string name_for_baseline(const std::string& baseline, const std::string& name);

}  // namespace eventarch::cli
