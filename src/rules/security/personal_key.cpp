#include <fmt/format.h>

#include "rules/field_names.hpp"
#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule personal_key_rule{
    .name = "personal_key",
    .severity = Severity::info,
    .summary = "Personal data is the key of the messages",
    .rationale =
        "The key stands outside of the payload: encryption of fields does not cover it, and tools, "
        "logs and error messages show it. It changes when the person does, such as an address for "
        "mail, and from then on the messages of one person lie under two keys, without order "
        "between them.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: UserRegistered, key: email, payload: {user_id: uuid, email: string}}]}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: UserRegistered, key: user_id, payload: {user_id: uuid, email: string}}]}",
    .source =
        "General Data Protection Regulation (EU) 2016/679, articles 4(5) and 25: pseudonyms, data "
        "protection by design",
};

void check_personal_key(const RuleInput& input, Findings& findings) {
  for (const MessageType& message : input.declaration.messages) {
    if (!message.key || !names_personal_data(message.key->value)) continue;
    auto& finding =
        findings.add(personal_key_rule, message.key->where,
                     fmt::format("the key {} tells of a person, is visible outside of the payload "
                                 "and may change",
                                 text::quoted(message.key->text)),
                     "use an id without meaning, such as `user_id: uuid`, as the key");
    finding.label = "personal data";
  }
}

}  // namespace

extern const Check personal_key;
constinit const Check personal_key{&personal_key_rule, check_personal_key};

}  // namespace eventarch::rules
