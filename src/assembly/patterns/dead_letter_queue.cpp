#include <fmt/format.h>

#include "assembly/dialect.hpp"
#include "assembly/pattern.hpp"

namespace eventarch::assembly {
namespace {

bool applies(const DesignInput& input) { return !input.at_most_once(); }

std::string why(const DesignInput& input) {
  return fmt::format("what fails {} times, or can never succeed, must not block or vanish",
                     input.max_attempts());
}

std::vector<std::string> parts(const DesignInput& input) {
  return {dialect_for(input.broker).dead_letter_mechanism(input),
          "headers keep the origin: topic, partition, offset, attempts, first and last error",
          "errors of the non-retryable kind go there at once",
          "alert above 100 messages; look at each kind of error once",
          input.ordered() ? "replay only after the cause is mended; a replayed message comes after "
                            "later ones of its key"
                          : "replay only after the cause is mended"};
}

}  // namespace

extern const PatternUnit dead_letter_queue_pattern;
constinit const PatternUnit dead_letter_queue_pattern{.name = "dead_letter_queue",
                                                      .title = "Dead-letter queue",
                                                      .page = {},
                                                      .applies = applies,
                                                      .why = why,
                                                      .parts = parts,
                                                      .figures = no_figures,
                                                      .flow = no_flow};

}  // namespace eventarch::assembly
