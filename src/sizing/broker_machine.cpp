#include "sizing/broker_machine.hpp"

namespace eventarch::sizing {

std::optional<double> bytes_per_core(const Broker& broker) {
  // Google Cloud, planning the size of Managed Service for Apache Kafka clusters.
  if (broker.id == "kafka") return 20e6;
  // Redpanda, sizing guidelines: 100 MB/s a core, up to ten times as much at best.
  if (broker.id == "redpanda") return 100e6;
  return std::nullopt;
}

bool followers_fetch(const Broker& broker) { return broker.id == "kafka"; }

bool maps_segments(const Broker& broker) { return broker.id == "kafka"; }

bool stores_apart(const Broker& broker) { return broker.id == "pulsar"; }

}  // namespace eventarch::sizing
