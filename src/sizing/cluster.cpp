/// Traffic, copies, storage, network, memory.

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "formulas/formula.hpp"
#include "sizing/broker_machine.hpp"
#include "sizing/stages.hpp"
#include "support/notation.hpp"

namespace eventarch::sizing {
namespace {

bool kept_by_time(const Layout& layout) {
  return layout.fact(FactKey::retention_model).is(Word::by_time);
}

/// At most once, unless the file decides otherwise, producers take a message for sent at once.
bool nobody_waits(const EventContext& context) {
  const auto& acks = context.decisions.producer_acks;
  if (acks) return acks->value == ProducerAcks::none;
  return context.requirements.delivery == Delivery::at_most_once;
}

std::string after_losses(const Layout& layout, const Sizing& sizing, std::uint64_t losses) {
  const std::uint64_t left =
      sizing.replication_factor - std::min(losses, sizing.replication_factor);
  // Brokers that count the copies in sync refuse only producers that wait for them.
  const bool unconfirmed = nobody_waits(layout.context);
  const bool never_refused = unconfirmed && !confirms_by_majority(layout.broker);
  const std::string_view writes =
      left == 0 ? "nothing is left"
      : losses > sizing.replication.losses_writes_survive && !never_refused
          ? "writes stop until a copy is back"
          : "writes go on";
  const std::string_view data = unconfirmed ? "what was not yet copied is lost"
                                : losses > sizing.replication.losses_data_survives
                                    ? "what was confirmed last may be lost"
                                    : "what was confirmed is kept";
  return fmt::format("{} of {} left: {}; {}", left,
                     notation::counted(sizing.replication_factor, "copy"), writes, data);
}

void say_what_losses_do(const Layout& layout, Sizing& sizing, Ledger& ledger) {
  const std::uint64_t quorum = sizing.min_in_sync_replicas;
  const auto writes =
      ledger.try_out("replication.losses_writes_survive", formulas::losses_survived_by_writes,
                     {{"replication_factor", as_number(sizing.replication_factor)},
                      {"min_in_sync", as_number(quorum)}});
  sizing.replication.losses_writes_survive = static_cast<std::uint64_t>(writes.value_or(0));
  sizing.replication.losses_data_survives = static_cast<std::uint64_t>(
      ledger.of("replication.losses_data_survives", formulas::losses_survived_by_data,
                {{"min_in_sync", as_number(quorum)}}));
  sizing.replication.after_one_loss = ledger.words([&] { return after_losses(layout, sizing, 1); });
  sizing.replication.after_two_losses =
      ledger.words([&] { return after_losses(layout, sizing, 2); });
}

/// Says where the factor and the quorum stand.
void keep_copies(const Sizing& sizing, std::string_view factor_from, std::string_view quorum_from,
                 Ledger& ledger) {
  ledger.given("replication_factor", as_number(sizing.replication_factor), factor_from);
  ledger.given("min_in_sync_replicas", as_number(sizing.min_in_sync_replicas), quorum_from);
}

/// One below the factor: a write survives the loss of a copy, and one copy may be missing.
std::uint64_t usual_quorum(std::uint64_t copies) { return copies >= 3 ? copies / 2 + 1 : 1; }

}  // namespace

Traffic traffic(const Layout& layout, Ledger& ledger) {
  const Workload& w = layout.context.workload;
  Traffic out;
  out.average.per_second =
      ledger.given("traffic.average_messages_per_second",
                   layout.context.requirements.throughput.per_second, "requirements.throughput");
  out.peak.per_second =
      ledger.of("traffic.peak_messages_per_second", formulas::peak_rate,
                {{"rate", out.average.per_second}, {"peak_factor", w.peak_factor.value}});
  const auto bytes = [&](std::string_view path, MessageRate rate) {
    return ByteRate{ledger.of(path, formulas::byte_rate,
                              {{"rate", rate.per_second},
                               {"message_size", w.message_size.bytes},
                               {"compression_ratio", w.compression_ratio.value}})};
  };
  out.average_bytes = bytes("traffic.average_bytes_per_second", out.average);
  out.peak_bytes = bytes("traffic.peak_bytes_per_second", out.peak);
  return out;
}

void size_replication(const Layout& layout, Sizing& sizing, Ledger& ledger) {
  const Fact& fact = layout.fact(FactKey::replication);
  const auto& decided = layout.context.decisions;
  if (fact.is(Word::service_managed)) {
    sizing.replication_note = "the service keeps copies in several zones; nothing to set";
    sizing.replication.after_one_loss = "the service goes on";
    sizing.replication.after_two_losses = "the service goes on as its agreement says";
    for (const std::string_view path :
         {"replication_factor", "min_in_sync_replicas", "replication.losses_writes_survive",
          "replication.losses_data_survives"}) {
      ledger.given(path, 0, "the service");
    }
    return;
  }
  if (fact.is(Word::none)) {
    sizing.replication_factor = 1;
    sizing.min_in_sync_replicas = 1;
    sizing.replication_note =
        ledger.words([] { return "not replicated: a lost node loses what it held"; });
    keep_copies(sizing, "the broker keeps one copy", "the broker keeps one copy", ledger);
    say_what_losses_do(layout, sizing, ledger);
    return;
  }
  const std::string_view from =
      decided.replication_factor ? "decisions.replication_factor" : "capacity.replication_factor";
  const std::uint64_t copies = decided.replication_factor
                                   ? decided.replication_factor->value.value
                                   : layout.context.capacity.replication_factor.value;
  sizing.replication_factor = copies;
  if (fact.is(Word::asynchronous)) {
    sizing.min_in_sync_replicas = 1;
    sizing.replication_note = ledger.words([] {
      return "copies follow after a write is confirmed: a failover can lose what was confirmed "
             "last";
    });
    keep_copies(sizing, from, "one copy confirms a write", ledger);
    say_what_losses_do(layout, sizing, ledger);
    return;
  }
  if (confirms_by_majority(layout.broker)) {
    sizing.min_in_sync_replicas = copies / 2 + 1;
    keep_copies(sizing, from, "a majority, as the broker has it", ledger);
  } else if (decided.min_in_sync_replicas) {
    sizing.min_in_sync_replicas = decided.min_in_sync_replicas->value.value;
    keep_copies(sizing, from, "decisions.min_in_sync_replicas", ledger);
  } else {
    sizing.min_in_sync_replicas = usual_quorum(copies);
    keep_copies(sizing, from, "a majority of three copies and more, else one", ledger);
  }
  say_what_losses_do(layout, sizing, ledger);
  sizing.replication_note = ledger.words([&] {
    if (nobody_waits(layout.context)) {
      return fmt::format(
          "{}; producers wait for none of them (at most once): what one broker has alone is lost "
          "with it, what has been copied survives",
          notation::counted(copies, "copy"));
    }
    return fmt::format(
        "{} of {} {} a write: {} may be down without stopping writes, and what was confirmed "
        "survives the loss of {}",
        sizing.min_in_sync_replicas, notation::counted(copies, "copy"),
        sizing.min_in_sync_replicas == 1 ? "confirms" : "confirm",
        sizing.replication.losses_writes_survive, sizing.replication.losses_data_survives);
  });
}

namespace {

/// " x 2 growth"; nothing where none is planned.
std::string growth_in_words(const Layout& layout) {
  const Factor growth = layout.context.workload.growth_factor;
  return growth.value > 1 ? fmt::format(" x {} growth", notation::number(growth.value)) : "";
}

/// How the stored bytes came about.
std::string storage_in_words(const Layout& layout, const Sizing& sizing, const Storage& out) {
  const Workload& w = layout.context.workload;
  const bool by_time = kept_by_time(layout);
  const double groups = by_time ? 1 : as_number(layout.context.consumers.size());
  const Duration kept = by_time ? layout.context.requirements.retention : w.outage;
  const double copies = as_number(std::max<std::uint64_t>(1, sizing.replication_factor));
  std::string bytes = notation::rate(sizing.traffic.average_bytes);
  if (!by_time) bytes += fmt::format(" x {}", notation::counted_number(groups, "group"));
  if (sizing.further.messages_per_event > 0) {
    bytes = fmt::format("({} + {} of commands and replies)", bytes,
                        notation::rate(sizing.further.average_bytes));
  }
  const std::string kept_copies = layout.service_managed()
                                      ? "; its copies are the service's own"
                                      : " x " + notation::counted_number(copies, "copy");
  std::string text = fmt::format(
      "{}{} x {}{}{}{}", bytes, growth_in_words(layout), notation::duration(kept),
      by_time ? " retention" : " outage", kept_copies,
      out.segment_slack.bytes > 0 ? " and up to a segment more for each partition" : "");
  if (!by_time) text += "; what is acknowledged is gone, whatever the retention";
  return text;
}

}  // namespace

namespace {

/// How long a segment may stay open. `segment.ms` of Kafka, which Redpanda keeps to; streams of
/// RabbitMQ close theirs by size alone, so theirs is longer than the time in which one fills.
Duration segment_closed_after(const Layout& layout, double partitions, ByteRate of_one_topic) {
  constexpr Duration segment_ms = hours(168);
  if (!layout.fact(FactKey::unit).is(Word::stream) || of_one_topic.per_second <= 0) {
    return segment_ms;
  }
  return seconds(2 * partitions * layout.number(FactKey::segment_size) / of_one_topic.per_second);
}

}  // namespace

Storage storage(const Layout& layout, const Sizing& sizing, Ledger& ledger) {
  const Workload& w = layout.context.workload;
  const bool by_time = kept_by_time(layout);
  const double groups = by_time ? 1 : as_number(layout.context.consumers.size());
  const Duration kept = by_time ? layout.context.requirements.retention : w.outage;
  const double copies = as_number(std::max<std::uint64_t>(1, sizing.replication_factor));
  Storage out;
  out.per_replica.bytes = ledger.of("storage.bytes_per_replica", formulas::stored_bytes,
                                    {{"byte_rate", sizing.traffic.average_bytes.per_second},
                                     {"growth", w.growth_factor.value},
                                     {"kept", kept.seconds()},
                                     {"groups", groups},
                                     {"further", sizing.further.average_bytes.per_second}});
  const double topics = as_number(1 + sizing.further.topics);
  const double partitions = as_number(sizing.partitions);
  const ByteRate of_one{
      (sizing.traffic.average_bytes.per_second + sizing.further.average_bytes.per_second) *
      w.growth_factor.value / topics};
  out.segment_slack.bytes =
      ledger.of("storage.segment_slack_bytes", formulas::segment_slack,
                {{"partitions", partitions},
                 {"segment_size", layout.number(FactKey::segment_size)},
                 {"byte_rate", of_one.per_second},
                 {"closed_after", segment_closed_after(layout, partitions, of_one).seconds()},
                 {"topics", topics}});
  out.total.bytes = ledger.of(
      "storage.bytes_total", formulas::stored_bytes_all_copies,
      {{"stored", out.per_replica.bytes}, {"slack", out.segment_slack.bytes}, {"copies", copies}});
  if (layout.provider_sized()) {
    ledger.given("storage.bytes_provisioned", 0, "the service");
  } else if (!layout.limits_queues()) {
    out.provisioned.bytes =
        ledger.of("storage.bytes_provisioned", formulas::provisioned_bytes,
                  {{"stored", out.total.bytes},
                   {"utilization", layout.context.capacity.utilization_target.value}});
  }
  out.formula = ledger.words([&] { return storage_in_words(layout, sizing, out); });
  return out;
}

namespace {

/// Copies that brokers send on: one stays where it arrives, unless messages are stored apart.
std::uint64_t sent_copies(const Layout& layout, const Sizing& sizing) {
  const std::uint64_t copies = std::max<std::uint64_t>(sizing.replication_factor, 1);
  return stores_apart(layout.broker) ? copies : copies - 1;
}

/// W: what events bring at the peak; C: what commands and replies bring.
std::string network_in_words(const Layout& layout, const Sizing& sizing) {
  const auto groups = layout.context.consumers.size();
  const std::uint64_t sent = sent_copies(layout, sizing);
  const std::string growth = growth_in_words(layout);
  const std::string events = notation::rate(sizing.traffic.peak_bytes);
  const std::string read = fmt::format("W x {}", notation::counted(groups, "group"));
  const std::string copied = layout.queues_for_each_group() ? read : "W";
  if (sizing.further.messages_per_event == 0) {
    return fmt::format("at peak: in W{0}, replication {1}{0} x {2}, out {3}{0}, W = {4}", growth,
                       copied, sent, read, events);
  }
  return fmt::format(
      "at peak: in (W + C){0}, replication ({1} + C){0} x {2}, out ({3} + C){0}, W = {4} "
      "of events, C = {5} of commands and replies",
      growth, copied, sent, read, events, notation::rate(sizing.further.peak_bytes));
}

}  // namespace

Network network(const Layout& layout, const Sizing& sizing, Ledger& ledger) {
  Network out;
  const double events = sizing.traffic.peak_bytes.per_second;
  const double further = sizing.further.peak_bytes.per_second;
  const double growth = layout.context.workload.growth_factor.value;
  const auto groups = as_number(layout.context.consumers.size());
  const double in = ledger.of("network.ingress_bytes_per_second", formulas::planned_ingress,
                              {{"events", events}, {"further", further}, {"growth", growth}});
  out.ingress.per_second = in;
  if (sizing.replication_factor == 0) {
    ledger.given("network.replication_bytes_per_second", 0, "the service");
  } else if (layout.queues_for_each_group()) {
    out.replication.per_second =
        ledger.of("network.replication_bytes_per_second", formulas::queue_replication_bytes,
                  {{"events", events},
                   {"groups", groups},
                   {"further", further},
                   {"growth", growth},
                   {"replication_factor", as_number(sizing.replication_factor)}});
  } else {
    const Formula& formula =
        stores_apart(layout.broker) ? formulas::total_writes : formulas::replication_bytes;
    out.replication.per_second =
        ledger.of("network.replication_bytes_per_second", formula,
                  {{"ingress", in}, {"replication_factor", as_number(sizing.replication_factor)}});
  }
  out.egress.per_second =
      ledger.of("network.egress_bytes_per_second", formulas::planned_egress,
                {{"events", events}, {"groups", groups}, {"further", further}, {"growth", growth}});
  out.formula = ledger.words([&] { return network_in_words(layout, sizing); });
  return out;
}

ByteSize page_cache(const Layout& layout, const Sizing& sizing, Ledger& ledger) {
  if (layout.provider_sized() || !layout.is_log()) {
    return {ledger.given("memory.page_cache_bytes", 0,
                         layout.is_log() ? "the service" : "queues are read at once")};
  }
  if (keeps_in_memory(layout.broker)) {
    return {ledger.given("memory.page_cache_bytes", 0, "all that is kept is in memory")};
  }
  const Network& n = sizing.network;
  const double kept_at_once = stores_apart(layout.broker) ? 0 : n.ingress.per_second;
  const double written = kept_at_once + n.replication.per_second;
  return {ledger.of("memory.page_cache_bytes", formulas::page_cache, {{"written", written}})};
}

}  // namespace eventarch::sizing
