#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "selection/constraint.hpp"
#include "selection/explain.hpp"
#include "support/text.hpp"

namespace eventarch::selection {
namespace {

/// The best eligible candidate of each broker but the winner's, best first.
std::vector<const Candidate*> other_brokers(const Decision& decision, const Candidate& winner) {
  std::vector<const Candidate*> others;
  for (const Candidate& candidate : decision.candidates) {
    const auto same = [&](const Candidate* other) { return other->broker == candidate.broker; };
    if (!candidate.eligible() || candidate.broker == winner.broker) continue;
    if (std::ranges::none_of(others, same)) others.push_back(&candidate);
  }
  return others;
}

struct Gap {
  std::size_t criterion = 0;
  double points = 0;
};

/// Criteria on which `winner` is ahead of `other`, widest gap first.
std::vector<Gap> gaps(const Candidate& winner, const Candidate& other) {
  std::vector<Gap> all;
  for (std::size_t i = 0; i < winner.contributions.size(); ++i) {
    all.push_back({i, winner.contributions[i].points - other.contributions[i].points});
  }
  std::ranges::stable_sort(all, std::ranges::greater{}, &Gap::points);
  return all;
}

/// Criteria that set the winner apart: its points above the mean of the others, best first. Where
/// there are no others, simply its best ones.
std::vector<Gap> distinctions(const Candidate& winner,
                              const std::vector<const Candidate*>& others) {
  std::vector<Gap> all;
  for (std::size_t i = 0; i < winner.contributions.size(); ++i) {
    const double theirs = std::accumulate(
        others.begin(), others.end(), 0.0,
        [i](double sum, const Candidate* c) { return sum + c->contributions[i].points; });
    const double mean = others.empty() ? 0 : theirs / static_cast<double>(others.size());
    all.push_back({i, winner.contributions[i].points - mean});
  }
  std::ranges::stable_sort(all, std::ranges::greater{}, &Gap::points);
  return all;
}

/// The two or three reasons that decided it.
std::string decisive_reasons(const Candidate& winner, const std::vector<const Candidate*>& others) {
  constexpr std::size_t most = 3;
  constexpr double worth_saying = 1;
  std::vector<std::string> reasons;
  // What it is made for comes first, also where others are made for it too.
  const Contribution& fit = winner.contributions.front();
  if (fit.rating >= 0.6) reasons.push_back(text::without_full_stop(fit.reason));
  for (const Gap& gap : distinctions(winner, others)) {
    if (gap.criterion == 0) continue;
    const Contribution& part = winner.contributions[gap.criterion];
    if (reasons.size() == most || gap.points < worth_saying || part.rating < 0.5) break;
    reasons.push_back(text::without_full_stop(part.reason));
  }
  if (reasons.empty()) reasons.emplace_back("no criterion speaks against it");
  return fmt::format("{}", fmt::join(reasons, "; "));
}

std::string lost_on(const Candidate& winner, const Candidate& other) {
  constexpr std::size_t most = 2;
  std::vector<std::string> parts;
  for (const Gap& gap : gaps(winner, other)) {
    if (gap.points <= 0 || parts.size() == most) break;
    const Contribution& part = other.contributions[gap.criterion];
    parts.push_back(
        fmt::format("{} ({})", text::spoken(part.criterion), text::without_full_stop(part.reason)));
  }
  return parts.empty() ? "nothing but the order of names" : text::list_of(parts);
}

std::string ahead_on(const Candidate& winner, const Candidate& other) {
  const Gap worst = gaps(winner, other).back();
  if (worst.points >= 0) return {};
  const Contribution& part = other.contributions[worst.criterion];
  return fmt::format(", and is ahead on {} ({})", text::spoken(part.criterion),
                     text::without_full_stop(part.reason));
}

std::string exclusion_reasons(const Candidate& candidate) {
  std::vector<std::string> reasons;
  for (const Exclusion& exclusion : candidate.exclusions) reasons.push_back(exclusion.reason);
  return fmt::format("{}", fmt::join(reasons, "; "));
}

/// One reason for each broker that is out altogether.
std::string ruled_out(const Decision& decision, const Candidate& winner) {
  std::vector<const Broker*> seen{winner.broker};
  std::vector<std::string> out;
  for (const Candidate& candidate : decision.candidates) {
    if (std::ranges::find(seen, candidate.broker) != seen.end()) continue;
    seen.push_back(candidate.broker);
    if (candidate.eligible()) continue;
    out.push_back(
        fmt::format("{} {}", candidate.display_name(), candidate.exclusions.front().reason));
  }
  return fmt::format("{}", fmt::join(out, "; "));
}

/// The modes that others come before although they have more points, where their broker is not out
/// altogether.
std::vector<std::string> given_way(const Decision& decision) {
  const auto yields = [](const Candidate& one) {
    return one.exclusions.size() == 1 &&
           std::ranges::any_of(yielding_table(), [&](const Constraint* limit) {
             return limit->name == one.exclusions.front().constraint;
           });
  };
  std::vector<std::string> all;
  for (const Candidate& one : decision.candidates) {
    const bool named = std::ranges::any_of(decision.candidates, [&](const Candidate& other) {
      return other.broker == one.broker && other.eligible();
    });
    if (!named || !yields(one)) continue;
    all.push_back(
        fmt::format("{} gives way: it {}", one.display_name(), one.exclusions.front().reason));
  }
  return all;
}

std::string giving_way_sentences(const std::vector<std::string>& all) {
  std::string text;
  for (const std::string& one : all) text += fmt::format(" {}.", one);
  return text;
}

/// What the other one has that the pinned one lacks, with both scores.
std::string lead_over(const Candidate& pinned, const Candidate& other) {
  if (!pinned.eligible()) return fmt::format("with {:.1f} of 100 points", other.score());
  return fmt::format("with {:.1f} points to {:.1f}{}", other.score(), pinned.score(),
                     ahead_on(pinned, other));
}

/// The same of the one that would be chosen, which may have fewer points.
std::string choice_over(const Candidate& pinned, const Unpinned& unpinned) {
  std::string text = lead_over(pinned, *unpinned.choice);
  if (!unpinned.gives_way.empty()) {
    text += fmt::format(": {} {}", pinned.display_name(), unpinned.gives_way);
  }
  return text;
}

std::string pinned_rationale(const Candidate& winner, const Unpinned& unpinned) {
  std::string text = fmt::format("{} is pinned by `decisions.broker`", winner.display_name());
  text += winner.eligible()
              ? " and meets every hard constraint."
              : fmt::format(", but does not meet the requirements: {}.", exclusion_reasons(winner));
  if (unpinned.choice != nullptr) {
    return text + fmt::format(" Without the pin {} would be chosen, {}.",
                              unpinned.choice->display_name(), choice_over(winner, unpinned));
  }
  if (!winner.eligible()) return text + " Nor does any other broker.";
  return text + fmt::format(" It would be chosen without the pin, too, with {:.1f} of 100 points.",
                            winner.score());
}

/// Of one that qualifies where another is pinned.
std::string verdict_beside_pin(const Unpinned& unpinned, const Candidate& pinned,
                               const Candidate& other) {
  if (&other == unpinned.choice) {
    return fmt::format("would be chosen without the pin, {}", choice_over(pinned, unpinned));
  }
  if (!pinned.eligible()) return "qualifies, but another one is pinned";
  if (other.broker == pinned.broker || other.score() < pinned.score()) {
    return fmt::format("loses on {}", lost_on(pinned, other));
  }
  return fmt::format("is not pinned, {}", lead_over(pinned, other));
}

}  // namespace

void add_verdicts(Decision& decision, const Unpinned& unpinned) {
  const Candidate* winner = decision.winner();
  for (Candidate& candidate : decision.candidates) {
    if (!candidate.eligible()) {
      candidate.verdict = exclusion_reasons(candidate);
    } else if (&candidate == winner) {
      candidate.verdict = decisive_reasons(candidate, other_brokers(decision, candidate));
      for (const std::string& one : given_way(decision)) candidate.verdict += "; " + one;
    } else if (decision.pinned) {
      candidate.verdict = verdict_beside_pin(unpinned, *winner, candidate);
    } else {
      candidate.verdict =
          fmt::format("loses on {}{}", lost_on(*winner, candidate), ahead_on(*winner, candidate));
    }
  }
}

std::string rationale(const Decision& decision, const Unpinned& unpinned) {
  const Candidate* winner = decision.winner();
  if (winner == nullptr) return {};
  if (decision.pinned) return pinned_rationale(*winner, unpinned);
  const auto others = other_brokers(decision, *winner);
  if (others.empty()) {
    return fmt::format(
        "{} is the choice, with {:.1f} of 100 points; no other broker meets every "
        "hard constraint: {}.{}",
        winner->display_name(), winner->score(), ruled_out(decision, *winner),
        giving_way_sentences(given_way(decision)));
  }
  const Candidate& second = *others.front();
  const std::string out = ruled_out(decision, *winner);
  return fmt::format(
      "{} fits best, with {:.1f} of 100 points: {}. {} comes next with {:.1f}; it "
      "loses on {}{}.{}",
      winner->display_name(), winner->score(), winner->verdict, second.display_name(),
      second.score(), lost_on(*winner, second), ahead_on(*winner, second),
      out.empty() ? std::string{} : fmt::format(" Out altogether: {}.", out));
}

}  // namespace eventarch::selection
