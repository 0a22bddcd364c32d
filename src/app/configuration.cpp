#include "eventarch/configuration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include "input/document.hpp"
#include "input/field_reader.hpp"
#include "input/input_rules.hpp"
#include "input/yaml_reader.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using input::Document;
using input::Entry;
using input::Node;
using input::NodeKind;

class ConfigurationReader {
 public:
  ConfigurationReader(const Document& document, Findings& findings)
      : document_(document), findings_(findings) {}

  Configuration read() {
    const Node& root = document_.root();
    if (root.kind == NodeKind::null) return {};
    if (root.kind != NodeKind::mapping) {
      wrong(root, "the configuration",
            "expected a mapping with `brokers`, `catalogue`, `defaults` or `rules`");
      return {};
    }
    constexpr std::array<std::string_view, 4> keys{"brokers", "catalogue", "defaults", "rules"};
    check_keys(root, keys, "the configuration");
    if (const Node* node = document_.find(root, "catalogue")) read_catalogue(*node);
    if (const Node* node = document_.find(root, "brokers")) read_brokers(*node);
    if (const Node* node = document_.find(root, "rules")) read_rules(*node);
    if (const Node* node = document_.find(root, "defaults")) read_defaults(*node);
    return std::move(configuration_);
  }

 private:
  void wrong(const Node& node, std::string_view what, std::string help) {
    findings_.add(input::wrong_type, node.where,
                  fmt::format("{} is {}", what, input::describe(node)), std::move(help));
  }

  void check_keys(const Node& mapping, std::span<const std::string_view> keys,
                  std::string_view where) {
    for (const Entry& entry : mapping.entries) {
      const Node& key = document_.at(entry.key);
      if (key.text.starts_with(input::own_prefix)) continue;
      if (std::ranges::find(keys, key.text) == keys.end()) {
        input::report_unknown_key(key, keys, where, {document_, mapping}, findings_);
      }
    }
  }

  /// One of a few words; nothing where it is none of them, which is a finding.
  std::optional<std::size_t> read_word(const Node& node, std::string_view what,
                                       std::span<const std::string_view> words) {
    if (node.kind != NodeKind::scalar) {
      wrong(node, what, fmt::format("one of {}", fmt::join(words, ", ")));
      return std::nullopt;
    }
    const auto word = std::ranges::find(words, node.text);
    if (word != words.end()) return static_cast<std::size_t>(word - words.begin());
    const auto meant = text::closest(node.text, words);
    findings_.add(input::unknown_value, node.where,
                  fmt::format("{} cannot be {}", what, text::quoted(node.text)),
                  meant ? fmt::format("did you mean `{}`?", *meant)
                        : fmt::format("one of {}", fmt::join(words, ", ")));
    return std::nullopt;
  }

  void read_rules(const Node& node) {
    if (node.kind != NodeKind::mapping) {
      wrong(node, "`rules`", "write a mapping, such as {hot_key: error, idle_consumers: off}");
      return;
    }
    std::vector<std::string_view> names;
    for (const Rule* rule : all_rules()) names.push_back(rule->name);
    std::ranges::sort(names);
    // In the order of RuleLevel.
    constexpr std::array<std::string_view, 4> levels{"off", "info", "warning", "error"};
    for (const Entry& entry : node.entries) {
      const Node& key = document_.at(entry.key);
      if (!std::ranges::binary_search(names, key.text)) {
        const auto meant = text::closest(key.text, names);
        findings_.add(input::unknown_key, key.where,
                      fmt::format("there is no rule {}", text::quoted(key.text)),
                      meant ? fmt::format("did you mean `{}`?", *meant)
                            : std::string("`eventarch check --list-rules` lists them"));
        continue;
      }
      if (std::ranges::find(input::input_rules(), key.text, &Rule::name) !=
          input::input_rules().end()) {
        findings_.add(input::unknown_value, key.where,
                      fmt::format("the rule {} has no level: it is about the file format",
                                  text::quoted(key.text)),
                      "take it out: nothing can be said of a file that cannot be read");
        continue;
      }
      const auto level =
          read_word(document_.at(entry.value), fmt::format("the level of `{}`", key.text), levels);
      if (level) {
        configuration_.levels.insert_or_assign(std::string(key.text),
                                               static_cast<RuleLevel>(*level));
      }
    }
  }

  void read_defaults(const Node& node) {
    if (node.kind != NodeKind::mapping) {
      wrong(node, "`defaults`", "write a mapping, such as {fail_on: warning}");
      return;
    }
    constexpr std::array<std::string_view, 1> keys{"fail_on"};
    check_keys(node, keys, "`defaults`");
    constexpr std::array<std::string_view, 4> words{"error", "warning", "info", "never"};
    if (const Node* value = document_.find(node, "fail_on")) {
      if (const auto word = read_word(*value, "`fail_on`", words)) {
        configuration_.fail_on = std::string(words[*word]);
      }
    }
  }

  void read_catalogue(const Node& node) {
    if (node.kind == NodeKind::scalar && !node.text.empty()) {
      configuration_.catalogue =
          Given<std::string>{std::string(node.text), std::string(node.text), node.where};
    } else {
      wrong(node, "`catalogue`", "write the path of a folder with broker files");
    }
  }

  void read_brokers(const Node& node) {
    if (node.kind != NodeKind::sequence) {
      wrong(node, "`brokers`", "write a list, such as [nats_jetstream, redpanda]");
      return;
    }
    for (const input::NodeIndex index : node.items) {
      const Node& item = document_.at(index);
      if (item.kind == NodeKind::scalar) {
        configuration_.brokers.push_back(
            {std::string(item.text), std::string(item.text), item.where});
      } else {
        wrong(item, "an entry of `brokers`", "write the id of a broker");
      }
    }
  }

  const Document& document_;
  Findings& findings_;
  Configuration configuration_;
};

void add_brokers(const std::vector<SourceText>& files, Catalogue& catalogue, Findings& findings) {
  std::set<std::string, std::less<>> added;
  for (const SourceText& file : files) {
    auto broker = read_broker(file.name, file.text, findings);
    if (!broker) continue;
    if (!added.emplace(broker->id).second) {
      findings.add(input::duplicate_name, {.file = file.name, .line = 1, .column = 1},
                   fmt::format("a second file for the broker {}", text::quoted(broker->id)),
                   "a broker is one file");
    }
    catalogue.put(std::move(*broker));
  }
}

void enable(const Configuration& configuration, Catalogue& catalogue, Findings& findings) {
  const auto ids = catalogue.ids();
  const std::vector<std::string_view> known(ids.begin(), ids.end());
  for (const Given<std::string>& name : configuration.brokers) {
    if (catalogue.enable(name.value)) continue;
    const auto meant = text::closest(name.value, known);
    findings.add(input::unknown_value, name.where,
                 fmt::format("there is no broker {}", text::quoted(name.value)),
                 meant ? fmt::format("did you mean `{}`?", *meant)
                       : fmt::format("known: {}", fmt::join(ids, ", ")));
  }
}

}  // namespace

std::optional<Configuration> read_configuration(std::string_view file_name, std::string_view text,
                                                Findings& findings) {
  auto documents = input::read_documents(std::string(file_name), text);
  input::ReadDocument& first = documents.front();
  Configuration configuration;
  // A configuration may well say nothing yet.
  const auto& found = first.findings.all();
  if (found.size() == 1 && found.front().rule == &input::empty_document) return configuration;
  if (!first.document.empty()) {
    configuration = ConfigurationReader(first.document, first.findings).read();
  }
  if (documents.size() > 1) {
    first.findings.add(input::content_after_document, {.file = std::string(file_name)},
                       "a configuration is one document", "delete what follows the first `---`");
  }
  findings.add_all(first.findings);
  if (first.findings.has_errors()) return std::nullopt;
  return configuration;
}

void report_catalogue(const Configuration& configuration, std::string reason, Findings& findings) {
  findings.add(input::unknown_value, configuration.catalogue->where, std::move(reason),
               "name a folder with broker files (*.yaml), as seen from the configuration");
}

Catalogue configured_catalogue(const Configuration& configuration,
                               const std::vector<SourceText>& broker_files, Findings& findings) {
  Catalogue catalogue = built_in_catalogue();
  add_brokers(broker_files, catalogue, findings);
  enable(configuration, catalogue, findings);
  return catalogue;
}

}  // namespace eventarch
