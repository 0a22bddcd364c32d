/// Brokers and storage nodes by each resource, also with one of them lost.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ranges>

#include "formulas/formula.hpp"
#include "sizing/broker_machine.hpp"
#include "sizing/kept_copies.hpp"
#include "sizing/stages.hpp"
#include "support/notation.hpp"

namespace eventarch::sizing {
namespace {

struct Resource {
  std::string_view name;
  double load;
  double capacity;
  std::string (*show)(double);
  /// A loss moves its load to the others at once.
  bool moves_at_once = true;
};

std::string show_count(double value) { return notation::number(value); }
std::string show_rate(double value) { return notation::rate(ByteRate{value}); }
std::string show_size(double value) { return notation::size(ByteSize{value}); }

/// What flows through a cluster at the peak, in bytes a second.
struct Flow {
  double in;
  double stored;  ///< once; more than comes in where each group has queues of its own
  double copies;  ///< from broker to broker or, where messages are stored apart, to storage nodes
  double out;
  double lagging;  ///< read from disk by a group that catches up; the others read from memory
};

Flow flow_of(const Layout& layout, const Network& n) {
  const ByteRate stored = layout.queues_for_each_group() ? n.egress : n.ingress;
  return {n.ingress.per_second, stored.per_second, n.replication.per_second, n.egress.per_second,
          layout.is_log() ? n.ingress.per_second : 0};
}

double copies_of(double units, const Sizing& sizing) {
  return std::max(1.0, units * as_number(sizing.replication_factor));
}

/// Counts machines of one kind by what they share.
class Counting {
 public:
  Counting(std::string_view kind, const Layout& layout, const Sizing& sizing, Ledger& ledger)
      : kind_(kind), layout_(layout), sizing_(sizing), ledger_(ledger) {}

  void at_least(std::string_view name, double value) {
    const FigurePath path = path_of(name);
    ledger_.given(path, value, "capacity");
    out_.needs.push_back({std::string(name), ledger_.count(path, value), "given",
                          ledger_.words([&] { return notation::number(value); })});
  }

  void share(std::vector<Resource> resources) {
    resources_ = std::move(resources);
    // Each may count twice, and storage comes on top.
    out_.needs.reserve(out_.needs.size() + 2 * resources_.size() + 1);
    for (const Resource& resource : resources_) {
      by_load(resource);
      if (resource.moves_at_once && sizing_.replication_factor > 1) after_loss(resource);
    }
  }

  /// Whole copies of partitions, on disks or in memory of `capacity` bytes. More machines than
  /// copies hold nothing.
  void store(std::string_view name, double capacity) {
    const double room = capacity * target();
    const KeptCopies kept = kept_copies(layout_, sizing_, room);
    const double value = machines_for(name, kept, capacity);
    copies_ = copies_of(units_laid_out(layout_, sizing_), sizing_);
    add(std::string(name), formula_for(kept), value, ledger_.words([&] {
      return dealt_out(kept, {.room = room,
                              .utilization = target(),
                              .brokers = value,
                              .holds = name == "memory" ? "nodes" : "disks"});
    }));
  }

  BrokerCount count() {
    // Of equal needs the last one is named: a resource says more than the least that is given.
    const auto most =
        std::ranges::max_element(out_.needs, std::ranges::less_equal{}, &BrokerNeed::brokers);
    out_.binding_constraint = most->name;
    out_.substituted = most->substituted;
    out_.count = ledger_.count({kind_, ".count"}, in_zones(as_number(most->brokers)));
    utilization_after_loss();
    return std::move(out_);
  }

 private:
  FigurePath path_of(std::string_view need, std::string_view more = {}) const {
    return {kind_, ".needs.", need, more};
  }

  double target() const { return layout_.context.capacity.utilization_target.value; }

  void add(std::string name, const Formula& formula, double value, std::string text) {
    const std::uint64_t count = ledger_.count(path_of(name), value);
    out_.needs.push_back(
        {std::move(name), count, ledger_.words([&] { return formula.name; }), std::move(text)});
  }

  static const Formula& formula_for(const KeptCopies& kept) {
    return kept.hot_key_share > 0 ? formulas::brokers_for_uneven_storage
                                  : formulas::brokers_for_storage;
  }

  double machines_for(std::string_view name, const KeptCopies& kept, double capacity) {
    const Argument stored{"stored", kept.stored};
    const Argument partitions{"partitions", kept.partitions};
    const Argument copies{"copies", kept.copies};
    const Argument of_one{"capacity", capacity};
    const Argument utilization{"utilization", target()};
    const Argument slack{"slack", kept.slack};
    if (kept.hot_key_share == 0) {
      return ledger_.of(path_of(name), formula_for(kept),
                        {stored, partitions, copies, of_one, utilization, slack});
    }
    return ledger_.of(path_of(name), formula_for(kept),
                      {stored,
                       partitions,
                       copies,
                       of_one,
                       utilization,
                       slack,
                       {"hot_key_share", kept.hot_key_share}});
  }

  double in_zones(double most) {
    const double zones = as_number(layout_.zones(sizing_.replication_factor));
    if (copies_ == 0) {
      return ledger_.of({kind_, ".count"}, formulas::round_up_to_multiple,
                        {{"count", most}, {"multiple", zones}});
    }
    return ledger_.of({kind_, ".count"}, formulas::brokers_in_zones,
                      {{"count", most}, {"zones", zones}, {"copies", copies_}});
  }

  void by_load(const Resource& one) {
    // Every replica limit is a count already; the others keep their headroom.
    const double part = one.name == "replicas" ? 1 : target();
    const double value =
        ledger_.of(path_of(one.name), formulas::brokers_for_load,
                   {{"load", one.load}, {"capacity", one.capacity}, {"utilization", part}});
    add(std::string(one.name), formulas::brokers_for_load, value, ledger_.words([&] {
      return fmt::format("ceil({} / {})", one.show(one.load), one.show(one.capacity * part));
    }));
  }

  void after_loss(const Resource& one) {
    constexpr std::string_view after = "_after_loss";
    const double value = ledger_.of(path_of(one.name, after), formulas::brokers_after_loss,
                                    {{"load", one.load}, {"capacity", one.capacity}});
    std::string name(one.name);
    name += after;
    add(std::move(name), formulas::brokers_after_loss, value, ledger_.words([&] {
      return fmt::format("1 + ceil({} / {})", one.show(one.load), one.show(one.capacity * 0.9));
    }));
  }

  void utilization_after_loss() {
    if (out_.count < 2) return;
    double busiest = 0;
    for (const Resource& one : resources_) {
      if (!one.moves_at_once) continue;
      busiest = std::max(busiest, one.load / one.capacity / as_number(out_.count));
    }
    out_.utilization_after_loss =
        ledger_.of({kind_, ".utilization_after_loss"}, formulas::utilization_after_loss,
                   {{"utilization", busiest}, {"brokers", as_number(out_.count)}});
  }

  std::string_view kind_;  ///< where the numbers stand below `sizing`
  const Layout& layout_;
  const Sizing& sizing_;
  Ledger& ledger_;
  std::vector<Resource> resources_;
  double copies_ = 0;  ///< that are dealt out; 0 where machines keep none of their own
  BrokerCount out_;
};

double zones_of(const Layout& layout, const Sizing& sizing) {
  return as_number(layout.zones(sizing.replication_factor));
}

/// Brokers that store what they serve, on disks or in memory.
BrokerCount storing(const Layout& layout, const Sizing& sizing, Ledger& ledger) {
  const Flow f = flow_of(layout, sizing.network);
  const bool in_memory = keeps_in_memory(layout.broker);
  std::vector<Resource> resources{
      {"network_in", f.in + f.copies, machine::network_bytes_per_second, show_rate},
      {"network_out", f.out + f.copies, machine::network_bytes_per_second, show_rate},
  };
  if (!in_memory) {
    resources.push_back({"disk_traffic", f.stored + f.copies + f.lagging,
                         machine::disk_bytes_per_second, show_rate});
    resources.push_back({"page_cache", sizing.page_cache.bytes, machine::cache_bytes, show_size});
  }
  resources.push_back({"replicas", copies_of(units_declared(layout, sizing), sizing),
                       replicas_most(layout.broker), show_count, false});
  if (const auto core = bytes_per_core(layout.broker)) {
    constexpr double reads_per_write = 4;
    const double writes = f.in + f.copies + (f.out + f.copies) / reads_per_write;
    resources.push_back({"cores", writes, *core * machine::cores, show_rate});
  }
  Counting counting("brokers", layout, sizing, ledger);
  counting.at_least("replication_factor", as_number(sizing.replication_factor));
  counting.at_least("availability_zones", zones_of(layout, sizing));
  counting.share(std::move(resources));
  if (in_memory) {
    counting.store("memory", machine::memory_bytes);
  } else {
    counting.store("storage", machine::disk_bytes);
  }
  return counting.count();
}

/// Brokers that pass messages on to storage nodes, and read back what a lagging group asks for.
BrokerCount passing_on(const Layout& layout, const Sizing& sizing, Ledger& ledger) {
  const Flow f = flow_of(layout, sizing.network);
  Counting counting("brokers", layout, sizing, ledger);
  counting.at_least("availability_zones", zones_of(layout, sizing));
  counting.share({
      {"network_in", f.in + f.lagging, machine::network_bytes_per_second, show_rate},
      {"network_out", f.out + f.copies, machine::network_bytes_per_second, show_rate},
  });
  return counting.count();
}

}  // namespace

BrokerCount broker_count(const Layout& layout, const Sizing& sizing, Ledger& ledger) {
  if (!layout.provider_sized()) {
    return stores_apart(layout.broker) ? passing_on(layout, sizing, ledger)
                                       : storing(layout, sizing, ledger);
  }
  ledger.given("brokers.count", 0, "the service");
  BrokerCount out;
  out.binding_constraint = layout.service_managed() ? "service" : "provider";
  return out;
}

BrokerCount bookie_count(const Layout& layout, const Sizing& sizing, Ledger& ledger) {
  if (layout.provider_sized() || !stores_apart(layout.broker)) return {};
  const Flow f = flow_of(layout, sizing.network);
  Counting counting("bookies", layout, sizing, ledger);
  counting.at_least("ensemble", as_number(sizing.replication_factor));
  counting.at_least("availability_zones", zones_of(layout, sizing));
  counting.share({
      {"network_in", f.copies, machine::network_bytes_per_second, show_rate},
      {"network_out", f.lagging, machine::network_bytes_per_second, show_rate},
      {"journal_disk", f.copies, machine::disk_bytes_per_second, show_rate},
      {"ledger_disk", f.copies + f.lagging, machine::disk_bytes_per_second, show_rate},
      {"page_cache", sizing.page_cache.bytes, machine::cache_bytes, show_size},
      // Ledgers roll over and are dealt out anew: a partition may outgrow the disks it began on.
      {"storage", sizing.storage.total.bytes, machine::disk_bytes, show_size, false},
  });
  return counting.count();
}

}  // namespace eventarch::sizing
