#include "cli/same_files.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <system_error>
#include <tuple>
#include <utility>

namespace eventarch::cli {
namespace {

namespace fs = std::filesystem;

/// One of the names of a file.
struct Name {
  std::size_t index = 0;  ///< among the files
  std::string place;      ///< the whole path behind all links
  bool is_own = false;    ///< no link stands for the file
};

std::optional<Name> name_at(const std::string& path, std::size_t index) {
  std::error_code error;
  const fs::path place = fs::canonical(path, error);
  if (error) return std::nullopt;
  const bool is_link = fs::is_symlink(fs::symlink_status(path, error));
  // A link to a folder stands in the path: the shown way is longer or another than that from here.
  const fs::path shown = fs::absolute(path, error).lexically_normal();
  return Name{index, place.string(), !is_link && shown == place};
}

}  // namespace

void keep_one_name(std::vector<InputFile>& files) {
  // Links are few: only names of one file in the eyes of the system are looked at closely.
  std::map<std::pair<dev_t, ino_t>, std::vector<std::size_t>> of_one_file;
  for (std::size_t i = 0; i < files.size(); ++i) {
    struct stat status {};
    if (::stat(files[i].name.c_str(), &status) == 0 && S_ISREG(status.st_mode)) {
      of_one_file[{status.st_dev, status.st_ino}].push_back(i);
    }
  }
  std::vector<std::size_t> superfluous;
  for (const auto& [file, indices] : of_one_file) {
    if (indices.size() == 1) continue;
    std::vector<Name> names;
    for (const std::size_t index : indices) {
      if (auto name = name_at(files[index].name, index)) names.push_back(std::move(*name));
    }
    std::ranges::sort(names, [](const Name& a, const Name& b) {
      return std::tuple(std::string_view(a.place), !a.is_own, a.index) <
             std::tuple(std::string_view(b.place), !b.is_own, b.index);
    });
    for (std::size_t i = 1, kept = 0; i < names.size(); ++i) {
      if (names[i].place != names[kept].place) {
        kept = i;
        continue;
      }
      // Named outright by one of its names, it is taken whatever it holds.
      InputFile& left = files[names[kept].index];
      left.is_candidate = left.is_candidate && files[names[i].index].is_candidate;
      superfluous.push_back(names[i].index);
    }
  }
  std::ranges::sort(superfluous);
  for (auto index = superfluous.rbegin(); index != superfluous.rend(); ++index) {
    files.erase(files.begin() + static_cast<std::ptrdiff_t>(*index));
  }
}

}  // namespace eventarch::cli
