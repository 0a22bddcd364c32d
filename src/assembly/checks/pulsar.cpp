#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "assembly/check_unit.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool client_dead_letters(const Watched& watched) {
  return watched.input.mode.id == "shared" || watched.input.mode.id == "key_shared";
}

Verdict no_expiry_of_unread(const Watched& watched) {
  const auto& workload = watched.input.context.workload;
  const Duration absence{workload.outage.milliseconds + workload.recover_within.milliseconds};
  if (const auto kept = watched.unread_kept_seconds()) {
    const Duration live{*kept * 1000};
    return {live.milliseconds > absence.milliseconds ? satisfied : missing,
            fmt::format("set-message-ttl acknowledges what nobody has read for {}; outage and "
                        "catching up are planned to take {}",
                        notation::duration(live), notation::duration(absence))};
  }
  if (setting_number(config_of(watched, "event"), "set-message-ttl --ttl")) {
    return {satisfied, "set-message-ttl is 0: unread messages stay until they are acknowledged"};
  }
  return {
      unknown,
      fmt::format(
          "this design sets none; retention of {} begins with the acknowledgement; a time to live "
          "(0 by default: off) would acknowledge what nobody has read",
          notation::duration(watched.input.context.requirements.retention))};
}

Verdict dead_letters_subscribed(const Watched& watched) {
  if (watched.input.at_most_once()) {
    return {not_applicable, "delivery is at_most_once: there are no dead letters"};
  }
  if (!watched.design.consumer.dead_letter.enabled) {
    return {not_applicable, "decisions.dead_letter_queue is false: there are no dead letters"};
  }
  if (!client_dead_letters(watched)) {
    return {unknown,
            "this subscription type has no dead-letter policy: the topic keeps what its "
            "retention says, and a subscription must exist before the first letter"};
  }
  const bool set = std::ranges::any_of(watched.design.consumer.settings, [](const Setting& one) {
    return one.key.find("initialSubscriptionName") != std::string::npos;
  });
  return {
      set ? satisfied : missing,
      set ? "deadLetterPolicy.initialSubscriptionName is set: the first letter finds a "
            "subscription"
          : "deadLetterPolicy.initialSubscriptionName is not set: letters without a subscription "
            "are deleted at once"};
}

Verdict unacknowledged_within_cap(const Watched& watched) {
  constexpr double per_consumer = 50'000;
  constexpr double per_subscription = 200'000;
  constexpr double default_queue = 1000;
  const double held =
      setting_number(watched.design.consumer.settings, "receiverQueueSize").value_or(default_queue);
  const double all = held * static_cast<double>(watched.group().instances);
  return {held <= per_consumer && all <= per_subscription ? satisfied : missing,
          fmt::format("receiverQueueSize {} x {} = {}; by default {} may be unacknowledged per "
                      "consumer and {} per subscription",
                      notation::number(held), counted(watched.group().instances, "instance"),
                      notation::number(all, 6), notation::number(per_consumer, 6),
                      notation::number(per_subscription, 6))};
}

Verdict copies_confirmed(const Watched& watched) {
  const Sizing& sizing = watched.input.sizing;
  return {sizing.min_in_sync_replicas >= 2 ? satisfied : missing,
          fmt::format("write quorum {}, {} to confirm; the brokers' default is 2 of 2",
                      sizing.replication_factor, sizing.min_in_sync_replicas)};
}

Verdict batches_by_key(const Watched& watched) {
  if (watched.input.mode.id != "key_shared") {
    return {not_applicable, "only Key_Shared splits the messages of a batch by key"};
  }
  const bool set = is_set(watched.design.producer.settings, "batcherBuilder", "KEY_BASED");
  return {set ? satisfied : missing, set ? "batcherBuilder is KEY_BASED"
                                         : "a batch of several keys goes to one consumer whole"};
}

Verdict ledgers_watched(const Watched& watched) {
  return {unknown,
          fmt::format("no alert is prepared: the auditor of BookKeeper reports ledgers with "
                      "fewer than {} as a summary for each of its runs",
                      counted(watched.input.sizing.replication_factor, "copy"))};
}

constexpr std::string_view messaging = "https://pulsar.apache.org/docs/concepts-messaging/";
constexpr std::string_view retention = "https://pulsar.apache.org/docs/cookbooks-retention-expiry/";

constexpr std::array pulsar_check_list{
    CheckUnit{
        .name = "unread_messages_do_not_expire",
        .item = "Time to live is off, or longer than any outage",
        .why =
            "A time to live acknowledges unread messages when it ends: to the consumer they were "
            "never there.",
        .remedy = "check with pulsar-admin topics get-message-ttl --applied; keep it at 0 or above "
                  "outage "
                  "and catching up",
        .source = retention,
        .verdict = no_expiry_of_unread,
    },
    CheckUnit{
        .name = "dead_letters_subscribed",
        .item = "Dead-letter topic has a subscription",
        .why = "Pulsar deletes what no subscription waits for: the dead letter is gone as it "
               "arrives.",
        .remedy = "set initialSubscriptionName, or create the subscription together with the topic",
        .source = messaging,
        .verdict = dead_letters_subscribed,
    },
    CheckUnit{
        .name = "unacknowledged_within_cap",
        .item = "Unacknowledged messages below the caps",
        .why = "A consumer at its cap gets nothing more until it acknowledges, and looks stalled.",
        .remedy = "lower receiverQueueSize, or raise maxUnackedMessagesPerConsumer and "
                  "maxUnackedMessagesPerSubscription",
        .source = messaging,
        .verdict = unacknowledged_within_cap,
    },
    CheckUnit{
        .name = "quorum_survives_a_bookie",
        .item = "Write quorum survives a bookie",
        .why = "With the default of two copies the loss of one bookie leaves one.",
        .remedy = "set-persistence with ensemble 3, write quorum 3, ack quorum 2",
        .source = "https://pulsar.apache.org/docs/administration-zk-bk/",
        .verdict = copies_confirmed,
    },
    CheckUnit{
        .name = "under_replicated_ledgers_watched",
        .item = "Under-replicated ledgers watched",
        .why = "A bookie that is gone leaves ledgers with a copy less; with autorecovery off they "
               "stay so.",
        .remedy = "run bookkeeper shell listunderreplicated regularly, or watch the auditor's "
                  "auditor_NUM_UNDER_REPLICATED_LEDGERS",
        .source = "https://pulsar.apache.org/docs/reference-metrics/",
        .verdict = ledgers_watched,
    },
    CheckUnit{
        .name = "batches_by_key",
        .item = "Batches hold one key",
        .why =
            "With default batching Key_Shared hands a batch of several keys to one consumer, and "
            "the order of a key is lost.",
        .remedy = "set batcherBuilder to KEY_BASED, or turn batching off",
        .source = messaging,
        .verdict = batches_by_key,
    },
};

}  // namespace

extern const std::span<const CheckUnit> pulsar_checks;
constinit const std::span<const CheckUnit> pulsar_checks{pulsar_check_list};

}  // namespace eventarch::assembly
