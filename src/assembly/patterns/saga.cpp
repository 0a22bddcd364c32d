#include <fmt/format.h>

#include "assembly/pattern.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool applies(const DesignInput& input) { return input.context.use_case == UseCase::saga; }

std::string why(const DesignInput& input) {
  return fmt::format("one business transaction over {} participants without a lock across them",
                     input.context.consumers.size());
}

std::vector<std::string> parts(const DesignInput& input) {
  constexpr std::size_t few = 3;
  const bool orchestrated = input.context.consumers.size() >= few;
  return {orchestrated ? fmt::format("orchestration: with {} participants one place must know the "
                                     "state of each saga",
                                     input.context.consumers.size())
                       : "choreography: with so few participants each reacts to the events of the "
                         "other; go over to an orchestrator with the third",
          "every step has a compensation, idempotent, retried until it succeeds",
          "the pivot is the step after which the saga only goes forward",
          fmt::format(
              "a timeout per step; {} is three times the latency target",
              notation::duration(Duration{input.context.requirements.latency.milliseconds * 3})),
          "the state of a saga is written before its next command is sent",
          "a saga whose compensation fails is stuck: alert, and a person decides"};
}

}  // namespace

extern const PatternUnit saga_pattern;
constinit const PatternUnit saga_pattern{.name = "saga",
                                         .title = "Saga",
                                         .page = {},
                                         .applies = applies,
                                         .why = why,
                                         .parts = parts,
                                         .figures = no_figures,
                                         .flow = no_flow};

}  // namespace eventarch::assembly
