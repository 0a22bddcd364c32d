#pragma once

/// What was asked for on the command line, parsed once and passed as values.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "eventarch/advise.hpp"
#include "eventarch/report.hpp"

namespace eventarch::cli {

enum class Format : std::uint8_t { text, json, jsonl, markdown };
enum class FailOn : std::uint8_t { info, warning, error, never };
enum class ColorChoice : std::uint8_t { automatic, always, never };

/// A report that goes to a file.
struct OutputFile {
  Format format = Format::text;
  std::string path;
};

/// Where a report goes.
struct ReportOptions {
  Format format = Format::text;  ///< of standard output
  bool to_stdout = true;         ///< false where -o PATH took its place
  std::vector<OutputFile> outputs;
};

struct DesignOptions : ReportOptions {
  std::vector<std::string> files;  ///< `-` is standard input
  FailOn fail_on = FailOn::error;
  ColorChoice color = ColorChoice::automatic;
  Detail detail = Detail::normal;
  Sections sections;  ///< in the order of the report, each once; empty: the whole report
  std::vector<Override> overrides;
  DesignPreferences preferences;
  std::string catalogue;  ///< folder with broker files; empty: none
};

struct SchemaOptions {
  bool report = false;  ///< of the report; otherwise of the design file
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
  ColorChoice color = ColorChoice::automatic;
  Detail detail = Detail::normal;
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

using Request = std::variant<DesignOptions, SchemaOptions, InitOptions, ExplainOptions,
                             CalculateOptions, DiffOptions, Information, UsageError>;

}  // namespace eventarch::cli
