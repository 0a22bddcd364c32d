#include "assembly/dialects/largest_message.hpp"

#include <fmt/format.h>

#include <cmath>

#include "support/notation.hpp"

namespace eventarch::assembly {

double largest_message(const DesignInput& input) {
  constexpr double several = 4;
  return std::ceil(several * input.context.workload.message_size.bytes);
}

std::string largest_message_reason(const DesignInput& input, double most) {
  return fmt::format(
      "{} the mean of {} (workload.message_size), since the largest messages are several times the "
      "mean",
      largest_message(input) > most ? "the most that the key takes, less than four times"
                                    : "four times",
      notation::size(input.context.workload.message_size));
}

}  // namespace eventarch::assembly
