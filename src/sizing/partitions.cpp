/// How many partitions, queues or streams.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

#include "formulas/formula.hpp"
#include "sizing/broker_machine.hpp"
#include "sizing/hot_key.hpp"
#include "sizing/stages.hpp"
#include "support/notation.hpp"

namespace eventarch {
namespace {

constexpr std::uint64_t partitions_max = 1'000'000'000;

std::uint64_t round_up(std::uint64_t value, std::uint64_t multiple) {
  return (value + multiple - 1) / multiple * multiple;
}

/// Even, and a multiple of `spread` where that costs at most half as much again; small counts take
/// the first such multiple all the same. Never falls as `raw` grows: within one multiple the price
/// only gets smaller.
std::uint64_t multiple_for(std::uint64_t raw, std::uint64_t spread) {
  constexpr std::uint64_t small = 12;
  const std::uint64_t both = std::lcm<std::uint64_t>(2, std::max<std::uint64_t>(spread, 1));
  const std::uint64_t rounded = round_up(raw, both);
  const bool first = rounded == both && both <= small && rounded <= raw + spread;
  const bool cheap = first || rounded <= raw + raw / 2;
  return cheap ? both : 2;
}

}  // namespace

std::optional<PartitionPlan> calculate_partitions(double throughput_per_second,
                                                  double max_throughput_per_partition,
                                                  std::uint64_t replication_factor,
                                                  Ordering ordering) {
  const bool usable = std::isfinite(throughput_per_second) && throughput_per_second >= 0 &&
                      std::isfinite(max_throughput_per_partition) &&
                      max_throughput_per_partition > 0 && replication_factor >= 1 &&
                      replication_factor <= partitions_max;
  if (!usable) return std::nullopt;
  const double ratio = throughput_per_second / max_throughput_per_partition;
  if (!(ratio <= static_cast<double>(partitions_max))) return std::nullopt;
  PartitionPlan plan;
  plan.raw = std::max<std::uint64_t>(1, notation::guarded_ceil(ratio));
  if (ordering == Ordering::global) {
    plan.partitions = 1;
    return plan;
  }
  plan.multiple_of = multiple_for(plan.raw, replication_factor);
  plan.partitions = round_up(plan.raw, plan.multiple_of);
  return plan;
}

namespace sizing {
namespace {

/// What one unit carries, and who says so.
struct PartitionCapacity {
  double value = 0;  ///< per second; infinite where there is no limit
  std::string source;
};

class Needs {
 public:
  Needs(const Layout& layout, const Sizing& sizing, Ledger& ledger)
      : layout_(layout), context_(layout.context), sizing_(sizing), ledger_(ledger) {}

  void find_all() {
    constexpr std::size_t most = 8;
    needs_.reserve(most);
    if (layout_.keyed_inside()) {
      queue_quota();
    } else {
      producer_messages();
      producer_bytes();
      if (layout_.is_log()) consumer_bytes();
    }
    if (layout_.one_consumer_per_unit()) {
      consumer_throughput();
      if (!late_by_its_key(layout_, sizing_)) latency();
      recovery();
    }
    if (keeps_in_memory(layout_.broker) && !layout_.provider_sized()) node_memory();
    if (layout_.partitioned()) broker_spread();
    if (needs_.empty()) one_is_enough();
    if (layout_.one_consumer_per_unit()) hot_key();
  }

  std::vector<PartitionNeed> take() { return std::move(needs_); }
  std::vector<UnreachableNeed> take_unreachable() { return std::move(unreachable_); }

 private:
  double growth() const { return context_.workload.growth_factor.value; }
  double target() const { return context_.capacity.utilization_target.value; }
  double peak() const { return sizing_.traffic.peak.per_second; }

  PartitionCapacity from_catalogue(FactKey key) const {
    return {layout_.number(key),
            ledger_.words([&] { return layout_.broker.cite(layout_.fact(key)); })};
  }

  /// The formula with the inputs that it was calculated with last.
  std::string in_words(const Formula& formula) const {
    return ledger_.words([&] { return substituted(formula, ledger_.last_inputs()); });
  }

  /// Adds the need that a formula gives.
  void add(std::string_view name, const Formula& formula, Arguments arguments,
           std::string_view source) {
    const FigurePath path("constraints.", name);
    const double value = ledger_.of(path, formula, arguments);
    PartitionNeed need{.name = std::string(name),
                       .partitions = 0,
                       .formula = ledger_.words([&] { return formula.name; }),
                       .substituted = in_words(formula),
                       .inputs = {},
                       .source = ledger_.words([&] { return source; })};
    for (std::size_t i = 0; ledger_.in_words() && i < formula.inputs.size(); ++i) {
      need.inputs.push_back({std::string(formula.inputs[i].name), ledger_.last_inputs()[i]});
    }
    need.partitions = ledger_.count(path, value, 1);
    needs_.push_back(std::move(need));
  }

  void queue_quota() {
    const PartitionCapacity one = from_catalogue(FactKey::cluster_message_rate);
    if (std::isinf(one.value)) return;
    add("producer_throughput", formulas::queues_for_rate,
        {{"peak_rate", peak()},
         {"growth", growth()},
         {"queue_rate", one.value},
         {"utilization", target()}},
        one.source);
  }

  void producer_messages() {
    const auto& measured = context_.capacity.partition_throughput;
    const PartitionCapacity one =
        measured ? PartitionCapacity{measured->per_second, "capacity.partition_throughput"}
                 : from_catalogue(FactKey::unit_message_rate);
    if (std::isinf(one.value)) return;
    add("producer_throughput", formulas::partitions_for_rate,
        {{"peak_rate", peak()},
         {"growth", growth()},
         {"unit_rate", one.value},
         {"utilization", target()}},
        one.source);
  }

  void bytes(std::string_view name, const PartitionCapacity& one) {
    if (std::isinf(one.value)) return;
    add(name, formulas::partitions_for_bytes,
        {{"peak_bytes", sizing_.traffic.peak_bytes.per_second},
         {"growth", growth()},
         {"unit_bytes", one.value},
         {"utilization", target()}},
        one.source);
  }

  void producer_bytes() {
    const auto& measured = context_.capacity.partition_write;
    bytes("producer_bytes",
          measured ? PartitionCapacity{measured->per_second, "capacity.partition_write"}
                   : from_catalogue(FactKey::unit_byte_rate));
  }

  /// Reading is served from the page cache: published planning figures take twice the write rate.
  void consumer_bytes() {
    const auto& measured = context_.capacity.partition_read;
    bytes("consumer_bytes",
          measured ? PartitionCapacity{measured->per_second, "capacity.partition_read"}
                   : PartitionCapacity{2 * layout_.number(FactKey::unit_byte_rate),
                                       "estimate: twice the planning rate for writing"});
  }

  void consumer_throughput() {
    add("consumer_throughput", formulas::partitions_for_processing,
        {{"peak_rate", peak()},
         {"growth", growth()},
         {"processing_time", layout_.service_seconds()},
         {"utilization", target()}},
        context_.workload.processing_declared ? "workload.processing_time; Little's law"
                                              : "assumption: 1K msg/s a consumer; Little's law");
  }

  /// Comes last: what one key asks for is measured against what all the others need.
  void hot_key() {
    const double busy = peak() * growth() * layout_.service_seconds();
    const double share = layout_.hot_key_share();
    if (share == 0 || busy <= 0) return;
    const auto others = std::ranges::max_element(needs_, {}, &PartitionNeed::partitions);
    const std::uint64_t rounded = rounded_count(round_partitions(
        layout_, others->partitions, layout_.zones(sizing_.replication_factor), ledger_));
    const std::uint64_t most = partitions_worth_a_key(rounded);
    const double in_time = busy_in_time(layout_, sizing_.latency);
    const std::array limits{in_time, most_with_hot_key};
    // Where the target asks for no less than stability does, there is one limit alone.
    const std::size_t first = in_time < most_with_hot_key ? 0 : 1;
    for (const double limit : std::span(limits).subspan(first)) {
      const auto needed = partitions_within(busy, share, limit);
      if (needed && *needed <= as_number(most)) {
        add_hot_key(busy, limit,
                    limit < most_with_hot_key
                        ? "workload.hot_key_share; its partition is as busy as the latency target "
                          "allows"
                        : "workload.hot_key_share; the partition of the busiest key stays below "
                          "90 %");
        return;
      }
      const bool late = limit < most_with_hot_key;
      if (late && !sizing_.latency.attainable) continue;
      hot_key_out_of_reach(late ? "latency" : "hot_key", busy * share, limit, needed, rounded);
    }
    // As near as is worth it, where its consumer keeps up then: a need that vanished would leave a
    // key with a little more to do on far fewer partitions, and overload it.
    const double nearest = busy * (share + (1 - share) / as_number(most));
    if (nearest < 1 && partitions_within(busy, share, nearest)) {
      add_hot_key(busy, nearest, "workload.hot_key_share; as near to 90 % as partitions are worth");
    }
  }

  void add_hot_key(double busy, double limit, std::string_view source) {
    add("hot_key", formulas::partitions_for_hot_key,
        {{"load", busy}, {"hot_key_share", layout_.hot_key_share()}, {"limit", limit}}, source);
  }

  /// No number brings its partition within the limit, or none that is worth it.
  void hot_key_out_of_reach(std::string_view need, double alone, double limit,
                            std::optional<double> needed, std::uint64_t others) {
    UnreachableNeed out =
        beyond_any_number(need, "partitions_for_hot_key", alone, limit, layout_.unit(), ledger_);
    if (needed) {
      out.reason = ledger_.words([&] {
        const std::string worth =
            others > harmless_partitions
                ? fmt::format("more than three times the {} that the other needs ask for", others)
                : fmt::format("and {} are the most that one key is worth",
                              partitions_worth_a_key(others));
        return fmt::format("it would take {} to keep the one with the busiest key within {}, {}",
                           notation::counted(count_of(*needed), layout_.unit()),
                           notation::percent(limit), worth);
      });
    }
    unreachable_.push_back(std::move(out));
  }

  void latency() {
    const LatencyBudget& latency = sizing_.latency;
    add("latency", formulas::partitions_for_percentile,
        {{"rate", peak() * growth()},
         {"service_time", layout_.service_seconds()},
         {"percentile", tail},
         {"target", latency.sized_for_ms / 1000}},
        latency.attainable
            ? "M/M/1 at each partition: the 99th percentile within what the target leaves"
            : "M/M/1 at each partition: as near to the target as partitions are worth");
    if (!latency.attainable) out_of_reach();
  }

  /// The design comes as near as `sized_for_ms`: a need that vanished instead would let the count
  /// fall as processing takes longer.
  void out_of_reach() {
    const double left = layout_.latency_left_seconds(sizing_.batch_wait);
    const double alone = layout_.processing_tail_seconds();
    unreachable_.push_back(
        {"latency", "attainable_target", ledger_.words([&] {
           return fmt::format("sized for {}, of which the target leaves {}",
                              notation::about(Duration{sizing_.latency.sized_for_ms}),
                              left <= 0 ? "nothing" : notation::about(seconds(left)));
         }),
         left <= 0       ? "broker, batches and commits alone take as long as the target"
         : left <= alone ? "processing alone takes longer than what the target leaves"
                         : "waiting would have to add less than a quarter to the processing"});
  }

  void recovery() {
    const Workload& w = context_.workload;
    add("recovery", formulas::partitions_for_recovery,
        {{"rate", sizing_.traffic.average.per_second},
         {"growth", growth()},
         {"outage", layout_.waiting_outage_seconds()},
         {"recover_within", w.recover_within.seconds()},
         {"processing_time", w.processing_time.seconds()}},
        "fluid model of a backlog: capacity >= rate x (1 + D / R)");
  }

  /// One copy of a unit lies on one node, and has to fit there.
  void node_memory() {
    add("node_memory", formulas::partitions_for_memory,
        {{"byte_rate", sizing_.traffic.average_bytes.per_second},
         {"growth", growth()},
         {"kept", context_.requirements.retention.seconds()},
         {"memory", machine::memory_bytes},
         {"utilization", target()}},
        "a stream lies on one node; nodes of 32 GB are assumed");
  }

  void broker_spread() {
    const std::uint64_t copies = context_.capacity.replication_factor.value;
    ledger_.given("constraints.broker_spread", static_cast<double>(copies),
                  "capacity.replication_factor");
    needs_.push_back({.name = "broker_spread",
                      .partitions = copies,
                      .formula = "replication_factor",
                      .substituted = std::to_string(copies),
                      .inputs = {{"replication_factor", static_cast<double>(copies)}},
                      .source = "every broker of the smallest cluster leads at least one"});
  }

  void one_is_enough() {
    const std::string source = layout_.broker.cite(layout_.fact(FactKey::unit_message_rate));
    ledger_.given("constraints.no_limit", 1, source);
    needs_.push_back({.name = "no_limit",
                      .partitions = 1,
                      .formula = "one",
                      .substituted = "1",
                      .inputs = {},
                      .source = source});
  }

  const Layout& layout_;
  const EventContext& context_;
  const Sizing& sizing_;
  Ledger& ledger_;
  std::vector<PartitionNeed> needs_;
  std::vector<UnreachableNeed> unreachable_;
};

}  // namespace

void partition_needs(const Layout& layout, Sizing& sizing, Ledger& ledger) {
  Needs needs(layout, sizing, ledger);
  needs.find_all();
  sizing.needs = needs.take();
  sizing.unreachable = needs.take_unreachable();
}

namespace {

std::string rounding_reason(std::uint64_t multiple, std::uint64_t zones) {
  if (zones == 1) return "rounded up to an even number";
  if (multiple % zones != 0) {
    return fmt::format(
        "rounded up to an even number; a multiple of {} zones as well would cost "
        "more than half as much again",
        zones);
  }
  return fmt::format(
      "rounded up to a multiple of {}: even, and equally many leaders in each of {} "
      "zones",
      multiple, zones);
}

}  // namespace

Rounding round_partitions(const Layout& layout, std::uint64_t raw, std::uint64_t spread,
                          const Ledger& ledger) {
  if (layout.global()) {
    return {.raw = raw, .even = false, .multiple_of = 1, .reason = ledger.words([&] {
              return fmt::format("global order: exactly one {}", layout.unit());
            })};
  }
  if (!layout.partitioned()) {
    if (raw == 1) {
      return {.raw = raw, .even = false, .multiple_of = 1, .reason = ledger.words([&] {
                return fmt::format("one {} a consumer group carries the peak: nothing to balance",
                                   layout.unit());
              })};
    }
    return {.raw = raw, .even = true, .multiple_of = 2, .reason = ledger.words([&] {
              return fmt::format("an even number of {}s, so that they spread", layout.unit());
            })};
  }
  const std::uint64_t multiple = multiple_for(raw, spread);
  return {.raw = raw, .even = true, .multiple_of = multiple, .reason = ledger.words([&] {
            return rounding_reason(multiple, spread);
          })};
}

std::uint64_t rounded_count(const Rounding& rounding) {
  return round_up(rounding.raw, rounding.multiple_of);
}

}  // namespace sizing
}  // namespace eventarch
