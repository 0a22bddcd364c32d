#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <variant>
#include <vector>

#include "cli/requests.hpp"
#include "cli/typed_values.hpp"
#include "eventarch/formulas.hpp"
#include "support/text.hpp"

namespace eventarch::cli {
namespace {

const NamedValues<Format> formats{
    {"json", Format::json}, {"jsonl", Format::jsonl}, {"text", Format::text}};
const NamedValues<Arrivals> arrivals{{"poisson", Arrivals::poisson}, {"steady", Arrivals::steady}};
const NamedValues<ServiceShape> services{{"deterministic", ServiceShape::deterministic},
                                         {"exponential", ServiceShape::exponential},
                                         {"lognormal", ServiceShape::lognormal}};
const NamedValues<SimulationFailOn> fail_ons{{"never", SimulationFailOn::never},
                                             {"untested", SimulationFailOn::untested},
                                             {"violated", SimulationFailOn::violated}};

/// A name that is not in a list, with the nearest one that is.
UsageError unknown_name(std::string_view what, const std::string& name,
                        const std::vector<std::string_view>& known) {
  const auto meant = text::closest(name, known);
  return {fmt::format("there is no {} {}", what, text::quoted(name)),
          meant ? fmt::format("did you mean `{}`?", *meant)
                : fmt::format("one of {}", fmt::join(known, ", "))};
}

std::vector<std::string_view> fault_names() {
  std::vector<std::string_view> names;
  for (const SimulationFault& fault : simulation_faults()) names.push_back(fault.name);
  return names;
}

std::vector<std::string_view> mistake_names() {
  std::vector<std::string_view> names;
  for (const SimulationMistake& mistake : simulation_mistakes()) names.push_back(mistake.name);
  return names;
}

/// `a,b` and several flags add up.
std::vector<std::string> words_of(const std::vector<std::string>& texts) {
  std::vector<std::string> words;
  for (const std::string& text : texts) {
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find(',', at), text.size());
      words.push_back(text.substr(at, end - at));
      at = end + 1;
    }
  }
  return words;
}

std::optional<UsageError> add_faults(const RawSimulation& raw, SimulationOptions& options) {
  std::vector<std::string_view> names = fault_names();
  if (raw.trace) {
    std::vector<std::string_view> traced = names;
    traced.insert(traced.begin(), "none");
    // Behind `none/` stands a process beside the message path, which the simulation knows.
    const bool without_fault = raw.trace->starts_with("none/");
    if (!without_fault && std::ranges::find(traced, *raw.trace) == traced.end()) {
      return unknown_name("fault", *raw.trace, traced);
    }
    options.trace_fault = *raw.trace;
    // A run knows nothing of the other ones: to see it no other fault is needed.
    options.faults = {without_fault ? std::string("none") : *raw.trace};
  }
  if (raw.faults.empty()) return std::nullopt;
  names.insert(names.begin(), {"none", "default", "all"});
  const std::vector<std::string_view> mistakes = mistake_names();
  const std::vector<std::string> words = words_of(raw.faults);
  for (const std::string& word : words) {
    if (word.empty()) {
      return UsageError{"--faults has an empty name", "write a,b or use the flag again"};
    }
    if (std::ranges::find(names, word) != names.end()) continue;
    if (std::ranges::find(mistakes, word) != mistakes.end()) {
      return UsageError{fmt::format("there is no fault {}: it is a mistake", text::quoted(word)),
                        fmt::format("give it with `--mistake {}`", word)};
    }
    return unknown_name("fault", word, names);
  }
  if (!raw.trace) options.faults = words;
  return std::nullopt;
}

std::optional<UsageError> add_mistake(const RawSimulation& raw, SimulationOptions& options) {
  if (!raw.mistake) return std::nullopt;
  const std::vector<std::string_view> names = mistake_names();
  const std::vector<std::string_view> faults = fault_names();
  if (std::ranges::find(faults, *raw.mistake) != faults.end()) {
    return UsageError{
        fmt::format("there is no mistake {}: it is a fault", text::quoted(*raw.mistake)),
        fmt::format("give it with `--faults {}`", *raw.mistake)};
  }
  if (std::ranges::find(names, *raw.mistake) == names.end()) {
    return unknown_name("mistake", *raw.mistake, names);
  }
  options.mistake = *raw.mistake;
  return std::nullopt;
}

/// A whole number with `K` or `M` if wanted.
std::variant<std::uint64_t, UsageError> count_of(std::string_view flag, const std::string& text) {
  const auto value = parse_argument(Dimension::count, text);
  const auto* const number = std::get_if<double>(&value);
  constexpr double most = 1e15;
  const bool whole = number != nullptr && *number >= 0 && *number <= most &&
                     *number == static_cast<double>(static_cast<std::uint64_t>(*number));
  if (whole) return static_cast<std::uint64_t>(*number);
  return UsageError{fmt::format("{} cannot be {}", flag, text::quoted(text)),
                    "a whole number, with `K` or `M` if wanted, such as 50K"};
}

std::optional<UsageError> add_seed(const RawSimulation& raw, SimulationOptions& options) {
  if (!raw.seed) return std::nullopt;
  const std::string& text = *raw.seed;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, options.seed);
  if (error == std::errc{} && stop == end) return std::nullopt;
  return UsageError{fmt::format("--seed cannot be {}", text::quoted(text)),
                    "a whole number from 0 on, below 2^64"};
}

std::optional<UsageError> add_counts(const RawSimulation& raw, SimulationOptions& options) {
  if (raw.seeds) {
    const auto count = count_of("--seeds", *raw.seeds);
    if (const auto* error = std::get_if<UsageError>(&count)) return *error;
    const std::uint64_t seeds = std::get<std::uint64_t>(count);
    // What fits into no option cannot be passed on to where the limit is kept.
    if (seeds > UINT32_MAX) {
      return UsageError{fmt::format("--seeds cannot be {}", text::quoted(*raw.seeds)),
                        "a whole number from 1 to 100000"};
    }
    options.seeds = static_cast<std::uint32_t>(seeds);
  }
  struct Count {
    std::string_view flag;
    const std::optional<std::string>& given;
    std::uint64_t& wanted;
  };
  for (const Count& one : {Count{"--messages", raw.messages, options.messages},
                           Count{"--fault-messages", raw.fault_messages, options.fault_messages},
                           Count{"--trace-events", raw.trace_events, options.trace_lines}}) {
    if (!one.given) continue;
    const auto count = count_of(one.flag, *one.given);
    if (const auto* error = std::get_if<UsageError>(&count)) return *error;
    one.wanted = std::get<std::uint64_t>(count);
  }
  return std::nullopt;
}

std::optional<UsageError> add_times(const RawSimulation& raw, SimulationOptions& options) {
  if (raw.duration) {
    const auto value = parse_argument(Dimension::duration, *raw.duration);
    if (const auto* error = std::get_if<ArgumentError>(&value)) {
      return UsageError{fmt::format("--duration cannot be {}", text::quoted(*raw.duration)),
                        error->help.empty() ? error->message : error->help};
    }
    constexpr double ms_per_s = 1000;
    options.duration = Duration{std::get<double>(value) * ms_per_s};
  }
  if (raw.service_variation) {
    const auto value = parse_argument(Dimension::number, *raw.service_variation);
    if (const auto* error = std::get_if<ArgumentError>(&value)) {
      return UsageError{
          fmt::format("--service-variation cannot be {}", text::quoted(*raw.service_variation)),
          error->help.empty() ? error->message : error->help};
    }
    options.service_variation = std::get<double>(value);
  }
  return std::nullopt;
}

std::optional<UsageError> wrong_input(const RawSimulation& raw) {
  if (raw.files.empty()) {
    return UsageError{"no design file is given",
                      "name one, such as `eventarch simulate ctx.yaml`, or `-` for standard input; "
                      "`eventarch init ctx.yaml` writes one to start from"};
  }
  if (std::ranges::count(raw.files, "-") > 1) {
    return UsageError{"standard input is named twice", "it can be read once only"};
  }
  if (!formats.contains(raw.format)) return bad_value("--format", raw.format, formats);
  if (raw.files.size() > 1 && raw.format == "json") {
    return UsageError{"--format json is one object for one design, and several files are named",
                      "use --format jsonl: one object a line"};
  }
  if (!arrivals.contains(raw.arrivals)) return bad_value("--arrivals", raw.arrivals, arrivals);
  if (!services.contains(raw.service)) return bad_value("--service", raw.service, services);
  if (!fail_ons.contains(raw.fail_on)) return bad_value("--fail-on", raw.fail_on, fail_ons);
  if (!colors.contains(raw.color)) return bad_value("--color", raw.color, colors);
  if (raw.catalogue && raw.catalogue->empty()) {
    return UsageError{"--catalogue needs a folder", "name one with broker files (*.yaml)"};
  }
  if (raw.jobs && !job_count(*raw.jobs)) return bad_job_count(*raw.jobs);
  return std::nullopt;
}

/// Flags that say nothing together.
std::optional<UsageError> wrong_together(const RawSimulation& raw) {
  if (raw.service_variation && raw.service != "lognormal") {
    return UsageError{"--service-variation says how lognormal processing times vary",
                      "add --service lognormal"};
  }
  if (raw.duration && raw.messages) {
    return UsageError{"--duration and --messages exclude each other",
                      "each says how long a load run is"};
  }
  if (raw.trace_events && !raw.trace) {
    return UsageError{"--trace-events says how much of a history is shown",
                      "add --trace with a fault, or with none"};
  }
  if (!raw.trace) return std::nullopt;
  if (raw.seeds) {
    return UsageError{"--trace and --seeds exclude each other",
                      "one run is shown; --seed says which"};
  }
  if (!raw.faults.empty()) {
    return UsageError{"--trace and --faults exclude each other",
                      "one run is shown, under the fault that --trace names"};
  }
  if (raw.duration || raw.messages) {
    return UsageError{"--trace shows a run under a fault, which has a length of its own",
                      "leave --duration and --messages away"};
  }
  return std::nullopt;
}

}  // namespace

Request simulate_request(const RawSimulation& raw) {
  if (auto error = wrong_input(raw)) return *error;
  if (auto error = wrong_together(raw)) return *error;
  SimulateOptions options;
  options.files = raw.files;
  options.catalogue = raw.catalogue.value_or(std::string{});
  options.honour_suppressions = !raw.no_ignores;
  options.format = formats.at(raw.format);
  options.fail_on = fail_ons.at(raw.fail_on);
  options.color = colors.at(raw.color);
  if (raw.quiet) options.detail = Detail::brief;
  if (raw.verbose) options.detail = Detail::verbose;
  SimulationOptions& simulation = options.simulation;
  simulation.arrivals = arrivals.at(raw.arrivals);
  simulation.service = services.at(raw.service);
  if (raw.jobs) simulation.threads = static_cast<std::uint32_t>(job_count(*raw.jobs).value_or(0));
  for (const auto add : {add_seed, add_counts, add_times, add_faults, add_mistake}) {
    if (auto error = add(raw, simulation)) return *error;
  }
  for (const std::string& text : raw.outputs) {
    if (auto error = add_output(text, formats, options)) return *error;
  }
  if (auto error = add_overrides(raw.overrides, options.overrides)) return *error;
  return options;
}

}  // namespace eventarch::cli
