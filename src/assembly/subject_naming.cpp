/// Under which names schemas are registered, or filed where there is no registry.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "assembly/message_schema.hpp"
#include "support/identifiers.hpp"

namespace eventarch::assembly {
namespace {

/// How the registry of a broker addresses a schema. Brokers that are not listed: by record.
enum class Address : std::uint8_t { subject, topic, record };

struct RegistryAddress {
  std::string_view broker;
  Address address;
};
constexpr std::array registry_addresses{
    RegistryAddress{"gcp_pubsub", Address::topic},
    RegistryAddress{"kafka", Address::subject},
    RegistryAddress{"pulsar", Address::topic},
    RegistryAddress{"redpanda", Address::subject},
};

Address address_of(const Broker& broker) {
  const auto* found = std::ranges::find(registry_addresses, broker.id, &RegistryAddress::broker);
  return found == registry_addresses.end() ? Address::record : found->address;
}

std::string_view file_ending(SchemaFormat format) {
  switch (format) {
    case SchemaFormat::avro: return "avsc";
    case SchemaFormat::json_schema: return "json";
    case SchemaFormat::protobuf: break;
  }
  return "proto";
}

/// order_events/v1/order_placed.avsc
std::string file_of(const MessageSchema& schema, const EventSchema& event) {
  std::string folder = schema.package;
  std::ranges::replace(folder, '.', '/');
  return fmt::format("{}/{}.{}", folder, text::snake_case(event.record_name),
                     file_ending(schema.format));
}

std::string full_name(const MessageSchema& schema, const EventSchema& event) {
  return fmt::format("{}.{}", schema.package, event.record_name);
}

std::vector<std::string> names_of_event_topics(const Topology& topology) {
  std::vector<std::string> names;
  for (const Topic& topic : topology.topics) {
    if (topic.kind == "event") names.push_back(topic.name);
  }
  return names;
}

SubjectNaming by_file(const MessageSchema& schema) {
  SubjectNaming out{"file in a repository",
                    "without a registry the file is the name: producers and consumers take it "
                    "from the same repository, by its release",
                    {}};
  for (const EventSchema& event : schema.events) {
    out.subjects.push_back({"", event.event_type, file_of(schema, event)});
  }
  return out;
}

SubjectNaming by_record(const MessageSchema& schema) {
  SubjectNaming out{"RecordNameStrategy",
                    "the name of the record alone: the same schema holds wherever the event goes",
                    {}};
  for (const EventSchema& event : schema.events) {
    out.subjects.push_back({"", event.event_type, full_name(schema, event)});
  }
  return out;
}

SubjectNaming by_subject(const MessageSchema& schema, const std::vector<std::string>& topics) {
  const bool several = schema.events.size() > 1;
  SubjectNaming out;
  out.strategy = several ? "TopicRecordNameStrategy" : "TopicNameStrategy";
  out.why = several ? fmt::format("{} event types share a topic, and each evolves on its own",
                                  schema.events.size())
                    : std::string("one event type a topic: the registry refuses any other");
  out.why +=
      "; keys are plain strings and have no schema; retry and dead-letter topics get the bytes as "
      "they came, and no subject";
  for (const std::string& topic : topics) {
    for (const EventSchema& event : schema.events) {
      out.subjects.push_back({topic, event.event_type,
                              several ? fmt::format("{}-{}", topic, full_name(schema, event))
                                      : fmt::format("{}-value", topic)});
    }
  }
  return out;
}

SubjectNaming by_topic(const MessageSchema& schema, const std::vector<std::string>& topics) {
  SubjectNaming out{"one schema a topic", "the registry attaches a schema to the topic itself", {}};
  if (schema.events.size() > 1) {
    out.why += fmt::format(
        "; {} event types share it: register the choice among them, or give each a topic",
        schema.events.size());
  }
  for (const std::string& topic : topics) {
    for (const EventSchema& event : schema.events) {
      out.subjects.push_back({topic, event.event_type, topic});
    }
  }
  return out;
}

}  // namespace

SubjectNaming subject_naming(const DesignInput& input, const SchemaCircumstances& circumstances,
                             const MessageSchema& schema, const Topology& topology) {
  const std::vector<std::string> topics = names_of_event_topics(topology);
  const bool present =
      circumstances.registry == Registry::external || circumstances.registry == Registry::built_in;
  if (!present) return by_file(schema);
  switch (address_of(input.broker)) {
    case Address::subject: return by_subject(schema, topics);
    case Address::topic: return by_topic(schema, topics);
    case Address::record: break;
  }
  return by_record(schema);
}

}  // namespace eventarch::assembly
