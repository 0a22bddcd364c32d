/// Which inputs the numbers hang on: each a fifth lower and higher, everything calculated anew.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "sizing/stages.hpp"
#include "support/notation.hpp"

namespace eventarch::sizing {
namespace {

struct Input {
  std::string_view field;
  /// Multiplies the input by a factor, within what a file may state. Whether that changes it.
  bool (*scale)(EventContext&, const Mode&, double factor);
  bool measurable = true;
  /// Its value as a design file writes it, where measuring it gives just that.
  std::string (*show)(const EventContext&) = nullptr;
};

constexpr double infinite = std::numeric_limits<double>::infinity();

bool multiply(double& value, double factor, double least = 0, double most = infinite) {
  const double before = std::exchange(value, std::clamp(value * factor, least, most));
  return value != before;
}

/// What was measured of one partition or, where nothing was, what the catalogue plans with.
template <class Rate>
bool scale_rate(std::optional<Rate>& measured, double planned, double factor) {
  const double rate = measured ? measured->per_second : planned;
  if (std::isfinite(rate)) measured = Rate{rate * factor};
  return std::isfinite(rate);
}

/// Only one that is stated.
bool scale_share(std::optional<Share>& share, double factor) {
  return share && multiply(share->value, factor, 0, 1);
}

/// A figure of the catalogue that nobody published as a limit.
bool planned(const Mode& mode, FactKey key) {
  return mode.fact(key).confidence() == Confidence::estimate;
}

bool assumed(const EventContext& context, const Mode& mode, std::string_view field) {
  const Capacity& measured = context.capacity;
  if (field == "capacity.partition_throughput") {
    return !measured.partition_throughput && planned(mode, FactKey::unit_message_rate);
  }
  if (field == "capacity.partition_write") {
    return !measured.partition_write && planned(mode, FactKey::unit_byte_rate);
  }
  if (field == "capacity.partition_read") return !measured.partition_read;
  return context.assumption(field) != nullptr;
}

std::string message_size(const EventContext& c) { return notation::size(c.workload.message_size); }
std::string peak_factor(const EventContext& c) {
  return notation::number(c.workload.peak_factor.value);
}
std::string processing_time(const EventContext& c) {
  return notation::duration(c.workload.processing_time);
}
std::string outage(const EventContext& c) { return notation::duration(c.workload.outage); }
std::string compression_ratio(const EventContext& c) {
  return notation::number(c.workload.compression_ratio.value);
}

/// Of a rate that `scale` has put in the place of the catalogue's.
template <auto rate>
std::string capacity(const EventContext& c) {
  return c.capacity.*rate ? notation::rate(*(c.capacity.*rate)) : std::string{};
}

// clang-format off
constexpr std::array inputs{
    Input{"requirements.throughput", [](EventContext& c, const Mode&, double f) { return multiply(c.requirements.throughput.per_second, f); }},
    Input{"requirements.retention", [](EventContext& c, const Mode&, double f) { return multiply(c.requirements.retention.milliseconds, f); }},
    Input{"workload.message_size", [](EventContext& c, const Mode&, double f) { return multiply(c.workload.message_size.bytes, f); }, true, message_size},
    Input{"workload.peak_factor", [](EventContext& c, const Mode&, double f) { return multiply(c.workload.peak_factor.value, f, 1); }, true, peak_factor},
    Input{"workload.processing_time", [](EventContext& c, const Mode&, double f) { return multiply(c.workload.processing_time.milliseconds, f); }, true, processing_time},
    Input{"workload.growth_factor", [](EventContext& c, const Mode&, double f) { return multiply(c.workload.growth_factor.value, f, 1); }, false},
    Input{"workload.outage", [](EventContext& c, const Mode&, double f) { return multiply(c.workload.outage.milliseconds, f); }, true, outage},
    Input{"workload.recover_within", [](EventContext& c, const Mode&, double f) { return multiply(c.workload.recover_within.milliseconds, f); }, false},
    Input{"workload.hot_key_share", [](EventContext& c, const Mode&, double f) { return scale_share(c.workload.hot_key_share, f); }},
    Input{"workload.compression_ratio", [](EventContext& c, const Mode&, double f) { return multiply(c.workload.compression_ratio.value, f, 1); }, true, compression_ratio},
    Input{"requirements.latency", [](EventContext& c, const Mode&, double f) { return multiply(c.requirements.latency.milliseconds, f); }, false},
    Input{"capacity.partition_throughput", [](EventContext& c, const Mode& m, double f) { return scale_rate(c.capacity.partition_throughput, m.number(FactKey::unit_message_rate), f); }, true, capacity<&Capacity::partition_throughput>},
    Input{"capacity.partition_write", [](EventContext& c, const Mode& m, double f) { return scale_rate(c.capacity.partition_write, m.number(FactKey::unit_byte_rate), f); }, true, capacity<&Capacity::partition_write>},
    Input{"capacity.partition_read", [](EventContext& c, const Mode& m, double f) { return scale_rate(c.capacity.partition_read, 2 * m.number(FactKey::unit_byte_rate), f); }, true, capacity<&Capacity::partition_read>},
    Input{"capacity.utilization_target", [](EventContext& c, const Mode&, double f) { return multiply(c.capacity.utilization_target.value, f, 0, 1); }, false},
};
// clang-format on

std::string count_text(double value) { return notation::number(value, 15); }
std::string bytes_text(double value) { return notation::size(ByteSize{value}); }
/// A bound, rounded up as the latency budget rounds it.
std::string latency_text(double value) { return notation::at_most(Duration{value}); }

struct Output {
  std::string_view name;
  double (*value)(const Sizing&);
  std::string (*show)(double);
  double noticed;  ///< relative change from which on it is worth saying
};

constexpr std::array outputs{
    Output{"partitions", [](const Sizing& s) { return static_cast<double>(s.partitions); },
           count_text, 0},
    Output{"brokers", [](const Sizing& s) { return static_cast<double>(s.brokers.count); },
           count_text, 0},
    Output{"bookies", [](const Sizing& s) { return static_cast<double>(s.bookies.count); },
           count_text, 0},
    Output{"instances",
           [](const Sizing& s) { return static_cast<double>(s.consumers.front().instances); },
           count_text, 0},
    Output{"storage", [](const Sizing& s) { return s.storage.total.bytes; }, bytes_text, 0.1},
    Output{"p99", [](const Sizing& s) { return s.latency.p99_ms.value_or(0); }, latency_text, 0.1},
};

/// Of `outputs`: called as the broker calls them, such as queues.
constexpr std::size_t units = 0;

/// What changes in one direction: "brokers 9 -> 6, storage 18.2 TB -> 14.6 TB"; empty where nothing
/// does. Raises `most`, the largest relative change of each output so far.
std::string changes(const Sizing& now, const Sizing& then,
                    std::array<double, outputs.size()>& most) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const double before = outputs[i].value(now);
    const double after = outputs[i].value(then);
    const double change = before == 0 ? 0 : std::abs(after - before) / before;
    most[i] = std::max(most[i], change);
    if (change <= outputs[i].noticed || change == 0) continue;
    const std::string name =
        i == units ? notation::noun_for(2, now.unit) : std::string(outputs[i].name);
    parts.push_back(
        fmt::format("{} {} -> {}", name, outputs[i].show(before), outputs[i].show(after)));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

/// `bare` is the context without its assumptions, which no size is calculated from.
Sensitivity of_input(const Input& input, const EventContext& context, const EventContext& bare,
                     const Candidate& chosen, const Sizing& now) {
  struct Direction {
    double factor;
    std::string_view name;
  };
  constexpr std::array directions{Direction{0.8, "-20 %"}, Direction{1.2, "+20 %"}};
  Sensitivity out{.field = std::string(input.field),
                  .measured = !assumed(context, *chosen.mode, input.field),
                  .measurable = input.measurable,
                  .changes = {},
                  .weight = 0};
  std::array<double, outputs.size()> most{};
  for (const Direction& direction : directions) {
    EventContext varied = bare;
    if (!input.scale(varied, *chosen.mode, direction.factor)) continue;
    const std::string text = changes(now, size_flow(varied, chosen), most);
    if (text.empty()) continue;
    out.changes.push_back({std::string(direction.name),
                           input.show == nullptr ? std::string() : input.show(varied), text});
  }
  for (const double change : most) out.weight += change;
  return out;
}

}  // namespace

std::vector<Sensitivity> sensitivity(const EventContext& context, const Candidate& chosen,
                                     const Sizing& now) {
  std::vector<Sensitivity> out;
  EventContext bare = context;
  bare.assumptions.clear();
  bare.messages.clear();
  for (const Input& input : inputs) {
    Sensitivity one = of_input(input, context, bare, chosen, now);
    if (!one.changes.empty()) out.push_back(std::move(one));
  }
  std::ranges::stable_sort(out, std::ranges::greater{}, &Sensitivity::weight);
  return out;
}

}  // namespace eventarch::sizing
