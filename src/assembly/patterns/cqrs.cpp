#include <fmt/format.h>

#include "assembly/pattern.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool applies(const DesignInput& input) { return input.context.use_case == UseCase::cqrs; }

std::string why(const DesignInput& input) {
  const double p99 = input.sizing.latency.p99_ms.value_or(0);
  return p99 > 0 ? fmt::format(
                       "reads and writes scale apart; views lag behind by about {} (p99) at "
                       "peak",
                       notation::duration(Duration{p99}))
                 : std::string(
                       "reads and writes scale apart; at peak the views fall behind without "
                       "bound");
}

std::vector<std::string> parts(const DesignInput& input) {
  return {
      "command side: validate the command, load the aggregate, apply the rules, emit events, "
      "persist them",
      "query side: subscribe to the events, update projections, serve queries; a database per "
      "kind of query",
      input.fact(FactKey::replay).is(Word::none)
          ? "a projection cannot be rebuilt from this broker: keep the history in an event store"
          : "a projection is rebuilt by reading from the start into a new version, then switched",
      "gains: independent scaling, read models made for their queries, an audit trail",
      "price: eventual consistency, versions of events, harder debugging"};
}

}  // namespace

extern const PatternUnit cqrs_pattern;
constinit const PatternUnit cqrs_pattern{.name = "cqrs",
                                         .title = "CQRS",
                                         .page = {},
                                         .applies = applies,
                                         .why = why,
                                         .parts = parts,
                                         .figures = no_figures,
                                         .flow = no_flow};

}  // namespace eventarch::assembly
