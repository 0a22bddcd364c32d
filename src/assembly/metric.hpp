#pragma once

/// The metrics of every design, fixed by the public contract; one row each.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assembly/design_input.hpp"

namespace eventarch::assembly {

struct MetricUnit {
  std::string_view name;
  std::string_view type;  ///< counter | gauge | histogram
  std::span<const std::string_view> labels;
  std::span<const double> buckets;
  std::string_view unit;
  std::string_view meaning;
  std::string_view opentelemetry;  ///< instrument; empty: there is none
  std::string_view mapping;        ///< how labels map; what to do where there is no instrument
  std::string_view trap;           ///< what is often got wrong
};

[[nodiscard]] std::span<const MetricUnit> metric_units();

/// Upper bounds in seconds of how long processing takes: those of every design and, where planned
/// work is slower than the last of them at its 99th percentile, further decades until one covers
/// it.
[[nodiscard]] std::vector<double> processing_buckets(const DesignInput& input);

/// Where consumer_lag comes from: no exporter has it under one name for all brokers.
struct LagSource {
  std::string_view broker;  ///< catalogue id
  std::string_view mode;    ///< of the broker; empty: every mode that has no row of its own above
  std::string_view source;
};
[[nodiscard]] std::span<const LagSource> lag_sources();

/// The value of OpenTelemetry's messaging.system for a broker; empty where the conventions are not
/// known to have one.
[[nodiscard]] std::string_view messaging_system(std::string_view broker);

[[nodiscard]] std::vector<Metric> metrics(const DesignInput& input);

inline constexpr std::string_view opentelemetry_source =
    "OpenTelemetry semantic conventions 1.44, messaging metrics (status: development), "
    "https://opentelemetry.io/docs/specs/semconv/messaging/messaging-metrics/";

}  // namespace eventarch::assembly
