#include "cli/progress_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace eventarch::cli {

using std::chrono::milliseconds;

std::string progress_text(std::uint64_t done, std::uint64_t planned) {
  constexpr double width = 20;
  const double share =
      planned == 0 ? 0 : std::min(1.0, static_cast<double>(done) / static_cast<double>(planned));
  const auto filled = static_cast<std::size_t>(share * width);
  return fmt::format("simulating [{}{}] {:>3.0f} %, {} of {} runs", std::string(filled, '#'),
                     std::string(static_cast<std::size_t>(width) - filled, '.'), share * 100, done,
                     planned);
}

ProgressLine::ProgressLine(std::ostream& out, bool is_watched, Clock now)
    : out_(out), is_watched_(is_watched), now_(std::move(now)), start_(now_()), last_(start_) {}

ProgressLine::~ProgressLine() {
  if (width_ > 0) out_ << '\r' << std::string(width_, ' ') << '\r' << std::flush;
}

void ProgressLine::show(std::uint64_t done, std::uint64_t planned) {
  constexpr milliseconds patience{1000};
  constexpr milliseconds pause{100};
  if (!is_watched_) return;
  const milliseconds now = now_();
  if (now - start_ < patience || (width_ > 0 && now - last_ < pause)) return;
  last_ = now;
  const std::string text = progress_text(done, planned);
  const std::size_t rest = text.size() < width_ ? width_ - text.size() : 0;
  out_ << '\r' << text << std::string(rest, ' ') << std::flush;
  width_ = std::max(width_, text.size());
}

}  // namespace eventarch::cli
