#include "cli/revision.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/child_process.hpp"
#include "cli/files.hpp"
#include "support/text.hpp"

namespace eventarch::cli {
namespace {

bool starts_as_path(std::string_view argument) {
  return argument.starts_with('/') || argument.starts_with("./") || argument.starts_with("../");
}

/// What cannot be asked of git, or must not.
std::optional<RevisionError> wrong(const Revision& revision, const std::string& argument) {
  if (revision.reference.starts_with('-')) {
    return RevisionError{fmt::format("cannot read {}: a revision does not start with a dash",
                                     text::quoted_whole(argument)),
                         "a file of that name is written ./NAME"};
  }
  if (revision.path.empty()) {
    return RevisionError{
        fmt::format("cannot read {}: no path follows the colon", text::quoted_whole(argument)),
        "write REF:PATH, such as main:orders.yaml"};
  }
  if (revision.path.starts_with('/')) {
    return RevisionError{
        fmt::format("cannot read {}: the path behind a revision is relative to the current folder",
                    text::quoted_whole(argument)),
        "write REF:PATH, such as main:orders.yaml or main:../orders.yaml"};
  }
  return std::nullopt;
}

/// Plumbing, so that neither a pager nor a filter of the repository runs.
ProcessRequest request_for(const Revision& revision) {
  const std::string path =
      starts_as_path(revision.path) ? revision.path : fmt::format("./{}", revision.path);
  return {{"git", "--no-pager", "cat-file", "blob", fmt::format("{}:{}", revision.reference, path)},
          {{"GIT_ALLOW_PROTOCOL", "none"},
           {"GIT_NO_LAZY_FETCH", "1"},
           {"GIT_OPTIONAL_LOCKS", "0"},
           {"GIT_TERMINAL_PROMPT", "0"},
           {"LC_ALL", "C"}},
          read_most - 1};
}

bool says(std::string_view message, std::string_view words) {
  return message.find(words) != std::string_view::npos;
}

std::string help_for(std::string_view message) {
  if (says(message, "not a git repository")) {
    return "REF:PATH is read from the repository of the current folder; a file with a colon in its "
           "name is written ./NAME";
  }
  if (says(message, "does not exist") || says(message, "not in the index") ||
      says(message, "exists on disk")) {
    return "the path is relative to the current folder; `git ls-tree --name-only REF ./` lists "
           "what is there";
  }
  if (says(message, "invalid object name") || says(message, "ambiguous") ||
      says(message, "bad revision") || says(message, "Not a valid object name")) {
    return "`git branch --all` and `git tag` list the names, and `git fetch` brings those of the "
           "server; a file with a colon in its name is written ./NAME";
  }
  if (says(message, "lazy") || says(message, "promisor") || says(message, "not allowed")) {
    return "nothing is fetched here: `git fetch` first";
  }
  if (says(message, "bad file") || says(message, "not a valid")) {
    return "REF:PATH names a file, not a folder";
  }
  return "`git cat-file blob REF:./PATH` tells more";
}

/// The last line that git calls fatal, without that word.
std::string reason_in(std::string_view errors) {
  constexpr std::string_view fatal = "fatal: ";
  const std::size_t at = errors.rfind(fatal);
  std::string_view rest = at == std::string_view::npos ? errors : errors.substr(at + fatal.size());
  rest = rest.substr(0, rest.find('\n'));
  return rest.empty() ? "git gives no reason" : std::string(rest);
}

RevisionError not_started(const std::string& argument, int error) {
  if (error == ENOENT) {
    return {fmt::format("cannot read {}: git is not installed, or not in PATH",
                        text::quoted_whole(argument)),
            "install git, or compare two files; one with a colon in its name is written ./NAME"};
  }
  return {fmt::format("cannot read {}: git cannot be started: {}", text::quoted_whole(argument),
                      std::generic_category().message(error)),
          {}};
}

}  // namespace

std::optional<Revision> revision_of(const std::string& argument) {
  const std::size_t colon = argument.find(':');
  if (colon == std::string::npos || starts_as_path(argument)) return std::nullopt;
  return Revision{argument.substr(0, colon), argument.substr(colon + 1)};
}

std::variant<SourceText, RevisionError> read_revision(const Revision& revision,
                                                      const std::string& argument) {
  if (auto error = wrong(revision, argument)) return std::move(*error);
  auto run = run_program(request_for(revision));
  if (const int* error = std::get_if<int>(&run)) return not_started(argument, *error);
  auto& result = std::get<ProcessResult>(run);
  // What is too long is for the reader to refuse, with the limit.
  const bool cut = result.output.size() == read_most;
  if (result.status != 0 && !cut) {
    const std::string reason = reason_in(result.errors);
    return RevisionError{
        fmt::format("cannot read {}: git says: {}", text::quoted_whole(argument), reason),
        help_for(reason)};
  }
  return SourceText{argument, std::move(result.output), stem_of(revision.path)};
}

}  // namespace eventarch::cli
