/// What the platform allows at most, beside what the design asks for.

#include <algorithm>
#include <cmath>
#include <limits>

#include "eventarch/counted_load.hpp"
#include "formulas/formula.hpp"
#include "sizing/broker_machine.hpp"
#include "sizing/kept_copies.hpp"
#include "sizing/stages.hpp"

namespace eventarch::sizing {
namespace {

class Limits {
 public:
  Limits(const Layout& layout, const Sizing& sizing, Ledger& ledger)
      : layout_(layout), sizing_(sizing), ledger_(ledger) {}

  std::vector<PlatformLimit> all() {
    constexpr std::size_t most = 12;
    out_.reserve(most);
    const EventContext& context = layout_.context;
    of_traffic();
    message_size();
    stated("retention", FactKey::retention_max, context.requirements.retention.seconds(),
           Dimension::duration, "requirements.retention", 1000);
    stated("consumer_groups", FactKey::groups_max, as_number(context.consumers.size()),
           Dimension::count, "consumers");
    in_flight();
    stated("waiting_messages", FactKey::backlog_max,
           sizing_.recovery.backlog_messages / as_number(sizing_.partitions), Dimension::count,
           "recovery.backlog_messages, shared among the partitions");
    const bool stored = sizing_.brokers.count > 0 && !stores_apart(layout_.broker);
    if (stored && (layout_.partitioned() || layout_.queues_for_each_group())) of_each_broker();
    units();
    std::ranges::stable_sort(out_, std::ranges::greater{},
                             [](const PlatformLimit& limit) { return limit.share(); });
    return std::move(out_);
  }

 private:
  /// Each limit on the basis that it was found on, by which the selection judges too.
  void of_traffic() {
    switch (load_basis(layout_.broker, layout_.mode)) {
      case LoadBasis::into_queues:
        return counted(formulas::messages_into_queues, formulas::bytes_into_queues);
      case LoadBasis::in_and_out:
        return counted(formulas::messages_in_and_out, formulas::bytes_in_and_out);
      case LoadBasis::in_or_out: return in_or_out();
      case LoadBasis::sent: break;
    }
    const Traffic& traffic = sizing_.traffic;
    stated("messages_per_second", FactKey::cluster_message_rate, traffic.peak.per_second,
           Dimension::message_rate, "traffic.peak_messages_per_second");
    stated("bytes_per_second", FactKey::cluster_byte_rate, traffic.peak_bytes.per_second,
           Dimension::byte_rate, "traffic.peak_bytes_per_second");
  }

  double groups() const { return as_number(layout_.context.consumers.size()); }
  MessageRate further_peak() const {
    return {sizing_.further.average.per_second * layout_.context.workload.peak_factor.value};
  }

  void counted(const Formula& messages, const Formula& bytes) {
    of_messages(messages, {{"events", sizing_.traffic.peak.per_second},
                           {"groups", groups()},
                           {"further", further_peak().per_second}});
    of_bytes(bytes, {{"events", sizing_.traffic.peak_bytes.per_second},
                     {"groups", groups()},
                     {"further", sizing_.further.peak_bytes.per_second}});
  }

  void in_or_out() {
    const OutputRatio ratio = output_ratio(layout_.mode);
    of_messages(formulas::messages_in_or_out, {{"events", sizing_.traffic.peak.per_second},
                                               {"groups", groups()},
                                               {"further", further_peak().per_second},
                                               {"ratio", ratio.messages}});
    of_bytes(formulas::bytes_in_or_out, {{"events", sizing_.traffic.peak_bytes.per_second},
                                         {"groups", groups()},
                                         {"further", sizing_.further.peak_bytes.per_second},
                                         {"ratio", ratio.bytes}});
  }

  void of_messages(const Formula& formula, Arguments arguments) {
    calculated("messages_per_second", FactKey::cluster_message_rate, Dimension::message_rate,
               formula, arguments, counted_for_one(layout_.broker, layout_.mode));
  }
  void of_bytes(const Formula& formula, Arguments arguments) {
    calculated("bytes_per_second", FactKey::cluster_byte_rate, Dimension::byte_rate, formula,
               arguments, 1);
  }

  /// As installed, where that is enough: what settings allow at most is not there for the asking.
  void message_size() {
    const double size = layout_.context.workload.message_size.bytes;
    const Fact& installed = layout_.fact(FactKey::message_size_default);
    const bool fits = installed.number && size <= *installed.number;
    stated("message_size", fits ? FactKey::message_size_default : FactKey::message_size_max, size,
           Dimension::bytes, "workload.message_size");
  }

  template <class Say>
  void add(std::string_view name, double value, double limit, Dimension dimension, Say who_says) {
    std::string source = ledger_.words(who_says);
    ledger_.given({"limits.", name, ".limit"}, limit, source);
    out_.push_back({std::string(name), value, limit, dimension, std::move(source)});
  }

  /// Who says what a fact is.
  auto cited(FactKey key) const {
    return [this, key] { return layout_.broker.cite(layout_.fact(key)); };
  }

  bool limited(FactKey key) const {
    const Fact& fact = layout_.fact(key);
    return fact.number && std::isfinite(*fact.number) && *fact.number > 0;
  }

  /// Facts in milliseconds are divided by `per_unit`.
  void stated(std::string_view name, FactKey key, double value, Dimension dimension,
              std::string_view where, double per_unit = 1) {
    if (!limited(key)) return;
    ledger_.given({"limits.", name, ".value"}, value, where);
    add(name, value, layout_.number(key) / per_unit, dimension, cited(key));
  }

  void calculated(std::string_view name, FactKey key, Dimension dimension, const Formula& formula,
                  Arguments arguments, double times) {
    if (!limited(key)) return;
    const double value = ledger_.of({"limits.", name, ".value"}, formula, arguments);
    add(name, value, layout_.number(key) * times, dimension, cited(key));
  }

  void in_flight() {
    if (!limited(FactKey::in_flight_max)) return;
    const double value =
        ledger_.of("limits.in_flight.value", formulas::in_flight_messages,
                   {{"rate", sizing_.traffic.peak.per_second},
                    {"time_in_system", layout_.context.workload.processing_time.seconds()}});
    add("in_flight", value, layout_.number(FactKey::in_flight_max), Dimension::count,
        cited(FactKey::in_flight_max));
  }

  void units() {
    const auto limit = limit_of_units(layout_, sizing_);
    if (!limit) return;
    ledger_.given({"limits.", limit->name, ".value"}, limit->needed,
                  layout_.queues_for_each_group()
                      ? "partitions of each flow, and its queue of dead letters"
                      : "partitions of each flow");
    add(limit->name, limit->needed, limit->limit, Dimension::count, [&] { return limit->source; });
  }

  void of_each_broker() {
    const double partitions = units_declared(layout_, sizing_);
    const FigurePath path = "limits.replicas_per_broker.value";
    const double shared = ledger_.of(path, formulas::replicas_per_broker,
                                     {{"partitions", partitions},
                                      {"replication_factor", as_number(sizing_.replication_factor)},
                                      {"brokers", as_number(sizing_.brokers.count)}});
    const double replicas = as_number(ledger_.count(path, shared, 1));
    add("replicas_per_broker", replicas, replicas_most(layout_.broker), Dimension::count,
        [&] { return replicas_source(layout_.broker); });
    if (!maps_segments(layout_.broker)) return;
    const double segments =
        std::max(1.0, std::ceil(of_one_replica(replicas) / layout_.number(FactKey::segment_size)));
    const double maps = ledger_.of("limits.memory_maps.value", formulas::memory_maps,
                                   {{"replicas", replicas}, {"segments", segments}});
    constexpr double linux_default = 65'530;
    add("memory_maps", maps, linux_default, Dimension::count, [] {
      return "vm.max_map_count of Linux by default; Apache Kafka documentation, hardware and OS: "
             "two maps a segment";
    });
  }

  /// Mean bytes of so many on one broker, that of the busiest key among them.
  double of_one_replica(double replicas) const {
    const KeptCopies kept = kept_copies(layout_, sizing_, std::numeric_limits<double>::max());
    return kept.other() / kept.together + kept.stored * kept.hot_key_share / replicas;
  }

  const Layout& layout_;
  const Sizing& sizing_;
  Ledger& ledger_;
  std::vector<PlatformLimit> out_;
};

}  // namespace

std::vector<PlatformLimit> platform_limits(const Layout& layout, const Sizing& sizing,
                                           Ledger& ledger) {
  return Limits(layout, sizing, ledger).all();
}

}  // namespace eventarch::sizing
