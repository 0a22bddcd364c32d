#include "cli/check_files.hpp"

#include <algorithm>
#include <sstream>
#include <utility>
#include <variant>

#include "cli/blocks.hpp"
#include "cli/files.hpp"
#include "cli/input_paths.hpp"

namespace eventarch::cli {
namespace {

std::variant<SourceText, FileError> text_of(const CheckTask& task) {
  if (task.text) return *task.text;
  std::istringstream nothing;
  return read_source(task.name, nothing);
}

/// The entries about one file; they are sorted by file.
std::vector<BaselineEntry> entries_about(const std::string& file,
                                         const std::vector<BaselineEntry>& baseline) {
  const auto first = std::lower_bound(
      baseline.begin(), baseline.end(), file,
      [](const BaselineEntry& entry, const std::string& name) { return entry.file < name; });
  const auto last = std::find_if(first, baseline.end(),
                                 [&](const BaselineEntry& entry) { return entry.file != file; });
  return {first, last};
}

std::string mended_once(const std::string& text, const CheckedFile& checked,
                        const CheckContext& context) {
  const auto accepted = entries_about(checked.name, context.baseline);
  if (accepted.empty()) return fixed_text(text, checked);
  CheckReport alone;
  alone.files.push_back(checked);
  apply_baseline(accepted, alone);
  return fixed_text(text, alone.files.front());
}

/// Mending one thing may bring another to light; null where there is nothing to mend.
std::unique_ptr<Mended> mended(const SourceText& source, const CheckedFile& checked,
                               const CheckTask& task, const CheckContext& context) {
  if (source.text.size() >= read_most) return nullptr;  // there may be more than was read
  constexpr int rounds_most = 10;
  std::string text = mended_once(source.text, checked, context);
  if (text == source.text) return nullptr;
  for (int round = 1; round < rounds_most; ++round) {
    const SourceText now{source.name, text, source.stem};
    std::string next = mended_once(text, checked_text(now, task, context), context);
    if (next == text) break;
    text = std::move(next);
  }
  return std::make_unique<Mended>(Mended{source.text, std::move(text)});
}

CheckOutcome outcome_of(const CheckTask& task, const CheckContext& context) {
  CheckOutcome outcome;
  const auto read = text_of(task);
  if (const auto* error = std::get_if<FileError>(&read)) {
    outcome.kind = CheckOutcome::Kind::unreadable;
    outcome.error = error->message;
    return outcome;
  }
  const auto& source = std::get<SourceText>(read);
  if (task.is_candidate && !has_design_key(source.text)) {
    outcome.kind = CheckOutcome::Kind::no_design;
    return outcome;
  }
  outcome.file = checked_text(source, task, context);
  if (context.mends) outcome.mended = mended(source, outcome.file, task, context);
  return outcome;
}

}  // namespace

CheckedFile checked_text(const SourceText& source, const CheckTask& task,
                         const CheckContext& context) {
  if (task.settings->configuration.levels.empty()) {
    return check_source(source, task.settings->catalogue, context.settings, context.overrides);
  }
  CheckSettings settings = context.settings;
  settings.levels = task.settings->configuration.levels;
  return check_source(source, task.settings->catalogue, settings, context.overrides);
}

std::vector<CheckOutcome> check_files(const std::vector<CheckTask>& tasks,
                                      const CheckContext& context, std::size_t jobs) {
  std::vector<CheckOutcome> outcomes(tasks.size());
  in_blocks(tasks.size(), jobs, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) outcomes[i] = outcome_of(tasks[i], context);
  });
  return outcomes;
}

}  // namespace eventarch::cli
