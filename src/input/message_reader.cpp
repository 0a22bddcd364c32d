/// The messages of a design file: the members of `FieldReader` that read them.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "input/field_reader.hpp"
#include "input/input_rules.hpp"
#include "support/text.hpp"

namespace eventarch::input {

void FieldReader::read_message(const Node& node, MessageType& message) {
  constexpr std::array<std::string_view, 3> keys{"key", "payload", "type"};
  message.where = node.where;
  for (const Entry& entry : node.entries) {
    const Node& key = document_.at(entry.key);
    const Node& value = document_.at(entry.value);
    const auto read_name = [&](std::string_view what, Declared<std::string>& target) {
      if (!is_name(value)) return report_no_name(value, what);
      target = Given<std::string>{std::string(value.text), std::string(value.text), value.where};
    };
    if (key.text == "type") {
      read_name("the event type", message.type);
    } else if (key.text == "key") {
      read_name("the partition key", message.key);
    } else if (key.text == "payload") {
      if (expect(value, value.kind == NodeKind::mapping, "a mapping from field to type",
                 "{order_id: string}")) {
        read_payload(value, message.payload, 1);
      }
    } else if (!key.text.starts_with(own_prefix)) {
      report_unknown_key(key, keys, "a message", {document_, node}, findings_);
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
