/// Broker files: YAML -> positioned tree -> Broker. The same reader and the same diagnostics as for
/// design files.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <utility>

#include "catalogue/broker_storage.hpp"
#include "catalogue/catalogue_rules.hpp"
#include "catalogue/fact_table.hpp"
#include "eventarch/catalogue.hpp"
#include "input/document.hpp"
#include "input/field_reader.hpp"
#include "input/input_rules.hpp"
#include "input/quantity.hpp"
#include "input/yaml_reader.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using catalogue::FactDescription;
using catalogue::FactKind;
using input::Document;
using input::Entry;
using input::Node;
using input::NodeKind;

/// A parsed quantity as a plain number, in the base unit of its kind.
std::optional<double> quantity(FactKind kind, std::string_view text) {
  const auto value = [](const auto& parsed, auto member) -> std::optional<double> {
    using Parsed = std::decay_t<decltype(parsed)>;
    const auto* good = std::get_if<std::variant_alternative_t<0, Parsed>>(&parsed);
    if (good == nullptr) return std::nullopt;
    return static_cast<double>(good->*member);
  };
  switch (kind) {
    case FactKind::message_rate:
      return value(input::parse_message_rate(text), &MessageRate::per_second);
    case FactKind::byte_rate: return value(input::parse_byte_rate(text), &ByteRate::per_second);
    case FactKind::duration: return value(input::parse_duration(text), &Duration::milliseconds);
    case FactKind::size: return value(input::parse_size(text), &ByteSize::bytes);
    case FactKind::count: return value(input::parse_count(text), &Count::value);
    default: return std::nullopt;
  }
}

class BrokerReader {
 public:
  BrokerReader(const Document& document, Findings& findings)
      : document_(document), findings_(findings) {}

  Broker read() {
    constexpr std::array<std::string_view, 1> root_keys{"broker"};
    const Node& root = document_.root();
    check_keys(root, root_keys, "a broker file");
    const Node* node = expect(root, "broker", NodeKind::mapping);
    if (node == nullptr) return {};
    constexpr std::array<std::string_view, 10> keys{"checked", "facts",   "id",       "modes",
                                                    "name",    "offered", "original", "sources",
                                                    "summary", "version"};
    check_keys(*node, keys, "`broker`");
    broker_.id = text(*node, "id");
    if (const Node* id = document_.find(*node, "id")) check_id(*id);
    broker_.name = text(*node, "name");
    broker_.summary = text(*node, "summary");
    broker_.version = text(*node, "version");
    broker_.checked = text(*node, "checked");
    broker_.offered = offer(*node);
    read_sources(*node);
    read_original(*node);
    read_modes(*node);
    report_uncited(*node);
    broker_.sources = storage_->sources;
    broker_.original = storage_->original;
    broker_.modes = storage_->modes;
    broker_.storage = storage_;
    return std::move(broker_);
  }

 private:
  void check_keys(const Node& mapping, std::span<const std::string_view> known,
                  std::string_view place) {
    for (const Entry& entry : mapping.entries) {
      const Node& key = document_.at(entry.key);
      if (key.text.starts_with(input::own_prefix)) continue;
      if (std::ranges::find(known, key.text) == known.end()) {
        input::report_unknown_key(key, known, place, {document_, mapping}, findings_);
      }
    }
  }

  const Node* expect(const Node& mapping, std::string_view key, NodeKind kind) {
    const Node* node = document_.find(mapping, key);
    if (node == nullptr) {
      findings_.add(input::required_field, mapping.where, fmt::format("`{}` is missing", key), {});
      return nullptr;
    }
    if (node->kind == kind) return node;
    findings_.add(input::wrong_type, node->where,
                  fmt::format("`{}` is {}", key, input::describe(*node)), {});
    return nullptr;
  }

  std::string_view text(const Node& mapping, std::string_view key) {
    const Node* node = expect(mapping, key, NodeKind::scalar);
    return node == nullptr ? std::string_view{} : storage_->keep(node->text);
  }

  /// The texts of a scalar or of a list; views into the document.
  std::vector<std::string_view> words(const Node& node) {
    std::vector<std::string_view> out;
    if (node.kind == NodeKind::scalar) out.emplace_back(node.text);
    for (const input::NodeIndex item : node.items) out.emplace_back(document_.at(item).text);
    return out;
  }

  void check_id(const Node& node) {
    const auto fits = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    const bool good = !node.text.empty() && node.text.size() <= 64 && node.text[0] >= 'a' &&
                      node.text[0] <= 'z' && std::ranges::all_of(node.text, fits);
    if (good || node.kind != NodeKind::scalar) return;
    findings_.add(catalogue::broker_id_invalid, node.where,
                  fmt::format("{} is no id", text::quoted(node.text)),
                  "write small letters, digits and underscores, a letter first, 64 at most");
  }

  Offer offer(const Node& mapping) {
    const Node* node = document_.find(mapping, "offered");
    if (node == nullptr || node->text == "always") return Offer::always;
    if (node->text != "by_name") {
      findings_.add(input::unknown_value, node->where,
                    fmt::format("`offered` cannot be {}", text::quoted(node->text)),
                    "one of always, by_name");
    }
    return Offer::by_name;
  }

  void read_sources(const Node& node) {
    const Node* sources = expect(node, "sources", NodeKind::mapping);
    if (sources == nullptr) return;
    for (const Entry& entry : sources->entries) {
      storage_->sources.push_back({storage_->keep(document_.at(entry.key).text),
                                   storage_->keep(document_.at(entry.value).text)});
    }
  }

  std::span<const std::string_view> cited(const Node& mapping) {
    const Node* node = document_.find(mapping, "source");
    if (node == nullptr) return {};
    std::vector<std::string_view> kept;
    for (const std::string_view id : words(*node)) {
      const auto& known = storage_->sources;
      const auto found = std::ranges::find(known, id, &CatalogueSource::id);
      if (found != known.end()) {
        kept.push_back(found->id);
      } else {
        findings_.add(catalogue::unknown_source, node->where,
                      fmt::format("the source {} is not listed", text::quoted(id)),
                      "list it under `sources`");
      }
      cited_.emplace(id);
    }
    return storage_->keep(std::move(kept));
  }

  void read_original(const Node& node) {
    const Node* claims = document_.find(node, "original");
    if (claims == nullptr) return;  // a broker of the user's own has none
    constexpr std::array<std::string_view, 5> keys{"attribute", "claim", "finding", "source",
                                                   "verdict"};
    for (const input::NodeIndex index : claims->items) {
      const Node& claim = document_.at(index);
      check_keys(claim, keys, "a claim");
      storage_->original.push_back({text(claim, "attribute"), text(claim, "claim"),
                                    text(claim, "verdict"), text(claim, "finding"), cited(claim)});
    }
  }

  void read_modes(const Node& node) {
    std::array<Fact, fact_count> common;
    std::array<bool, fact_count> known{};
    if (const Node* facts = document_.find(node, "facts")) read_facts(*facts, common, known);
    const Node* modes = expect(node, "modes", NodeKind::mapping);
    if (modes == nullptr) return;
    if (modes->entries.empty()) {
      findings_.add(input::too_few_items, modes->where, "a broker without a mode",
                    "give it at least one way to be used");
    }
    constexpr std::array<std::string_view, 3> keys{"facts", "name", "summary"};
    for (const Entry& entry : modes->entries) {
      const Node& body = document_.at(entry.value);
      const Node& key = document_.at(entry.key);
      check_id(key);
      check_keys(body, keys, "a mode");
      Mode mode{.id = storage_->keep(key.text),
                .name = text(body, "name"),
                .summary = text(body, "summary"),
                .facts = common};
      auto complete = known;
      if (const Node* facts = document_.find(body, "facts")) {
        read_facts(*facts, mode.facts, complete);
      }
      report_missing(key, complete);
      storage_->modes.push_back(mode);
    }
  }

  void read_facts(const Node& node, std::array<Fact, fact_count>& facts,
                  std::array<bool, fact_count>& known) {
    for (const Entry& entry : node.entries) {
      const Node& key = document_.at(entry.key);
      const auto table = catalogue::facts();
      const auto row = std::ranges::find(table, key.text, &FactDescription::name);
      if (row == table.end()) {
        std::vector<std::string_view> names;
        for (const FactDescription& fact : table) names.push_back(fact.name);
        input::report_unknown_key(key, names, "`facts`", {document_, node}, findings_);
        continue;
      }
      const auto index = static_cast<std::size_t>(row->key);
      facts[index] = read_fact(*row, document_.at(entry.value));
      known[index] = true;
    }
  }

  Fact read_fact(const FactDescription& row, const Node& node) {
    constexpr std::array<std::string_view, 5> keys{"checked", "conditions", "estimate", "source",
                                                   "value"};
    Fact fact;
    fact.checked = broker_.checked;
    if (node.kind != NodeKind::mapping) {
      findings_.add(
          input::wrong_type, node.where,
          fmt::format("the fact `{}` is {}, expected a mapping", row.name, input::describe(node)),
          "write {value: ..., source: [...]}");
      return fact;
    }
    check_keys(node, keys, "a fact");
    if (const Node* value = document_.find(node, "value")) {
      read_value(row, *value, fact);
    } else {
      findings_.add(input::required_field, node.where,
                    fmt::format("the fact `{}` has no `value`", row.name), {});
    }
    if (const Node* conditions = document_.find(node, "conditions")) {
      fact.conditions = storage_->keep(conditions->text);
    }
    if (const Node* estimate = document_.find(node, "estimate"))
      fact.estimate = storage_->keep(estimate->text);
    if (const Node* checked = document_.find(node, "checked"))
      fact.checked = storage_->keep(checked->text);
    fact.sources = cited(node);
    if (fact.sources.empty() && fact.estimate.empty()) {
      findings_.add(
          catalogue::fact_without_source, node.where,
          fmt::format("the fact `{}` has neither a source nor an estimate's basis", row.name),
          "add `source: [...]`, or `estimate:` with a sentence");
    }
    return fact;
  }

  void read_value(const FactDescription& row, const Node& value, Fact& fact) {
    if (value.kind != NodeKind::scalar && row.kind != FactKind::list) {
      findings_.add(input::wrong_type, value.where,
                    fmt::format("`{}` is {}, expected one value", row.name, input::describe(value)),
                    {});
      return;
    }
    const auto texts = words(value);
    fact.text = storage_->keep(fmt::format("{}", fmt::join(texts, ", ")));
    if (row.kind == FactKind::choice || row.kind == FactKind::list) {
      for (const std::string_view word : texts) add_word(row, value, word, fact);
      return;
    }
    read_number(row, value, fact);
  }

  void read_number(const FactDescription& row, const Node& value, Fact& fact) {
    using enum catalogue::InPlaceOfNumber;
    const bool may_be_none = row.admits == none || row.admits == either;
    const bool may_be_unlimited = row.admits == unlimited || row.admits == either;
    if (fact.text == "none" && may_be_none) return;
    if (fact.text == "unlimited" && may_be_unlimited) {
      fact.number = std::numeric_limits<double>::infinity();
      return;
    }
    fact.number = quantity(row.kind, fact.text);
    if (fact.number) return;
    findings_.add(
        input::invalid_quantity, value.where,
        fmt::format("`{}` is {}, which is no quantity of its kind", row.name,
                    text::quoted(fact.text)),
        fmt::format("write a number with its unit{}{}", may_be_unlimited ? ", or `unlimited`" : "",
                    may_be_none ? ", or `none`" : ""));
  }

  void add_word(const FactDescription& row, const Node& value, std::string_view text, Fact& fact) {
    const auto same = [&](Word word) { return name_of(word) == text; };
    const auto found = std::ranges::find_if(row.words, same);
    if (found != row.words.end()) {
      fact.words.add(*found);
      return;
    }
    findings_.add(input::unknown_value, value.where,
                  fmt::format("`{}` cannot be {}", row.name, text::quoted(text)),
                  fmt::format("one of {}", fmt::join(catalogue::spelled(row.words), ", ")));
  }

  void report_missing(const Node& mode, const std::array<bool, fact_count>& known) {
    for (const FactDescription& row : catalogue::facts()) {
      if (known[static_cast<std::size_t>(row.key)]) continue;
      findings_.add(
          catalogue::fact_missing, mode.where,
          fmt::format("the mode {} lacks the fact `{}`", text::quoted(mode.text), row.name),
          "add it to the mode or to the broker's common facts");
    }
  }

  void report_uncited(const Node& node) {
    for (const CatalogueSource& source : storage_->sources) {
      if (cited_.contains(std::string(source.id))) continue;
      findings_.add(catalogue::unknown_source, node.where,
                    fmt::format("the source {} is listed and never cited", text::quoted(source.id)),
                    "delete it");
    }
  }

  const Document& document_;
  Findings& findings_;
  std::shared_ptr<BrokerStorage> storage_ = std::make_shared<BrokerStorage>();
  Broker broker_;
  std::set<std::string> cited_;
};

}  // namespace

std::optional<Broker> read_broker(std::string_view file_name, std::string_view text,
                                  Findings& findings) {
  auto documents = input::read_documents(std::string(file_name), text);
  input::ReadDocument& first = documents.front();
  std::optional<Broker> broker;
  if (!first.document.empty()) broker = BrokerReader(first.document, first.findings).read();
  if (documents.size() > 1) {
    first.findings.add(input::content_after_document, {.file = std::string(file_name)},
                       "a broker file holds one document", "write a file for each broker");
  }
  findings.add_all(first.findings);
  if (first.findings.has_errors()) return std::nullopt;
  return broker;
}

}  // namespace eventarch
