#include "simulation/faults/fault_table.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace eventarch::simulation {
namespace {

constexpr auto by_default = FaultSet::by_default;
constexpr auto on_request = FaultSet::on_request;
constexpr std::optional<Window> always;

/// From one event up to the next of another kind about the same thing.
constexpr std::optional<Window> between(EventKind opens, EventKind closes, SameIn same) {
  return Window{opens, std::nullopt, closes, same};
}
constexpr std::optional<Window> between(EventKind opens, Outcome opens_with, EventKind closes,
                                        SameIn same) {
  return Window{opens, opens_with, closes, same};
}

constexpr std::array all{
    Fault{
        "all_reconnect_at_once",
        "Every client loses its connection at the same moment, and all come back together",
        Part::consumers,
        between(EventKind::deliver, EventKind::commit, SameIn::actor),
        by_default,
    },
    Fault{
        "clock_runs_ahead",
        "The clock by which identities are forgotten is 30 s ahead after the longest outage",
        Part::consumers | Part::deduplication,
        between(EventKind::effect, Outcome::ok, EventKind::commit, SameIn::actor),
        by_default,
    },
    Fault{
        "compensation_fails",
        "A step of a saga cannot be undone at the first tries",
        Part::saga,
        between(EventKind::saga_step, Outcome::failed, EventKind::saga_end, SameIn::saga),
        by_default,
    },
    Fault{
        "concurrent_writers",
        "Two writers load the same version of an aggregate, and both append",
        Part::event_store,
        between(EventKind::store_load, EventKind::store_append, SameIn::aggregate),
        by_default,
    },
    Fault{
        "consumer_crash_after_effect",
        "A consumer dies after the effect of a message and before it is acknowledged",
        Part::consumers,
        between(EventKind::effect, Outcome::ok, EventKind::commit, SameIn::actor),
        by_default,
    },
    Fault{
        "consumer_crash_before_effect",
        "A consumer dies with fetched messages whose effect has not happened",
        Part::consumers,
        between(EventKind::deliver, EventKind::effect, SameIn::actor),
        by_default,
    },
    Fault{
        "consumer_pause_beyond_timeout",
        "A consumer stops for longer than its session or visibility timeout, then goes on",
        Part::consumers | Part::delivery_timeout,
        between(EventKind::deliver, EventKind::effect, SameIn::actor),
        by_default,
    },
    Fault{
        "crash_between_commit_and_publish",
        "A service dies between the commit of its database and the publishing of the message",
        Part::database_and_publish,
        between(EventKind::database_commit, EventKind::send, SameIn::actor),
        by_default,
    },
    Fault{
        "dead_letter_publish_fails",
        "Storing a message as a dead letter fails at the first tries",
        Part::consumers | Part::dead_letters,
        between(EventKind::effect, Outcome::failed_for_good, EventKind::dead_letter,
                SameIn::message),
        by_default,
    },
    Fault{
        "deduplication_store_lost",
        "The store of processed identities loses its entries",
        Part::consumers | Part::deduplication,
        between(EventKind::effect, Outcome::ok, EventKind::commit, SameIn::actor),
        on_request,
    },
    Fault{
        "deduplication_store_unreachable",
        "The store of processed identities does not answer for a while",
        Part::consumers | Part::deduplication,
        between(EventKind::deliver, EventKind::effect, SameIn::actor),
        by_default,
    },
    Fault{
        "delayed_transaction_request",
        "A request of a transaction that timed out arrives during the next one",
        Part::transactions,
        between(EventKind::transaction_begin, EventKind::transaction_commit, SameIn::transaction),
        on_request,
    },
    Fault{
        "dependency_down",
        "The service that consumers call fails every call for a while",
        Part::consumers | Part::dependency,
        between(EventKind::call, Outcome::started, EventKind::effect, SameIn::actor),
        by_default,
    },
    Fault{
        "group_away",
        "All consumers of a group stay away for the longest declared outage",
        Part::consumers,
        between(EventKind::deliver, EventKind::effect, SameIn::actor),
        by_default,
    },
    Fault{
        "group_away_beyond_retention",
        "All consumers of a group stay away for longer than the log keeps records",
        Part::consumers | Part::log_retention,
        between(EventKind::deliver, EventKind::effect, SameIn::actor),
        on_request,
    },
    Fault{
        "in_sync_replicas_collapse",
        "Followers fall behind, then the leader dies: only replicas without the last records are "
        "left",
        Part::leader | Part::in_sync_replicas,
        between(EventKind::send_ok, EventKind::high_watermark, SameIn::partition),
        by_default,
    },
    Fault{
        "last_replica_loses_suffix",
        "While a group lags all followers are lost; then the leader, alone, loses what it had not "
        "yet on a disk",
        Part::consumers | Part::leader | Part::page_cache,
        between(EventKind::high_watermark, EventKind::append, SameIn::partition),
        on_request,
    },
    Fault{
        "late_return_after_effect",
        "A consumer dies after an effect and is back only after the longest declared outage",
        Part::consumers | Part::deduplication,
        between(EventKind::effect, Outcome::ok, EventKind::commit, SameIn::actor),
        by_default,
    },
    Fault{
        "leader_crash_followers_behind",
        "The leader of a partition dies before its followers have the last records",
        Part::leader,
        between(EventKind::append, EventKind::high_watermark, SameIn::partition),
        by_default,
    },
    Fault{
        "leader_crash_followers_caught_up",
        "The leader of a partition dies when its followers have all records",
        Part::leader,
        between(EventKind::high_watermark, EventKind::append, SameIn::partition),
        by_default,
    },
    Fault{
        "leader_isolated",
        "The network cuts a leader off from the majority, and heals later",
        Part::leader,
        between(EventKind::append, EventKind::high_watermark, SameIn::partition),
        by_default,
    },
    Fault{
        "messages_expire",
        "All consumers of a group stay away until messages outlive their time in the queue",
        Part::consumers | Part::time_to_live,
        between(EventKind::deliver, EventKind::effect, SameIn::actor),
        on_request,
    },
    Fault{
        "new_schema",
        "For a while messages carry a schema that consumers cannot read yet",
        Part::consumers,
        between(EventKind::send, EventKind::effect, SameIn::message),
        by_default,
    },
    Fault{
        "one_batch_fails",
        "A batch fails at first while later batches of the producer succeed",
        Part::producers | Part::batches_in_flight,
        between(EventKind::send, EventKind::append, SameIn::message),
        by_default,
    },
    Fault{
        "orchestrator_crash",
        "The orchestrator of a saga dies between two steps",
        Part::saga,
        between(EventKind::saga_step, Outcome::ok, EventKind::saga_end, SameIn::saga),
        by_default,
    },
    Fault{
        "partitions_added",
        "A partition is added while messages wait, and keys go to other partitions than before",
        Part::consumers | Part::owned_keys,
        between(EventKind::append, EventKind::effect, SameIn::message),
        on_request,
    },
    Fault{
        "poison_message",
        "A message fails at every attempt, with an error that looks worth a retry",
        Part::consumers | Part::retries,
        between(EventKind::deliver, EventKind::dead_letter, SameIn::message),
        by_default,
    },
    Fault{
        "poison_message_not_retryable",
        "A message fails at every attempt, with an error that no retry mends",
        Part::consumers,
        between(EventKind::deliver, EventKind::dead_letter, SameIn::message),
        by_default,
    },
    Fault{
        "power_loss_everywhere",
        "All brokers lose power at once, and with it what was not yet on a disk",
        Part::leader | Part::page_cache,
        between(EventKind::send_ok, EventKind::effect, SameIn::message),
        on_request,
    },
    Fault{
        "processing_beyond_timeout",
        "Processing takes longer than the visibility or acknowledgement timeout",
        Part::consumers | Part::delivery_timeout,
        between(EventKind::deliver, EventKind::effect, SameIn::actor),
        by_default,
    },
    Fault{
        "produce_response_lost",
        "A record is stored, its acknowledgement gets lost, and the producer sends again",
        Part::producers,
        between(EventKind::append, EventKind::send_ok, SameIn::message),
        by_default,
    },
    Fault{
        "queue_overflow",
        "All consumers of a group stay away until their queue is full",
        Part::consumers | Part::length_limit,
        between(EventKind::deliver, EventKind::effect, SameIn::actor),
        by_default,
    },
    Fault{
        "rate_surge",
        "Producers send far above the declared peak for a while",
        Part::producers,
        always,
        on_request,
    },
    Fault{
        "rebalance_during_processing",
        "Partitions move to other consumers while their messages are being processed",
        Part::consumers | Part::assignment,
        between(EventKind::deliver, EventKind::commit, SameIn::actor),
        by_default,
    },
    Fault{
        "slow_consumer",
        "One consumer takes four times as long for each message",
        Part::consumers,
        always,
        on_request,
    },
    Fault{
        "stale_snapshot",
        "An aggregate is loaded from an old snapshot",
        Part::snapshots,
        between(EventKind::store_append, EventKind::store_load, SameIn::aggregate),
        by_default,
    },
    Fault{
        "transient_failures",
        "Attempts fail now and then, and the next one may succeed",
        Part::consumers,
        between(EventKind::deliver, EventKind::effect, SameIn::message),
        by_default,
    },
    Fault{
        "zombie_producer",
        "An old instance of a producer goes on sending after its successor has started",
        Part::transactions,
        between(EventKind::transaction_begin, EventKind::transaction_commit, SameIn::transaction),
        by_default,
    },
};
static_assert(std::ranges::adjacent_find(all, std::ranges::greater_equal{}, &Fault::name) ==
                  all.end(),
              "sorted by name, names unique");

}  // namespace

bool closes(const Window& window, const Event& opened, const Event& event) {
  if (event.kind != window.closes) return false;
  switch (window.same) {
    case SameIn::message: return event.message == opened.message;
    case SameIn::actor: return event.actor == opened.actor;
    case SameIn::partition: return event.partition == opened.partition;
    case SameIn::transaction:
    case SameIn::saga: return event.subject == opened.subject;
    case SameIn::aggregate: return event.key == opened.key;
  }
  return false;
}

std::span<const Fault> fault_table() { return all; }

std::optional<Window> window_of(std::uint32_t fault, bool commits_first) {
  std::optional<Window> window = all[fault].window;
  const bool until_commit =
      window && window->opens == EventKind::deliver && window->closes == EventKind::commit;
  if (commits_first && until_commit) window->closes = EventKind::effect;
  return window;
}

std::optional<std::uint32_t> find_fault(std::string_view name) {
  const auto* const row = std::ranges::lower_bound(all, name, {}, &Fault::name);
  if (row == all.end() || row->name != name) return std::nullopt;
  return static_cast<std::uint32_t>(row - all.begin());
}

}  // namespace eventarch::simulation
