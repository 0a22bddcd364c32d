#pragma once

/// From what a file declares to a complete context: defaults filled in, each stated with its
/// reason.

#include <cstdint>
#include <string>
#include <string_view>

#include "eventarch/context.hpp"

namespace eventarch::model {

/// The longest latency target that a design file can state.
inline constexpr Duration longest_latency{1e9};

/// Whether assumptions come with their values and reasons in words, or with the field alone.
enum class Reasons : std::uint8_t { told, left_out };

/// Requires that `declaration` gave no error. `stem` names the design where the file does not.
[[nodiscard]] EventContext resolve(const Declaration& declaration, std::string_view stem,
                                   Reasons reasons = Reasons::told);

/// The name of the design: as declared, or after the file; one that brokers accept.
[[nodiscard]] std::string design_name(const Declaration& declaration, std::string_view stem);

/// The same context for another use case: what was assumed from the use case is assumed anew.
[[nodiscard]] EventContext with_use_case(EventContext context, UseCase use_case);

/// The same context with a processing time that is stated: a latency target that was assumed
/// follows it.
[[nodiscard]] EventContext with_processing_time(EventContext context, Duration time);

}  // namespace eventarch::model
