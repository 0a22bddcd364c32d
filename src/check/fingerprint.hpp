#pragma once

/// What a finding is, apart from lines and words: it is known again by it in the next run.

#include <string>
#include <string_view>
#include <vector>

#include "eventarch/check.hpp"

namespace eventarch::check {

/// One spelling for one file: without `.`, doubled slashes and steps up where they can be taken;
/// bytes that are no UTF-8 are written out.
[[nodiscard]] std::string normalised_name(std::string_view name);

/// What each finding of a file is, in its order; no two are equal.
[[nodiscard]] std::vector<BaselineEntry> identities(const CheckedFile& file);

/// 32 hexadecimal digits.
[[nodiscard]] std::string fingerprint(const BaselineEntry& identity);

}  // namespace eventarch::check
