#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "rules/field_names.hpp"
#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule keys_differ_rule{
    .name = "keys_differ",
    .severity = Severity::info,
    .summary = "Messages of one flow are ordered by different keys",
    .rationale =
        "Order holds among messages of one key. An order that is placed under its own id and paid "
        "under that of the payment has its two events in different partitions, in any order. Two "
        "messages are taken to belong together where one of them has the other's key in its "
        "payload, or where their types begin with the same noun.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: OrderPlaced, key: order_id, payload: {order_id: string}}, {type: OrderPaid, key: "
        "payment_id, payload: {payment_id: string}}]}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: OrderPlaced, key: order_id, payload: {order_id: string}}, {type: OrderPaid, key: "
        "order_id, payload: {payment_id: string, order_id: string}}]}",
    .source =
        "Apache Kafka documentation, introduction: events with the same event key are written to "
        "the same partition",
};

bool has_field(const MessageType& message, std::string_view name) {
  return std::ranges::any_of(message.payload, [&](const PayloadField& field) {
    return field.name.value == name && field.fields.empty() && !field.list && !field.optional;
  });
}

/// "v2" of order.placed.v2
bool is_version(std::string_view part) {
  if (part.starts_with('v') || part.starts_with('V')) part.remove_prefix(1);
  return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
}

/// What an event type is about: "order" of OrderPlaced, order_placed, order.placed.v2 and
/// com.shop.OrderPlaced. Empty where a type is one word.
std::string noun_of(std::string_view type) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= type.size();) {
    const std::size_t to = std::min(type.find_first_of(".:/", from), type.size());
    if (to > from) parts.push_back(type.substr(from, to - from));
    from = to + 1;
  }
  while (!parts.empty() && is_version(parts.back())) parts.pop_back();
  if (parts.empty()) return {};
  const std::string last = words_of(parts.back(), " ");
  const std::size_t second = last.find(' ', 1);
  if (second != std::string::npos) return last.substr(0, second);
  return parts.size() > 1 ? words_of(parts[parts.size() - 2], " ") : std::string{};
}

struct Keyed {
  const MessageType* message;
  std::string noun;
};

bool belong_together(const Keyed& later, const Keyed& earlier) {
  return has_field(*later.message, earlier.message->key->value) ||
         (!later.noun.empty() && later.noun == earlier.noun);
}

/// The messages whose key is a field of theirs: what is said of the others is said elsewhere.
std::vector<Keyed> keyed_messages(const std::vector<MessageType>& messages) {
  std::vector<Keyed> all;
  for (const MessageType& message : messages) {
    if (!message.key || key_field(message) == nullptr) continue;
    all.push_back({&message, message.type ? noun_of(message.type->value) : std::string{}});
  }
  return all;
}

void report_other_key(const MessageType& message, const MessageType& earlier, Findings& findings) {
  const std::string theirs = text::quoted(earlier.key->value);
  const bool has_it = has_field(message, earlier.key->value);
  auto& finding = findings.add(
      keys_differ_rule, message.key->where,
      fmt::format("no order is kept between messages with the key {} and those with {}",
                  text::quoted(message.key->text), text::quoted(earlier.key->text)),
      fmt::format("{} where the two belong together, or give them flows of their own",
                  has_it ? fmt::format("use {} here as well", theirs)
                         : fmt::format("put {} into the payload and make it the key here as well",
                                       theirs)));
  finding.label = "another key";
  finding.related.push_back({earlier.key->where, "the first one"});
}

void check_keys_differ(const RuleInput& input, Findings& findings) {
  const auto& ordering = input.declaration.requirements.ordering;
  if (ordering && ordering->value != Ordering::partition) return;
  std::vector<Keyed> earlier;  // the first of each key and noun: mostly one or two
  for (Keyed& one : keyed_messages(input.declaration.messages)) {
    const std::string& key = one.message->key->value;
    const auto other = std::ranges::find_if(earlier, [&](const Keyed& before) {
      return before.message->key->value != key && belong_together(one, before);
    });
    if (other != earlier.end()) report_other_key(*one.message, *other->message, findings);
    const bool known = std::ranges::any_of(earlier, [&](const Keyed& before) {
      return before.message->key->value == key && before.noun == one.noun;
    });
    if (!known) earlier.push_back(std::move(one));
  }
}

}  // namespace

extern const Check keys_differ;
constinit const Check keys_differ{&keys_differ_rule, check_keys_differ};

}  // namespace eventarch::rules
