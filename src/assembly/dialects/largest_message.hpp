#pragma once

/// What one message may weigh: limits of brokers and clients are set for the largest message, and a
/// design file tells the mean.

#include <string>

#include "assembly/design_input.hpp"

namespace eventarch::assembly {

/// Bytes that a limit of one message should allow: four times the mean, an estimate. A limit at the
/// mean would refuse about every second message.
[[nodiscard]] double largest_message(const DesignInput& input);

/// Where the value comes from. `most`: bytes that the setting takes at most; where four times the
/// mean is more, the reason says that the value is cut to it.
[[nodiscard]] std::string largest_message_reason(const DesignInput& input, double most);

}  // namespace eventarch::assembly
