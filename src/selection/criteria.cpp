#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "selection/criterion.hpp"
#include "support/notation.hpp"

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

double effort_level(const Fact& fact) {
  if (fact.is("very_low")) return 0;
  if (fact.is("low")) return 1;
  if (fact.is("medium")) return 2;
  return 3;
}

/// What a team of a size runs without strain. Not stated: a team with other things to do.
double comfortable_effort(const std::optional<OperationsCapacity>& capacity) {
  if (!capacity) return 1.5;
  switch (*capacity) {
    case OperationsCapacity::small: return 0.5;
    case OperationsCapacity::medium: return 2;
    case OperationsCapacity::large: break;
  }
  return 3;
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
  const double value = fact.is("preferred") ? 1 : fact.is("acceptable") ? 0.5 : 0;
  return {value, fmt::format("{} for {}: {}", fact.word(), name_of(subject.context.use_case),
                             fact.estimate)};
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
  const double excess =
      effort_level(fact) - comfortable_effort(subject.context.constraints.operations_capacity);
  const double value =
      std::clamp(1 - 0.4 * std::max(0.0, excess) - 0.1 * effort_level(fact), 0.0, 1.0);
  return {value, fmt::format("{} effort {}", fact.word(), own ? "to run oneself" : "when managed")};
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
      Feature{true, FactKey::dead_letter, "dead letters"},
  };
  double value = 0;
  double count = 0;
  std::vector<std::string_view> partial;
  for (const Feature& feature : features) {
    if (!feature.wanted) continue;
    // What was asked for by name weighs more than what every design can use.
    const double weight = feature.key == FactKey::dead_letter ? 0.5 : 1;
    count += weight;
    if (subject.fact(feature.key).is("native")) {
      value += weight;
    } else {
      if (subject.fact(feature.key).is("partial")) value += weight * 0.4;
      partial.push_back(feature.name);
    }
  }
  return {value / count, partial.empty()
                             ? std::string("all built in")
                             : fmt::format("with work of one's own: {}", fmt::join(partial, ", "))};
}

Rating rate_history(const Subject& subject) {
  if (!subject.fact(FactKey::replay).is("none")) return {1, "messages stay and can be read again"};
  const Duration asked = subject.context.requirements.retention;
  const bool short_time = asked <= hours(14 * 24.0);
  return {short_time ? 0.5 : 0, "a message is gone once it is acknowledged"};
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
