#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "selection/explain.hpp"
#include "selection/rank.hpp"
#include "selection/variation.hpp"
#include "support/text.hpp"

namespace eventarch::selection {
namespace {

const Candidate* find(const std::vector<Candidate>& candidates, const Candidate& wanted) {
  for (const Candidate& candidate : candidates) {
    if (candidate.mode == wanted.mode) return &candidate;
  }
  return nullptr;
}

/// Why the winner of now does not win there.
std::string flip_reason(const Candidate& before, const std::vector<Candidate>& ranked) {
  const Candidate* loser = find(ranked, before);
  if (loser == nullptr) return {};
  if (!loser->eligible()) {
    return fmt::format("{} is then out: {}", before.broker->name, loser->exclusions.front().reason);
  }
  const Candidate& winner = ranked.front();
  const Contribution* gain = &winner.contributions.front();
  double most = 0;
  for (std::size_t i = 0; i < winner.contributions.size(); ++i) {
    const double ahead = winner.contributions[i].points - loser->contributions[i].points;
    if (ahead <= most) continue;
    most = ahead;
    gain = &winner.contributions[i];
  }
  return fmt::format("it then has {:.1f} points, {} {:.1f}: {}", winner.score(),
                     before.broker->name, loser->score(), text::without_full_stop(gain->reason));
}

/// What becomes of the decision when a field is changed.
enum class Effect : std::uint8_t { none, other_broker, nobody };

class FlipSearch {
 public:
  FlipSearch(const EventContext& context, const Catalogue& catalogue, const Candidate& winner)
      : context_(without_words(context)), catalogue_(catalogue), winner_(winner) {}

  std::vector<Flip> all() {
    for (const Figure& figure : figures()) by_figure(figure);
    by_words();
    // Who else would win is worth more than where everything ends.
    std::stable_partition(found_.begin(), found_.end(),
                          [](const Flip& flip) { return !flip.technology.empty(); });
    return std::move(found_);
  }

 private:
  Effect effect(const EventContext& context) const {
    const auto first = quick_winner(context, catalogue_);
    if (!first) return Effect::nobody;
    return first->broker == winner_.broker ? Effect::none : Effect::other_broker;
  }

  EventContext with(const Figure& figure, double value) const {
    EventContext next = context_;
    figure.set(next, value);
    return next;
  }

  Effect effect(const Figure& figure, double value) const { return effect(with(figure, value)); }

  /// The value nearest to `changed`'s near side that still has its effect: between the two, at two
  /// significant digits. Requires that `kept` has another effect.
  double nearest(const Figure& figure, double kept, double changed, Effect wanted) const {
    const double origin = figure.get(context_);
    constexpr double close_enough = 1.005;
    double far = changed;
    while (std::max(kept, far) / std::min(kept, far) > close_enough) {
      const double middle = std::sqrt(kept * far);
      const double rounded = figure.stated(middle);
      if (rounded == kept || rounded == far) break;
      (effect(figure, rounded) == wanted ? far : kept) = rounded;
    }
    const double plain = rounded_away(far, origin, figure);
    return effect(figure, plain) == wanted ? plain : far;
  }

  /// The nearest value in one direction with an effect; nothing within a factor of 1024.
  std::optional<double> in_direction(const Figure& figure, double factor, Effect wanted) const {
    double kept = figure.get(context_);
    for (int step = 0; step < 10; ++step) {
      const double next = figure.stated(kept * factor);
      if (next < figure.least || next > figure.most || next == kept) return std::nullopt;
      const Effect seen = effect(figure, next);
      if (seen == wanted) return nearest(figure, kept, next, wanted);
      kept = next;
    }
    return std::nullopt;
  }

  std::optional<double> nearest_of_both(const Figure& figure, Effect wanted) const {
    const double now = figure.get(context_);
    const auto up = in_direction(figure, 2.0, wanted);
    const auto down = in_direction(figure, 0.5, wanted);
    if (!up || !down) return up ? up : down;
    // Upwards where both are as near, since flows grow.
    return *up / now <= now / *down ? up : down;
  }

  void by_figure(const Figure& figure) {
    auto value = nearest_of_both(figure, Effect::other_broker);
    if (!value) value = nearest_of_both(figure, Effect::nobody);
    if (!value) return;
    const EventContext next = with(figure, *value);
    add(figure.field, figure.show(context_), figure.show(next), next);
  }

  void by_words() {
    const std::vector<Change> changes = word_changes(context_);
    for (auto first = changes.begin(); first != changes.end();) {
      const auto last = std::find_if(first, changes.end(),
                                     [&](const Change& c) { return c.field != first->field; });
      by_field({first, last});
      first = last;
    }
  }

  /// Of the changes of one field the nearest that gives another broker; else one that leaves none.
  void by_field(std::span<const Change> changes) {
    const Change* leaves_none = nullptr;
    for (const Change& change : changes) {
      EventContext next = context_;
      change.apply(next);
      const Effect seen = effect(next);
      if (seen == Effect::other_broker) return add(change.field, change.from, change.to, next);
      if (seen == Effect::nobody && leaves_none == nullptr) leaves_none = &change;
    }
    if (leaves_none == nullptr) return;
    EventContext next = context_;
    leaves_none->apply(next);
    add(leaves_none->field, leaves_none->from, leaves_none->to, next);
  }

  void add(std::string_view field, std::string from, std::string to, const EventContext& next) {
    const auto ranked = rank_candidates(next, catalogue_);
    Flip flip{.field = std::string(field),
              .from = std::move(from),
              .to = std::move(to),
              .technology = {},
              .mode = {},
              .reason = flip_reason(winner_, ranked)};
    if (!ranked.empty() && ranked.front().eligible()) {
      flip.technology = ranked.front().broker->name;
      flip.mode = ranked.front().mode->id;
    }
    found_.push_back(std::move(flip));
  }

  const EventContext context_;  ///< without words
  const Catalogue& catalogue_;
  const Candidate& winner_;
  std::vector<Flip> found_;
};

}  // namespace

std::vector<Flip> flips(const EventContext& context, const Catalogue& catalogue,
                        const Candidate& winner) {
  return FlipSearch(context, catalogue, winner).all();
}

}  // namespace eventarch::selection
