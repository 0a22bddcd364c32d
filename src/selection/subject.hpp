#pragma once

/// A mode that is judged for a context.

#include "eventarch/catalogue.hpp"
#include "eventarch/context.hpp"

namespace eventarch::selection {

struct Subject {
  const EventContext& context;
  const Broker& broker;
  const Mode& mode;

  [[nodiscard]] const Fact& fact(FactKey key) const { return mode.fact(key); }
  [[nodiscard]] double number(FactKey key) const { return mode.number(key); }
};

/// A broker takes part where it always does, or where the design names it.
[[nodiscard]] bool takes_part(const Broker& broker, const EventContext& context);

/// What the planned way through the broker, SNS in front of it and commits included, and the
/// processing alone take at the 99th percentile: no design of the mode is sized for less.
[[nodiscard]] Duration least_latency(const EventContext& context, const Mode& mode);

/// What one unit of order carries: as measured, where the file says so; otherwise the catalogue's.
[[nodiscard]] MessageRate ordered_rate(const Subject& subject);
[[nodiscard]] ByteRate unit_byte_rate(const Subject& subject);

}  // namespace eventarch::selection
