/// Topics and queues: which there are, in how many parts, by which key, kept for how long.

#include <fmt/format.h>

#include <algorithm>

#include "diff/change_rules.hpp"
#include "diff/comparison.hpp"
#include "diff/topic_pairs.hpp"
#include "support/notation.hpp"

namespace eventarch::diff {
namespace {

bool has_key(const Topic& topic) { return !topic.key.empty() && !topic.key.starts_with("none"); }

/// Its messages are in order by key, and somebody relies on it. Dead letters are out of order
/// already.
bool keeps_order(const Topic& topic, const EventContext& context) {
  return context.requirements.ordering != Ordering::none && has_key(topic) &&
         !topic.kind.starts_with("dead_letter");
}

/// Retries and dead letters: in no order, with as many partitions as the rest has work for them.
bool holds_failures(const Topic& topic) {
  return topic.kind.starts_with("dead_letter") || topic.kind.starts_with("retry");
}

const ChangeRule& partitions_rule(const TopicPair& pair, const Sides& sides) {
  const std::string& unit = sides.new_design().sizing.unit;
  const bool more = pair.after->partitions > pair.before->partitions;
  if (unit == "shard") return shards_changed;
  if (keeps_order(*pair.before, sides.old_context()) &&
      keeps_order(*pair.after, sides.new_context())) {
    return more || unit != "partition" ? partitions_changed_keyed : partitions_lowered_keyed;
  }
  if (holds_failures(*pair.after)) return more ? failure_topic_grows : failure_topic_shrinks;
  if (more) return partitions_raised;
  return unit == "partition" ? partitions_lowered : units_lowered;
}

std::string retention_text(const std::optional<double>& hours_kept) {
  return hours_kept ? notation::duration(hours(*hours_kept)) : "until acknowledged";
}

/// The change of the requirement says it for every topic that follows it.
bool follows_requirement(const TopicPair& pair, const Sides& sides) {
  return pair.before->retention_hours == sides.old_context().requirements.retention.hours() &&
         pair.after->retention_hours == sides.new_context().requirements.retention.hours();
}

void compare_retention(const TopicPair& pair, const Sides& sides, Changes& changes) {
  const auto& before = pair.before->retention_hours;
  const auto& after = pair.after->retention_hours;
  if (before == after || follows_requirement(pair, sides)) return;
  const bool shorter = after && (!before || *after < *before);
  changes.add(shorter ? sides.retention_shortening() : retention_lengthened, pair.subject(),
              "retention", retention_text(before), retention_text(after));
}

/// Whether a topic names the keys of its types, since they differ.
bool names_types(const Topic& topic) { return topic.key.find(" (") != std::string::npos; }

/// The key of an event type is told with the type.
bool told_by_event(const TopicPair& pair, const Sides& sides) {
  if (names_types(*pair.before) || names_types(*pair.after)) return true;
  const auto& before = sides.old_design().message_schema.events;
  const auto& after = sides.new_design().message_schema.events;
  return std::ranges::any_of(before, [&](const EventSchema& event) {
    const auto same = std::ranges::find(after, event.event_type, &EventSchema::event_type);
    return event.key == pair.before->key && same != after.end() && same->key == pair.after->key;
  });
}

void compare_key(const TopicPair& pair, const Sides& sides, Changes& changes) {
  const Topic& before = *pair.before;
  const Topic& after = *pair.after;
  if (before.key == after.key || !has_key(after)) return;
  const bool relied_on = keeps_order(before, sides.old_context());
  if (relied_on && !told_by_event(pair, sides)) {
    changes.add(key_changed, pair.subject(), "key", before.key, after.key);
  }
}

void compare_pair(const TopicPair& pair, const Sides& sides, Changes& changes) {
  const Topic& before = *pair.before;
  const Topic& after = *pair.after;
  if (unnumbered(before.name) != unnumbered(after.name)) {
    changes.add(topic_renamed, pair.subject(), "name", unnumbered(before.name),
                unnumbered(after.name));
  }
  if (before.partitions != after.partitions) {
    Change& change = changes.add(
        partitions_rule(pair, sides), pair.subject(), sides.new_design().sizing.unit + "s",
        fmt::format("{}", before.partitions), fmt::format("{}", after.partitions));
    const std::string& binding = sides.new_design().sizing.binding_constraint;
    // Retries and dead letters have fewer, which nothing but the others binds.
    const bool sized = after.partitions == sides.new_design().sizing.partitions;
    if (sized && !binding.empty()) change.via = fmt::format("binding: {}", binding);
  }
  compare_key(pair, sides, changes);
  if (before.resource != after.resource) {
    changes.add(resource_changed, pair.subject(), "kind", before.resource, after.resource);
  }
  compare_retention(pair, sides, changes);
}

}  // namespace

void compare_topics(const Sides& sides, Changes& changes) {
  for (const TopicPair& pair : topic_pairs(sides)) {
    if (pair.in_both()) {
      compare_pair(pair, sides, changes);
    } else if (pair.after == nullptr) {
      changes.add(topic_removed, pair.subject(), pair.before->resource, pair.subject(), {});
    } else {
      changes.add(topic_added, pair.subject(), pair.after->resource, {}, pair.subject());
    }
  }
}

}  // namespace eventarch::diff
