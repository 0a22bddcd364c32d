#include "cli/typed_values.hpp"

namespace eventarch::cli {

const NamedValues<FailOn> thresholds{{"error", FailOn::error},
                                     {"info", FailOn::info},
                                     {"never", FailOn::never},
                                     {"warning", FailOn::warning}};
const NamedValues<ColorChoice> colors{{"always", ColorChoice::always},
                                      {"auto", ColorChoice::automatic},
                                      {"never", ColorChoice::never}};

std::optional<UsageError> add_overrides(const std::vector<std::string>& texts,
                                        std::vector<Override>& overrides) {
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      return UsageError{fmt::format("--set cannot be {}", text::quoted(text)),
                        "write PATH=VALUE, such as --set requirements.throughput=\"50K msg/s\""};
    }
    overrides.push_back({text.substr(0, equals), text.substr(equals + 1)});
  }
  return std::nullopt;
}

}  // namespace eventarch::cli
