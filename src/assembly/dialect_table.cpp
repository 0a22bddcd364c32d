#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "assembly/dialect.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::assembly {

const Dialect& dialect_for(const Broker& broker) {
  static const std::array all{
      azure_event_hubs_dialect(),
      azure_service_bus_dialect(),
      gcp_pubsub_dialect(),
      kafka_dialect(),
      kinesis_dialect(),
      nats_jetstream_dialect(),
      pulsar_dialect(),
      rabbitmq_dialect(),
      redis_streams_dialect(),
      redpanda_dialect(),
      sqs_dialect(),
  };
  static const Dialect general = general_dialect();
  const auto* found = std::ranges::find(all, broker.id, &Dialect::broker);
  return found == all.end() ? general : *found;
}

std::vector<SideFlow> side_flows(const EventContext& context) {
  std::vector<SideFlow> flows;
  const bool saga = context.use_case == UseCase::saga;
  if (saga) {
    const bool led = context.orchestrated();
    flows.push_back({"commands", "command",
                     led ? "what the orchestrator asks of the participants"
                         : "compensations that one participant asks of another",
                     false});
    flows.push_back({"replies", "reply",
                     led ? "what the participants answer" : "what became of the compensations",
                     false});
  }
  if (context.use_case == UseCase::cqrs) {
    flows.push_back({"commands", "command", "intentions that the command side validates", false});
  }
  if (context.use_case == UseCase::event_sourcing) {
    flows.push_back(
        {"snapshots", "snapshot", "latest state per aggregate, to shorten a replay", true});
  }
  if (context.constraints.request_reply && !saga) {
    flows.push_back(
        {"requests", "command", "questions, with correlation_id and reply address", false});
    flows.push_back({"replies", "reply", "answers, matched by correlation_id", false});
  }
  return flows;
}

std::vector<std::string> commanded(const EventContext& context) {
  if (context.orchestrated()) return context.consumers;
  if (context.consumers.size() > 1) return {context.consumers.begin(), context.consumers.end() - 1};
  return {context.producers.front()};
}

std::vector<SideFlow> queue_flows(const EventContext& context) {
  std::vector<SideFlow> flows;
  for (SideFlow& flow : side_flows(context)) {
    if (context.use_case != UseCase::saga || flow.kind != "command") {
      flows.push_back(std::move(flow));
      continue;
    }
    for (const std::string& participant : commanded(context)) {
      const std::string group = group_name(participant);
      flows.push_back({fmt::format("{}.{}", flow.suffix, group), flow.kind,
                       fmt::format("{} {}",
                                   context.orchestrated() ? "what the orchestrator asks of"
                                                          : "compensations asked of",
                                   group),
                       false});
    }
  }
  return flows;
}

std::string group_name(std::string_view consumer) { return text::resource_name(consumer); }

RetryPolicy retry_policy(const DesignInput& input, std::string mode, std::string why) {
  RetryPolicy policy;
  policy.max_attempts = input.max_attempts();
  policy.mode = std::move(mode);
  policy.why = std::move(why);
  return policy;
}

std::string retry_span(const RetryPolicy& policy) {
  double total = 0;
  for (const double delay : policy.delays_ms()) total += delay;
  if (policy.linear) return notation::about(Duration{total});
  return fmt::format("{} to {}", notation::about(Duration{total * (1 - policy.jitter_factor)}),
                     notation::about(Duration{total * (1 + policy.jitter_factor)}));
}

std::string each_group(const DesignInput& input) {
  return input.context.consumers.size() == 1 ? group_name(input.context.consumers.front())
                                             : "<consumer group>";
}

std::string about_size(double bytes) {
  constexpr double two_digits = 10;
  if (!(bytes >= 1)) return "less than 1 B";
  const double step = std::pow(10, std::floor(std::log10(bytes))) / two_digits;
  return notation::size(ByteSize{std::max(std::round(bytes / step) * step, 1.0)});
}

std::uint64_t side_partitions(const DesignInput& input) {
  constexpr std::uint64_t tenth = 10;
  return std::max<std::uint64_t>((input.sizing.partitions + tenth - 1) / tenth, 1);
}

double retention_ms(const DesignInput& input) {
  return input.context.requirements.retention.milliseconds;
}

}  // namespace eventarch::assembly

namespace eventarch {

std::vector<double> RetryPolicy::delays_ms() const {
  // The schedule of a thousand attempts is its first rows and a total; nobody prints more.
  constexpr std::uint32_t longest = 1000;
  std::vector<double> delays;
  double delay = initial_delay_ms;
  for (std::uint32_t attempt = 2; attempt <= std::min(max_attempts, longest); ++attempt) {
    delays.push_back(std::min<double>(delay, max_delay_ms));
    delay = linear ? delay + initial_delay_ms : delay * multiplier;
  }
  return delays;
}

std::vector<RetryAttempt> RetryPolicy::schedule() const {
  std::vector<RetryAttempt> rows;
  double elapsed = 0;
  const double jitter = linear ? 0 : jitter_factor;
  for (const double delay : delays_ms()) {
    elapsed += delay;
    rows.push_back({.attempt = static_cast<std::uint32_t>(rows.size()) + 2,
                    .delay_ms = delay,
                    .least_ms = delay * (1 - jitter),
                    .most_ms = delay * (1 + jitter),
                    .elapsed_ms = elapsed});
  }
  return rows;
}

}  // namespace eventarch
