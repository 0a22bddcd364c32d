#include "cli/other_words.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace eventarch::cli {
namespace {

struct OtherWord {
  std::string_view written;
  std::string_view meant;
};

constexpr std::array command_words{
    OtherWord{"advise", "design"},
    OtherWord{"calc", "calculate"},
    OtherWord{"choose", "design"},
    OtherWord{"compare", "diff"},
    OtherWord{"compute", "calculate"},
    OtherWord{"create", "init"},
    OtherWord{"describe", "explain"},
    OtherWord{"doc", "explain"},
    OtherWord{"docs", "explain"},
    OtherWord{"fix", "check --fix"},
    OtherWord{"formula", "calculate"},
    OtherWord{"formulas", "calculate"},
    OtherWord{"generate", "design"},
    OtherWord{"help", "--help"},
    OtherWord{"lint", "check"},
    OtherWord{"new", "init"},
    OtherWord{"plan", "design"},
    OtherWord{"prove", "simulate"},
    OtherWord{"recommend", "design"},
    OtherWord{"report", "design"},
    OtherWord{"rules", "check --list-rules"},
    OtherWord{"run", "simulate"},
    OtherWord{"select", "design"},
    OtherWord{"size", "design"},
    OtherWord{"sizing", "design"},
    OtherWord{"test", "simulate"},
    OtherWord{"validate", "check"},
    OtherWord{"verify", "check"},
    OtherWord{"version", "--version"},
    OtherWord{"why", "explain"},
};

constexpr std::array schema_words{
    OtherWord{"context", "input"},       OtherWord{"design", "report"},
    OtherWord{"event_context", "input"}, OtherWord{"file", "input"},
    OtherWord{"findings", "check"},      OtherWord{"output", "report"},
    OtherWord{"simulate", "simulation"}, OtherWord{"yaml", "input"},
};

/// What stands before a blank is the flag that must be there; a format must be one of the command.
constexpr std::array flag_words{
    OtherWord{"--broker", "--set decisions.broker=NAME"},
    OtherWord{"--dry-run", "--diff"},
    OtherWord{"--github", "--format github"},
    OtherWord{"--gitlab", "--format gitlab"},
    OtherWord{"--json", "--format json"},
    OtherWord{"--jsonl", "--format jsonl"},
    OtherWord{"--junit", "--format junit"},
    OtherWord{"--markdown", "--format markdown"},
    OtherWord{"--md", "--format markdown"},
    OtherWord{"--partitions", "--set decisions.partitions=NUMBER"},
    OtherWord{"--replications", "--seeds"},
    OtherWord{"--rules", "--list-rules"},
    OtherWord{"--runs", "--seeds"},
    OtherWord{"--sarif", "--format sarif"},
    OtherWord{"--silent", "--quiet"},
    OtherWord{"--strict", "--fail-on warning"},
    OtherWord{"--threads", "--jobs"},
    OtherWord{"--time", "--duration"},
    OtherWord{"--trials", "--seeds"},
    OtherWord{"--werror", "--fail-on warning"},
};

std::optional<std::string_view> meant_by(std::string_view word, std::span<const OtherWord> words) {
  const auto found = std::ranges::find(words, word, &OtherWord::written);
  return found == words.end() ? std::nullopt : std::optional(found->meant);
}

}  // namespace

std::optional<std::string_view> command_meant_by(std::string_view word) {
  return meant_by(word, command_words);
}

std::optional<std::string_view> flag_meant_by(std::string_view word) {
  return meant_by(word, flag_words);
}

std::optional<std::string_view> schema_meant_by(std::string_view word) {
  return meant_by(word, schema_words);
}

}  // namespace eventarch::cli
