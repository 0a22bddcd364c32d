/// What is found about keys, order and event stores, and what is not.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <string>
#include <vector>

#include "rule_findings.hpp"

namespace eventarch {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing_support::found;

std::string flow(std::string_view rest) {
  return fmt::format("event_context: {{use_case: pub_sub, {}}}", rest);
}

TEST(KeyNotAnIdentity, IsATimeOrANumberAndNoId) {
  const auto keyed = [](std::string_view type, std::string_view ordering) {
    return found(
        "key_not_an_identity",
        flow(fmt::format("requirements: {{ordering: {}}}, messages: [{{type: Paid, key: k, "
                         "payload: {{k: {}}}}}]",
                         ordering, type)));
  };
  EXPECT_THAT(keyed("timestamp", "partition"),
              ElementsAre(HasSubstr("the key `k` is a timestamp")));
  EXPECT_THAT(keyed("number", "partition"), ElementsAre(HasSubstr("the key `k` is a number")));
  EXPECT_THAT(keyed("integer", "partition"), IsEmpty());
  EXPECT_THAT(keyed("uuid", "partition"), IsEmpty());
  EXPECT_THAT(keyed("timestamp", "none"), IsEmpty());
}

TEST(KeyNotAnIdentity, IsTheIdOfTheMessageItself) {
  const auto keyed = [](std::string_view key) {
    return found("key_not_an_identity",
                 flow(fmt::format("requirements: {{ordering: partition}}, messages: [{{type: Paid, "
                                  "key: {0}, payload: {{{0}: uuid, order_id: uuid}}}}]",
                                  key)));
  };
  EXPECT_THAT(keyed("event_id"),
              ElementsAre(HasSubstr("the key `event_id` names the message itself")));
  EXPECT_THAT(keyed("messageId"), ElementsAre(HasSubstr("names the message itself")));
  EXPECT_THAT(keyed("event_type_id"), IsEmpty());
  EXPECT_THAT(keyed("customer_id"), IsEmpty());
}

TEST(ConsumersAreInstances, AreNumberedWorkersOfAQueue) {
  const auto consumed = [](std::string_view use_case, std::string_view consumers) {
    return found("consumers_are_instances",
                 fmt::format("event_context: {{use_case: {}, requirements: {{throughput: 50 msg/s, "
                             "ordering: none}}, consumers: [{}]}}",
                             use_case, consumers));
  };
  EXPECT_THAT(consumed("work_queue", "worker-1, worker-2, worker-3"),
              ElementsAre(HasSubstr("`worker-1` and `worker-2` are consumer groups of their own: "
                                    "each of 3 does every job")));
  EXPECT_THAT(consumed("work_queue", "worker1, worker2"), testing::SizeIs(1));
  EXPECT_THAT(consumed("work_queue", "worker-1, billing"), IsEmpty());
  EXPECT_THAT(consumed("work_queue", "render-v1, render-v2"), IsEmpty());
  EXPECT_THAT(consumed("pub_sub", "worker-1, worker-2"), IsEmpty());
}

std::vector<std::string> keyed_apart(std::string_view first, std::string_view second) {
  return found("keys_differ",
               flow(fmt::format("requirements: {{ordering: partition}}, messages: [{}, {}]", first,
                                second)));
}

/// Two types of one noun, or one with the key of the other among its fields, belong together.
TEST(KeysDiffer, SpeaksWhereTwoMessagesBelongTogether) {
  constexpr std::string_view placed =
      "{type: OrderPlaced, key: order_id, payload: {order_id: string}}";
  EXPECT_THAT(
      keyed_apart(placed, "{type: OrderPaid, key: payment_id, payload: {payment_id: string}}"),
      ElementsAre(AllOf(HasSubstr("info: no order is kept between messages with the key "
                                  "`payment_id` and those with `order_id`"),
                        HasSubstr("put `order_id` into the payload"))));
  EXPECT_THAT(keyed_apart(placed,
                          "{type: PaymentTaken, key: payment_id, payload: {payment_id: string, "
                          "order_id: string}}"),
              ElementsAre(HasSubstr("use `order_id` here as well")));
  EXPECT_THAT(keyed_apart("{type: shop.order.placed.v1, key: order_id, payload: {order_id: uuid}}",
                          "{type: shop.order.paid.v2, key: cart_id, payload: {cart_id: uuid}}"),
              SizeIs(1));
}

TEST(KeysDiffer, IsSilentAboutTypesOfTheirOwn) {
  constexpr std::string_view placed =
      "{type: OrderPlaced, key: order_id, payload: {order_id: string}}";
  EXPECT_THAT(
      keyed_apart(placed, "{type: PaymentTaken, key: payment_id, payload: {payment_id: string}}"),
      IsEmpty());
  EXPECT_THAT(keyed_apart("{type: shop.order.placed, key: order_id, payload: {order_id: uuid}}",
                          "{type: shop.stock.counted, key: sku, payload: {sku: string}}"),
              IsEmpty());
  EXPECT_THAT(keyed_apart(placed, "{type: OrderPaid, key: order_id, payload: {order_id: string}}"),
              IsEmpty());
  EXPECT_THAT(keyed_apart("{type: com.shop.OrderPlaced, key: a, payload: {a: uuid}}",
                          "{type: com.shop.StockCounted, key: b, payload: {b: uuid}}"),
              IsEmpty());
}

/// Each type is keyed by its own field, and no other type is said to have it.
TEST(KeysDiffer, IsWhatTheTopologyTells) {
  const auto key_of = [](std::string_view messages) {
    const auto all = advise({.name = "d.yaml",
                             .text = flow(fmt::format("requirements: {{ordering: partition}}, "
                                                      "consumers: [billing], messages: [{}], "
                                                      "decisions: {{broker: kafka}}",
                                                      messages)),
                             .stem = "d"},
                            built_in_catalogue());
    return all.at(0).design->topology.topics.at(0).key;
  };
  EXPECT_EQ(key_of("{type: OrderPlaced, key: order_id, payload: {order_id: string}}, {type: "
                   "OrderPaid, key: payment_id, payload: {payment_id: string}}, {type: "
                   "OrderShipped, key: order_id, payload: {order_id: string}}"),
            "order_id (OrderPlaced, OrderShipped), payment_id (OrderPaid)");
  EXPECT_EQ(key_of("{type: OrderPlaced, key: order_id, payload: {order_id: string}}"), "order_id");
}

TEST(KeyWithFewValues, IsFoundWherePartitionsStayEmpty) {
  const auto keyed = [](int partitions, std::string_view type) {
    return found(
        "key_with_few_values",
        flow(fmt::format("requirements: {{throughput: 100 msg/s}}, messages: [{{type: Paid, "
                         "key: k, payload: {{k: {}}}}}], decisions: {{broker: kafka, "
                         "partitions: {}}}",
                         type, partitions)));
  };
  EXPECT_THAT(keyed(4, "a | b | c"), ElementsAre(HasSubstr("has 3 values, and there are 4 "
                                                           "partitions: at least 1 stays empty")));
  EXPECT_THAT(keyed(3, "a | b | c"), IsEmpty());
  EXPECT_THAT(keyed(3, "boolean"), ElementsAre(HasSubstr("has 2 values")));
  EXPECT_THAT(keyed(12, "string"), IsEmpty());
}

TEST(MessageWithoutKey, IsFoundOnlyBesideOneThatHasAKey) {
  const std::string placed = "{type: Placed, key: id, payload: {id: string}}";
  const std::string paid = "{type: Paid, payload: {id: string}}";
  const auto messages = [](std::string_view list) {
    return found("message_without_key",
                 flow(fmt::format("requirements: {{}}, messages: [{}]", list)));
  };
  EXPECT_THAT(messages(placed + ", " + paid),
              ElementsAre(AllOf(HasSubstr("`Paid` has no key"), HasSubstr("add `key: id`"))));
  EXPECT_THAT(messages(paid), IsEmpty());
  EXPECT_THAT(messages(placed), IsEmpty());
}

TEST(OvertakingBreaksOrder, IsFoundForPrioritiesUnderAnyOrderAndDelaysUnderTheGlobalOne) {
  const auto wanted = [](std::string_view ordering, std::string_view feature) {
    return found("overtaking_breaks_order",
                 flow(fmt::format("requirements: {{throughput: 10 msg/s, ordering: {}}}, "
                                  "constraints: {{{}: true}}",
                                  ordering, feature)));
  };
  EXPECT_THAT(wanted("partition", "priority"), ElementsAre(HasSubstr("the order must hold")));
  EXPECT_THAT(wanted("global", "delayed_delivery"), ElementsAre(HasSubstr("global order")));
  EXPECT_THAT(wanted("partition", "delayed_delivery"), IsEmpty());
  EXPECT_THAT(wanted("none", "priority"), IsEmpty());
}

TEST(EventStoreDeletes, SpeaksLouderBelowAWeekAndNotFromAYearOn) {
  const auto kept = [](std::string_view retention) {
    return found(
        "event_store_deletes",
        fmt::format("event_context: {{use_case: event_sourcing, requirements: {{throughput: "
                    "10 msg/s, retention: {}}}}}",
                    retention));
  };
  EXPECT_THAT(kept("6 days"), ElementsAre(HasSubstr("warning: events are deleted after 6 days")));
  EXPECT_THAT(kept("7 days"), ElementsAre(HasSubstr("info: events are deleted after 7 days")));
  EXPECT_THAT(kept("52 weeks"), IsEmpty());
}

}  // namespace
}  // namespace eventarch
