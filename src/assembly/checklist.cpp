#include <fmt/format.h>

#include <algorithm>

#include "assembly/sections.hpp"

namespace eventarch::assembly {
namespace {

constexpr std::string_view satisfied = "satisfied";
constexpr std::string_view missing = "missing";
constexpr std::string_view unknown = "unknown";
constexpr std::string_view not_applicable = "not_applicable";

ChecklistItem item(std::string_view name, std::string_view status, std::string evidence) {
  return {std::string(name), std::string(status), std::move(evidence)};
}

ChecklistItem producer_acks(const DesignInput& input) {
  constexpr std::string_view name = "Producer acks configured";
  const auto& decided = input.context.decisions.producer_acks;
  if (input.at_most_once()) {
    return item(name, not_applicable, "delivery is at_most_once: a lost message is acceptable");
  }
  if (!decided) {
    return item(name, satisfied, "the design's producer settings wait for a confirmation");
  }
  return item(name, decided->value == ProducerAcks::all ? satisfied : missing,
              fmt::format("decisions.producer_acks is {}{}", name_of(decided->value),
                          decided->value == ProducerAcks::all
                              ? ""
                              : ": a confirmed message can be lost with one broker"));
}

ChecklistItem offsets(const DesignInput& input) {
  constexpr std::string_view name = "Consumer offsets committed";
  const auto& decided = input.context.decisions.offset_commit;
  if (!decided) {
    return item(name, satisfied,
                input.at_most_once() ? "the design's consumers acknowledge before processing"
                                     : "the design's consumers acknowledge after processing");
  }
  const bool after = decided->value == OffsetCommit::after_processing || input.at_most_once();
  return item(name, after ? satisfied : missing,
              fmt::format("decisions.offset_commit is {}{}", name_of(decided->value),
                          after ? "" : ": a crash between commit and processing loses messages"));
}

ChecklistItem replication(const DesignInput& input) {
  constexpr std::string_view name = "Replication factor >= 3";
  constexpr std::uint64_t wanted = 3;
  if (input.fact(FactKey::replication).is(Word::service_managed)) {
    return item(name, not_applicable, "the service keeps copies in several zones");
  }
  return item(name, input.sizing.replication_factor >= wanted ? satisfied : missing,
              fmt::format("replication factor {}, {} in sync to confirm",
                          input.sizing.replication_factor, input.sizing.min_in_sync_replicas));
}

/// For what only the file can tell: the decision, or unknown with what the design has prepared.
ChecklistItem decided_item(std::string_view name, const Declared<bool>& decided,
                           std::string_view field, std::string prepared) {
  if (!decided) {
    return item(name, unknown, fmt::format("{}; decisions.{} is not stated", prepared, field));
  }
  return item(name, decided->value ? satisfied : missing,
              fmt::format("decisions.{} is {}", field, decided->value));
}

std::string alert_names(const Observability& watched, std::string_view word) {
  for (const Alert& alert : watched.alerts) {
    if (alert.name.find(word) != std::string::npos) {
      return fmt::format("the alert {} is prepared", alert.name);
    }
  }
  return "no alert is prepared";
}

}  // namespace

std::vector<ChecklistItem> checklist(const DesignInput& input, const Observability& watched) {
  const Decisions& decided = input.context.decisions;
  std::vector<ChecklistItem> items;
  items.push_back(producer_acks(input));
  items.push_back(offsets(input));
  items.push_back(replication(input));
  items.push_back(decided_item("Consumer lag monitored", decided.lag_monitoring, "lag_monitoring",
                               alert_names(watched, "Lag")));
  if (input.at_most_once()) {
    items.push_back(item("DLQ alerts configured", not_applicable,
                         "delivery is at_most_once: failed messages are dropped"));
    items.push_back(item("Idempotency implemented", not_applicable,
                         "delivery is at_most_once: no message comes twice by design"));
  } else {
    items.push_back(decided_item("DLQ alerts configured", decided.dlq_alerts, "dlq_alerts",
                                 alert_names(watched, "DeadLetter")));
    items.push_back(decided_item("Idempotency implemented", decided.idempotent_consumers,
                                 "idempotent_consumers",
                                 "the envelope's event_id makes it possible"));
  }
  items.push_back(decided_item("Schema registry in use", decided.schema_registry, "schema_registry",
                               input.fact(FactKey::schema_registry).is(Word::native)
                                   ? fmt::format("{} has one built in", input.broker.name)
                                   : fmt::format("{} has none of its own", input.broker.name)));
  return items;
}

}  // namespace eventarch::assembly
