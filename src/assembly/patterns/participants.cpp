#include "assembly/patterns/participants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <span>
#include <system_error>
#include <utility>

#include "assembly/dialect.hpp"
#include "assembly/patterns/held_time.hpp"
#include "formulas/formula.hpp"
#include "support/notation.hpp"
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

/// Pulsar's groups read "topic, subscription group".
std::string topic_of(std::string_view subscribed) {
  return short_name(subscribed.substr(0, subscribed.find(", subscription ")));
}

std::string unsharded(std::string_view name) {
  return short_name(name.substr(0, name.find(".{0")));
}

double two_digits(double value) {
  if (!(value > 0)) return 0;
  const double scale = std::pow(10, std::floor(std::log10(value)) - 1);
  return std::round(value / scale) * scale;
}

std::string side(const std::vector<Topic>& topics, std::string_view kind) {
  const auto found = std::ranges::find(topics, kind, &Topic::kind);
  return found == topics.end() ? std::string{} : unsharded(found->name);
}

std::vector<std::string> every(const std::vector<Topic>& topics, std::string_view kind) {
  std::vector<std::string> names;
  for (const Topic& topic : topics) {
    if (topic.kind == kind) names.push_back(unsharded(topic.name));
  }
  return names;
}

/// Those of the commands where they have some; otherwise those of the first group.
std::string dead_commands(const PatternInput& input, const std::vector<Topic>& topics,
                          const std::vector<std::string>& of_groups) {
  constexpr std::string_view flow = "commands";
  const std::size_t start = input.context.name.size() + 1;
  for (const Topic& topic : topics) {
    std::string name = short_name(topic.name);
    if (topic.kind == "dead_letter" && name.size() > start &&
        std::string_view(name).substr(start).starts_with(flow)) {
      return name;
    }
  }
  return of_groups.empty() ? std::string{} : of_groups.front();
}

}  // namespace

std::string listed(const std::vector<std::string>& names, std::size_t width) {
  std::string all = text::list_of(names);
  if (names.size() < 2 || all.size() <= width) return all;
  std::string some = names.front();
  std::size_t shown = 1;
  while (shown + 1 < names.size() && some.size() + names[shown].size() < width) {
    some += ", " + names[shown++];
  }
  return fmt::format("{} and {} more", some, names.size() - shown);
}

Participants participants(const PatternInput& input) {
  const std::vector<Topic>& topics = input.topology.topics;
  const std::vector<ConsumerGroupConfig>& groups = input.consumer.groups;
  Participants out;
  out.producer = input.context.producers.front();
  out.producers = listed(input.context.producers);
  out.entry = topics.empty() ? input.context.name : short_name(topics.front().name);
  out.group = input.context.consumers.front();
  out.groups = listed(input.context.consumers);
  out.source = groups.empty() ? out.entry : topic_of(groups.front().subscribes_to);
  for (const ConsumerGroupConfig& group : groups) {
    if (!group.dead_letter.empty()) out.dead_letters.push_back(short_name(group.dead_letter));
  }
  const auto dead = std::ranges::find(topics, "dead_letter", &Topic::kind);
  if (dead != topics.end()) out.dead_letters_kept_hours = dead->retention_hours.value_or(0);
  out.retry = side(topics, "retry");
  out.commands = side(topics, "command");
  out.all_commands = every(topics, "command");
  out.commands_dead_letters = dead_commands(input, topics, out.dead_letters);
  out.replies = side(topics, "reply");
  out.snapshots = side(topics, "snapshot");
  return out;
}

std::string commands_for(const PatternInput& input, const Participants& who,
                         std::string_view participant) {
  const std::vector<std::string> asked = commanded(input.context);
  if (who.all_commands.size() != asked.size()) return who.commands;
  const auto found = std::ranges::find(asked, participant);
  if (found == asked.end()) return who.commands;
  return who.all_commands[static_cast<std::size_t>(found - asked.begin())];
}

std::string aggregate_key(const PatternInput& input) { return input.identity(); }

std::string_view verb_ending(const PatternInput& input) {
  return input.context.consumers.size() == 1 ? "s" : "";
}

std::string event_types(const PatternInput& input) {
  std::vector<std::string> types;
  for (const MessageType& message : input.context.messages) {
    if (message.type) types.push_back(message.type->value);
  }
  return listed(types);
}

std::string an_event(const PatternInput& input) {
  for (const MessageType& message : input.context.messages) {
    if (message.type) return message.type->value;
  }
  return "event";
}

bool stable(const PatternInput& input) { return input.sizing.latency.p99_ms.has_value(); }

bool replayable(const PatternInput& input) { return !input.fact(FactKey::replay).is(Word::none); }

double retry_seconds(const PatternInput& input) {
  if (input.at_most_once()) return 0;
  double most_ms = 0;
  for (const RetryAttempt& attempt : input.consumer.retry.schedule()) {
    most_ms += attempt.most_ms;
  }
  return most_ms / 1000;
}

double retried_for_seconds(const PatternInput& input) {
  if (input.at_most_once()) return 0;
  const auto further = input.consumer.retry.schedule().size();
  return retry_seconds(input) + static_cast<double>(further) * input.processing_ms() / 1000;
}

double redelivered_for_seconds(const PatternInput& input) {
  if (input.at_most_once()) return 0;
  // The last attempt may hang as well, and finds the id at its end.
  const auto attempts = input.consumer.retry.schedule().size() + 1;
  const double held_ms = std::max(held_at_most_ms(input).value_or(0), input.processing_ms());
  return retry_seconds(input) + static_cast<double>(attempts) * held_ms / 1000;
}

double reply_seconds(const PatternInput& input) {
  double ms = 0;
  for (const LatencyTerm& term : input.sizing.latency.terms) {
    // The broker's way there is the way back. Consumers add the others; answers are not copied to
    // several groups, nor written by the transaction of an event.
    constexpr std::array<std::string_view, 5> others{"fan_out", "transaction_commit", "queueing",
                                                     "in_hand", "processing"};
    if (std::ranges::find(others, term.name) == others.end()) ms += term.p99_ms;
  }
  return ms / 1000;
}

double capacity_per_second(const PatternInput& input, std::size_t group) {
  constexpr double largest = 1e18;
  const double busy = input.sizing.consumers.at(group).utilization;
  if (!(busy > 0)) return largest;
  return std::min(input.sizing.traffic.peak.per_second / busy, largest);
}

namespace {

/// What the partitions hand out, where the file says how much one does.
double read_capacity_per_second(const PatternInput& input) {
  const auto& read = input.context.capacity.partition_read;
  if (!read) return std::numeric_limits<double>::max();
  return read->per_second / input.context.workload.message_size.bytes *
         static_cast<double>(input.sizing.partitions);
}

}  // namespace

std::optional<PatternFigure> rebuild_time(const PatternInput& input, std::string name) {
  constexpr double hours_per_second = 1.0 / 3600;
  double capacity = read_capacity_per_second(input);
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

std::string rounded(double count) {
  struct Scale {
    double factor;
    std::string_view name;
  };
  constexpr std::array scales{Scale{1, ""}, Scale{1e3, "K"}, Scale{1e6, "M"},
                              Scale{1e9, " billion"}, Scale{1e12, " trillion"}};
  constexpr double written_out = 10'000;
  const double shown = two_digits(count);
  const Scale* best = &scales.front();
  for (const Scale& scale : scales) {
    if (shown >= written_out && shown >= scale.factor) best = &scale;
  }
  return fmt::format("{}{}", notation::number(shown / best->factor, 2), best->name);
}

std::string text_of(const std::optional<PatternFigure>& one, std::string_view fallback) {
  if (!one) return std::string(fallback);
  const std::size_t blank = one->text.find(' ');
  if (blank == std::string::npos) return rounded(one->value);
  // The number before the unit, without the commas of its thousands; "K" and "M" stay.
  std::string digits = one->text.substr(0, blank);
  std::erase(digits, ',');
  double number = 0;
  const char* const last = digits.data() + digits.size();
  const auto [end, error] = std::from_chars(digits.data(), last, number);
  if (error != std::errc{}) return one->text;
  const std::string shown = notation::number(two_digits(number), 2);
  std::string unit = one->text.substr(blank);
  // Rounded to one: " hours" becomes " hour", symbols such as " ms" stay.
  if (shown == "1" && end == last && unit.size() > 3 && unit.ends_with('s')) unit.pop_back();
  return fmt::format("{}{}{}", shown, std::string_view(end, static_cast<std::size_t>(last - end)),
                     unit);
}

}  // namespace eventarch::assembly
