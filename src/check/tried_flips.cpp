#include "check/tried_flips.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/shortfalls.hpp"
#include "selection/explain.hpp"
#include "selection/rank.hpp"
#include "sizing/stages.hpp"

namespace eventarch::check {
namespace {

class FlipTrial {
 public:
  FlipTrial(const Declaration& declaration, const EventContext& context, const Catalogue& catalogue)
      : declaration_(declaration), context_(context), catalogue_(catalogue) {}

  /// What the design with `winner` would miss where `field` has been changed.
  std::vector<std::string> shortfalls(std::string_view field, const EventContext& changed,
                                      const Candidate& winner) {
    if (sizing::depends_on(field)) return told(found(changed, winner));
    // The same mode is then sized the same, whichever of those fields it is.
    const auto known = std::ranges::find(tried_, winner.mode, &Tried::mode);
    if (known != tried_.end()) return known->messages;
    tried_.push_back({winner.mode, told(found(changed, winner))});
    return tried_.back().messages;
  }

 private:
  struct Tried {
    const Mode* mode;
    std::vector<std::string> messages;
  };

  std::vector<Diagnostic> found(const EventContext& context, const Candidate& winner) const {
    return shortfalls_of_design({declaration_, context, catalogue_}, winner);
  }

  std::vector<std::string> told(const std::vector<Diagnostic>& shortfalls) {
    std::vector<std::string> messages;
    for (const Diagnostic& one : shortfalls) {
      if (!is_missed_now(one.rule)) messages.push_back(one.message);
    }
    return messages;
  }

  /// Of the design that is advised now, which is the same for all flips and rarely asked for.
  bool is_missed_now(const Rule* rule) {
    if (!now_) {
      const Decision decision = selection::bare_decision(context_, catalogue_);
      now_ = found(context_, *decision.winner());
    }
    return std::ranges::find(*now_, rule, &Diagnostic::rule) != now_->end();
  }

  const Declaration& declaration_;
  const EventContext& context_;
  const Catalogue& catalogue_;
  std::vector<Tried> tried_;  ///< with the sizes of now
  std::optional<std::vector<Diagnostic>> now_;
};

}  // namespace

Decision decision_with_tried_flips(const Declaration& declaration, const EventContext& context,
                                   const Catalogue& catalogue) {
  FlipTrial trial(declaration, context, catalogue);
  const auto try_out = [&](std::string_view field, const EventContext& changed,
                           const Candidate& winner) {
    return trial.shortfalls(field, changed, winner);
  };
  return selection::tried_decision(context, catalogue, try_out);
}

void leave_out_what_is_missed_now(const Sizing& now, Decision& decision) {
  if (now.latency.met) return;
  std::erase_if(decision.flips, [](const Flip& flip) {
    return flip.technology.empty() && !flip.shortfalls.empty();
  });
}

}  // namespace eventarch::check
