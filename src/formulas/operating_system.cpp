/// What Kafka's log segments ask of the operating system.

#include <algorithm>
#include <cmath>

#include "formulas/arithmetic.hpp"
#include "formulas/formula.hpp"

namespace eventarch::formulas {
namespace {

constexpr FormulaInput replicas_input{"replicas", Dimension::count, "of partitions on the broker",
                                      one_or_more};

constexpr std::array handles_inputs{
    replicas_input,
    FormulaInput{"partition_bytes", Dimension::bytes, "of one replica on disk", any_amount},
    FormulaInput{"segment_bytes", Dimension::bytes, "of one segment", above_zero, 1073741824},
    FormulaInput{"connections", Dimension::count, "of clients and other brokers", any_amount, 0},
};

Result evaluate_handles(Values v) {
  // Even an empty partition has the segment that is written to.
  const double segments = std::max(1.0, whole(v[1] / v[2]));
  return whole(finite(v[0] * segments) + v[3]);
}

constexpr std::array maps_inputs{
    replicas_input,
    FormulaInput{"segments", Dimension::count, "of each replica", one_or_more},
};

Result evaluate_maps(Values v) { return whole(finite(2 * v[0] * v[1])); }

constexpr std::array segments_inputs{
    replicas_input,
    // The kernel's own default is 65530, what Kafka's documentation rounds to 65535.
    FormulaInput{"maps", Dimension::count, "that the kernel allows one process: vm.max_map_count",
                 any_amount, 65530},
};

Result evaluate_segments(Values v) { return std::floor(v[1] / v[0] / 2); }

}  // namespace

constinit const Formula file_handles{
    .name = "file_handles",
    .summary = "Files and connections that one Kafka broker keeps open",
    .expression = "replicas * max(1, ceil(partition_bytes / segment_bytes)) + connections",
    .inputs = handles_inputs,
    .result = Dimension::count,
    .source = R"(Apache Kafka documentation, "Hardware and OS": at least partitions times )"
              "partition size over segment size, and the connections",
    .holds =
        "a lower bound: indexes and transactions open more files, and segments also roll by "
        "age; the same page starts at 100,000",
    .example = {R"(replicas=2K partition_bytes="10240 MiB" connections=5K)", 25000, {}},
    .evaluate = evaluate_handles,
};

constinit const Formula memory_maps{
    .name = "memory_maps",
    .summary = "Memory maps that one Kafka broker needs",
    .expression = "2 * replicas * segments",
    .inputs = maps_inputs,
    .result = Dimension::count,
    .source = R"(Apache Kafka documentation, "Hardware and OS": an offset and a time index for )"
              "each segment, one map each",
    .holds = "what the Java runtime maps comes on top",
    .example = {"replicas=50K segments=1", 100'000,
                R"(Apache Kafka documentation, "Hardware and OS")"},
    .evaluate = evaluate_maps,
};

constinit const Formula segments_per_replica{
    .name = "segments_per_replica",
    .summary = "The most segments that each replica may have before memory maps run out",
    .expression = "floor(maps / (2 * replicas))",
    .inputs = segments_inputs,
    .result = Dimension::count,
    .source =
        "memory_maps solved for the segments; the default of vm.max_map_count is in the Linux "
        "kernel documentation",
    .holds = "0 says that even one segment each is too much: raise vm.max_map_count",
    .example = {"replicas=4K", 8, {}},
    .evaluate = evaluate_segments,
};

}  // namespace eventarch::formulas
