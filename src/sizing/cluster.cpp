/// Copies, storage, network, brokers.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sizing/stages.hpp"
#include "support/notation.hpp"

namespace eventarch::sizing {
namespace {

/// A broker of medium size, for counting brokers: 10 Gbit/s network, 250 MB/s and 4 TB of disk.
/// Estimates; the counts say so. Replicas: Confluent and Aiven advise at most 4,000 a broker.
struct BrokerProfile {
  double network_bytes_per_second = 1.25e9;
  double disk_bytes_per_second = 250e6;
  double disk_bytes = 4e12;
  double replicas = 4000;
};

struct BrokerNeed {
  std::string_view name;
  double load;
  double capacity;
  std::string (*show)(double);
};

std::string show_count(double value) { return notation::number(value); }
std::string show_rate(double value) { return notation::rate(ByteRate{value}); }
std::string show_size(double value) { return notation::size(ByteSize{value}); }

bool kept_by_time(const Layout& layout) {
  return layout.fact(FactKey::retention_model).is(Word::by_time);
}

}  // namespace

void size_replication(const Layout& layout, Sizing& sizing) {
  const Fact& fact = layout.fact(FactKey::replication);
  if (fact.is(Word::service_managed)) {
    sizing.replication_factor = 0;
    sizing.min_in_sync_replicas = 0;
    sizing.replication_note = "the service keeps copies in several zones; nothing to set";
    return;
  }
  if (fact.is(Word::none)) {
    sizing.replication_factor = 1;
    sizing.min_in_sync_replicas = 1;
    sizing.replication_note = "not replicated: a lost node loses what it held";
    return;
  }
  if (fact.is(Word::asynchronous)) {
    sizing.replication_factor = layout.context.capacity.replication_factor.value;
    sizing.min_in_sync_replicas = 1;
    sizing.replication_note =
        "copies follow after a write is confirmed: a failover can lose what was confirmed last";
    return;
  }
  const auto& decided = layout.context.decisions;
  const std::uint64_t copies = decided.replication_factor
                                   ? decided.replication_factor->value.value
                                   : layout.context.capacity.replication_factor.value;
  sizing.replication_factor = copies;
  // One below the factor: a write survives the loss of a copy, and one copy may be missing.
  const std::uint64_t usual = copies >= 3 ? copies / 2 + 1 : 1;
  sizing.min_in_sync_replicas =
      decided.min_in_sync_replicas ? decided.min_in_sync_replicas->value.value : usual;
  const std::uint64_t spare = copies - std::min(copies, sizing.min_in_sync_replicas);
  sizing.replication_note = fmt::format(
      "{} of {} copies confirm a write: {} may be down without stopping writes, and "
      "what was confirmed survives the loss of {}",
      sizing.min_in_sync_replicas, copies, spare, sizing.min_in_sync_replicas - 1);
}

Storage storage(const Layout& layout, const Sizing& sizing) {
  const Workload& w = layout.context.workload;
  const double growth = w.growth_factor.value;
  const double rate = sizing.traffic.average_bytes.per_second * growth;
  const double groups =
      kept_by_time(layout) ? 1 : static_cast<double>(layout.context.consumers.size());
  const Duration kept = kept_by_time(layout) ? layout.context.requirements.retention : w.outage;
  const double per_replica = rate * kept.seconds() * groups;
  const double copies = static_cast<double>(std::max<std::uint64_t>(1, sizing.replication_factor));
  Storage out;
  out.per_replica = {per_replica};
  out.total = {per_replica * copies};
  if (!layout.service_managed()) {
    out.provisioned = {out.total.bytes / layout.context.capacity.utilization_target.value};
  }
  out.formula = fmt::format(
      "{} x {}{} x {} {}", notation::rate(ByteRate{rate}), notation::duration(kept),
      kept_by_time(layout) ? " retention" : " outage",
      kept_by_time(layout) ? notation::number(copies)
                           : fmt::format("{} group{} x {}", groups, groups == 1 ? "" : "s", copies),
      copies == 1 ? "copy" : "copies");
  if (!kept_by_time(layout))
    out.formula += "; what is acknowledged is gone, whatever the retention";
  return out;
}

Network network(const Layout& layout, const Sizing& sizing) {
  const double in = sizing.traffic.peak_bytes.per_second;
  const double further_copies =
      sizing.replication_factor == 0 ? 0 : static_cast<double>(sizing.replication_factor - 1);
  const auto groups = static_cast<double>(layout.context.consumers.size());
  return {.ingress = {in},
          .replication = {in * further_copies},
          .egress = {in * groups},
          .formula = fmt::format("at peak: in W, replication W x {}, out W x {} groups, W = {}",
                                 further_copies, groups, notation::rate(ByteRate{in}))};
}

BrokerCount broker_count(const Layout& layout, const Sizing& sizing) {
  if (layout.service_managed())
    return {.count = 0, .binding_constraint = "service", .substituted = {}};
  const BrokerProfile one;
  const double target = layout.context.capacity.utilization_target.value;
  const double in = sizing.network.ingress.per_second + sizing.network.replication.per_second;
  const double out = sizing.network.egress.per_second + sizing.network.replication.per_second;
  const double replicas =
      static_cast<double>(sizing.partitions) * static_cast<double>(sizing.replication_factor);
  const auto zones = static_cast<double>(layout.context.capacity.availability_zones.value);
  const auto copies = static_cast<double>(sizing.replication_factor);
  const std::array needs{
      BrokerNeed{"replication_factor", copies, 1, show_count},
      BrokerNeed{"availability_zones", copies > 1 ? std::min(zones, copies) : 1, 1, show_count},
      BrokerNeed{"network_in", in, one.network_bytes_per_second * target, show_rate},
      BrokerNeed{"network_out", out, one.network_bytes_per_second * target, show_rate},
      BrokerNeed{"disk_write", in, one.disk_bytes_per_second * target, show_rate},
      BrokerNeed{"storage", sizing.storage.total.bytes, one.disk_bytes * target, show_size},
      BrokerNeed{"replicas", replicas, one.replicas, show_count},
  };
  BrokerCount result;
  for (const BrokerNeed& need : needs) {
    const std::uint64_t count = notation::guarded_ceil(need.load / need.capacity);
    if (count <= result.count) continue;
    result = {count, std::string(need.name),
              need.capacity == 1
                  ? need.show(need.load)
                  : fmt::format("ceil({} / {})", need.show(need.load), need.show(need.capacity))};
  }
  return result;
}

}  // namespace eventarch::sizing
