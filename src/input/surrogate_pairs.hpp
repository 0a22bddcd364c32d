#pragma once

/// JSON writes a character beyond U+FFFF as two escapes, "\ud83d\ude00"; yaml-cpp knows escapes of
/// characters alone and refuses each half. So the halves of a pair are hidden from it behind
/// escapes of as many characters for private use, which are put together again in what it reads.
/// Offsets stay as they are. A text that holds such characters itself is left alone.

#include <optional>
#include <string>
#include <string_view>

namespace eventarch::input {

class SurrogatePairs {
 public:
  /// `text` must outlive this object.
  explicit SurrogatePairs(std::string_view text);

  /// The text for yaml-cpp.
  [[nodiscard]] std::string_view hidden() const {
    return hidden_ ? std::string_view(*hidden_) : text_;
  }
  /// What yaml-cpp read, with the characters that were meant.
  [[nodiscard]] std::string shown(std::string read) const;

 private:
  std::string_view text_;
  std::optional<std::string> hidden_;  ///< where there is a pair
};

}  // namespace eventarch::input
