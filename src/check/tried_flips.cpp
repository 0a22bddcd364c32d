#include "check/tried_flips.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/shortfalls.hpp"
#include "selection/explain.hpp"
#include "sizing/stages.hpp"

namespace eventarch::check {
namespace {

class FlipTrial {
 public:
  FlipTrial(const Declaration& declaration, const Catalogue& catalogue)
      : declaration_(declaration), catalogue_(catalogue) {}

  /// What the design with `winner` would miss where `field` has been changed.
  std::vector<std::string> shortfalls(std::string_view field, const EventContext& changed,
                                      const Candidate& winner) {
    if (sizing::depends_on(field)) return found(changed, winner);
    // The same mode is then sized the same, whichever of those fields it is.
    const auto known = std::ranges::find(tried_, winner.mode, &Tried::mode);
    if (known != tried_.end()) return known->messages;
    tried_.push_back({winner.mode, found(changed, winner)});
    return tried_.back().messages;
  }

 private:
  struct Tried {
    const Mode* mode;
    std::vector<std::string> messages;
  };

  std::vector<std::string> found(const EventContext& context, const Candidate& winner) const {
    std::vector<std::string> messages;
    for (Diagnostic& one :
         rules::shortfalls_of_design({declaration_, context, catalogue_}, winner)) {
      messages.push_back(std::move(one.message));
    }
    return messages;
  }

  const Declaration& declaration_;
  const Catalogue& catalogue_;
  std::vector<Tried> tried_;  ///< with the sizes of now
};

}  // namespace

Decision decision_with_tried_flips(const Declaration& declaration, const EventContext& context,
                                   const Catalogue& catalogue) {
  FlipTrial trial(declaration, catalogue);
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
