#include <algorithm>
#include <map>
#include <string_view>

#include "selection/contest.hpp"
#include "selection/explain.hpp"
#include "selection/variation.hpp"

namespace eventarch::selection {
namespace {

/// The key with the largest count; the first by name where several have it.
std::string most_frequent(const std::map<std::string_view, std::size_t>& counts) {
  const auto most =
      std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
  return most == counts.end() ? std::string{} : std::string(most->first);
}

class Tally {
 public:
  Tally(const EventContext& context, const Catalogue& catalogue, const Candidate& winner)
      : context_(without_words(context)), contest_(catalogue), winner_(winner) {}

  void try_out(std::initializer_list<const Change*> changes) {
    EventContext next = context_;
    for (const Change* change : changes) change->apply(next);
    const auto first = contest_.winner(next);
    stability_.neighbours += 1;
    if (first && first->broker == winner_.broker) {
      stability_.keeping += 1;
      return;
    }
    if (first) rivals_[first->broker->name] += 1;
    for (const Change* change : changes) fields_[change->field] += 1;
  }

  Stability result() {
    stability_.rival = most_frequent(rivals_);
    stability_.weakest_field = most_frequent(fields_);
    return std::move(stability_);
  }

 private:
  const EventContext context_;  ///< without words
  Contest contest_;
  const Candidate& winner_;
  Stability stability_;
  std::map<std::string_view, std::size_t> rivals_;
  std::map<std::string_view, std::size_t> fields_;
};

}  // namespace

Stability stability(const EventContext& context, const Catalogue& catalogue,
                    const Candidate& winner) {
  const std::vector<Change> steps = single_steps(context);
  Tally tally(context, catalogue, winner);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    tally.try_out({&steps[i]});
    for (std::size_t j = i + 1; j < steps.size(); ++j) {
      if (steps[i].field != steps[j].field) tally.try_out({&steps[i], &steps[j]});
    }
  }
  return tally.result();
}

}  // namespace eventarch::selection
