#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "assembly/check_unit.hpp"
#include "assembly/dialect.hpp"
#include "assembly/dialects/decided.hpp"
#include "eventarch/automatic_commit.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

Verdict producer_acks(const Watched& watched) {
  const DesignInput& input = watched.input;
  const auto& decided = input.context.decisions.producer_acks;
  if (input.at_most_once()) {
    return {not_applicable, "delivery is at_most_once: a lost message is acceptable"};
  }
  if (!decided) {
    return {satisfied,
            fmt::format("the producer settings of this design wait for a confirmation{}",
                        input.sizing.replication_factor == 0
                            ? std::string(" of the service")
                            : fmt::format(" from {} of {}", input.sizing.min_in_sync_replicas,
                                          counted(input.sizing.replication_factor, "copy")))};
  }
  if (decided->value == ProducerAcks::all) return {satisfied, "decisions.producer_acks is all"};
  if (!input.acks_weakened()) {
    return {satisfied, fmt::format("decisions.producer_acks is {}, which {} has no setting for: a "
                                   "send is confirmed once the message is safe",
                                   name_of(decided->value), input.broker.name)};
  }
  return {missing,
          decided->value == ProducerAcks::none
              ? "decisions.producer_acks is none: nobody notices a message that is lost on its way"
              : "decisions.producer_acks is leader: a confirmed message can be lost with one "
                "broker"};
}

/// What an automatic commit is worth depends on the client, and on whether messages are handed over
/// to other threads, which no file tells.
Verdict automatic_offsets(const Watched& watched) {
  const DesignInput& input = watched.input;
  if (input.exactly_once() && is_set(watched.design.producer.settings, "transactional.id")) {
    return {satisfied,
            "decisions.offset_commit is auto and cannot hold: the transaction commits "
            "the offsets"};
  }
  const AutomaticCommit automatic = automatic_commit_of(input.broker, input.mode);
  if (automatic == AutomaticCommit::absent) {
    return {satisfied,
            fmt::format("decisions.offset_commit is auto, which the clients of {} do not have: "
                        "this design acknowledges {} processing",
                        input.broker.name, input.at_most_once() ? "before" : "after")};
  }
  if (automatic == AutomaticCommit::at_hand_over) {
    return input.at_most_once()
               ? Verdict{satisfied,
                         "decisions.offset_commit is auto: a message counts when it is "
                         "handed out"}
               : Verdict{missing,
                         "decisions.offset_commit is auto: a message counts when it is "
                         "handed out, and a crash loses what the consumer has in hand"};
  }
  if (input.at_most_once()) {
    return {missing,
            "decisions.offset_commit is auto and comes after the processing: a crash "
            "between the two processes a message again"};
  }
  return {unknown, automatic == AutomaticCommit::at_next_poll
                       ? "decisions.offset_commit is auto: what a poll returned is committed by a "
                         "later one, which is safe where it is processed in between"
                       : "decisions.offset_commit is auto: a message counts once its handler has "
                         "returned, which is safe where it is processed there"};
}

Verdict offsets(const Watched& watched) {
  const bool at_most_once = watched.input.at_most_once();
  const auto& decided = watched.input.context.decisions.offset_commit;
  if (!decided) {
    return {satisfied, at_most_once
                           ? "the consumer settings of this design acknowledge before processing"
                           : "the consumer settings of this design acknowledge after processing"};
  }
  if (decided->value == OffsetCommit::automatic) return automatic_offsets(watched);
  const bool after = decided->value == OffsetCommit::after_processing || at_most_once;
  return {after ? satisfied : missing,
          fmt::format("decisions.offset_commit is {}{}", name_of(decided->value),
                      after ? "" : ": a crash between commit and processing loses messages")};
}

Verdict replication(const Watched& watched) {
  constexpr std::uint64_t wanted = 3;
  const DesignInput& input = watched.input;
  if (input.fact(FactKey::replication).is(Word::service_managed)) {
    return {not_applicable, "the service keeps copies in several zones"};
  }
  const Sizing& sizing = input.sizing;
  return {sizing.replication_factor >= wanted ? satisfied : missing,
          fmt::format("replication factor {}{}; {}", sizing.replication_factor,
                      !wants_confirmation(input)
                          ? std::string(", and no producer waits for a copy")
                          : fmt::format(", {} in sync to confirm", sizing.min_in_sync_replicas),
                      sizing.replication.after_one_loss)};
}

/// For what only the file can tell: the decision, or unknown with what the design has prepared.
Verdict decided_or(const Declared<bool>& decided, std::string_view field, std::string prepared) {
  if (!decided) {
    return {unknown, fmt::format("{}; decisions.{} is not stated", prepared, field)};
  }
  return {decided->value ? satisfied : missing,
          fmt::format("decisions.{} is {}", field, decided->value)};
}

std::string prepared_alerts(const Watched& watched, std::string_view issue) {
  std::vector<std::string> names;
  for (const Alert& alert : watched.design.observability.alerts) {
    if (alert.leads_to == issue) names.push_back(alert.name);
  }
  if (names.empty()) return "no alert is prepared";
  return fmt::format("prepared: {}", fmt::join(names, ", "));
}

Verdict lag_monitored(const Watched& watched) {
  return decided_or(watched.input.context.decisions.lag_monitoring, "lag_monitoring",
                    prepared_alerts(watched, "Consumer lag"));
}

Verdict dead_letter_alerts(const Watched& watched) {
  if (watched.input.at_most_once()) {
    return {not_applicable, "delivery is at_most_once: failed messages are dropped"};
  }
  if (!watched.design.consumer.dead_letter.enabled) {
    return {
        not_applicable,
        "decisions.dead_letter_queue is false: there are no dead letters, what fails every time "
        "is dropped and counted in messages_consumed_total with status dropped"};
  }
  return decided_or(watched.input.context.decisions.dlq_alerts, "dlq_alerts",
                    prepared_alerts(watched, "DLQ overflow"));
}

Verdict idempotency(const Watched& watched) {
  if (watched.input.at_most_once()) {
    return {not_applicable, "delivery is at_most_once: no message comes twice by design"};
  }
  return decided_or(watched.input.context.decisions.idempotent_consumers, "idempotent_consumers",
                    watched.input.max_attempts() < 2
                        ? std::string("a message is tried once, and a crash or a repeated send "
                                      "brings it again all the same; the envelope's event_id tells "
                                      "it")
                        : fmt::format("up to {} of one message are to be expected, and the "
                                      "envelope's event_id tells them apart",
                                      counted(watched.input.max_attempts(), "attempt")));
}

Verdict schema_registry(const Watched& watched) {
  const DesignInput& input = watched.input;
  const Fact& fact = input.fact(FactKey::schema_registry);
  const std::size_t types = input.context.messages.size();
  return decided_or(
      input.context.decisions.schema_registry, "schema_registry",
      fmt::format(
          "{}{}",
          fact.is(Word::native) ? fmt::format("{} has one built in", input.broker.name)
                                : fmt::format("{} has none of its own", input.broker.name),
          types == 0 ? std::string{} : fmt::format(" for {}", counted(types, "event type"))));
}

constexpr std::array every_design_check_list{
    CheckUnit{
        .name = "producer_acks_configured",
        .item = "Producer acks configured",
        .why = "A producer that does not wait for confirmation, or for that of one broker alone, "
               "loses messages without an error when a broker fails.",
        .remedy = "set decisions.producer_acks to all, and the producer settings of this design",
        .source = "https://kafka.apache.org/documentation/#producerconfigs_acks",
        .verdict = producer_acks,
    },
    CheckUnit{
        .name = "consumer_offsets_committed",
        .item = "Consumer offsets committed",
        .why = "What is acknowledged before it is processed is lost in a crash; what is never "
               "acknowledged comes back for ever.",
        .remedy = "commit or acknowledge after processing: decisions.offset_commit: "
                  "after_processing",
        .source = "https://kafka.apache.org/documentation/#semantics",
        .verdict = offsets,
    },
    CheckUnit{
        .name = "replication_factor",
        .item = "Replication factor >= 3",
        .why =
            "With three copies and two to confirm, one broker may fail while data stays safe and "
            "writes go on; with two copies it is one or the other.",
        .remedy = "run at least three brokers in different zones, and set "
                  "decisions.replication_factor to 3",
        .source = "https://kafka.apache.org/documentation/#replication",
        .verdict = replication,
    },
    CheckUnit{
        .name = "consumer_lag_monitored",
        .item = "Consumer lag monitored",
        .why =
            "Consumers that stop produce no errors: nothing but growing lag tells of them, until "
            "retention deletes what they have not read.",
        .remedy = "export consumer_lag from outside of the consumers (its source stands with the "
                  "metric), load the alerts of this "
                  "design, then state decisions.lag_monitoring: true",
        .source = "alerts of this design; eventarch explain consumer_lag",
        .verdict = lag_monitored,
    },
    CheckUnit{
        .name = "dlq_alerts_configured",
        .item = "DLQ alerts configured",
        .why = "Dead letters expire. Without an alert nobody looks before they do, and what looked "
               "safe is lost.",
        .remedy = "load the alert DeadLetterQueueOverflow, route it to the team that can mend the "
                  "consumer, then state decisions.dlq_alerts: true",
        .source = "the dead-letter policy of this design: threshold 100 messages, retention 7 days",
        .verdict = dead_letter_alerts,
    },
    CheckUnit{
        .name = "idempotency_implemented",
        .item = "Idempotency implemented",
        .why = "With at-least-once delivery messages come twice after every crash and rebalance; "
               "effects must not.",
        .remedy = "record event_id and effect in one transaction, then state "
                  "decisions.idempotent_consumers: true",
        .source = "https://microservices.io/patterns/communication-style/idempotent-consumer.html",
        .verdict = idempotency,
    },
    CheckUnit{
        .name = "schema_registry_in_use",
        .item = "Schema registry in use",
        .why = "Without a check before publishing, the first to notice an incompatible schema is "
               "every consumer at once.",
        .remedy = "register the schemas of this design with its compatibility mode and check them "
                  "in the build of producers, then state decisions.schema_registry: true",
        .source = "https://docs.confluent.io/platform/current/schema-registry/fundamentals/"
                  "schema-evolution.html",
        .verdict = schema_registry,
    },
};

}  // namespace

extern const std::span<const CheckUnit> every_design_checks;
constinit const std::span<const CheckUnit> every_design_checks{every_design_check_list};

}  // namespace eventarch::assembly
