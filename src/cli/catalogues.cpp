#include "cli/catalogues.hpp"

#include <fmt/format.h>

#include <sstream>
#include <utility>
#include <variant>
#include <vector>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "eventarch/configuration.hpp"
#include "eventarch/report.hpp"

namespace eventarch::cli {
namespace {

/// A text that is not read from standard input.
std::variant<SourceText, FileError> read_file(const std::string& path) {
  std::istringstream nothing;
  return read_source(path, nothing);
}

using FileErrors = std::vector<FileError>;

/// The broker files of a folder; why not where one cannot be read.
std::variant<std::vector<SourceText>, FileErrors> broker_files(const std::string& folder) {
  std::vector<SourceText> files;
  if (folder.empty()) return files;
  const auto paths = yaml_files_in(folder);
  if (const auto* error = std::get_if<FileError>(&paths)) return FileErrors{*error};
  FileErrors errors;
  for (const std::string& path : std::get<std::vector<std::string>>(paths)) {
    auto source = read_file(path);
    if (auto* error = std::get_if<FileError>(&source)) {
      errors.push_back(std::move(*error));
    } else {
      files.push_back(std::move(std::get<SourceText>(source)));
    }
  }
  if (!errors.empty()) return errors;
  return files;
}

/// The configuration at a path, the empty one where there is none; nothing where it cannot be read.
std::optional<Configuration> configuration_at(const std::string& path, Findings& findings,
                                              std::ostream& err) {
  if (path.empty()) return Configuration{};
  if (is_there(path) && !is_plain_file(path)) {
    complain(err, fmt::format("cannot read the configuration `{}`: it is no plain file", path));
    return std::nullopt;
  }
  const auto source = read_file(path);
  if (const auto* error = std::get_if<FileError>(&source)) {
    complain(err, error->message);
    return std::nullopt;
  }
  return read_configuration(path, std::get<SourceText>(source).text, findings);
}

}  // namespace

const RepositorySettings* Catalogues::for_file(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash + 1);
  const auto [known, is_new_folder] = known_.try_emplace(folder);
  if (is_new_folder) {
    const std::string configuration =
        configuration_ ? *configuration_ : nearest_configuration(path).value_or(std::string{});
    const auto [entry, is_new] = loaded_.try_emplace(configuration);
    if (is_new) entry->second = load(configuration);
    known->second = entry->second ? &*entry->second : nullptr;
  }
  return known->second;
}

std::optional<RepositorySettings> Catalogues::load(const std::string& configuration_path) {
  Findings findings;
  auto configuration = configuration_at(configuration_path, findings, err_);
  std::optional<RepositorySettings> settings;
  if (configuration) {
    // A flag comes before the file.
    const bool by_file = folder_.empty() && configuration->catalogue.has_value();
    const auto files = broker_files(
        by_file ? beside(configuration_path, configuration->catalogue->value) : folder_);
    if (const auto* errors = std::get_if<FileErrors>(&files)) {
      for (const FileError& error : *errors) {
        if (by_file) {
          report_catalogue(*configuration, error.message, findings);
        } else {
          complain(err_, error.message);
        }
      }
    } else {
      settings.emplace();
      settings->catalogue =
          configured_catalogue(*configuration, std::get<std::vector<SourceText>>(files), findings);
      settings->configuration = std::move(*configuration);
    }
  }
  findings.sort();
  err_ << render_findings(findings);
  return findings.has_errors() ? std::nullopt : std::move(settings);
}

}  // namespace eventarch::cli
