#pragma once

/// What changes between two states of a design file: the requirements that differ, what becomes of
/// the design, which requirement leads to which change, and how much each change hurts.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/advise.hpp"
#include "eventarch/catalogue.hpp"
#include "eventarch/check.hpp"
#include "eventarch/diagnostic.hpp"
#include "eventarch/report.hpp"

namespace eventarch {

/// From harmless to harmful. risky: it needs care, or the file alone cannot tell.
enum class Impact : std::uint8_t { safe, risky, breaking };

[[nodiscard]] std::string_view name_of(Impact impact);

/// What a change is an instance of. One row of the table of change rules.
struct ChangeRule {
  std::string_view name;  ///< snake_case, says what changed; never reused
  Impact impact = Impact::safe;
  std::string_view reason;  ///< a sentence without a full stop
  std::string_view source;  ///< who says so; empty where it is a judgement of ours
  /// How it is made without harm, a sentence without a full stop; empty where nothing is to be
  /// done, or the reason says it.
  std::string_view safely{};
};

/// All of them, by name.
[[nodiscard]] std::vector<const ChangeRule*> change_rules();

/// A value of the file that differs. Texts are as the file has them: raw input.
struct RequirementChange {
  std::string field;      ///< path below event_context
  std::string from;       ///< as written; what is assumed instead, or that nothing is stated
  std::string to;         ///< likewise
  SourceSpan from_where;  ///< line 0 where the old file does not state it
  SourceSpan to_where;    ///< line 0 where the new file does not state it
};

/// How a change of the design follows from changes of the file.
enum class Causation : std::uint8_t {
  alone,         ///< each of the named changes leads to it on its own
  together,      ///< only the named changes together lead to it
  not_examined,  ///< there are more changes than one run examines
};

/// A difference between two designs.
struct Change {
  const ChangeRule* rule = nullptr;  ///< never null
  std::string subject;               ///< topic, consumer group, event type; empty: the design
  std::string field;                 ///< what of it, such as partitions
  std::string from;                  ///< empty: was not there
  std::string to;                    ///< empty: is not there any more
  std::string via;                   ///< what decides the new value, such as "binding: storage"
  /// The rule of a finding whose help asks for a value that leads to this: the old file has it, the
  /// new one does not any more. Empty where nobody advised it.
  std::string advised_by;
  Causation causation = Causation::alone;
  std::vector<std::size_t> causes;  ///< into the requirements of the design, rising

  /// The same difference, whatever is behind it.
  [[nodiscard]] bool same_place(const Change& other) const {
    return subject == other.subject && field == other.field;
  }
};

/// A design that is in both files, or in one of them.
struct DesignDiff {
  std::string name;                     ///< of the new file, where it is there
  std::optional<std::uint32_t> before;  ///< number of the document; empty: added
  std::optional<std::uint32_t> after;   ///< number of the document; empty: removed
  std::vector<RequirementChange> requirements;
  std::vector<Change> changes;  ///< the most harmful first
  std::vector<std::string> notes;

  [[nodiscard]] bool unchanged() const { return requirements.empty() && changes.empty(); }
};

struct DiffSide {
  std::string file;   ///< as given to the program; may be hostile
  Findings findings;  ///< only where the side cannot be compared: its errors say why
};

struct DiffReport {
  DiffSide before;
  DiffSide after;
  /// False where a side is no valid design file: there is nothing to compare then.
  bool comparable = true;
  std::vector<DesignDiff> designs;  ///< in the order of the new file, then what was removed

  [[nodiscard]] std::size_t count(Impact impact) const;
  [[nodiscard]] bool unchanged() const;
};

/// Compares two texts, document by document: those of one name, then those left over in order
/// where both sides have as many. Where neither file names a design, both are called after the new
/// one, so that a moved file is not a renamed topic. Findings count as `check` counts them: with
/// the levels of the settings, and not where a comment of their file accepts them. The preferences
/// hold for both sides. Never throws on account of the input.
[[nodiscard]] DiffReport diff_designs(const SourceText& before, const SourceText& after,
                                      const Catalogue& catalogue,
                                      const CheckSettings& settings = {},
                                      const DesignPreferences& preferences = {});

/// "Design: 1 breaking, 2 risky, 5 safe", or "Design: no change".
[[nodiscard]] std::string diff_headline(const DiffReport& report);

/// What is to be known before a change is made: who advised it, and how it is made without harm.
/// Empty where there is nothing of the kind.
[[nodiscard]] std::string advice_text(const Change& change);

/// "because requirements.throughput 10K msg/s -> 20K msg/s (binding: consumer_throughput)"; raw.
[[nodiscard]] std::string cause_text(const Change& change, const DesignDiff& design);

struct DiffTextOptions {
  Color color = Color::off;
  Detail detail = Detail::normal;  ///< brief: the headline alone
};

/// For people: ASCII apart from the user's own names, no control characters from the input.
[[nodiscard]] std::string render_diff_text(const DiffReport& report,
                                           const DiffTextOptions& options);

/// For programs: one JSON object, ending in a newline.
[[nodiscard]] std::string render_diff_json(const DiffReport& report);

/// JSON Schema 2020-12 of that object.
[[nodiscard]] std::string diff_schema();

/// For a pull request: below `markdown_longest` bytes, its first line a marker by which the comment
/// is found again.
[[nodiscard]] std::string render_diff_markdown(const DiffReport& report, Detail detail);

}  // namespace eventarch
