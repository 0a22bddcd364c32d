#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "cli/requests.hpp"
#include "cli/typed_values.hpp"

namespace eventarch::cli {
namespace {

using CheckFormats = NamedValues<CheckFormat>;

CheckFormats check_formats() {
  CheckFormats formats;
  const auto names = check_format_names();
  for (std::size_t i = 0; i < names.size(); ++i) {
    formats.emplace(names[i], static_cast<CheckFormat>(i));
  }
  return formats;
}

/// Values that are wrong on their own.
std::optional<UsageError> wrong_value(const RawCheck& raw, const CheckFormats& formats) {
  if (!formats.contains(raw.format)) return bad_value("--format", raw.format, formats);
  if (raw.fail_on && !thresholds.contains(*raw.fail_on)) {
    return bad_value("--fail-on", *raw.fail_on, thresholds);
  }
  if (!colors.contains(raw.color)) return bad_value("--color", raw.color, colors);
  if (raw.catalogue && raw.catalogue->empty()) {
    return UsageError{"--catalogue needs a folder", "name one with broker files (*.yaml)"};
  }
  for (const auto& [flag, path] :
       {std::pair("--baseline", &raw.baseline), std::pair("--write-baseline", &raw.new_baseline)}) {
    if (*path && ((*path)->empty() || **path == "-")) {
      return UsageError{fmt::format("{} needs a file", flag),
                        "such as --write-baseline eventarch-baseline.jsonl"};
    }
  }
  if (raw.configuration && raw.configuration->empty()) {
    return UsageError{"--config needs a file", "--no-config uses none"};
  }
  if (raw.stdin_name && raw.stdin_name->empty()) {
    return UsageError{"--stdin-filename needs a name", {}};
  }
  if (raw.jobs && !job_count(*raw.jobs)) {
    return bad_job_count(*raw.jobs);
  }
  if (std::ranges::find(raw.paths, "") != raw.paths.end()) {
    return UsageError{"the name of a file is empty", "`.` is the current folder"};
  }
  return std::nullopt;
}

/// Flags that say nothing together.
std::optional<UsageError> wrong_together(const RawCheck& raw) {
  const auto inputs_from_stdin = std::ranges::count(raw.paths, "-");
  if (inputs_from_stdin > 1) {
    return UsageError{"standard input is named twice", "it can be read once only"};
  }
  if (raw.stdin_name && inputs_from_stdin == 0) {
    return UsageError{"--stdin-filename names standard input, and that is not read",
                      "add `-` to read it"};
  }
  if (raw.fix && inputs_from_stdin > 0) {
    return UsageError{"--fix cannot write to standard input",
                      "--diff prints what there is to fix; name a file to have it fixed"};
  }
  if (raw.fix && raw.diff) {
    return UsageError{"--fix and --diff exclude each other",
                      "--diff shows what --fix would change"};
  }
  if ((raw.fix || raw.diff) && !raw.overrides.empty()) {
    return UsageError{fmt::format("--{} and --set exclude each other", raw.fix ? "fix" : "diff"),
                      "what --set says is not in the file, so it cannot be mended there"};
  }
  if (raw.diff && (raw.format != "text" || !raw.outputs.empty())) {
    return UsageError{"--diff prints changes in the place of a report",
                      "leave --format and --output away"};
  }
  if (raw.configuration && raw.no_configuration) {
    return UsageError{"--config and --no-config exclude each other",
                      "without both, the nearest .eventarch.yaml upwards from each file holds"};
  }
  if (raw.baseline && raw.new_baseline) {
    return UsageError{"--baseline and --write-baseline exclude each other",
                      "--write-baseline alone writes a baseline anew"};
  }
  return std::nullopt;
}

Request rule_list_request(const RawCheck& raw, const CheckFormats& formats) {
  RuleListOptions options;
  options.format = formats.at(raw.format);
  for (const std::string& text : raw.outputs) {
    if (auto error = add_output(text, formats, options)) return *error;
  }
  const auto is_list = [](CheckFormat format) {
    return format == CheckFormat::text || format == CheckFormat::json;
  };
  if (!is_list(options.format) ||
      !std::ranges::all_of(options.outputs, is_list, &CheckOutputFile::format)) {
    return UsageError{"--list-rules prints text or json",
                      "such as `eventarch check --list-rules "
                      "-f json`"};
  }
  return options;
}

}  // namespace

Request check_request(const RawCheck& raw) {
  const CheckFormats formats = check_formats();
  if (auto error = wrong_value(raw, formats)) return *error;
  if (raw.list_rules) return rule_list_request(raw, formats);
  if (auto error = wrong_together(raw)) return *error;
  CheckOptions options;
  options.paths = raw.paths;
  if (options.paths.empty()) options.paths.emplace_back(".");
  options.format = formats.at(raw.format);
  if (raw.fail_on) options.fail_on = thresholds.at(*raw.fail_on);
  options.color = colors.at(raw.color);
  options.catalogue = raw.catalogue.value_or(std::string{});
  options.configuration = raw.configuration;
  if (raw.no_configuration) options.configuration.emplace();
  options.honour_suppressions = !raw.no_ignores;
  options.baseline = raw.baseline.value_or(std::string{});
  options.baseline_to_write = raw.new_baseline.value_or(std::string{});
  options.stdin_name = raw.stdin_name.value_or(std::string{});
  if (raw.jobs) options.jobs = job_count(*raw.jobs).value_or(0);
  if (raw.quiet) options.detail = Detail::brief;
  if (raw.verbose) options.detail = Detail::verbose;
  if (raw.fix) options.mending = Mending::write;
  if (raw.diff) options.mending = Mending::show;
  for (const std::string& text : raw.outputs) {
    if (auto error = add_output(text, formats, options)) return *error;
  }
  if (auto error = add_overrides(raw.overrides, options.overrides)) return *error;
  return options;
}

}  // namespace eventarch::cli
