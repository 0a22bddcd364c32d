#pragma once

/// What patterns ask of a broker, in its own words: one row a mode in one table.

#include <string_view>

#include "assembly/design_input.hpp"

namespace eventarch::assembly {

/// Fragments of sentences, without names of the design.
struct BrokerWording {
  std::string_view broker;
  std::string_view mode;         ///< empty: every mode of the broker
  std::string_view fan_out;      ///< how every group gets every message
  std::string_view routing;      ///< who picks the event types of a group
  std::string_view sharing;      ///< how the instances of a group share the work
  std::string_view acknowledge;  ///< what marks a message as done
  std::string_view comes_back;   ///< a message comes again when ...
  std::string_view held;         ///< setting that bounds what one instance holds; may be empty
  std::string_view timeout;      ///< setting that bounds how long; empty: nothing does
  std::string_view handle = "position";  ///< what names a message to the broker
  double timeout_unit_ms = 1;            ///< unit of that setting
  double timeout_default_ms = 0;
  double call_ms = 1;            ///< one way between broker and consumer
  std::string_view extend;       ///< how longer work keeps its message
  std::string_view reply;        ///< how answers come back
  std::string_view read_again;   ///< how a group is set back; empty where it cannot be
  std::string_view origin;       ///< headers that say where a dead letter comes from
  std::string_view replay_dead;  ///< how dead letters go back to their queue; empty: they do not
};

/// The row of the chosen mode; a general one for a broker of the user's own.
[[nodiscard]] const BrokerWording& wording(const DesignInput& input);

}  // namespace eventarch::assembly
