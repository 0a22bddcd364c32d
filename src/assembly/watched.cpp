#include "assembly/watched.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assembly/check_unit.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

constexpr std::string_view shards_begin = "{0..";

bool plain(std::string_view name) {
  return std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(".-_:/ ").find(c) != std::string_view::npos;
  });
}

/// "orders\\..+\\.dlq" for many names that begin and end alike.
std::string common_pattern(const std::vector<std::string>& names) {
  std::string_view head = names.front();
  std::string_view tail = names.front();
  for (const std::string_view name : names) {
    head = head.substr(0, static_cast<std::size_t>(
                              std::distance(head.begin(), std::ranges::mismatch(head, name).in1)));
    std::size_t same = 0;
    while (same < std::min(tail.size(), name.size()) &&
           tail[tail.size() - 1 - same] == name[name.size() - 1 - same]) {
      ++same;
    }
    tail = tail.substr(tail.size() - same);
  }
  return fmt::format("{}.+{}", promql_pattern(head), promql_pattern(tail));
}

bool is_on(const std::vector<Setting>& settings, std::string_view key) {
  const auto found = std::ranges::find(settings, key, &Setting::key);
  if (found == settings.end()) return false;
  const auto* value = std::get_if<bool>(&found->value);
  return value != nullptr && *value;
}

/// The setting over `units` in a second; nothing where it is not set, or off with 0.
std::optional<double> positive(const std::vector<Setting>& settings, std::string_view key,
                               double units) {
  const auto value = setting_number(settings, key);
  if (!value || *value <= 0) return std::nullopt;
  return *value / units;
}

bool rabbitmq_queue(const DesignInput& input) {
  return input.broker.id == "rabbitmq" && input.mode.id != "stream";
}

template <class Wanted>
std::vector<std::string> names_of(const Design& design, Wanted wanted) {
  std::vector<std::string> names;
  for (const Topic& topic : design.topology.topics) {
    if (wanted(topic)) names.push_back(topic.name);
  }
  return names;
}

}  // namespace

double Watched::capacity_per_second() const {
  const double busy = group().utilization;
  if (busy > 0) return input.sizing.traffic.peak.per_second / busy;
  return static_cast<double>(group().instances) * 1000 / input.processing_ms();
}

std::optional<double> Watched::unread_kept_seconds() const {
  const std::vector<Setting>& config = config_of(*this, "event");
  // Retention of Pulsar begins with the acknowledgement: what is unread stays in the backlog,
  // unless a time to live is set. Queues of RabbitMQ likewise.
  if (input.broker.id == "pulsar") return positive(config, "set-message-ttl --ttl", 1);
  if (rabbitmq_queue(input)) return positive(config, "message-ttl", 1000);
  for (const Topic& topic : design.topology.topics) {
    const bool holds_events = topic.kind == "event" || topic.kind == "subscription";
    if (holds_events && topic.retention_hours) return *topic.retention_hours * 3600;
  }
  return input.context.requirements.retention.seconds();
}

std::string_view Watched::fate_of_expired() const {
  if (input.broker.id == "pulsar") return "acknowledged unread";
  const bool dead_lettered =
      is_set(config_of(*this, "event"), "dead-letter-exchange") ||
      is_on(config_of(*this, "event"), "deadLetteringOnMessageExpiration") ||
      is_on(config_of(*this, "subscription"), "deadLetteringOnMessageExpiration");
  if (dead_lettered) return "moved to the dead letters";
  return "deleted";
}

bool Watched::acknowledges_on_receipt() const {
  return is_on(design.consumer.settings, "basic.consume no-ack");
}

const Topic* Watched::first_of(std::string_view kind) const {
  const auto& topics = design.topology.topics;
  const auto found = std::ranges::find(topics, kind, &Topic::kind);
  return found == topics.end() ? nullptr : &*found;
}

bool Watched::single_active_consumer() const {
  return is_on(config_of(*this, "event"), "x-single-active-consumer");
}

std::uint64_t Watched::commit_markers() const {
  const bool kafka = input.broker.id == "kafka" || input.broker.id == "redpanda";
  return kafka && input.is_log() && input.exactly_once() ? input.sizing.partitions : 0;
}

std::string Watched::commit_markers_note() const {
  if (commit_markers() == 0) return {};
  const std::string where =
      commit_markers() == 1
          ? std::string()
          : fmt::format(" in each of {}", counted(commit_markers(), input.sizing.unit));
  return fmt::format("; a lag of 1{} is the commit marker of a transaction and no message", where);
}

bool broker_moves_dead_letters(const DesignInput& input) {
  const std::string_view broker = input.broker.id;
  return rabbitmq_queue(input) || broker == "sqs" || broker == "gcp_pubsub" ||
         broker == "azure_service_bus" || (broker == "kafka" && input.mode.id == "share_group");
}

DeadLetterCount dead_letter_count(const Watched& watched) {
  const Design& design = watched.design;
  const std::string_view broker = watched.input.broker.id;
  if (rabbitmq_queue(watched.input)) {
    return {fmt::format("sum by (queue) (rabbitmq_queue_messages{{{}}})",
                        dead_letter_topics(design, "queue")),
            "queue", true,
            "the broker moves messages there, so that no consumer can count them; the metric is "
            "that of the plugin rabbitmq_prometheus and needs metrics per object "
            "(/metrics/per-object, or prometheus.return_per_object_metrics = true)"};
  }
  if (broker == "sqs") {
    return {fmt::format("max by (queue_name) "
                        "(aws_sqs_approximate_number_of_messages_visible_maximum{{{}}})",
                        dead_letter_topics(design, "queue_name")),
            "queue_name", true,
            "the service moves messages there, so that no consumer can count them; the name is "
            "that of the CloudWatch exporter of the Prometheus project"};
  }
  if (broker == "kafka" && broker_moves_dead_letters(watched.input)) {
    return {fmt::format("sum by (topic) (delta(kafka_topic_partition_current_offset{{{}}}[1h]))",
                        dead_letter_topics(design)),
            "topic", false,
            "brokers from 4.4 on write the dead letters of share groups themselves, so that no "
            "consumer can count them; the metric is that of kafka_exporter"};
  }
  return {fmt::format("sum by (topic) (increase(dlq_messages_total{{{}}}[1h]))",
                      dead_letter_topics(design)),
          "topic", false,
          broker == "gcp_pubsub"
              ? "the service moves messages by itself as well, which no consumer can count: export "
                "subscription/dead_letter_message_count of Cloud Monitoring under this name"
          : broker == "azure_service_bus"
              ? "the service moves messages by itself as well, which no consumer can count: watch "
                "DeadletteredMessages of Azure Monitor beside it"
              : "the consumer that puts them there counts them"};
}

std::string promql_pattern(std::string_view name) {
  const std::size_t shards = name.find(shards_begin);
  std::string out;
  for (const char c : name.substr(0, shards)) {
    constexpr std::string_view special = R"(.*+?()[]{}|^$)";
    if (c == '\\') {
      out += R"(\\\\)";
    } else if (c == '"') {
      out += R"(\")";
    } else if (special.find(c) != std::string_view::npos) {
      out += R"(\\)";
      out += c;
    } else {
      out += c;
    }
  }
  if (shards != std::string_view::npos) out += "[0-9]+";
  return out;
}

std::string matcher(std::string_view label, const std::vector<std::string>& names) {
  constexpr std::size_t longest_list = 8;
  if (names.empty()) return {};
  if (names.size() == 1 && plain(names.front())) {
    return fmt::format(R"({}="{}")", label, names.front());
  }
  if (names.size() > longest_list) {
    return fmt::format(R"({}=~"{}")", label, common_pattern(names));
  }
  std::vector<std::string> patterns;
  patterns.reserve(names.size());
  for (const std::string& name : names) patterns.push_back(promql_pattern(name));
  return fmt::format(R"({}=~"{}")", label, fmt::join(patterns, "|"));
}

std::string event_topics(const Design& design, std::string_view label) {
  const bool saga = std::ranges::any_of(
      design.patterns, [](const Pattern& pattern) { return pattern.name == "saga"; });
  return matcher(label, names_of(design, [&](const Topic& topic) {
                   const bool beside = topic.kind == "command" || topic.kind == "reply";
                   return topic.kind == "event" || topic.kind == "queue" || (saga && beside);
                 }));
}

std::string dead_letter_topics(const Design& design, std::string_view label) {
  return matcher(label,
                 names_of(design, [](const Topic& topic) { return topic.kind == "dead_letter"; }));
}

std::string produced_topic(const Design& design) {
  // Resources stand in the order in which they are created: producers write to the first.
  return matcher("topic", {design.topology.topics.front().name});
}

std::string plain_number(double value) {
  constexpr int digits = 6;
  constexpr int finest = 18;
  if (!(value > 0)) return "0";
  const int whole_digits = static_cast<int>(std::floor(std::log10(value))) + 1;
  std::string out = fmt::format("{:.{}f}", value, std::clamp(digits - whole_digits, 0, finest));
  if (out.find('.') == std::string::npos) return out;
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out;
}

std::string promql_duration(double seconds) {
  constexpr double minute = 60;
  constexpr double longest_minutes = 24 * 60;
  const auto minutes =
      static_cast<std::int64_t>(std::clamp(std::ceil(seconds / minute), 1.0, longest_minutes));
  return minutes % 60 == 0 ? fmt::format("{}h", minutes / 60) : fmt::format("{}m", minutes);
}

double observation_seconds(const DesignInput& input) {
  constexpr double least = 300;
  constexpr double messages = 3;
  return std::max(least, messages * input.processing_ms() / 1000);
}

}  // namespace eventarch::assembly
