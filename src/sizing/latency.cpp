/// What the latency target leaves for the consumers, and the latency at peak in parts.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include "formulas/formula.hpp"
#include "sizing/broker_machine.hpp"
#include "sizing/hot_key.hpp"
#include "sizing/stages.hpp"
#include "support/notation.hpp"

namespace eventarch::sizing {
namespace {

constexpr double median = 0.50;
constexpr double per_second = 1000;

/// Latency terms of one design; the queue is that of the busiest consumer.
class Budget {
 public:
  Budget(const Layout& layout, const Sizing& sizing, Ledger& ledger)
      : layout_(layout), sizing_(sizing), ledger_(ledger) {}

  LatencyBudget calculate() {
    out_ = sizing_.latency;
    constexpr std::size_t most = 9;
    out_.terms.reserve(most);
    const double wait = sizing_.batch_wait.milliseconds;
    if (wait > 0) {
      term("batch", wait / 2, wait, "batch_wait: half of it at the mean, all of it at the worst");
    }
    delivery();
    fan_out();
    const double commit = layout_.number(FactKey::commit_interval);
    if (layout_.context.requirements.delivery == Delivery::exactly_once && commit > 0) {
      term("transaction_commit", commit / 2, commit,
           "commit_interval: what is written shows with the next commit");
    }
    if (!queueing_and_processing()) return std::move(out_);
    sum();
    return std::move(out_);
  }

 private:
  void term(std::string_view name, double p50, double p99, std::string_view formula) {
    ledger_.given({"latency.terms.", name, ".p50_ms"}, p50, formula);
    ledger_.given({"latency.terms.", name, ".p99_ms"}, p99, formula);
    add(name, p50, p99, [&] { return formula; });
  }

  void fan_out() {
    const FanOutHop hop = fan_out_hop(layout_.mode, layout_.context);
    if (hop.p99.milliseconds <= 0) return;
    term("fan_out", hop.p50.milliseconds, hop.p99.milliseconds,
         "an estimate: SNS copies each message to the queue of every consumer group");
  }

  template <class Say>
  void add(std::string_view name, double p50, double p99, Say formula) {
    out_.terms.push_back({std::string(name), p50, p99, ledger_.words(formula)});
  }

  /// One percentile of the way from producer to consumer, in seconds.
  struct Way {
    double network = 0;
    double replication = 0;
    double fetch = 0;
  };

  /// Nobody waits for copies where there are none, or where they follow later.
  bool waits_for_copies() const {
    const Fact& fact = layout_.fact(FactKey::replication);
    return fact.is(Word::service_managed) ||
           (fact.is(Word::replicated) && sizing_.replication_factor > 1);
  }

  double replication_delay(std::string_view percentile, double whole, double round_trip) {
    const double brokers = as_number(sizing_.brokers.count);
    const bool fetched = followers_fetch(layout_.broker) && brokers > 1;
    const double topics = as_number(1 + sizing_.further.topics);
    return ledger_.of(
        {"latency.terms.replication.", percentile}, formulas::replication_delay,
        {{"delivery", whole},
         {"round_trip", round_trip},
         {"leaders", fetched ? std::ceil(as_number(sizing_.partitions) * topics / brokers) : 0},
         {"peers", fetched ? brokers - 1 : 1}});
  }

  Way delivered(std::string_view percentile, double whole, double round_trip) {
    Way out;
    out.network = ledger_.of({"latency.terms.network.", percentile}, formulas::network_delay,
                             {{"delivery", whole}, {"round_trip", round_trip}});
    if (waits_for_copies()) {
      out.replication = replication_delay(percentile, whole, round_trip);
    }
    out.fetch = ledger_.of(
        {"latency.terms.fetch.", percentile}, formulas::fetch_delay,
        {{"delivery", whole}, {"network", out.network}, {"replication", out.replication}});
    return out;
  }

  /// The catalogue plans the way as a whole; its parts are estimates that add up to it.
  void delivery() {
    constexpr double zones_apart = 0.002;
    const double p50 = layout_.number(FactKey::latency_p50) / per_second;
    const double p99 = layout_.number(FactKey::latency_p99) / per_second;
    const Way half = delivered("p50_ms", p50, zones_apart / 2);
    const Way most = delivered("p99_ms", p99, zones_apart);
    add("network", half.network * per_second, most.network * per_second,
        [] { return "network_delay: an estimate; zones lie up to 2 ms apart, there and back"; });
    if (waits_for_copies()) {
      add("replication", half.replication * per_second, most.replication * per_second, [] {
        return "replication_delay: an estimate; a round trip between zones until copies confirm";
      });
    }
    add("fetch", half.fetch * per_second, most.fetch * per_second, [&] {
      return fmt::format(
          "fetch_delay: the rest of {} at p50 and {} at p99, planned by the "
          "catalogue for the whole way",
          notation::duration(Duration{p50 * per_second}),
          notation::duration(Duration{p99 * per_second}));
    });
  }

  /// What waiting adds at the fullest consumer; empty where the queue grows without bound.
  std::optional<double> added_wait(double percentile, const FigurePath& path) {
    const double s = layout_.service_seconds();
    const ConsumerGroup& group = sizing_.consumers.front();
    if (group.utilization >= 1) return std::nullopt;
    const double peak = sizing_.traffic.peak.per_second;
    if (layout_.separate_queues() || of_key_) {
      return ledger_.try_out(
          path, formulas::mm1_added_wait,
          {{"rate", of_key_ ? peak * layout_.least_busiest_share() : group.utilization / s},
           {"service_time", s},
           {"percentile", percentile}});
    }
    return ledger_.try_out(path, formulas::mmc_added_wait,
                           {{"rate", peak},
                            {"service_time", s},
                            {"servers", as_number(group.instances)},
                            {"percentile", percentile}});
  }

  double behind(double messages, double percentile, double utilization, const FigurePath& path) {
    return ledger_.of(path, formulas::in_hand_wait,
                      {{"messages", messages},
                       {"service_time", layout_.service_seconds()},
                       {"percentile", percentile},
                       {"utilization", std::min(utilization, 1.0)}});
  }

  /// At the median a message stands in the middle of what its consumer holds, at the worst last.
  void in_hand(double utilization) {
    if (!waits_in_hand(layout_, sizing_)) return;
    const double held = as_number(sizing_.taken_at_once);
    const double at_median =
        behind((held + 1) / 2, median, utilization, "latency.terms.in_hand.p50_ms");
    const double at_tail = behind(held, tail, utilization, "latency.terms.in_hand.p99_ms");
    add("in_hand", at_median * per_second, at_tail * per_second, [&] {
      return fmt::format("in_hand_wait: up to {} wait in the consumer before it",
                         notation::counted(sizing_.taken_at_once - 1, "message"));
    });
  }

  double processing(double percentile, const FigurePath& path) {
    return ledger_.of(path, formulas::processing_percentile,
                      {{"service_time", layout_.service_seconds()}, {"percentile", percentile}});
  }

  bool queueing_and_processing() {
    const auto p50 = added_wait(median, "latency.terms.queueing.p50_ms");
    const auto p99 = added_wait(tail, "latency.terms.queueing.p99_ms");
    if (!p50 || !p99) return false;
    const ConsumerGroup& group = sizing_.consumers.front();
    add("queueing", *p50 * per_second, *p99 * per_second, [&] {
      const std::string busy = notation::percent(group.utilization);
      const std::string all = notation::counted(group.instances, "consumer");
      if (layout_.separate_queues()) {
        return fmt::format("M/M/1 on the fullest of {}, {} busy", all, busy);
      }
      return of_key_ ? fmt::format("M/M/1 on the busiest key; {} share the queue", all)
                     : fmt::format("M/M/c, {} on one queue, {} busy", all, busy);
    });
    in_hand(group.utilization);
    const double at_median = processing(median, "latency.terms.processing.p50_ms");
    const double at_tail = processing(tail, "latency.terms.processing.p99_ms");
    add("processing", at_median * per_second, at_tail * per_second, [] {
      return "workload.processing_time, taken as exponential: at the 99th percentile 4.6 times the "
             "mean";
    });
    return true;
  }

  void sum() {
    double p50 = 0;
    double p99 = 0;
    for (const LatencyTerm& one : out_.terms) {
      p50 += one.p50_ms;
      p99 += one.p99_ms;
    }
    out_.p50_ms = ledger_.given("latency.p50_ms", p50, "sum of latency.terms");
    out_.p99_ms = ledger_.given("latency.p99_ms", p99, "sum of latency.terms");
    out_.met = p99 <= out_.target_ms;
  }

  const Layout& layout_;
  const Sizing& sizing_;
  Ledger& ledger_;
  bool of_key_ = waits_for_its_key(layout_, sizing_);
  LatencyBudget out_;
};

/// Competing consumers come near the time of processing alone with few more of them; a consumer of
/// its own partition does so only where it has next to nothing to do.
constexpr double margin_of_own_queue = 0.25;
constexpr double margin_of_shared_queue = 0.01;

}  // namespace

LatencyBudget latency_target(const Layout& layout, const Sizing& sizing, Ledger& ledger) {
  LatencyBudget out;
  out.target_ms =
      ledger.given("latency.target_ms", layout.context.requirements.latency.milliseconds,
                   "requirements.latency");
  const double left = std::max(0.0, layout.latency_left_seconds(sizing.batch_wait));
  const double sized_for = ledger.of(
      "latency.sized_for_ms", formulas::attainable_target,
      {{"target", left},
       {"service_time", layout.service_seconds()},
       {"percentile", tail},
       {"margin", layout.separate_queues() ? margin_of_own_queue : margin_of_shared_queue}});
  out.sized_for_ms = sized_for * per_second;
  out.attainable = left > 0 && sized_for <= left;
  return out;
}

LatencyBudget latency_budget(const Layout& layout, const Sizing& sizing, Ledger& ledger) {
  return Budget(layout, sizing, ledger).calculate();
}

}  // namespace eventarch::sizing
