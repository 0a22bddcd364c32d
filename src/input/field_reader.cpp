#include "input/field_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <variant>

#include "input/input_rules.hpp"
#include "input/word_slips.hpp"
#include "support/ascii.hpp"
#include "support/named_among.hpp"
#include "support/text.hpp"

namespace eventarch::input {

std::string joined(std::span<const std::string_view> words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

namespace {

/// Neither over several lines nor with escapes; nor where an alias would become another value too.
bool is_replaceable(const Node& scalar) {
  return scalar.where.line != 0 && scalar.where.line == scalar.where.end_line && !scalar.anchored &&
         scalar.writing != Writing::other;
}

}  // namespace

std::vector<Edit> bare_replacement(const Node& scalar, std::string_view text) {
  if (!is_replaceable(scalar)) return {};
  return {{scalar.where, std::string(text)}};
}

std::vector<Edit> replacement(const Node& scalar, std::string_view text) {
  if (!is_replaceable(scalar)) return {};
  switch (scalar.writing) {
    case Writing::word: return {{scalar.where, std::string(text)}};
    case Writing::double_quotes: return {{scalar.where, fmt::format("\"{}\"", text)}};
    case Writing::single_quotes: return {{scalar.where, fmt::format("'{}'", text)}};
    case Writing::other: break;
  }
  return {};
}

std::optional<std::string> key_with_blank(const Node& word,
                                          std::span<const std::string_view> known) {
  const std::size_t colon = word.text.find(':');
  if (!word.plain || colon == std::string_view::npos || colon + 1 == word.text.size()) {
    return std::nullopt;
  }
  const std::string_view name = word.text.substr(0, colon);
  if (std::ranges::find(known, name) == known.end()) return std::nullopt;
  return fmt::format("{}: {}", name, word.text.substr(colon + 1));
}

Diagnostic& report_unknown_key(const Node& key, std::span<const std::string_view> known,
                               std::string_view where, const Home& home, Findings& findings) {
  const std::string shown =
      key.text.empty() ? "a key without a name" : "the key " + text::quoted(key.text);
  auto& finding =
      findings.add(unknown_key, key.where, fmt::format("{} means nothing in {}", shown, where), {});
  if (key.text.empty()) {
    finding.help = "name it, or delete it";
    return finding;
  }
  if (key.plain && (key.text.ends_with(':') || key.text.find_first_of("[{\"'") < key.text.size())) {
    const std::size_t colon = key.text.find(':');
    if (colon != std::string_view::npos) {
      finding.help =
          fmt::format("put a blank behind {}", text::quoted(key.text.substr(0, colon + 1)));
      return finding;
    }
  }
  if (const auto better = key_with_blank(key, known)) {
    finding.help =
        fmt::format("did you mean {}? A blank follows the colon of a key", text::quoted(*better));
    const Entry* entry = home.document.find_entry(home.mapping, key.text);
    const bool has_value = entry == nullptr ||
                           home.document.at(entry->value).kind != NodeKind::null ||
                           !home.document.at(entry->value).text.empty();
    const std::string_view name = key.text.substr(0, key.text.find(':'));
    const bool is_taken = home.document.find_entry(home.mapping, name) != nullptr;
    if (!has_value && !is_taken) finding.fix = replacement(key, *better);
    return finding;
  }
  const auto meant = text::closest(key.text, known);
  if (!meant) {
    std::vector<std::string_view> sorted(known.begin(), known.end());
    std::ranges::sort(sorted);
    finding.help = fmt::format("known here: {}; keys of your own start with `x-`", joined(sorted));
    return finding;
  }
  const Entry* taken = home.document.find_entry(home.mapping, *meant);
  if (taken == nullptr) {
    finding.help = fmt::format("did you mean `{}`?", *meant);
    return finding;
  }
  const NodePlace& there = home.document.at(taken->key).where;
  const NodeKind kind = home.document.at(taken->value).kind;
  const bool holds_several = kind == NodeKind::sequence || kind == NodeKind::mapping;
  finding.help =
      fmt::format("`{}` stands on line {} already: {}, and delete this key", *meant, there.line,
                  holds_several ? "put what belongs to it there" : "keep one value there");
  finding.related.push_back({there, fmt::format("`{}` stands here", *meant)});
  return finding;
}

void FieldReader::read_field(const Field& field, const Node& node, Declaration& declaration) {
  field_ = &field;
  field.read(node, *this, declaration);
}

bool FieldReader::expect(const Node& node, bool fits, std::string_view expected,
                         std::string_view example) {
  if (fits) return true;
  std::string help = example.empty() ? std::string{} : fmt::format("for example `{}`", example);
  if (node.kind == NodeKind::null) help = help_for_nothing();
  findings_.add(wrong_type, node.where,
                fmt::format("`{}` is {}, expected {}", field_->path, describe(node), expected),
                help);
  return false;
}

std::string FieldReader::help_for_nothing() const {
  const bool is_required = field_->presence == Presence::required;
  return fmt::format("write a value, for example `{}`{}", field_->example,
                     is_required ? "" : ", or leave the key out");
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
  if (node.kind != NodeKind::scalar || scalar_type(node) != ScalarType::string) {
    report_no_choice(node, joined(sorted));
    return std::nullopt;
  }
  const auto term = meant_by(node.text, field_->path);
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

void FieldReader::report_no_choice(const Node& node, std::string_view allowed) {
  std::string help = fmt::format("for example `{}`", field_->example);
  if (node.kind == NodeKind::null) help = help_for_nothing();
  if (node.kind == NodeKind::sequence && !node.items.empty()) {
    const std::string_view first = document_.at(node.items.front()).text;
    const bool is_choice = std::ranges::find(field_->choices, first) != field_->choices.end();
    if (is_choice && node.items.size() == 1) help = fmt::format("without brackets: `{}`", first);
    if (is_choice && node.items.size() > 1)
      help = fmt::format("it takes one: `{}`, for example", first);
  }
  // A number, a truth value or `null` may be the term of a broker for one of the words.
  if (const auto term = meant_by(node.text, field_->path)) {
    help = fmt::format("did you mean `{}`?", *term);
  }
  findings_.add(
      wrong_type, node.where,
      fmt::format("`{}` is {}, expected one of {}", field_->path, describe(node), allowed), help);
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
  std::string help = "name it";
  if (node.kind == NodeKind::scalar) {
    help = fmt::format("put it in quotes: \"{}\"", text::printable(node.text));
  } else if (node.kind == NodeKind::null && !node.text.empty()) {
    help = fmt::format("name it; where `{}` is the name, put it in quotes", node.text);
  }
  findings_.add(wrong_type, node.where,
                fmt::format("{} is {}, expected text", what, describe(node)), help);
}

void FieldReader::read(const Node& node, Declared<std::string>& target) {
  if (!is_name(node)) return report_no_name(node, fmt::format("`{}`", field_->path));
  target = Given<std::string>{std::string(node.text), std::string(node.text), node.where};
}

void FieldReader::read(const Node& node, Declared<bool>& target) {
  if (node.kind != NodeKind::scalar || scalar_type(node) != ScalarType::boolean) {
    return report_no_truth(node);
  }
  const bool value = node.text.front() == 't' || node.text.front() == 'T';
  target = Given<bool>{value, std::string(node.text), node.where};
}

void FieldReader::report_no_truth(const Node& node) {
  const bool is_text = node.kind == NodeKind::scalar && scalar_type(node) == ScalarType::string;
  const auto sure = is_text ? truth_of(node.text) : std::nullopt;
  const auto meant = sure || node.kind != NodeKind::scalar ? sure : likely_truth_of(node.text);
  std::string help = "write `true` or `false`";
  if (node.kind == NodeKind::null) help += ", or leave the key out";
  const std::string_view word = meant && *meant ? "true" : "false";
  const bool is_bare = node.writing == Writing::word;
  if (sure && ascii::lowered(node.text) == word) {
    help = fmt::format("{}: `{}`", is_bare ? "delete the tag" : "drop the quotes", word);
  } else if (meant) {
    help = fmt::format(
        "did you mean `{}`? YAML 1.2 has no other truth values than `true` and `false`", word);
  }
  auto& finding = findings_.add(
      wrong_type, node.where,
      fmt::format("`{}` is {}, expected `true` or `false`", field_->path, describe(node)), help);
  // What a tag makes text would stay text.
  if (sure && node.plain == is_bare) finding.fix = bare_replacement(node, word);
}

namespace {

/// Whether the file is written as JSON is: its root is a mapping with its key in double quotes.
bool is_json(const Document& document) {
  const Node& root = document.root();
  return !root.entries.empty() &&
         document.at(root.entries.front().key).writing == Writing::double_quotes;
}

bool is_number(std::string_view text) {
  return text.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

void FieldReader::report_quantity(const Node& node, QuantityFault fault, const QuantityForm& form,
                                  const std::optional<MendedQuantity>& meant) {
  const std::string shown = text::quoted(node.text);
  if (fault == QuantityFault::malformed) {
    std::string help = fmt::format("for example `{}`", field_->example);
    if (meant) help = fmt::format("did you mean `{}`?", meant->text);
    auto& finding = findings_.add(
        invalid_quantity, node.where,
        fmt::format("`{}` is {}, expected {}", field_->path, shown, form.expected), help);
    if (meant && meant->is_certain) {
      // In JSON only numbers go without quotes.
      const bool is_text = is_json(document_) && node.plain && !is_number(meant->text);
      finding.fix = replacement(node, is_text ? fmt::format("\"{}\"", meant->text) : meant->text);
    }
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
    auto meant = *fault == QuantityFault::malformed ? mended(node.text, field_->type)
                                                    : std::optional<MendedQuantity>();
    if (meant && !std::holds_alternative<T>(parse(meant->text))) meant.reset();
    report_quantity(node, *fault, form, meant);
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
  std::string in_brackets;
  if (is_name(node)) in_brackets = fmt::format("[{}]", text::printable(node.text));
  const std::string_view example = in_brackets.empty() ? field_->example : in_brackets;
  if (!expect(node, node.kind == NodeKind::sequence, "a list of names", example)) return;
  if (node.items.empty()) {
    findings_.add(too_few_items, node.where, fmt::format("`{}` is empty", field_->path),
                  "name at least one, or leave the key out");
  }
  target.reserve(node.items.size());
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
