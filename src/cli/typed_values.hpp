#pragma once

/// Reading what was typed behind a flag, the same for every command.

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/options.hpp"
#include "support/text.hpp"

namespace eventarch::cli {

template <class Value>
using NamedValues = std::map<std::string, Value>;

extern const NamedValues<FailOn> thresholds;
extern const NamedValues<ColorChoice> colors;

template <class Value>
[[nodiscard]] UsageError bad_value(std::string_view flag, const std::string& value,
                                   const NamedValues<Value>& table) {
  std::vector<std::string_view> names;
  names.reserve(table.size());
  for (const auto& [name, unused] : table) names.emplace_back(name);
  const auto meant = text::closest(value, names);
  return {fmt::format("{} cannot be {}", flag, text::quoted(value)),
          meant ? fmt::format("did you mean `{}`?", *meant)
                : fmt::format("one of {}", fmt::join(names, ", "))};
}

/// `FORMAT=PATH`, or a path alone, which gets the format `plain`.
template <class AnyFormat>
[[nodiscard]] std::variant<OutputFileIn<AnyFormat>, UsageError> output_file(
    const std::string& text, AnyFormat plain, const NamedValues<AnyFormat>& formats) {
  const std::size_t equals = text.find('=');
  if (text.empty()) return UsageError{"--output needs a path", {}};
  if (equals == 0) {
    return UsageError{
        fmt::format("--output cannot be {}: there is no format before the equals sign",
                    text::quoted(text)),
        fmt::format("write FORMAT=PATH; a path with an equals sign is written ./{}", text)};
  }
  if (equals != std::string::npos) {
    const auto format = formats.find(text.substr(0, equals));
    if (format != formats.end()) {
      if (equals + 1 == text.size()) {
        return UsageError{fmt::format("--output {} needs a path", text), "write FORMAT=PATH"};
      }
      return OutputFileIn<AnyFormat>{format->second, text.substr(equals + 1)};
    }
  }
  const bool is_word =
      equals != std::string::npos && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == equals;
  if (is_word) {
    UsageError error = bad_value("the format of --output", text.substr(0, equals), formats);
    error.help += fmt::format("; a path with an equals sign is written ./{}", text);
    return error;
  }
  return OutputFileIn<AnyFormat>{plain, text};
}

/// Adds what one `--output` says.
template <class AnyFormat>
[[nodiscard]] std::optional<UsageError> add_output(const std::string& text,
                                                   const NamedValues<AnyFormat>& formats,
                                                   ReportOptionsIn<AnyFormat>& options) {
  const auto output = output_file(text, options.format, formats);
  if (const auto* error = std::get_if<UsageError>(&output)) return *error;
  const auto& file = std::get<OutputFileIn<AnyFormat>>(output);
  if (file.path == "-") {
    options.format = file.format;
    return std::nullopt;
  }
  const bool plain = file.path == text;
  if (plain && !options.to_stdout) {
    return UsageError{"--output names two paths for one report",
                      "give each a format: --output json=PATH"};
  }
  const auto same = [&](const OutputFileIn<AnyFormat>& other) { return other.path == file.path; };
  if (std::ranges::any_of(options.outputs, same)) {
    return UsageError{fmt::format("--output names {} twice: one report would replace the other",
                                  text::quoted(file.path)),
                      "give each report a path of its own"};
  }
  if (plain) options.to_stdout = false;
  options.outputs.push_back(file);
  return std::nullopt;
}

/// What follows --jobs: a whole number from 1 on, cut to what a machine could have.
[[nodiscard]] std::optional<std::size_t> job_count(std::string_view text);
[[nodiscard]] UsageError bad_job_count(const std::string& text);

/// Adds what `--set` says.
[[nodiscard]] std::optional<UsageError> add_overrides(const std::vector<std::string>& texts,
                                                      std::vector<Override>& overrides);

}  // namespace eventarch::cli
