#pragma once

/// A line on a terminal that says how far a long run is, and is gone when the run is over.

#include <chrono>
#include <cstdint>
#include <functional>
#include <ostream>
#include <string>

namespace eventarch::cli {

/// "simulating [#########...........]  45 %, 171 of 380 runs". Without a time that is left: runs at
/// peak, which come first, take longer than the others.
[[nodiscard]] std::string progress_text(std::uint64_t done, std::uint64_t planned);

class ProgressLine {
 public:
  /// Time since some fixed moment.
  using Clock = std::function<std::chrono::milliseconds()>;

  /// Where nobody watches, nothing is written.
  ProgressLine(std::ostream& out, bool is_watched, Clock now);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// Draws the line where the run has lasted a second, ten times a second at most.
  void show(std::uint64_t done, std::uint64_t planned);

 private:
  std::ostream& out_;
  bool is_watched_;
  Clock now_;
  std::chrono::milliseconds start_;
  std::chrono::milliseconds last_;
  std::size_t width_ = 0;  ///< of what is drawn
};

}  // namespace eventarch::cli
