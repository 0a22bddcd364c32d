/// The messages of a design file: the members of `FieldReader` that read them and their payloads.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "input/field_reader.hpp"
#include "input/input_rules.hpp"
#include "support/text.hpp"

namespace eventarch::input {

void FieldReader::read_payload(const Node& node, MessageType& message) {
  if (!expect(node, node.kind == NodeKind::mapping, "a mapping from field to type",
              "{order_id: string}")) {
    return;
  }
  for (const Entry& entry : node.entries) {
    const Node& key = document_.at(entry.key);
    const Node& type = document_.at(entry.value);
    // Keys may look like numbers: in JSON every key is text.
    if (key.text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
      findings_.add(empty_name, key.where, "a payload field has no name", "name it");
      continue;
    }
    if (!name(type, fmt::format("the type of {}", text::quoted(key.text)))) continue;
    if (std::ranges::find(payload_types(), type.text) == payload_types().end()) {
      const auto meant = text::closest(type.text, payload_types());
      findings_.add(
          unknown_value, type.where,
          fmt::format("{} cannot be of type {}", text::quoted(key.text), text::quoted(type.text)),
          meant ? fmt::format("did you mean `{}`?", *meant) : "one of " + joined(payload_types()));
      continue;
    }
    message.payload.push_back({{std::string(key.text), std::string(key.text), key.where},
                               {std::string(type.text), std::string(type.text), type.where}});
  }
}

void FieldReader::read_message(const Node& node, MessageType& message) {
  constexpr std::array<std::string_view, 3> keys{"key", "payload", "type"};
  message.where = node.where;
  for (const Entry& entry : node.entries) {
    const Node& key = document_.at(entry.key);
    const Node& value = document_.at(entry.value);
    const auto given = [&] {
      return Given<std::string>{std::string(value.text), std::string(value.text), value.where};
    };
    if (key.text == "type") {
      if (name(value, "the event type")) message.type = given();
    } else if (key.text == "key") {
      if (name(value, "the partition key")) message.key = given();
    } else if (key.text == "payload") {
      read_payload(value, message);
    } else if (!key.text.starts_with(own_prefix)) {
      report_unknown_key(key, keys, "a message", findings_);
    }
  }
  if (document_.find(node, "type") == nullptr) {
    findings_.add(required_field, node.where, "the message has no `type`",
                  "name the event, for example `type: OrderPlaced`");
  }
}

void FieldReader::read(const Node& node, std::vector<MessageType>& target) {
  if (!expect(node, node.kind == NodeKind::sequence, "a list of messages", field_->example)) return;
  if (node.items.empty()) {
    findings_.add(too_few_items, node.where, "`messages` is empty",
                  "describe at least one, or leave the key out");
  }
  for (const NodeIndex index : node.items) {
    const Node& item = document_.at(index);
    if (!expect(item, item.kind == NodeKind::mapping, "a list of messages, each a mapping",
                "{type: OrderPlaced, key: order_id}")) {
      continue;
    }
    MessageType message;
    read_message(item, message);
    const auto same = [&](const MessageType& other) {
      return message.type && other.type && other.type->value == message.type->value;
    };
    if (std::ranges::any_of(target, same)) {
      findings_.add(duplicate_name, message.type->where,
                    fmt::format("the event type {} stands twice", text::quoted(message.type->text)),
                    "delete one of the two");
    }
    target.push_back(std::move(message));
  }
}

}  // namespace eventarch::input
