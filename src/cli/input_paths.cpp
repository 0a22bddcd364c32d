#include "cli/input_paths.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <span>
#include <sstream>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>

#include "cli/ignore_rules.hpp"
#include "cli/same_files.hpp"
#include "support/text.hpp"

namespace eventarch::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ignore_file = ".gitignore";

bool is_yaml(std::string_view name) { return name.ends_with(".yaml") || name.ends_with(".yml"); }

bool is_named_as_design(std::string_view name) {
  return name.ends_with(".eventarch.yaml") || name.ends_with(".eventarch.yml");
}

/// The configuration ends as design files do, and editors lock files by links named `.#...`.
bool is_never_design(std::string_view name) {
  return name == ".eventarch.yaml" || name.starts_with(".#");
}

/// Without `.` and doubled slashes; `..` stays, since a link may stand before it.
std::string tidy(std::string_view path) {
  std::string out = path.starts_with('/') ? "/" : "";
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (!out.empty() && out.back() != '/') out += '/';
    out += part;
  }
  return out;
}

/// The folders above one, up to the root of its repository; none where there is no repository.
std::vector<fs::path> folders_above(const fs::path& folder) {
  std::vector<fs::path> above;
  std::error_code error;
  for (fs::path at = folder;; at = at.parent_path()) {
    if (fs::exists(at / ".git", error)) return above;
    if (at == at.parent_path()) return {};
    above.push_back(at.parent_path());
  }
}

/// The root of the repository that a folder lies in; the folder itself where there is none.
fs::path root_around(const fs::path& folder) {
  const auto above = folders_above(folder);
  return above.empty() ? folder : above.back();
}

bool lies_in(const fs::path& place, const fs::path& folder) {
  const std::string inside = place.lexically_relative(folder).string();
  return !inside.empty() && inside != ".." && !inside.starts_with("../");
}

std::string joined(std::string_view folder, std::string_view name) {
  if (folder.empty()) return std::string(name);
  return fmt::format("{}{}{}", folder, folder.ends_with('/') ? "" : "/", name);
}

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    if (end > at) parts.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

/// The rules of one `.gitignore`, and how many parts of a path lie above its folder.
struct PlacedRules {
  IgnoreRules rules;
  std::size_t depth = 0;
};

/// Walks one folder that was named. Paths are kept twice: as people see them, and as parts below
/// the root of the repository, which rules are about.
class FolderWalk {
 public:
  FolderWalk(std::string name, InputFiles& found) : name_(std::move(name)), found_(found) {}

  /// Whether a file goes by the name of a link.
  [[nodiscard]] bool met_links() const { return met_links_; }

  void run() {
    std::error_code error;
    const fs::path here = fs::canonical(name_.empty() ? "." : name_, error);
    if (!error) {
      const auto above = folders_above(here);
      const fs::path root = root_around(here);
      const std::string below = here == root ? "" : here.lexically_relative(root).string();
      for (auto folder = above.rbegin(); folder != above.rend(); ++folder) {
        const auto depth = static_cast<std::size_t>(folder - above.rbegin());
        read_rules((*folder / ignore_file).string(), depth);
      }
      base_ = below;
    }
    enter(name_, base_);
  }

 private:
  struct Entry {
    std::string name;
    bool is_folder = false;
  };

  void enter(const std::string& shown, const std::string& below) {
    const auto entries = entries_of(shown);
    const std::size_t before = rules_.size();
    read_rules(joined(shown, ignore_file), parts_of(below).size());
    for (const Entry& entry : entries) {
      const std::string inside = joined(below, entry.name);
      if (is_ignored(inside, entry.is_folder)) continue;
      const std::string path = joined(shown, entry.name);
      if (entry.is_folder) {
        enter(path, inside);
      } else {
        found_.files.push_back({path, !is_named_as_design(entry.name)});
      }
    }
    rules_.resize(before);
  }

  /// Folders, and files that may be designs. Of devices and pipes none is: opening one may wait
  /// for ever.
  std::vector<Entry> entries_of(const std::string& folder) {
    std::vector<Entry> entries;
    std::error_code error;
    fs::directory_iterator entry(folder.empty() ? "." : folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
      std::string name = entry->path().filename().string();
      std::error_code unknown;
      const bool is_folder = !entry->is_symlink(unknown) && entry->is_directory(unknown);
      if (is_folder) {
        if (name != ".git") entries.push_back({std::move(name), true});
      } else if (is_yaml(name) && !is_never_design(name) && is_wanted(*entry, name)) {
        entries.push_back({std::move(name), false});
      }
    }
    if (error) {
      found_.errors.push_back(
          {fmt::format("cannot read the folder `{}`: {}",
                       text::printable(folder.empty() ? "." : folder), error.message())});
    }
    return entries;
  }

  /// A link that leads nowhere is told where its name says that a design is meant.
  bool is_wanted(const fs::directory_entry& entry, std::string_view name) {
    std::error_code unknown;
    const bool is_link = entry.is_symlink(unknown);
    met_links_ = met_links_ || is_link;
    if (entry.is_regular_file(unknown)) return true;
    return is_link && !entry.exists(unknown) && is_named_as_design(name);
  }

  void read_rules(const std::string& path, std::size_t depth) {
    std::error_code unknown;
    if (!fs::is_regular_file(path, unknown)) return;
    std::istringstream nothing;
    const auto source = read_source(path, nothing);
    if (const auto* error = std::get_if<FileError>(&source)) {
      found_.errors.push_back(*error);
    } else {
      rules_.push_back({read_ignore_rules(std::get<SourceText>(source).text), depth});
    }
  }

  /// The innermost file that says something decides.
  [[nodiscard]] bool is_ignored(std::string_view path, bool is_folder) const {
    if (rules_.empty()) return false;
    const auto parts = parts_of(path);
    for (std::size_t i = rules_.size(); i > 0; --i) {
      const PlacedRules& placed = rules_[i - 1];
      const auto below = std::span(parts).subspan(placed.depth);
      const IgnoreVerdict verdict = verdict_on(below, is_folder, placed.rules);
      if (verdict != IgnoreVerdict::silent) return verdict == IgnoreVerdict::ignored;
    }
    return false;
  }

  std::string name_;
  std::string base_;
  InputFiles& found_;
  bool met_links_ = false;
  std::vector<PlacedRules> rules_;  ///< from the root inwards
};

/// By name; a file that was named outright is no candidate any more.
void sort_and_join(std::vector<InputFile>& files) {
  // Of two with one name the one that is taken whatever it holds comes first.
  std::ranges::sort(files, [](const InputFile& a, const InputFile& b) {
    return std::tie(a.name, a.is_candidate) < std::tie(b.name, b.is_candidate);
  });
  const auto last =
      std::unique(files.begin(), files.end(),
                  [](const InputFile& a, const InputFile& b) { return a.name == b.name; });
  files.erase(last, files.end());
}

}  // namespace

InputFiles input_files(const std::vector<std::string>& paths) {
  InputFiles found;
  bool has_many_names = paths.size() > 1;
  for (const std::string& path : paths) {
    std::error_code unknown;
    if (fs::is_directory(path, unknown)) {
      FolderWalk walk(name_of_path(path), found);
      walk.run();
      has_many_names = has_many_names || walk.met_links();
    } else {
      found.files.push_back({path.empty() ? path : name_of_path(path), false});
    }
  }
  sort_and_join(found.files);
  if (has_many_names) keep_one_name(found.files);
  return found;
}

std::string name_of_path(const std::string& path) {
  std::string name = tidy(path);
  const bool is_plain = !name.starts_with('/') && name.find("..") == std::string::npos;
  if (is_plain) return name;
  std::error_code error;
  const fs::path here = fs::current_path(error);
  if (error) return name;
  // A link keeps its own name, so the last part is not resolved.
  const fs::path whole = fs::path(name).filename() == ".." ? fs::path(name) / "." : fs::path(name);
  const fs::path folder = fs::canonical(whole.has_parent_path() ? whole.parent_path() : ".", error);
  if (error) return name;
  const fs::path place = whole.filename() == "." ? folder : folder / whole.filename();
  if (place == here) return {};
  return lies_in(place, root_around(here)) ? place.lexically_relative(here).string() : name;
}

std::string name_for_patch(const std::string& name) {
  if (!name.starts_with("../")) return name;
  std::error_code error;
  const fs::path whole = fs::absolute(name, error);
  return error ? name : whole.lexically_normal().string();
}

std::string folder_in_repository(const std::vector<std::string>& roots) {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  if (error) return {};
  const auto seen_from = [&](const fs::path& root) {
    const std::string inside = here.lexically_relative(root).string();
    return inside == "." ? std::string() : inside + "/";
  };
  if (fs::exists(here / ".git", error)) return {};
  const auto above = folders_above(here);
  if (!above.empty()) return seen_from(above.back());
  for (const std::string& root : roots) {
    const fs::path whole = fs::canonical(root, error);
    if (error) continue;
    const std::string inside = here.lexically_relative(whole).string();
    if (!inside.empty() && !inside.starts_with("..")) return seen_from(whole);
  }
  return {};
}

}  // namespace eventarch::cli
