#pragma once

/// What was asked for on the command line, parsed once and passed as values.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "eventarch/advise.hpp"
#include "eventarch/check_report.hpp"
#include "eventarch/report.hpp"
#include "eventarch/simulation.hpp"

namespace eventarch::cli {

enum class Format : std::uint8_t { text, json, jsonl, markdown };
enum class FailOn : std::uint8_t { info, warning, error, never };
enum class ColorChoice : std::uint8_t { automatic, always, never };

/// A report that goes to a file.
template <class AnyFormat>
struct OutputFileIn {
  AnyFormat format{};  ///< text
  std::string path;
};

/// Where a report goes.
template <class AnyFormat>
struct ReportOptionsIn {
  AnyFormat format{};     ///< of standard output; text
  bool to_stdout = true;  ///< false where -o PATH took its place
  std::vector<OutputFileIn<AnyFormat>> outputs;
};

using OutputFile = OutputFileIn<Format>;
using ReportOptions = ReportOptionsIn<Format>;
using CheckOutputFile = OutputFileIn<CheckFormat>;

struct DesignOptions : ReportOptions {
  std::vector<std::string> files;  ///< `-` is standard input
  std::optional<FailOn> fail_on;   ///< without it the configuration says, or error
  ColorChoice color = ColorChoice::automatic;
  Detail detail = Detail::normal;
  Sections sections;  ///< in the order of the report, each once; empty: the whole report
  std::vector<Override> overrides;
  DesignPreferences preferences;
  bool honour_suppressions = true;
  std::string catalogue;  ///< folder with broker files; empty: none
};

/// What becomes of the findings that can be mended with certainty.
enum class Mending : std::uint8_t { none, write, show };

struct CheckOptions : ReportOptionsIn<CheckFormat> {
  std::vector<std::string> paths;  ///< files and folders; `-` is standard input
  std::optional<FailOn> fail_on;   ///< without it the configuration says, or error
  ColorChoice color = ColorChoice::automatic;
  Detail detail = Detail::normal;
  std::vector<Override> overrides;
  std::string catalogue;  ///< folder with broker files; empty: none
  /// In the place of the nearest `.eventarch.yaml`; empty: none at all.
  std::optional<std::string> configuration;
  bool honour_suppressions = true;
  std::string baseline;           ///< file with what was accepted; empty: none
  std::string baseline_to_write;  ///< empty: none
  Mending mending = Mending::none;
  std::string stdin_name;  ///< how standard input is called in findings; empty: `<stdin>`
  std::size_t jobs = 0;    ///< 0: one for each processor
};

struct RuleListOptions : ReportOptionsIn<CheckFormat> {};  ///< text or json

struct CompletionOptions {
  std::string shell;  ///< bash, zsh or fish
};

/// Which schema is printed.
enum class SchemaKind : std::uint8_t { check, diff, input, report, simulation };

struct SchemaOptions {
  SchemaKind kind = SchemaKind::input;
};

struct InitOptions {
  std::string path;
  bool force = false;
};

struct ExplainOptions {
  std::string name;       ///< empty: the index
  std::string catalogue;  ///< folder with broker files; empty: none
};

struct CalculateOptions : ReportOptions {
  std::string formula;                 ///< empty: the index
  std::vector<std::string> arguments;  ///< NAME=VALUE
};

/// From which class of change on the answer is no.
enum class DiffFailOn : std::uint8_t { any, risky, breaking, never };

struct DiffOptions : ReportOptions {
  std::string before;  ///< a file, `-`, or REF:PATH
  std::string after;   ///< likewise
  DiffFailOn fail_on = DiffFailOn::breaking;
  DesignPreferences preferences;
  ColorChoice color = ColorChoice::automatic;
  Detail detail = Detail::normal;
  bool honour_suppressions = true;
  std::string catalogue;  ///< folder with broker files; empty: none
};

/// From which outcome of a simulation on the answer is no.
enum class SimulationFailOn : std::uint8_t {
  violated,  ///< a promised guarantee is broken, or a requirement that counts is missed
  untested,  ///< also what stays undecided or was not exercised
  never,
};

struct SimulateOptions : ReportOptions {
  std::vector<std::string> files;  ///< `-` is standard input
  SimulationOptions simulation;    ///< all but the progress
  SimulationFailOn fail_on = SimulationFailOn::violated;
  ColorChoice color = ColorChoice::automatic;
  Detail detail = Detail::normal;
  std::vector<Override> overrides;
  bool honour_suppressions = true;
  std::string catalogue;  ///< folder with broker files; empty: none
};

/// Text to print on standard output: help or version.
struct Information {
  std::string text;
};

/// A command line that cannot be followed.
struct UsageError {
  std::string message;
  std::string help;
};

using Request = std::variant<DesignOptions, CheckOptions, RuleListOptions, SchemaOptions,
                             InitOptions, ExplainOptions, CalculateOptions, DiffOptions,
                             SimulateOptions, CompletionOptions, Information, UsageError>;

}  // namespace eventarch::cli
