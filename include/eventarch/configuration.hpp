#pragma once

/// What a repository sets for all of its design files (`.eventarch.yaml`), and the catalogue that
/// follows from it:
///
///     catalogue: brokers           # folder with broker files of your own
///     brokers: [nats_jetstream]    # take part without being named by a design
///     rules:
///       hot_key: off               # off | info | warning | error
///     defaults:
///       fail_on: warning           # error | warning | info | never
///
/// Unknown keys, rules and words are errors.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/advise.hpp"
#include "eventarch/catalogue.hpp"
#include "eventarch/context.hpp"
#include "eventarch/diagnostic.hpp"

namespace eventarch {

struct Configuration {
  std::string catalogue;  ///< folder with broker files, relative to the file; empty: none
  std::vector<Given<std::string>> brokers;  ///< that take part without being named by a design
  RuleLevels levels;  ///< `rules: {hot_key: off}`; also for findings of `design`: `with_levels`
  /// `defaults: {fail_on: warning}`: error, warning, info or never.
  std::optional<std::string> fail_on;
};

/// Everything wrong with the text is added to `findings`; a configuration is returned only where
/// nothing is. Whether the named brokers exist is asked of the catalogue, below.
[[nodiscard]] std::optional<Configuration> read_configuration(std::string_view file_name,
                                                              std::string_view text,
                                                              Findings& findings);

/// The built-in catalogue with further broker files, which replace brokers of the same id, and with
/// the brokers that the configuration lets take part. What is wrong is added to `findings`.
[[nodiscard]] Catalogue configured_catalogue(const Configuration& configuration,
                                             const std::vector<SourceText>& broker_files,
                                             Findings& findings);

}  // namespace eventarch
