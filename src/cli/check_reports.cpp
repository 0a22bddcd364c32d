#include "cli/check_reports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/baseline_paths.hpp"
#include "cli/colors.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/input_paths.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::cli {
namespace {

bool counts(const CheckFinding& finding, FailOn threshold) {
  return threshold != FailOn::never && !finding.suppressed &&
         static_cast<int>(finding.diagnostic.severity) >= static_cast<int>(threshold);
}

/// Services that show findings beside the code want paths from the root of the repository.
bool wants_paths_from_root(CheckFormat format) {
  return format == CheckFormat::sarif || format == CheckFormat::github ||
         format == CheckFormat::gitlab;
}

std::string prefix_for(const CheckOptions& options, const Environment& environment) {
  const bool wanted =
      (options.to_stdout && wants_paths_from_root(options.format)) ||
      std::ranges::any_of(options.outputs, wants_paths_from_root, &CheckOutputFile::format);
  if (!wanted) return {};
  std::vector<std::string> roots;
  if (environment.github_workspace) roots.push_back(*environment.github_workspace);
  if (environment.gitlab_project) roots.push_back(*environment.gitlab_project);
  return folder_in_repository(roots);
}

/// The baseline that accepts the report, with the names that it has for the files.
std::string text_for_baseline(const std::string& baseline, CheckReport& report) {
  std::vector<std::string> names;
  for (CheckedFile& file : report.files) {
    names.push_back(file.name);
    file.name = name_for_baseline(baseline, file.name);
  }
  std::string text = baseline_text(report);
  for (std::size_t i = 0; i < names.size(); ++i) report.files[i].name = std::move(names[i]);
  return text;
}

/// Accepts everything that is found, from now on and in this run.
bool write_baseline(const CheckOptions& options, CheckReport& report, const Streams& io) {
  const std::string text = text_for_baseline(options.baseline_to_write, report);
  if (const auto error = write_whole(options.baseline_to_write, text)) {
    complain(io.err, error->message);
    return false;
  }
  Findings none;
  auto entries = read_baseline(options.baseline_to_write, text, none);
  const std::size_t count = entries ? entries->size() : 0;
  if (entries) {
    for (BaselineEntry& entry : *entries) {
      entry.file = name_out_of_baseline(options.baseline_to_write, entry.file);
    }
    apply_baseline(*entries, report);
  }
  tell(io.err, fmt::format("wrote {}: {} accepted", options.baseline_to_write,
                           notation::counted(count, "finding")));
  return true;
}

/// False, and told, where files cannot be read as design files: a baseline that passed over them
/// would hide that nothing is checked in them.
bool may_write_baseline(const CheckOptions& options, const CheckReport& report, const Streams& io) {
  std::vector<std::string> files;
  std::size_t errors = 0;
  for (const CheckedFile& file : report.files) {
    const auto here = std::ranges::count_if(file.findings, [](const CheckFinding& finding) {
      return !may_be_accepted(finding.diagnostic);
    });
    errors += static_cast<std::size_t>(here);
    if (here > 0) files.push_back("`" + file.name + "`");
  }
  if (errors == 0) return true;
  constexpr std::size_t named = 3;
  if (files.size() > named) {
    const std::size_t more = files.size() - named;
    files.resize(named);
    files.push_back(fmt::format("{} more", more));
  }
  complain(io.err,
           fmt::format("no baseline was written to `{}`: {} of the file format in {}",
                       options.baseline_to_write, notation::counted(errors, "error"),
                       text::list_of(files)),
           "a baseline accepts what can be judged, and of such a file nothing can; mend it, or "
           "check the other files alone");
  return false;
}

/// Tells what is left as it was.
void pass_over_files(const CheckOptions& options, const Streams& io) {
  if (options.outputs.empty() && options.baseline_to_write.empty()) return;
  complain(io.err, "no report file and no baseline was written: not everything could be checked",
           "mend what is told above, and run the check again");
}

}  // namespace

bool is_refused(const CheckedFiles& checked) {
  for (std::size_t i = 0; i < checked.report.files.size(); ++i) {
    const FailOn threshold = checked.thresholds[i];
    if (std::ranges::any_of(checked.report.files[i].findings, [&](const CheckFinding& finding) {
          return counts(finding, threshold);
        })) {
      return true;
    }
  }
  return false;
}

bool write_check_reports(const CheckOptions& options, bool is_incomplete, CheckedFiles& checked,
                         const Streams& io, const Environment& environment) {
  CheckReportOptions shape{Color::off, options.detail, prefix_for(options, environment)};
  bool baseline_is_well = true;
  if (is_incomplete) {
    pass_over_files(options, io);
  } else {
    if (!options.baseline_to_write.empty()) {
      baseline_is_well = may_write_baseline(options, checked.report, io);
      if (baseline_is_well && !write_baseline(options, checked.report, io)) return false;
    }
    for (const CheckOutputFile& output : options.outputs) {
      const std::string text = render_check(checked.report, output.format, shape);
      if (const auto error = write_whole(output.path, text)) {
        complain(io.err, error->message);
        return false;
      }
    }
  }
  if (options.to_stdout) {
    shape.color = color_for(options.color, environment);
    io.out << render_check(checked.report, options.format, shape);
  }
  return baseline_is_well;
}

}  // namespace eventarch::cli
