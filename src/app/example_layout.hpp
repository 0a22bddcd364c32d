#pragma once

/// Examples of rules are written in one line; people read them as a file.

#include <string>
#include <string_view>

namespace eventarch {

/// The same YAML with a line for each key of the event context, and more where a line would be too
/// long. Texts that are not `event_context: {...}` in one line come back as they are.
[[nodiscard]] std::string laid_out(std::string_view example);

}  // namespace eventarch
