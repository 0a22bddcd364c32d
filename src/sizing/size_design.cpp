#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "formulas/formula.hpp"
#include "sizing/hot_key.hpp"
#include "sizing/key_spread.hpp"
#include "sizing/stages.hpp"
#include "support/notation.hpp"

namespace eventarch {
namespace {

const PartitionNeed& largest(const std::vector<PartitionNeed>& needs) {
  return *std::ranges::max_element(needs, {}, &PartitionNeed::partitions);
}

/// Catalogue figures behind the numbers that are estimates, and that the file does not replace.
std::vector<std::string> estimated_facts(const sizing::Layout& layout) {
  constexpr std::array used{FactKey::unit_message_rate, FactKey::unit_byte_rate,
                            FactKey::latency_p50, FactKey::latency_p99};
  constexpr std::array<std::string_view, 4> names{
      "capacity.partition_throughput", "capacity.partition_write", "median broker latency",
      "99th percentile of broker latency"};
  const std::array measured{layout.context.capacity.partition_throughput.has_value(),
                            layout.context.capacity.partition_write.has_value(), false, false};
  std::vector<std::string> out;
  for (std::size_t i = 0; i < used.size(); ++i) {
    const Fact& fact = layout.fact(used[i]);
    const bool estimate = fact.confidence() == Confidence::estimate && !fact.unlimited();
    if (estimate && !measured[i]) out.emplace_back(names[i]);
  }
  return out;
}

/// A producer that waits for batches to fill does so only where the target leaves room for it.
Duration batch_wait(const sizing::Layout& layout) {
  const Duration wait{layout.number(FactKey::batch_wait)};
  constexpr double quarter = 4;
  const bool tight = layout.context.requirements.latency.milliseconds < quarter * wait.milliseconds;
  return tight ? Duration{} : wait;
}

/// How the largest need became the count of units.
void keep_rounding(const sizing::Layout& layout, const Sizing& sizing, sizing::Ledger& ledger) {
  const auto raw = static_cast<double>(sizing.rounding.raw);
  const auto multiple = static_cast<double>(sizing.rounding.multiple_of);
  const auto count = static_cast<double>(sizing.partitions);
  ledger.given("rounding.raw", raw, "the largest of constraints");
  ledger.given("rounding.multiple_of", multiple, "rounding.reason");
  if (sizing.partitions_pinned) {
    ledger.given("partitions", count, "decisions.partitions");
  } else if (layout.global()) {
    ledger.given("partitions", count, "requirements.ordering: global");
  } else {
    ledger.of("partitions", formulas::round_up_to_multiple,
              {{"count", raw}, {"multiple", multiple}});
  }
}

void size_units(const sizing::Layout& layout, sizing::Ledger& ledger, Sizing& out) {
  sizing::partition_needs(layout, out, ledger);
  const PartitionNeed& need = largest(out.needs);
  out.binding_constraint = layout.global() ? "global_order" : need.name;
  out.rounding = sizing::round_partitions(layout, need.partitions,
                                          layout.zones(out.replication_factor), ledger);
  out.partitions = layout.global() ? 1 : sizing::rounded_count(out.rounding);
  if (const auto& pinned = layout.context.decisions.partitions) {
    out.partitions = pinned->value.value;
    out.partitions_pinned = true;
  }
  keep_rounding(layout, out, ledger);
  if (layout.global()) {
    const auto& measured = layout.context.capacity.partition_throughput;
    const double carries =
        measured ? measured->per_second : layout.number(FactKey::ordered_message_rate);
    if (carries > 0) {
      out.single_unit_utilization = ledger.of(
          "single_unit_utilization", formulas::utilization,
          {{"rate", out.traffic.peak.per_second}, {"service_time", 1 / carries}, {"servers", 1}});
    }
  }
  const bool keyed =
      layout.keyed_inside() && layout.context.requirements.ordering == Ordering::partition;
  if (keyed) {
    const double keys =
        ledger.of("keys_needed", formulas::keys_for_rate,
                  {{"peak_rate", out.traffic.peak.per_second},
                   {"key_rate", layout.number(FactKey::unit_message_rate)},
                   {"processing_time", layout.context.workload.processing_time.seconds()},
                   {"utilization", layout.context.capacity.utilization_target.value}});
    out.keys_needed = ledger.count("keys_needed", keys);
  }
}

}  // namespace

namespace sizing {
namespace {

/// Consumers share one queue, and its busiest key is beyond a limit that no number of them changes.
bool key_out_of_reach(const Layout& layout, Sizing& out, const Ledger& ledger) {
  if (!waits_for_its_key(layout, out)) return false;
  const double load = out.traffic.peak.per_second * layout.service_seconds();
  const bool too_busy = load * layout.hot_key_share() > most_with_hot_key;
  const bool late = !out.latency.met && out.latency.attainable;
  if (!too_busy && !late) return false;
  out.unreachable.push_back(beyond_any_number(
      too_busy ? "hot_key" : "latency", "keyed_queue_utilization",
      load * layout.least_busiest_share(),
      late ? busy_in_time(layout, out.latency) : most_with_hot_key, "consumer", ledger));
  return true;
}

/// The latency is that of partitions that are evenly full. Where the stated keys are likely to
/// leave one so full that its consumer falls behind, there is no bound for what lies on that one.
void doubt_even_keys(const Layout& layout, Sizing& out, const Ledger& ledger) {
  const auto fullest = likely_fullest_utilization(layout, out);
  if (!fullest || *fullest <= 1 || !out.latency.p99_ms) return;
  out.unreachable.push_back(
      {"latency", "balls_into_bins_excess", ledger.words([&] {
         return fmt::format("{} on {}",
                            notation::counted(layout.context.workload.distinct_keys->value, "key"),
                            notation::counted(out.partitions, out.unit));
       }),
       ledger.words([&] {
         return fmt::format(
             "{} are unlikely to spread evenly, and the fullest {} is likely to keep its consumer "
             "{} busy: what lies on it waits without bound",
             notation::counted(layout.context.workload.distinct_keys->value, "key"), out.unit,
             notation::percent(*fullest));
       })});
}

/// What other needs ask for may bring a target within reach all the same, and messages that a
/// consumer takes at once may keep one out of it, however many consumers there are.
void settle_unreachable(const Layout& layout, Sizing& out, const Ledger& ledger) {
  if (key_out_of_reach(layout, out, ledger)) return;
  if (out.latency.met) {
    std::erase_if(out.unreachable, [](const auto& need) { return need.name == "latency"; });
    return;
  }
  if (!waits_in_hand(layout, out) || !out.latency.attainable) return;
  out.unreachable.push_back({"latency", "in_hand_wait", ledger.words([&] {
                               return fmt::format("{} taken at once",
                                                  notation::counted(out.taken_at_once, "message"));
                             }),
                             "messages that a consumer takes at once wait for each other"});
}

/// What a design consists of, from its traffic to the latency that it reaches.
Sizing size_flow(const Layout& layout, Ledger& ledger) {
  Sizing out = sized_to_units(layout, ledger);
  const InHand in_hand(layout, out, layout.latency_left_seconds(out.batch_wait));
  out.taken_at_once = in_hand.messages(out.partitions);
  // From here on the number of units is settled.

  out.storage = storage(layout, out, ledger);
  out.network = network(layout, out, ledger);
  out.page_cache = page_cache(layout, out, ledger);
  out.brokers = broker_count(layout, out, ledger);
  limit_queues(layout, out, ledger);
  out.bookies = bookie_count(layout, out, ledger);
  out.consumers = consumer_groups(layout, out, in_hand.kept_seconds(), ledger);
  out.latency = latency_budget(layout, out, ledger);
  settle_unreachable(layout, out, ledger);
  doubt_even_keys(layout, out, ledger);
  return out;
}

}  // namespace

Sizing sized_to_units(const Layout& layout, Ledger& ledger) {
  Sizing out;
  out.unit = std::string(layout.unit());
  out.batch_wait = batch_wait(layout);
  out.traffic = traffic(layout, ledger);
  out.growth = layout.context.workload.growth_factor;
  out.further = further_flows(layout, out, ledger);
  size_replication(layout, out, ledger);
  out.latency = latency_target(layout, out, ledger);
  size_units(layout, ledger, out);
  return out;
}

bool depends_on(std::string_view field) {
  // Replies and delays flow beside the events, and who runs the brokers sizes their machines.
  constexpr std::array<std::string_view, 3> sized{
      "constraints.delayed_delivery", "constraints.deployment", "constraints.request_reply"};
  return !field.starts_with("constraints.") || std::ranges::find(sized, field) != sized.end();
}

Sizing size_once(const EventContext& context, const Candidate& chosen, Account account) {
  const Layout layout{context, *chosen.broker, *chosen.mode};
  Ledger ledger(account);
  Sizing out = size_flow(layout, ledger);
  out.recovery = recovery(layout, out, ledger);
  out.limits = platform_limits(layout, out, ledger);
  if (ledger.in_words()) out.unmeasured = estimated_facts(layout);
  if (out.rounding.even) {
    out.rounding.reason += ledger.words([&] { return spread_text(layout, out); });
  }
  out.figures = ledger.take();
  return out;
}

std::vector<PlatformLimit> limits_in_words(const EventContext& context, const Candidate& chosen,
                                           const Sizing& sizing) {
  Ledger ledger(Account::without_figures);
  return platform_limits({context, *chosen.broker, *chosen.mode}, sizing, ledger);
}

Sizing size_flow(const EventContext& context, const Candidate& chosen) {
  Ledger ledger(Account::numbers_only);
  return size_flow({context, *chosen.broker, *chosen.mode}, ledger);
}

}  // namespace sizing

Sizing size_design(const EventContext& context, const Candidate& chosen) {
  Sizing out = sizing::size_once(context, chosen, sizing::Account::in_words);
  out.sensitivity = sizing::sensitivity(context, chosen, out);
  return out;
}

}  // namespace eventarch
