/// Brokers by each resource, also with one of them lost.

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "formulas/formula.hpp"
#include "sizing/stages.hpp"
#include "support/notation.hpp"

namespace eventarch::sizing {
namespace {

/// A broker of medium size, for counting brokers: 10 Gbit/s network, 250 MB/s and 4 TB of disk, 32
/// GB of memory of which the heap takes 6. Estimates; the counts say so. Replicas: Confluent and
/// Aiven advise at most 4,000 a broker. Heap: Apache Kafka operations guide.
constexpr double network_bytes_per_second = 1.25e9;
constexpr double disk_bytes_per_second = 250e6;
constexpr double disk_bytes = 4e12;
constexpr double cache_bytes = 26e9;
constexpr double replicas_most = 4000;

struct Resource {
  std::string_view name;
  double load;
  double capacity;
  std::string (*show)(double);
  /// A loss moves its load to the others at once.
  bool moves_at_once;
};

std::string show_count(double value) { return notation::number(value); }
std::string show_rate(double value) { return notation::rate(ByteRate{value}); }
std::string show_size(double value) { return notation::size(ByteSize{value}); }

class Counting {
 public:
  Counting(const Layout& layout, const Sizing& sizing, Ledger& ledger)
      : layout_(layout), sizing_(sizing), ledger_(ledger) {}

  BrokerCount count() {
    at_least("replication_factor", copies());
    at_least("availability_zones", zones());
    for (const Resource& resource : resources()) {
      by_load(resource);
      if (resource.moves_at_once && sizing_.replication_factor > 1) after_loss(resource);
    }
    by_storage();
    // Of equal needs the last one is named: a resource says more than the least that is given.
    const auto most =
        std::ranges::max_element(out_.needs, std::ranges::less_equal{}, &BrokerNeed::brokers);
    out_.binding_constraint = most->name;
    out_.substituted = most->substituted;
    const double spread =
        ledger_.of("brokers.count", formulas::round_up_to_multiple,
                   {{"count", static_cast<double>(most->brokers)}, {"multiple", zones()}});
    out_.count = ledger_.count("brokers.count", spread);
    utilization_after_loss();
    return std::move(out_);
  }

 private:
  double copies() const { return static_cast<double>(sizing_.replication_factor); }
  /// Brokers are a multiple of the zones, so that each zone holds as many.
  double zones() const { return static_cast<double>(layout_.zones(sizing_.replication_factor)); }
  /// With as many partitions each: of a saga on a log three, commands and replies included.
  double topics() const { return static_cast<double>(1 + sizing_.further.topics); }
  double target() const { return layout_.context.capacity.utilization_target.value; }

  std::vector<Resource> resources() const {
    const Network& n = sizing_.network;
    const double in = n.ingress.per_second + n.replication.per_second;
    const double out = n.egress.per_second + n.replication.per_second;
    // A group that catches up reads from disk what the others read from memory.
    const double lagging = layout_.is_log() ? n.ingress.per_second : 0;
    return {
        {"network_in", in, network_bytes_per_second, show_rate, true},
        {"network_out", out, network_bytes_per_second, show_rate, true},
        {"disk_traffic", in + lagging, disk_bytes_per_second, show_rate, true},
        {"page_cache", sizing_.page_cache.bytes, cache_bytes, show_size, true},
        {"replicas", static_cast<double>(sizing_.partitions) * topics() * copies(), replicas_most,
         show_count, false},
    };
  }

  void at_least(std::string_view name, double value) {
    const std::string path = fmt::format("brokers.needs.{}", name);
    ledger_.given(path, value, "capacity");
    out_.needs.push_back({std::string(name), ledger_.count(path, value), "given",
                          ledger_.words([&] { return notation::number(value); })});
  }

  void add(std::string name, const Formula& formula, double value, std::string text) {
    const std::uint64_t brokers = ledger_.count("brokers.needs." + name, value);
    out_.needs.push_back({std::move(name), brokers, std::string(formula.name), std::move(text)});
  }

  void by_load(const Resource& one) {
    // Every replica limit is a count already; the others keep their headroom.
    const double share = one.name == "replicas" ? 1 : target();
    const double value =
        ledger_.of(fmt::format("brokers.needs.{}", one.name), formulas::brokers_for_load,
                   {{"load", one.load}, {"capacity", one.capacity}, {"utilization", share}});
    add(std::string(one.name), formulas::brokers_for_load, value, ledger_.words([&] {
      return fmt::format("ceil({} / {})", one.show(one.load), one.show(one.capacity * share));
    }));
  }

  /// A copy of a partition lies on one broker, however large it is.
  void by_storage() {
    const double stored = sizing_.storage.total.bytes;
    const double replicas =
        std::max(1.0, static_cast<double>(sizing_.partitions) * topics() * copies());
    const double value = ledger_.of("brokers.needs.storage", formulas::brokers_for_storage,
                                    {{"stored", stored},
                                     {"disk", disk_bytes},
                                     {"utilization", target()},
                                     {"replicas", replicas}});
    const bool held = value == replicas && stored / replicas > disk_bytes * target();
    add("storage", formulas::brokers_for_storage, value, ledger_.words([&] {
      return held ? fmt::format("{} of {} each, which need larger disks",
                                notation::counted_number(replicas, "copy"),
                                show_size(stored / replicas))
                  : fmt::format("ceil({} / {})", show_size(stored),
                                show_size(disk_bytes * target()));
    }));
  }

  void after_loss(const Resource& one) {
    const double value =
        ledger_.of(fmt::format("brokers.needs.{}_after_loss", one.name),
                   formulas::brokers_after_loss, {{"load", one.load}, {"capacity", one.capacity}});
    add(fmt::format("{}_after_loss", one.name), formulas::brokers_after_loss, value,
        ledger_.words([&] {
          return fmt::format("1 + ceil({} / {})", one.show(one.load), one.show(one.capacity * 0.9));
        }));
  }

  void utilization_after_loss() {
    if (out_.count < 2) return;
    double busiest = 0;
    for (const Resource& one : resources()) {
      if (!one.moves_at_once) continue;
      busiest = std::max(busiest, one.load / one.capacity / static_cast<double>(out_.count));
    }
    out_.utilization_after_loss =
        ledger_.of("brokers.utilization_after_loss", formulas::utilization_after_loss,
                   {{"utilization", busiest}, {"brokers", static_cast<double>(out_.count)}});
  }

  const Layout& layout_;
  const Sizing& sizing_;
  Ledger& ledger_;
  BrokerCount out_;
};

}  // namespace

BrokerCount broker_count(const Layout& layout, const Sizing& sizing, Ledger& ledger) {
  if (!layout.service_managed()) return Counting(layout, sizing, ledger).count();
  ledger.given("brokers.count", 0, "the service");
  BrokerCount out;
  out.binding_constraint = "service";
  return out;
}

}  // namespace eventarch::sizing
