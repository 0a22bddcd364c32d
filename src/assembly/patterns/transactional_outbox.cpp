#include <fmt/format.h>

#include "assembly/pattern.hpp"
#include "assembly/patterns/participants.hpp"
#include "formulas/formula.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

/// Beyond this many rows a second one table of one database is no longer an easy place; estimate.
constexpr double rows_for_polling = 1000;

bool transactional_outbox_applies(const PatternInput& input) {
  const bool job = input.context.use_case == UseCase::work_queue;
  return !input.at_most_once() && (!job || input.exactly_once());
}

std::size_t producers(const PatternInput& input) { return input.context.producers.size(); }
bool event_store(const PatternInput& input) {
  return input.context.use_case == UseCase::event_sourcing;
}

std::string why_transactional_outbox(const PatternInput& input) {
  if (event_store(input)) {
    return fmt::format("{} stores an event and publishes it: the store itself is the outbox",
                       listed(input.context.producers));
  }
  return fmt::format("{} change{} a database and publish{} to {}: both or neither",
                     listed(input.context.producers), producers(input) == 1 ? "s" : "",
                     producers(input) == 1 ? "es" : "", input.context.name);
}

/// The commands of a saga go through the outbox of who sends them; the other half of what flows
/// beside its events are replies, which the participants send.
double commands_per_event(const PatternInput& input) {
  return input.context.use_case == UseCase::saga ? input.sizing.further.messages_per_event / 2 : 0;
}

double rows_at(const PatternInput& input, MessageRate events) {
  return events.per_second * (1 + commands_per_event(input)) /
         static_cast<double>(producers(input));
}

double rows_per_second(const PatternInput& input) {
  return rows_at(input, input.sizing.traffic.peak);
}

std::string rows_basis(const PatternInput& input) {
  const double commands = commands_per_event(input);
  return fmt::format("sizing.traffic.peak over {}{}", counted(producers(input), "producer"),
                     commands > 0 ? fmt::format(", each event with {}",
                                                notation::counted_number(commands, "command"))
                                  : "");
}

std::optional<PatternFigure> rows_waiting(const PatternInput& input) {
  return resting_on(figure("outbox_rows_after_outage", formulas::outage_backlog,
                           {{"rate", rows_at(input, input.sizing.traffic.average)},
                            {"outage", input.context.workload.outage.seconds()}}),
                    "per producer, where they are equally busy");
}

std::optional<PatternFigure> relay_rate(const PatternInput& input) {
  return resting_on(figure("relay_messages_per_second", formulas::recovery_capacity,
                           {{"rate", rows_at(input, input.sizing.traffic.average)},
                            {"outage", input.context.workload.outage.seconds()},
                            {"recover_within", input.context.workload.recover_within.seconds()}}),
                    "per producer, to publish the rows of an outage in time");
}

std::string table(const PatternInput& input) {
  if (event_store(input)) {
    return "no further table: the relay publishes what the table of events holds";
  }
  return fmt::format(
      "an outbox table in the database of {}: the row is written with the change, in "
      "one transaction",
      producers(input) == 1 ? input.context.producers.front() : "each producer");
}

std::string relay(const PatternInput& input) {
  const double rows = rows_per_second(input);
  const std::string rate = notation::rate(MessageRate{rows});
  return rows > rows_for_polling
             ? fmt::format(
                   "the relay reads the database's log, as Debezium does: {} a producer at "
                   "peak are too many to poll for (estimate: from {} on)",
                   rate, notation::rate(MessageRate{rows_for_polling}))
             : fmt::format("the relay may poll, a batch at a time: {} a producer at peak", rate);
}

std::string transactional_outbox_order(const PatternInput& input, const Participants& who) {
  if (!input.ordered()) {
    return fmt::format("several relays may publish to {} side by side: order is not asked for",
                       who.entry);
  }
  return input.context.requirements.ordering == Ordering::global
             ? fmt::format("one relay publishes everything to {}, in the order of commits",
                           who.entry)
             : fmt::format(
                   "rows of one {} go through one relay, which publishes to {} in the order "
                   "of commits",
                   input.key(), who.entry);
}

std::string trap(const PatternInput& input) {
  if (rows_per_second(input) > rows_for_polling) {
    return "the log is kept until the relay has read it: a relay that stands still fills the disk";
  }
  return "ids of a sequence commit out of order: a poll for id > last skips late ones, so ask for "
         "rows not yet sent";
}

std::string transactional_outbox_outage(const PatternInput& input) {
  const std::string rows = text_of(rows_waiting(input), "all");
  return fmt::format(
      "after {} without the broker {}; the relay must reach {} to be done "
      "in {}",
      notation::duration(input.context.workload.outage),
      rows == "1" ? "1 row waits" : rows + " rows wait", text_of(relay_rate(input), "more"),
      notation::duration(input.context.workload.recover_within));
}

std::vector<std::string> transactional_outbox_parts(const PatternInput& input,
                                                    const Participants& who) {
  return {table(input),
          relay(input),
          transactional_outbox_order(input, who),
          trap(input),
          fmt::format("a row counts as sent once {} confirms it; a crash before that publishes "
                      "twice: {} must notice",
                      who.entry, who.groups),
          transactional_outbox_outage(input)};
}

std::vector<PatternFigure> transactional_outbox_figures(const PatternInput& input) {
  std::vector<PatternFigure> all;
  const double rows = rows_per_second(input);
  all.push_back(taken_over("outbox_rows_per_second", rows, notation::rate(MessageRate{rows}),
                           rows_basis(input)));
  add(all, rows_waiting(input));
  add(all, relay_rate(input));
  return all;
}

std::vector<FlowStep> transactional_outbox_flow(const PatternInput& input,
                                                const Participants& who) {
  const std::string box = event_store(input) ? "event store" : "outbox";
  const std::string event = an_event(input);
  return {{who.producer, box,
           event_store(input) ? fmt::format("append {}", event)
                              : fmt::format("change and {} in one transaction", event)},
          {box, "relay", "rows in commit order"},
          {"relay", who.entry, event},
          {who.entry, "relay", "confirmed", true},
          {"relay", "relay", "crashes before it marks the row"},
          {"relay", who.entry, fmt::format("{} again, same event_id", event)},
          {"relay", box, "row marked as sent"}};
}

}  // namespace

extern const PatternUnit transactional_outbox_pattern;
constinit const PatternUnit transactional_outbox_pattern{
    .name = "transactional_outbox",
    .title = "Transactional outbox",
    .page = {.summary = "An event is written as a row with the change that it tells of, in one "
                        "transaction; a relay publishes the rows.",
             .use_when = "A service changes its database and must tell others, and neither may "
                         "happen without the other.",
             .avoid_when = "Losing an event now and then is acceptable, or the broker is the only "
                           "place that is written to.",
             .source = "Chris Richardson, "
                       "https://microservices.io/patterns/data/transactional-outbox.html"},
    .applies = transactional_outbox_applies,
    .why = why_transactional_outbox,
    .parts = transactional_outbox_parts,
    .figures = transactional_outbox_figures,
    .flow = transactional_outbox_flow};

}  // namespace eventarch::assembly
