#pragma once

/// Views of a simulation: one for people, one for programs. Pure: same values, same bytes, on any
/// machine and in any locale.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "eventarch/design.hpp"
#include "eventarch/report.hpp"
#include "eventarch/simulation.hpp"

namespace eventarch {

/// A design with what came of its simulation.
struct SimulationReport {
  Advice advice;  ///< refers to its catalogue, which must live as long
  /// Empty where there was no design to simulate: the findings, or the decision, say why.
  std::optional<SimulationResult> result;
  SimulationOptions options;  ///< what was asked for
  /// How the design is simulated again, without what `options` say: "eventarch simulate orders.yaml
  /// --set requirements.latency=50ms". May hold names out of the input.
  std::string command;
};

/// What the whole comes to. In the order in which one answer takes the place of another.
enum class SimulationAnswer : std::uint8_t {
  no_design,      ///< there was nothing to simulate
  replayed,       ///< one run was shown, none was judged
  does_not_hold,  ///< a promised guarantee is broken, or a requirement that counts is missed
  undecided,      ///< interrupted, suspect by its own audit, or too little was simulated
  holds,          ///< all that was put to the test
};
[[nodiscard]] std::string_view name_of(SimulationAnswer answer);
[[nodiscard]] SimulationAnswer answer_of(const SimulationReport& report);

/// Whether something of the design was never put to the test: a promised guarantee not exercised,
/// or a fault that applies and never met its dangerous moment.
[[nodiscard]] bool left_untested(const SimulationResult& result);

/// The answer in one line, without a line end: "order-events holds: ...". Holds the input as it is.
[[nodiscard]] std::string simulation_headline(const SimulationReport& report);

struct SimulationTextOptions {
  Color color = Color::off;
  Detail detail = Detail::normal;  ///< brief: the headline alone
};

/// For people: ASCII apart from the user's own names, no control characters from the input. Without
/// a design it is the report of the design, which says why there is none.
[[nodiscard]] std::string render_simulation_text(const SimulationReport& report,
                                                 const SimulationTextOptions& options);

/// For programs: one JSON object, indented by two, ending in a newline.
[[nodiscard]] std::string render_simulation_json(const SimulationReport& report);

/// The same object on one line.
[[nodiscard]] std::string render_simulation_json_line(const SimulationReport& report);

/// JSON Schema 2020-12 of that object.
[[nodiscard]] std::string simulation_schema();

}  // namespace eventarch
