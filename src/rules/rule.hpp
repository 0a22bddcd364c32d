#pragma once

/// Rules about what a design file says. A rule is one file: meaning, reason, bad, good, code; and
/// one line in the table.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/catalogue.hpp"
#include "eventarch/context.hpp"
#include "eventarch/decision.hpp"
#include "eventarch/diagnostic.hpp"
#include "eventarch/sizing.hpp"

namespace eventarch::rules {

/// Rules see the declaration as it was read: any part may be missing, and each rule says nothing
/// where it lacks what it needs.
struct RuleInput {
  const Declaration& declaration;
  const Catalogue& catalogue;
  const Decision* decision = nullptr;     ///< null before the selection
  const EventContext* context = nullptr;  ///< null before the selection
  const Sizing* sizing = nullptr;         ///< null before the sizing
};

/// When a rule can speak.
enum class Stage : std::uint8_t {
  declared,   ///< on what the file says, whatever else is wrong
  decided,    ///< once a broker is chosen
  undecided,  ///< where none qualifies, which a report says in a place of its own
  sized,      ///< once the numbers are there
};

/// What the findings of a rule repeat in the words of a decision or a sizing; each includes those
/// before it. Who judges numbers puts into words what is repeated, and no more.
enum class Quotes : std::uint8_t { nothing, limits, sizing, decision };

struct Check {
  const Rule* rule;
  void (*run)(const RuleInput&, Findings&);
  Stage stage = Stage::declared;
  Quotes quotes = Quotes::nothing;
};

/// The value that the finding is about, or the whole design where the file leaves it out.
template <class T>
[[nodiscard]] SourceSpan place_of(const Declared<T>& value, const Declaration& file) {
  return value ? value->where : file.where;
}

/// The number of copies as decided or, where it is not, as offered; empty where the file says
/// neither.
[[nodiscard]] inline const Declared<Count>& declared_copies(const Declaration& file) {
  return file.decisions.replication_factor ? file.decisions.replication_factor
                                           : file.capacity.replication_factor;
}

/// Adds the place of a value that the finding follows from, where the file states it.
template <class T>
void add_cause(Diagnostic& finding, const Declared<T>& value, std::string_view message) {
  if (value) finding.related.push_back({value->where, std::string(message)});
}

/// The rules that run on a declaration, by name.
[[nodiscard]] std::span<const Check> checks();

/// Every rule of the program, those of the readers included, by name.
[[nodiscard]] std::vector<const Rule*> all_rules();

/// Runs the checks of the stage that the input is at. Gives the most that was quoted.
Quotes run_rules(const RuleInput& input, Findings& findings);
Quotes run_rules(Stage stage, const RuleInput& input, Findings& findings);

}  // namespace eventarch::rules
