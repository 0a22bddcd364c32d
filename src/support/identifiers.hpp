#pragma once

/// Names that code generators accept, out of names that people chose: [A-Za-z_][A-Za-z0-9_]*.
/// The mapping loses information, so names are told apart within a scope.

#include <set>
#include <string>
#include <string_view>

namespace eventarch::text {

/// Runs of other characters become one underscore, none stays at the ends; a name that is one
/// already is kept. What nothing is left of, or is longer than 100 characters, ends in a hash.
[[nodiscard]] std::string identifier(std::string_view raw);

/// The words of an identifier with capitals: order_item -> OrderItem, OrderItem as it is.
[[nodiscard]] std::string pascal_case(std::string_view identifier);

/// In capitals, a word begun by a capital set off: OrderItem -> ORDER_ITEM.
[[nodiscard]] std::string upper_snake_case(std::string_view identifier);

/// The same in small letters.
[[nodiscard]] std::string snake_case(std::string_view identifier);

/// Names of one scope. Two that differ only in case or underscores count as the same: code
/// generators turn them into one.
class Identifiers {
 public:
  /// `wanted` where it is free, otherwise with a hash of `raw` behind it. Requires an identifier.
  [[nodiscard]] std::string take(std::string wanted, std::string_view raw);

 private:
  std::set<std::string> taken_;
};

}  // namespace eventarch::text
