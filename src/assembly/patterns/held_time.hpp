#pragma once

/// For how long a consumer may keep what it was given, as the settings of this design say.

#include <optional>
#include <string_view>

#include "assembly/pattern_input.hpp"

namespace eventarch::assembly {

/// The figure of a setting; of a duration of Go (`30s`, `2h`) its seconds. Empty where it has none.
[[nodiscard]] std::optional<double> number_of(const Setting& setting);

/// A setting of the consumers, or of the queue that they read. Empty where the design does not set
/// it to a figure.
[[nodiscard]] std::optional<Setting> configured(const PatternInput& input, std::string_view key);

/// Until the broker takes a message from a consumer that hangs: the timeout that this design sets,
/// or the default. Empty where the broker has no such timeout.
[[nodiscard]] std::optional<double> held_at_most_ms(const PatternInput& input);

}  // namespace eventarch::assembly
