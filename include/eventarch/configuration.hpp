#pragma once

/// What a repository sets for all of its design files (`.eventarch.yaml`), and the catalogue that
/// follows from it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/advise.hpp"
#include "eventarch/catalogue.hpp"
#include "eventarch/check.hpp"
#include "eventarch/context.hpp"
#include "eventarch/diagnostic.hpp"

namespace eventarch {

struct Configuration {
  Declared<std::string> catalogue;          ///< folder with broker files, relative to the file
  std::vector<Given<std::string>> brokers;  ///< that take part without being named by a design
  RuleLevels levels;                        ///< `rules:`, by name
  std::optional<std::string> fail_on;       ///< `defaults.fail_on`: error, warning, info or never
};

/// Everything wrong with the text is added to `findings`; a configuration is returned only where
/// nothing is. Whether the named brokers exist is asked of the catalogue, below.
[[nodiscard]] std::optional<Configuration> read_configuration(std::string_view file_name,
                                                              std::string_view text,
                                                              Findings& findings);

/// Adds that the folder of broker files cannot be used, where the configuration names it.
/// Requires that it does.
void report_catalogue(const Configuration& configuration, std::string reason, Findings& findings);

/// The built-in catalogue with further broker files, which replace brokers of the same id, and with
/// the brokers that the configuration lets take part. What is wrong is added to `findings`.
[[nodiscard]] Catalogue configured_catalogue(const Configuration& configuration,
                                             const std::vector<SourceText>& broker_files,
                                             Findings& findings);

}  // namespace eventarch
