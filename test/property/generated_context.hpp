#pragma once

/// Random design files that are valid, from a seed: the same seed gives the same file on every
/// machine, since no standard distribution takes part.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace eventarch::property {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  std::uint64_t below(std::uint64_t count) { return engine_() % count; }
  std::uint64_t between(std::uint64_t least, std::uint64_t most) {
    return least + below(most - least + 1);
  }
  bool chance(std::uint64_t percent) { return below(100) < percent; }
  /// Spread over powers of ten: 1 to 99 times 10^least to 10^most.
  std::uint64_t magnitude(std::uint64_t least, std::uint64_t most) {
    std::uint64_t value = between(1, 99);
    for (std::uint64_t power = between(least, most); power > 0; --power) value *= 10;
    return value;
  }
  template <class Items>
  const auto& one_of(const Items& items) {
    return items[below(items.size())];
  }
  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

 private:
  std::mt19937_64 engine_;
};

/// "[a, b]"
inline std::string list_text(const std::vector<std::string>& names) {
  return fmt::format("[{}]", fmt::join(names, ", "));
}

/// The fields of a design file by path, each value as YAML.
class DesignFile {
 public:
  void set(const std::string& path, std::string value) { fields_[path] = std::move(value); }
  void erase(const std::string& path) { fields_.erase(path); }
  [[nodiscard]] bool has(const std::string& path) const { return fields_.contains(path); }
  [[nodiscard]] const std::string& at(const std::string& path) const { return fields_.at(path); }

  [[nodiscard]] std::vector<std::string> names_at(const std::string& path) const {
    std::vector<std::string> names;
    if (!has(path)) return names;
    const std::string inner = at(path).substr(1, at(path).size() - 2);
    for (std::size_t start = 0; start < inner.size();) {
      const std::size_t end = std::min(inner.find(", ", start), inner.size());
      names.push_back(inner.substr(start, end - start));
      start = end + 2;
    }
    return names;
  }

  [[nodiscard]] std::string yaml() const {
    std::string top = "event_context:\n";
    std::map<std::string, std::string> groups{{"requirements", {}}};
    for (const auto& [path, value] : fields_) {
      const std::size_t dot = path.find('.');
      if (dot == std::string::npos) {
        top += fmt::format("  {}: {}\n", path, value);
      } else {
        groups[path.substr(0, dot)] += fmt::format("    {}: {}\n", path.substr(dot + 1), value);
      }
    }
    for (const auto& [name, lines] : groups) {
      top +=
          lines.empty() ? fmt::format("  {}: {{}}\n", name) : fmt::format("  {}:\n{}", name, lines);
    }
    return top;
  }

 private:
  std::map<std::string, std::string> fields_;
};

/// What a test wants of its design files.
struct Profile {
  bool pinned = false;     ///< `decisions.broker` is set
  bool decisions = false;  ///< other decisions may be set
  bool demanding = false;  ///< constraints so many that often nothing qualifies
  bool extreme = false;    ///< quantities up to the ends of their ranges
};

inline constexpr std::array<std::string_view, 4> broker_ids{"kafka", "pulsar", "rabbitmq", "sqs"};
inline constexpr std::array<std::string_view, 7> feature_flags{
    "replay",        "priority",      "delayed_delivery", "complex_routing",
    "request_reply", "multi_tenancy", "geo_replication"};

class Generator {
 public:
  Generator(Random& random, const Profile& profile) : random_(random), profile_(profile) {}

  DesignFile file() {
    choice(
        "use_case", 100,
        std::array<std::string_view, 5>{"cqrs", "event_sourcing", "pub_sub", "saga", "work_queue"});
    requirements();
    if (random_.chance(50)) file_.set("producers", list_text(names(3)));
    if (random_.chance(80)) file_.set("consumers", list_text(names(6)));
    if (random_.chance(60)) workload();
    if (random_.chance(30)) capacity();
    constraints();
    if (random_.chance(20)) messages();
    if (profile_.decisions && random_.chance(50)) decisions();
    if (profile_.pinned) choice("decisions.broker", 100, broker_ids);
    return file_;
  }

 private:
  void put(const std::string& path, std::uint64_t percent, std::string value) {
    if (random_.chance(percent)) file_.set(path, std::move(value));
  }
  template <class Words>
  void choice(const std::string& path, std::uint64_t percent, const Words& words) {
    put(path, percent, std::string(random_.one_of(words)));
  }

  std::string rate() {
    if (profile_.extreme && random_.chance(20)) return "1000000M msg/s";
    const std::uint64_t value = random_.magnitude(0, profile_.extreme ? 10 : 5);
    if (random_.chance(20) && value <= 1'000'000'000) return fmt::format("{}K msg/s", value);
    constexpr std::uint64_t largest = 1'000'000'000'000;
    const std::uint64_t uneven = random_.chance(30) ? random_.below(value) : 0;
    return fmt::format("{} msg/s", std::min(value + uneven, largest));
  }
  std::string decimal(std::uint64_t least, std::uint64_t most) {
    return fmt::format("{}.{}", random_.between(least, most), random_.below(10));
  }
  std::string latency() {
    if (profile_.extreme && random_.chance(20)) return random_.chance(50) ? "1ms" : "1000000 s";
    if (random_.chance(20)) return fmt::format("{} s", random_.between(1, 60));
    return fmt::format("{}ms", random_.magnitude(0, 2));
  }
  std::string retention() {
    if (profile_.extreme && random_.chance(20)) return "10000000 hours";
    constexpr std::array<std::string_view, 6> units{"hour", "hours", "day",
                                                    "days", "week",  "weeks"};
    return fmt::format("{} {}", random_.between(1, 60), random_.one_of(units));
  }
  std::string size() {
    if (profile_.extreme && random_.chance(20)) return random_.chance(50) ? "1 B" : "1000000 MB";
    constexpr std::array<std::string_view, 4> units{" B", "KB", " KiB", " KB"};
    if (random_.chance(5)) return decimal(1, 20) + " MiB";
    return fmt::format("{}{}", random_.between(1, 900), random_.one_of(units));
  }

  std::vector<std::string> names(std::uint64_t most) {
    std::vector<std::string> all{"billing", "mail", "search", "audit", "stock", "risk"};
    random_.shuffle(all);
    all.resize(random_.between(1, most));
    return all;
  }

  void requirements() {
    put("requirements.throughput", 90, rate());
    put("requirements.latency", 80, latency());
    choice("requirements.ordering", 80,
           std::array<std::string_view, 4>{"none", "partition", "partition", "global"});
    choice("requirements.delivery", 80,
           std::array<std::string_view, 4>{"at_most_once", "at_least_once", "at_least_once",
                                           "exactly_once"});
    put("requirements.retention", 80, retention());
  }

  std::string span(std::uint64_t least_power, std::uint64_t most_power) {
    if (profile_.extreme && random_.chance(20)) {
      return random_.chance(50) ? "10000000 hours" : "0.001 ms";
    }
    return fmt::format("{} ms", random_.magnitude(least_power, most_power));
  }

  /// Half of them small enough that partitions help.
  std::string hot_key_share() {
    const auto drawn = random_.between(1, 100);
    return drawn > 50 ? fmt::format("{} %", drawn) : fmt::format("0.{:02} %", drawn);
  }

  void workload() {
    put("workload.message_size", 60, size());
    put("workload.peak_factor", 50, decimal(1, 12));
    put("workload.growth_factor", 30, decimal(1, 4));
    put("workload.processing_time", 60, random_.chance(50) ? decimal(0, 20) + "5 ms" : span(0, 3));
    put("workload.distinct_keys", 20, fmt::format("{}", random_.magnitude(0, 6)));
    put("workload.hot_key_share", 20, hot_key_share());
    put("workload.compression_ratio", 20, decimal(1, 9));
    put("workload.outage", 20, span(3, 6));
    put("workload.recover_within", 20, span(3, 6));
    if (!profile_.extreme || !random_.chance(20)) return;
    file_.set("workload.peak_factor", "1000000");
    file_.set("workload.growth_factor", "1000000");
  }

  void capacity() {
    put("capacity.partition_write", 40, fmt::format("{} MB/s", random_.between(1, 200)));
    put("capacity.partition_read", 40, fmt::format("{} MiB/s", random_.between(1, 400)));
    put("capacity.partition_throughput", 40,
        fmt::format("{} msg/s", random_.magnitude(1, profile_.extreme ? 9 : 4)));
    put("capacity.utilization_target", 40, fmt::format("{} %", random_.between(5, 100)));
    put("capacity.availability_zones", 30, fmt::format("{}", random_.between(1, 5)));
    put("capacity.replication_factor", 40, fmt::format("{}", random_.between(1, 7)));
  }

  void broker_list(const std::string& path, std::uint64_t percent, std::uint64_t most) {
    if (!random_.chance(percent)) return;
    std::vector<std::string> ids(broker_ids.begin(), broker_ids.end());
    // Those that take part only where they are named.
    if (path == "constraints.allowed_brokers" && random_.chance(40)) {
      ids.insert(ids.end(), {"azure_event_hubs", "azure_service_bus", "gcp_pubsub", "kinesis",
                             "nats_jetstream", "redis_streams", "redpanda"});
    }
    random_.shuffle(ids);
    ids.resize(random_.between(1, most));
    file_.set(path, list_text(ids));
  }

  void constraints() {
    const std::uint64_t more = profile_.demanding ? 30 : 0;
    broker_list("constraints.allowed_brokers", 10 + more, profile_.demanding ? 2 : 4);
    broker_list("constraints.forbidden_brokers", 10 + more, 2);
    choice("constraints.cloud", 20 + more,
           std::array<std::string_view, 5>{"any", "aws", "azure", "gcp", "on_premises"});
    choice("constraints.deployment", 20 + more,
           std::array<std::string_view, 4>{"any", "managed", "self_managed", "serverless"});
    choice("constraints.operations_capacity", 40,
           std::array<std::string_view, 3>{"small", "medium", "large"});
    for (const std::string_view flag : feature_flags) {
      put(fmt::format("constraints.{}", flag), 12 + more, random_.chance(85) ? "true" : "false");
    }
  }

  void messages() {
    file_.set("messages",
              "[{type: OrderPlaced, key: order_id, payload: {order_id: uuid, total: number, "
              "note?: string, status: placed | paid, items: [{sku: string, count?: integer}]}}, "
              "{type: OrderPaid}]");
  }

  void decisions() {
    put("decisions.replication_factor", 40, fmt::format("{}", random_.between(1, 7)));
    put("decisions.min_in_sync_replicas", 30, fmt::format("{}", random_.between(1, 3)));
    choice("decisions.producer_acks", 40, std::array<std::string_view, 3>{"none", "leader", "all"});
    choice("decisions.offset_commit", 40,
           std::array<std::string_view, 3>{"after_processing", "auto", "before_processing"});
    put("decisions.max_attempts", 30,
        fmt::format("{}", profile_.extreme ? random_.magnitude(0, 10) : random_.between(1, 20)));
    if (profile_.extreme)
      put("decisions.partitions", 30, fmt::format("{}", random_.magnitude(0, 10)));
    for (const std::string_view flag : {"idempotent_consumers", "dead_letter_queue", "dlq_alerts",
                                        "lag_monitoring", "schema_registry"}) {
      put(fmt::format("decisions.{}", flag), 30, random_.chance(50) ? "true" : "false");
    }
    drop_contradictions();
  }

  /// Decisions that a file may not combine are errors, and these files are to be valid.
  void drop_contradictions() {
    const auto number = [&](const std::string& path) {
      return file_.has(path) ? std::stoull(file_.at(path)) : 3ULL;
    };
    const std::uint64_t factor = file_.has("decisions.replication_factor")
                                     ? number("decisions.replication_factor")
                                     : number("capacity.replication_factor");
    const bool too_many = file_.has("decisions.min_in_sync_replicas") &&
                          number("decisions.min_in_sync_replicas") > factor;
    if (too_many) file_.erase("decisions.min_in_sync_replicas");
    const bool global =
        file_.has("requirements.ordering") && file_.at("requirements.ordering") == "global";
    if (global) file_.erase("decisions.partitions");
    const bool exactly_once =
        file_.has("requirements.delivery") && file_.at("requirements.delivery") == "exactly_once";
    if (exactly_once) file_.erase("decisions.producer_acks");
  }

  Random& random_;
  const Profile& profile_;
  DesignFile file_;
};

inline DesignFile generate(Random& random, const Profile& profile) {
  return Generator(random, profile).file();
}

}  // namespace eventarch::property
