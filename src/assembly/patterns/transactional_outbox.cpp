#include <fmt/format.h>

#include "assembly/pattern.hpp"

namespace eventarch::assembly {
namespace {

bool applies(const DesignInput& input) {
  return input.context.use_case != UseCase::work_queue && !input.at_most_once();
}

std::string why(const DesignInput& input) {
  return fmt::format("{} change{} a database and publish{} an event: both or neither",
                     input.context.producers.size() == 1 ? "the producer" : "the producers",
                     input.context.producers.size() == 1 ? "s" : "",
                     input.context.producers.size() == 1 ? "es" : "");
}

std::vector<std::string> parts(const DesignInput& input) {
  return {"the event is a row in an outbox table, written with the change in one transaction",
          input.ordered()
              ? "a relay publishes in commit order per key and marks rows as sent after "
                "the confirmation"
              : "a relay publishes and marks rows as sent after the confirmation",
          "a crash between the two publishes twice: consumers recognise the event_id"};
}

}  // namespace

extern const PatternUnit transactional_outbox_pattern;
constinit const PatternUnit transactional_outbox_pattern{.name = "transactional_outbox",
                                                         .title = "Transactional outbox",
                                                         .page = {},
                                                         .applies = applies,
                                                         .why = why,
                                                         .parts = parts,
                                                         .figures = no_figures,
                                                         .flow = no_flow};

}  // namespace eventarch::assembly
