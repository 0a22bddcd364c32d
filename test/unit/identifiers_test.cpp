/// Names for generated code, out of names that people chose.

#include "support/identifiers.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace eventarch::text {
namespace {

bool is_identifier(std::string_view name) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  if (name.empty() || !letter(name.front())) return false;
  for (const char c : name) {
    if (!letter(c) && !(c >= '0' && c <= '9')) return false;
  }
  return true;
}

TEST(Identifier, KeepsWhatIsOne) {
  for (const std::string_view name : {"order_id", "OrderId", "_x", "a1", "X_Y__Z", "trailing_"}) {
    EXPECT_EQ(identifier(name), name);
  }
}

TEST(Identifier, JoinsTheWordsOfOthers) {
  EXPECT_EQ(identifier("order-id"), "order_id");
  EXPECT_EQ(identifier("  Order Placed! "), "Order_Placed");
  EXPECT_EQ(identifier("2nd try"), "_2nd_try");
  EXPECT_EQ(identifier("größe"), "gr_e");
}

TEST(Identifier, OfSignsAloneIsAHashThatTellsThemApart) {
  EXPECT_TRUE(is_identifier(identifier("!?")));
  EXPECT_NE(identifier("!?"), identifier("?!"));
  EXPECT_TRUE(is_identifier(identifier("")));
  EXPECT_NE(identifier("_"), "_");
}

TEST(Identifier, IsShortAndLongOnesStayApart) {
  const std::string stem(300, 'a');
  EXPECT_EQ(identifier(stem).size(), 100U);
  EXPECT_NE(identifier(stem + "b"), identifier(stem + "c"));
}

TEST(Case, FollowsTheWords) {
  EXPECT_EQ(pascal_case("order_item"), "OrderItem");
  EXPECT_EQ(pascal_case("OrderItem"), "OrderItem");
  EXPECT_EQ(pascal_case("_2nd"), "N2nd");
  EXPECT_EQ(upper_snake_case("OrderItem"), "ORDER_ITEM");
  EXPECT_EQ(snake_case("HTTPServer"), "http_server");
  EXPECT_EQ(snake_case("orderId2"), "order_id2");
  EXPECT_EQ(snake_case("order_id"), "order_id");
}

TEST(Names, OfOneScopeDifferByMoreThanCaseAndUnderscores) {
  Identifiers scope;
  EXPECT_EQ(scope.take("order_id", "order_id"), "order_id");
  const std::string second = scope.take("orderId", "orderId");
  EXPECT_TRUE(second.starts_with("orderId_")) << second;
  const std::string third = scope.take("orderId", "orderId");
  EXPECT_NE(second, third);
}

TEST(Names, AreIdentifiersAndUniqueWhateverTheyComeFrom) {
  std::mt19937 random(5);
  constexpr std::string_view alphabet = "aAbB_1 -.\xc3\xbc!";
  Identifiers scope;
  std::set<std::string> seen;
  for (int i = 0; i < 5000; ++i) {
    std::string raw;
    for (auto n = random() % 6; n > 0; --n) raw += alphabet[random() % alphabet.size()];
    const std::string name = scope.take(identifier(raw), raw);
    EXPECT_TRUE(is_identifier(name)) << name;
    std::string folded;
    for (const char c : name) {
      if (c != '_') folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    EXPECT_TRUE(seen.insert(folded).second) << name;
  }
}

}  // namespace
}  // namespace eventarch::text
