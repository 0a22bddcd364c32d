#include "diff/causes.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace eventarch::diff {
namespace {

auto place(const Change& change) { return std::tie(change.subject, change.field); }

/// What a trial gave, by place: there may be as many changes as a file has names.
class TrialDifferences {
 public:
  explicit TrialDifferences(std::optional<std::vector<Change>> changes)
      : is_design_(changes.has_value()) {
    if (changes) changes_ = std::move(*changes);
    std::ranges::sort(changes_, {}, place);
  }

  /// Whether the trial is a design at all.
  [[nodiscard]] bool is_design() const { return is_design_; }
  [[nodiscard]] bool hold(const Change& wanted) const {
    const auto [first, last] = at(wanted);
    return std::any_of(first, last, [&](const Change& one) {
      return one.from == wanted.from && one.to == wanted.to;
    });
  }
  [[nodiscard]] bool touch(const Change& wanted) const {
    const auto [first, last] = at(wanted);
    return first != last;
  }

 private:
  using Iterator = std::vector<Change>::const_iterator;

  [[nodiscard]] std::pair<Iterator, Iterator> at(const Change& wanted) const {
    const auto first = std::ranges::lower_bound(changes_, place(wanted), {}, place);
    const auto last = std::find_if_not(first, changes_.end(),
                                       [&](const Change& one) { return one.same_place(wanted); });
    return {first, last};
  }

  bool is_design_;
  std::vector<Change> changes_;
};

/// Makes each trial at most once, and only when it is asked for.
class Memory {
 public:
  Memory(const Trial& trial, std::size_t count) : trial_(trial), results_(count) {}

  const TrialDifferences& at(std::size_t index) {
    auto& result = results_[index];
    if (!result) result.emplace(trial_(index));
    return *result;
  }

 private:
  const Trial& trial_;
  std::vector<std::optional<TrialDifferences>> results_;
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
    change.causes = where([&](std::size_t i) { return with_.at(i).hold(change); });
    if (!change.causes.empty()) return;
    change.causation = Causation::together;
    // What the change cannot do without; where anything can be done without, what takes part.
    change.causes = where([&](std::size_t i) {
      const TrialDifferences& rest = without_.at(i);
      return rest.is_design() && !rest.hold(change);
    });
    if (!change.causes.empty()) return;
    change.causes = where([&](std::size_t i) { return with_.at(i).touch(change); });
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
