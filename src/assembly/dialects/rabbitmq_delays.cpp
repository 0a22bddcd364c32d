/// Messages that are held until a given time: queues without consumers, in which they expire.
///
/// RabbitMQ holds nothing back by itself. A message waits in a queue whose time to live is the
/// delay, and is dead-lettered from there to where producers publish. One queue a delay, since
/// messages expire at the head of a queue only: behind one with an hour to go, one with a minute
/// would wait for an hour (RabbitMQ documentation, time-to-live and dead letter exchanges).

#include <fmt/format.h>

#include <cmath>

#include "assembly/dialects/decided.hpp"
#include "assembly/dialects/rabbitmq_settings.hpp"
#include "formulas/queue_lengths.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly::rabbitmq {
namespace {

constexpr std::string_view suffix = "wait";

Topic waiting_exchange(const DesignInput& input) {
  Settings settings(input);
  settings.set("exchange.declare type", text_value("headers"),
               "routes by the header delay, so that the routing key stays what it is for the "
               "time after the wait");
  settings.set("exchange.declare durable", true, "survives a restart of the node");
  return {.name = fmt::format("{}.{}", input.context.name, suffix),
          .kind = "waiting_exchange",
          .resource = "headers exchange",
          .partitions = 0,
          .replication_factor = 0,
          .retention_hours = {},
          .key = "header delay",
          .purpose = fmt::format(
              "where producers publish what has to wait, with the header delay ({} to {})",
              formulas::waiting_ladder.front().name, formulas::waiting_ladder.back().name),
          .config = settings.take()};
}

void set_waiting_length(const DesignInput& input, const formulas::WaitingTime& delay,
                        Settings& settings) {
  const double all = std::ceil(input.sizing.traffic.average.per_second * delay.seconds);
  const Fitted fitted =
      fit(all, formulas::least_queue_length, formulas::most_queue_length, "messages");
  settings.set("max-length", whole(fitted.value),
               fmt::format("room for every message of {} at the average rate, or {} at least; a "
                           "full queue refuses, and the producer keeps the message{}",
                           notation::duration(Duration{delay.seconds * 1000}),
                           notation::number(formulas::least_queue_length, 9), fitted.note));
}

std::vector<Setting> waiting_settings(const DesignInput& input,
                                      const formulas::WaitingTime& delay) {
  Settings settings(input);
  settings.set("x-queue-type", text_value("quorum"),
               "what waits is not yet delivered: replicated, also beside classic queues");
  settings.set("queue.declare durable", true, "survives a restart of the node");
  set_copies(input, settings);
  settings.set("queue.bind arguments", text_value(fmt::format("delay: {}", delay.name)),
               "messages with this header wait here");
  settings.set("message-ttl", whole(delay.seconds * 1000),
               "the delay; the same for all, since messages expire at the head of a queue only");
  settings.set("dead-letter-exchange", text_value(input.context.name),
               "what has waited goes where producers publish, under its own routing key");
  settings.set("dead-letter-strategy", text_value("at-least-once"),
               "it leaves this queue once the queues behind the exchange have confirmed it");
  settings.set("overflow", text_value("reject-publish"),
               "at-least-once dead-lettering requires it");
  set_waiting_length(input, delay, settings);
  return settings.take();
}

}  // namespace

std::vector<Topic> waiting_queues(const DesignInput& input) {
  if (!input.context.constraints.delayed_delivery || stream(input)) return {};
  std::vector<Topic> all{waiting_exchange(input)};
  for (const formulas::WaitingTime& delay : formulas::waiting_ladder) {
    all.push_back({.name = fmt::format("{}.{}.{}", input.context.name, suffix, delay.name),
                   .kind = "waiting",
                   .resource = "quorum queue",
                   .partitions = 1,
                   .replication_factor = quorum_copies(input),
                   .retention_hours = delay.seconds / 3600,
                   .key = "none",
                   .purpose = fmt::format(
                       "holds messages for {}, without consumers; another delay, up to 49 days, "
                       "takes a queue like this",
                       notation::duration(Duration{delay.seconds * 1000})),
                   .config = waiting_settings(input, delay)});
  }
  return all;
}

}  // namespace eventarch::assembly::rabbitmq
