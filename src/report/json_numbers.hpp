#pragma once

/// Numbers of the JSON report, as its readers expect them.

#include <nlohmann/json_fwd.hpp>
#include <optional>

namespace eventarch::report {

using Json = nlohmann::ordered_json;

/// A number as JSON: whole ones without a fraction, since 12.0 partitions look like an accident,
/// and so do 31999999999.999996 bytes, which are written as 32000000000. What is no short number
/// with noise of the arithmetic behind it is written in full.
[[nodiscard]] Json number(double value);

/// To six significant digits: what follows is noise of the arithmetic.
[[nodiscard]] Json rounded(double value);

/// `rounded`; null where there is no value.
[[nodiscard]] Json optional_number(const std::optional<double>& value);

}  // namespace eventarch::report
