/// Producer settings of Kafka and Redpanda.

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "assembly/dialects/compression.hpp"
#include "assembly/dialects/kafka_family.hpp"
#include "assembly/dialects/largest_message.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly::kafka_family {
namespace {

constexpr double kafka_default_batch = 16'384;
constexpr double largest_batch = 1'048'576;  // the default of max.request.size

ProducerAcks acks_of(const DesignInput& input) {
  const auto& decided = input.context.decisions.producer_acks;
  if (decided) return decided->value;
  return input.at_most_once() ? ProducerAcks::none : ProducerAcks::all;
}

/// What gathers in one batch while the producer waits, before compression.
struct Gathering {
  double messages = 0;
  double bytes = 0;
};

Gathering gathering(const DesignInput& input) {
  const auto producers =
      static_cast<double>(std::max<std::size_t>(input.context.producers.size(), 1));
  // Records without a key go to one partition until its batch is full.
  const double batches =
      input.ordered() ? static_cast<double>(std::max<std::uint64_t>(input.sizing.partitions, 1))
                      : 1;
  const double messages = input.sizing.traffic.peak.per_second / producers / batches *
                          input.sizing.batch_wait.seconds();
  return {messages, messages * input.context.workload.message_size.bytes};
}

/// The smallest power of two that holds what gathers, within what a request may carry.
double batch_bytes(const Gathering& gathered) {
  if (gathered.bytes >= largest_batch) return largest_batch;
  if (gathered.bytes <= kafka_default_batch) return kafka_default_batch;
  return static_cast<double>(std::bit_ceil(static_cast<std::uint64_t>(gathered.bytes)));
}

std::string acks_value(ProducerAcks acks) {
  switch (acks) {
    case ProducerAcks::none: return "0";
    case ProducerAcks::leader: return "1";
    case ProducerAcks::all: break;
  }
  return "all";
}

std::string acks_why(const DesignInput& input, ProducerAcks acks) {
  const std::string_view from =
      input.context.decisions.producer_acks ? "decisions.producer_acks; " : "";
  if (acks == ProducerAcks::leader) {
    return fmt::format("{}what only the leader has is lost with it", from);
  }
  if (acks == ProducerAcks::none) {
    return fmt::format(
        "{}nobody waits for a confirmation: what the network or a broker loses is "
        "not sent again",
        from);
  }
  if (redpanda(input)) return fmt::format("{}a majority has the record on its disks", from);
  return fmt::format(
      "{}a record counts as written when {} in sync {} it "
      "(min.insync.replicas)",
      from, counted(input.sizing.min_in_sync_replicas, "copy"),
      input.sizing.min_in_sync_replicas == 1 ? "has" : "have");
}

/// A transaction lasts as long as a poll's records take, twice over, within what brokers allow.
double transaction_timeout(const DesignInput& input) {
  constexpr double usual = 60'000;
  constexpr double broker_limit = 900'000;
  return std::clamp(2 * poll_records(input) * input.processing_ms(), usual, broker_limit);
}

void durability(const DesignInput& input, ProducerAcks acks, Settings& settings) {
  const bool all = acks == ProducerAcks::all;
  settings.set("acks", text_value(acks_value(acks)), acks_why(input, acks));
  settings.set("enable.idempotence", all,
               all ? "the broker drops what a producer's retry repeats: it knows the last five "
                     "batches of each producer and partition"
                   : fmt::format("needs acks=all, and acks is {}", acks_value(acks)));
  if (acks == ProducerAcks::none) {
    settings.set("retries", whole(0), "without a confirmation there is no failure to see");
    return;
  }
  settings.set("max.in.flight.requests.per.connection", whole(all || !input.ordered() ? 5 : 1),
               all               ? "the most that keeps order with idempotence"
               : input.ordered() ? "without idempotence a retry would overtake the next batch"
                                 : "the default; order is not asked for");
  const bool transactional = input.exactly_once() && all;
  constexpr double usual = 120'000;
  settings.set("delivery.timeout.ms",
               whole(transactional ? std::min(usual, transaction_timeout(input)) : usual),
               transactional ? "no longer than a transaction may last; then the send fails and the "
                               "transaction is aborted"
                             : "retries go on this long; then the send fails and the caller must "
                               "know: keep the event in the outbox or answer with an error");
}

void transactions(const DesignInput& input, ProducerAcks acks, Settings& settings) {
  if (!input.exactly_once() || acks != ProducerAcks::all) return;
  const double timeout = transaction_timeout(input);
  const double needed = 2 * poll_records(input) * input.processing_ms();
  settings.set("transactional.id", text_value(fmt::format("{}-<instance>", input.context.name)),
               "one for each instance, the same after a restart: it fences the one before");
  settings.set("transaction.timeout.ms", whole(timeout),
               fmt::format("a poll of {} takes {} at {} each, doubled{}",
                           counted(static_cast<std::uint64_t>(poll_records(input)), "record"),
                           notation::about(Duration{needed / 2}),
                           notation::duration(input.context.workload.processing_time),
                           needed > timeout   ? "; brokers allow 15 min by default "
                                                "(transaction.max.timeout.ms)"
                           : needed < timeout ? "; no less than the default"
                                              : ""));
}

std::string gathered_text(const DesignInput& input, const Gathering& gathered) {
  if (gathered.messages < 1) {
    return fmt::format(
        "less than one message gathers in it even at peak{}; the sizing counts the wait all the "
        "same, and 0 is worth a measurement",
        input.ordered() ? " for each producer and partition" : "");
  }
  const std::string shown = notation::number(gathered.messages, 2);
  return fmt::format("{} {} ({}) {} in it at peak for each producer{}", shown,
                     notation::noun_for(shown == "1" ? 1 : 2, "message"),
                     about_size(gathered.bytes), shown == "1" ? "gathers" : "gather",
                     input.ordered() ? " and partition"
                                     : ", since records without a key fill one partition's batch "
                                       "after the other");
}

void kafka_batching(const DesignInput& input, Settings& settings) {
  const Gathering gathered = gathering(input);
  const double wait = input.sizing.batch_wait.milliseconds;
  const Duration target = input.context.requirements.latency;
  settings.set("linger.ms", whole(wait),
               wait > 0 ? fmt::format("{} of the {} of requirements.latency; {}",
                                      notation::percent(wait / target.milliseconds),
                                      notation::duration(target), gathered_text(input, gathered))
                        : fmt::format("the latency target of {} leaves no room to wait for a batch",
                                      notation::duration(target)));
  const double batch = batch_bytes(gathered);
  const double size = input.context.workload.message_size.bytes;
  settings.set("batch.size", whole(batch),
               size * 2 > batch ? fmt::format("a message of {} fills a batch of its own",
                                              notation::size(ByteSize{size}))
               : wait <= 0 ? "no batch is waited for; those that queue up behind a request fill it"
               : batch > kafka_default_batch
                   ? fmt::format("holds the {} that gather during linger.ms at peak{}",
                                 about_size(gathered.bytes),
                                 gathered.bytes > batch ? ", as far as a request may carry it" : "")
                   : fmt::format("the default is enough for the {} that gather during linger.ms",
                                 about_size(gathered.bytes)));
}

/// The memory in which records wait for their request. A record that is larger than all of it is
/// refused before it is sent, whatever max.request.size allows.
void buffer_memory(const DesignInput& input, Settings& settings) {
  constexpr double default_memory = 33'554'432;
  constexpr double most_memory = 1'073'741'824;  // an estimate: what a service can well spare
  constexpr double in_hand = 4;                  // an estimate: one is sent while others are added
  const double batch = batch_bytes(gathering(input));
  const double open = input.ordered() ? batch * static_cast<double>(input.sizing.partitions) : 0;
  const double record = raised_message_bytes(input).value_or(0);
  if (in_hand * record > std::max(default_memory, 2 * open)) {
    const double several = std::max(std::min(in_hand * record, most_memory), record);
    settings.set(
        "buffer.memory", whole(several),
        fmt::format("{} that max.request.size allows; the producer refuses a record larger than "
                    "all of it (RecordTooLargeException), and send() waits up to max.block.ms (60 "
                    "s) while it is full",
                    several == in_hand * record ? "four of the largest records"
                    : several == record         ? "one of the largest records"
                                                : "1 GiB, which holds fewer than four of the "
                                                  "largest records"));
  } else if (open > default_memory / 2) {
    settings.set(
        "buffer.memory", whole(std::min(2 * open, most_memory)),
        fmt::format("{} may each have a batch of {} open; twice that{}",
                    counted(input.sizing.partitions, "partition"), notation::size(ByteSize{batch}),
                    2 * open > most_memory ? ", at most 1 GiB" : ""));
  }
}

/// What producer and brokers allow as one record, and as the request around it.
void record_limits(const DesignInput& input, Settings& settings) {
  const auto raised = raised_message_bytes(input);
  if (!raised) return;
  settings.set("max.request.size", whole(*raised), raised_message_why(input));
  settings.set_if(!redpanda(input), "replica.fetch.max.bytes", whole(*raised),
                  "on the brokers, a soft limit: a follower is given a first batch that is larger "
                  "all the same, and then nothing else in that fetch");
  constexpr double usual_request = 104'857'600;
  constexpr double around = 1'048'576;  // headers and names beside the records, rounded up well
  settings.set_if(*raised + around > usual_request,
                  redpanda(input) ? "kafka_request_max_bytes" : "socket.request.max.bytes",
                  whole(std::min(*raised + around, largest_int)),
                  "on the brokers: max.request.size and 1 MiB for what stands around the records; "
                  "a larger request closes the connection");
}

void compress(const DesignInput& input, Settings& settings) {
  const ByteSize batch{
      std::max(std::round(gathering(input).bytes), input.context.workload.message_size.bytes)};
  const Compression chosen = compression(input, batch);
  settings.set("compression.type",
               text_value(chosen.codec == Codec::dense  ? "zstd"
                          : chosen.codec == Codec::fast ? "lz4"
                                                        : "none"),
               chosen.why);
}

}  // namespace

std::vector<Setting> producer(const DesignInput& input) {
  const ProducerAcks acks = acks_of(input);
  Settings settings(input);
  durability(input, acks, settings);
  transactions(input, acks, settings);
  kafka_batching(input, settings);
  buffer_memory(input, settings);
  compress(input, settings);
  settings.set_if(input.ordered(), "partitioner", text_value("murmur2_random"),
                  "for producers on librdkafka (Python, Go, .NET, Node.js): the hash that the Java "
                  "client uses; with another one a key has two partitions and no order");
  record_limits(input, settings);
  return settings.take();
}

}  // namespace eventarch::assembly::kafka_family
