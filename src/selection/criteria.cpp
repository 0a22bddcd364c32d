#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "selection/criterion.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::selection {
namespace {

FactKey fit_key(UseCase use_case) {
  switch (use_case) {
    case UseCase::cqrs: return FactKey::fit_cqrs;
    case UseCase::event_sourcing: return FactKey::fit_event_sourcing;
    case UseCase::pub_sub: return FactKey::fit_pub_sub;
    case UseCase::saga: return FactKey::fit_saga;
    case UseCase::work_queue: break;
  }
  return FactKey::fit_work_queue;
}

/// How well a team of a size copes with an effort. Not stated: a team that has other things to do.
double comfort(std::string_view effort, const std::optional<OperationsCapacity>& capacity) {
  constexpr std::array<std::string_view, 4> efforts{"very_low", "low", "medium", "high"};
  constexpr std::array small{1.0, 0.9, 0.6, 0.0};
  constexpr std::array medium{1.0, 0.95, 0.8, 0.5};
  constexpr std::array large{1.0, 1.0, 0.95, 0.85};
  constexpr std::array unstated{1.0, 0.9, 0.7, 0.35};
  const auto level = static_cast<std::size_t>(std::ranges::find(efforts, effort) - efforts.begin());
  if (level >= efforts.size()) return 0;
  if (!capacity) return unstated[level];
  switch (*capacity) {
    case OperationsCapacity::small: return small[level];
    case OperationsCapacity::medium: return medium[level];
    case OperationsCapacity::large: break;
  }
  return large[level];
}

bool self_managed(const Subject& subject) {
  const Deployment deployment = subject.context.constraints.deployment;
  if (deployment == Deployment::self_managed) return true;
  if (deployment != Deployment::any) return false;
  return subject.context.constraints.cloud == Cloud::on_premises ||
         !subject.fact(FactKey::deployments).is("managed");
}

struct Feature {
  bool wanted;
  FactKey key;
  std::string_view name;
};

}  // namespace

Rating rate_use_case_fit(const Subject& subject) {
  const Fact& fact = subject.fact(fit_key(subject.context.use_case));
  const double value = fact.is("preferred") ? 1 : fact.is("acceptable") ? 0.6 : 0.1;
  return {value, fact.estimate};
}

Rating rate_guarantee(const Subject& subject) {
  const Fact& replication = subject.fact(FactKey::replication);
  const bool may_lose = subject.context.requirements.delivery == Delivery::at_most_once;
  if (replication.is("none") && !may_lose) {
    return {0, "not replicated: a lost node loses what it held"};
  }
  const bool ordered = subject.context.requirements.ordering != Ordering::none;
  if (ordered && subject.fact(FactKey::model).is("queue")) {
    return {0.6,
            "order in a queue takes a single active consumer or groups, and redelivery can "
            "disturb it"};
  }
  return {1, ordered ? "order per unit comes with the log" : "replicated"};
}

Rating rate_operations(const Subject& subject) {
  const bool own = self_managed(subject);
  const Fact& fact = subject.fact(own ? FactKey::operations_effort : FactKey::managed_effort);
  double value = comfort(fact.word(), subject.context.constraints.operations_capacity);
  std::string reason = fmt::format("{} effort {}", text::spoken(fact.word()),
                                   own ? "to run oneself" : "when managed");
  const double kinds = subject.number(FactKey::component_kinds);
  if (own && kinds > 1) {
    // Each further kind of process is one more to upgrade, watch and size.
    constexpr double price_of_a_kind = 0.08;
    value -= price_of_a_kind * (kinds - 1);
    reason += fmt::format(", {} kinds of processes", kinds);
  }
  return {std::clamp(value, 0.0, 1.0), std::move(reason)};
}

Rating rate_latency_margin(const Subject& subject) {
  const double target = subject.context.requirements.latency.milliseconds;
  const double p99 = subject.number(FactKey::latency_p99);
  // Half the points where the planning value just meets the target, all at four times that.
  const double value = std::clamp(0.5 + 0.25 * std::log2(target / p99), 0.0, 1.0);
  return {value,
          fmt::format("p99 about {} against a target of {}", notation::duration(Duration{p99}),
                      notation::duration(subject.context.requirements.latency))};
}

Rating rate_headroom(const Subject& subject) {
  const double ceiling = subject.number(FactKey::cluster_message_rate);
  const double rate = subject.context.peak_rate().per_second;
  if (std::isinf(ceiling)) return {1, "grows with the load"};
  const double value = std::clamp(1 - rate / ceiling, 0.0, 1.0);
  return {value,
          fmt::format("peak of {} against about {}", notation::rate(subject.context.peak_rate()),
                      notation::rate(MessageRate{ceiling}))};
}

Rating rate_features(const Subject& subject) {
  const Constraints& wanted = subject.context.constraints;
  const std::array features{
      Feature{wanted.priority, FactKey::priority, "priority"},
      Feature{wanted.delayed_delivery, FactKey::delayed_delivery, "delayed delivery"},
      Feature{wanted.complex_routing, FactKey::complex_routing, "routing"},
      Feature{wanted.request_reply, FactKey::request_reply, "request/reply"},
      Feature{wanted.multi_tenancy, FactKey::multi_tenancy, "tenants"},
      Feature{wanted.geo_replication, FactKey::geo_replication, "geo-replication"},
  };
  double value = 0;
  double count = 0;
  std::vector<std::string_view> partial;
  for (const Feature& feature : features) {
    if (!feature.wanted) continue;
    count += 1;
    if (subject.fact(feature.key).is("native")) {
      value += 1;
    } else {
      constexpr double with_own_work = 0.3;
      value += with_own_work;
      partial.push_back(feature.name);
    }
  }
  if (count == 0) return {1, "nothing beyond the basics is asked for"};
  if (partial.empty()) return {value / count, "everything asked for is built in"};
  return {value / count, fmt::format("with work of one's own: {}", fmt::join(partial, ", "))};
}

Rating rate_failure_handling(const Subject& subject) {
  if (subject.context.requirements.delivery == Delivery::at_most_once) {
    return {1, "failed messages are dropped: nothing to handle"};
  }
  const Fact& fact = subject.fact(FactKey::dead_letter);
  if (fact.is("native")) return {1, "dead letters are built in"};
  return fact.is("partial") ? Rating{0.6, "dead letters are written by the consumer or a framework"}
                            : Rating{0.4, "dead letters are all one's own work"};
}

Rating rate_history(const Subject& subject) {
  if (!subject.fact(FactKey::replay).is("none")) return {1, "messages stay and can be read again"};
  const bool rebuilds = subject.context.use_case == UseCase::cqrs;
  if (rebuilds) return {0.2, "a projection cannot be rebuilt from it"};
  const bool short_time = subject.context.requirements.retention <= hours(14 * 24.0);
  return {short_time ? 0.7 : 0, "a message is gone once it is acknowledged"};
}

Rating rate_portability(const Subject& subject) {
  const bool decided = subject.context.constraints.cloud != Cloud::any;
  const std::size_t places = subject.fact(FactKey::clouds).list.size();
  if (decided) return {1, "the place is decided"};
  if (places == 1) {
    return {0.2,
            fmt::format("only on {}, and no cloud is decided", subject.fact(FactKey::clouds).text)};
  }
  return {1, "runs anywhere"};
}

Rating rate_cost_shape(const Subject& subject) {
  // Where paying per request turns dearer than a cluster depends on prices; the order of magnitude
  // is a thousand messages a second around the clock.
  const bool per_request = subject.fact(FactKey::cost_shape).is("per_request");
  const bool low = subject.context.requirements.throughput <= MessageRate{1000};
  if (per_request) {
    return {low ? 1 : 0.4,
            low ? "paid per request, cheap at this rate" : "paid per request, dear at this rate"};
  }
  return {low ? 0.4 : 1,
          low ? "a cluster is paid for, also when idle" : "a cluster is well used at this rate"};
}

}  // namespace eventarch::selection
