#include "eventarch/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace eventarch {

std::string_view name_of(Confidence confidence) {
  constexpr std::array<std::string_view, 2> names{"sourced", "estimate"};
  return names[static_cast<std::size_t>(confidence)];
}

std::string_view name_of(Word word) {
  // In the order of the enumeration.
  constexpr std::array<std::string_view, word_count> names{"none",
                                                           "log",
                                                           "queue",
                                                           "partition",
                                                           "stream",
                                                           "message_group",
                                                           "shard",
                                                           "ordering_key",
                                                           "session",
                                                           "global",
                                                           "at_most_once",
                                                           "at_least_once",
                                                           "exactly_once",
                                                           "deduplication_window",
                                                           "subscription",
                                                           "cluster",
                                                           "by_time",
                                                           "until_acknowledged",
                                                           "position_and_time",
                                                           "native",
                                                           "with_sns",
                                                           "partial",
                                                           "replicated",
                                                           "asynchronous",
                                                           "service_managed",
                                                           "aws",
                                                           "azure",
                                                           "gcp",
                                                           "on_premises",
                                                           "managed",
                                                           "self_managed",
                                                           "serverless",
                                                           "very_low",
                                                           "low",
                                                           "medium",
                                                           "high",
                                                           "automatic",
                                                           "manual",
                                                           "per_request",
                                                           "per_cluster",
                                                           "preferred",
                                                           "acceptable",
                                                           "avoid"};
  return names[static_cast<std::size_t>(word)];
}

Word word_of(Ordering ordering) {
  constexpr std::array words{Word::none, Word::partition, Word::global};
  return words[static_cast<std::size_t>(ordering)];
}

Word word_of(Delivery delivery) {
  constexpr std::array words{Word::at_most_once, Word::at_least_once, Word::exactly_once};
  return words[static_cast<std::size_t>(delivery)];
}

Word word_of(Cloud cloud) {
  constexpr std::array words{Word::none, Word::aws, Word::azure, Word::gcp, Word::on_premises};
  return words[static_cast<std::size_t>(cloud)];
}

Word word_of(Deployment deployment) {
  constexpr std::array words{Word::none, Word::managed, Word::self_managed, Word::serverless};
  return words[static_cast<std::size_t>(deployment)];
}

bool Fact::unlimited() const { return number && std::isinf(*number); }

const Mode* Broker::find_mode(std::string_view mode_id) const {
  const auto found = std::ranges::find(modes, mode_id, &Mode::id);
  return found == modes.end() ? nullptr : &*found;
}

std::string Broker::cite(const Fact& fact) const {
  std::string text;
  for (const std::string_view cited : fact.sources) {
    const auto found = std::ranges::find(sources, cited, &CatalogueSource::id);
    if (found == sources.end()) continue;
    if (!text.empty()) text += "; ";
    text.append(found->title).append(" [").append(cited) += ']';
  }
  if (fact.estimate.empty()) return text;
  return fmt::format("estimate: {}{}{}", fact.estimate, text.empty() ? "" : " Based on ", text);
}

const Broker* Catalogue::find(std::string_view broker_id) const {
  const auto found = std::ranges::find(brokers, broker_id, &Broker::id);
  return found == brokers.end() ? nullptr : &*found;
}

std::vector<std::string> Catalogue::ids() const {
  std::vector<std::string> out;
  out.reserve(brokers.size());
  for (const Broker& broker : brokers) out.emplace_back(broker.id);
  return out;
}

void Catalogue::put(Broker broker) {
  const auto place = std::ranges::lower_bound(brokers, broker.id, {}, &Broker::id);
  if (place != brokers.end() && place->id == broker.id) {
    *place = std::move(broker);
  } else {
    brokers.insert(place, std::move(broker));
  }
}

bool Catalogue::enable(std::string_view broker_id) {
  const auto found = std::ranges::find(brokers, broker_id, &Broker::id);
  if (found == brokers.end()) return false;
  found->offered = Offer::always;
  return true;
}

bool confirms_by_majority(const Broker& broker) {
  constexpr std::array<std::string_view, 3> raft{"nats_jetstream", "rabbitmq", "redpanda"};
  return std::ranges::find(raft, broker.id) != raft.end();
}

ProducerConfirmation confirmation_of(const Broker& broker) {
  // What each sets where nothing is to be waited for: MaximumRetries, no_ack, confirm.select, WAIT.
  constexpr std::array<std::string_view, 4> on_or_off{"azure_event_hubs", "nats_jetstream",
                                                      "rabbitmq", "redis_streams"};
  constexpr std::array<std::string_view, 5> always{"azure_service_bus", "gcp_pubsub", "kinesis",
                                                   "pulsar", "sqs"};
  const auto is_in = [&](const auto& ids) {
    return std::ranges::find(ids, broker.id) != ids.end();
  };
  if (is_in(on_or_off)) return ProducerConfirmation::on_or_off;
  return is_in(always) ? ProducerConfirmation::always : ProducerConfirmation::by_copies;
}

bool can_choose(ProducerConfirmation offered, ProducerAcks acks) {
  switch (offered) {
    case ProducerConfirmation::by_copies: return true;
    case ProducerConfirmation::on_or_off: return acks != ProducerAcks::leader;
    case ProducerConfirmation::always: return acks == ProducerAcks::all;
  }
  return true;
}

}  // namespace eventarch
