#include <fmt/format.h>

#include <array>
#include <cmath>
#include <functional>

#include "model/names.hpp"
#include "model/resolve.hpp"
#include "selection/explain.hpp"
#include "selection/rank.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::selection {
namespace {

/// A context with one field changed.
struct Neighbour {
  std::string to;
  EventContext context;
};

/// The neighbours of one field, nearest first.
struct Variation {
  std::string_view field;
  std::string from;
  std::vector<Neighbour> neighbours;
};

class Variations {
 public:
  explicit Variations(const EventContext& context) : context_(context) {}

  template <class Change, class Show>
  void scaled(std::string_view field, std::span<const double> factors, Change change, Show show) {
    Variation variation{field, show(context_), {}};
    for (const double factor : factors) {
      EventContext next = context_;
      if (!change(next, factor)) continue;
      variation.neighbours.push_back({show(next), std::move(next)});
    }
    all_.push_back(std::move(variation));
  }

  template <class E, class Member>
  void words(std::string_view field, std::span<const std::string_view> names, E current,
             Member member) {
    Variation variation{field, std::string(names[static_cast<std::size_t>(current)]), {}};
    const int count = static_cast<int>(names.size());
    const int here = static_cast<int>(current);
    for (int step = 1; step < count; ++step) {
      for (const int index : {here - step, here + step}) {
        if (index < 0 || index >= count) continue;
        EventContext next = context_;
        member(next, static_cast<E>(index));
        variation.neighbours.push_back(
            {std::string(names[static_cast<std::size_t>(index)]), std::move(next)});
      }
    }
    all_.push_back(std::move(variation));
  }

  void flag(std::string_view field, bool Constraints::*member) {
    EventContext next = context_;
    const bool now = context_.constraints.*member;
    next.constraints.*member = !now;
    const auto name = [](bool value) { return std::string(value ? "true" : "false"); };
    all_.push_back({field, name(now), {{name(!now), std::move(next)}}});
  }

  /// Not stated is a value of its own: between small and medium, and not reachable from the others.
  void operations_capacity() {
    const auto& now = context_.constraints.operations_capacity;
    Variation variation{"constraints.operations_capacity",
                        now ? std::string(name_of(*now)) : std::string("not stated"),
                        {}};
    for (const OperationsCapacity other :
         {OperationsCapacity::medium, OperationsCapacity::small, OperationsCapacity::large}) {
      if (other == now) continue;
      EventContext next = context_;
      next.constraints.operations_capacity = other;
      variation.neighbours.push_back({std::string(name_of(other)), std::move(next)});
    }
    all_.push_back(std::move(variation));
  }

  [[nodiscard]] const std::vector<Variation>& all() const { return all_; }

 private:
  const EventContext& context_;
  std::vector<Variation> all_;
};

// Nearest first by ratio; upwards before downwards, since flows grow.
constexpr std::array rate_factors{2.0, 0.5, 5.0, 0.2, 10.0, 0.1, 100.0, 0.01, 1000.0, 0.001};
constexpr std::array time_factors{0.5, 2.0, 0.2, 5.0, 0.1, 10.0, 0.01, 100.0};
constexpr std::array size_factors{10.0, 100.0, 1000.0, 10000.0};

/// Scales to a whole number of `unit`, as a design file could state it.
bool scale(double& value, double factor, double unit, double most) {
  value = std::round(value * factor / unit) * unit;
  return value >= unit && value <= most;
}

void requirement_variations(const EventContext& context, Variations& out) {
  out.words("use_case", model::use_case_names, context.use_case,
            [](EventContext& c, UseCase v) { c = model::with_use_case(c, v); });
  out.scaled(
      "requirements.throughput", rate_factors,
      [](EventContext& c, double f) {
        return scale(c.requirements.throughput.per_second, f, 1, 1e9);
      },
      [](const EventContext& c) { return notation::declared_rate(c.requirements.throughput); });
  out.scaled(
      "requirements.latency", time_factors,
      [](EventContext& c, double f) {
        return scale(c.requirements.latency.milliseconds, f, 1, 60'000);
      },
      [](const EventContext& c) { return notation::declared_latency(c.requirements.latency); });
  out.words("requirements.ordering", model::ordering_names, context.requirements.ordering,
            [](EventContext& c, Ordering v) { c.requirements.ordering = v; });
  out.words("requirements.delivery", model::delivery_names, context.requirements.delivery,
            [](EventContext& c, Delivery v) { c.requirements.delivery = v; });
  out.scaled(
      "requirements.retention", rate_factors,
      [](EventContext& c, double f) {
        return scale(c.requirements.retention.milliseconds, f, hours(1).milliseconds,
                     hours(1e6).milliseconds);
      },
      [](const EventContext& c) { return notation::declared_retention(c.requirements.retention); });
  out.scaled(
      "workload.message_size", size_factors,
      [](EventContext& c, double f) { return scale(c.workload.message_size.bytes, f, 1, 1e9); },
      [](const EventContext& c) { return notation::declared_size(c.workload.message_size); });
}

void constraint_variations(const EventContext& context, Variations& out) {
  out.words("constraints.cloud", model::cloud_names, context.constraints.cloud,
            [](EventContext& c, Cloud v) { c.constraints.cloud = v; });
  out.words("constraints.deployment", model::deployment_names, context.constraints.deployment,
            [](EventContext& c, Deployment v) { c.constraints.deployment = v; });
  out.operations_capacity();
  out.flag("constraints.replay", &Constraints::replay);
  out.flag("constraints.priority", &Constraints::priority);
  out.flag("constraints.delayed_delivery", &Constraints::delayed_delivery);
  out.flag("constraints.complex_routing", &Constraints::complex_routing);
  out.flag("constraints.request_reply", &Constraints::request_reply);
  out.flag("constraints.multi_tenancy", &Constraints::multi_tenancy);
  out.flag("constraints.geo_replication", &Constraints::geo_replication);
}

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

}  // namespace

std::vector<Flip> flips(const EventContext& context, const Catalogue& catalogue,
                        const Decision& decision) {
  std::vector<Flip> found;
  const Candidate* winner = decision.winner();
  if (winner == nullptr || decision.pinned) return found;
  Variations variations(context);
  requirement_variations(context, variations);
  constraint_variations(context, variations);
  for (const Variation& variation : variations.all()) {
    for (const Neighbour& neighbour : variation.neighbours) {
      const auto ranked = rank_candidates(neighbour.context, catalogue);
      const Candidate& first = ranked.front();
      if (first.eligible() && first.broker == winner->broker) continue;
      Flip flip{std::string(variation.field), variation.from, neighbour.to, {}, {},
                flip_reason(*winner, ranked)};
      if (first.eligible()) {
        flip.technology = first.broker->name;
        flip.mode = first.mode->id;
      }
      found.push_back(std::move(flip));
      break;
    }
  }
  return found;
}

}  // namespace eventarch::selection
