#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <istream>
#include <optional>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "cli/descriptors.hpp"
#include "cli/run.hpp"

namespace {

using eventarch::cli::Environment;
using eventarch::cli::ExitStatus;

std::optional<std::string> variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing sets variables
  if (value == nullptr) return std::nullopt;
  return value;
}

/// The moment that reproducible builds agree on, where one is given.
std::optional<std::chrono::seconds> agreed_moment() {
  const auto text = variable("SOURCE_DATE_EPOCH");
  if (!text) return std::nullopt;
  constexpr std::int64_t last = 253402300799;  // the end of the year 9999
  std::int64_t seconds = -1;
  const char* const end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, seconds);
  if (error != std::errc{} || stop != end || seconds < 0 || seconds > last) return std::nullopt;
  return std::chrono::seconds(seconds);
}

/// In UTC: the same day on every machine.
eventarch::Date today() {
  namespace chrono = std::chrono;
  const auto now = chrono::system_clock::now().time_since_epoch();
  const auto seconds = agreed_moment().value_or(chrono::floor<chrono::seconds>(now));
  const chrono::year_month_day day(chrono::sys_days(chrono::floor<chrono::days>(seconds)));
  return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

volatile std::sig_atomic_t interrupt_came = 0;

extern "C" void note_interrupt(int) { interrupt_came = 1; }

/// Whether the signal came since the first call. From then on the first one only says so; the
/// second ends the program as usual. Where somebody has it ignored, it stays ignored.
bool interrupted() {
  static const bool listens = [] {
    struct sigaction before {};
    if (::sigaction(SIGINT, nullptr, &before) != 0 || before.sa_handler == SIG_IGN) return false;
    struct sigaction action {};
    action.sa_handler = note_interrupt;
    action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
    return ::sigaction(SIGINT, &action, nullptr) == 0;
  }();
  return listens && interrupt_came != 0;
}

bool is_plain_file(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

Environment environment() {
  return {.out_is_terminal = ::isatty(STDOUT_FILENO) == 1,
          .err_is_terminal = ::isatty(STDERR_FILENO) == 1,
          .out_is_file = is_plain_file(STDOUT_FILENO),
          .log_takes_commands =
              variable("GITHUB_ACTIONS") || variable("TF_BUILD") || variable("TEAMCITY_VERSION"),
          .no_color = variable("NO_COLOR"),
          .force_color = variable("FORCE_COLOR"),
          .term = variable("TERM"),
          .github_workspace = variable("GITHUB_WORKSPACE"),
          .gitlab_project = variable("CI_PROJECT_DIR"),
          .today = today(),
          .interrupted = interrupted};
}

/// Not closed, and no folder: streams take both for an empty file.
bool is_readable(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 && !S_ISDIR(status.st_mode);
}

/// Standard output, written block by block. Once writing fails the rest is dropped: the program
/// goes on to its verdict.
class StandardOutput : public std::streambuf {
 public:
  /// Writes what is left. The error number where something could not be written; a reader who has
  /// gone away, as with `| head`, is no error.
  int finish() {
    write_waiting();
    return error_ == EPIPE ? 0 : error_;
  }

 protected:
  std::streamsize xsputn(const char* text, std::streamsize count) override {
    constexpr std::size_t block = 65536;
    waiting_.append(text, static_cast<std::size_t>(count));
    if (waiting_.size() >= block) write_waiting();
    return count;
  }
  int_type overflow(int_type c) override {
    if (!traits_type::eq_int_type(c, traits_type::eof())) {
      const char character = traits_type::to_char_type(c);
      xsputn(&character, 1);
    }
    return traits_type::not_eof(c);
  }

 private:
  void write_waiting() {
    if (error_ == 0) error_ = eventarch::cli::write_fully(STDOUT_FILENO, waiting_).value_or(0);
    waiting_.clear();
  }

  std::string waiting_;
  int error_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  // Neither a closed pipe nor a limit on the size of files may end the program before it can give
  // its verdict, or between writing a file and putting it in its place.
  (void)std::signal(SIGPIPE, SIG_IGN);
  (void)std::signal(SIGXFSZ, SIG_IGN);
  const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  eventarch::cli::DescriptorBuffer input(STDIN_FILENO);
  std::istream in(&input);
  if (!is_readable(STDIN_FILENO)) in.setstate(std::ios::badbit);
  StandardOutput written;
  std::ostream out(&written);
  const ExitStatus status = eventarch::cli::run(arguments, {in, out, std::cerr}, environment());
  if (const int error = written.finish(); error != 0) {
    std::cerr << "eventarch: error: cannot write to standard output: "
              << std::generic_category().message(error) << '\n';
    return static_cast<int>(ExitStatus::could_not_run);
  }
  return static_cast<int>(status);
}
