#include "input/short_words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace eventarch::input {
namespace {

/// Bytes that begin a stand-in: F5 to FC. The second byte is from 80 on.
constexpr std::size_t first_lead = 0xF5;
constexpr std::size_t leads = 8;
constexpr std::size_t second_bytes = 0x80;
/// Words are told apart by their number, modulo this.
constexpr std::size_t numbers = leads * second_bytes;

/// Shorter words are not worth it.
constexpr std::size_t word_bytes_least = 3;
/// A scalar that is one of these is none: they must be seen as they are.
constexpr std::array<std::string_view, 3> seen_as_they_are{"null", "Null", "NULL"};

/// yaml-cpp takes no key of more than 1,024 bytes. In longer lines all is left as it is, and so
/// fewer words than there are numbers stand in a line.
constexpr std::size_t line_bytes_most = 1024;

/// What bytes are to words.
enum class Role : std::uint8_t { other, inner, first, forbidden };

constexpr std::array<Role, 256> make_roles() {
  std::array<Role, 256> roles{};
  for (std::size_t c = '0'; c <= '9'; ++c) roles[c] = Role::first;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) roles[c] = Role::first;
  for (std::size_t c = 'a'; c <= 'z'; ++c) roles[c] = Role::first;
  roles['_'] = Role::first;
  for (const char c : {'-', '.', '/'}) roles[static_cast<unsigned char>(c)] = Role::inner;
  // With these, letters may be more than text: escapes, anchors, aliases and tags.
  for (const char c : {'\\', '&', '*', '!'}) {
    roles[static_cast<unsigned char>(c)] = Role::forbidden;
  }
  return roles;
}

constexpr std::array<Role, 256> roles = make_roles();

Role role_of(char c) { return roles[static_cast<unsigned char>(c)]; }

bool is_lead(char c) {
  const std::size_t byte = static_cast<unsigned char>(c);
  return byte >= first_lead && byte < first_lead + leads;
}

/// Where the words that begin at `at` end, before `end`. Between words one blank is text as they
/// are.
std::size_t words_end(std::string_view text, std::size_t at, std::size_t end) {
  const auto begins = [&](std::size_t i) { return i < end && role_of(text[i]) == Role::first; };
  while (at < end && (role_of(text[at]) != Role::other || (text[at] == ' ' && begins(at + 1)))) {
    ++at;
  }
  return at;
}

std::size_t number_of(char lead, char second) {
  const std::size_t high = static_cast<unsigned char>(lead) - first_lead;
  return high * second_bytes + static_cast<unsigned char>(second) % second_bytes;
}

}  // namespace

ShortWords::ShortWords(std::string_view text) : text_(text) {
  const auto is_forbidden = [](char c) { return role_of(c) == Role::forbidden; };
  if (std::ranges::any_of(text, is_forbidden)) return;
  hidden_.reserve(text.size());
  constexpr std::size_t bytes_a_word = 12;  // and what stands between words, about
  words_.reserve(text.size() / bytes_a_word + 1);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    // yaml-cpp quotes a directive where it refuses it.
    if (end - begin < line_bytes_most && text[begin] != '%') hide_words(begin, end);
    begin = end + 1;
  }
  hidden_.append(text, copied_);
}

void ShortWords::hide_words(std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end; ++at) {
    if (role_of(text_[at]) != Role::first) continue;
    const std::size_t word = at;
    at = words_end(text_, at, end);
    // Behind these yaml-cpp reads digits one by one.
    const bool is_header = word > begin && (text_[word - 1] == '|' || text_[word - 1] == '>');
    const std::string_view written = text_.substr(word, at - word);
    const bool is_null = std::ranges::find(seen_as_they_are, written) != seen_as_they_are.end();
    if (written.size() >= word_bytes_least && !is_header && !is_null) hide(word, at);
  }
}

void ShortWords::hide(std::size_t begin, std::size_t end) {
  const std::size_t number = words_.size() % numbers;
  hidden_.append(text_, copied_, begin - copied_);
  hidden_ += static_cast<char>(first_lead + number / second_bytes);
  hidden_ += static_cast<char>(second_bytes + number % second_bytes);
  copied_ = end;
  words_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                    static_cast<std::uint32_t>(hidden_.size())});
}

std::size_t ShortWords::first_behind(std::size_t in_hidden) const {
  const auto found = std::ranges::upper_bound(words_, in_hidden, {}, &Word::hidden_end);
  return static_cast<std::size_t>(found - words_.begin());
}

std::size_t ShortWords::offset_before(std::size_t next, std::size_t in_hidden) const {
  if (next == 0) return in_hidden;
  const Word& before = words_[next - 1];
  return before.end + (in_hidden - before.hidden_end);
}

std::size_t ShortWords::offset(std::size_t in_hidden) const {
  return offset_before(first_behind(in_hidden), in_hidden);
}

Stretch ShortWords::offsets(Stretch in_hidden) const {
  std::size_t next = first_behind(in_hidden.begin);
  const std::size_t begin = offset_before(next, in_hidden.begin);
  while (next < words_.size() && words_[next].hidden_end <= in_hidden.end) ++next;
  return {begin, offset_before(next, in_hidden.end)};
}

std::string ShortWords::shown(std::string_view read, std::size_t in_hidden) const {
  if (words_.empty()) return std::string(read);
  std::string out;
  std::size_t next = first_behind(in_hidden);
  for (std::size_t at = 0; at < read.size(); ++at) {
    if (!is_lead(read[at])) {
      out += read[at];
      continue;
    }
    // Words are read in the order of the text; a comment behind the head of a block is not read.
    const std::size_t number = number_of(read[at], read[at + 1]);
    next += (number + numbers - next % numbers) % numbers;
    const Word& word = words_[next];
    out.append(text_, word.begin, word.end - word.begin);
    ++next;
    ++at;
  }
  return out;
}

}  // namespace eventarch::input
