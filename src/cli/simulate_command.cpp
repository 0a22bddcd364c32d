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
#include "cli/files.hpp"
#include "cli/output_guard.hpp"
#include "cli/progress_line.hpp"
#include "eventarch/advise.hpp"
#include "eventarch/check.hpp"
#include "eventarch/simulation_report.hpp"

namespace eventarch::cli {
namespace {

/// As the shells of Bourne's family want a word.
std::string shell_word(const std::string& text) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:=@%+,-";
  if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

/// How the same design is simulated again.
std::string command_for(const std::string& file, const SimulateOptions& options) {
  // A name that begins with a dash is taken for a flag.
  const bool is_flag = file.size() > 1 && file.starts_with('-');
  std::string out = "eventarch simulate " + shell_word(is_flag ? "./" + file : file);
  for (const Override& one : options.overrides) {
    out += " --set " + shell_word(one.path + "=" + one.value);
  }
  if (!options.catalogue.empty()) out += " --catalogue " + shell_word(options.catalogue);
  return out;
}

/// The designs of all files, not yet simulated. `unreadable` is set where one could not be read.
struct Designs {
  std::vector<SimulationReport> reports;
  bool unreadable = false;
};

/// Nothing where a configuration is wrong. That, and what cannot be read, is told.
std::optional<Designs> designs_of(const SimulateOptions& options, Catalogues& catalogues,
                                  const Streams& io) {
  Designs designs;
  for (const std::string& path : options.files) {
    const RepositorySettings* settings = catalogues.for_file(path);
    if (settings == nullptr) return std::nullopt;
    auto source = read_source(path, io.in);
    if (const auto* error = std::get_if<FileError>(&source)) {
      complain(io.err, error->message);
      designs.unreadable = true;
      continue;
    }
    for (Advice& advice :
         advise(std::get<SourceText>(source), settings->catalogue, options.overrides)) {
      advice.findings = with_levels(advice.findings, settings->configuration.levels);
      designs.reports.push_back(
          {std::move(advice), std::nullopt, options.simulation, command_for(path, options)});
    }
  }
  return designs;
}

bool wants_single_json(const SimulateOptions& options) {
  const bool to_file = std::ranges::any_of(
      options.outputs, [](const OutputFile& output) { return output.format == Format::json; });
  return to_file || (options.to_stdout && options.format == Format::json);
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

/// False where an output could not be written; the reason is then told.
bool write_outputs(const std::vector<SimulationReport>& reports, const SimulateOptions& options,
                   const Streams& io) {
  for (const OutputFile& output : options.outputs) {
    const std::string text = render(reports, output.format, {Color::off, options.detail});
    if (const auto error = write_whole(output.path, text)) {
      complain(io.err, error->message);
      return false;
    }
  }
  return true;
}

bool refused(const SimulationReport& report, SimulationFailOn threshold) {
  if (!report.result || report.advice.findings.has_errors()) return true;
  if (threshold == SimulationFailOn::never) return false;
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
  if (const auto error = overwritten(paths_of(options.outputs), options.files)) {
    complain(io.err, error->message, "give the report a path of its own");
    return ExitStatus::could_not_run;
  }
  Catalogues catalogues(options.catalogue, io.err);  // designs refer to it
  auto designs = designs_of(options, catalogues, io);
  // Half a report must not take the place of a whole one.
  if (!designs || designs->reports.empty() || (designs->unreadable && !options.outputs.empty())) {
    return ExitStatus::could_not_run;
  }
  std::vector<SimulationReport>& reports = designs->reports;
  if (reports.size() > 1 && wants_single_json(options)) {
    complain(io.err, "--format json is one object for one design, and there are several",
             "use --format jsonl: one object a line");
    return ExitStatus::could_not_run;
  }
  switch (simulate_all(reports, io, environment)) {
    case Ending::refused: return ExitStatus::could_not_run;
    case Ending::interrupted: return report_interrupted(reports, options, io, environment);
    case Ending::done: break;
  }
  if (!write_outputs(reports, options, io)) return ExitStatus::could_not_run;
  if (options.to_stdout) {
    io.out << render(reports, options.format,
                     {color_for(options.color, environment), options.detail});
  }
  if (designs->unreadable) return ExitStatus::could_not_run;
  const bool no = std::ranges::any_of(
      reports, [&](const SimulationReport& report) { return refused(report, options.fail_on); });
  return no ? ExitStatus::refused : ExitStatus::done;
}

}  // namespace eventarch::cli
