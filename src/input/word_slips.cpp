#include "input/word_slips.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "support/ascii.hpp"
#include "support/text.hpp"

namespace eventarch::input {
namespace {

struct WordSlip {
  std::string_view field;
  std::string_view word;  ///< lower case, `_` between words
  std::string_view meant;
};

// By field.
constexpr std::array word_slips{
    WordSlip{"constraints.cloud", "amazon", "aws"},
    WordSlip{"constraints.cloud", "amazon_web_services", "aws"},
    WordSlip{"constraints.cloud", "data_center", "on_premises"},
    WordSlip{"constraints.cloud", "datacenter", "on_premises"},
    WordSlip{"constraints.cloud", "google", "gcp"},
    WordSlip{"constraints.cloud", "google_cloud", "gcp"},
    WordSlip{"constraints.cloud", "microsoft", "azure"},
    WordSlip{"constraints.cloud", "on_prem", "on_premises"},
    WordSlip{"constraints.cloud", "onprem", "on_premises"},
    WordSlip{"constraints.cloud", "private", "on_premises"},
    WordSlip{"constraints.deployment", "fully_managed", "managed"},
    WordSlip{"constraints.deployment", "hosted", "managed"},
    WordSlip{"constraints.deployment", "on_premises", "self_managed"},
    WordSlip{"constraints.deployment", "saas", "managed"},
    WordSlip{"constraints.deployment", "self_hosted", "self_managed"},
    WordSlip{"constraints.operations_capacity", "big", "large"},
    WordSlip{"constraints.operations_capacity", "high", "large"},
    WordSlip{"constraints.operations_capacity", "low", "small"},
    WordSlip{"constraints.operations_capacity", "mid", "medium"},
    WordSlip{"constraints.operations_capacity", "normal", "medium"},
    WordSlip{"constraints.operations_capacity", "tiny", "small"},
    WordSlip{"decisions.offset_commit", "after", "after_processing"},
    WordSlip{"decisions.offset_commit", "auto_commit", "auto"},
    WordSlip{"decisions.offset_commit", "automatic", "auto"},
    WordSlip{"decisions.offset_commit", "before", "before_processing"},
    WordSlip{"decisions.offset_commit", "enable_auto_commit", "auto"},
    WordSlip{"decisions.offset_commit", "manual", "after_processing"},
    WordSlip{"decisions.producer_acks", "0", "none"},
    WordSlip{"decisions.producer_acks", "1", "leader"},
    WordSlip{"decisions.producer_acks", "_1", "all"},
    WordSlip{"decisions.producer_acks", "~", "none"},
    WordSlip{"decisions.producer_acks", "confirms", "all"},
    WordSlip{"decisions.producer_acks", "false", "none"},
    WordSlip{"decisions.producer_acks", "in_sync", "all"},
    WordSlip{"decisions.producer_acks", "isr", "all"},
    WordSlip{"decisions.producer_acks", "majority", "all"},
    WordSlip{"decisions.producer_acks", "no", "none"},
    WordSlip{"decisions.producer_acks", "null", "none"},
    WordSlip{"decisions.producer_acks", "quorum", "all"},
    WordSlip{"requirements.delivery", "best_effort", "at_most_once"},
    WordSlip{"requirements.delivery", "effectively_once", "exactly_once"},
    WordSlip{"requirements.delivery", "eos", "exactly_once"},
    WordSlip{"requirements.delivery", "exactly", "exactly_once"},
    WordSlip{"requirements.delivery", "fire_and_forget", "at_most_once"},
    WordSlip{"requirements.delivery", "once", "exactly_once"},
    WordSlip{"requirements.delivery", "transactional", "exactly_once"},
    WordSlip{"requirements.ordering", "~", "none"},
    WordSlip{"requirements.ordering", "by_key", "partition"},
    WordSlip{"requirements.ordering", "false", "none"},
    WordSlip{"requirements.ordering", "key", "partition"},
    WordSlip{"requirements.ordering", "keyed", "partition"},
    WordSlip{"requirements.ordering", "no", "none"},
    WordSlip{"requirements.ordering", "null", "none"},
    WordSlip{"requirements.ordering", "off", "none"},
    WordSlip{"requirements.ordering", "per_key", "partition"},
    WordSlip{"requirements.ordering", "strict", "global"},
    WordSlip{"requirements.ordering", "total", "global"},
    WordSlip{"requirements.ordering", "total_order", "global"},
    WordSlip{"requirements.ordering", "unordered", "none"},
    WordSlip{"use_case", "broadcast", "pub_sub"},
    WordSlip{"use_case", "event_store", "event_sourcing"},
    WordSlip{"use_case", "fan_out", "pub_sub"},
    WordSlip{"use_case", "fanout", "pub_sub"},
    WordSlip{"use_case", "job_queue", "work_queue"},
    WordSlip{"use_case", "jobs", "work_queue"},
    WordSlip{"use_case", "orchestration", "saga"},
    WordSlip{"use_case", "point_to_point", "work_queue"},
    WordSlip{"use_case", "publish_subscribe", "pub_sub"},
    WordSlip{"use_case", "queue", "work_queue"},
    WordSlip{"use_case", "read_model", "cqrs"},
    WordSlip{"use_case", "task_queue", "work_queue"},
    WordSlip{"use_case", "tasks", "work_queue"},
    WordSlip{"use_case", "topic", "pub_sub"},
};

/// Lower case, one `_` for each run of blanks and of signs that join words.
std::string normal(std::string_view word) {
  std::string out;
  for (const char c : word) {
    if (c == ' ' || c == '-' || c == '_' || c == '/' || c == '.') {
      if (!out.ends_with('_')) out += '_';
    } else {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return out;
}

}  // namespace

std::optional<std::string_view> meant_by(std::string_view word, std::string_view field) {
  constexpr std::size_t longest = 40;  // beyond it nothing is a term
  if (word.size() > longest) return std::nullopt;
  const std::string key = normal(word);
  const auto* const slip = std::ranges::find_if(
      word_slips, [&](const WordSlip& one) { return one.field == field && one.word == key; });
  return slip == word_slips.end() ? std::nullopt : std::optional(slip->meant);
}

std::optional<bool> truth_of(std::string_view word) {
  constexpr std::array<std::string_view, 4> yes{"on", "true", "y", "yes"};
  constexpr std::array<std::string_view, 4> no{"false", "n", "no", "off"};
  constexpr std::array<std::string_view, 2> values{"true", "false"};
  const std::string key = ascii::lowered(ascii::trimmed(word));
  if (std::ranges::find(yes, key) != yes.end()) return true;
  if (std::ranges::find(no, key) != no.end()) return false;
  const auto slip = text::certainly(key, values);
  return slip ? std::optional(*slip == "true") : std::nullopt;
}

std::optional<bool> likely_truth_of(std::string_view word) {
  constexpr std::array<std::string_view, 4> yes{"1", "always", "enabled", "required"};
  constexpr std::array<std::string_view, 4> no{"0", "disabled", "never", "none"};
  const std::string key = ascii::lowered(ascii::trimmed(word));
  if (std::ranges::find(yes, key) != yes.end()) return true;
  if (std::ranges::find(no, key) != no.end()) return false;
  return std::nullopt;
}

}  // namespace eventarch::input
