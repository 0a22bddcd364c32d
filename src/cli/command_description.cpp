#include "cli/command_description.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <variant>

namespace eventarch::cli {
namespace {

std::vector<std::string> split(const std::string& names) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at <= names.size();) {
    const std::size_t end = std::min(names.find(',', at), names.size());
    all.push_back(names.substr(at, end - at));
    at = end + 1;
  }
  return all;
}

OptionDescription described(const OptionDefinition& option) {
  OptionDescription out;
  out.names = split(option.names);
  out.is_positional = !option.names.starts_with('-');
  out.is_repeatable = std::holds_alternative<std::vector<std::string>*>(option.target);
  out.value = option.value;
  out.about = option.about;
  out.choices = option.choices;
  const auto* const text = std::get_if<std::string*>(&option.target);
  if (text != nullptr && !(*text)->empty()) {
    out.about += fmt::format(" (default {})", **text);
  }
  return out;
}

OptionDescription help_flag() {
  return {{"-h", "--help"}, false, false, "", "Print this help message and exit", {}};
}

OptionDescription version_flag() {
  return {{"--version"}, false, false, "", std::string(about_version()), {}};
}

}  // namespace

std::string OptionDescription::signature() const {
  return fmt::format("{}{}{}", fmt::join(names, ", "), value.empty() ? "" : " ", value);
}

bool OptionDescription::takes_file() const {
  const std::string& what = is_positional ? names.front() : value;
  return what == "DIR" || what == "OLD NEW" || what.ends_with("FILE") || what.ends_with("PATH");
}

CommandDescription described_program() {
  return {"", std::string(about_program()), {help_flag(), version_flag()}};
}

CommandDescription described(const Command& command) {
  CommandDescription out{std::string(command.name), std::string(command.about), {help_flag()}};
  RawRequest raw;
  for (const OptionDefinition& option : command.options(raw))
    out.options.push_back(described(option));
  out.options.push_back(version_flag());
  return out;
}

}  // namespace eventarch::cli
