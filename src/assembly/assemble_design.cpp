#include <utility>

#include "assembly/dialect.hpp"
#include "assembly/failure_handling.hpp"
#include "assembly/pattern.hpp"
#include "assembly/patterns/participants.hpp"
#include "assembly/sections.hpp"

namespace eventarch {
namespace {

using assembly::DesignInput;
using assembly::Dialect;
using assembly::PatternInput;

Topology topology(const DesignInput& input, const Dialect& dialect) {
  std::vector<Topic> topics = dialect.topics(input);
  // A design without dead letters has no place for them, whatever a dialect lays out.
  if (!input.dead_letters()) {
    std::erase_if(topics, [](const Topic& topic) { return topic.kind == "dead_letter"; });
  }
  return {.topics = std::move(topics),
          .partitions = input.sizing.partitions,
          .replication_factor = input.sizing.replication_factor,
          .min_in_sync_replicas = input.sizing.min_in_sync_replicas};
}

std::vector<Pattern> chosen_patterns(const PatternInput& input) {
  std::vector<Pattern> chosen;
  const assembly::Participants who = assembly::participants(input);
  for (const assembly::PatternUnit& unit : assembly::patterns()) {
    if (unit.applies(input)) {
      chosen.push_back({std::string(unit.name), std::string(unit.title), unit.why(input),
                        unit.parts(input, who), unit.figures(input), unit.flow(input, who)});
    }
  }
  return chosen;
}

}  // namespace

Design assemble_design(const EventContext& context, const Candidate& chosen, Sizing sizing,
                       const DesignPreferences& preferences) {
  Design design;
  design.sizing = std::move(sizing);
  const DesignInput input{context, *chosen.broker, *chosen.mode, design.sizing};
  const Dialect& dialect = assembly::dialect_for(*chosen.broker);
  design.topology = topology(input, dialect);
  design.message_schema = assembly::message_schema(input, design.topology, preferences);
  design.producer = assembly::producer_config(input, dialect);
  design.consumer = assembly::consumer_config(input, dialect);
  design.patterns = chosen_patterns({input, design.topology, design.consumer});
  design.observability = assembly::observability(input, design);
  design.checklist = assembly::checklist(input, design);
  design.troubleshooting = assembly::troubleshooting(input, design);
  return design;
}

}  // namespace eventarch
