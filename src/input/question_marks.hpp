#pragma once

/// yaml-cpp ends a plain scalar inside brackets at any `?`, as YAML 1.1 did; YAML 1.2 only knows
/// the one that begins a token. `{note?: string}` is such a case. So question marks that follow a
/// letter or digit, which are text wherever they stand, are hidden from it by a character that no
/// design file may hold, and put back into what it reads. Offsets stay as they are.

#include <optional>
#include <string>
#include <string_view>

namespace eventarch::input {

class QuestionMarks {
 public:
  /// Requires a text without control characters, which must outlive this object.
  explicit QuestionMarks(std::string_view text);

  /// The text for yaml-cpp.
  [[nodiscard]] std::string_view hidden() const {
    return hidden_ ? std::string_view(*hidden_) : text_;
  }
  /// What yaml-cpp read, as it was written.
  [[nodiscard]] std::string shown(std::string read) const;

 private:
  std::string_view text_;
  std::optional<std::string> hidden_;  ///< where there is such a question mark
};

}  // namespace eventarch::input
