/// Another broker, or another mode of the same one.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "diff/change_rules.hpp"
#include "diff/comparison.hpp"
#include "support/text.hpp"

namespace eventarch::diff {
namespace {

std::string display_name(const Candidate* winner) {
  return winner == nullptr ? "none qualifies" : winner->display_name();
}

/// Why the broker of before is not that of now, in the words of the new decision.
std::string why_not_before(const Candidate& before, const Decision& after) {
  if (after.pinned) return "decisions.broker names it";
  const auto same = [&](const Candidate& candidate) {
    return candidate.broker->id == before.broker->id && candidate.mode->id == before.mode->id;
  };
  const auto found = std::ranges::find_if(after.candidates, same);
  if (found == after.candidates.end()) {
    return fmt::format("{} may not be chosen", before.display_name());
  }
  if (!found->eligible()) {
    return fmt::format("{} is out: {}", before.display_name(),
                       text::without_full_stop(found->exclusions.front().reason));
  }
  return fmt::format("of the new points {} has {:.1f} and {} {:.1f}", display_name(after.winner()),
                     after.winner()->score(), before.display_name(), found->score());
}

/// Another broker, or another mode of the same one.
const ChangeRule& rule_between(const Candidate& before, const Candidate& after) {
  if (before.broker->id != after.broker->id) return broker_changed;
  // Whose modes are kinds of queues, chosen when they are made. Elsewhere a mode is a way to read,
  // or a tier.
  constexpr std::array<std::string_view, 4> kinds{"gcp_pubsub", "nats_jetstream", "rabbitmq",
                                                  "sqs"};
  const bool fixed = std::ranges::find(kinds, after.broker->id) != kinds.end();
  return fixed ? mode_changed : reading_changed;
}

}  // namespace

void compare_broker(const Sides& sides, Changes& changes) {
  const Candidate* before = sides.before.decision->winner();
  const Candidate* after = sides.after.decision->winner();
  if (before == nullptr && after == nullptr) return;
  if (before != nullptr && after != nullptr && sides.same_broker()) return;
  const ChangeRule& rule = after == nullptr    ? broker_lost
                           : before == nullptr ? broker_found
                                               : rule_between(*before, *after);
  Change& change = changes.add(rule, {}, "broker", display_name(before), display_name(after));
  if (before != nullptr) change.via = why_not_before(*before, *sides.after.decision);
}

}  // namespace eventarch::diff
