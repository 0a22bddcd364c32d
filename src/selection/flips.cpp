#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "selection/contest.hpp"
#include "selection/explain.hpp"
#include "selection/rank.hpp"
#include "selection/variation.hpp"
#include "support/text.hpp"

namespace eventarch::selection {
namespace {

/// Why the winner of now does not win there; `winner` is who does, or null where nobody qualifies.
std::string flip_reason(const Candidate& before, const EventContext& there,
                        const Candidate* winner) {
  if (!takes_part(*before.broker, there)) {
    return fmt::format("{} takes part only where a design names it", before.broker->name);
  }
  const Candidate loser = judged({there, *before.broker, *before.mode});
  if (!loser.eligible()) {
    return fmt::format("{} is then out: {}", before.broker->name, loser.exclusions.front().reason);
  }
  if (winner == nullptr) return {};
  const Contribution* gain = &winner->contributions.front();
  double most = 0;
  for (std::size_t i = 0; i < winner->contributions.size(); ++i) {
    const double ahead = winner->contributions[i].points - loser.contributions[i].points;
    if (ahead <= most) continue;
    most = ahead;
    gain = &winner->contributions[i];
  }
  return fmt::format("it then has {:.1f} points, {} {:.1f}: {}", winner->score(),
                     before.broker->name, loser.score(), text::without_full_stop(gain->reason));
}

/// The mode's design could meet the target, and its one consumer keep up where order is global:
/// beyond that it falls behind the target, or its queue grows without end.
bool within_reach(const EventContext& context, const Mode& mode) {
  const double busy =
      context.required_rate().per_second * context.workload.processing_time.seconds();
  if (context.requirements.ordering == Ordering::global && busy >= 1) return false;
  return least_latency(context, mode) <= context.requirements.latency;
}

/// What becomes of the decision when a field is changed.
enum class Effect : std::uint8_t { none, other_broker, nobody };

class FlipSearch {
 public:
  FlipSearch(const EventContext& context, const Catalogue& catalogue, const Candidate& winner)
      : context_(without_words(context)),
        contest_(catalogue),
        winner_(winner),
        reached_now_(within_reach(context, *winner.mode)) {}

  std::vector<Flip> all() {
    for (const Figure& figure : figures()) by_figure(figure);
    by_words();
    // Who else would win is worth more than where everything ends.
    std::stable_partition(found_.begin(), found_.end(),
                          [](const Flip& flip) { return !flip.technology.empty(); });
    return std::move(found_);
  }

 private:
  Effect effect(const EventContext& context) {
    const auto first = contest_.winner(context);
    if (!first) return Effect::nobody;
    if (first->broker == winner_.broker) return Effect::none;
    // Nobody goes from a design that stands to one that cannot.
    return reached_now_ && !within_reach(context, *first->mode) ? Effect::none
                                                                : Effect::other_broker;
  }

  EventContext with(const Figure& figure, double value) const {
    EventContext next = context_;
    figure.set(next, value);
    return next;
  }

  Effect effect(const Figure& figure, double value) { return effect(with(figure, value)); }

  /// The value nearest to `changed`'s near side that still has its effect: between the two, at two
  /// significant digits. Requires that `kept` has another effect.
  double nearest(const Figure& figure, double kept, double changed, Effect wanted) {
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

  struct Step {
    double value;
    Effect effect;
  };

  /// From now on by a factor, up to 1024-fold or to the end of what makes sense, but no further
  /// than to another broker.
  std::vector<Step> walk(const Figure& figure, double factor) {
    constexpr std::size_t steps_max = 10;
    std::vector<Step> steps{{figure.get(context_), Effect::none}};
    while (steps.size() <= steps_max && steps.back().effect != Effect::other_broker) {
      const double now = steps.back().value;
      const double next = figure.stated(now * factor);
      if (next < figure.least || next > figure.most || next == now) break;
      steps.push_back({next, effect(figure, next)});
    }
    return steps;
  }

  /// The nearest value in one direction with an effect.
  std::optional<double> in_direction(const Figure& figure, const std::vector<Step>& steps,
                                     Effect wanted) {
    const auto found = std::ranges::find(steps, wanted, &Step::effect);
    if (found == steps.end()) return std::nullopt;
    return nearest(figure, std::prev(found)->value, found->value, wanted);
  }

  void by_figure(const Figure& figure) {
    const std::vector<Step> upwards = walk(figure, 2.0);
    const std::vector<Step> downwards = walk(figure, 0.5);
    for (const Effect wanted : {Effect::other_broker, Effect::nobody}) {
      const auto up = in_direction(figure, upwards, wanted);
      const auto down = in_direction(figure, downwards, wanted);
      if (!up && !down) continue;
      return add_nearest(figure, up, down);
    }
  }

  /// The nearer one; both where they are as near, the higher value first. Requires that there is
  /// one.
  void add_nearest(const Figure& figure, std::optional<double> up, std::optional<double> down) {
    constexpr double as_near = 1e-9;
    const double now = figure.get(context_);
    const double above = up ? *up / now : std::numeric_limits<double>::infinity();
    const double below = down ? now / *down : std::numeric_limits<double>::infinity();
    const bool tie = std::abs(above - below) <= as_near * above;
    if (up && (tie || above < below)) add_figure(figure, *up);
    if (down && (tie || below < above)) add_figure(figure, *down);
  }

  void add_figure(const Figure& figure, double value) {
    const EventContext next = with(figure, value);
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
    std::optional<Candidate> winner;
    if (const auto first = contest_.winner(next)) {
      winner = judged({next, *first->broker, *first->mode});
    }
    found_.push_back({.field = std::string(field),
                      .from = std::move(from),
                      .to = std::move(to),
                      .technology = std::string(winner ? winner->broker->name : ""),
                      .mode = std::string(winner ? winner->mode->id : ""),
                      .reason = flip_reason(winner_, next, winner ? &*winner : nullptr)});
  }

  const EventContext context_;  ///< without words
  Contest contest_;
  const Candidate& winner_;
  const bool reached_now_;  ///< the target of now can be met by the winner of now
  std::vector<Flip> found_;
};

}  // namespace

std::vector<Flip> flips(const EventContext& context, const Catalogue& catalogue,
                        const Candidate& winner) {
  return FlipSearch(context, catalogue, winner).all();
}

}  // namespace eventarch::selection
