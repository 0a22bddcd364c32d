#pragma once

/// What is assumed of a machine that a broker or a storage node runs on, and what brokers differ in
/// beyond the catalogue's facts.

#include <optional>
#include <string_view>

#include "eventarch/catalogue.hpp"

namespace eventarch::sizing {

/// A machine of medium size: 8 cores, 10 Gbit/s network, 250 MB/s and 4 TB of disk, 32 GB of memory
/// of which the heap takes 6. Estimates; the counts say so. Heap: Apache Kafka operations guide.
namespace machine {
inline constexpr double cores = 8;
inline constexpr double network_bytes_per_second = 1.25e9;
inline constexpr double disk_bytes_per_second = 250e6;
inline constexpr double disk_bytes = 4e12;
inline constexpr double memory_bytes = 32e9;
inline constexpr double cache_bytes = 26e9;
}  // namespace machine

/// Bytes a second, a read counted as a quarter of a write, that keep one core busy; empty where
/// nobody publishes a figure.
[[nodiscard]] std::optional<double> bytes_per_core(const Broker& broker);

/// Replicas of partitions or queues that one broker should hold at most.
[[nodiscard]] double replicas_most(const Broker& broker);
/// Who says so, or why it is an estimate.
[[nodiscard]] std::string_view replicas_source(const Broker& broker);

/// What is retained lies in memory: disks only hold a log to start from again.
[[nodiscard]] bool keeps_in_memory(const Broker& broker);

/// Copies are fetched by the brokers that hold them, a partition at a time.
[[nodiscard]] bool followers_fetch(const Broker& broker);

/// Keeps two files of each segment mapped into memory.
[[nodiscard]] bool maps_segments(const Broker& broker);

/// Messages are kept on storage nodes of their own (bookies), and the brokers only serve them.
[[nodiscard]] bool stores_apart(const Broker& broker);

}  // namespace eventarch::sizing
