#pragma once

/// Which catalogue a design file is judged by: the built-in one, with what the nearest
/// `.eventarch.yaml` and `--catalogue` add to it.

#include <map>
#include <optional>
#include <ostream>
#include <string>

#include "eventarch/configuration.hpp"

namespace eventarch::cli {

/// Loads each catalogue once. What is returned lives as long as the object.
class Catalogues {
 public:
  /// `folder` is the value of --catalogue; empty where the flag is absent.
  Catalogues(std::string folder, std::ostream& err) : folder_(std::move(folder)), err_(err) {}

  /// For the file at `path`; `-` and the empty path stand for the current folder. Null where a
  /// configuration or a broker file is wrong or unreadable, which is then told.
  [[nodiscard]] const Catalogue* for_file(const std::string& path);

 private:
  [[nodiscard]] std::optional<Catalogue> load(const std::string& configuration_path);

  std::string folder_;
  std::ostream& err_;
  std::map<std::string, std::optional<Catalogue>> loaded_;  ///< by the configuration's path
};

}  // namespace eventarch::cli
