#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cli/catalogues.hpp"
#include "cli/colors.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/report_outputs.hpp"
#include "cli/revision.hpp"
#include "eventarch/diff.hpp"

namespace eventarch::cli {
namespace {

/// A file of that very name comes before a revision. What cannot be read is told.
std::optional<SourceText> read_side(const std::string& argument, const Streams& io) {
  const auto revision = argument == "-" ? std::nullopt : revision_of(argument);
  if (revision && !is_there(argument)) {
    auto source = read_revision(*revision, argument);
    if (auto* text = std::get_if<SourceText>(&source)) return std::move(*text);
    const auto& error = std::get<RevisionError>(source);
    complain(io.err, error.message, error.help);
    return std::nullopt;
  }
  auto source = read_source(argument, io.in);
  if (auto* text = std::get_if<SourceText>(&source)) return std::move(*text);
  complain(io.err, std::get<FileError>(source).message);
  return std::nullopt;
}

/// The path that decides which configuration counts: both sides are judged by one catalogue, or
/// they would differ where no file does.
std::string path_of(const DiffOptions& options) {
  const std::string& named = options.after == "-" ? options.before : options.after;
  const auto revision = revision_of(named);
  return revision && !is_there(named) ? revision->path : named;
}

std::string render(const DiffReport& report, Format format, const DiffTextOptions& text) {
  switch (format) {
    case Format::json:
    case Format::jsonl: return render_diff_json(report);
    case Format::markdown: return render_diff_markdown(report, text.detail);
    case Format::text: break;
  }
  return render_diff_text(report, text);
}

bool refused(const DiffReport& report, DiffFailOn threshold) {
  if (!report.comparable) return true;
  switch (threshold) {
    case DiffFailOn::any: return !report.unchanged();
    case DiffFailOn::risky: return report.count(Impact::breaking) + report.count(Impact::risky) > 0;
    case DiffFailOn::breaking: return report.count(Impact::breaking) > 0;
    case DiffFailOn::never: break;
  }
  return false;
}

}  // namespace

ExitStatus run_diff(const DiffOptions& options, const Streams& io, const Environment& environment) {
  std::vector<std::string> inputs{options.before, options.after};
  for (const std::string& side : {options.before, options.after}) {
    if (const auto revision = revision_of(side)) inputs.push_back(revision->path);
  }
  if (!outputs_stand_alone(paths_of(options.outputs), inputs, io.err)) {
    return ExitStatus::could_not_run;
  }
  Catalogues catalogues(options.catalogue, io.err);
  const RepositorySettings* settings = catalogues.for_file(path_of(options));
  if (settings == nullptr) return ExitStatus::could_not_run;
  auto before = read_side(options.before, io);
  auto after = read_side(options.after, io);
  if (!before || !after) return ExitStatus::could_not_run;
  // What has no name of its own is called like what it is compared with.
  if (options.before == "-") before->stem = after->stem;
  if (options.after == "-") after->stem = before->stem;
  CheckSettings accepted;
  accepted.levels = settings->configuration.levels;
  accepted.honour_suppressions = options.honour_suppressions;
  accepted.today = environment.today;
  const DiffReport report =
      diff_designs(*before, *after, settings->catalogue, accepted, options.preferences);
  const Color color = color_for(options.color, environment);
  const bool written = write_report(options, color, io, [&](Format format, Color painted) {
    return render(report, format, {painted, options.detail});
  });
  if (!written) return ExitStatus::could_not_run;
  io.err << render_findings(report.before.findings) << render_findings(report.after.findings);
  return refused(report, options.fail_on) ? ExitStatus::refused : ExitStatus::done;
}

}  // namespace eventarch::cli
