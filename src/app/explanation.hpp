#pragma once

/// What `explain` knows: kinds of things, each with the names it has and their pages. One function
/// a kind, one row each in explain.cpp.

#include <string>
#include <string_view>
#include <vector>

#include "eventarch/catalogue.hpp"
#include "report/text_page.hpp"

namespace eventarch {

struct IndexRow {
  std::string name;
  std::string summary;
};

struct ExplainedKind {
  std::string_view kind;     ///< "metric"
  std::string_view heading;  ///< of its part of the index
  std::vector<IndexRow> (*rows)();
  /// Everything of this kind that has the name, or is called so in a report; usually one or none.
  std::vector<std::string> (*pages)(std::string_view name);
};

[[nodiscard]] ExplainedKind alert_kind();
[[nodiscard]] ExplainedKind cause_kind();
[[nodiscard]] ExplainedKind change_kind();
[[nodiscard]] ExplainedKind checklist_kind();
[[nodiscard]] ExplainedKind constraint_kind();
[[nodiscard]] ExplainedKind criterion_kind();
[[nodiscard]] ExplainedKind field_kind();
[[nodiscard]] ExplainedKind fault_kind();
[[nodiscard]] ExplainedKind formula_kind();
[[nodiscard]] ExplainedKind guarantee_kind();
[[nodiscard]] ExplainedKind log_event_kind();
[[nodiscard]] ExplainedKind metric_kind();
[[nodiscard]] ExplainedKind mistake_kind();
[[nodiscard]] ExplainedKind pattern_kind();
[[nodiscard]] ExplainedKind rule_kind();
[[nodiscard]] ExplainedKind setting_kind();
[[nodiscard]] ExplainedKind simulation_word_kind();
[[nodiscard]] ExplainedKind sizing_word_kind();
[[nodiscard]] ExplainedKind troubleshooting_kind();

/// Whether the rule is about what a design says, and so may be suppressed; not about the format.
[[nodiscard]] bool is_check(const Rule& rule);

/// The pages of the keys that take the word as their value: `exactly_once`.
[[nodiscard]] std::vector<std::string> fields_that_take(std::string_view word);

[[nodiscard]] std::string explain_broker(const Broker& broker);
[[nodiscard]] std::string explain_mode(const Broker& broker, const Mode& mode);
/// A row a broker that takes part in this way.
void print_brokers(report::TextPage& page, const Catalogue& catalogue, Offer offered);

/// A heading with a paragraph below; nothing where there is no text.
void print_part(report::TextPage& page, std::string_view heading, std::string_view text);

}  // namespace eventarch
