#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "cli/catalogues.hpp"
#include "cli/colors.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/output_guard.hpp"
#include "cli/thresholds.hpp"
#include "eventarch/advise.hpp"
#include "eventarch/check.hpp"
#include "eventarch/report.hpp"

namespace eventarch::cli {
namespace {

std::string render(const std::vector<Advice>& all, Format format, const TextOptions& text) {
  if (format == Format::markdown) return render_markdown(all, {text.detail, text.sections});
  std::string out;
  for (const Advice& advice : all) {
    switch (format) {
      case Format::json: out += render_json(advice, text.sections); break;
      case Format::jsonl: out += render_json_line(advice, text.sections); break;
      case Format::text:
        if (!out.empty()) out += "\n" + std::string(80, '=') + "\n\n";
        out += render_text(advice, text);
        break;
      case Format::markdown: break;  // one page for all of them
    }
  }
  return out;
}

bool refused(const Advice& advice, FailOn threshold) {
  if (advice.decision && !advice.design) return true;
  if (threshold == FailOn::never) return false;
  return std::ranges::any_of(advice.findings.all(), [&](const Diagnostic& finding) {
    return static_cast<int>(finding.severity) >= static_cast<int>(threshold);
  });
}

bool wants_single_json(const DesignOptions& options) {
  const bool to_file = std::ranges::any_of(
      options.outputs, [](const OutputFile& output) { return output.format == Format::json; });
  return to_file || (options.to_stdout && options.format == Format::json);
}

/// False where an output could not be written; the reason is then told.
bool write_outputs(const std::vector<Advice>& all, const DesignOptions& options,
                   const Streams& io) {
  const TextOptions plain{Color::off, options.detail, options.sections};
  for (const OutputFile& output : options.outputs) {
    if (const auto error = write_whole(output.path, render(all, output.format, plain))) {
      complain(io.err, error->message);
      return false;
    }
  }
  return true;
}

}  // namespace

ExitStatus run_design(const DesignOptions& options, const Streams& io,
                      const Environment& environment) {
  if (const auto error = overwritten(paths_of(options.outputs), options.files)) {
    complain(io.err, error->message, "give the report a path of its own");
    return ExitStatus::could_not_run;
  }
  Catalogues catalogues(options.catalogue, io.err);
  std::vector<Advice> all;
  bool unreadable = false;
  bool no = false;
  for (const std::string& path : options.files) {
    const RepositorySettings* settings = catalogues.for_file(path);
    if (settings == nullptr) return ExitStatus::could_not_run;
    auto source = read_source(path, io.in);
    if (const auto* error = std::get_if<FileError>(&source)) {
      complain(io.err, error->message);
      unreadable = true;
      continue;
    }
    auto advices = advise(std::get<SourceText>(source), settings->catalogue, options.overrides,
                          options.preferences);
    const FailOn threshold = threshold_of(options.fail_on, settings->configuration);
    for (Advice& advice : advices) {
      // Whether there is a design was decided by then: levels change what is reported of it.
      advice.findings = with_levels(advice.findings, settings->configuration.levels);
      no = no || refused(advice, threshold);
    }
    std::ranges::move(advices, std::back_inserter(all));
  }
  // Half a report must not take the place of a whole one.
  if (all.empty() || (unreadable && !options.outputs.empty())) return ExitStatus::could_not_run;
  if (all.size() > 1 && wants_single_json(options)) {
    complain(io.err, "--format json is one object for one design, and there are several",
             "use --format jsonl: one object a line");
    return ExitStatus::could_not_run;
  }
  if (!write_outputs(all, options, io)) return ExitStatus::could_not_run;
  if (options.to_stdout) {
    io.out << render(all, options.format,
                     {color_for(options.color, environment), options.detail, options.sections});
  }
  if (unreadable) return ExitStatus::could_not_run;
  return no ? ExitStatus::refused : ExitStatus::done;
}

}  // namespace eventarch::cli
