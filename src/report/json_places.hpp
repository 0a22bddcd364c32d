#pragma once

/// Where findings lie, as every JSON report of findings writes it.

#include <nlohmann/json_fwd.hpp>

#include "eventarch/diagnostic.hpp"
#include "eventarch/suppression.hpp"

namespace eventarch::report {

/// The file, and lines and columns where the finding is not about the file as a whole.
[[nodiscard]] nlohmann::ordered_json json_location(const SourceSpan& where);

/// The related places of a finding, each with its message; an empty list where there are none.
[[nodiscard]] nlohmann::ordered_json json_related_places(const Diagnostic& finding);

/// Who accepts a finding, why and until when; a comment with its place.
[[nodiscard]] nlohmann::ordered_json json_suppressed(const Suppressed& suppressed);

}  // namespace eventarch::report
