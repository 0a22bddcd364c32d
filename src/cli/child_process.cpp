#include "cli/child_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <string_view>

namespace eventarch::cli {
namespace {

constexpr std::size_t errors_most = 4096;

/// Both ends of a pipe; they close themselves.
class Pipe {
 public:
  Pipe() { open_ = ::pipe2(ends_.data(), O_CLOEXEC) == 0; }
  ~Pipe() {
    close_read();
    close_write();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  [[nodiscard]] bool open() const { return open_; }
  [[nodiscard]] int read_end() const { return ends_[0]; }
  [[nodiscard]] int write_end() const { return ends_[1]; }
  void close_read() { close_end(0); }
  void close_write() { close_end(1); }

 private:
  void close_end(std::size_t index) {
    if (ends_[index] >= 0) ::close(std::exchange(ends_[index], -1));
  }

  std::array<int, 2> ends_{-1, -1};
  bool open_ = false;
};

/// What posix_spawn takes: pointers to strings that outlive the call.
class ArgumentVector {
 public:
  explicit ArgumentVector(std::vector<std::string> words) : words_(std::move(words)) {
    pointers_.reserve(words_.size() + 1);
    for (std::string& word : words_) pointers_.push_back(word.data());
    pointers_.push_back(nullptr);
  }
  [[nodiscard]] char* const* data() const { return pointers_.data(); }

 private:
  std::vector<std::string> words_;
  std::vector<char*> pointers_;
};

bool names(std::string_view entry, std::string_view variable) {
  return entry.size() > variable.size() && entry.starts_with(variable) &&
         entry[variable.size()] == '=';
}

std::vector<std::string> environment_with(
    const std::vector<std::pair<std::string, std::string>>& variables) {
  std::vector<std::string> all;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const bool replaced = std::ranges::any_of(
        variables, [&](const auto& variable) { return names(text, variable.first); });
    if (!replaced) all.emplace_back(text);
  }
  for (const auto& [name, value] : variables) all.push_back(fmt::format("{}={}", name, value));
  return all;
}

/// How the streams of the new process are connected.
class Connections {
 public:
  Connections(const Pipe& output, const Pipe& errors) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions_, output.write_end(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions_, errors.write_end(), STDERR_FILENO);
  }
  ~Connections() { ::posix_spawn_file_actions_destroy(&actions_); }
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;
  [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

/// Closed pipes and limits on files are ignored here, and that would be inherited.
class UsualSignals {
 public:
  UsualSignals() {
    sigset_t usual;
    ::sigemptyset(&usual);
    ::sigaddset(&usual, SIGPIPE);
    ::sigaddset(&usual, SIGXFSZ);
    ::posix_spawnattr_init(&attributes_);
    ::posix_spawnattr_setsigdefault(&attributes_, &usual);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF);
  }
  ~UsualSignals() { ::posix_spawnattr_destroy(&attributes_); }
  UsualSignals(const UsualSignals&) = delete;
  UsualSignals& operator=(const UsualSignals&) = delete;
  [[nodiscard]] const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

/// Adds what can be read now; false at the end of the stream.
bool read_some(int descriptor, std::string& to) {
  std::array<char, 65536> block{};
  const ssize_t got = ::read(descriptor, block.data(), block.size());
  if (got < 0) return errno == EINTR || errno == EAGAIN;
  to.append(block.data(), static_cast<std::size_t>(got));
  return got > 0;
}

/// Reads both streams until they end, or one says more than is wanted. True where it did.
bool read_streams(const Pipe& output, const Pipe& errors, std::size_t most, ProcessResult& result) {
  std::array<pollfd, 2> streams{pollfd{output.read_end(), POLLIN, 0},
                                pollfd{errors.read_end(), POLLIN, 0}};
  const std::array<std::string*, 2> texts{&result.output, &result.errors};
  while (streams[0].fd >= 0 || streams[1].fd >= 0) {
    if (::poll(streams.data(), streams.size(), -1) < 0 && errno != EINTR) return true;
    for (std::size_t i = 0; i < streams.size(); ++i) {
      if (streams[i].revents == 0) continue;
      if (!read_some(streams[i].fd, *texts[i])) streams[i].fd = -1;  // poll passes it over
    }
    if (result.errors.size() > errors_most) result.errors.resize(errors_most);
    if (result.output.size() > most) {
      result.output.resize(most + 1);
      return true;
    }
  }
  return false;
}

int status_of(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return -1;
  }
  constexpr int signalled = 128;
  return WIFEXITED(status) ? WEXITSTATUS(status) : signalled + WTERMSIG(status);
}

}  // namespace

std::variant<ProcessResult, int> run_program(const ProcessRequest& request) {
  Pipe output;
  Pipe errors;
  if (!output.open() || !errors.open()) return errno;
  const ArgumentVector arguments(request.arguments);
  const ArgumentVector environment(environment_with(request.variables));
  const Connections connections(output, errors);
  const UsualSignals signals;
  pid_t child = 0;
  const int error = ::posix_spawnp(&child, request.arguments.front().c_str(), connections.get(),
                                   signals.get(), arguments.data(), environment.data());
  if (error != 0) return error;
  output.close_write();
  errors.close_write();
  ProcessResult result;
  if (read_streams(output, errors, request.output_most, result)) ::kill(child, SIGKILL);
  result.status = status_of(child);
  return result;
}

}  // namespace eventarch::cli
