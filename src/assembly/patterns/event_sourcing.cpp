#include <fmt/format.h>

#include "assembly/pattern.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool applies(const DesignInput& input) { return input.context.use_case == UseCase::event_sourcing; }

std::string why(const DesignInput& input) {
  return fmt::format(
      "the events are the record; state is what replaying them gives. They are kept "
      "for {}",
      notation::duration(input.context.requirements.retention));
}

std::vector<std::string> parts(const DesignInput& input) {
  return {"append-only event store: events are never changed or deleted",
          fmt::format("one stream per aggregate, keyed by {}; aggregate_version grows by one",
                      input.key()),
          "append with the expected version: a conflict means reload and decide again",
          "state = replay(events); snapshots shorten it and may be thrown away at any time",
          "projections read from a position, store it with the view in one transaction, and are "
          "rebuilt by replay",
          "a log topic checks no expected version: keep the check in a database, or allow one "
          "writer per aggregate",
          "personal data: encrypt per person and destroy the key, since events stay"};
}

}  // namespace

extern const PatternUnit event_sourcing_pattern;
constinit const PatternUnit event_sourcing_pattern{.name = "event_sourcing",
                                                   .title = "Event sourcing",
                                                   .page = {},
                                                   .applies = applies,
                                                   .why = why,
                                                   .parts = parts,
                                                   .figures = no_figures,
                                                   .flow = no_flow};

}  // namespace eventarch::assembly
