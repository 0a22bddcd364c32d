#pragma once

/// What a design file is judged by: the built-in catalogue, with what the nearest
/// `.eventarch.yaml` and `--catalogue` add to it, and the levels of rules.

#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <utility>

#include "eventarch/configuration.hpp"

namespace eventarch::cli {

/// What holds for the files of one repository, or of a part of it.
struct RepositorySettings {
  Catalogue catalogue;
  Configuration configuration;  ///< the empty one where there is none
};

/// Loads each configuration once. What is returned lives as long as the object.
class Catalogues {
 public:
  /// `folder` is the value of --catalogue; empty where the flag is absent. `configuration` is to be
  /// used for every file, and is none where it is empty; without it the nearest one is.
  Catalogues(std::string folder, std::ostream& err,
             std::optional<std::string> configuration = std::nullopt)
      : folder_(std::move(folder)), err_(err), configuration_(std::move(configuration)) {}

  /// For the file at `path`; `-` and the empty path stand for the current folder. Null where a
  /// configuration or a broker file is wrong or unreadable, which is then told.
  [[nodiscard]] const RepositorySettings* for_file(const std::string& path);

 private:
  [[nodiscard]] std::optional<RepositorySettings> load(const std::string& configuration_path);

  std::string folder_;
  std::ostream& err_;
  std::optional<std::string> configuration_;
  std::map<std::string, std::optional<RepositorySettings>> loaded_;  ///< by configuration
  std::map<std::string, const RepositorySettings*> known_;           ///< by folder
};

}  // namespace eventarch::cli
