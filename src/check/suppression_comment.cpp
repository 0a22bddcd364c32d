#include "check/suppression_comment.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "support/text.hpp"

namespace eventarch::check {
namespace {

constexpr std::string_view blanks = " \t";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// Where the dashes stand that begin the reason: words of their own. The size where there are none.
std::size_t dashes_in(std::string_view words) {
  for (std::size_t at = words.find("--"); at != std::string_view::npos;
       at = words.find("--", at + 1)) {
    const bool begins = at == 0 || blanks.find(words[at - 1]) != std::string_view::npos;
    const bool ends =
        at + 2 == words.size() || blanks.find(words[at + 2]) != std::string_view::npos;
    if (begins && ends) return at;
  }
  return words.size();
}

/// Digits of a number, all of them; -1 where something else stands there.
int number_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

int days_in(int year, int month) {
  if (month == 2) {
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return leap ? 29 : 28;
  }
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/// YYYY-MM-DD, and a day that there is.
std::optional<Date> date_of(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const Date date{number_of(text.substr(0, 4)), number_of(text.substr(5, 2)),
                  number_of(text.substr(8, 2))};
  const bool exists = date.year > 0 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
                      date.day <= days_in(date.year, date.month);
  return exists ? std::optional(date) : std::nullopt;
}

bool is_rule_name(std::string_view word) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  };
  return !word.empty() && std::ranges::all_of(word, fits);
}

/// Takes the words before the dashes one by one.
class Directive {
 public:
  Directive(std::string_view words, std::size_t offset, SuppressionComment& out)
      : words_(words), offset_(offset), out_(out) {}

  void read() {
    constexpr std::string_view verb = "ignore=";
    bool first = true;
    for (std::size_t at = 0; at < words_.size() && out_.fault.empty();) {
      at = words_.find_first_not_of(separators, at);
      if (at == std::string_view::npos) break;
      const std::size_t end = std::min(words_.find_first_of(separators, at), words_.size());
      std::string_view word = words_.substr(at, end - at);
      std::size_t begin = at;
      if (first) {
        if (!word.starts_with(verb)) return fail(word);
        word.remove_prefix(verb.size());
        begin += verb.size();
      }
      first = false;
      take(word, begin);
      at = end;
    }
    if (out_.fault.empty() && out_.rules.empty()) out_.fault = "no rule is named behind `ignore=`";
  }

 private:
  static constexpr std::string_view separators = ", \t";

  void fail(std::string_view word) {
    out_.fault = fmt::format("{} is not understood", text::quoted(word));
  }

  void take(std::string_view word, std::size_t begin) {
    constexpr std::string_view end_of_life = "until=";
    if (word.empty()) return;
    if (word.starts_with(end_of_life)) {
      out_.until = date_of(word.substr(end_of_life.size()));
      if (!out_.until) out_.fault = fmt::format("{} is no day", text::quoted(word));
    } else if (out_.until || !is_rule_name(word)) {
      fail(word);
    } else {
      out_.rules.push_back({word, offset_ + begin});
    }
  }

  std::string_view words_;
  std::size_t offset_;
  SuppressionComment& out_;
};

}  // namespace

std::optional<SuppressionComment> read_suppression(const Comment& comment, std::string_view text) {
  const std::size_t dashes = dashes_in(comment.words);
  const std::string_view words = comment.words.substr(0, dashes);
  const std::string_view directive = trimmed(words);
  const std::string_view first_word = directive.substr(0, directive.find_first_of(blanks));
  const bool asks =
      first_word.starts_with("ignore") || first_word.find('=') != std::string_view::npos;
  if (!asks) return std::nullopt;
  SuppressionComment out{comment, {}, {}, {}, {}};
  const std::size_t offset = static_cast<std::size_t>(comment.words.data() - text.data());
  Directive(words, offset, out).read();
  if (dashes < comment.words.size()) out.reason = trimmed(comment.words.substr(dashes + 2));
  return out;
}

}  // namespace eventarch::check
