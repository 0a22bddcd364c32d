#include "cli/requests.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "cli/other_words.hpp"
#include "cli/typed_values.hpp"
#include "support/text.hpp"

namespace eventarch::cli {
namespace {

using Formats = std::map<std::string, Format>;

const Formats design_formats{{"json", Format::json},
                             {"jsonl", Format::jsonl},
                             {"markdown", Format::markdown},
                             {"text", Format::text}};
const Formats calculation_formats{{"json", Format::json}, {"text", Format::text}};
const Formats diff_formats{
    {"json", Format::json}, {"markdown", Format::markdown}, {"text", Format::text}};
const std::map<std::string, DiffFailOn> diff_thresholds{{"any", DiffFailOn::any},
                                                        {"breaking", DiffFailOn::breaking},
                                                        {"never", DiffFailOn::never},
                                                        {"risky", DiffFailOn::risky}};
const std::map<std::string, SchemaFormat> schema_formats{{"avro", SchemaFormat::avro},
                                                         {"json_schema", SchemaFormat::json_schema},
                                                         {"protobuf", SchemaFormat::protobuf}};

/// In the order of the report, whatever the order of the flags.
std::variant<Sections, UsageError> sections_of(const RawDesign& raw) {
  Sections sections;
  for (const std::string& name : raw.sections) {
    const auto section = section_named(name);
    if (!section) {
      const auto meant = text::closest(name, section_names());
      return UsageError{
          fmt::format("there is no section {}", text::quoted(name)),
          fmt::format("{}sections: {}", meant ? fmt::format("did you mean `{}`? ", *meant) : "",
                      fmt::join(section_names(), ", "))};
    }
    sections.push_back(*section);
  }
  if (!sections.empty() && raw.quiet) {
    return UsageError{"--quiet and --section exclude each other",
                      "a section is printed in full; --quiet prints the decision alone"};
  }
  std::ranges::sort(sections);
  // Not ranges::unique: its subrange is beyond clang 14 with this standard library.
  sections.erase(std::unique(sections.begin(), sections.end()), sections.end());
  return sections;
}

std::optional<UsageError> wrong_input(const RawDesign& raw) {
  if (raw.files.empty()) {
    return UsageError{"no design file is given",
                      "name one, such as `eventarch design ctx.yaml`, or `-` for standard input; "
                      "`eventarch init ctx.yaml` writes one to start from"};
  }
  if (raw.files.size() > 1 && raw.format == "json") {
    return UsageError{"--format json is one object for one design, and several files are named",
                      "use --format jsonl: one object a line"};
  }
  if (std::ranges::count(raw.files, "-") > 1) {
    return UsageError{"standard input is named twice", "it can be read once only"};
  }
  if (!design_formats.contains(raw.format)) {
    return bad_value("--format", raw.format, design_formats);
  }
  if (raw.fail_on && !thresholds.contains(*raw.fail_on)) {
    return bad_value("--fail-on", *raw.fail_on, thresholds);
  }
  if (raw.catalogue && raw.catalogue->empty()) {
    return UsageError{"--catalogue needs a folder", "name one with broker files (*.yaml)"};
  }
  if (!colors.contains(raw.color)) return bad_value("--color", raw.color, colors);
  return std::nullopt;
}

std::optional<UsageError> add_schema_format(const std::optional<std::string>& named,
                                            DesignPreferences& preferences) {
  if (!named) return std::nullopt;
  const auto format = schema_formats.find(*named);
  if (format == schema_formats.end()) return bad_value("--schema-format", *named, schema_formats);
  preferences.schema_format = format->second;
  return std::nullopt;
}

std::optional<UsageError> wrong_input(const RawDiff& raw) {
  if (raw.sides.size() != 2) {
    return UsageError{raw.sides.empty()       ? "no design files are given"
                      : raw.sides.size() == 1 ? "the design to compare with is missing"
                                              : "two designs are compared, and more are named",
                      "name the old one and the new one, such as `eventarch diff main:orders.yaml "
                      "orders.yaml`"};
  }
  if (raw.sides[0] == "-" && raw.sides[1] == "-") {
    return UsageError{"standard input is named twice", "it can be read once only"};
  }
  if (!diff_formats.contains(raw.format)) return bad_value("--format", raw.format, diff_formats);
  if (!diff_thresholds.contains(raw.fail_on)) {
    return bad_value("--fail-on", raw.fail_on, diff_thresholds);
  }
  if (raw.catalogue && raw.catalogue->empty()) {
    return UsageError{"--catalogue needs a folder", "name one with broker files (*.yaml)"};
  }
  if (!colors.contains(raw.color)) return bad_value("--color", raw.color, colors);
  return std::nullopt;
}

}  // namespace

Request design_request(const RawDesign& raw) {
  if (auto error = wrong_input(raw)) return *error;
  DesignOptions options;
  options.files = raw.files;
  options.catalogue = raw.catalogue.value_or(std::string{});
  options.honour_suppressions = !raw.no_ignores;
  options.format = design_formats.at(raw.format);
  if (raw.fail_on) options.fail_on = thresholds.at(*raw.fail_on);
  options.color = colors.at(raw.color);
  if (auto error = add_schema_format(raw.schema_format, options.preferences)) return *error;
  if (raw.quiet) options.detail = Detail::brief;
  if (raw.verbose) options.detail = Detail::verbose;
  auto sections = sections_of(raw);
  if (const auto* error = std::get_if<UsageError>(&sections)) return *error;
  options.sections = std::move(std::get<Sections>(sections));
  for (const std::string& text : raw.outputs) {
    if (auto error = add_output(text, design_formats, options)) return *error;
  }
  if (auto error = add_overrides(raw.overrides, options.overrides)) return *error;
  return options;
}

Request calculate_request(const RawCalculation& raw) {
  if (!calculation_formats.contains(raw.format)) {
    return bad_value("--format", raw.format, calculation_formats);
  }
  CalculateOptions options;
  options.formula = raw.formula;
  options.arguments = raw.arguments;
  options.format = calculation_formats.at(raw.format);
  for (const std::string& text : raw.outputs) {
    if (auto error = add_output(text, calculation_formats, options)) return *error;
  }
  return options;
}

Request diff_request(const RawDiff& raw) {
  if (auto error = wrong_input(raw)) return *error;
  DiffOptions options;
  options.before = raw.sides[0];
  options.after = raw.sides[1];
  options.format = diff_formats.at(raw.format);
  options.fail_on = diff_thresholds.at(raw.fail_on);
  if (auto error = add_schema_format(raw.schema_format, options.preferences)) return *error;
  options.color = colors.at(raw.color);
  options.catalogue = raw.catalogue.value_or(std::string{});
  options.honour_suppressions = !raw.no_ignores;
  if (raw.quiet) options.detail = Detail::brief;
  if (raw.verbose) options.detail = Detail::verbose;
  for (const std::string& text : raw.outputs) {
    if (auto error = add_output(text, diff_formats, options)) return *error;
  }
  return options;
}

Request completion_request(const std::string& shell) {
  constexpr std::array<std::string_view, 3> shells{"bash", "fish", "zsh"};
  if (std::ranges::find(shells, shell) != shells.end()) return CompletionOptions{shell};
  const auto meant = text::closest(shell, shells);
  return UsageError{shell.empty()
                        ? std::string("which shell is it for?")
                        : fmt::format("there is no completion for {}", text::quoted(shell)),
                    meant ? fmt::format("did you mean `{}`?", *meant) : "`bash`, `zsh` or `fish`"};
}

Request schema_request(const std::string& which) {
  // In the order of SchemaKind.
  constexpr std::array<std::string_view, 5> schemas{"check", "diff", "input", "report",
                                                    "simulation"};
  for (std::size_t i = 0; i < schemas.size(); ++i) {
    if (which == schemas[i]) return SchemaOptions{static_cast<SchemaKind>(i)};
  }
  auto meant = schema_meant_by(which);
  if (!meant) meant = text::closest(which, schemas);
  return UsageError{which.empty() ? std::string("which schema is wanted?")
                                  : fmt::format("there is no schema {}", text::quoted(which)),
                    meant ? fmt::format("did you mean `{}`?", *meant)
                          : "`check`, `diff`, `input`, `report` or `simulation`"};
}

}  // namespace eventarch::cli
