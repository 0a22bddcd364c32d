#include "cli/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "support/text.hpp"

namespace eventarch::cli {
namespace {

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return value_; }
  [[nodiscard]] bool valid() const { return value_ >= 0; }
  /// Closing reports what a full disk or a network folder kept back.
  [[nodiscard]] bool close() { return ::close(std::exchange(value_, -1)) == 0; }

 private:
  int value_;
};

/// In full: a path that is cut is of no use in a log.
std::string shown(std::string_view path) { return "`" + text::printable(path) + "`"; }

FileError failure(std::string_view doing, std::string_view path, int error) {
  return {
      fmt::format("cannot {} {}: {}", doing, shown(path), std::generic_category().message(error))};
}

std::variant<std::string, FileError> read_all(int descriptor, const std::string& path,
                                              std::size_t most = read_most) {
  std::string content;
  std::array<char, 65536> block{};
  while (content.size() < most) {
    const std::size_t wanted = std::min(block.size(), most - content.size());
    const ssize_t got = ::read(descriptor, block.data(), wanted);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failure("read", path, errno);
    if (got == 0) break;
    content.append(block.data(), static_cast<std::size_t>(got));
  }
  return content;
}

std::optional<int> write_all(int descriptor, const std::string& content) {
  for (std::size_t at = 0; at < content.size();) {
    const ssize_t put = ::write(descriptor, content.data() + at, content.size() - at);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return errno;
    at += static_cast<std::size_t>(put);
  }
  return std::nullopt;
}

std::variant<std::string, FileError> read_stream(std::istream& input) {
  std::string content(read_most, '\0');
  input.read(content.data(), static_cast<std::streamsize>(content.size()));
  if (input.bad()) return FileError{"cannot read standard input"};
  content.resize(static_cast<std::size_t>(input.gcount()));
  return content;
}

namespace fs = std::filesystem;

bool is_special(const std::string& path) {
  std::error_code ignored;
  const auto status = fs::status(path, ignored);
  return fs::exists(status) && !fs::is_regular_file(status);
}

constexpr mode_t usual_permissions = 0666;

/// Writes into a file that is opened with these flags; gives the error number where that fails.
std::optional<int> write_to(const std::string& path, int flags, const std::string& content) {
  Descriptor file(::open(path.c_str(), flags | O_WRONLY | O_CLOEXEC, usual_permissions));
  if (!file.valid()) return errno;
  if (const auto error = write_all(file.get(), content)) return error;
  if (!file.close()) return errno;
  return std::nullopt;
}

/// A name in the same folder, so that renaming stays within one file system. Short, since the
/// target's own name may be as long as names can be.
std::string temporary_beside(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return (folder / fmt::format(".eventarch.{}.tmp", ::getpid())).string();
}

/// Renaming onto a file asks for nothing but a writable folder: what its owner wants kept as it is
/// has to be asked for. Root may write all the same, and is as little meant to.
bool is_read_only(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return false;
  constexpr mode_t writable = S_IWUSR | S_IWGRP | S_IWOTH;
  return (status.st_mode & writable) == 0 || ::access(path.c_str(), W_OK) != 0;
}

/// The file that a symbolic link leads to, so that the link stays one.
std::string behind_links(const std::string& path) {
  std::error_code error;
  const fs::path target = fs::canonical(path, error);
  return error ? path : target.string();
}

}  // namespace

std::string stem_of(const std::string& path) {
  std::string name = std::filesystem::path(path).filename().string();
  for (const std::string_view ending : {".yaml", ".yml", ".eventarch"}) {
    if (name.size() > ending.size() && name.ends_with(ending)) {
      name.resize(name.size() - ending.size());
    }
  }
  return name;
}

bool is_plain_file(const std::string& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

bool is_there(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0;
}

std::variant<SourceText, FileError> read_source(const std::string& path, std::istream& input) {
  if (path == "-") {
    auto content = read_stream(input);
    if (auto* error = std::get_if<FileError>(&content)) return std::move(*error);
    return SourceText{"<stdin>", std::move(std::get<std::string>(content)), "design"};
  }
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.valid()) return failure("read", path, errno);
  struct stat status {};
  if (::fstat(file.get(), &status) == 0 && S_ISDIR(status.st_mode)) {
    return FileError{
        fmt::format("cannot read {}: it is a folder; name the files in it", shown(path))};
  }
  auto content = read_all(file.get(), path);
  if (auto* error = std::get_if<FileError>(&content)) return std::move(*error);
  return SourceText{path, std::move(std::get<std::string>(content)), stem_of(path)};
}

std::variant<std::string, FileError> read_large_file(const std::string& path) {
  constexpr std::size_t most = 64 * 1024 * 1024;
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.valid()) return failure("read", path, errno);
  auto content = read_all(file.get(), path, most + 1);
  const auto* text = std::get_if<std::string>(&content);
  if (text != nullptr && text->size() > most) {
    return FileError{fmt::format("cannot read {}: it is larger than 64 MiB", shown(path))};
  }
  return content;
}

std::optional<FileError> write_whole(const std::string& path, const std::string& content) {
  if (is_special(path)) {
    const auto error = write_to(path, 0, content);
    if (error && *error != EPIPE) return failure("write", path, *error);
    return std::nullopt;
  }
  const std::string target = behind_links(path);
  if (is_read_only(target)) {
    return FileError{fmt::format("cannot write {}: it is read-only", shown(path))};
  }
  const std::string temporary = temporary_beside(target);
  ::unlink(temporary.c_str());  // left over from a run that was killed
  if (const auto error = write_to(temporary, O_CREAT | O_EXCL, content)) {
    ::unlink(temporary.c_str());
    return failure("write", path, *error);
  }
  struct stat before {};
  if (::stat(target.c_str(), &before) == 0) ::chmod(temporary.c_str(), before.st_mode);
  if (::rename(temporary.c_str(), target.c_str()) != 0) {
    const int error = errno;
    ::unlink(temporary.c_str());
    return failure("write", path, error);
  }
  return std::nullopt;
}

std::optional<FileError> write_new(const std::string& path, const std::string& content) {
  const auto error = write_to(path, O_CREAT | O_EXCL, content);
  if (!error) return std::nullopt;
  FileError out = failure("write", path, *error);
  std::error_code ignored;
  if (*error == EEXIST && fs::is_regular_file(path, ignored))
    out.message += "; --force replaces it";
  if (*error != EEXIST) ::unlink(path.c_str());
  return out;
}

std::variant<std::vector<std::string>, FileError> yaml_files_in(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> paths;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string ending = entry->path().extension().string();
    const bool yaml = ending == ".yaml" || ending == ".yml";
    if (yaml && !entry->is_directory(error)) paths.push_back(entry->path().string());
  }
  if (error) return failure("read the folder", folder, error.value());
  if (paths.empty()) return FileError{fmt::format("there is no broker file in {}", shown(folder))};
  std::ranges::sort(paths);
  return paths;
}

std::optional<std::string> nearest_configuration(const std::string& path) {
  std::error_code error;
  const bool here = path.empty() || path == "-";
  const fs::path start = fs::absolute(here ? fs::path("x") : fs::path(path), error);
  if (error) return std::nullopt;
  fs::path shown = here ? fs::path() : fs::path(path).parent_path();
  for (fs::path folder = start.parent_path();; folder = folder.parent_path()) {
    // A link that leads nowhere is there as well, and is told of when it is read.
    if (fs::exists(fs::symlink_status(folder / ".eventarch.yaml", error))) {
      return (shown / ".eventarch.yaml").lexically_normal().string();
    }
    if (fs::exists(folder / ".git", error) || folder == folder.parent_path()) return std::nullopt;
    shown /= "..";
  }
}

std::string beside(const std::string& file, const std::string& path) {
  return (fs::path(file).parent_path() / path).lexically_normal().string();
}

}  // namespace eventarch::cli
