/// Event types as the files state them: by name, and of each only the fields that differ.

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "diff/requirements.hpp"

namespace eventarch::diff {
namespace {

using Fields = std::vector<PayloadField>;
using Messages = std::vector<MessageType>;
using Differences = std::vector<Difference>;

/// More differences than these are one: each is tried on its own.
constexpr std::size_t most_alone = 24;

std::string type_of(const MessageType& message) {
  return message.type ? message.type->value : std::string();
}

std::string name_of_field(const PayloadField& field) { return field.name.value; }

/// The one of this name in a list; null where there is none.
auto* find(auto& items, const std::string& name, auto name_of_item) {
  const auto found = std::ranges::find(items, name, name_of_item);
  return found == items.end() ? nullptr : &*found;
}

std::string spelled(const PayloadField& field) {
  std::string type = field.type.value;
  if (!field.symbols.empty()) type = fmt::format("{}", fmt::join(field.symbols, " | "));
  if (!field.fields.empty()) {
    std::vector<std::string> inner;
    for (const PayloadField& one : field.fields) {
      inner.push_back(fmt::format("{}: {}", one.name.value, spelled(one)));
    }
    type = fmt::format("{{{}}}", fmt::join(inner, ", "));
  }
  if (field.list) type = fmt::format("[{}]", type);
  return field.optional ? type + ", optional" : type;
}

/// An object of a payload, by the names that lead to it.
struct Place {
  std::string type;
  std::vector<std::string> path;

  [[nodiscard]] Place inside(const std::string& name) const {
    Place inner = *this;
    inner.path.push_back(name);
    return inner;
  }
  [[nodiscard]] std::string text() const {
    std::string out = "messages." + type;
    for (const std::string& name : path) out += "." + name;
    return out;
  }
};

/// Null where the declaration has no such object.
auto* fields_at(auto& declaration, const Place& place) {
  auto* message = find(declaration.messages, place.type, type_of);
  auto* fields = message == nullptr ? nullptr : &message->payload;
  for (const std::string& name : place.path) {
    auto* field = fields == nullptr ? nullptr : find(*fields, name, name_of_field);
    fields = field == nullptr ? nullptr : &field->fields;
  }
  return fields;
}

/// The item of this name takes the place of that in the other list, or comes or goes with it.
template <class Item>
void take_item(const std::string& name, const std::vector<Item>& from, std::vector<Item>& to,
               std::string (*name_of_item)(const Item&)) {
  const auto source = std::ranges::find(from, name, name_of_item);
  const auto target = std::ranges::find(to, name, name_of_item);
  if (source == from.end()) {
    if (target != to.end()) to.erase(target);
  } else if (target != to.end()) {
    *target = *source;
  } else {
    const auto place = std::min<std::ptrdiff_t>(source - from.begin(), std::ssize(to));
    to.insert(to.begin() + place, *source);
  }
}

/// The order of the one list for what is in both.
template <class Item>
void take_order(const std::vector<Item>& from, std::vector<Item>& to,
                std::string (*name_of_item)(const Item&)) {
  std::ranges::stable_sort(to, {}, [&](const Item& item) {
    return std::ranges::find(from, name_of_item(item), name_of_item) - from.begin();
  });
}

/// The names of one list that are in the other, in order.
template <class Item>
std::string common(const std::vector<Item>& items, const std::vector<Item>& others,
                   std::string (*name_of_item)(const Item&)) {
  std::vector<std::string> names;
  for (const Item& item : items) {
    const std::string name = name_of_item(item);
    if (find(others, name, name_of_item) != nullptr) names.push_back(name);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

/// Another order of the same things, which the key of the topic and the numbers of fields follow.
template <class Item>
std::optional<Difference> order_difference(const std::vector<Item>& before,
                                           const std::vector<Item>& after,
                                           std::string (*name_of_item)(const Item&)) {
  Difference out;
  out.shown.from = common(before, after, name_of_item);
  out.shown.to = common(after, before, name_of_item);
  if (out.shown.from == out.shown.to) return std::nullopt;
  return out;
}

Difference field_difference(const Place& place, const std::string& name, const PayloadField* before,
                            const PayloadField* after) {
  Difference out;
  out.shown.field = place.inside(name).text();
  out.shown.from = before == nullptr ? "not there" : spelled(*before);
  out.shown.to = after == nullptr ? "not there" : spelled(*after);
  if (before != nullptr) out.shown.from_where = before->name.where;
  if (after != nullptr) out.shown.to_where = after->name.where;
  out.take = [place, name](const Declaration& from, Declaration& to) {
    const Fields* source = fields_at(from, place);
    Fields* target = fields_at(to, place);
    if (source != nullptr && target != nullptr) take_item(name, *source, *target, name_of_field);
  };
  return out;
}

void add_field_order(const Place& place, const Fields& before, const Fields& after,
                     Differences& all) {
  auto order = order_difference(before, after, name_of_field);
  if (!order) return;
  order->shown.field = place.text() + " (order)";
  order->shown.from_where = before.front().name.where;
  order->shown.to_where = after.front().name.where;
  order->take = [place](const Declaration& from, Declaration& to) {
    const Fields* source = fields_at(from, place);
    Fields* target = fields_at(to, place);
    if (source != nullptr && target != nullptr) take_order(*source, *target, name_of_field);
  };
  all.push_back(std::move(*order));
}

/// Objects on both sides, in the same shape: what differs is inside.
bool same_shape(const PayloadField& a, const PayloadField& b) {
  return !a.fields.empty() && !b.fields.empty() && a.list == b.list && a.optional == b.optional;
}

void add_fields(const Place& place, const Fields& before, const Fields& after, Differences& all) {
  for (const PayloadField& field : before) {
    const PayloadField* same = find(after, field.name.value, name_of_field);
    if (same != nullptr && same_shape(field, *same)) {
      add_fields(place.inside(field.name.value), field.fields, same->fields, all);
    } else if (same == nullptr || spelled(field) != spelled(*same)) {
      all.push_back(field_difference(place, field.name.value, &field, same));
    }
  }
  for (const PayloadField& field : after) {
    if (find(before, field.name.value, name_of_field) != nullptr) continue;
    all.push_back(field_difference(place, field.name.value, nullptr, &field));
  }
  add_field_order(place, before, after, all);
}

Difference type_difference(const MessageType& message, bool added) {
  Difference out;
  const std::string type = type_of(message);
  out.shown.field = "messages." + type;
  out.shown.from = added ? "not there" : "there";
  out.shown.to = added ? "there" : "not there";
  (added ? out.shown.to_where : out.shown.from_where) = message.where;
  out.take = [type](const Declaration& from, Declaration& to) {
    take_item(type, from.messages, to.messages, type_of);
  };
  return out;
}

void add_key(const MessageType& before, const MessageType& after, Differences& all) {
  const auto text = [](const MessageType& message) {
    return message.key ? message.key->value : std::string("not stated");
  };
  if (text(before) == text(after)) return;
  Difference out;
  const std::string type = type_of(before);
  out.shown.field = fmt::format("messages.{} (key)", type);
  out.shown.from = text(before);
  out.shown.to = text(after);
  if (before.key) out.shown.from_where = before.key->where;
  if (after.key) out.shown.to_where = after.key->where;
  out.take = [type](const Declaration& from, Declaration& to) {
    const MessageType* source = find(from.messages, type, type_of);
    MessageType* target = find(to.messages, type, type_of);
    if (source != nullptr && target != nullptr) target->key = source->key;
  };
  all.push_back(std::move(out));
}

void add_type_order(const Messages& before, const Messages& after, Differences& all) {
  auto order = order_difference(before, after, type_of);
  if (!order) return;
  order->shown.field = "messages (order)";
  order->shown.from_where = before.front().where;
  order->shown.to_where = after.front().where;
  order->take = [](const Declaration& from, Declaration& to) {
    take_order(from.messages, to.messages, type_of);
  };
  all.push_back(std::move(*order));
}

Difference all_at_once(const Messages& before, const Messages& after, std::size_t count) {
  Difference out;
  out.shown.field = "messages";
  out.shown.from = fmt::format("{} event types", before.size());
  out.shown.to = fmt::format("{} event types, {} differences", after.size(), count);
  if (!before.empty()) out.shown.from_where = before.front().where;
  if (!after.empty()) out.shown.to_where = after.front().where;
  out.take = [](const Declaration& from, Declaration& to) { to.messages = from.messages; };
  return out;
}

}  // namespace

Differences message_differences(const Messages& before, const Messages& after) {
  Differences all;
  for (const MessageType& message : before) {
    const MessageType* same = find(after, type_of(message), type_of);
    if (same == nullptr) {
      all.push_back(type_difference(message, false));
      continue;
    }
    add_key(message, *same, all);
    add_fields({type_of(message), {}}, message.payload, same->payload, all);
  }
  for (const MessageType& message : after) {
    if (find(before, type_of(message), type_of) == nullptr) {
      all.push_back(type_difference(message, true));
    }
  }
  add_type_order(before, after, all);
  if (all.size() > most_alone) return {all_at_once(before, after, all.size())};
  return all;
}

}  // namespace eventarch::diff
