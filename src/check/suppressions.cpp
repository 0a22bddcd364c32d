#include "check/suppressions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "check/near_directives.hpp"
#include "check/suppression_rules.hpp"
#include "input/input_rules.hpp"
#include "input/source_quotes.hpp"
#include "support/ascii.hpp"
#include "support/text.hpp"

namespace eventarch::check {
namespace {

constexpr std::string_view marker = "eventarch:";
constexpr std::string_view form = "# eventarch: ignore=RULE[,RULE] [until=YYYY-MM-DD] -- REASON";

/// Takes a word off the front, up to a blank.
std::string_view take_word(std::string_view& text) {
  text = ascii::trimmed(text, comment_blanks);
  const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
  const std::string_view word = text.substr(0, end);
  text = ascii::trimmed(text.substr(end), comment_blanks);
  return word;
}

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole = error == std::errc{} && end == digits.data() + digits.size();
  return whole && digits.front() != '-' ? std::optional(value) : std::nullopt;
}

int days_in(int year, int month) {
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (month == 2) return leap ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/// YYYY-MM-DD.
std::optional<Date> date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = number(text.substr(0, 4));
  const auto month = number(text.substr(5, 2));
  const auto day = number(text.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *month > 12) return std::nullopt;
  if (*day < 1 || *day > days_in(*year, *month)) return std::nullopt;
  return Date{*year, *month, *day};
}

/// A comment for us, with its line.
struct Comment {
  std::string_view line;  ///< the whole line, without its end
  std::size_t at = 0;     ///< of the `#`
  std::uint32_t number = 0;

  [[nodiscard]] bool alone() const {
    return ascii::trimmed(line.substr(0, at), comment_blanks).empty();
  }
  [[nodiscard]] std::string_view text() const {
    return ascii::trimmed(line.substr(at), comment_blanks);
  }
  /// Not so where it was only meant to be.
  [[nodiscard]] bool is_ours() const {
    return ascii::trimmed(text().substr(1), comment_blanks).starts_with(marker);
  }
};

SourceSpan place_of(const Comment& comment, const std::string& file) {
  const auto column = static_cast<std::uint32_t>(text::length(comment.line.substr(0, comment.at)));
  const auto length = static_cast<std::uint32_t>(text::length(comment.text()));
  return {file, comment.number, column + 1, comment.number, column + 1 + length};
}

/// Up to what a quoted scalar may write in another way than it reads.
std::string_view plain_start(std::string_view text) {
  return text.substr(0, text.find_first_of("\"'\\\n"));
}

/// Whether the scalar holds what looks like this comment. Its end tells nothing: in the file quotes
/// and brackets may follow, and a scalar may go on in the next line.
bool holds(std::string_view scalar, std::string_view comment) {
  const std::string_view sought = plain_start(comment);
  for (std::size_t at = scalar.find('#'); at != std::string_view::npos;
       at = scalar.find('#', at + 1)) {
    const std::string_view part = plain_start(scalar.substr(at));
    if (!may_speak(part)) continue;
    if (part.starts_with(sought) || sought.starts_with(ascii::trimmed(part, comment_blanks)))
      return true;
  }
  return false;
}

/// The comment of a line that speaks to us, or was meant to; what stands in a scalar is not one.
std::optional<Comment> comment_of(std::string_view line, std::uint32_t number,
                                  std::span<const SpeakingScalar> scalars,
                                  std::span<const std::string_view> rules) {
  for (std::size_t at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
    if (!input::opens_comment(line, at)) continue;
    const Comment comment{line, at, number};
    if (!comment.is_ours() && !meant_directive(comment.text(), rules)) continue;
    const bool inside = std::ranges::any_of(scalars, [&](const SpeakingScalar& scalar) {
      return scalar.line <= number && holds(scalar.text, comment.text());
    });
    return inside ? std::nullopt : std::optional(comment);
  }
  return std::nullopt;
}

/// The names of rules, by whether a comment may suppress them.
struct RuleNames {
  std::vector<std::string_view> suppressible;
  std::vector<std::string_view> others;
};

RuleNames rule_names() {
  RuleNames names;
  for (const Rule* rule : all_rules()) {
    (may_be_suppressed(*rule) ? names.suppressible : names.others).push_back(rule->name);
  }
  return names;
}

/// More than a person writes into a comment; a generated one would cost seconds.
constexpr std::ptrdiff_t most_rules = 50;

class CommentReader {
 public:
  CommentReader(const Comment& comment, SourceSpan where, const RuleNames& names, Date today,
                Findings& findings)
      : comment_(comment),
        where_(std::move(where)),
        names_(names),
        today_(today),
        findings_(findings) {}

  std::optional<Suppression> read() {
    Suppression out;
    out.what.where = where_;
    if (!comment_.is_ours()) {
      malformed({}, "the comment looks like a suppression and is none", help());
      return std::nullopt;
    }
    std::string_view rest =
        ascii::trimmed(comment_.text().substr(1), comment_blanks).substr(marker.size());
    if (!read_rules(take_word(rest), out)) return std::nullopt;
    while (!rest.empty()) {
      const std::string_view word = take_word(rest);
      if (word == "--") {
        out.what.reason = std::string(rest);
        break;
      }
      if (!read_day(word, out)) return std::nullopt;
    }
    if (out.what.reason.empty()) {
      findings_.add(suppression_without_reason, where_, "the suppression does not say why",
                    "end it with ` -- ` and the reason; until then the finding counts");
      return std::nullopt;
    }
    return out;
  }

 private:
  /// `part` of the comment is what is wrong; where it is empty, all of it is.
  bool malformed(std::string_view part, std::string message, std::string help) {
    findings_.add(malformed_suppression, part.empty() ? where_ : place_of_part(part),
                  std::move(message), std::move(help));
    return false;
  }

  /// What was meant, where that can be told.
  [[nodiscard]] std::string help() const {
    const auto meant = meant_directive(comment_.text(), names_.suppressible);
    return meant ? fmt::format("did you mean `{}`?", *meant) : fmt::format("write `{}`", form);
  }

  /// Of a part of the comment.
  [[nodiscard]] SourceSpan place_of_part(std::string_view part) const {
    const auto before = static_cast<std::size_t>(part.data() - comment_.line.data());
    SourceSpan where = where_;
    where.column = static_cast<std::uint32_t>(text::length(comment_.line.substr(0, before))) + 1;
    where.end_column = where.column + static_cast<std::uint32_t>(text::length(part));
    return where;
  }

  bool read_rules(std::string_view word, Suppression& out) {
    constexpr std::string_view ignore = "ignore=";
    if (!word.starts_with(ignore) || word.size() == ignore.size()) {
      return malformed(word,
                       fmt::format("the comment says {}, which means nothing", text::quoted(word)),
                       help());
    }
    word.remove_prefix(ignore.size());
    out.list = place_of_part(word);
    if (std::ranges::count(word, ',') >= most_rules) {
      return malformed(word, fmt::format("the comment names more than {} rules", most_rules),
                       "name those that find something here");
    }
    while (!word.empty()) {
      const std::size_t comma = std::min(word.find(','), word.size());
      add_rule(word.substr(0, comma), out);
      word.remove_prefix(std::min(comma + 1, word.size()));
    }
    return !out.rules.empty();
  }

  void add_rule(std::string_view name, Suppression& out) {
    if (std::ranges::find(names_.suppressible, name) != names_.suppressible.end()) {
      out.rules.push_back({std::string(name), place_of_part(name)});
      return;
    }
    out.all_known = false;
    const SourceSpan where = name.empty() ? where_ : place_of_part(name);
    if (std::ranges::find(names_.others, name) != names_.others.end()) {
      findings_.add(unknown_rule_suppressed, where,
                    fmt::format("{} cannot be suppressed", text::quoted(name)),
                    "mend what it finds");
      return;
    }
    const auto meant = text::closest(name, names_.suppressible);
    findings_.add(unknown_rule_suppressed, where,
                  name.empty() ? std::string("a comma stands where a rule is named")
                               : fmt::format("there is no rule {}", text::quoted(name)),
                  meant ? fmt::format("did you mean `{}`?", *meant)
                        : "`eventarch check --list-rules` lists them");
  }

  bool read_day(std::string_view word, Suppression& out) {
    constexpr std::string_view until = "until=";
    const auto day = word.starts_with(until) ? date(word.substr(until.size())) : std::nullopt;
    if (!day) {
      return malformed(
          word, fmt::format("the suppression says {}, which means nothing", text::quoted(word)),
          word.starts_with(until) ? "write a day of the calendar: until=YYYY-MM-DD"
                                  : fmt::format("write `{}`", form));
    }
    out.what.until = day;
    out.expired = *day < today_;
    return true;
  }

  const Comment& comment_;
  SourceSpan where_;
  const RuleNames& names_;
  Date today_;
  Findings& findings_;
};

}  // namespace

std::vector<CommentLine> comment_lines(std::string_view text) {
  std::vector<CommentLine> out;
  if (!may_speak(text)) return out;
  std::uint32_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    ++number;
    begin = end + 1;
    if (line.find('#') != std::string_view::npos && may_speak(line)) {
      out.push_back({number, line});
    }
  }
  return out;
}

void add_speaking_scalars(const input::Document& document, std::vector<SpeakingScalar>& scalars) {
  if (document.empty()) return;
  std::vector<const input::Node*> open{&document.root()};
  while (!open.empty()) {
    const input::Node& node = *open.back();
    open.pop_back();
    if (may_speak(node.text)) {
      scalars.push_back({node.where.line, std::string(node.text)});
    }
    for (const input::NodeIndex item : node.items) open.push_back(&document.at(item));
    for (const input::Entry& entry : node.entries) {
      open.push_back(&document.at(entry.key));
      open.push_back(&document.at(entry.value));
    }
  }
}

std::vector<Suppression> read_suppressions(std::span<const CommentLine> lines,
                                           std::span<const SpeakingScalar> scalars,
                                           const std::string& file, const NodeIndex& nodes,
                                           Date today, Findings& findings) {
  std::vector<Suppression> out;
  if (lines.empty()) return out;
  const RuleNames names = rule_names();
  for (const CommentLine& line : lines) {
    const auto comment = comment_of(line.text, line.number, scalars, names.suppressible);
    if (!comment) continue;
    auto suppression =
        CommentReader(*comment, place_of(*comment, file), names, today, findings).read();
    if (!suppression) continue;
    suppression->lines = LineRange{line.number, line.number};
    if (comment->alone()) suppression->lines = nodes.next_after(line.number).value_or(LineRange{});
    out.push_back(std::move(*suppression));
  }
  return out;
}

const Suppression* suppression_of(const Diagnostic& finding,
                                  std::vector<Suppression>& suppressions) {
  if (!may_be_suppressed(*finding.rule)) return nullptr;
  for (Suppression& one : suppressions) {
    const auto rule = std::ranges::find(one.rules, finding.rule->name, &SuppressedRule::name);
    if (rule == one.rules.end() || !one.lines.holds(finding.where.line)) continue;
    rule->used = true;  // of an expired one as well: it is not unused, but over
    if (!one.expired) return &one;
  }
  return nullptr;
}

namespace {

/// Names of rules in the order of the comment, by whether they found anything.
std::vector<std::string> names_of(const Suppression& one, bool used) {
  std::vector<std::string> names;
  for (const SuppressedRule& rule : one.rules) {
    if (rule.used == used) names.push_back(rule.name);
  }
  return names;
}

const SuppressedRule& first_unused(const Suppression& one) {
  return *std::ranges::find(one.rules, false, &SuppressedRule::used);
}

/// Where the others stand that find nothing.
void add_further_unused(const Suppression& one, Diagnostic& finding) {
  for (const SuppressedRule& rule : one.rules) {
    if (!rule.used && rule.where != finding.where) {
      finding.related.push_back({rule.where, "nor is anything by this one"});
    }
  }
}

void report_expired(const Suppression& one, Findings& findings) {
  std::vector<std::string_view> rules;
  for (const SuppressedRule& rule : one.rules) rules.push_back(rule.name);
  findings.add(
      expired_suppression, one.what.where,
      fmt::format("the suppression of {} ended on {:04}-{:02}-{:02}", fmt::join(rules, ", "),
                  one.what.until->year, one.what.until->month, one.what.until->day),
      "mend the finding, or decide anew and set a later day");
}

}  // namespace

void report_unused(const std::vector<Suppression>& suppressions, bool judged_whole,
                   Findings& findings) {
  for (const Suppression& one : suppressions) {
    if (one.expired) report_expired(one, findings);
    if (one.expired || !judged_whole) continue;
    const auto unused = names_of(one, false);
    if (unused.empty()) continue;
    const auto used = names_of(one, true);
    auto& finding =
        findings.add(unused_suppression, used.empty() ? one.what.where : first_unused(one).where,
                     fmt::format("nothing here is found by {}", fmt::join(unused, ", ")),
                     used.empty() ? std::string("delete the comment")
                                  : fmt::format("leave `ignore={}`", fmt::join(used, ",")));
    if (!used.empty()) add_further_unused(one, finding);
    if (used.empty()) {
      finding.fix = {{one.what.where, ""}};
    } else if (one.all_known) {  // a name that is unknown may be a slip of one that is wanted
      finding.fix = {{one.list, fmt::format("{}", fmt::join(used, ","))}};
    }
  }
}

bool may_be_levelled(const Rule& rule) {
  return std::ranges::find(input::input_rules(), &rule) == input::input_rules().end();
}

bool may_be_suppressed(const Rule& rule) {
  return may_be_levelled(rule) && !is_suppression_rule(rule);
}

}  // namespace eventarch::check
