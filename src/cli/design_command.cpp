#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "cli/catalogues.hpp"
#include "cli/colors.hpp"
#include "cli/commands.hpp"
#include "cli/design_files.hpp"
#include "cli/report_outputs.hpp"
#include "cli/thresholds.hpp"
#include "eventarch/advise.hpp"
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

}  // namespace

ExitStatus run_design(const DesignOptions& options, const Streams& io,
                      const Environment& environment) {
  if (!outputs_stand_alone(paths_of(options.outputs), options.files, io.err)) {
    return ExitStatus::could_not_run;
  }
  Catalogues catalogues(options.catalogue, io.err);
  std::vector<Advice> all;
  bool no = false;
  const FilesRead read = advise_files(
      options.files, options.overrides, options.preferences, catalogues, environment.today, io,
      [&](const std::string&, const RepositorySettings& settings, Advice advice) {
        no = no || refused(advice, threshold_of(options.fail_on, settings.configuration));
        all.push_back(std::move(advice));
      });
  // Half a report must not take the place of a whole one.
  const bool half = read == FilesRead::not_all && !options.outputs.empty();
  if (read == FilesRead::none || all.empty() || half) return ExitStatus::could_not_run;
  if (!formats_hold(all.size(), options, io.err)) return ExitStatus::could_not_run;
  const Color color = color_for(options.color, environment);
  const bool written = write_report(options, color, io, [&](Format format, Color painted) {
    return render(all, format, {painted, options.detail, options.sections});
  });
  if (!written || read == FilesRead::not_all) return ExitStatus::could_not_run;
  return no ? ExitStatus::refused : ExitStatus::done;
}

}  // namespace eventarch::cli
