#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "assembly/diagnosis.hpp"
#include "assembly/dialect.hpp"

namespace eventarch::assembly {

// One declaration and one row a broker.
extern const std::span<const FirstCommand> azure_event_hubs_commands;
extern const std::span<const FirstCommand> azure_service_bus_commands;
extern const std::span<const FirstCommand> gcp_pubsub_commands;
extern const std::span<const FirstCommand> kafka_commands;
extern const std::span<const FirstCommand> kinesis_commands;
extern const std::span<const FirstCommand> nats_jetstream_commands;
extern const std::span<const FirstCommand> pulsar_commands;
extern const std::span<const FirstCommand> rabbitmq_commands;
extern const std::span<const FirstCommand> redis_streams_commands;
extern const std::span<const FirstCommand> redpanda_commands;
extern const std::span<const FirstCommand> sqs_commands;

std::span<const Diagnosis> diagnoses() {
  static const std::array all{
      Diagnosis{"azure_event_hubs", azure_event_hubs_commands},
      Diagnosis{"azure_service_bus", azure_service_bus_commands},
      Diagnosis{"gcp_pubsub", gcp_pubsub_commands},
      Diagnosis{"kafka", kafka_commands},
      Diagnosis{"kinesis", kinesis_commands},
      Diagnosis{"nats_jetstream", nats_jetstream_commands},
      Diagnosis{"pulsar", pulsar_commands},
      Diagnosis{"rabbitmq", rabbitmq_commands},
      Diagnosis{"redis_streams", redis_streams_commands},
      Diagnosis{"redpanda", redpanda_commands},
      Diagnosis{"sqs", sqs_commands},
  };
  return all;
}

namespace {

std::string_view template_for(const Watched& watched, Issue issue) {
  const auto brokers = diagnoses();
  const auto broker = std::ranges::find(brokers, watched.input.broker.id, &Diagnosis::broker);
  if (broker == brokers.end()) return {};
  for (const FirstCommand& row : broker->commands) {
    if (row.issue != issue) continue;
    if (row.mode.empty() || row.mode == watched.input.mode.id) return row.command;
  }
  return {};
}

/// The first of several shards stands for all.
std::string name_of(const Topic* topic) {
  if (topic == nullptr) return {};
  const std::size_t shards = topic->name.find("{0..");
  return shards == std::string::npos ? topic->name : topic->name.substr(0, shards) + "0";
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

}  // namespace

std::string shell_word(std::string_view word) {
  const bool plain = !word.empty() && std::ranges::all_of(word, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("._/:-").find(c) != std::string_view::npos;
  });
  if (plain) return std::string(word);
  std::string out = "'";
  for (const char c : word) {
    if (c == '\'') {
      out += R"('\'')";
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::string first_command(const Watched& watched, Issue issue) {
  const Topic* dead = watched.first_of("dead_letter");
  // Without dead letters the place to look is where messages are dropped: the consumers.
  const bool none = dead == nullptr && issue == Issue::dlq_overflow;
  std::string command(template_for(watched, none ? Issue::consumer_lag : issue));
  const bool partitioned = watched.input.sizing.partitions > 1;
  const std::string letters = name_of(dead);
  // A name that holds braces cannot be taken for a placeholder: names have none.
  replace_all(command, "{stats}", partitioned ? "partitioned-stats" : "stats");
  replace_all(command, "{topic}", shell_word(name_of(watched.first_of("event"))));
  const auto& groups = watched.design.consumer.groups;
  replace_all(command, "{source}",
              shell_word(groups.empty() ? std::string{} : groups.front().subscribes_to));
  replace_all(command, "{group}", shell_word(group_name(watched.group().group)));
  replace_all(
      command, "{dead_letter_part}",
      shell_word(letters + (dead != nullptr && dead->partitions > 1 ? "-partition-0" : "")));
  replace_all(command, "{dead_letter}", shell_word(letters));
  return command;
}

}  // namespace eventarch::assembly
