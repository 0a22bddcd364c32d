/// Redpanda: Kafka's protocol without share groups, without the group protocol of KIP-848, and with
/// topic properties of its own.

#include "assembly/dialects/kafka_family.hpp"

namespace eventarch::assembly {

Dialect redpanda_dialect() {
  Dialect dialect = kafka_dialect();
  dialect.broker = "redpanda";
  return dialect;
}

}  // namespace eventarch::assembly
