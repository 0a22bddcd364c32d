/// What is found about operations, payloads and what must not be in them; and what is not.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <string>
#include <vector>

#include "rule_findings.hpp"

namespace eventarch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing_support::found;

std::vector<std::string> of_payload(std::string_view rule, std::string_view payload,
                                    std::string_view retention = "7 days") {
  return found(rule, fmt::format("event_context: {{use_case: pub_sub, requirements: {{retention: "
                                 "{}}}, messages: [{{type: Happened, payload: {{{}}}}}]}}",
                                 retention, payload));
}

TEST(Decisions, AreFoundOnlyWhereTheFileStatesThem) {
  for (const std::string_view rule :
       {"consumer_lag_unwatched", "dead_letters_unwatched", "duplicates_processed_twice",
        "first_failure_final", "schemas_unchecked"}) {
    EXPECT_THAT(found(rule,
                      "event_context: {use_case: pub_sub, requirements: {}, consumers: "
                      "[a, b]}"),
                IsEmpty())
        << rule;
  }
}

TEST(DeadLettersUnwatched, IsSilentWhereThereAreNone) {
  const auto decided = [](std::string_view delivery, bool queue) {
    return found("dead_letters_unwatched",
                 fmt::format("event_context: {{use_case: pub_sub, requirements: {{delivery: {}}}, "
                             "decisions: {{dlq_alerts: false, dead_letter_queue: {}}}}}",
                             delivery, queue));
  };
  EXPECT_THAT(decided("at_least_once", true), ElementsAre(HasSubstr("raise no alert")));
  EXPECT_THAT(decided("at_least_once", false), IsEmpty());
  EXPECT_THAT(decided("at_most_once", true), IsEmpty());
}

TEST(SecretInPayload, IsATextThatIsOneAndNothingAboutOne) {
  constexpr std::string_view rule = "secret_in_payload";
  EXPECT_THAT(of_payload(rule, "id: uuid, userPassword: string"),
              ElementsAre(HasSubstr("`userPassword` puts a secret")));
  EXPECT_THAT(of_payload(rule, "card: {cvv: string}"), ElementsAre(HasSubstr("`cvv`")));
  EXPECT_THAT(of_payload(rule, "password_changed_at: timestamp, password: boolean"), IsEmpty());
  EXPECT_THAT(of_payload(rule, "payment_token: string, secretary: string"), IsEmpty());
}

TEST(PersonalDataKept, IsFoundBeyondTheMonthThatARequestMayTake) {
  constexpr std::string_view rule = "personal_data_kept";
  EXPECT_THAT(of_payload(rule, "id: uuid, eMail: string", "32 days"),
              ElementsAre(HasSubstr("`eMail` tells of a person and is kept for 32 days")));
  EXPECT_THAT(of_payload(rule, "id: uuid, email: string", "31 days"), IsEmpty());
  EXPECT_THAT(of_payload(rule, "id: uuid, email_count: integer", "32 days"), IsEmpty());
}

TEST(PersonalDataKept, IsFoundInAnEventStoreThatStatesNoRetention) {
  const auto stored = [](std::string_view use_case) {
    return found("personal_data_kept",
                 fmt::format("event_context: {{use_case: {}, requirements: {{throughput: 10 "
                             "msg/s}}, messages: [{{type: Registered, payload: {{id: uuid, "
                             "email: string}}}}]}}",
                             use_case));
  };
  EXPECT_THAT(stored("event_sourcing"), ElementsAre(HasSubstr("kept as part of the history")));
  EXPECT_THAT(stored("pub_sub"), IsEmpty());
}

TEST(PersonalKey, IsWhatTellsOfAPersonAndNoId) {
  const auto keyed = [](std::string_view key) {
    return found("personal_key",
                 fmt::format("event_context: {{use_case: pub_sub, requirements: {{}}, messages: "
                             "[{{type: Registered, key: {}, payload: {{{}: string}}}}]}}",
                             key, key));
  };
  EXPECT_THAT(keyed("customerEmail"), ElementsAre(HasSubstr("the key `customerEmail`")));
  EXPECT_THAT(keyed("phone_number"), ElementsAre(HasSubstr("the key `phone_number`")));
  EXPECT_THAT(keyed("customer_id"), IsEmpty());
  EXPECT_THAT(keyed("email_id"), IsEmpty());
}

TEST(CardNumberInPayload, IsThatOfAPaymentCardAndOfNoOther) {
  constexpr std::string_view rule = "card_number_in_payload";
  EXPECT_THAT(of_payload(rule, "creditCardNumber: string"),
              ElementsAre(HasSubstr("`creditCardNumber`")));
  EXPECT_THAT(of_payload(rule, "payer: {primary_account_number: integer}"),
              ElementsAre(HasSubstr("`primary_account_number`")));
  EXPECT_THAT(of_payload(rule, "gift_card_number: string, library_card_number: string"), IsEmpty());
  EXPECT_THAT(of_payload(rule, "credit_card: boolean, credit_card_expiry: string"), IsEmpty());
}

TEST(MoneyAsFloatingPoint, IsANumberAndNoInteger) {
  constexpr std::string_view rule = "money_as_floating_point";
  EXPECT_THAT(of_payload(rule, "unit_price: number"), ElementsAre(HasSubstr("`unit_price`")));
  EXPECT_THAT(of_payload(rule, "amount_cents: integer, amount: string"), IsEmpty());
  EXPECT_THAT(of_payload(rule, "temperature: number"), IsEmpty());
}

TEST(FieldNamesCollide, WithinOnePayloadOnly) {
  constexpr std::string_view rule = "field_names_collide";
  EXPECT_THAT(of_payload(rule, "order_id: string, orderId: string"),
              ElementsAre(HasSubstr("`orderId` and `order_id` are one name")));
  EXPECT_THAT(of_payload(rule, "order_id: string, of: {orderId: string}"), IsEmpty());
}

TEST(TwoCopiesStopWrites, WhereAMajorityConfirms) {
  const auto copies = [](std::string_view broker, int count) {
    return found("two_copies_stop_writes",
                 fmt::format("event_context: {{use_case: pub_sub, requirements: {{}}, decisions: "
                             "{{broker: {}, replication_factor: {}}}}}",
                             broker, count));
  };
  EXPECT_THAT(copies("nats_jetstream", 2), ElementsAre(HasSubstr("need both to confirm")));
  EXPECT_THAT(copies("nats_jetstream", 3), IsEmpty());
  EXPECT_THAT(copies("kafka", 2), IsEmpty());
}

}  // namespace
}  // namespace eventarch
