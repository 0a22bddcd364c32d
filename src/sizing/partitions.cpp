/// How many partitions, queues or streams.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

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

/// The largest count that is worked with; a need beyond it is reported as it.
std::uint64_t units_for(double load, double capacity) {
  if (std::isinf(capacity)) return 1;
  return std::clamp<std::uint64_t>(notation::guarded_ceil(load / capacity), 1, partitions_max);
}

struct Capacity {
  double value = 0;  ///< of one unit, per second
  std::string source;
};

Capacity message_capacity(const Layout& layout) {
  const auto& measured = layout.context.capacity.partition_throughput;
  if (measured) return {measured->per_second, "capacity.partition_throughput"};
  return {layout.number(FactKey::unit_message_rate),
          layout.broker.cite(layout.fact(FactKey::unit_message_rate))};
}

Capacity write_capacity(const Layout& layout) {
  const auto& measured = layout.context.capacity.partition_write;
  if (measured) return {measured->per_second, "capacity.partition_write"};
  return {layout.number(FactKey::unit_byte_rate),
          layout.broker.cite(layout.fact(FactKey::unit_byte_rate))};
}

/// Reading is served from the page cache: published planning figures take twice the write rate.
Capacity read_capacity(const Layout& layout) {
  const auto& measured = layout.context.capacity.partition_read;
  if (measured) return {measured->per_second, "capacity.partition_read"};
  return {2 * layout.number(FactKey::unit_byte_rate),
          "estimate: twice the planning rate for writing"};
}

class Needs {
 public:
  Needs(const Layout& layout, const Traffic& traffic)
      : layout_(layout),
        growth_(layout.context.workload.growth_factor),
        target_(layout.context.capacity.utilization_target.value),
        rate_(traffic.peak * growth_),
        bytes_(traffic.peak_bytes * growth_) {}

  std::vector<PartitionNeed> all() {
    producer_messages();
    producer_bytes();
    if (layout_.fact(FactKey::model).is(Word::log)) consumer_bytes();
    if (layout_.one_consumer_per_unit()) {
      consumer_throughput();
      recovery();
    }
    if (layout_.partitioned()) broker_spread();
    return std::move(needs_);
  }

 private:
  void producer_messages() {
    const Capacity one = message_capacity(layout_);
    needs_.push_back({.name = "producer_throughput",
                      .partitions = units_for(rate_.per_second, one.value * target_),
                      .formula = "ceil(peak_rate x growth / (unit_rate x utilization_target))",
                      .substituted = fmt::format("ceil({} / ({} x {}))", notation::rate(rate_),
                                                 notation::rate(MessageRate{one.value}),
                                                 notation::percent(target_)),
                      .inputs = {{"peak_messages_per_second", rate_.per_second},
                                 {"unit_messages_per_second", one.value},
                                 {"utilization_target", target_}},
                      .source = one.source});
  }

  void bytes_need(std::string name, const Capacity& one) {
    needs_.push_back({.name = std::move(name),
                      .partitions = units_for(bytes_.per_second, one.value * target_),
                      .formula = "ceil(peak_bytes x growth / (unit_bytes x utilization_target))",
                      .substituted = fmt::format("ceil({} / ({} x {}))", notation::rate(bytes_),
                                                 notation::rate(ByteRate{one.value}),
                                                 notation::percent(target_)),
                      .inputs = {{"peak_bytes_per_second", bytes_.per_second},
                                 {"unit_bytes_per_second", one.value},
                                 {"utilization_target", target_}},
                      .source = one.source});
  }
  void producer_bytes() { bytes_need("producer_bytes", write_capacity(layout_)); }
  void consumer_bytes() { bytes_need("consumer_bytes", read_capacity(layout_)); }

  void consumer_throughput() {
    const double s = layout_.context.workload.processing_time.seconds();
    needs_.push_back(
        {.name = "consumer_throughput",
         .partitions = units_for(rate_.per_second * s, target_),
         .formula = "ceil(peak_rate x growth x processing_time / utilization_target)",
         .substituted = fmt::format("ceil({} x {} / {})", notation::rate(rate_),
                                    notation::duration(layout_.context.workload.processing_time),
                                    notation::percent(target_)),
         .inputs = {{"peak_messages_per_second", rate_.per_second},
                    {"processing_seconds", s},
                    {"utilization_target", target_}},
         .source = layout_.context.workload.processing_declared
                       ? "workload.processing_time; Little's law"
                       : "assumption: 1K msg/s a consumer; Little's law"});
  }

  void recovery() {
    const Workload& w = layout_.context.workload;
    const double catch_up = 1 + w.outage.milliseconds / w.recover_within.milliseconds;
    const MessageRate average = layout_.context.requirements.throughput * growth_;
    const double s = w.processing_time.seconds();
    needs_.push_back(
        {.name = "recovery",
         .partitions = units_for(average.per_second * catch_up * s, 1),
         .formula = "ceil(rate x growth x (1 + outage / recover_within) x processing_time)",
         .substituted = fmt::format(
             "ceil({} x (1 + {} / {}) x {})", notation::rate(average), notation::duration(w.outage),
             notation::duration(w.recover_within), notation::duration(w.processing_time)),
         .inputs = {{"average_messages_per_second", average.per_second},
                    {"outage_seconds", w.outage.seconds()},
                    {"recover_within_seconds", w.recover_within.seconds()},
                    {"processing_seconds", s}},
         .source = "fluid model of a backlog: capacity >= rate x (1 + D / R)"});
  }

  void broker_spread() {
    const std::uint64_t copies = layout_.context.capacity.replication_factor.value;
    needs_.push_back({.name = "broker_spread",
                      .partitions = copies,
                      .formula = "replication_factor",
                      .substituted = std::to_string(copies),
                      .inputs = {{"replication_factor", static_cast<double>(copies)}},
                      .source = "every broker of the smallest cluster leads at least one"});
  }

  const Layout& layout_;
  Factor growth_;
  double target_;
  MessageRate rate_;
  ByteRate bytes_;
  std::vector<PartitionNeed> needs_;
};

}  // namespace

bool Layout::one_consumer_per_unit() const {
  const Fact& unit = fact(FactKey::unit);
  // Groups and sessions are as many as there are keys: they are not laid out beforehand.
  if (unit.is(Word::message_group) || unit.is(Word::session) || unit.is(Word::ordering_key)) {
    return false;
  }
  const bool ordered = context.requirements.ordering != Ordering::none;
  const bool keyed = ordered && (unit.is(Word::queue) || unit.is(Word::stream));
  return keyed || number(FactKey::consumers_per_unit) == 1;
}

bool Layout::service_managed() const {
  return fact(FactKey::replication).is(Word::service_managed);
}

bool Layout::partitioned() const {
  const Fact& unit = fact(FactKey::unit);
  return unit.is(Word::partition) || unit.is(Word::stream) || unit.is(Word::shard) ||
         (unit.is(Word::queue) && one_consumer_per_unit());
}

Traffic traffic(const EventContext& context) {
  const double stored =
      context.workload.message_size.bytes / context.workload.compression_ratio.value;
  const MessageRate average = context.requirements.throughput;
  const MessageRate peak = context.peak_rate();
  return {average, peak, average * ByteSize{stored}, peak * ByteSize{stored}};
}

std::vector<PartitionNeed> partition_needs(const Layout& layout, const Traffic& traffic) {
  return Needs(layout, traffic).all();
}

Rounding round_partitions(const Layout& layout, std::uint64_t raw,
                          std::uint64_t replication_factor) {
  const std::string unit(layout.fact(FactKey::unit).text);
  if (layout.context.requirements.ordering == Ordering::global) {
    return {.raw = raw,
            .even = false,
            .multiple_of = 1,
            .reason = fmt::format("global order: exactly one {}", unit)};
  }
  if (!layout.partitioned()) {
    if (raw == 1) {
      return {.raw = raw,
              .even = false,
              .multiple_of = 1,
              .reason = "one queue a consumer group carries the peak: nothing to balance"};
    }
    return {.raw = raw,
            .even = true,
            .multiple_of = 2,
            .reason = "an even number of queues, so that leaders spread"};
  }
  const std::uint64_t multiple = multiple_for(raw, replication_factor);
  const bool kept = multiple % replication_factor == 0;
  return {.raw = raw,
          .even = true,
          .multiple_of = multiple,
          .reason = kept ? fmt::format("rounded up to a multiple of {}: even, and equally many "
                                       "leaders in each of {} zones",
                                       multiple, replication_factor)
                         : fmt::format("rounded up to an even number; a multiple of {} as well "
                                       "would cost more than half as much again",
                                       replication_factor)};
}

std::uint64_t rounded_count(const Rounding& rounding) {
  return round_up(rounding.raw, rounding.multiple_of);
}

}  // namespace sizing
}  // namespace eventarch
