#include "cli/typed_values.hpp"

#include <charconv>
#include <system_error>

namespace eventarch::cli {

const NamedValues<FailOn> thresholds{{"error", FailOn::error},
                                     {"info", FailOn::info},
                                     {"never", FailOn::never},
                                     {"warning", FailOn::warning}};
const NamedValues<ColorChoice> colors{{"always", ColorChoice::always},
                                      {"auto", ColorChoice::automatic},
                                      {"never", ColorChoice::never}};

std::optional<std::size_t> job_count(std::string_view text) {
  constexpr std::size_t most = 4096;
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && count > 0 ? std::optional(std::min(count, most)) : std::nullopt;
}

UsageError bad_job_count(const std::string& text) {
  return {fmt::format("--jobs cannot be {}", text::quoted(text)),
          "a whole number from 1 on; without the flag there is one for each processor"};
}

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
