#include "input/field_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <variant>

#include "input/input_rules.hpp"
#include "input/quantity_slips.hpp"
#include "input/word_slips.hpp"
#include "support/named_among.hpp"
#include "support/text.hpp"

namespace eventarch::input {

std::string joined(std::span<const std::string_view> words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

std::vector<Edit> replacement(const Node& scalar, std::string_view text) {
  if (scalar.where.line == 0 || scalar.where.line != scalar.where.end_line) return {};
  // Its aliases would become another value as well.
  if (scalar.anchored) return {};
  switch (scalar.writing) {
    case Writing::word: return {{scalar.where, std::string(text)}};
    case Writing::double_quotes: return {{scalar.where, fmt::format("\"{}\"", text)}};
    case Writing::single_quotes: return {{scalar.where, fmt::format("'{}'", text)}};
    case Writing::other: break;
  }
  return {};
}

Diagnostic& report_unknown_key(const Node& key, std::span<const std::string_view> known,
                               std::string_view where, Findings& findings) {
  std::string help;
  if (const auto meant = text::closest(key.text, known)) {
    help = fmt::format("did you mean `{}`?", *meant);
  } else {
    std::vector<std::string_view> sorted(known.begin(), known.end());
    std::ranges::sort(sorted);
    help = fmt::format("known here: {}; keys of your own start with `x-`", joined(sorted));
  }
  return findings.add(unknown_key, key.where,
                      fmt::format("the key {} means nothing in {}", text::quoted(key.text), where),
                      help);
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

namespace {

/// What was probably written: a term of another tongue, a slip, or a choice among other words.
std::optional<std::string_view> meant_choice(std::string_view written,
                                             std::optional<std::string_view> term,
                                             std::span<const std::string_view> choices) {
  if (term) return term;
  const auto slip = text::closest(written, choices);
  return slip ? slip : text::named_among(written, choices);
}

}  // namespace

std::optional<std::size_t> FieldReader::choice(const Node& node) {
  const auto found = std::ranges::find(field_->choices, node.text);
  // `none` and `any` are plain words; a YAML null or number is not one of them.
  if (node.kind == NodeKind::scalar && found != field_->choices.end()) {
    return static_cast<std::size_t>(found - field_->choices.begin());
  }
  std::vector<std::string_view> sorted(field_->choices.begin(), field_->choices.end());
  std::ranges::sort(sorted);
  const bool word = node.kind == NodeKind::scalar && scalar_type(node) == ScalarType::string;
  const auto term = meant_by(node.text, field_->path);
  if (!expect(node, word, "one of " + joined(sorted), term.value_or(""))) return std::nullopt;
  std::string help = "one of " + joined(sorted);
  if (const auto meant = meant_choice(node.text, term, field_->choices)) {
    help = fmt::format("did you mean `{}`? Allowed: {}", *meant, joined(sorted));
  }
  auto& finding =
      findings_.add(unknown_value, node.where,
                    fmt::format("`{}` cannot be {}", field_->path, text::quoted(node.text)), help);
  const auto sure = term ? std::nullopt : text::certainly(node.text, field_->choices);
  if (sure) {
    finding.fix = replacement(node, *sure);
  }
  return std::nullopt;
}

bool FieldReader::is_name(const Node& node) {
  return node.kind == NodeKind::scalar && scalar_type(node) == ScalarType::string &&
         node.text.find_first_not_of(" \t\r\n") != std::string_view::npos;
}

void FieldReader::report_no_name(const Node& node, std::string_view what) {
  if (node.kind == NodeKind::scalar && scalar_type(node) == ScalarType::string) {
    findings_.add(empty_name, node.where, fmt::format("{} is empty", what), "name it");
    return;
  }
  const bool quotable = node.kind == NodeKind::scalar && scalar_type(node) != ScalarType::null;
  findings_.add(wrong_type, node.where,
                fmt::format("{} is {}, expected text", what, describe(node)),
                quotable ? fmt::format("put it in quotes: \"{}\"", text::printable(node.text))
                         : std::string{});
}

void FieldReader::read(const Node& node, Declared<std::string>& target) {
  if (!is_name(node)) return report_no_name(node, fmt::format("`{}`", field_->path));
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
    const auto better = mended(node.text, field_->type);
    if (better) help = fmt::format("did you mean `{}`?", better->text);
    auto& finding = findings_.add(
        invalid_quantity, node.where,
        fmt::format("`{}` is {}, expected {}", field_->path, shown, form.expected), help);
    if (better && better->certain) finding.fix = replacement(node, better->text);
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
  const ScalarType type = scalar_type(node);
  const bool fits =
      node.kind == NodeKind::scalar && type != ScalarType::null && type != ScalarType::boolean;
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
  std::map<std::string_view, const Node*> first;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const Node& item = document_.at(node.items[i]);
    if (!is_name(item)) {
      report_no_name(item, fmt::format("entry {} of `{}`", i + 1, field_->path));
      continue;
    }
    const auto [earlier, inserted] = first.emplace(item.text, &item);
    if (!inserted) {
      auto& finding = findings_.add(
          duplicate_name, item.where,
          fmt::format("{} stands twice in `{}`", text::quoted(item.text), field_->path),
          "delete one of the two");
      finding.related.push_back({earlier->second->where, "first here"});
      continue;
    }
    target.push_back({std::string(item.text), std::string(item.text), item.where});
  }
}

}  // namespace eventarch::input
