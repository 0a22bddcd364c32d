#pragma once

/// Keys of the Kafka clients, which brokers that speak Kafka's protocol share; and a table out of
/// several lists.

#include <algorithm>
#include <array>
#include <cstddef>

#include "assembly/setting_key.hpp"

namespace eventarch::assembly::kafka_clients {

inline constexpr std::string_view producer_page =
    "https://kafka.apache.org/44/configuration/producer-configs/";
inline constexpr std::string_view consumer_page =
    "https://kafka.apache.org/44/configuration/consumer-configs/";
inline constexpr std::string_view librdkafka_page =
    "https://github.com/confluentinc/librdkafka/blob/master/CONFIGURATION.md";

inline constexpr std::array producer_keys{
    SettingKey{"acks", "all", "all, 1 or 0", producer_page},
    SettingKey{"batch.size", "16384", "0 to 2147483647", producer_page},
    SettingKey{"buffer.memory", "33554432", "0 or more", producer_page},
    SettingKey{"compression.type", "none", "none, gzip, snappy, lz4 or zstd", producer_page},
    SettingKey{"delivery.timeout.ms", "120000", "0 to 2147483647", producer_page},
    SettingKey{"enable.idempotence", "true", "true or false", producer_page},
    SettingKey{"linger.ms", "5", "0 or more", producer_page},
    SettingKey{"max.in.flight.requests.per.connection", "5", "1 to 2147483647", producer_page},
    SettingKey{"max.request.size", "1048576", "0 to 2147483647", producer_page},
    SettingKey{"partitioner", "consistent_random",
               "random, consistent, consistent_random, murmur2, murmur2_random, fnv1a or "
               "fnv1a_random",
               librdkafka_page},
    SettingKey{"retries", "2147483647", "0 to 2147483647", producer_page},
    SettingKey{"transaction.timeout.ms", "60000", "1 to 900000", producer_page},
    SettingKey{"transactional.id", "", "a name", producer_page},
};

inline constexpr std::array consumer_keys{
    SettingKey{"auto.commit.interval.ms", "5000", "0 to 2147483647", consumer_page},
    SettingKey{"auto.offset.reset", "latest", "earliest, latest or none", consumer_page},
    SettingKey{"enable.auto.commit", "true", "true or false", consumer_page},
    SettingKey{"fetch.max.bytes", "52428800", "0 to 2147483647", consumer_page},
    SettingKey{"fetch.max.wait.ms", "500", "0 to 2147483647", consumer_page},
    SettingKey{"fetch.min.bytes", "1", "0 to 2147483647", consumer_page},
    SettingKey{"group.id", "", "a name", consumer_page},
    SettingKey{"group.instance.id", "", "a name", consumer_page},
    SettingKey{"group.protocol", "classic", "classic or consumer", consumer_page},
    SettingKey{"heartbeat.interval.ms", "3000", "0 to 2147483647", consumer_page},
    SettingKey{"isolation.level", "read_uncommitted", "read_uncommitted or read_committed",
               consumer_page},
    SettingKey{"max.partition.fetch.bytes", "1048576", "0 to 2147483647", consumer_page},
    SettingKey{"max.poll.interval.ms", "300000", "1 to 2147483647", consumer_page},
    SettingKey{"max.poll.records", "500", "1 to 2147483647", consumer_page},
    SettingKey{"partition.assignment.strategy", "RangeAssignor, CooperativeStickyAssignor",
               "names of assignor classes", consumer_page},
    SettingKey{"session.timeout.ms", "45000", "0 to 2147483647", consumer_page},
};

/// The lists one after the other, ordered by key.
template <std::size_t... sizes>
[[nodiscard]] constexpr auto table_of(const std::array<SettingKey, sizes>&... lists) {
  std::array<SettingKey, (sizes + ...)> all{};
  auto* out = all.begin();
  ((out = std::ranges::copy(lists, out).out), ...);
  std::ranges::sort(all, {}, &SettingKey::key);
  return all;
}

}  // namespace eventarch::assembly::kafka_clients
