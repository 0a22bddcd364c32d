#include <fmt/format.h>

#include <array>
#include <string>

#include "rules/field_names.hpp"
#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule secret_in_payload_rule{
    .name = "secret_in_payload",
    .severity = Severity::warning,
    .summary = "A secret travels in a message",
    .rationale =
        "Every consumer, dead-letter queue, backup and log sees what a message holds, for as long "
        "as it is kept, and a log cannot take it back. Card verification codes must not be stored "
        "at all once the payment is authorised.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: UserRegistered, payload: {user_id: uuid, password: string}}]}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], messages: "
        "[{type: UserRegistered, payload: {user_id: uuid}}]}",
    .source = "OWASP, Secrets Management Cheat Sheet; PCI DSS 4.0, requirement 3.3.1",
};

constexpr std::array<std::string_view, 26> secrets{
    "password",     "passwd",        "passphrase",    "password hash",      "secret",
    "secret key",   "api key",       "apikey",        "private key",        "jwt",
    "access token", "refresh token", "session token", "auth token",         "bearer token",
    "otp",          "cvv",           "cvc",           "card security code", "api token",
    "reset token",  "pwd",           "pin",           "pin code",           "credentials",
    "session id"};

/// A flag or a time about a secret is none.
bool holds_text(const PayloadField& field) {
  return field.type.value == "string" || field.type.value == "bytes";
}

void check_secret_in_payload(const RuleInput& input, Findings& findings) {
  for (const MessageType& message : input.declaration.messages) {
    for (const PayloadField* field : all_fields(message)) {
      if (!holds_text(*field) || !ends_in_any(field->name.value, secrets)) continue;
      auto& finding = findings.add(
          secret_in_payload_rule, field->name.where,
          fmt::format("{} puts a secret where every consumer can read it",
                      text::quoted(field->name.text)),
          "leave it out: send a reference, and let those who may fetch the secret from a vault");
      finding.label = "a secret";
    }
  }
}

}  // namespace

extern const Check secret_in_payload;
constinit const Check secret_in_payload{&secret_in_payload_rule, check_secret_in_payload};

}  // namespace eventarch::rules
