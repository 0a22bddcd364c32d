#include "assembly/patterns/participants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

#include "assembly/dialect.hpp"
#include "formulas/formula.hpp"
#include "support/text.hpp"

namespace eventarch::assembly {
namespace {

/// Without Pulsar's tenant and namespace, which are the same for all, and without the numbers of
/// queues that share one flow.
std::string short_name(std::string_view name) {
  constexpr std::string_view domain = "persistent://public/default/";
  if (name.starts_with(domain)) name.remove_prefix(domain.size());
  return std::string(name);
}

std::string unsharded(std::string_view name) {
  return short_name(name.substr(0, name.find(".{0")));
}

std::string side(const std::vector<Topic>& topics, std::string_view kind) {
  const auto found = std::ranges::find(topics, kind, &Topic::kind);
  return found == topics.end() ? std::string{} : unsharded(found->name);
}

}  // namespace

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 3;
  if (names.size() <= most) return text::list_of(names);
  return fmt::format("{}, {} and {} more", names[0], names[1], names.size() - 2);
}

Participants participants(const DesignInput& input) {
  const Dialect& dialect = dialect_for(input.broker);
  const std::vector<Topic> topics = dialect.topics(input);
  const std::vector<GroupResources> groups = dialect.groups(input);
  Participants out;
  out.producer = input.context.producers.front();
  out.producers = listed(input.context.producers);
  out.entry = topics.empty() ? input.context.name : short_name(topics.front().name);
  out.group = input.context.consumers.front();
  out.groups = listed(input.context.consumers);
  out.source = groups.empty() ? out.entry : short_name(groups.front().subscribes_to);
  for (const GroupResources& group : groups) {
    if (!group.dead_letter.empty()) out.dead_letters.push_back(short_name(group.dead_letter));
  }
  out.retry = side(topics, "retry");
  out.commands = side(topics, "command");
  out.replies = side(topics, "reply");
  out.snapshots = side(topics, "snapshot");
  return out;
}

std::string event_types(const DesignInput& input) {
  std::vector<std::string> types;
  for (const MessageType& message : input.context.messages) {
    if (message.type) types.push_back(message.type->value);
  }
  return listed(types);
}

std::string an_event(const DesignInput& input) {
  for (const MessageType& message : input.context.messages) {
    if (message.type) return message.type->value;
  }
  return "event";
}

bool stable(const DesignInput& input) { return input.sizing.latency.p99_ms.has_value(); }

bool replayable(const DesignInput& input) { return !input.fact(FactKey::replay).is(Word::none); }

double retry_seconds(const DesignInput& input) {
  if (input.at_most_once()) return 0;
  double most_ms = 0;
  for (const RetryAttempt& attempt : dialect_for(input.broker).retry(input).schedule()) {
    most_ms += attempt.most_ms;
  }
  return most_ms / 1000;
}

double reply_seconds(const DesignInput& input) {
  double ms = 0;
  for (const LatencyTerm& term : input.sizing.latency.terms) {
    if (term.name == "batch" || term.name == "broker") ms += term.p99_ms;
  }
  return ms / 1000;
}

double capacity_per_second(const DesignInput& input, std::size_t group) {
  constexpr double largest = 1e18;
  const double busy = input.sizing.consumers.at(group).utilization;
  if (!(busy > 0)) return largest;
  return std::min(input.sizing.traffic.peak.per_second / busy, largest);
}

std::optional<PatternFigure> rebuild_time(const DesignInput& input, std::string name) {
  constexpr double hours_per_second = 1.0 / 3600;
  double capacity = std::numeric_limits<double>::max();
  for (std::size_t i = 0; i < input.sizing.consumers.size(); ++i) {
    capacity = std::min(capacity, capacity_per_second(input, i));
  }
  const double rate = input.sizing.traffic.average.per_second;
  return figure(std::move(name), formulas::drain_time,
                {{"backlog", rate * input.context.requirements.retention.seconds()},
                 {"arrival", rate},
                 {"capacity", capacity}},
                hours_per_second);
}

void add(std::vector<PatternFigure>& figures, std::optional<PatternFigure> one) {
  if (one) figures.push_back(std::move(*one));
}

std::optional<PatternFigure> resting_on(std::optional<PatternFigure> one,
                                        std::string_view assumption) {
  if (one) one->how += fmt::format("; {}", assumption);
  return one;
}

std::string text_of(const std::optional<PatternFigure>& one, std::string_view fallback) {
  return one ? one->text : std::string(fallback);
}

}  // namespace eventarch::assembly
