#include "cli/baseline_paths.hpp"

#include <filesystem>
#include <system_error>

#include "cli/input_paths.hpp"

namespace eventarch::cli {
namespace {

namespace fs = std::filesystem;

/// Standard input has no place, and an absolute path one of its own.
bool moves_with_folder(const std::string& baseline, const std::string& name) {
  return fs::path(baseline).has_parent_path() && !name.empty() && name != "-" &&
         !name.starts_with('<') && !name.starts_with('/');
}

}  // namespace

std::string name_out_of_baseline(const std::string& baseline, const std::string& name) {
  if (!moves_with_folder(baseline, name)) return name;
  return name_of_path((fs::path(baseline).parent_path() / name).string());
}

std::string name_for_baseline(const std::string& baseline, const std::string& name) {
  if (!moves_with_folder(baseline, name)) return name;
  std::error_code error;
  const fs::path folder = fs::canonical(fs::path(baseline).parent_path(), error);
  if (error) return name;
  const fs::path here = fs::current_path(error);
  if (error) return name;
  const fs::path relative = (here / name).lexically_normal().lexically_relative(folder);
  return relative.empty() ? name : relative.string();
}

}  // namespace eventarch::cli
