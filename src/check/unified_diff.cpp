#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "eventarch/check.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using Lines = std::vector<std::string_view>;

/// With their ends, so that a missing last one differs.
Lines lines_of(std::string_view text) {
  Lines lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.push_back(text.substr(at, end - at));
    at = end;
  }
  return lines;
}

enum class Kind : std::uint8_t { kept, removed, added };

struct Step {
  Kind kind = Kind::kept;
  std::string_view line;
};

/// Lengths of the longest common subsequences of all pairs of ends.
class CommonLengths {
 public:
  CommonLengths(const Lines& before, const Lines& after)
      : width_(after.size() + 1), lengths_((before.size() + 1) * width_, 0) {
    for (std::size_t i = before.size(); i-- > 0;) {
      for (std::size_t j = after.size(); j-- > 0;) {
        at(i, j) =
            before[i] == after[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
      }
    }
  }

  [[nodiscard]] std::uint32_t operator()(std::size_t i, std::size_t j) const {
    return lengths_[i * width_ + j];
  }

 private:
  std::uint32_t& at(std::size_t i, std::size_t j) { return lengths_[i * width_ + j]; }

  std::size_t width_;
  std::vector<std::uint32_t> lengths_;
};

/// Everything out and everything in, where comparing each line with each would take too long.
void replace_all(const Lines& before, const Lines& after, std::vector<Step>& steps) {
  for (const std::string_view line : before) steps.push_back({Kind::removed, line});
  for (const std::string_view line : after) steps.push_back({Kind::added, line});
}

void compare(const Lines& before, const Lines& after, std::vector<Step>& steps) {
  constexpr std::size_t pairs_most = 4'000'000;
  if (before.size() * after.size() > pairs_most) return replace_all(before, after, steps);
  const CommonLengths common(before, after);
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < before.size() || j < after.size()) {
    const bool both = i < before.size() && j < after.size();
    if (both && before[i] == after[j]) {
      steps.push_back({Kind::kept, before[i]});
      ++i;
      ++j;
    } else if (j == after.size() || (i < before.size() && common(i + 1, j) >= common(i, j + 1))) {
      steps.push_back({Kind::removed, before[i++]});
    } else {
      steps.push_back({Kind::added, after[j++]});
    }
  }
}

/// How the one text becomes the other. What is equal at both ends needs no comparing.
std::vector<Step> steps_between(const Lines& before, const Lines& after) {
  std::vector<Step> steps;
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t head = 0;
  while (head < shorter && before[head] == after[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head &&
         before[before.size() - tail - 1] == after[after.size() - tail - 1]) {
    ++tail;
  }
  const auto middle = [&](const Lines& lines) {
    return Lines(lines.begin() + static_cast<std::ptrdiff_t>(head),
                 lines.end() - static_cast<std::ptrdiff_t>(tail));
  };
  for (std::size_t i = 0; i < head; ++i) steps.push_back({Kind::kept, before[i]});
  compare(middle(before), middle(after), steps);
  for (std::size_t i = before.size() - tail; i < before.size(); ++i) {
    steps.push_back({Kind::kept, before[i]});
  }
  return steps;
}

std::string shown(Kind kind, std::string_view line) {
  const bool ended = line.ends_with('\n');
  if (ended) line.remove_suffix(1);
  const bool returned = line.ends_with('\r');
  if (returned) line.remove_suffix(1);
  std::string out(1, kind == Kind::kept ? ' ' : kind == Kind::removed ? '-' : '+');
  for (std::size_t at = 0; at <= line.size();) {  // a tab is no danger, and part of the text
    const std::size_t tab = std::min(line.find('\t', at), line.size());
    out += text::printable(line.substr(at, tab - at));
    if (tab < line.size()) out += '\t';
    at = tab + 1;
  }
  if (returned) out += '\r';
  out += '\n';
  if (!ended) out += "\\ No newline at end of file\n";
  return out;
}

/// "7" for one line, "7,3" for three, "6,0" for none behind the sixth.
std::string range_text(std::size_t first, std::size_t count) {
  if (count == 1) return fmt::format("{}", first + 1);
  return fmt::format("{},{}", count == 0 ? first : first + 1, count);
}

/// The stretches of steps that are shown: changes with their context, those that meet as one.
std::vector<std::pair<std::size_t, std::size_t>> hunks_of(const std::vector<Step>& steps) {
  constexpr std::size_t context = 3;
  std::vector<std::pair<std::size_t, std::size_t>> hunks;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].kind == Kind::kept) continue;
    const std::size_t begin = i < context ? 0 : i - context;
    const std::size_t end = std::min(i + 1 + context, steps.size());
    if (!hunks.empty() && begin <= hunks.back().second) {
      hunks.back().second = end;
    } else {
      hunks.emplace_back(begin, end);
    }
  }
  return hunks;
}

}  // namespace

std::string unified_diff(std::string_view name, std::string_view before, std::string_view after) {
  if (before == after) return {};
  const auto steps = steps_between(lines_of(before), lines_of(after));
  const std::string safe_name = text::printable(name);
  std::string out = fmt::format("--- {0}\n+++ {0}\n", safe_name);
  std::size_t at = 0;
  std::size_t old_line = 0;
  std::size_t new_line = 0;
  for (const auto& [begin, end] : hunks_of(steps)) {
    const std::size_t skipped = begin - at;  // all of it kept
    const std::size_t old_first = old_line += skipped;
    const std::size_t new_first = new_line += skipped;
    std::string body;
    for (at = begin; at < end; ++at) {
      old_line += steps[at].kind == Kind::added ? 0U : 1U;
      new_line += steps[at].kind == Kind::removed ? 0U : 1U;
      body += shown(steps[at].kind, steps[at].line);
    }
    out += fmt::format("@@ -{} +{} @@\n{}", range_text(old_first, old_line - old_first),
                       range_text(new_first, new_line - new_first), body);
  }
  return out;
}

}  // namespace eventarch
