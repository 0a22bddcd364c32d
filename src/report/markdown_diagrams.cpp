#include "report/markdown_diagrams.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "report/markdown_text.hpp"
#include "report/summary.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

using markdown::mermaid_label;

/// A diagram with more of them can no longer be read.
constexpr std::size_t most_nodes = 10;

/// Collects nodes and edges of a flowchart.
class Flowchart {
 public:
  std::string node(std::string_view prefix, std::string_view shape, std::string_view label) {
    std::string id = fmt::format("{}{}", prefix, ++count_);
    const std::size_t middle = shape.size() / 2;
    nodes_ +=
        fmt::format("    {}{}\"{}\"{}\n", id, shape.substr(0, middle), label, shape.substr(middle));
    return id;
  }
  void edge(std::string_view from, std::string_view to) {
    edges_ += fmt::format("  {} --> {}\n", from, to);
  }
  void dotted(std::string_view from, std::string_view to, std::string_view label) {
    edges_ += fmt::format("  {} -. \"{}\" .-> {}\n", from, label, to);
  }
  void open(std::string_view id, std::string_view title) {
    nodes_ += fmt::format("  subgraph {}[\"{}\"]\n", id, title);
  }
  void close() { nodes_ += "  end\n"; }
  [[nodiscard]] std::string text() const { return "flowchart LR\n" + nodes_ + edges_; }

 private:
  std::string nodes_;
  std::string edges_;
  std::size_t count_ = 0;
};

constexpr std::string_view box = "[]";
constexpr std::string_view cylinder = "[()]";
constexpr std::string_view flag = ">]";

struct Placed {
  const Topic* topic;
  std::string id;
};

bool is_exchange(const Topic& topic) { return topic.kind == "exchange"; }
bool is_failure(const Topic& topic) {
  return topic.kind == "dead_letter" || topic.kind == "dead_letter_exchange" ||
         topic.kind == "retry";
}

/// Queues of SNS FIFO topics end in the same suffix as the topic.
std::string_view stem(std::string_view name) {
  constexpr std::string_view suffix = ".fifo";
  if (name.ends_with(suffix)) name.remove_suffix(suffix.size());
  return name;
}

/// The exchange that a resource hangs on: the one whose name is the longest beginning of its own,
/// else the first one, where producers publish.
const Placed* parent_of(const std::vector<Placed>& placed, const Topic& topic) {
  const auto first =
      std::ranges::find_if(placed, [](const Placed& one) { return is_exchange(*one.topic); });
  if (first == placed.end() || first->topic == &topic) return nullptr;
  const Placed* parent = &*first;
  for (const Placed& one : placed) {
    if (one.topic == &topic || !is_exchange(*one.topic)) continue;
    const std::string_view name = stem(one.topic->name);
    if (name.size() > stem(parent->topic->name).size() && topic.name.starts_with(name)) {
      parent = &one;
    }
  }
  return parent;
}

class TopologyDrawing {
 public:
  TopologyDrawing(const EventContext& context, const Design& design)
      : context_(context), design_(design) {}

  std::string draw() {
    draw_producers();
    draw_topics();
    draw_groups();
    connect_producers();
    return fenced_diagram(chart_.text());
  }

 private:
  void draw_producers() {
    chart_.open("producers", "Producers");
    const auto& names = context_.producers;
    for (std::size_t i = 0; i < std::min(names.size(), most_nodes); ++i) {
      producers_.push_back(chart_.node("n", box, mermaid_label(names[i])));
    }
    if (names.size() > most_nodes) {
      producers_.push_back(
          chart_.node("n", box, fmt::format("{} more", names.size() - most_nodes)));
    }
    chart_.close();
  }

  std::string topic_node(const Topic& topic) {
    std::string label =
        fmt::format("{}<br/>{}", mermaid_label(topic.name), mermaid_label(topic.resource));
    if (topic.partitions > 1) {
      const bool queues = topic.resource.ends_with("queue");
      label += fmt::format(", {} {}", topic.partitions, queues ? "queues" : "partitions");
    }
    const bool exchange = topic.kind.ends_with("exchange");
    return chart_.node("t", exchange ? flag : cylinder, label);
  }

  void draw_topics() {
    std::size_t hidden = 0;
    for (const Topic& topic : design_.topology.topics) {
      if (is_failure(topic)) continue;
      if (placed_.size() < 2 * most_nodes) {
        placed_.push_back({&topic, topic_node(topic)});
      } else {
        ++hidden;
      }
    }
    if (hidden > 0) chart_.node("t", cylinder, fmt::format("{} more", hidden));
  }

  void draw_groups() {
    const auto& groups = design_.consumer.groups;
    chart_.open("consumers", "Consumer groups");
    for (std::size_t i = 0; i < std::min(groups.size(), most_nodes); ++i) {
      groups_.push_back(
          chart_.node("c", box,
                      fmt::format("{}<br/>{}", mermaid_label(groups[i].group),
                                  notation::counted(groups[i].instances, "instance"))));
    }
    if (groups.size() > most_nodes) {
      chart_.node("c", box, fmt::format("{} more", groups.size() - most_nodes));
    }
    chart_.close();
    for (std::size_t i = 0; i < groups_.size(); ++i) connect_group(groups[i], groups_[i]);
  }

  void connect_group(const ConsumerGroupConfig& group, const std::string& id) {
    const Placed* source = nullptr;
    for (const Placed& one : placed_) {
      const std::string& name = one.topic->name;
      const bool longer = source == nullptr || name.size() > source->topic->name.size();
      if (!is_exchange(*one.topic) && group.subscribes_to.starts_with(name) && longer) {
        source = &one;
      }
    }
    if (source != nullptr) chart_.edge(source->id, id);
    for (const Topic& topic : design_.topology.topics) {
      if (topic.kind == "dead_letter" && topic.name == group.dead_letter) {
        connect_dead_letters(id, topic);
      }
      if (topic.kind == "retry" && topic.name.find(group.group) != std::string::npos) {
        const std::string retry = topic_node(topic);
        chart_.dotted(id, retry, "failed");
        chart_.dotted(retry, id, "later");
      }
    }
  }

  /// Where the broker has an exchange for them, failed messages go through it.
  void connect_dead_letters(const std::string& group, const Topic& letters) {
    const std::string text =
        fmt::format("after {}", notation::counted(design_.consumer.retry.max_attempts, "attempt"));
    const auto& topics = design_.topology.topics;
    const auto exchange = std::ranges::find(topics, "dead_letter_exchange", &Topic::kind);
    if (exchange == topics.end()) return chart_.dotted(group, topic_node(letters), text);
    if (dead_letter_exchange_.empty()) dead_letter_exchange_ = topic_node(*exchange);
    chart_.dotted(group, dead_letter_exchange_, text);
    chart_.dotted(dead_letter_exchange_, topic_node(letters), "its name");
  }

  /// Exchanges take what producers send; without one, each topic or queue of events does.
  void connect_producers() {
    for (const Placed& one : placed_) {
      if (one.topic->kind.starts_with("waiting")) {
        connect_waiting(one);
        continue;
      }
      const Placed* parent = parent_of(placed_, *one.topic);
      if (parent != nullptr) chart_.edge(parent->id, one.id);
      if (one.topic->kind == "reply") {
        connect_replies(parent == nullptr ? one : *parent, one);
      } else if (one.topic->kind == "command") {
        connect_commands(one, parent == nullptr);
      } else if (parent == nullptr) {
        to(one.id);
      }
    }
  }

  /// Producers send what has to wait to an exchange of its own, its queues give it on.
  void connect_waiting(const Placed& one) {
    if (one.topic->kind == "waiting_exchange") return to(one.id);
    for (const Placed& other : placed_) {
      if (other.topic->kind == "waiting_exchange") chart_.edge(other.id, one.id);
    }
    chart_.dotted(one.id, placed_.front().id, "when due");
  }

  /// In a saga the orchestrator asks and the participants do; elsewhere the producers are the side
  /// that commands are for.
  void connect_commands(const Placed& commands, bool direct) {
    const bool saga =
        std::ranges::any_of(placed_, [](const Placed& one) { return one.topic->kind == "reply"; });
    if (!saga) return from(commands.id);
    if (direct) to(commands.id);
    // On queues each participant has commands of its own, named after it; the producer as well.
    std::string_view name = stem(commands.topic->name);
    name = name.substr(0, name.find(".{0"));
    const bool shared = name.ends_with("commands");
    bool read = false;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      if (!shared && !name.ends_with(text::resource_name(design_.consumer.groups[i].group)))
        continue;
      chart_.dotted(commands.id, groups_[i], "command");
      read = true;
    }
    if (!read && groups_.size() == 1) from(commands.id);
  }

  void connect_replies(const Placed& into, const Placed& out) {
    for (const std::string& group : groups_) chart_.dotted(group, into.id, "reply");
    from(out.id);
  }

  void to(const std::string& id) {
    for (const std::string& producer : producers_) chart_.edge(producer, id);
  }
  void from(const std::string& id) {
    for (const std::string& producer : producers_) chart_.edge(id, producer);
  }

  const EventContext& context_;
  const Design& design_;
  Flowchart chart_;
  std::vector<std::string> producers_;
  std::vector<std::string> groups_;
  std::vector<Placed> placed_;
  std::string dead_letter_exchange_;  ///< its node, once there is one
};

}  // namespace

std::string fenced_diagram(std::string_view diagram) {
  return fmt::format("```mermaid\n{}```\n", diagram);
}

std::string topology_diagram(const EventContext& context, const Design& design) {
  return TopologyDrawing(context, design).draw();
}

}  // namespace eventarch::report
