/// Event types as the files state them: by name, and only what differs of each.

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "diff/requirements.hpp"

namespace eventarch::diff {
namespace {

using Messages = std::vector<MessageType>;

/// More event types than these are one difference: each is tried on its own.
constexpr std::size_t most_alone = 12;

std::string type_of(const MessageType& message) {
  return message.type ? message.type->value : std::string();
}

const MessageType* find(const Messages& messages, const std::string& type) {
  const auto found = std::ranges::find(messages, type, type_of);
  return found == messages.end() ? nullptr : &*found;
}

std::string spelled(const std::vector<PayloadField>& fields);

/// As in the design file: `note?: string`.
std::string spelled(const PayloadField& field) {
  std::string type = field.type.value;
  if (!field.symbols.empty()) type = fmt::format("{}", fmt::join(field.symbols, " | "));
  if (!field.fields.empty()) type = fmt::format("{{{}}}", spelled(field.fields));
  if (field.list) type = fmt::format("[{}]", type);
  return fmt::format("{}{}: {}", field.name.value, field.optional ? "?" : "", type);
}

std::vector<std::string> lines_of(const MessageType& message) {
  std::vector<std::string> lines;
  if (message.key) lines.push_back("key " + message.key->value);
  for (const PayloadField& field : message.payload) lines.push_back(spelled(field));
  return lines;
}

std::string spelled(const std::vector<PayloadField>& fields) {
  std::vector<std::string> all;
  for (const PayloadField& field : fields) all.push_back(spelled(field));
  return fmt::format("{}", fmt::join(all, ", "));
}

/// What one message says that the other does not; the order of all where nothing else differs.
std::string only_in(const MessageType& one, const MessageType& other) {
  const auto others = lines_of(other);
  std::vector<std::string> own;
  std::vector<std::string> all = lines_of(one);
  for (const std::string& line : all) {
    if (std::ranges::find(others, line) == others.end()) own.push_back(line);
  }
  const bool reordered = own.empty() && all.size() == others.size();
  if (own.empty() && !reordered) return "without it";
  return fmt::format("{}", fmt::join(reordered ? all : own, ", "));
}

/// The event type of the one list takes the place of that of the other.
void take_type(const std::string& type, const Messages& from, Messages& to) {
  const auto source = std::ranges::find(from, type, type_of);
  const auto target = std::ranges::find(to, type, type_of);
  if (source == from.end()) {
    if (target != to.end()) to.erase(target);
  } else if (target != to.end()) {
    *target = *source;
  } else {
    const auto place = std::min<std::ptrdiff_t>(source - from.begin(), std::ssize(to));
    to.insert(to.begin() + place, *source);
  }
}

Difference difference_of(const std::string& type, const MessageType* before,
                         const MessageType* after) {
  Difference out;
  out.shown.field = fmt::format("messages.{}", type.empty() ? "without a type" : type);
  out.shown.from = before == nullptr ? "not there" : "there";
  out.shown.to = after == nullptr ? "not there" : "there";
  if (before != nullptr && after != nullptr) {
    out.shown.from = only_in(*before, *after);
    out.shown.to = only_in(*after, *before);
  }
  if (before != nullptr) out.shown.from_where = before->where;
  if (after != nullptr) out.shown.to_where = after->where;
  out.take = [type](const Declaration& from, Declaration& to) {
    take_type(type, from.messages, to.messages);
  };
  return out;
}

std::vector<std::string> types_of(const Messages& messages) {
  std::vector<std::string> types;
  for (const MessageType& message : messages) types.push_back(type_of(message));
  return types;
}

/// The types of one list that are in the other, in order.
std::vector<std::string> common(const Messages& messages, const Messages& others) {
  std::vector<std::string> types = types_of(messages);
  std::erase_if(types, [&](const std::string& type) { return find(others, type) == nullptr; });
  return types;
}

/// The first key that a message names is that of the topic, so that the order matters.
void take_order(const Messages& from, Messages& to) {
  const std::vector<std::string> order = types_of(from);
  std::ranges::stable_sort(to, {}, [&](const MessageType& message) {
    return std::ranges::find(order, type_of(message)) - order.begin();
  });
}

std::optional<Difference> order_difference(const Messages& before, const Messages& after) {
  const auto from = common(before, after);
  const auto to = common(after, before);
  if (from == to) return std::nullopt;
  Difference out;
  out.shown.field = "messages";
  out.shown.from = fmt::format("{}", fmt::join(from, ", "));
  out.shown.to = fmt::format("{}", fmt::join(to, ", "));
  out.shown.from_where = before.front().where;
  out.shown.to_where = after.front().where;
  out.take = [](const Declaration& source, Declaration& target) {
    take_order(source.messages, target.messages);
  };
  return out;
}

Difference all_at_once(const Messages& before, const Messages& after, std::size_t changed) {
  Difference out;
  out.shown.field = "messages";
  out.shown.from = fmt::format("{} event types", before.size());
  out.shown.to =
      fmt::format("{} event types; {} are added, removed or changed", after.size(), changed);
  if (!before.empty()) out.shown.from_where = before.front().where;
  if (!after.empty()) out.shown.to_where = after.front().where;
  out.take = [](const Declaration& from, Declaration& to) { to.messages = from.messages; };
  return out;
}

}  // namespace

std::vector<Difference> message_differences(const Messages& before, const Messages& after) {
  std::vector<Difference> all;
  for (const MessageType& message : before) {
    const MessageType* same = find(after, type_of(message));
    if (same == nullptr || lines_of(message) != lines_of(*same)) {
      all.push_back(difference_of(type_of(message), &message, same));
    }
  }
  for (const MessageType& message : after) {
    if (find(before, type_of(message)) == nullptr) {
      all.push_back(difference_of(type_of(message), nullptr, &message));
    }
  }
  if (all.size() > most_alone) return {all_at_once(before, after, all.size())};
  if (auto order = order_difference(before, after)) all.push_back(std::move(*order));
  return all;
}

}  // namespace eventarch::diff
