#include "sizing/broker_machine.hpp"

namespace eventarch::sizing {

std::optional<double> bytes_per_core(const Broker& broker) {
  // Google Cloud, planning the size of Managed Service for Apache Kafka clusters.
  if (broker.id == "kafka") return 20e6;
  // Redpanda, sizing guidelines: 100 MB/s a core, up to ten times as much at best.
  if (broker.id == "redpanda") return 100e6;
  return std::nullopt;
}

double replicas_most(const Broker& broker) { return broker.id == "rabbitmq" ? 5000 : 4000; }

std::string_view replicas_source(const Broker& broker) {
  if (broker.id == "rabbitmq") {
    return "estimate: RabbitMQ documentation, quorum queues, asks for a review above about 5,000 "
           "queues; with three copies on three nodes each node has a replica of every one";
  }
  if (broker.id == "kafka") {
    return "Confluent, Apache Kafka supports 200K partitions per cluster; Aiven, best practices";
  }
  return "estimate: what Confluent and Aiven advise for a broker of Apache Kafka";
}

bool keeps_in_memory(const Broker& broker) { return broker.id == "redis_streams"; }

bool followers_fetch(const Broker& broker) { return broker.id == "kafka"; }

bool maps_segments(const Broker& broker) { return broker.id == "kafka"; }

bool stores_apart(const Broker& broker) { return broker.id == "pulsar"; }

}  // namespace eventarch::sizing
