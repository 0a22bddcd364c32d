#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "selection/constraint.hpp"
#include "selection/contest.hpp"
#include "selection/criteria/criteria.hpp"
#include "selection/criterion.hpp"
#include "selection/explain.hpp"
#include "selection/variation.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::selection {
namespace {

/// The criterion on which one is furthest ahead of another.
const Criterion& widest_lead(const Subject& ahead, const Subject& behind) {
  const Criterion* widest = &criterion_table().front();
  double most = 0;
  for (const Criterion& criterion : criterion_table()) {
    const double lead = points_of(criterion, criterion.assessment->rate(ahead)) -
                        points_of(criterion, criterion.assessment->rate(behind));
    if (lead <= most) continue;
    most = lead;
    widest = &criterion;
  }
  return *widest;
}

/// What can be lost with the mode that wins, where nothing may be; empty otherwise.
std::string loss_text(const Subject& winner) {
  constexpr double with_losses = 0.5;
  if (criteria::guarantee.rate(winner) >= with_losses) return {};
  return fmt::format("; the {} is {}", winner.mode.name, criteria::guarantee.reason(winner));
}

/// At the peak that the design is sized for, be it assumed: its consumer is then as busy.
double load_of_one_consumer(const EventContext& context) {
  return context.peak_rate().per_second * context.workload.processing_time.seconds();
}

/// The mode's design could meet the target, and its one consumer keep up where order is global:
/// beyond that it falls behind the target, or its queue grows without end.
bool within_reach(const EventContext& context, const Mode& mode) {
  if (context.requirements.ordering == Ordering::global && load_of_one_consumer(context) >= 1) {
    return false;
  }
  return least_latency(context, mode) <= context.requirements.latency;
}

/// Of a broker that is not out altogether.
std::string name_of_mode(const Subject& subject) {
  return fmt::format("the {} of {}", subject.mode.name, subject.broker.name);
}

/// What else the broker offers there, and why that does not win.
std::string other_mode_text(const EventContext& there, const std::optional<Winner>& rest,
                            const Winner* first) {
  if (!rest || first_exceeded({there, *rest->broker, *rest->mode}) != nullptr) return {};
  return fmt::format("; its {} qualifies, with {:.1f} points to {:.1f}", rest->mode->name,
                     rest->score, first->score);
}

/// Worth saying: the model does not prefer one of them, and whoever reads it may.
std::string tie_text(const Broker& equal) {
  return fmt::format("; {} has as many points, and the order of names decides", equal.name);
}

/// Why no design of the mode does what is asked for, whatever its size: it takes longer than the
/// target, or its one consumer cannot keep up where order is global.
std::string reason_out_of_reach(const EventContext& context, const Winner& first) {
  const Duration least = least_latency(context, *first.mode);
  if (least > context.requirements.latency) {
    return fmt::format("{} comes first and is planned with at least {}", first.broker->name,
                       notation::duration(least));
  }
  const double load = load_of_one_consumer(context);
  constexpr double many = 2;
  if (load < many) {
    return fmt::format("{} comes first, and its one consumer would be {} busy", first.broker->name,
                       notation::percent(load));
  }
  return fmt::format("{} comes first, and its one consumer would have work for {}",
                     first.broker->name, notation::number(load, 2));
}

/// What becomes of the decision when a field is changed.
enum class Effect : std::uint8_t {
  none,
  other_broker,
  nobody,  ///< none qualifies, or no design of the one that comes first could do what is asked for
};

struct Outcome {
  Effect effect = Effect::none;
  std::optional<Winner> first;
};

class FlipSearch {
 public:
  FlipSearch(const EventContext& context, const Catalogue& catalogue, const Candidate& winner,
             const Trial& trial)
      : whole_(context),
        context_(without_words(context)),
        contest_(catalogue),
        winner_(winner),
        trial_(trial),
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
  Outcome outcome(const EventContext& context) {
    const auto first = contest_.winner(context);
    if (!first) return {Effect::nobody, {}};
    // From a design that stands to one that cannot is no way out.
    if (reached_now_ && !within_reach(context, *first->mode)) return {Effect::nobody, first};
    return {first->broker == winner_.broker ? Effect::none : Effect::other_broker, first};
  }

  EventContext with(const Figure& figure, double value) const {
    EventContext next = context_;
    figure.set(next, value);
    return next;
  }

  Effect effect(const Figure& figure, double value) { return outcome(with(figure, value)).effect; }

  /// The value nearest to `kept` that has the effect of `changed`: between the two, at three
  /// significant digits, and the next one towards `kept` has not. Requires that `kept` has another
  /// effect.
  double nearest(const Figure& figure, double kept, double changed, Effect wanted) {
    const double origin = figure.get(context_);
    double far = changed;
    while (true) {
      const double middle = rounded_between(kept, far, figure);
      if (middle <= std::min(kept, far) || middle >= std::max(kept, far)) break;
      (effect(figure, middle) == wanted ? far : kept) = middle;
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
    const double now = figure.get(context_);
    // An assumption sizes a design and rules nobody out: to state the same may do so.
    if (whole_.assumption(figure.field) != nullptr && effect(figure, now) == Effect::other_broker) {
      return add_figure(figure, now);
    }
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
    std::string from = figure.show(context_);
    std::string to = figure.show(next);
    if (from == to) from += " (assumed)";
    add({figure.field, std::move(from), std::move(to),
         [&figure, value](EventContext& context) { figure.set(context, value); }},
        next, outcome(next));
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

  struct Seen {
    const Broker* broker;
    std::size_t flip;  ///< in `found_`
    std::vector<std::string> also;
  };

  /// Of the changes of one field the nearest ones that give another broker, each broker once; else
  /// one that leaves none.
  void by_field(std::span<const Change> changes) {
    const Change* leaves_none = nullptr;
    int nearest_distance = 0;  // none found yet
    std::vector<Seen> seen;
    for (const Change& change : changes) {
      if (nearest_distance != 0 && change.distance > nearest_distance) break;
      const EventContext next = with(change);
      const Outcome then = outcome(next);
      if (then.effect == Effect::nobody && leaves_none == nullptr) leaves_none = &change;
      if (then.effect != Effect::other_broker) continue;
      nearest_distance = change.distance;
      const auto earlier = std::ranges::find(seen, then.first->broker, &Seen::broker);
      if (earlier != seen.end()) {
        earlier->also.push_back(change.to);
        continue;
      }
      seen.push_back({then.first->broker, found_.size(), {}});
      add(change, next, then);
    }
    for (const Seen& one : seen) {
      if (one.also.empty()) continue;
      found_[one.flip].reason +=
          fmt::format("; the same broker with {}", text::list_of(one.also, "or"));
    }
    if (!seen.empty() || leaves_none == nullptr) return;
    const EventContext next = with(*leaves_none);
    add(*leaves_none, next, outcome(next));
  }

  /// `next` is the context without words after the change, `then` what becomes of it.
  void add(const Change& change, const EventContext& next, const Outcome& then) {
    Flip flip;
    flip.field = change.field;
    flip.from = change.from;
    flip.to = change.to;
    if (then.effect == Effect::other_broker) {
      const Winner& first = *then.first;
      flip.technology = first.broker->name;
      flip.mode = first.mode->id;
      flip.reason = reason(next, &first) + loss_text({next, *first.broker, *first.mode});
      if (const Broker* equal = contest_.equal_to(first, next)) {
        flip.reason += tie_text(*equal);
      }
      if (trial_) {
        flip.shortfalls =
            trial_(change.field, in_words(change), {.broker = first.broker, .mode = first.mode});
      }
    } else if (then.first) {
      flip.reason = reason_out_of_reach(next, *then.first);
      flip.shortfalls = {flip.reason};
    } else {
      flip.reason = reason(next, nullptr);
    }
    found_.push_back(std::move(flip));
  }

  /// Why the winner of now does not win there; `first` is who does, or null where nobody qualifies.
  std::string reason(const EventContext& there, const Winner* first) {
    const Broker& before = *winner_.broker;
    if (!takes_part(before, there)) {
      return fmt::format("{} takes part only where a design names it", before.name);
    }
    const auto rest = first == nullptr ? std::nullopt : contest_.best_of(before, there);
    const Subject loser{there, before, *winner_.mode};
    if (const Constraint* unmet = first_unmet(loser)) {
      return fmt::format("{} is then out: {}{}", rest ? name_of_mode(loser) : before.name,
                         unmet->explain(loser).reason, other_mode_text(there, rest, first));
    }
    if (const Constraint* exceeded = first_exceeded(loser)) {
      return fmt::format("{} gives way: it {}{}", rest ? name_of_mode(loser) : before.name,
                         exceeded->explain(loser).reason, other_mode_text(there, rest, first));
    }
    if (first == nullptr) return {};
    const Subject winner{there, *first->broker, *first->mode};
    const Criterion& gain = widest_lead(winner, {there, before, *rest->mode});
    return fmt::format("it then has {:.1f} points, {} {:.1f}: {}", first->score, before.name,
                       rest->score, text::without_full_stop(gain.assessment->reason(winner)));
  }

  EventContext with(const Change& change) const {
    EventContext next = context_;
    change.apply(next);
    return next;
  }

  /// The same as a file would state it: what is sized is all of it.
  EventContext in_words(const Change& change) const {
    EventContext next = whole_;
    change.apply(next);
    return next;
  }

  const EventContext& whole_;
  const EventContext context_;  ///< without words
  Contest contest_;
  const Candidate& winner_;
  const Trial& trial_;
  const bool reached_now_;  ///< the target of now can be met by the winner of now
  std::vector<Flip> found_;
};

}  // namespace

std::vector<Flip> flips(const EventContext& context, const Catalogue& catalogue,
                        const Candidate& winner, const Trial& trial) {
  return FlipSearch(context, catalogue, winner, trial).all();
}

}  // namespace eventarch::selection
