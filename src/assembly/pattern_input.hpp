#pragma once

/// What patterns work from: the design as far as it is assembled when they are chosen.

#include "assembly/design_input.hpp"

namespace eventarch::assembly {

struct PatternInput : DesignInput {
  const Topology& topology;
  const ConsumerConfig& consumer;
};

}  // namespace eventarch::assembly
