#pragma once

/// What the program knows, for people, offline.

#include <optional>
#include <string>
#include <string_view>

#include "eventarch/catalogue.hpp"

namespace eventarch {

/// Everything that can be explained, by kind.
[[nodiscard]] std::string explain_index(const Catalogue& catalogue);

/// A rule, a broker (`kafka`), or a mode (`rabbitmq/stream`); empty where there is none of the
/// name.
[[nodiscard]] std::optional<std::string> explain(std::string_view name, const Catalogue& catalogue);

/// The name that was probably meant; empty where nothing is close.
[[nodiscard]] std::optional<std::string> explain_suggestion(std::string_view name,
                                                            const Catalogue& catalogue);

/// A commented design file to start from; valid as it is.
[[nodiscard]] std::string starter_file();

}  // namespace eventarch
