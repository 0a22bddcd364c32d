#include <algorithm>
#include <cstddef>
#include <ostream>
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

/// The reports of a run, which grow design by design: a design takes far more room than what is
/// said of it, so none is kept longer than that takes. But Markdown is one page of all of them.
class Reports {
 public:
  /// `out` takes what needs not wait for the end: text and JSON lines, where no file is written
  /// that may fail, and then nothing is to be printed.
  Reports(const DesignOptions& options, Color color, std::ostream& out)
      : options_(options), out_(out) {
    for (const OutputFile& output : options.outputs) add_report(output.format, Color::off);
    if (options.to_stdout) add_report(options.format, color);
    const bool grows = options.format == Format::text || options.format == Format::jsonl;
    streams_ = grows && options.to_stdout && options.outputs.empty();
  }

  void add(Advice advice) {
    ++designs_;
    for (Report& report : reports_) append(advice, report);
    if (streams_) out_ << std::exchange(reports_.back().text, {});
    if (keeps_) kept_.push_back(std::move(advice));
  }

  std::size_t designs() const { return designs_; }

  /// What is not printed yet.
  std::string text(Format format, Color color) const {
    if (format == Format::markdown) {
      return render_markdown(kept_, {options_.detail, options_.sections});
    }
    const auto found = std::ranges::find_if(reports_, [&](const Report& report) {
      return report.format == format && report.color == color;
    });
    return found == reports_.end() ? std::string{} : found->text;
  }

 private:
  struct Report {
    Format format;
    Color color;
    std::string text;
  };

  void add_report(Format format, Color color) {
    reports_.push_back({format, color, {}});
    keeps_ = keeps_ || format == Format::markdown;
  }

  void append(const Advice& advice, Report& report) const {
    switch (report.format) {
      case Format::json:
        // One object is for one design: more are refused in the end.
        if (designs_ == 1) report.text = render_json(advice, options_.sections);
        break;
      case Format::jsonl: report.text += render_json_line(advice, options_.sections); break;
      case Format::text:
        if (designs_ > 1) report.text += "\n" + std::string(80, '=') + "\n\n";
        report.text += render_text(advice, {report.color, options_.detail, options_.sections});
        break;
      case Format::markdown: break;
    }
  }

  const DesignOptions& options_;
  std::ostream& out_;
  std::vector<Report> reports_;  ///< that of standard output last
  bool streams_ = false;
  bool keeps_ = false;
  std::vector<Advice> kept_;
  std::size_t designs_ = 0;
};

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
  const Color color = color_for(options.color, environment);
  Reports reports(options, color, io.out);
  bool no = false;
  const FilesRead read = advise_files(
      options.files, options.overrides, options.preferences, catalogues,
      {environment.today, options.honour_suppressions}, io,
      [&](const std::string&, const RepositorySettings& settings, Advice advice) {
        no = no || refused(advice, threshold_of(options.fail_on, settings.configuration));
        reports.add(std::move(advice));
      });
  // Half a report must not take the place of a whole one.
  const bool half = read == FilesRead::not_all && !options.outputs.empty();
  if (read == FilesRead::none || reports.designs() == 0 || half) return ExitStatus::could_not_run;
  if (!formats_hold(reports.designs(), options, io.err)) return ExitStatus::could_not_run;
  const bool written = write_report(options, color, io, [&](Format format, Color painted) {
    return reports.text(format, painted);
  });
  if (!written || read == FilesRead::not_all) return ExitStatus::could_not_run;
  return no ? ExitStatus::refused : ExitStatus::done;
}

}  // namespace eventarch::cli
