#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "selection/explain.hpp"
#include "selection/rank.hpp"

namespace eventarch::selection {
namespace {

/// The best candidate of another broker; null where there is none.
const Candidate* runner_up(const Decision& decision, const Candidate& winner) {
  for (const Candidate& candidate : decision.candidates) {
    if (candidate.eligible() && candidate.broker != winner.broker) return &candidate;
  }
  return nullptr;
}

struct Difference {
  const Contribution* ours;
  const Contribution* theirs;
  [[nodiscard]] double points() const { return ours->points - theirs->points; }
};

std::vector<Difference> differences(const Candidate& winner, const Candidate& other) {
  std::vector<Difference> all;
  for (std::size_t i = 0; i < winner.contributions.size(); ++i) {
    all.push_back({&winner.contributions[i], &other.contributions[i]});
  }
  std::ranges::stable_sort(all, std::ranges::greater{}, &Difference::points);
  return all;
}

std::string spoken(std::string_view criterion) {
  std::string words(criterion);
  std::ranges::replace(words, '_', ' ');
  return words;
}

/// The two or three strongest points, best first.
std::string strengths(const Candidate& winner) {
  std::vector<const Contribution*> parts;
  for (const Contribution& part : winner.contributions) parts.push_back(&part);
  std::ranges::stable_sort(parts, std::ranges::greater{}, &Contribution::points);
  std::vector<std::string> reasons;
  for (std::size_t i = 0; i < parts.size() && i < 3; ++i) {
    if (parts[i]->rating < 0.5) break;
    reasons.push_back(fmt::format("{} ({})", spoken(parts[i]->criterion), parts[i]->reason));
  }
  return fmt::format("{}", fmt::join(reasons, "; "));
}

std::string against_runner_up(const Candidate& winner, const Candidate& other) {
  const auto parts = differences(winner, other);
  std::vector<std::string> lost;
  for (const Difference& part : parts) {
    if (part.points() <= 0 || lost.size() == 2) break;
    lost.push_back(fmt::format("{} ({}; {:.1f} points less)", spoken(part.ours->criterion),
                               part.theirs->reason, part.points()));
  }
  std::string text = fmt::format("The strongest other broker is {} with {:.1f} points",
                                 other.display_name(), other.score());
  if (!lost.empty()) text += fmt::format("; it loses on {}", fmt::join(lost, " and "));
  const Difference& worst = parts.back();
  if (worst.points() < 0) {
    text += fmt::format(". It is ahead on {} ({})", spoken(worst.theirs->criterion),
                        worst.theirs->reason);
  }
  return text + ".";
}

/// For each broker that is out altogether, its first reason.
std::string ruled_out(const Decision& decision, const Candidate& winner) {
  std::vector<const Broker*> seen{winner.broker};
  for (const Candidate& candidate : decision.candidates) {
    if (candidate.eligible()) seen.push_back(candidate.broker);
  }
  std::vector<std::string> out;
  for (const Candidate& candidate : decision.candidates) {
    if (std::ranges::find(seen, candidate.broker) != seen.end()) continue;
    seen.push_back(candidate.broker);
    out.push_back(
        fmt::format("{} {}", candidate.display_name(), candidate.exclusions.front().reason));
  }
  return fmt::format("{}", fmt::join(out, "; "));
}

}  // namespace

std::string rationale(const EventContext& context, const Decision& decision) {
  const Candidate* winner = decision.winner();
  if (winner == nullptr) return {};
  if (decision.pinned) {
    std::string text = fmt::format("{} is pinned by `decisions.broker`.", winner->display_name());
    if (!winner->eligible()) {
      text += fmt::format(" It does not meet the requirements: it {}.",
                          winner->exclusions.front().reason);
    }
    return text;
  }
  const Candidate* other = runner_up(decision, *winner);
  if (other == nullptr) {
    return fmt::format("{} is the only broker that meets every hard constraint: {}.",
                       winner->display_name(), ruled_out(decision, *winner));
  }
  std::string text = fmt::format(
      "{} meets every hard constraint of this {} and scores {:.1f} of 100, most of it "
      "for {}. {}",
      winner->display_name(), spoken(name_of(context.use_case)), winner->score(),
      strengths(*winner), against_runner_up(*winner, *other));
  const std::string out = ruled_out(decision, *winner);
  if (!out.empty()) text += fmt::format(" Ruled out: {}.", out);
  return text;
}

}  // namespace eventarch::selection
