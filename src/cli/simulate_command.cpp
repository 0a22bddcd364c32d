#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cli/catalogues.hpp"
#include "cli/colors.hpp"
#include "cli/commands.hpp"
#include "cli/design_files.hpp"
#include "cli/progress_line.hpp"
#include "cli/report_outputs.hpp"
#include "cli/shell_word.hpp"
#include "eventarch/simulation_report.hpp"

namespace eventarch::cli {
namespace {

/// How the same design is simulated again.
std::string command_for(const std::string& file, const SimulateOptions& options) {
  std::string out = "eventarch simulate " + shell_file(file);
  for (const Override& one : options.overrides) {
    out += " --set " + shell_word(one.path + "=" + one.value);
  }
  if (!options.honour_suppressions) out += " --no-ignores";
  if (!options.catalogue.empty()) out += " --catalogue " + shell_word(options.catalogue);
  return out;
}

enum class Ending : std::uint8_t { done, refused, interrupted };

/// Simulates one design after the other. Why one cannot be is told.
Ending simulate_all(std::vector<SimulationReport>& reports, const Streams& io,
                    const Environment& environment) {
  const auto now = [] {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
  };
  ProgressLine line(io.err, environment.err_is_terminal, now);
  const auto goes_on = [&] { return !environment.interrupted || !environment.interrupted(); };
  (void)goes_on();           // from here on an interruption is noticed
  std::uint64_t before = 0;  // runs of the designs that are done
  const auto designs = std::ranges::count_if(
      reports, [](const SimulationReport& one) { return one.advice.design.has_value(); });
  for (SimulationReport& report : reports) {
    if (!report.advice.design) continue;
    std::uint64_t planned = 0;
    SimulationOptions options = report.options;
    options.progress = [&](const SimulationProgress& progress) {
      planned = progress.runs_planned;
      // The other designs take about as long.
      line.show(before + progress.runs_done, planned * static_cast<std::uint64_t>(designs));
      return goes_on();
    };
    auto result = simulate(report.advice, options);
    if (const auto* refusal = std::get_if<SimulationRefusal>(&result)) {
      complain(io.err, fmt::format("{}: {}", report.advice.file, refusal->message), refusal->help);
      return Ending::refused;
    }
    report.result = std::move(std::get<SimulationResult>(result));
    if (report.result->interrupted) return Ending::interrupted;
    before += planned;
  }
  return Ending::done;
}

std::string render(const std::vector<SimulationReport>& reports, Format format,
                   const SimulationTextOptions& text) {
  std::string out;
  for (const SimulationReport& report : reports) {
    switch (format) {
      case Format::json: out += render_simulation_json(report); break;
      case Format::jsonl: out += render_simulation_json_line(report); break;
      case Format::text:
      case Format::markdown:
        if (!out.empty() && text.detail != Detail::brief) {
          out += "\n" + std::string(80, '=') + "\n\n";
        }
        out += render_simulation_text(report, text);
        break;
    }
  }
  return out;
}

bool refused(const SimulationReport& report, SimulationFailOn threshold) {
  if (!report.result) return true;
  if (threshold == SimulationFailOn::never) return false;
  if (report.advice.findings.has_errors()) return true;
  const SimulationAnswer answer = answer_of(report);
  if (answer == SimulationAnswer::does_not_hold) return true;
  if (threshold == SimulationFailOn::violated || answer == SimulationAnswer::replayed) return false;
  return answer == SimulationAnswer::undecided || left_untested(*report.result);
}

/// What is known by then goes to standard output; files are left as they are.
ExitStatus report_interrupted(std::vector<SimulationReport>& reports,
                              const SimulateOptions& options, const Streams& io,
                              const Environment& environment) {
  std::erase_if(reports, [](const SimulationReport& one) {
    return one.advice.design.has_value() && !one.result;  // its turn never came
  });
  io.out << render(reports, options.format,
                   {color_for(options.color, environment), options.detail});
  complain(io.err, "interrupted: the report holds what was known by then",
           options.outputs.empty() ? "" : "no file was written");
  const bool no = std::ranges::any_of(
      reports, [&](const SimulationReport& one) { return refused(one, options.fail_on); });
  return no ? ExitStatus::refused : ExitStatus::could_not_run;
}

}  // namespace

ExitStatus run_simulate(const SimulateOptions& options, const Streams& io,
                        const Environment& environment) {
  if (!outputs_stand_alone(paths_of(options.outputs), options.files, io.err)) {
    return ExitStatus::could_not_run;
  }
  Catalogues catalogues(options.catalogue, io.err);  // designs refer to it
  std::vector<SimulationReport> reports;
  const FilesRead read =
      advise_files(options.files, options.overrides, {}, catalogues,
                   {environment.today, options.honour_suppressions}, io,
                   [&](const std::string& path, const RepositorySettings&, Advice advice) {
                     reports.push_back({std::move(advice), std::nullopt, options.simulation,
                                        command_for(path, options)});
                   });
  // Half a report must not take the place of a whole one.
  const bool half = read == FilesRead::not_all && !options.outputs.empty();
  if (read == FilesRead::none || reports.empty() || half) return ExitStatus::could_not_run;
  if (!formats_hold(reports.size(), options, io.err)) return ExitStatus::could_not_run;
  switch (simulate_all(reports, io, environment)) {
    case Ending::refused: return ExitStatus::could_not_run;
    case Ending::interrupted: return report_interrupted(reports, options, io, environment);
    case Ending::done: break;
  }
  const Color color = color_for(options.color, environment);
  const bool written = write_report(options, color, io, [&](Format format, Color painted) {
    return render(reports, format, {painted, options.detail});
  });
  if (!written || read == FilesRead::not_all) return ExitStatus::could_not_run;
  const bool no = std::ranges::any_of(
      reports, [&](const SimulationReport& report) { return refused(report, options.fail_on); });
  return no ? ExitStatus::refused : ExitStatus::done;
}

}  // namespace eventarch::cli
