#include "diff/causes.hpp"

#include <algorithm>
#include <numeric>

namespace eventarch::diff {
namespace {

using ChangesOfTrial = std::optional<std::vector<Change>>;

bool holds(const ChangesOfTrial& all, const Change& wanted) {
  return all && std::ranges::any_of(*all, [&](const Change& one) {
           return one.same_place(wanted) && one.from == wanted.from && one.to == wanted.to;
         });
}

bool touches(const ChangesOfTrial& all, const Change& wanted) {
  return all &&
         std::ranges::any_of(*all, [&](const Change& one) { return one.same_place(wanted); });
}

/// Makes each trial at most once, and only when it is asked for.
class Memory {
 public:
  Memory(const Trial& trial, std::size_t count) : trial_(trial), results_(count) {}

  const ChangesOfTrial& at(std::size_t index) {
    auto& result = results_[index];
    if (!result) result = trial_(index);
    return *result;
  }

 private:
  const Trial& trial_;
  std::vector<std::optional<ChangesOfTrial>> results_;
};

class Search {
 public:
  explicit Search(const Trials& trials)
      : count_(trials.requirements),
        with_(trials.with_one, count_),
        without_(trials.without_one, count_) {}

  void explain(Change& change) {
    if (count_ == 1) {
      // Nothing else differs.
      change.causes = {0};
      return;
    }
    change.causes = where([&](std::size_t i) { return holds(with_.at(i), change); });
    if (!change.causes.empty()) return;
    change.causation = Causation::together;
    // What the change cannot do without; where anything can be done without, what takes part.
    change.causes = where([&](std::size_t i) {
      const ChangesOfTrial& rest = without_.at(i);
      return rest && !holds(rest, change);
    });
    if (!change.causes.empty()) return;
    change.causes = where([&](std::size_t i) { return touches(with_.at(i), change); });
    if (!change.causes.empty()) return;
    change.causes.resize(count_);
    std::iota(change.causes.begin(), change.causes.end(), std::size_t{0});
  }

 private:
  template <class Test>
  std::vector<std::size_t> where(Test test) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < count_; ++i) {
      if (test(i)) found.push_back(i);
    }
    return found;
  }

  std::size_t count_;
  Memory with_;
  Memory without_;
};

}  // namespace

void find_causes(std::vector<Change>& changes, const Trials& trials) {
  Search search(trials);
  for (Change& change : changes) search.explain(change);
}

}  // namespace eventarch::diff
