#pragma once

/// Reads and checks many files at once. What comes out does not depend on the number of threads.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "cli/catalogues.hpp"
#include "cli/options.hpp"
#include "eventarch/check.hpp"

namespace eventarch::cli {

/// A file to check.
struct CheckTask {
  std::string name;
  bool is_candidate = false;  ///< checked only where its text is a design's
  const RepositorySettings* settings = nullptr;
  std::unique_ptr<SourceText> text;  ///< of standard input; null: the file is read
};

/// What all tasks share.
struct CheckContext {
  CheckSettings settings;  ///< without levels: those come with the task
  const std::vector<Override>& overrides;
  const std::vector<BaselineEntry>& baseline;  ///< sorted by file; what it accepts is not mended
  bool mends = false;
};

/// The text before and after its mending.
struct Mended {
  std::string before;
  std::string after;
};

struct CheckOutcome {
  enum class Kind : std::uint8_t { checked, no_design, unreadable };
  Kind kind = Kind::checked;
  CheckedFile file;                ///< of the text that was read
  std::unique_ptr<Mended> mended;  ///< null where nothing is to be mended
  std::string error;               ///< why it could not be read
};

/// One outcome for each task, in their order.
[[nodiscard]] std::vector<CheckOutcome> check_files(const std::vector<CheckTask>& tasks,
                                                    const CheckContext& context, std::size_t jobs);

/// Checks a text with the settings of its task.
[[nodiscard]] CheckedFile checked_text(const SourceText& source, const CheckTask& task,
                                       const CheckContext& context);

}  // namespace eventarch::cli
