#include "cli/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "support/text.hpp"

namespace eventarch::cli {
namespace {

constexpr std::size_t read_most = 1024 * 1024 + 1;

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
  return {fmt::format("cannot {} {}: {}", doing, text::quoted(path),
                      std::generic_category().message(error))};
}

std::variant<std::string, FileError> read_all(int descriptor, const std::string& path) {
  std::string content;
  std::array<char, 65536> block{};
  while (content.size() < read_most) {
    const std::size_t wanted = std::min(block.size(), read_most - content.size());
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

std::string read_stream(std::istream& input) {
  std::string content(read_most, '\0');
  input.read(content.data(), static_cast<std::streamsize>(content.size()));
  content.resize(static_cast<std::size_t>(input.gcount()));
  return content;
}

/// The file's name without folders and without its last two endings: orders.eventarch.yaml is
/// "orders".
std::string stem_of(const std::string& path) {
  std::string name = std::filesystem::path(path).filename().string();
  for (const std::string_view ending : {".yaml", ".yml", ".eventarch"}) {
    if (name.size() > ending.size() && name.ends_with(ending)) {
      name.resize(name.size() - ending.size());
    }
  }
  return name;
}

bool is_special(const std::string& path) {
  std::error_code ignored;
  const auto status = std::filesystem::status(path, ignored);
  return std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
}

constexpr mode_t usual_permissions = 0666;

std::optional<FileError> write_to(const std::string& path, int flags, const std::string& content) {
  Descriptor file(::open(path.c_str(), flags | O_WRONLY | O_CLOEXEC, usual_permissions));
  if (!file.valid()) return failure("write", path, errno);
  if (const auto error = write_all(file.get(), content)) return failure("write", path, *error);
  if (!file.close()) return failure("write", path, errno);
  return std::nullopt;
}

}  // namespace

std::variant<SourceText, FileError> read_source(const std::string& path, std::istream& input) {
  if (path == "-") return SourceText{"<stdin>", read_stream(input), "design"};
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.valid()) return failure("read", path, errno);
  struct stat status {};
  if (::fstat(file.get(), &status) == 0 && S_ISDIR(status.st_mode)) {
    return FileError{
        fmt::format("cannot read {}: it is a folder; name the files in it", text::quoted(path))};
  }
  auto content = read_all(file.get(), path);
  if (auto* error = std::get_if<FileError>(&content)) return std::move(*error);
  return SourceText{path, std::move(std::get<std::string>(content)), stem_of(path)};
}

std::optional<FileError> write_whole(const std::string& path, const std::string& content) {
  if (is_special(path)) return write_to(path, 0, content);
  const std::string temporary = fmt::format("{}.{}.tmp", path, ::getpid());
  if (auto error = write_to(temporary, O_CREAT | O_EXCL, content)) {
    ::unlink(temporary.c_str());
    error->message = fmt::format("cannot write {}: {}", text::quoted(path),
                                 error->message.substr(error->message.rfind(": ") + 2));
    return error;
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    const int reason = errno;
    ::unlink(temporary.c_str());
    return failure("write", path, reason);
  }
  return std::nullopt;
}

std::optional<FileError> write_new(const std::string& path, const std::string& content) {
  auto error = write_to(path, O_CREAT | O_EXCL, content);
  if (error && errno == EEXIST) error->message += "; --force replaces it";
  return error;
}

}  // namespace eventarch::cli
