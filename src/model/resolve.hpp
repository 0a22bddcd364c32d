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

/// What the context is for. A verdict alone needs neither the values and reasons of assumptions in
/// words nor the messages, which are for those who build.
enum class ResolvedFor : std::uint8_t { design, verdict };

/// Requires that `declaration` gave no error. `stem` names the design where the file does not.
[[nodiscard]] EventContext resolve(const Declaration& declaration, std::string_view stem,
                                   ResolvedFor use = ResolvedFor::design);

/// The name of the design: as declared, or after the file; one that brokers accept.
[[nodiscard]] std::string design_name(const Declaration& declaration, std::string_view stem);

/// The same context for another use case: what was assumed from the use case is assumed anew.
[[nodiscard]] EventContext with_use_case(EventContext context, UseCase use_case);

/// The same context with a processing time that is stated: a latency target that was assumed
/// follows it.
[[nodiscard]] EventContext with_processing_time(EventContext context, Duration time);

}  // namespace eventarch::model
