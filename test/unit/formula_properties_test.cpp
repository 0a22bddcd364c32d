/// What holds for every formula of the limits: its example, its expression, numbers whatever the
/// inputs, and more load that never needs less.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "eventarch/formulas.hpp"
#include "formulas/formula.hpp"
#include "input/quantity.hpp"

namespace eventarch {
namespace {

using std::string_view;

/// Of the families of limits: partitions, clusters, services, availability, deduplication.
constexpr std::array limits{
    // clang-format off
    &formulas::availability_k_of_n,
    &formulas::backlog_memory,
    &formulas::backlog_per_worker,
    &formulas::bookie_journal_write,
    &formulas::bookie_storage,
    &formulas::bookies_needed,
    &formulas::broker_inbound,
    &formulas::broker_outbound,
    &formulas::bundles,
    &formulas::cluster_write_limit,
    &formulas::controllers_tolerated,
    &formulas::cpu_cores_write_equivalent,
    &formulas::deduplication_entries,
    &formulas::deduplication_store_bytes,
    &formulas::disk_traffic,
    &formulas::event_hubs_throughput_units,
    &formulas::file_handles,
    &formulas::kinesis_shards,
    &formulas::lambda_concurrency,
    &formulas::link_bytes,
    &formulas::losses_survived_by_data,
    &formulas::losses_survived_by_writes,
    &formulas::memory_maps,
    &formulas::message_group_rate,
    &formulas::partition_growth_remapped_keys,
    &formulas::partitions_from_measured_rates,
    &formulas::prefetch,
    &formulas::prefetch_buffer_time,
    &formulas::prefetch_wait,
    &formulas::pubsub_ordering_keys,
    &formulas::quorum_node_memory,
    &formulas::quorum_queue_memory,
    &formulas::records_batch_bytes,
    &formulas::redpanda_memory,
    &formulas::replicas_per_broker,
    &formulas::replication_latency,
    &formulas::seconds_cached,
    &formulas::segments_per_replica,
    &formulas::sqs_fifo_calls,
    &formulas::sqs_fifo_queues,
    &formulas::sqs_in_flight,
    &formulas::total_reads,
    &formulas::total_writes,
    &formulas::unclean_failover_time,
    &formulas::visibility_timeout,
    &formulas::workers_for_backlog,
    &formulas::write_availability,
    // clang-format on
};

double number_in(const std::string& text) {
  double value = std::numeric_limits<double>::quiet_NaN();
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

double value_of(Dimension dimension, const std::string& text) {
  using namespace input;
  switch (dimension) {
    case Dimension::number: return number_in(text);
    case Dimension::count: return static_cast<double>(std::get<Count>(parse_count(text)).value);
    case Dimension::share: return std::get<Share>(parse_share(text)).value;
    case Dimension::message_rate: return std::get<MessageRate>(parse_message_rate(text)).per_second;
    case Dimension::byte_rate: return std::get<ByteRate>(parse_byte_rate(text)).per_second;
    case Dimension::bytes: return std::get<ByteSize>(parse_size(text)).bytes;
    case Dimension::duration: return std::get<Duration>(parse_duration(text)).seconds();
  }
  return 0;
}

/// The value of `name` in `load=20 rate="5 msg/s"`; empty where it is not there.
std::string argument(string_view name, string_view arguments) {
  const std::string key = " " + std::string(name) + "=";
  const std::string all = " " + std::string(arguments) + " ";
  const std::size_t found = all.find(key);
  if (found == std::string::npos) return {};
  const std::size_t from = found + key.size();
  if (all[from] == '"') return all.substr(from + 1, all.find('"', from + 1) - from - 1);
  return all.substr(from, all.find(' ', from) - from);
}

std::vector<double> example_values(const Formula& formula) {
  std::vector<double> values;
  for (const FormulaInput& input : formula.inputs) {
    const std::string text = argument(input.name, formula.example.arguments);
    EXPECT_TRUE(!text.empty() || input.fallback) << formula.name << " has no " << input.name;
    values.push_back(text.empty() ? input.fallback.value_or(0) : value_of(input.dimension, text));
    EXPECT_TRUE(input.range.holds(values.back())) << formula.name << ", " << input.name;
  }
  return values;
}

TEST(EveryLimit, GivesTheNumberOfItsExample) {
  for (const Formula* formula : limits) {
    const auto result = formula->evaluate(example_values(*formula));
    ASSERT_TRUE(result.has_value()) << formula->name;
    EXPECT_NEAR(*result, formula->example.result, 1e-9 * std::abs(formula->example.result))
        << formula->name;
  }
}

/// Whether `word` stands in `text` by itself.
bool names(string_view text, string_view word) {
  const auto part = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
  for (std::size_t at = text.find(word); at != string_view::npos; at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !part(text[at - 1]);
    const std::size_t end = at + word.size();
    if (begins && (end == text.size() || !part(text[end]))) return true;
  }
  return false;
}

TEST(EveryLimit, NamesEachInputInItsExpression) {
  for (const Formula* formula : limits) {
    for (const FormulaInput& input : formula->inputs) {
      EXPECT_TRUE(names(formula->expression, input.name)) << formula->name << ": " << input.name;
    }
  }
}

std::vector<double> corners(const Range& range) {
  const double smallest = std::numeric_limits<double>::denorm_min();
  const double below = std::nextafter(range.most, 0);
  return {range.least_excluded ? range.least + smallest : range.least,
          std::clamp(1e-9, range.least, below), std::clamp(1.5, range.least, below),
          range.most_excluded ? below : range.most};
}

void expect_numbers(const Formula& formula, std::vector<double>& values, std::size_t at) {
  if (at < formula.inputs.size()) {
    for (const double corner : corners(formula.inputs[at].range)) {
      values[at] = corner;
      expect_numbers(formula, values, at + 1);
    }
    return;
  }
  const auto result = formula.evaluate(values);
  const bool documented = result || !formula.unbounded.empty();
  EXPECT_TRUE(documented) << formula.name << testing::PrintToString(values);
  EXPECT_TRUE(std::isfinite(result.value_or(0))) << formula.name << testing::PrintToString(values);
  EXPECT_GE(result.value_or(0), 0) << formula.name << testing::PrintToString(values);
}

TEST(EveryLimit, GivesANumberWhateverItsInputs) {
  for (const Formula* formula : limits) {
    std::vector<double> values(formula->inputs.size());
    expect_numbers(*formula, values, 0);
  }
}

TEST(EveryLimit, NeedsNoLessForMoreLoad) {
  struct Load {
    const Formula& formula;
    std::vector<string_view> inputs;
  };
  const std::vector<Load> loads{
      {formulas::partitions_from_measured_rates, {"target"}},
      {formulas::replicas_per_broker, {"partitions", "replication_factor"}},
      {formulas::total_writes, {"ingress", "replication_factor"}},
      {formulas::total_reads, {"ingress", "replication_factor", "consumer_groups"}},
      {formulas::disk_traffic, {"ingress", "replication_factor", "lagging_groups"}},
      {formulas::cpu_cores_write_equivalent, {"writes", "reads"}},
      {formulas::redpanda_memory, {"cores", "replicas"}},
      {formulas::file_handles, {"replicas", "partition_bytes", "connections"}},
      {formulas::kinesis_shards, {"ingress", "records", "polling_applications"}},
      {formulas::event_hubs_throughput_units, {"ingress", "events_in", "egress", "events_out"}},
      {formulas::pubsub_ordering_keys, {"ingress"}},
      {formulas::sqs_fifo_queues, {"rate"}},
      {formulas::sqs_in_flight, {"rate", "processing"}},
      {formulas::workers_for_backlog, {"backlog", "processing"}},
      {formulas::prefetch, {"deliver", "acknowledge"}},
      {formulas::bundles, {"brokers", "topics", "sessions", "rate", "traffic"}},
      {formulas::bookies_needed, {"ingress", "retention", "write_quorum", "ensemble"}},
      {formulas::deduplication_entries, {"rate", "window"}},
  };
  for (const auto& [formula, inputs] : loads) {
    for (const string_view name : inputs) {
      auto values = example_values(formula);
      const auto input = std::ranges::find(formula.inputs, name, &FormulaInput::name);
      ASSERT_NE(input, formula.inputs.end()) << formula.name << ": " << name;
      double& load = values[static_cast<std::size_t>(input - formula.inputs.begin())];
      const double first = load;
      double before = 0;
      for (double factor = 1; factor < 1e4; factor *= 1.01) {
        load = first * factor;
        const double needed = formula.evaluate(values).value_or(-1);
        EXPECT_GE(needed, before) << formula.name << ", " << name << " " << load;
        before = needed;
      }
      EXPECT_GT(before, formula.example.result) << formula.name << ", " << name;
    }
  }
}

}  // namespace
}  // namespace eventarch
