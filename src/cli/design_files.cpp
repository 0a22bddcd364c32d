#include "cli/design_files.hpp"

#include <utility>
#include <variant>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "eventarch/check.hpp"

namespace eventarch::cli {

FilesRead advise_files(
    const std::vector<std::string>& files, const std::vector<Override>& overrides,
    const DesignPreferences& preferences, Catalogues& catalogues, Acceptance acceptance,
    const Streams& io,
    const std::function<void(const std::string&, const RepositorySettings&, Advice)>& take) {
  // A wrong configuration is known before anything is said.
  for (const std::string& path : files) {
    if (catalogues.for_file(path) == nullptr) return FilesRead::none;
  }
  FilesRead read = FilesRead::all;
  for (const std::string& path : files) {
    const RepositorySettings* settings = catalogues.for_file(path);
    const auto source = read_source(path, io.in);
    if (const auto* error = std::get_if<FileError>(&source)) {
      complain(io.err, error->message);
      read = FilesRead::not_all;
      continue;
    }
    CheckSettings accepted;
    accepted.levels = settings->configuration.levels;
    accepted.today = acceptance.today;
    accepted.honour_suppressions = acceptance.honour_suppressions;
    advise_each(std::get<SourceText>(source), settings->catalogue, accepted, overrides, preferences,
                [&](Advice advice) { take(path, *settings, std::move(advice)); });
  }
  return read;
}

}  // namespace eventarch::cli
