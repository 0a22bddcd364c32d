#include "selection/variation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "model/names.hpp"
#include "model/resolve.hpp"
#include "support/notation.hpp"

namespace eventarch::selection {
namespace {

/// What is stated follows the processing time no more.
void state_latency(EventContext& context, double milliseconds) {
  context.requirements.latency.milliseconds = milliseconds;
  std::erase_if(context.assumptions,
                [](const Assumption& one) { return one.field == "requirements.latency"; });
}

// clang-format off
constexpr std::array all_figures{
    Figure{"requirements.throughput",
           [](const EventContext& c) { return c.requirements.throughput.per_second; },
           [](EventContext& c, double v) { c.requirements.throughput.per_second = v; },
           [](const EventContext& c) { return notation::declared_rate(c.requirements.throughput); },
           1, 1e9, 1},
    Figure{"requirements.latency",
           [](const EventContext& c) { return c.requirements.latency.milliseconds; },
           state_latency,
           [](const EventContext& c) { return notation::declared_latency(c.requirements.latency); },
           1, 60'000, 1},
    Figure{"requirements.retention",
           [](const EventContext& c) { return c.requirements.retention.hours(); },
           [](EventContext& c, double v) { c.requirements.retention = hours(v); },
           [](const EventContext& c) { return notation::declared_retention(c.requirements.retention); },
           1, 1e6, 1},
    Figure{"workload.message_size",
           [](const EventContext& c) { return c.workload.message_size.bytes; },
           [](EventContext& c, double v) { c.workload.message_size.bytes = v; c.workload.size_declared = true; },
           [](const EventContext& c) { return notation::declared_size(c.workload.message_size); },
           1, 1e9, 1},
    Figure{"workload.peak_factor",
           [](const EventContext& c) { return c.workload.peak_factor.value; },
           [](EventContext& c, double v) { c.workload.peak_factor.value = v; c.workload.peak_declared = true; },
           [](const EventContext& c) { return notation::number(c.workload.peak_factor.value); },
           1, 1000, 10},
    Figure{"workload.processing_time",
           [](const EventContext& c) { return c.workload.processing_time.milliseconds; },
           [](EventContext& c, double v) { c = model::with_processing_time(std::move(c), Duration{v}); },
           [](const EventContext& c) { return notation::declared_duration(c.workload.processing_time); },
           0.001, 7 * 86'400'000.0, 1000},
};
// clang-format on

/// Words that stand from weak to strong: the nearest first; of two as near, the stronger one.
template <class E>
void steps(std::vector<Change>& out, std::string_view field,
           std::span<const std::string_view> names, E current, int steps_max,
           void (*set)(EventContext&, E)) {
  const int here = static_cast<int>(current);
  const auto name = [&](int index) { return std::string(names[static_cast<std::size_t>(index)]); };
  for (int step = 1; step <= steps_max; ++step) {
    for (const int index : {here + step, here - step}) {
      if (index < 0 || index >= static_cast<int>(names.size())) continue;
      out.push_back({field, name(here), name(index),
                     [set, index](EventContext& c) { set(c, static_cast<E>(index)); }, step});
    }
  }
}

/// Words of which none is nearer than another, in the order of their list.
template <class E>
void kinds(std::vector<Change>& out, std::string_view field,
           std::span<const std::string_view> names, E current, void (*set)(EventContext&, E)) {
  const auto here = static_cast<std::size_t>(current);
  for (std::size_t index = 0; index < names.size(); ++index) {
    if (index == here) continue;
    out.push_back({field, std::string(names[here]), std::string(names[index]),
                   [set, index](EventContext& c) { set(c, static_cast<E>(index)); }});
  }
}

constexpr int every_step = 8;

void guarantees(std::vector<Change>& out, const EventContext& context, int steps_max) {
  steps<Ordering>(out, "requirements.ordering", model::ordering_names,
                  context.requirements.ordering, steps_max,
                  [](EventContext& c, Ordering v) { c.requirements.ordering = v; });
  steps<Delivery>(out, "requirements.delivery", model::delivery_names,
                  context.requirements.delivery, steps_max,
                  [](EventContext& c, Delivery v) { c.requirements.delivery = v; });
}

/// Not stated is a value of its own: between small and medium, and not reachable from the others.
void operations_capacity(std::vector<Change>& out, const EventContext& context, bool one_step) {
  using enum OperationsCapacity;
  const auto& now = context.constraints.operations_capacity;
  const std::string from = now ? std::string(name_of(*now)) : std::string("not stated");
  for (const OperationsCapacity other : {medium, small, large}) {
    if (now && other == *now) continue;
    const int apart =
        now ? std::abs(static_cast<int>(other) - static_cast<int>(*now)) : (other == large ? 2 : 1);
    if (one_step && apart > 1) continue;
    out.push_back({"constraints.operations_capacity", from, std::string(name_of(other)),
                   [other](EventContext& c) { c.constraints.operations_capacity = other; }, apart});
  }
}

struct Feature {
  std::string_view field;
  bool Constraints::*member;
};
constexpr std::array features{
    Feature{"constraints.replay", &Constraints::replay},
    Feature{"constraints.priority", &Constraints::priority},
    Feature{"constraints.delayed_delivery", &Constraints::delayed_delivery},
    Feature{"constraints.complex_routing", &Constraints::complex_routing},
    Feature{"constraints.request_reply", &Constraints::request_reply},
    Feature{"constraints.multi_tenancy", &Constraints::multi_tenancy},
    Feature{"constraints.geo_replication", &Constraints::geo_replication},
};

void switches(std::vector<Change>& out, const EventContext& context) {
  for (const Feature& feature : features) {
    const bool now = context.constraints.*feature.member;
    const auto* member = &feature.member;
    out.push_back({feature.field, now ? "true" : "false", now ? "false" : "true",
                   [member, now](EventContext& c) { c.constraints.*(*member) = !now; }});
  }
}

std::string shown(const std::vector<std::string>& names) {
  return names.empty() ? "not stated" : fmt::format("[{}]", fmt::join(names, ", "));
}

/// Allowed names are lifted altogether, forbidden ones one by one.
void names(std::vector<Change>& out, const EventContext& context) {
  const auto& allowed = context.constraints.allowed_brokers;
  if (!allowed.empty()) {
    out.push_back({"constraints.allowed_brokers", shown(allowed), "not stated",
                   [](EventContext& c) { c.constraints.allowed_brokers.clear(); }});
  }
  const auto& forbidden = context.constraints.forbidden_brokers;
  std::vector<std::string> sorted = forbidden;
  std::ranges::sort(sorted);
  for (const std::string& name : sorted) {
    std::vector<std::string> left = forbidden;
    std::erase(left, name);
    out.push_back({"constraints.forbidden_brokers", shown(forbidden), shown(left),
                   [left](EventContext& c) { c.constraints.forbidden_brokers = left; }});
  }
}

/// What three significant digits of a value count in.
double scale_of(double value, const Figure& figure) {
  constexpr double digits = 3;
  return std::max(1 / figure.steps, std::pow(10, std::floor(std::log10(value)) + 1 - digits));
}

}  // namespace

EventContext without_words(EventContext context) {
  context.name.clear();
  context.description.clear();
  context.producers.clear();
  for (std::string& consumer : context.consumers) consumer.clear();  // only how many counts
  context.messages.clear();
  // The use case and the processing time decide anew what these would be: model/resolve.hpp.
  constexpr std::array<std::string_view, 3> following{
      "requirements.latency", "requirements.ordering", "requirements.retention"};
  std::erase_if(context.assumptions, [&](const Assumption& assumption) {
    return std::ranges::find(following, assumption.field) == following.end();
  });
  for (Assumption& assumption : context.assumptions) assumption = {assumption.field, {}, {}};
  return context;
}

std::span<const Figure> figures() { return all_figures; }

std::vector<Change> word_changes(const EventContext& context) {
  std::vector<Change> out;
  kinds<UseCase>(out, "use_case", model::use_case_names, context.use_case,
                 [](EventContext& c, UseCase v) { c = model::with_use_case(c, v); });
  guarantees(out, context, every_step);
  kinds<Cloud>(out, "constraints.cloud", model::cloud_names, context.constraints.cloud,
               [](EventContext& c, Cloud v) { c.constraints.cloud = v; });
  kinds<Deployment>(out, "constraints.deployment", model::deployment_names,
                    context.constraints.deployment,
                    [](EventContext& c, Deployment v) { c.constraints.deployment = v; });
  operations_capacity(out, context, false);
  switches(out, context);
  names(out, context);
  return out;
}

std::vector<Change> single_steps(const EventContext& context) {
  std::vector<Change> out;
  for (const Figure& figure : all_figures) {
    for (const double factor : {0.5, 2.0}) {
      const double now = figure.get(context);
      const double to = figure.stated(now * factor);
      if (to < figure.least || to > figure.most || to == now) continue;
      out.push_back(
          {figure.field, {}, {}, [set = figure.set, to](EventContext& c) { set(c, to); }});
    }
  }
  guarantees(out, context, 1);
  operations_capacity(out, context, true);
  return out;
}

double Figure::stated(double value) const { return std::round(value * steps) / steps; }

double rounded_between(double one, double other, const Figure& figure) {
  const double middle = std::sqrt(one * other);
  const double scale = scale_of(middle, figure);
  return figure.stated(std::round(middle / scale) * scale);
}

double rounded_away(double value, double origin, const Figure& figure) {
  const double scale = scale_of(value, figure);
  // Forgives the rounding error of a value that is a multiple already.
  constexpr double slack = 1e-9;
  const double multiple = value / scale;
  return figure.stated(
      (value > origin ? std::ceil(multiple - slack) : std::floor(multiple + slack)) * scale);
}

}  // namespace eventarch::selection
