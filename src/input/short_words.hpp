#pragma once

/// yaml-cpp asks several regular expressions about each byte of a plain scalar: most of the time of
/// `check` goes there. It does not need to see words to see where they stand. So words are hidden
/// from it behind two bytes that no UTF-8 text holds, and put back into what it reads.
/// Offsets change, lines do not.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "input/document.hpp"

namespace eventarch::input {

class ShortWords {
 public:
  /// Requires valid UTF-8 of less than 4 GiB. `text` must outlive this object.
  explicit ShortWords(std::string_view text);

  /// The text for yaml-cpp.
  [[nodiscard]] std::string_view hidden() const { return words_.empty() ? text_ : hidden_; }

  /// The offset in the text of one in the hidden text, which must not lie within a word.
  [[nodiscard]] std::size_t offset(std::size_t in_hidden) const;

  /// The same for both ends of a stretch, quicker.
  [[nodiscard]] Stretch offsets(Stretch in_hidden) const;

  /// What yaml-cpp read from an offset in the hidden text on, as it was written.
  [[nodiscard]] std::string shown(std::string_view read, std::size_t in_hidden) const;

 private:
  struct Word {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t hidden_end = 0;
  };

  void hide_words(std::size_t begin, std::size_t end);
  void hide(std::size_t begin, std::size_t end);
  /// The first word that ends behind an offset in the hidden text.
  [[nodiscard]] std::size_t first_behind(std::size_t in_hidden) const;
  /// The offset in the text of one in the hidden text; `next` is the first word behind it.
  [[nodiscard]] std::size_t offset_before(std::size_t next, std::size_t in_hidden) const;

  std::string_view text_;
  std::string hidden_;
  std::size_t copied_ = 0;   ///< how much of the text is in `hidden_`
  std::vector<Word> words_;  ///< in the order of the text
};

}  // namespace eventarch::input
