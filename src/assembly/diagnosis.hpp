#pragma once

/// What to run first: commands by broker, one file each in diagnosis/, one row each in
/// diagnosis_table.cpp.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "assembly/watched.hpp"

namespace eventarch::assembly {

enum class Issue : std::uint8_t {
  consumer_lag,
  message_loss,
  duplicates,
  ordering_issues,
  dlq_overflow,
  rebalance_storms,
};

/// Names of the design stand for `{topic}`, `{group}`, `{source}` (what the group reads),
/// `{dead_letter}` (the first partition of a
/// partitioned topic in `{dead_letter_part}`) and `{stats}` (Pulsar's word for its statistics).
struct FirstCommand {
  Issue issue;
  std::string_view mode;  ///< of the broker; empty: every mode that has no row of its own above
  std::string_view command;
};

struct Diagnosis {
  std::string_view broker;  ///< catalogue id
  std::span<const FirstCommand> commands;
};

[[nodiscard]] std::span<const Diagnosis> diagnoses();

/// The command with this design's names, ready for a shell. Empty for a broker of the user's own.
[[nodiscard]] std::string first_command(const Watched& watched, Issue issue);

/// The word for a POSIX shell: as it is where it is plain, otherwise in single quotes.
[[nodiscard]] std::string shell_word(std::string_view word);

}  // namespace eventarch::assembly
