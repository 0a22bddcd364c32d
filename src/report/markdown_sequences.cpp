/// Sequence diagrams: the flow of a pattern, and what happens to a message that fails.

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "report/markdown_diagrams.hpp"
#include "report/markdown_text.hpp"
#include "report/summary.hpp"
#include "support/notation.hpp"

namespace eventarch::report {
namespace {

using markdown::mermaid_label;

/// Collects participants and messages of a sequence diagram.
class Sequence {
 public:
  std::string participant(std::string_view name) {
    const auto known = std::ranges::find(names_, name);
    const auto index = static_cast<std::size_t>(known - names_.begin());
    if (known == names_.end()) {
      names_.emplace_back(name);
      participants_ += fmt::format("  participant p{} as {}\n", index + 1, mermaid_label(name));
    }
    return fmt::format("p{}", index + 1);
  }
  void message(std::string_view from, std::string_view to, std::string_view text,
               bool answer = false) {
    messages_ +=
        fmt::format("  {}{}{}: {}\n", from, answer ? "-->>" : "->>", to, mermaid_label(text));
  }
  void note(std::string_view over, std::string_view text) {
    messages_ += fmt::format("  Note over {}: {}\n", over, mermaid_label(text));
  }
  [[nodiscard]] std::string text() const { return "sequenceDiagram\n" + participants_ + messages_; }

 private:
  std::vector<std::string> names_;
  std::string participants_;
  std::string messages_;
};

std::string wait_text(const RetryAttempt& one) {
  const std::string bounds = bounds_text(one.least_ms, one.most_ms);
  const std::string wait = notation::duration(Duration{one.delay_ms});
  return bounds == wait ? "wait " + wait : fmt::format("wait {} ({})", wait, bounds);
}

/// The names that take part in a retry of the first group.
struct RetryActors {
  std::string source;
  std::string group;
  std::string dead_letter;           ///< empty: there is none
  std::vector<std::string> retries;  ///< of the group, in the order of the delays
  bool moved_by_broker = false;      ///< from a queue; what was read from a log stays there
};

RetryActors actors_of(const Design& design) {
  const ConsumerGroupConfig& group = design.consumer.groups.front();
  RetryActors actors{group.subscribes_to, group.group, group.dead_letter, {}, false};
  actors.moved_by_broker = design.consumer.retry.mode == "broker_redelivery";
  for (const Topic& topic : design.topology.topics) {
    if (topic.name == group.subscribes_to && topic.resource.ends_with("queue")) {
      actors.moved_by_broker = true;
    }
    if (topic.kind == "retry" && topic.name.find(group.group) != std::string::npos) {
      actors.retries.push_back(topic.name);
    }
  }
  return actors;
}

class RetryDrawing {
 public:
  explicit RetryDrawing(const Design& design)
      : retry_(design.consumer.retry),
        actors_(actors_of(design)),
        source_(sequence_.participant(actors_.source)),
        group_(sequence_.participant(actors_.group)) {}

  std::string draw() {
    constexpr std::size_t most = 8;
    sequence_.message(source_, group_, "attempt 1");
    const auto schedule = retry_.schedule();
    for (std::size_t i = 0; i < std::min(schedule.size(), most); ++i) attempt(schedule[i], i);
    if (schedule.size() > most) {
      sequence_.note(group_, fmt::format("and so on up to attempt {}", schedule.back().attempt));
    }
    finish();
    return fenced_diagram(sequence_.text());
  }

 private:
  void attempt(const RetryAttempt& one, std::size_t index) {
    const std::string again = fmt::format("attempt {}", one.attempt);
    if (retry_.mode == "broker_redelivery") {
      sequence_.message(group_, source_, "failed, give back", true);
      sequence_.note(source_, wait_text(one));
      sequence_.message(source_, group_, again);
    } else if (retry_.mode == "retry_topic" && !actors_.retries.empty()) {
      const std::string topic =
          sequence_.participant(actors_.retries[std::min(index, actors_.retries.size() - 1)]);
      sequence_.message(group_, topic, "failed, try later");
      sequence_.note(topic, wait_text(one));
      sequence_.message(topic, group_, again);
    } else {
      sequence_.note(group_, "failed, " + wait_text(one));
      sequence_.message(group_, group_, again);
    }
  }

  void finish() {
    const std::string failed = retry_.max_attempts == 1
                                   ? "failed once"
                                   : fmt::format("failed {} times", retry_.max_attempts);
    if (actors_.dead_letter.empty()) {
      sequence_.note(group_, failed + ", logged and dropped");
      sequence_.message(group_, source_, "acknowledge", true);
      return;
    }
    const std::string dead_letter = sequence_.participant(actors_.dead_letter);
    if (actors_.moved_by_broker) {
      sequence_.message(group_, source_, failed + ", give up", true);
      sequence_.message(source_, dead_letter, "dead letter");
    } else {
      sequence_.message(group_, dead_letter, failed + ", dead letter");
      sequence_.message(group_, source_, "acknowledge", true);
    }
  }

  const RetryPolicy& retry_;
  RetryActors actors_;
  Sequence sequence_;
  std::string source_;
  std::string group_;
};

}  // namespace

std::string flow_diagram(const Pattern& pattern) {
  constexpr std::size_t most = 40;
  if (pattern.flow.empty()) return {};
  Sequence sequence;
  for (std::size_t i = 0; i < std::min(pattern.flow.size(), most); ++i) {
    const FlowStep& step = pattern.flow[i];
    const std::string from = sequence.participant(step.from);
    const std::string to = sequence.participant(step.to);
    sequence.message(from, to, step.message, step.answer);
  }
  return fenced_diagram(sequence.text());
}

std::string retry_diagram(const Design& design) {
  return design.consumer.groups.empty() ? std::string() : RetryDrawing(design).draw();
}

}  // namespace eventarch::report
