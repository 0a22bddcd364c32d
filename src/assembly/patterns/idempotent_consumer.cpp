#include <fmt/format.h>

#include "assembly/pattern.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool applies(const DesignInput& input) { return !input.at_most_once(); }

std::string why(const DesignInput& input) {
  return input.exactly_once()
             ? std::string("exactly-once ends where a consumer writes to anything but the broker")
             : std::string("at least once means that some messages come twice");
}

std::vector<std::string> parts(const DesignInput& input) {
  constexpr double entry_bytes = 100;
  const Duration horizon = input.context.requirements.retention;
  const double entries = input.context.requirements.throughput.per_second * horizon.seconds();
  return {
      "the event_id of the producer identifies a message; an offset does not survive a replay",
      "the id and the effect are written in one transaction, with a unique constraint",
      fmt::format("ids are kept as long as a message can come back: {}, about {} ids or {} at an "
                  "estimated 100 B each per consumer",
                  notation::duration(horizon), notation::number(entries, 2),
                  notation::size(ByteSize{entries * entry_bytes})),
      "where the id store is down, nothing is processed"};
}

}  // namespace

extern const PatternUnit idempotent_consumer_pattern;
constinit const PatternUnit idempotent_consumer_pattern{.name = "idempotent_consumer",
                                                        .title = "Idempotent consumer",
                                                        .page = {},
                                                        .applies = applies,
                                                        .why = why,
                                                        .parts = parts,
                                                        .figures = no_figures,
                                                        .flow = no_flow};

}  // namespace eventarch::assembly
