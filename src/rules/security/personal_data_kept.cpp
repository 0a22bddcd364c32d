#include <fmt/format.h>

#include <array>
#include <string>

#include "rules/field_names.hpp"
#include "rules/rule.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule rule{
    .name = "personal_data_kept",
    .severity = Severity::info,
    .summary = "Personal data is kept for longer than a request to erase it may take",
    .rationale =
        "Who asks for erasure must be answered within a month. A log deletes by age, not by "
        "person: what it keeps for longer needs another way to forget, such as a key for each "
        "person that is thrown away.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {retention: 26 weeks, ordering: none}, "
        "messages: [{type: UserRegistered, payload: {user_id: uuid, email: string}}], decisions: "
        "{broker: kafka}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {retention: 4 weeks, ordering: none}, "
        "messages: [{type: UserRegistered, payload: {user_id: uuid, email: string}}], decisions: "
        "{broker: kafka}}",
    .source = "General Data Protection Regulation (EU) 2016/679, articles 12(3) and 17",
};

constexpr std::array<std::string_view, 21> personal{
    "email",         "email address", "e mail",          "phone",        "phone number",
    "mobile number", "first name",    "last name",       "surname",      "date of birth",
    "birth date",    "birthdate",     "birthday",        "ssn",          "social security number",
    "iban",          "card number",   "passport number", "home address", "ip address",
    "tax id"};

/// Articles 12(3): within one month of the request.
constexpr Duration month = hours(31 * 24.0);

void run(const RuleInput& input, Findings& findings) {
  const Declaration& file = input.declaration;
  const auto& retention = file.requirements.retention;
  if (!retention || retention->value <= month) return;
  for (const MessageType& message : file.messages) {
    std::vector<const PayloadField*> held;
    for (const PayloadField* field : all_fields(message)) {
      if (ends_in_any(field->name.value, personal)) held.push_back(field);
    }
    if (held.empty()) continue;
    auto& finding = findings.add(
        rule, held.front()->name.where,
        fmt::format("{} tells of a person and is kept for {}: the log cannot erase it on request",
                    text::quoted(held.front()->name.text), notation::duration(retention->value)),
        "keep personal data outside and send its id, or encrypt it with a key for each person "
        "that is deleted on request (crypto-shredding)");
    finding.label = "personal data";
    finding.related.push_back({retention->where, "kept so long"});
    for (std::size_t i = 1; i < held.size(); ++i) {
      finding.related.push_back({held[i]->name.where, "personal data as well"});
    }
  }
}

}  // namespace

extern const Check personal_data_kept;
constinit const Check personal_data_kept{&rule, run};

}  // namespace eventarch::rules
