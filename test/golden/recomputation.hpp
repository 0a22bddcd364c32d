#pragma once

/// Calculates the `sizing` of a JSON report again, by the formulas that its figures name.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eventarch/formulas.hpp"

namespace eventarch::testing_support {

/// What is wrong with the numbers of one report; nothing where each follows from its figure.
class Recomputation {
 public:
  using Json = nlohmann::json;

  explicit Recomputation(const Json& report) : report_(report), sizing_(report.at("sizing")) {
    // A later figure takes the place of an earlier one.
    for (const Json& figure : sizing_.at("figures")) {
      figures_[figure.at("path").get<std::string>()] = &figure;
    }
  }

  std::vector<std::string> faults() {
    for (const auto& [path, figure] : figures_) check_figure(path, *figure);
    walk(sizing_, "");
    for (const std::string path : {"partitions", "replication_factor", "min_in_sync_replicas"}) {
      check_number(path, report_.at("topology").at(path));
    }
    every_figure_is_of_a_number();
    inputs_are_the_numbers_they_are_said_to_be();
    what_is_given_is_what_it_is_said_to_be();
    shares_of_limits();
    return std::move(faults_);
  }

  [[nodiscard]] const std::set<std::string>& numbers() const { return numbers_; }

 private:
  /// Reports are rounded to six digits.
  static constexpr double as_reported = 1e-5;
  static constexpr double exact = 1e-9;

  static bool near(double a, double b, double tolerance) {
    return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
  }

  void fault(std::string text) { faults_.push_back(std::move(text)); }

  /// Numbers that are inputs, that are no result, or that have a check of their own.
  static bool passed_over(std::string_view key) {
    constexpr std::array<std::string_view, 4> keys{"figures", "inputs", "share", "sensitivity"};
    return std::ranges::find(keys, key) != keys.end();
  }

  /// Where a number stands: items of a list go by their name, or else by their index.
  static std::string item_path(const std::string& path, const Json& item, std::size_t index) {
    const bool named = item.is_object() && item.contains("name");
    return fmt::format("{}.{}", path,
                       named ? item.at("name").get<std::string>() : std::to_string(index));
  }

  /// The path of the figure: a need is one number, and `ms` is a term at its worst.
  static std::string figure_path(std::string path) {
    const auto cut = [&](std::string_view list, std::string_view end) {
      if (path.starts_with(list) && path.ends_with(end)) path.resize(path.size() - end.size());
    };
    cut("constraints.", ".partitions");
    cut("brokers.needs.", ".brokers");
    cut("bookies.needs.", ".bookies");
    if (path.starts_with("latency.terms.") && path.ends_with(".ms")) {
      path.replace(path.size() - 2, 2, "p99_ms");
    }
    return path;
  }

  void walk(const Json& node, const std::string& path) {
    if (node.is_number() || node.is_null()) check_number(figure_path(path), node);
    if (node.is_object()) {
      for (const auto& [key, value] : node.items()) {
        if (!passed_over(key)) walk(value, path.empty() ? key : path + "." + key);
      }
    }
    if (!node.is_array()) return;
    for (std::size_t i = 0; i < node.size(); ++i) walk(node[i], item_path(path, node[i], i));
  }

  /// The figure alone: its formula, on its inputs, gives its value.
  void check_figure(const std::string& path, const Json& figure) {
    if (figure.at("formula").is_null()) {
      const bool said = figure.at("given").is_string() && figure.at("given") != "";
      if (!said || !figure.at("value").is_number()) fault(path + ": nothing says where it stands");
      return;
    }
    const Formula* formula = find_formula(figure.at("formula").get<std::string>());
    if (formula == nullptr) return fault(path + ": no such formula");
    const Json& inputs = figure.at("inputs");
    if (inputs.size() != formula->inputs.size()) return fault(path + ": other inputs");
    std::vector<double> values;
    for (const FormulaInput& input : formula->inputs) {
      const Json value = inputs.value(std::string(input.name), Json());
      if (!value.is_number()) return fault(fmt::format("{}: without {}", path, input.name));
      values.push_back(value.get<double>());
      if (!input.range.holds(values.back())) {
        fault(fmt::format("{}: {} is out of range", path, input.name));
      }
    }
    if (figure.at("unit") != base_unit(formula->result)) fault(path + ": another unit");
    const auto result = formula->evaluate(values);
    const Json& value = figure.at("value");
    if (!result) {
      if (!value.is_null()) fault(path + ": the formula has no answer");
      if (formula->unbounded.empty()) fault(path + ": nothing says why there is no answer");
    } else if (!value.is_number() || !near(*result, value.get<double>(), exact)) {
      fault(
          fmt::format("{}: the formula gives {}, the figure says {}", path, *result, value.dump()));
    }
  }

  /// A number of the report is that of its figure.
  void check_number(const std::string& path, const Json& reported) {
    const auto found = figures_.find(path);
    if (found == figures_.end()) {
      if (reported.is_number()) fault(path + ": no figure");
      return;
    }
    numbers_.insert(path);
    const Json& value = found->second->at("value");
    if (!value.is_number()) {
      // 0 stands for "no number is enough" where null is not allowed.
      if (reported.is_number() && reported != 0) fault(path + ": the figure has no value");
      return;
    }
    if (!reported.is_number()) return fault(path + ": the report has no value");
    const double expected = value.get<double>() * scale(path, *found->second);
    if (!near(reported.get<double>(), expected, as_reported)) {
      fault(fmt::format("{}: {} in the report, {} by its figure", path, reported.dump(), expected));
    }
  }

  /// Formulas give seconds; what is given is as the report shows it.
  static double scale(const std::string& path, const Json& figure) {
    const bool in_seconds = figure.at("unit") == base_unit(Dimension::duration);
    return in_seconds && path.ends_with("_ms") ? 1000 : 1;
  }

  void every_figure_is_of_a_number() {
    for (const auto& [path, figure] : figures_) {
      // A step on the way to the instances, which the report does not show on its own.
      if (path.ends_with(".for_hot_key")) continue;
      if (figure->at("value").is_number() && !numbers_.contains(path)) {
        fault(path + ": a figure of no number in the report");
      }
    }
  }

  [[nodiscard]] double value_of(const std::string& path) const {
    const auto found = figures_.find(path);
    if (found == figures_.end() || !found->second->at("value").is_number()) return 0;
    return found->second->at("value").get<double>();
  }

  /// `input` of the figure `of` is the number `from`, where there is such a figure and input.
  void input_is(const std::string& of, const std::string& input, const std::string& from) {
    const auto found = figures_.find(of);
    if (found == figures_.end() || !found->second->at("inputs").contains(input)) return;
    const double used = found->second->at("inputs").at(input).get<double>();
    // Formulas are made for amounts up to here; design files may state more.
    constexpr double far = 1e18;
    if (used == far && value_of(from) > far) return;
    if (!near(used, value_of(from), exact)) {
      fault(fmt::format("{}: {} is {}, {} is {}", of, input, used, from, value_of(from)));
    }
  }

  void inputs_are_the_numbers_they_are_said_to_be() {
    struct Link {
      std::string_view of;
      std::string_view input;
      std::string_view from;
    };
    constexpr std::array links{
        Link{"traffic.peak_messages_per_second", "rate", "traffic.average_messages_per_second"},
        Link{"traffic.average_bytes_per_second", "rate", "traffic.average_messages_per_second"},
        Link{"traffic.peak_bytes_per_second", "rate", "traffic.peak_messages_per_second"},
        Link{"constraints.producer_throughput", "peak_rate", "traffic.peak_messages_per_second"},
        Link{"constraints.producer_bytes", "peak_bytes", "traffic.peak_bytes_per_second"},
        Link{"constraints.consumer_bytes", "peak_bytes", "traffic.peak_bytes_per_second"},
        Link{"constraints.consumer_throughput", "peak_rate", "traffic.peak_messages_per_second"},
        Link{"constraints.recovery", "rate", "traffic.average_messages_per_second"},
        Link{"partitions", "count", "rounding.raw"},
        Link{"partitions", "multiple", "rounding.multiple_of"},
        Link{"replication.losses_writes_survive", "replication_factor", "replication_factor"},
        Link{"replication.losses_writes_survive", "min_in_sync", "min_in_sync_replicas"},
        Link{"replication.losses_data_survives", "min_in_sync", "min_in_sync_replicas"},
        Link{"storage.bytes_per_replica", "byte_rate", "traffic.average_bytes_per_second"},
        Link{"storage.segment_slack_bytes", "partitions", "partitions"},
        Link{"storage.bytes_total", "stored", "storage.bytes_per_replica"},
        Link{"storage.bytes_total", "slack", "storage.segment_slack_bytes"},
        Link{"storage.bytes_provisioned", "stored", "storage.bytes_total"},
        Link{"storage.bytes_per_replica", "further", "further_flows.average_bytes_per_second"},
        Link{"further_flows.average_messages_per_second", "rate",
             "traffic.average_messages_per_second"},
        Link{"further_flows.average_messages_per_second", "per_event",
             "further_flows.messages_per_event"},
        Link{"further_flows.average_bytes_per_second", "rate",
             "further_flows.average_messages_per_second"},
        Link{"network.ingress_bytes_per_second", "events", "traffic.peak_bytes_per_second"},
        Link{"network.ingress_bytes_per_second", "further", "further_flows.peak_bytes_per_second"},
        Link{"network.egress_bytes_per_second", "events", "traffic.peak_bytes_per_second"},
        Link{"network.egress_bytes_per_second", "further", "further_flows.peak_bytes_per_second"},
        Link{"network.replication_bytes_per_second", "ingress", "network.ingress_bytes_per_second"},
        Link{"network.replication_bytes_per_second", "events", "traffic.peak_bytes_per_second"},
        Link{"network.replication_bytes_per_second", "further",
             "further_flows.peak_bytes_per_second"},
        Link{"network.replication_bytes_per_second", "replication_factor", "replication_factor"},
        Link{"limits.bytes_per_second.value", "events", "traffic.peak_bytes_per_second"},
        Link{"limits.messages_per_second.value", "events", "traffic.peak_messages_per_second"},
        Link{"brokers.needs.storage", "load", "storage.bytes_total"},
        Link{"brokers.needs.page_cache", "load", "memory.page_cache_bytes"},
        Link{"brokers.utilization_after_loss", "brokers", "brokers.count"},
        Link{"bookies.needs.storage", "load", "storage.bytes_total"},
        Link{"bookies.needs.page_cache", "load", "memory.page_cache_bytes"},
        Link{"bookies.needs.journal_disk", "load", "network.replication_bytes_per_second"},
        Link{"bookies.utilization_after_loss", "brokers", "bookies.count"},
        Link{"latency.terms.fetch.p50_ms", "network", "latency.terms.network.p50_ms"},
        Link{"latency.terms.fetch.p99_ms", "network", "latency.terms.network.p99_ms"},
        Link{"latency.terms.fetch.p50_ms", "replication", "latency.terms.replication.p50_ms"},
        Link{"latency.terms.fetch.p99_ms", "replication", "latency.terms.replication.p99_ms"},
        Link{"constraints.latency", "target", "latency.sized_for_ms"},
        Link{"recovery.backlog_messages", "rate", "traffic.average_messages_per_second"},
        Link{"recovery.backlog_messages", "outage", "recovery.outage_seconds"},
        Link{"recovery.drain_seconds", "backlog", "recovery.backlog_messages"},
        Link{"recovery.drain_seconds", "arrival", "traffic.average_messages_per_second"},
        Link{"recovery.retention_margin_seconds", "outage", "recovery.outage_seconds"},
        Link{"recovery.retention_margin_seconds", "drain", "recovery.drain_seconds"},
    };
    for (const Link& link : links) {
      input_is(std::string(link.of), std::string(link.input), std::string(link.from));
    }
    for (std::size_t i = 0; i < sizing_.at("consumers").size(); ++i) {
      const std::string group = fmt::format("consumers.{}.", i);
      input_is(group + "instances", "partitions", "partitions");
      input_is(group + "utilization", "partitions", "partitions");
      input_is(group + "utilization", "instances", group + "instances");
    }
  }

  double largest(const Json& list, const char* key) {
    double most = 0;
    for (const Json& one : list) most = std::max(most, one.at(key).get<double>());
    return most;
  }

  void expect_same(std::string_view what, double a, double b) {
    if (!near(a, b, as_reported)) fault(fmt::format("{}: {} is not {}", what, a, b));
  }

  /// What a figure gives as "the largest of" or "the sum of" others.
  void what_is_given_is_what_it_is_said_to_be() {
    expect_same("rounding.raw", value_of("rounding.raw"),
                largest(sizing_.at("constraints"), "partitions"));
    for (const char* machines : {"brokers", "bookies"}) {
      const auto count = figures_.find(fmt::format("{}.count", machines));
      if (count == figures_.end() || !count->second->at("inputs").contains("count")) continue;
      expect_same(machines, count->second->at("inputs").at("count").get<double>(),
                  largest(sizing_.at(machines).at("needs"), machines));
    }
    for (const char* percentile : {"p50_ms", "p99_ms"}) {
      const Json& latency = sizing_.at("latency");
      if (latency.at(percentile).is_null()) continue;
      double sum = 0;
      for (const Json& term : latency.at("terms")) sum += term.at(percentile).get<double>();
      expect_same("latency", latency.at(percentile).get<double>(), sum);
    }
    for (const Json& group : sizing_.at("consumers")) instances_follow_from_needs(group);
  }

  void instances_follow_from_needs(const Json& group) {
    const double for_load =
        std::max(group.at("for_stability").get<double>(), group.at("for_recovery").get<double>());
    // A latency target that is out of reach asks for no instances that nothing would feed.
    const Json& beyond = sizing_.at("unreachable");
    const bool attainable =
        sizing_.at("latency").at("attainable").get<bool>() &&
        std::ranges::none_of(beyond, [](const Json& one) { return one.at("name") == "latency"; });
    const double needed =
        attainable ? std::max(for_load, group.at("for_latency").get<double>()) : for_load;
    if (group.at("idle") != 0) {
      expect_same("idle", group.at("idle").get<double>(), needed - value_of("partitions"));
    }
    if (group.at("instances").get<double>() < needed && group.at("idle") == 0) {
      const auto path = fmt::format("consumers.{}.instances", index_of(group));
      const auto found = figures_.find(path);
      if (found != figures_.end() && found->second->at("given") != "consumers_per_group") {
        fault(path + ": fewer than needed");
      }
    }
  }

  [[nodiscard]] std::size_t index_of(const Json& group) const {
    std::size_t i = 0;
    while (sizing_.at("consumers")[i] != group) ++i;
    return i;
  }

  void shares_of_limits() {
    for (const Json& limit : sizing_.at("limits")) {
      const double share = limit.at("value").get<double>() / limit.at("limit").get<double>();
      expect_same("limits." + limit.at("name").get<std::string>(), limit.at("share").get<double>(),
                  share);
    }
  }

  const Json& report_;
  const Json& sizing_;
  std::map<std::string, const Json*> figures_;
  std::set<std::string> numbers_;
  std::vector<std::string> faults_;
};

}  // namespace eventarch::testing_support
