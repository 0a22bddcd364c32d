#include "input/field_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>
#include <utility>

#include "input/input_rules.hpp"
#include "support/text.hpp"

namespace eventarch::input {
namespace {

constexpr std::string_view root_key = "event_context";
constexpr std::string_view own_prefix = "x-";

std::vector<std::string_view> keys_below(std::string_view parent) {
  std::vector<std::string_view> keys;
  for (const Field& field : fields()) {
    if (field.parent() == parent) keys.push_back(field.key());
  }
  return keys;
}

std::string joined(std::span<const std::string_view> words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

/// "10k msg/s" -> "10K msg/s", "5 msgs/s" -> "5 msg/s": slips that have one mended form.
std::optional<std::string> mended(std::string_view text, FieldType type) {
  std::string number;
  std::size_t at = 0;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') number += text[at++];
  if (number.empty()) return std::nullopt;
  std::string rest;
  for (const char c : text.substr(at)) {
    if (c != ' ') rest += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  struct Slip {
    FieldType type;
    std::string_view wrong;
    std::string_view right;
  };
  constexpr std::array slips{
      Slip{FieldType::message_rate, "", " msg/s"},
      Slip{FieldType::message_rate, "msg/s", " msg/s"},
      Slip{FieldType::message_rate, "msgs/s", " msg/s"},
      Slip{FieldType::message_rate, "messages/s", " msg/s"},
      Slip{FieldType::message_rate, "msg/sec", " msg/s"},
      Slip{FieldType::message_rate, "k", "K msg/s"},
      Slip{FieldType::message_rate, "kmsg/s", "K msg/s"},
      Slip{FieldType::message_rate, "kmsgs/s", "K msg/s"},
      Slip{FieldType::message_rate, "m", "M msg/s"},
      Slip{FieldType::message_rate, "mmsg/s", "M msg/s"},
      Slip{FieldType::message_rate, "mmsgs/s", "M msg/s"},
      Slip{FieldType::latency, "", " ms"},
      Slip{FieldType::latency, "sec", " s"},
      Slip{FieldType::latency, "seconds", " s"},
      Slip{FieldType::latency, "msec", " ms"},
      Slip{FieldType::retention, "h", " hours"},
      Slip{FieldType::retention, "d", " days"},
      Slip{FieldType::retention, "w", " weeks"},
      Slip{FieldType::retention, "day(s)", " days"},
      Slip{FieldType::size, "kb", " KB"},
      Slip{FieldType::size, "mb", " MB"},
      Slip{FieldType::size, "k", " KB"},
      Slip{FieldType::share, "", " %"},
      Slip{FieldType::byte_rate, "mb/s", " MB/s"},
      Slip{FieldType::duration, "m", " min"},
      Slip{FieldType::duration, "minutes", " min"},
      Slip{FieldType::duration, "h", " hours"},
      Slip{FieldType::duration, "", " ms"},
  };
  for (const Slip& slip : slips) {
    if (slip.type == type && slip.wrong == rest) return number + std::string(slip.right);
  }
  return std::nullopt;
}

}  // namespace

void report_unknown_key(const Node& key, std::span<const std::string_view> known,
                        std::string_view where, Findings& findings) {
  std::string help;
  if (const auto meant = text::closest(key.text, known)) {
    help = fmt::format("did you mean `{}`?", *meant);
  } else {
    std::vector<std::string_view> sorted(known.begin(), known.end());
    std::ranges::sort(sorted);
    help = fmt::format("known here: {}; keys of your own start with `x-`", joined(sorted));
  }
  findings.add(unknown_key, key.where,
               fmt::format("the key {} means nothing in {}", text::quoted(key.text), where), help);
}

void FieldReader::read_field(const Field& field, const Node& node, Declaration& declaration) {
  field_ = &field;
  field.read(node, *this, declaration);
}

bool FieldReader::expect(const Node& node, bool fits, std::string_view expected,
                         std::string_view example) {
  if (fits) return true;
  findings_.add(wrong_type, node.where,
                fmt::format("`{}` is {}, expected {}", field_->path, describe(node), expected),
                example.empty() ? std::string{} : fmt::format("for example `{}`", example));
  return false;
}

std::optional<std::size_t> FieldReader::choice(const Node& node) {
  const auto found = std::ranges::find(field_->choices, node.text);
  // `none` and `any` are plain words; a YAML null or number is not one of them.
  if (node.kind == NodeKind::scalar && found != field_->choices.end()) {
    return static_cast<std::size_t>(found - field_->choices.begin());
  }
  std::vector<std::string_view> sorted(field_->choices.begin(), field_->choices.end());
  std::ranges::sort(sorted);
  const bool word = node.kind == NodeKind::scalar && scalar_type(node) == ScalarType::string;
  if (!expect(node, word, "one of " + joined(sorted), {})) return std::nullopt;
  std::string help = "one of " + joined(sorted);
  if (const auto meant = text::closest(node.text, field_->choices)) {
    help = fmt::format("did you mean `{}`? Allowed: {}", *meant, joined(sorted));
  }
  findings_.add(unknown_value, node.where,
                fmt::format("`{}` cannot be {}", field_->path, text::quoted(node.text)), help);
  return std::nullopt;
}

bool FieldReader::name(const Node& node, std::string_view what) {
  const bool word = node.kind == NodeKind::scalar && scalar_type(node) == ScalarType::string;
  if (!word) {
    const bool quotable = node.kind == NodeKind::scalar && scalar_type(node) != ScalarType::null;
    findings_.add(wrong_type, node.where,
                  fmt::format("{} is {}, expected text", what, describe(node)),
                  quotable ? fmt::format("put it in quotes: \"{}\"", text::printable(node.text))
                           : std::string{});
    return false;
  }
  const bool blank = node.text.find_first_not_of(" \t\r\n") == std::string_view::npos;
  if (blank) findings_.add(empty_name, node.where, fmt::format("{} is empty", what), "name it");
  return !blank;
}

void FieldReader::read(const Node& node, Declared<std::string>& target) {
  if (!name(node, fmt::format("`{}`", field_->path))) return;
  target = Given<std::string>{std::string(node.text), std::string(node.text), node.where};
}

void FieldReader::read(const Node& node, Declared<bool>& target) {
  const bool fits = node.kind == NodeKind::scalar && scalar_type(node) == ScalarType::boolean;
  if (!expect(node, fits, "`true` or `false`", {})) return;
  const bool value = node.text.front() == 't' || node.text.front() == 'T';
  target = Given<bool>{value, std::string(node.text), node.where};
}

void FieldReader::report_quantity(const Node& node, QuantityFault fault, const QuantityForm& form) {
  const std::string shown = text::quoted(node.text);
  if (fault == QuantityFault::malformed) {
    std::string help = fmt::format("for example `{}`", field_->example);
    if (const auto better = mended(node.text, field_->type)) {
      help = fmt::format("did you mean `{}`?", *better);
    }
    findings_.add(invalid_quantity, node.where,
                  fmt::format("`{}` is {}, expected {}", field_->path, shown, form.expected), help);
    return;
  }
  const std::string_view why = fault == QuantityFault::zero            ? "zero"
                               : fault == QuantityFault::below_minimum ? "too small"
                                                                       : "too large";
  findings_.add(quantity_out_of_range, node.where,
                fmt::format("`{}` is {}, which is {}", field_->path, shown, why),
                fmt::format("allowed: {}", form.range));
}

template <class T, class Parse>
void FieldReader::quantity(const Node& node, const QuantityForm& form, Parse parse,
                           Declared<T>& target) {
  const bool fits = node.kind == NodeKind::scalar && scalar_type(node) != ScalarType::null &&
                    scalar_type(node) != ScalarType::boolean;
  if (!expect(node, fits, form.expected, field_->example)) return;
  const auto parsed = parse(node.text);
  if (const auto* fault = std::get_if<QuantityFault>(&parsed)) {
    report_quantity(node, *fault, form);
    return;
  }
  target = Given<T>{std::get<T>(parsed), std::string(node.text), node.where};
}

void FieldReader::read(const Node& node, Declared<MessageRate>& target) {
  quantity(node, message_rate_form, parse_message_rate, target);
}

void FieldReader::read(const Node& node, Declared<Duration>& target) {
  switch (field_->type) {
    case FieldType::latency: return quantity(node, latency_form, parse_latency, target);
    case FieldType::retention: return quantity(node, retention_form, parse_retention, target);
    default: return quantity(node, duration_form, parse_duration, target);
  }
}

void FieldReader::read(const Node& node, Declared<ByteSize>& target) {
  quantity(node, size_form, parse_size, target);
}
void FieldReader::read(const Node& node, Declared<ByteRate>& target) {
  quantity(node, byte_rate_form, parse_byte_rate, target);
}
void FieldReader::read(const Node& node, Declared<Share>& target) {
  quantity(node, share_form, parse_share, target);
}
void FieldReader::read(const Node& node, Declared<Factor>& target) {
  quantity(node, factor_form, parse_factor, target);
}
void FieldReader::read(const Node& node, Declared<Count>& target) {
  quantity(node, count_form, parse_count, target);
}

void FieldReader::read(const Node& node, std::vector<Given<std::string>>& target) {
  if (!expect(node, node.kind == NodeKind::sequence, "a list of names", field_->example)) return;
  if (node.items.empty()) {
    findings_.add(too_few_items, node.where, fmt::format("`{}` is empty", field_->path),
                  "name at least one, or leave the key out");
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const Node& item = document_.at(node.items[i]);
    if (!name(item, fmt::format("entry {} of `{}`", i + 1, field_->path))) continue;
    const auto earlier = std::ranges::find(target, item.text, &Given<std::string>::value);
    if (earlier != target.end()) {
      auto& finding = findings_.add(
          duplicate_name, item.where,
          fmt::format("{} stands twice in `{}`", text::quoted(item.text), field_->path),
          "delete one of the two");
      finding.related.push_back({earlier->where, "first here"});
      continue;
    }
    target.push_back({std::string(item.text), std::string(item.text), item.where});
  }
}

void FieldReader::read_payload(const Node& node, MessageType& message) {
  if (!expect(node, node.kind == NodeKind::mapping, "a mapping from field to type",
              "{order_id: string}")) {
    return;
  }
  for (const Entry& entry : node.entries) {
    const Node& key = document_.at(entry.key);
    const Node& type = document_.at(entry.value);
    if (!name(key, "the name of a payload field")) continue;
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

namespace {

/// Reads a mapping by the rows whose parent is `path`, and those below.
class MappingWalk {
 public:
  /// `home` is where a missing required key is reported: the root key.
  MappingWalk(const Document& document, bool complete, SourceSpan home, Findings& findings)
      : document_(document),
        complete_(complete),
        home_(std::move(home)),
        findings_(findings),
        reader_(document, findings) {}

  void walk(const Node& mapping, std::string_view path, Declaration& declaration) {
    const auto known = keys_below(path);
    const std::string place =
        path.empty() ? std::string("`event_context`") : fmt::format("`{}`", path);
    for (const Entry& entry : mapping.entries) {
      const Node& key = document_.at(entry.key);
      if (key.text.starts_with(own_prefix) || (key.plain && key.text == "<<")) continue;
      const std::string below =
          path.empty() ? std::string(key.text) : fmt::format("{}.{}", path, key.text);
      const Field* field = field_at(below);
      if (field == nullptr || field->parent() != path) {
        report_misplaced_or_unknown(key, known, place);
      } else {
        read_value(*field, document_.at(entry.value), declaration);
      }
    }
    if (complete_) require_keys(mapping, path);
  }

 private:
  void read_value(const Field& field, const Node& value, Declaration& declaration) {
    if (field.type != FieldType::mapping) {
      reader_.read_field(field, value, declaration);
    } else if (value.kind == NodeKind::mapping) {
      walk(value, field.path, declaration);
    } else {
      findings_.add(wrong_type, value.where,
                    fmt::format("`{}` is {}, expected a mapping", field.path, describe(value)),
                    field.presence == Presence::required
                        ? fmt::format("put its keys on indented lines below, or write `{}: {{}}`",
                                      field.key())
                        : "put its keys on indented lines below, or delete it");
    }
  }

  /// A key of another level is the most likely slip: say where it belongs.
  void report_misplaced_or_unknown(const Node& key, std::span<const std::string_view> known,
                                   std::string_view place) {
    const auto home =
        std::ranges::find_if(fields(), [&](const Field& field) { return field.key() == key.text; });
    if (home == fields().end()) {
      report_unknown_key(key, known, place, findings_);
      return;
    }
    findings_.add(unknown_key, key.where,
                  fmt::format("the key {} means nothing in {}", text::quoted(key.text), place),
                  home->parent().empty() ? fmt::format("it belongs directly below `{}`", root_key)
                                         : fmt::format("it belongs below `{}`", home->parent()));
  }

  void require_keys(const Node& mapping, std::string_view path) {
    for (const Field& field : fields()) {
      const bool missing = field.presence == Presence::required && field.parent() == path &&
                           document_.find(mapping, field.key()) == nullptr;
      if (!missing) continue;
      std::string help = fmt::format("add `{}: {{}}` and its keys", field.key());
      if (field.type == FieldType::choice) {
        help = fmt::format("add `{}:` with one of {}", field.key(), joined(field.choices));
      }
      findings_.add(required_field, home_, fmt::format("`{}` is missing", field.path), help);
    }
  }

  const Document& document_;
  bool complete_;
  SourceSpan home_;
  Findings& findings_;
  FieldReader reader_;
};

void report_missing_root(const Document& document, Findings& findings) {
  const Node& root = document.root();
  const auto known = keys_below({});
  const bool flat = std::ranges::any_of(root.entries, [&](const Entry& entry) {
    return std::ranges::find(known, document.at(entry.key).text) != known.end();
  });
  findings.add(required_field,
               root.entries.empty() ? root.where : document.at(root.entries.front().key).where,
               fmt::format("`{}` is missing", root_key),
               flat ? "write `event_context:` above and indent everything below it"
                    : "a design file starts with `event_context:`");
}

}  // namespace

Declaration read_declaration(const Document& document, bool complete, Findings& findings) {
  Declaration declaration;
  const Node& root = document.root();
  declaration.where = root.where;
  if (root.kind != NodeKind::mapping) {
    findings.add(
        wrong_type, root.where,
        fmt::format("the document is {}, expected a mapping with `{}`", describe(root), root_key),
        "a design file starts with `event_context:`");
    return declaration;
  }
  constexpr std::array root_keys{root_key};
  const Entry* entry = document.find_entry(root, root_key);
  const auto below = keys_below({});
  for (const Entry& other : root.entries) {
    const Node& key = document.at(other.key);
    const bool flat = entry == nullptr && std::ranges::find(below, key.text) != below.end();
    const bool skip = key.text == root_key || key.text.starts_with(own_prefix) || flat ||
                      (key.plain && key.text == "<<");
    if (!skip) report_unknown_key(key, root_keys, "the file", findings);
  }
  if (entry == nullptr) {
    if (complete) report_missing_root(document, findings);
    return declaration;
  }
  declaration.where = document.at(entry->key).where;
  const Node& context = document.at(entry->value);
  if (context.kind != NodeKind::mapping) {
    findings.add(wrong_type, context.where,
                 fmt::format("`{}` is {}, expected a mapping", root_key, describe(context)),
                 "put its keys on indented lines below");
    return declaration;
  }
  MappingWalk(document, complete, declaration.where, findings).walk(context, {}, declaration);
  return declaration;
}

}  // namespace eventarch::input
