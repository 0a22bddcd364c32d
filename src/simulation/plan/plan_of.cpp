/// From a finished design to what is simulated of it. Every choice of the design that decides a
/// guarantee is taken over here, once.

#include <algorithm>
#include <cmath>
#include <string_view>
#include <variant>

#include "eventarch/automatic_commit.hpp"
#include "eventarch/catalogue.hpp"
#include "eventarch/decision.hpp"
#include "eventarch/sizing.hpp"
#include "simulation/engine/distribution.hpp"
#include "simulation/plan/simulation_plan.hpp"
#include "simulation/plan/unread_of.hpp"
#include "simulation/statistics/histogram.hpp"
#include "simulation/statistics/known_part.hpp"

namespace eventarch::simulation {
namespace {

const Pattern* find_pattern(const Design& design, std::string_view name) {
  const auto found = std::ranges::find(design.patterns, name, &Pattern::name);
  return found == design.patterns.end() ? nullptr : &*found;
}

std::optional<double> figure_of(const Pattern* pattern, std::string_view name) {
  if (pattern == nullptr) return std::nullopt;
  const auto found = std::ranges::find(pattern->figures, name, &PatternFigure::name);
  return found == pattern->figures.end() ? std::nullopt : std::optional(found->value);
}

const Setting* find_setting_of(const std::vector<Setting>& settings, std::string_view key) {
  const auto found = std::ranges::find(settings, key, &Setting::key);
  return found == settings.end() ? nullptr : &*found;
}

std::optional<std::int64_t> whole_setting(const std::vector<Setting>& settings,
                                          std::string_view key) {
  const Setting* setting = find_setting_of(settings, key);
  const auto* value = setting == nullptr ? nullptr : std::get_if<std::int64_t>(&setting->value);
  return value == nullptr ? std::nullopt : std::optional(*value);
}

/// What the file decides, where the broker has a setting for it; otherwise it confirms as it does
/// without.
ProducerPlan producer_of(const EventContext& context, const Design& design, const Broker& broker) {
  ProducerPlan plan;
  const bool may_lose = context.requirements.delivery == Delivery::at_most_once;
  if (may_lose) plan.acknowledgement = ProducerAcks::none;
  const auto& decided = context.decisions.producer_acks;
  if (decided && can_choose(confirmation_of(broker), decided->value))
    plan.acknowledgement = decided->value;
  plan.retries = !may_lose;
  // A sequence is only kept where every replica is waited for.
  plan.idempotent = plan.acknowledgement == ProducerAcks::all;
  const auto requests =
      whole_setting(design.producer.settings, "max.in.flight.requests.per.connection");
  if (requests) plan.one_in_flight = *requests == 1;
  return plan;
}

CommitTiming commit_of(const EventContext& context, const Candidate& chosen,
                       const BrokerModel& broker) {
  // A transaction takes the offsets with it, whatever was decided for their commit.
  const bool transactional = context.requirements.delivery == Delivery::exactly_once &&
                             broker.offsets && chosen.mode->number(FactKey::commit_interval) > 0;
  if (transactional) return CommitTiming::with_transaction;
  if (context.decisions.offset_commit) {
    switch (context.decisions.offset_commit->value) {
      case OffsetCommit::before_processing: return CommitTiming::before_processing;
      // A consumer that works in its poll loop or handler commits what it has finished: only one
      // that hands messages over to others commits what they still work on.
      case OffsetCommit::automatic:
        if (automatic_commit_of(*chosen.broker, *chosen.mode) == AutomaticCommit::at_hand_over) {
          return CommitTiming::before_processing;
        }
        return CommitTiming::after_processing;
      case OffsetCommit::after_processing: return CommitTiming::after_processing;
    }
  }
  if (context.requirements.delivery == Delivery::at_most_once) {
    return CommitTiming::before_processing;
  }
  return CommitTiming::after_processing;
}

RetryPlan retry_of(const RetryPolicy& policy) {
  RetryPlan plan;
  plan.mode = policy.mode == "blocking" ? Retrying::in_place : Retrying::by_redelivery;
  plan.attempts = std::max<std::uint32_t>(1, policy.max_attempts);
  plan.initial_ms = policy.initial_delay_ms;
  plan.most_ms = policy.max_delay_ms;
  plan.multiplier = policy.multiplier;
  plan.jitter = policy.linear ? 0 : policy.jitter_factor;
  plan.linear = policy.linear;
  return plan;
}

ConsumerPlan consumer_of(const EventContext& context, const Design& design, const Candidate& chosen,
                         const BrokerModel& broker) {
  ConsumerPlan plan;
  plan.commit = commit_of(context, chosen, broker);
  const Pattern* idempotent = find_pattern(design, "idempotent_consumer");
  const auto& declared = context.decisions.idempotent_consumers;
  const bool deduplicates = declared ? declared->value : idempotent != nullptr;
  if (deduplicates) {
    constexpr double ms_per_hour = 3'600'000;
    plan.deduplication = Deduplication::with_effect;
    plan.remember_ms =
        figure_of(idempotent, "deduplication_window_hours").value_or(0) * ms_per_hour;
  }
  plan.retry = retry_of(design.consumer.retry);
  plan.dead_letters = design.consumer.dead_letter.enabled;
  plan.breaker_failures = design.consumer.circuit_breaker.failure_threshold;
  plan.breaker_reset_ms = design.consumer.circuit_breaker.reset_timeout_seconds * 1000.0;
  plan.breaker_trials = design.consumer.circuit_breaker.half_open_attempts;
  return plan;
}

PatternPlan patterns_of(const EventContext& context, const Design& design,
                        const ConsumerPlan& consumer) {
  PatternPlan plan;
  plan.outbox = find_pattern(design, "transactional_outbox") != nullptr;
  const Pattern* saga = find_pattern(design, "saga");
  plan.saga = saga != nullptr;
  constexpr double most_steps = 8;
  plan.saga_steps = static_cast<std::uint32_t>(
      std::clamp(figure_of(saga, "participants_count").value_or(3), 1.0, most_steps));
  plan.event_store = context.use_case == UseCase::event_sourcing;
  plan.transactions = consumer.commit == CommitTiming::with_transaction;
  return plan;
}

/// What follows from the two parts of the way from producer to consumer, each lognormal and
/// independent of the other.
void add_up_way(TimesPlan& plan) {
  plan.way_p50 = plan.broker_p50;
  plan.way_p99 = plan.broker_p99;
  if (plan.fan_out_p99 <= 0) return;
  constexpr double ns_per_ms = 1e6;
  const auto lognormal = [](double p50, double p99) {
    return Distribution::lognormal_by_percentiles(p50 * ns_per_ms, p99 * ns_per_ms);
  };
  const Distribution hop = lognormal(plan.fan_out_p50, plan.fan_out_p99);
  constexpr std::uint64_t draws = 4096;
  constexpr std::uint64_t apart = ~std::uint64_t{0} / draws;
  Histogram hops;
  for (std::uint64_t i = 0; i < draws; ++i) hops.record(hop.draw(i * apart + apart / 2));
  const KnownPart broker(lognormal(plan.broker_p50, plan.broker_p99));
  plan.way_p50 = broker.quantile_of_sum(hops, 0.5).value_or(0) / ns_per_ms;
  plan.way_p99 = broker.quantile_of_sum(hops, 0.99).value_or(0) / ns_per_ms;
}

TimesPlan times_of(const EventContext& context, const Design& design, const Mode& mode,
                   const SimulationOptions& options) {
  TimesPlan plan;
  plan.broker_p50 = mode.number(FactKey::latency_p50);
  plan.broker_p99 = mode.number(FactKey::latency_p99);
  const FanOutHop hop = fan_out_hop(mode, context);
  plan.fan_out_p50 = hop.p50.milliseconds;
  plan.fan_out_p99 = hop.p99.milliseconds;
  add_up_way(plan);
  plan.batch_wait = design.sizing.batch_wait.milliseconds;
  plan.processing_mean = context.workload.processing_time.milliseconds;
  plan.processing_shape = options.service;
  plan.processing_variation = options.service_variation;
  return plan;
}

ModeTraits traits_of(const EventContext& context, const Mode& mode) {
  const Fact& unit = mode.fact(FactKey::unit);
  const bool ordered = context.requirements.ordering != Ordering::none;
  const bool key =
      unit.is(Word::message_group) || unit.is(Word::ordering_key) || unit.is(Word::session);
  ModeTraits traits;
  traits.log = mode.fact(FactKey::model).is(Word::log);
  // Without order nobody holds a key: all share the queue.
  traits.keyed = key && ordered;
  traits.single_owner = !key && (mode.number(FactKey::consumers_per_unit) == 1 ||
                                 (ordered && (unit.is(Word::queue) || unit.is(Word::stream))));
  traits.service = !mode.fact(FactKey::deployments).is(Word::self_managed);
  traits.asynchronous = mode.fact(FactKey::replication).is(Word::asynchronous);
  return traits;
}

void take_broker(SimulationPlan& plan, const Candidate& chosen, const EventContext& context) {
  const ModelChoice choice =
      model_of(chosen.broker->id, chosen.mode->id, traits_of(context, *chosen.mode));
  plan.broker = *choice.model;
  plan.broker_name = chosen.display_name();
  plan.nearest_model = choice.nearest;
  plan.model_difference = choice.difference;
}

/// For how long a message that was handed out stays with its consumer, as the design sets it.
std::optional<double> visibility_ms(const Design& design) {
  constexpr double ms_per_s = 1000;
  const auto events = std::ranges::find(design.topology.topics, "event", &Topic::kind);
  if (events != design.topology.topics.end()) {
    const auto hidden = whole_setting(events->config, "VisibilityTimeout");
    if (hidden) return static_cast<double>(*hidden) * ms_per_s;
  }
  for (const char* key : {"share.record.lock.duration.ms", "XAUTOCLAIM min-idle-time"}) {
    const auto held = whole_setting(design.consumer.settings, key);
    if (held) return static_cast<double>(*held);
  }
  return std::nullopt;
}

/// How many messages a consumer has in hand after one call.
std::uint32_t received_at_once(const Design& design) {
  const auto most = whole_setting(design.consumer.settings, "MaxNumberOfMessages");
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(most.value_or(1), 1, 10));
}

/// Requires the broker, and the times, of the plan.
void take_visibility(SimulationPlan& plan, const Design& design) {
  if (plan.broker.comes_back != Return::after_visibility) return;
  if (const auto designed = visibility_ms(design); designed && *designed > 0) {
    plan.broker.return_after_ms = *designed;
    plan.visibility_designed = true;
  }
  // As the settings of consumers say: a heartbeat on SQS, RENEW where six times the work are longer
  // than the lock of a share group.
  constexpr double renews_beyond = 6;
  plan.consumer.extends_visibility =
      find_setting_of(design.consumer.settings, "ChangeMessageVisibility") != nullptr ||
      plan.times.processing_mean * renews_beyond > plan.broker.return_after_ms;
}

void take_load(SimulationPlan& plan, const EventContext& context, const Design& design,
               const SimulationOptions& options) {
  plan.average_per_second = design.sizing.traffic.average.per_second;
  plan.peak_per_second = design.sizing.traffic.peak.per_second;
  plan.arrivals = options.arrivals;
  plan.partitions = std::max<std::uint64_t>(1, design.sizing.partitions);
  plan.replicas = std::max<std::uint64_t>(1, design.sizing.replication_factor);
  plan.min_in_sync = std::max<std::uint64_t>(1, design.sizing.min_in_sync_replicas);
  plan.producers = std::max<std::size_t>(1, context.producers.size());
  plan.producer_names = context.producers;
  if (context.workload.distinct_keys) plan.distinct_keys = context.workload.distinct_keys->value;
  if (context.workload.hot_key_share && context.requirements.ordering == Ordering::partition) {
    plan.hot_key_share = context.workload.hot_key_share->value;
  }
  for (const ConsumerGroup& group : design.sizing.consumers) {
    plan.groups.push_back({group.group, std::max<std::uint64_t>(1, group.instances)});
  }
}

}  // namespace

SimulationPlan plan_of(const Advice& advice, const SimulationOptions& options) {
  const EventContext& context = *advice.context;
  const Design& design = *advice.design;
  const Candidate& chosen = *advice.decision->winner();
  SimulationPlan plan;
  plan.name = context.name;
  take_broker(plan, chosen, context);
  plan.delivery = context.requirements.delivery;
  plan.ordering = context.requirements.ordering;
  take_load(plan, context, design, options);
  plan.producer = producer_of(context, design, *chosen.broker);
  plan.consumer = consumer_of(context, design, chosen, plan.broker);
  plan.patterns = patterns_of(context, design, plan.consumer);
  plan.times = times_of(context, design, *chosen.mode, options);
  take_visibility(plan, design);
  plan.consumer.received_at_once = received_at_once(design);
  if (plan.patterns.transactions) {
    plan.times.transaction_interval = chosen.mode->number(FactKey::commit_interval);
  }
  plan.effects_once = plan.delivery != Delivery::at_least_once ||
                      plan.consumer.deduplication != Deduplication::none;
  plan.requirements = {context.requirements.latency.milliseconds,
                       context.requirements.throughput.per_second,
                       context.capacity.utilization_target.value};
  plan.outage_ms = context.workload.outage.milliseconds;
  plan.dead_letter_alert = design.consumer.dead_letter.alert_threshold;
  plan.recover_within_ms = context.workload.recover_within.milliseconds;
  plan.unread = unread_of(advice);
  plan.budget_p50_ms = design.sizing.latency.p50_ms;
  plan.budget_p99_ms = design.sizing.latency.p99_ms;
  return plan;
}

}  // namespace eventarch::simulation
