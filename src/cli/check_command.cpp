#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cli/baseline_paths.hpp"
#include "cli/catalogues.hpp"
#include "cli/check_files.hpp"
#include "cli/check_reports.hpp"
#include "cli/colors.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/input_paths.hpp"
#include "cli/report_outputs.hpp"
#include "cli/thresholds.hpp"
#include "support/log_lines.hpp"
#include "support/text.hpp"

namespace eventarch::cli {
namespace {

/// Standard input under the name that it is to have.
std::variant<SourceText, FileError> standard_input(const CheckOptions& options, const Streams& io) {
  auto source = read_source("-", io.in);
  auto* text = std::get_if<SourceText>(&source);
  if (text != nullptr && !options.stdin_name.empty()) {
    text->name = name_of_path(options.stdin_name);
    text->stem = stem_of(options.stdin_name);
  }
  return source;
}

/// What is to be done, and whether something already stands in the way of some of it.
struct Work {
  std::vector<CheckTask> tasks;  ///< by name
  bool incomplete = false;
};

/// Nothing where a configuration is wrong; that and whatever else goes wrong is told.
std::optional<Work> work_for(const CheckOptions& options, Catalogues& catalogues,
                             const Streams& io) {
  Work work;
  std::vector<std::string> paths = options.paths;
  const bool reads_stdin = std::erase(paths, "-") > 0;
  InputFiles inputs = input_files(paths);
  for (const FileError& error : inputs.errors) complain(io.err, error.message);
  work.incomplete = !inputs.errors.empty();
  work.tasks.reserve(inputs.files.size() + 1);
  for (InputFile& file : inputs.files) {
    work.tasks.push_back({std::move(file.name), file.is_candidate, nullptr, nullptr});
  }
  if (reads_stdin) {
    auto source = standard_input(options, io);
    if (const auto* error = std::get_if<FileError>(&source)) {
      complain(io.err, error->message);
      work.incomplete = true;
    } else {
      auto& text = std::get<SourceText>(source);
      std::string name = text.name;
      // In the place of the file that it is an unsaved state of.
      std::erase_if(work.tasks, [&](const CheckTask& task) { return task.name == name; });
      work.tasks.push_back(
          {std::move(name), false, nullptr, std::make_unique<SourceText>(std::move(text))});
      std::ranges::sort(work.tasks, {}, &CheckTask::name);
    }
  }
  for (CheckTask& task : work.tasks) {
    const bool is_unnamed = task.text && options.stdin_name.empty();
    task.settings = catalogues.for_file(is_unnamed ? "-" : task.name);
    if (task.settings == nullptr) return std::nullopt;
  }
  return work;
}

/// The baseline to check against; nothing where it cannot be read, which is told.
std::optional<std::vector<BaselineEntry>> accepted(const CheckOptions& options, const Streams& io) {
  if (options.baseline.empty()) return std::vector<BaselineEntry>{};
  const auto text = read_large_file(options.baseline);
  if (const auto* error = std::get_if<FileError>(&text)) {
    complain(io.err, error->message, "--write-baseline writes one");
    return std::nullopt;
  }
  Findings findings;
  auto entries = read_baseline(options.baseline, std::get<std::string>(text), findings);
  findings.sort();
  io.err << render_findings(findings);
  if (!entries || findings.has_errors()) return std::nullopt;
  for (BaselineEntry& entry : *entries) {
    entry.file = name_out_of_baseline(options.baseline, entry.file);
  }
  std::ranges::sort(*entries, {}, &BaselineEntry::file);
  return entries;
}

enum class Writing : std::uint8_t { done, failed, was_done };

/// Writes a mended file. Where that fails it is told.
Writing write_mended(const std::string& name, const Mended& mended, const Streams& io) {
  if (!is_plain_file(name)) {
    complain(io.err, fmt::format("cannot fix `{}`: it is no plain file", name));
    return Writing::failed;
  }
  const auto now = read_large_file(name);
  const auto* text = std::get_if<std::string>(&now);
  if (text != nullptr && *text == mended.after) return Writing::was_done;  // by another name
  if (text == nullptr || *text != mended.before) {
    complain(io.err, fmt::format("cannot fix `{}`: it was changed while it was read", name),
             "run the check again");
    return Writing::failed;
  }
  if (const auto error = write_whole(name, mended.after)) {
    complain(io.err, error->message);
    return Writing::failed;
  }
  return Writing::done;
}

/// Writes all that can be mended; what is then left is found anew.
bool write_all_mended(const std::vector<CheckTask>& tasks, const CheckContext& context,
                      bool is_quiet, std::vector<CheckOutcome>& outcomes, const Streams& io) {
  bool all_written = true;
  std::size_t count = 0;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    if (!outcomes[i].mended) continue;
    const Writing writing = write_mended(tasks[i].name, *outcomes[i].mended, io);
    if (writing == Writing::failed) {
      all_written = false;
      continue;
    }
    if (writing == Writing::done) ++count;
    const SourceText source{tasks[i].name, outcomes[i].mended->after, stem_of(tasks[i].name)};
    outcomes[i].file = checked_text(source, tasks[i], context);
  }
  if (count > 0 && !is_quiet)
    io.err << fmt::format("fixed {} file{}\n", count, count > 1 ? "s" : "");
  return all_written;
}

/// The changes that mending makes, file by file. What a program reads is a patch to the byte; so a
/// log that is searched for commands gets none with a line that would be one, and that is told.
std::string differences(const std::vector<CheckTask>& tasks,
                        const std::vector<CheckOutcome>& outcomes, const Streams& io,
                        const Environment& environment) {
  const bool is_log =
      environment.log_takes_commands && !environment.out_is_file && !environment.out_is_terminal;
  const DiffReader reader = environment.out_is_terminal ? DiffReader::person : DiffReader::program;
  std::string out;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    const auto& mended = outcomes[i].mended;
    if (!mended) continue;
    const std::string changes =
        unified_diff(name_for_patch(tasks[i].name), mended->before, mended->after, reader);
    if (is_log && text::holds_command(changes)) {
      complain(io.err,
               fmt::format("the changes of `{}` are left out: a line of them would be a command to "
                           "the service that runs this build",
                           tasks[i].name),
               "`eventarch check --diff >fixes.patch` writes them to a file");
    } else {
      out += changes;
    }
  }
  return out;
}

/// The checked files become the report; what cannot be read is told. True where all could be.
bool take_into_report(const std::vector<CheckTask>& tasks, const std::optional<FailOn>& flag,
                      std::vector<CheckOutcome>& outcomes, CheckedFiles& checked,
                      const Streams& io) {
  bool all_read = true;
  checked.report.files.reserve(tasks.size());
  checked.thresholds.reserve(tasks.size());
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    if (outcomes[i].kind == CheckOutcome::Kind::unreadable) {
      complain(io.err, outcomes[i].error);
      all_read = false;
    } else if (outcomes[i].kind == CheckOutcome::Kind::checked) {
      checked.report.files.push_back(std::move(outcomes[i].file));
      checked.thresholds.push_back(threshold_of(flag, tasks[i].settings->configuration));
    }
  }
  return all_read;
}

/// False, and told, where a report or a baseline would replace what is read, or each other.
bool replaces_nothing(const CheckOptions& options, const std::vector<CheckTask>& tasks,
                      const Streams& io) {
  std::vector<std::string> outputs = paths_of(options.outputs);
  if (!options.baseline_to_write.empty()) outputs.push_back(options.baseline_to_write);
  if (outputs.empty()) return true;
  std::vector<std::string> inputs{options.baseline, options.configuration.value_or(std::string{})};
  for (const CheckTask& task : tasks) inputs.push_back(task.name);
  return outputs_stand_alone(outputs, inputs, io.err);
}

/// Programs that read the output get a report all the same, one that says nothing.
ExitStatus nothing_found(const CheckOptions& options, bool incomplete, const Streams& io) {
  if (options.to_stdout && options.mending != Mending::show &&
      options.format != CheckFormat::text) {
    io.out << render_check({}, options.format, {});
  }
  if (!incomplete) {
    std::vector<std::string> shown;
    for (const std::string& path : options.paths) shown.push_back("`" + path + "`");
    complain(io.err, fmt::format("no design file was found in {}", text::list_of(shown)),
             "design files end in .eventarch.yaml, or are YAML files with the key event_context; "
             "what .gitignore names is passed over, unless it is named here; `eventarch init "
             "orders.eventarch.yaml` writes one");
  }
  return ExitStatus::could_not_run;
}

}  // namespace

ExitStatus run_check(const CheckOptions& options, const Streams& io,
                     const Environment& environment) {
  const auto baseline = accepted(options, io);
  if (!baseline) return ExitStatus::could_not_run;
  Catalogues catalogues(options.catalogue, io.err, options.configuration);
  auto work = work_for(options, catalogues, io);
  if (!work || !replaces_nothing(options, work->tasks, io)) return ExitStatus::could_not_run;
  const CheckContext context{{.levels = {},
                              .honour_suppressions = options.honour_suppressions,
                              .today = environment.today,
                              .folder = folder_in_repository({})},
                             options.overrides,
                             *baseline,
                             options.mending != Mending::none};
  auto outcomes = check_files(work->tasks, context, options.jobs);
  const bool is_quiet = options.detail == Detail::brief;
  if (options.mending == Mending::write) {
    work->incomplete |= !write_all_mended(work->tasks, context, is_quiet, outcomes, io);
  }
  const bool shows = options.mending == Mending::show;
  const std::string changes =
      shows ? differences(work->tasks, outcomes, io, environment) : std::string();
  const bool can_be_mended =
      std::ranges::any_of(outcomes, [](const CheckOutcome& one) { return one.mended != nullptr; });
  CheckedFiles checked;
  work->incomplete |= !take_into_report(work->tasks, options.fail_on, outcomes, checked, io);
  if (checked.report.files.empty()) return nothing_found(options, work->incomplete, io);
  if (!options.baseline.empty()) apply_baseline(*baseline, checked.report);
  if (shows) {
    io.out << changes;
    if (work->incomplete) return ExitStatus::could_not_run;
    const bool no = can_be_mended || is_refused(checked);
    if (no && !can_be_mended && !is_quiet) {
      io.err << "nothing can be fixed without you: " << summary_line(checked.report.summary())
             << '\n';
    }
    return no ? ExitStatus::refused : ExitStatus::done;
  }
  if (!write_check_reports(options, work->incomplete, checked, io, environment)) {
    return ExitStatus::could_not_run;
  }
  if (work->incomplete) return ExitStatus::could_not_run;
  return is_refused(checked) ? ExitStatus::refused : ExitStatus::done;
}

}  // namespace eventarch::cli
