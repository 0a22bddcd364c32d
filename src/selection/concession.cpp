#include "selection/concession.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "model/resolve.hpp"
#include "support/notation.hpp"

namespace eventarch::selection {
namespace {

/// Rounded down to two significant digits: nobody relaxes a requirement to 46,667 msg/s.
double rounded_down(double value) {
  if (!(value > 0)) return 0;
  const double scale = std::pow(10, std::floor(std::log10(value)) - 1);
  return std::floor(value / scale * (1 + 1e-12)) * scale;
}

}  // namespace

double distance_between(double from, double to) { return 1 + std::abs(std::log2(from / to)); }

std::optional<Concession> lower_rate(const EventContext& context, MessageRate most) {
  const double peak = context.workload.peak_declared ? context.workload.peak_factor.value : 1;
  // A rate is a whole number of messages; where even one is too many, there is no way.
  const MessageRate now = context.requirements.throughput;
  const MessageRate to{std::floor(rounded_down(most.per_second / peak))};
  if (to.per_second < 1 || to >= now) return std::nullopt;
  return Concession{{.field = "requirements.throughput",
                     .from = notation::declared_rate(now),
                     .to = notation::declared_rate(to),
                     .distance = distance_between(now.per_second, to.per_second)},
                    [to](EventContext& c) { c.requirements.throughput = to; }};
}

std::optional<Concession> lower_message_size(const EventContext& context, ByteSize most) {
  const ByteSize now = context.workload.message_size;
  const ByteSize to{std::floor(most.bytes)};
  if (to.bytes < 1 || to >= now) return std::nullopt;
  return Concession{
      {.field = "workload.message_size",
       .from = notation::declared_size(now),
       .to = notation::declared_size(to) + ", with the rest in object storage (claim check)",
       .distance = distance_between(now.bytes, to.bytes)},
      [to](EventContext& c) { c.workload.message_size = to; }};
}

std::optional<Concession> lower_processing_time(const EventContext& context, Duration most) {
  const Duration now = context.workload.processing_time;
  const Duration to{rounded_down(most.milliseconds)};
  // Below a microsecond it is no processing time any more.
  constexpr double shortest_ms = 0.001;
  if (to.milliseconds < shortest_ms || to >= now) return std::nullopt;
  return Concession{{.field = "workload.processing_time",
                     .from = notation::declared_duration(now),
                     .to = notation::declared_duration(to),
                     .distance = distance_between(now.milliseconds, to.milliseconds)},
                    [to](EventContext& c) { c = model::with_processing_time(std::move(c), to); }};
}

Concession allow_latency(const EventContext& context, Duration to) {
  const Duration now = context.requirements.latency;
  return {{.field = "requirements.latency",
           .from = notation::declared_latency(now),
           .to = notation::declared_latency(to),
           .distance = distance_between(now.milliseconds, to.milliseconds)},
          [to](EventContext& c) { c.requirements.latency = to; }};
}

Concession weaken_ordering(const EventContext& context, Ordering to) {
  const Ordering now = context.requirements.ordering;
  const int steps = static_cast<int>(now) - static_cast<int>(to);
  return {{.field = "requirements.ordering",
           .from = std::string(name_of(now)),
           .to = std::string(name_of(to)),
           .distance = guarantee_step * steps},
          [to](EventContext& c) { c.requirements.ordering = to; }};
}

Concession drop_feature(std::string_view name, bool Constraints::*feature) {
  return {{.field = fmt::format("constraints.{}", name),
           .from = "true",
           .to = "false",
           .distance = feature_dropped},
          [feature](EventContext& c) { c.constraints.*feature = false; }};
}

Concessions ways(std::vector<std::optional<Concession>> found) {
  Concessions out;
  for (auto& way : found) {
    if (way) out.push_back(std::move(*way));
  }
  return out;
}

}  // namespace eventarch::selection
