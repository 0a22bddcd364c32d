/// How long the stages take, beside a floor in the same run: yaml-cpp reading the same text into
/// its own nodes and nothing else.

#include <benchmark/benchmark.h>
#include <yaml-cpp/yaml.h>

#include <string>

#include "eventarch/advise.hpp"
#include "eventarch/report.hpp"
#include "selection/contest.hpp"
#include "selection/rank.hpp"

namespace {

const std::string text = R"(event_context:
  name: order-events
  use_case: pub_sub
  requirements:
    throughput: 10K msg/s
    latency: 100ms
    ordering: partition
    delivery: at_least_once
    retention: 7 days
  producers: [order-service]
  consumers: [notification-service, analytics-service]
)";

const eventarch::Advice& sample() {
  static const auto all =
      eventarch::advise({"bench.yaml", text, "bench"}, eventarch::built_in_catalogue());
  return all.front();
}

void bare_parse(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(YAML::Load(text));
}
BENCHMARK(bare_parse);

void whole_advice(benchmark::State& state) {
  const auto& catalogue = eventarch::built_in_catalogue();
  for (auto _ : state) benchmark::DoNotOptimize(eventarch::advise({"b", text, "b"}, catalogue));
}
BENCHMARK(whole_advice);

/// A context for which no broker qualifies, and many things could be given up.
const eventarch::EventContext& too_much() {
  static const eventarch::EventContext context = [] {
    eventarch::EventContext next = *sample().context;
    next.requirements.throughput = {5e6};
    next.requirements.ordering = eventarch::Ordering::global;
    next.requirements.delivery = eventarch::Delivery::exactly_once;
    next.requirements.latency = eventarch::milliseconds(1);
    next.constraints.priority = true;
    next.constraints.replay = true;
    return next;
  }();
  return context;
}

void plain_decision(benchmark::State& state) {
  const auto& catalogue = eventarch::built_in_catalogue();
  for (auto _ : state) {
    benchmark::DoNotOptimize(eventarch::selection::rank_candidates(*sample().context, catalogue));
  }
}
BENCHMARK(plain_decision);

void winner_alone(benchmark::State& state) {
  eventarch::selection::Contest contest(eventarch::built_in_catalogue());
  for (auto _ : state) {
    benchmark::DoNotOptimize(contest.winner(*sample().context));
  }
}
BENCHMARK(winner_alone);

void decision_with_relaxations(benchmark::State& state) {
  const auto& catalogue = eventarch::built_in_catalogue();
  for (auto _ : state) {
    benchmark::DoNotOptimize(eventarch::select_broker(too_much(), catalogue));
  }
}
BENCHMARK(decision_with_relaxations);

void decision_with_flips_and_stability(benchmark::State& state) {
  const auto& catalogue = eventarch::built_in_catalogue();
  for (auto _ : state) {
    benchmark::DoNotOptimize(eventarch::select_broker(*sample().context, catalogue));
  }
}
BENCHMARK(decision_with_flips_and_stability);

void text_report(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(eventarch::render_text(sample(), {}));
}
BENCHMARK(text_report);

void json_report(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(eventarch::render_json(sample()));
}
BENCHMARK(json_report);

}  // namespace

BENCHMARK_MAIN();
