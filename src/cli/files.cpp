#include "cli/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "cli/descriptors.hpp"
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

FileError failure(std::string_view doing, std::string_view path, int error) {
  return {fmt::format("cannot {} {}: {}", doing, text::quoted_whole(path),
                      std::generic_category().message(error))};
}

/// What a plain file holds by now; 0 for what has no size.
std::size_t expected_size(int descriptor) {
  struct stat status {};
  const bool known = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
  return known && status.st_size > 0 ? static_cast<std::size_t>(status.st_size) : 0;
}

std::variant<std::string, FileError> read_all(int descriptor, const std::string& path,
                                              std::size_t most = read_most) {
  std::string content;
  std::size_t filled = 0;
  std::size_t room = expected_size(descriptor) + 1;  // to see its end, or that it has grown
  while (filled < most) {
    if (filled == content.size()) content.resize(std::min(most, filled + room));
    const std::ptrdiff_t got =
        read_available(descriptor, content.data() + filled, content.size() - filled);
    if (got < 0) return failure("read", path, errno);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    room = 65536;
  }
  content.resize(filled);
  return content;
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

/// Writes into a file that is opened with these flags; gives the error number where that fails. A
/// file that was made for it and cannot be completed is taken away again.
std::optional<int> write_to(const std::string& path, int flags, const std::string& content) {
  Descriptor file(::open(path.c_str(), flags | O_WRONLY | O_CLOEXEC, usual_permissions));
  if (!file.valid()) return errno;
  auto error = write_fully(file.get(), content);
  if (!file.close() && !error) error = errno;
  if (error && (flags & O_EXCL) != 0) ::unlink(path.c_str());
  return error;
}

/// A name in the same folder, so that renaming stays within one file system. Short, since the
/// target's own name may be as long as names can be.
std::string temporary_beside(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return (folder / fmt::format(".eventarch.{}.tmp", ::getpid())).string();
}

/// The file that a symbolic link leads to, there or still to be made, so that the link stays one.
/// Gives the error number where links go round in circles.
std::variant<std::string, int> behind_links(const std::string& path) {
  constexpr int links_most = 40;  // as the system does
  fs::path target = path;
  std::error_code error;
  for (int links = 0; fs::is_symlink(fs::symlink_status(target, error)); ++links) {
    if (links == links_most) return ELOOP;
    const fs::path next = fs::read_symlink(target, error);
    if (error) return error.value();
    target = target.parent_path() / next;
  }
  return target.string();
}

/// The stream that a path such as /dev/stdout names. It may lead to a file that others append to:
/// written through the stream, what stands there stays.
std::optional<int> stream_named(std::string_view path) {
  if (path == "/dev/stdout") return STDOUT_FILENO;
  if (path == "/dev/stderr") return STDERR_FILENO;
  for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
    if (!path.starts_with(folder)) continue;
    path.remove_prefix(folder.size());
    int number = -1;
    const auto [end, error] = std::from_chars(path.data(), path.data() + path.size(), number);
    if (error == std::errc{} && end == path.data() + path.size()) return number;
  }
  return std::nullopt;
}

/// A reader of a pipe who has gone away is no error.
std::optional<FileError> written_in_place(std::optional<int> error, const std::string& path) {
  if (error && *error != EPIPE) return failure("write", path, *error);
  return std::nullopt;
}

/// Why a file must not be replaced. Renaming onto it asks for nothing but a writable folder: what
/// its owner wants kept as it is has to be asked for. Root may write to a file that nobody may
/// write to, and is as little meant to.
std::optional<FileError> refused_by_owner(const std::string& file, const std::string& path) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return std::nullopt;  // nothing to be replaced
  constexpr mode_t writable = S_IWUSR | S_IWGRP | S_IWOTH;
  if ((status.st_mode & writable) == 0) {
    return FileError{fmt::format("cannot write {}: it is read-only", text::quoted_whole(path))};
  }
  const bool may_write = ::faccessat(AT_FDCWD, file.c_str(), W_OK, AT_EACCESS) == 0;
  return may_write ? std::nullopt : std::optional(failure("write", path, errno));
}

/// A file, or a link that leads nowhere, which is told of when it is read. Opening a pipe may wait
/// for ever.
bool may_be_broker(const fs::directory_entry& entry) {
  std::error_code unknown;
  if (entry.is_regular_file(unknown)) return true;
  return entry.is_symlink(unknown) && !entry.exists(unknown);
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
    return FileError{fmt::format("cannot read {}: it is a folder; name the files in it",
                                 text::quoted_whole(path))};
  }
  auto content = read_all(file.get(), path);
  if (auto* error = std::get_if<FileError>(&content)) return std::move(*error);
  return SourceText{path, std::move(std::get<std::string>(content)), stem_of(path)};
}

std::variant<std::string, FileError> read_large_file(const std::string& path) {
  constexpr std::size_t most = std::size_t{64} * 1024 * 1024;
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.valid()) return failure("read", path, errno);
  auto content = read_all(file.get(), path, most + 1);
  const auto* text = std::get_if<std::string>(&content);
  if (text != nullptr && text->size() > most) {
    return FileError{
        fmt::format("cannot read {}: it is larger than 64 MiB", text::quoted_whole(path))};
  }
  return content;
}

std::optional<FileError> write_whole(const std::string& path, const std::string& content) {
  if (const auto stream = stream_named(path)) {
    return written_in_place(write_fully(*stream, content), path);
  }
  if (is_special(path)) return written_in_place(write_to(path, 0, content), path);
  const auto behind = behind_links(path);
  if (const int* error = std::get_if<int>(&behind)) return failure("write", path, *error);
  const auto& target = std::get<std::string>(behind);
  if (auto refusal = refused_by_owner(target, path)) return refusal;
  const std::string temporary = temporary_beside(target);
  ::unlink(temporary.c_str());  // left over from a run that was killed
  if (const auto error = write_to(temporary, O_CREAT | O_EXCL, content)) {
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
  return out;
}

std::variant<std::vector<std::string>, FileError> yaml_files_in(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> paths;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string ending = entry->path().extension().string();
    const bool yaml = ending == ".yaml" || ending == ".yml";
    if (yaml && may_be_broker(*entry)) paths.push_back(entry->path().string());
  }
  if (error) return failure("read the folder", folder, error.value());
  if (paths.empty())
    return FileError{fmt::format("there is no broker file in {}", text::quoted_whole(folder))};
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
