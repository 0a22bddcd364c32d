/// What the platform allows at most, beside what the design asks for.

#include <algorithm>
#include <cmath>

#include "sizing/stages.hpp"

namespace eventarch::sizing {
namespace {

class Limits {
 public:
  Limits(const Layout& layout, const Sizing& sizing) : layout_(layout), sizing_(sizing) {}

  std::vector<PlatformLimit> all() {
    const EventContext& context = layout_.context;
    from_fact("messages_per_second", FactKey::cluster_message_rate, sizing_.traffic.peak.per_second,
              Dimension::message_rate);
    from_fact("bytes_per_second", FactKey::cluster_byte_rate, sizing_.traffic.peak_bytes.per_second,
              Dimension::byte_rate);
    message_size();
    from_fact("retention", FactKey::retention_max, context.requirements.retention.seconds(),
              Dimension::duration, 1000);
    from_fact("consumer_groups", FactKey::groups_max, static_cast<double>(context.consumers.size()),
              Dimension::count);
    from_fact("in_flight", FactKey::in_flight_max,
              sizing_.traffic.peak.per_second * context.workload.processing_time.seconds(),
              Dimension::count);
    from_fact("waiting_messages", FactKey::backlog_max,
              sizing_.recovery.backlog_messages / static_cast<double>(sizing_.partitions),
              Dimension::count);
    replicas_per_broker();
    std::ranges::stable_sort(out_, std::ranges::greater{},
                             [](const PlatformLimit& limit) { return limit.share(); });
    return std::move(out_);
  }

 private:
  /// Facts in milliseconds are divided by `per_unit`.
  void from_fact(std::string name, FactKey key, double value, Dimension dimension,
                 double per_unit = 1) {
    const Fact& fact = layout_.fact(key);
    if (!fact.number || std::isinf(*fact.number) || *fact.number <= 0) return;
    out_.push_back(
        {std::move(name), value, *fact.number / per_unit, dimension, layout_.broker.cite(fact)});
  }

  /// As installed, where that is enough: what settings allow at most is not there for the asking.
  void message_size() {
    const double size = layout_.context.workload.message_size.bytes;
    const Fact& installed = layout_.fact(FactKey::message_size_default);
    const bool fits = installed.number && size <= *installed.number;
    from_fact("message_size", fits ? FactKey::message_size_default : FactKey::message_size_max,
              size, Dimension::bytes);
  }

  void replicas_per_broker() {
    if (sizing_.brokers.count == 0 || !layout_.partitioned()) return;
    constexpr double advised = 4000;
    const double replicas = static_cast<double>(sizing_.partitions) *
                            static_cast<double>(1 + sizing_.further.topics) *
                            static_cast<double>(sizing_.replication_factor);
    out_.push_back({"replicas_per_broker",
                    std::ceil(replicas / static_cast<double>(sizing_.brokers.count)), advised,
                    Dimension::count,
                    "Confluent, Apache Kafka supports 200K partitions per cluster; Aiven, best "
                    "practices"});
  }

  const Layout& layout_;
  const Sizing& sizing_;
  std::vector<PlatformLimit> out_;
};

}  // namespace

std::vector<PlatformLimit> platform_limits(const Layout& layout, const Sizing& sizing) {
  return Limits(layout, sizing).all();
}

}  // namespace eventarch::sizing
