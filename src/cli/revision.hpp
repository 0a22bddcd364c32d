#pragma once

/// A file as it stands in a commit: `REF:PATH`, read through the git that is installed. Nothing is
/// fetched and nobody is asked for a password.

#include <optional>
#include <string>
#include <variant>

#include "eventarch/advise.hpp"

namespace eventarch::cli {

struct Revision {
  std::string reference;  ///< a commit, branch or tag; empty: what is staged
  std::string path;       ///< relative to the current folder
};

/// What an argument means where no file has that name: nothing for one without a colon, and for one
/// that starts as a path does (`./a:b`, `../a:b`, `/a:b`).
[[nodiscard]] std::optional<Revision> revision_of(const std::string& argument);

struct RevisionError {
  std::string message;
  std::string help;
};

/// `argument` names the text in findings.
[[nodiscard]] std::variant<SourceText, RevisionError> read_revision(const Revision& revision,
                                                                    const std::string& argument);

}  // namespace eventarch::cli
