#include "simulation/history/witness_text.hpp"

#include <fmt/format.h>

#include <array>

#include "simulation/faults/fault_table.hpp"

namespace eventarch::simulation {
namespace {

constexpr std::array<std::string_view, event_kind_count> kind_names{
    "send",
    "send_ok",
    "send_fail",
    "send_unknown",
    "append",
    "high_watermark",
    "elect",
    "truncate",
    "retention",
    "marker",
    "assign",
    "revoke",
    "deliver",
    "effect",
    "skip_duplicate",
    "commit",
    "acknowledge",
    "retry",
    "dead_letter",
    "drop",
    "remember",
    "forget",
    "transaction_begin",
    "transaction_commit",
    "transaction_abort",
    "transaction_unknown",
    "fence",
    "database_write",
    "database_commit",
    "database_rollback",
    "store_append",
    "store_load",
    "project",
    "checkpoint",
    "saga_begin",
    "saga_step",
    "saga_compensate",
    "saga_end",
    "request",
    "call",
    "breaker",
    "fault_begin",
    "fault_end",
    "fault_window",
    "crash",
    "restart",
    "rebalance_begin",
    "rebalance_complete",
    "quiesce",
    "horizon",
};
static_assert(kind_names.back() == "horizon");

std::string named(const std::function<std::string(std::uint16_t)>& names, std::string_view kind,
                  std::uint16_t number) {
  if (names) return names(number);
  return fmt::format("{} {}", kind, number);
}

/// The parts of a phrase, each from one event.
class Words {
 public:
  Words(const Event& event, const HistoryNames& names) : event_{event}, names_{names} {}

  std::string actor() const {
    return event_.actor == nobody ? std::string{"the broker"}
                                  : named(names_.actor, "actor", event_.actor);
  }
  std::string group() const {
    return event_.group == nobody ? std::string{"every group"}
                                  : named(names_.group, "group", event_.group);
  }
  std::string projection() const {
    return event_.group == nobody ? std::string{"a projection"}
                                  : fmt::format("projection {}", event_.group);
  }
  std::string partition() const {
    if (event_.partition == nothing) return "the topic";
    if (names_.partition) return names_.partition(event_.partition);
    return fmt::format("partition {}", event_.partition);
  }
  std::string message() const {
    if (event_.message == nothing) return "a message";
    if (event_.key == nothing) return fmt::format("message {}", event_.message);
    return fmt::format("message {} (key {}, number {})", event_.message, event_.key,
                       event_.nth + 1ULL);
  }
  std::string attempt() const {
    return event_.attempt == 0 ? std::string{} : fmt::format(", attempt {}", event_.attempt);
  }
  std::string within() const {
    return event_.subject == nothing ? std::string{}
                                     : fmt::format(" in transaction {}", event_.subject);
  }
  std::string fault() const {
    return event_.subject < fault_table().size() ? std::string{fault_table()[event_.subject].name}
                                                 : std::string{"a fault"};
  }
  std::string struck() const {
    if (event_.actor != nobody) return " strikes " + actor();
    if (event_.partition != nothing) return " strikes " + partition();
    return " begins";
  }

 private:
  const Event& event_;
  const HistoryNames& names_;
};

/// "7 not processed" and the like, where a guarantee that is judged at rest broke.
std::string rest_phrase(const Event& event, const Words& words) {
  std::string phrase = "all is at rest";
  if (event.message != nothing && event.group != nobody) {
    return phrase + fmt::format(": {} is not done in {}", words.message(), words.group());
  }
  if (event.message != nothing) return phrase + fmt::format(": {} is missing", words.message());
  if (event.subject != nothing) {
    return phrase + fmt::format(", and number {} is still open", event.subject);
  }
  if (event.group != nobody) return phrase + fmt::format(": {} is behind", words.group());
  return phrase;
}

std::string effect_phrase(const Event& event, const Words& words) {
  const std::string_view how = event.outcome == Outcome::ok ? "processes" : "fails to process";
  const std::string_view kind =
      event.outcome == Outcome::failed_for_good ? ", and no retry will help" : "";
  return fmt::format("{} {} {}{}{}{}", words.actor(), how, words.message(), words.attempt(),
                     words.within(), kind);
}

std::string dead_letter_phrase(const Event& event, const Words& words) {
  if (event.outcome == Outcome::expired || event.outcome == Outcome::overflow) {
    return fmt::format(
        "the broker sets {} aside for {}: {}", words.message(), words.group(),
        event.outcome == Outcome::expired ? "its time to live is over" : "the queue is full");
  }
  const std::string_view why =
      event.outcome == Outcome::failed_for_good ? "no retry helps" : "attempts are used up";
  return fmt::format("{} sets {} aside after {} {}: {}", words.actor(), words.message(),
                     event.attempt, event.attempt == 1 ? "attempt" : "attempts", why);
}

std::string drop_phrase(const Event& event, const Words& words) {
  std::string_view why = "without telling anybody";
  if (event.outcome == Outcome::expired) why = "since its time to live is over";
  if (event.outcome == Outcome::overflow) why = "since the queue is full";
  if (event.outcome == Outcome::exhausted) why = "after its last failed attempt";
  return fmt::format("{} is discarded for {} {}", words.message(), words.group(), why);
}

std::string call_phrase(const Event& event, const Words& words) {
  switch (event.outcome) {
    case Outcome::started: return fmt::format("{} calls the dependency", words.actor());
    case Outcome::rejected: return fmt::format("the breaker of {} rejects a call", words.actor());
    case Outcome::ok: return fmt::format("the dependency answers {}", words.actor());
    default: return fmt::format("the call of {} fails", words.actor());
  }
}

std::string breaker_phrase(const Event& event, const Words& words) {
  std::string_view state = "closes";
  if (event.outcome == Outcome::open) state = "opens";
  if (event.outcome == Outcome::half_open) state = "lets a trial through (half open)";
  return fmt::format("the breaker of {} {}", words.actor(), state);
}

std::string saga_phrase(const Event& event, const Words& words) {
  const auto step = event.attempt + 1;
  switch (event.kind) {
    case EventKind::saga_begin:
      return fmt::format("saga {} begins, {} steps", event.subject, event.attempt);
    case EventKind::saga_step:
      if (event.outcome == Outcome::started) {
        return fmt::format("{} requests step {} of saga {}", words.actor(), step, event.subject);
      }
      return fmt::format("step {} of saga {} {}", step, event.subject,
                         event.outcome == Outcome::ok ? "is done" : "fails");
    case EventKind::saga_compensate:
      return fmt::format("step {} of saga {} {}", step, event.subject,
                         event.outcome == Outcome::ok ? "is undone" : "cannot be undone yet");
    default: break;
  }
  std::string_view end = "is stuck";
  if (event.outcome == Outcome::completed) end = "ends as completed";
  if (event.outcome == Outcome::compensated) end = "ends as compensated";
  return fmt::format("saga {} {}", event.subject, end);
}

std::string store_phrase(const Event& event, const Words& words) {
  switch (event.kind) {
    case EventKind::store_append:
      if (event.outcome == Outcome::conflict) {
        return fmt::format("{} may not append to aggregate {}: it expects version {}, there is {}",
                           words.actor(), event.key, event.nth, event.value);
      }
      return fmt::format("{} appends to aggregate {}, which it saw at version {}: now version {}",
                         words.actor(), event.key, event.nth, event.value);
    case EventKind::store_load:
      return fmt::format("{} loads aggregate {} at version {}{}", words.actor(), event.key,
                         event.value,
                         event.outcome == Outcome::from_snapshot ? " from a snapshot" : "");
    case EventKind::project:
      return fmt::format("{} applies the event at position {}", words.projection(), event.value);
    default:
      return fmt::format("{} notes that all below position {} is applied", words.projection(),
                         event.value);
  }
}

std::string log_phrase(const Event& event, const Words& words) {
  switch (event.kind) {
    case EventKind::append:
      if (event.group != nobody) {
        return fmt::format("{} is stored in the retry topic of {}", words.message(), words.group());
      }
      return fmt::format("{} stores {} in {} at offset {}{}", words.actor(), words.message(),
                         words.partition(), event.value, words.within());
    case EventKind::high_watermark:
      return fmt::format("{} announces what lies below offset {} of {} as safe", words.actor(),
                         event.value, words.partition());
    case EventKind::elect:
      if (event.outcome == Outcome::alone) {
        return fmt::format("{} is back with {}, its log ends at offset {}", words.actor(),
                           words.partition(), event.value);
      }
      return fmt::format(
          "{} becomes leader of {}{}, its log ends at offset {}", words.actor(), words.partition(),
          event.outcome == Outcome::unclean ? " without being in sync" : "", event.value);
    case EventKind::truncate:
      if (event.message != nothing) {
        if (event.outcome == Outcome::alone) {
          return fmt::format("{} loses {}, of which nobody else has a copy", words.actor(),
                             words.message());
        }
        return fmt::format("{}, which now leads {}, does not have {}", words.actor(),
                           words.partition(), words.message());
      }
      return fmt::format("{} loses all from offset {} on", words.partition(), event.value);
    case EventKind::retention:
      return fmt::format("{} deletes all below offset {}", words.partition(), event.value);
    default:
      return fmt::format("{} notes the end of transaction {}", words.partition(), event.subject);
  }
}

std::string consumer_phrase(const Event& event, const Words& words) {
  switch (event.kind) {
    case EventKind::assign:
      return fmt::format("{} takes over {} from offset {}", words.actor(), words.partition(),
                         event.value);
    case EventKind::revoke: return fmt::format("{} gives up {}", words.actor(), words.partition());
    case EventKind::deliver:
      return fmt::format("{} receives {}{}", words.actor(), words.message(), words.attempt());
    case EventKind::skip_duplicate:
      return fmt::format("{} takes {} for a duplicate and skips it", words.actor(),
                         words.message());
    case EventKind::commit:
      return fmt::format("{} commits offset {} of {} for {}{}", words.actor(), event.value,
                         words.partition(), words.group(), words.within());
    case EventKind::acknowledge:
      return fmt::format("{} acknowledges {}", words.actor(), words.message());
    case EventKind::retry:
      return fmt::format("{} tries {} again after {} ms, attempt {} had failed", words.actor(),
                         words.message(), time_text(event.value), event.attempt);
    case EventKind::remember:
      return fmt::format("{} stores the identity of {}", words.actor(), words.message());
    default:
      return fmt::format("the identity of {} is {}", words.message(),
                         event.outcome == Outcome::expired ? "no longer kept" : "lost");
  }
}

std::string transaction_phrase(const Event& event, const Words& words) {
  switch (event.kind) {
    case EventKind::transaction_begin:
      return fmt::format("{} begins transaction {}", words.actor(), event.subject);
    case EventKind::transaction_commit:
      return fmt::format("transaction {} is committed", event.subject);
    case EventKind::transaction_abort:
      return fmt::format("transaction {} is aborted", event.subject);
    case EventKind::transaction_unknown:
      return fmt::format("{} does not know how transaction {} ends", words.actor(), event.subject);
    case EventKind::database_write:
      return fmt::format("{} writes to its database, and owes {}", words.actor(), words.message());
    case EventKind::database_commit:
      return fmt::format("{} commits database transaction {}", words.actor(), event.subject);
    case EventKind::database_rollback:
      return fmt::format("database transaction {} of {} is rolled back", event.subject,
                         words.actor());
    default: break;
  }
  const std::string who = event.group != nobody   ? words.group()
                          : event.actor != nobody ? words.actor()
                                                  : words.partition();
  return fmt::format("{} is replaced; only epoch {} counts from here on", who, event.epoch);
}

std::string send_phrase(const Event& event, const Words& words) {
  switch (event.kind) {
    case EventKind::send:
      return fmt::format("{} sends {}{}", words.actor(), words.message(), words.within());
    case EventKind::send_ok:
      return fmt::format("{} takes {} for sent", words.actor(), words.message());
    case EventKind::send_fail:
      return fmt::format("{} cannot send {}", words.actor(), words.message());
    default:
      return fmt::format("{} gives up on {} without an answer", words.actor(), words.message());
  }
}

}  // namespace

std::string_view name_of(EventKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::string phrase_of(const Event& event, const HistoryNames& names) {
  const Words words{event, names};
  using enum EventKind;
  switch (event.kind) {
    case send:
    case send_ok:
    case send_fail:
    case send_unknown: return send_phrase(event, words);
    case append:
    case high_watermark:
    case elect:
    case truncate:
    case retention:
    case marker: return log_phrase(event, words);
    case assign:
    case revoke:
    case deliver:
    case skip_duplicate:
    case commit:
    case acknowledge:
    case retry:
    case remember:
    case forget: return consumer_phrase(event, words);
    case effect: return effect_phrase(event, words);
    case dead_letter: return dead_letter_phrase(event, words);
    case drop: return drop_phrase(event, words);
    case transaction_begin:
    case transaction_commit:
    case transaction_abort:
    case transaction_unknown:
    case fence:
    case database_write:
    case database_commit:
    case database_rollback: return transaction_phrase(event, words);
    case store_append:
    case store_load:
    case project:
    case checkpoint: return store_phrase(event, words);
    case saga_begin:
    case saga_step:
    case saga_compensate:
    case saga_end: return saga_phrase(event, words);
    case request: return fmt::format("work for the dependency reaches {}", words.actor());
    case call: return call_phrase(event, words);
    case breaker: return breaker_phrase(event, words);
    case fault_begin: return words.fault() + words.struck();
    case fault_end: return words.fault() + " is over";
    case fault_window: return words.fault() + " struck inside its window";
    case crash: return words.actor() + " crashes";
    case restart: return words.actor() + " is back";
    case rebalance_begin: return words.group() + " begins to share out its partitions anew";
    case rebalance_complete: return words.group() + " has shared out its partitions";
    case quiesce: return rest_phrase(event, words);
    case horizon: return "the run ends";
  }
  return {};
}

std::string time_text(std::uint64_t ns) {
  return fmt::format("{}.{:03}", ns / 1'000'000, ns / 1000 % 1000);
}

std::string witness_line(const Event& event, const HistoryNames& names) {
  return fmt::format("{:>12} ms  {}", time_text(event.time), phrase_of(event, names));
}

}  // namespace eventarch::simulation
