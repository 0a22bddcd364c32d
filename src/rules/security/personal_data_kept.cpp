#include <fmt/format.h>

#include <string>
#include <vector>

#include "rules/field_names.hpp"
#include "rules/rule.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule personal_data_kept_rule{
    .name = "personal_data_kept",
    .severity = Severity::info,
    .summary = "Personal data is kept for longer than a request to erase it may take",
    .rationale =
        "Who asks for erasure must be answered within a month. A log deletes by age, not by "
        "person: what it keeps for longer, and an event store keeps everything, needs another way "
        "to forget, such as a key for each person that is thrown away.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "retention: 26 weeks, ordering: none, delivery: at_least_once}, producers: [shop], "
        "consumers: [billing, search], messages: [{type: UserRegistered, payload: {user_id: uuid, "
        "email: string}}], decisions: {broker: kafka}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "retention: 4 weeks, ordering: none, delivery: at_least_once}, producers: [shop], "
        "consumers: [billing, search], messages: [{type: UserRegistered, payload: {user_id: uuid, "
        "email: string}}], decisions: {broker: kafka}}",
    .source = "General Data Protection Regulation (EU) 2016/679, articles 12(3) and 17",
};

/// Articles 12(3): within one month of the request.
constexpr Duration month = hours(31 * 24.0);

/// For how long the file says that messages are kept; empty where that is no obstacle.
std::string keeping_of(const Declaration& file) {
  const auto& retention = file.requirements.retention;
  if (retention) {
    return retention->value > month ? "for " + notation::duration(retention->value) : std::string();
  }
  const bool sourced = file.use_case && file.use_case->value == UseCase::event_sourcing;
  return sourced ? "as part of the history" : std::string();
}

std::vector<const PayloadField*> personal_fields(const MessageType& message) {
  std::vector<const PayloadField*> held;
  for (const PayloadField* field : all_fields(message)) {
    if (names_personal_data(field->name.value)) held.push_back(field);
  }
  return held;
}

void check_personal_data_kept(const RuleInput& input, Findings& findings) {
  const Declaration& file = input.declaration;
  const std::string keeping = keeping_of(file);
  if (keeping.empty()) return;
  for (const MessageType& message : file.messages) {
    const auto held = personal_fields(message);
    if (held.empty()) continue;
    auto& finding = findings.add(
        personal_data_kept_rule, held.front()->name.where,
        fmt::format("{} tells of a person and is kept {}: the log cannot erase it on request",
                    text::quoted(held.front()->name.text), keeping),
        "keep personal data outside and send its id, or encrypt it with a key for each person "
        "that is deleted on request (crypto-shredding)");
    finding.label = "personal data";
    add_cause(finding, file.requirements.retention, "kept so long");
    if (!file.requirements.retention) {
      add_cause(finding, file.use_case, "events are kept for as long as the state");
    }
    for (std::size_t i = 1; i < held.size(); ++i) {
      finding.related.push_back(
          {held[i]->name.where,
           fmt::format("{} tells of a person as well", text::quoted(held[i]->name.text))});
    }
  }
}

}  // namespace

extern const Check personal_data_kept;
constinit const Check personal_data_kept{&personal_data_kept_rule, check_personal_data_kept};

}  // namespace eventarch::rules
