/// What it costs to judge a history while it happens, beside the floor of walking over the same
/// events and hashing them. The history is that of an undisturbed run: seven events a message over
/// 64 partitions and 10,000 keys, a few hundred messages in flight.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <span>
#include <vector>

#include "simulation/invariants/invariant_set.hpp"

namespace {

using namespace eventarch::simulation;

constexpr std::uint32_t partitions = 64;
constexpr std::uint32_t keys = 10'000;
constexpr std::uint32_t messages = 200'000;
constexpr std::uint32_t step = 100;  // messages between a stage of the path and the next

struct Sent {
  std::uint32_t key;
  std::uint32_t nth;
  std::uint32_t partition;
  std::uint64_t offset;
};

std::vector<Sent> all_sent() {
  std::vector<Sent> all;
  std::vector<std::uint32_t> next_of_key(keys);
  std::vector<std::uint64_t> next_offset(partitions);
  std::uint64_t draw = 88'172'645'463'325'252;
  for (std::uint32_t message = 0; message < messages; ++message) {
    draw ^= draw << 13;
    draw ^= draw >> 7;
    draw ^= draw << 17;
    const auto key = static_cast<std::uint32_t>(draw % keys);
    const std::uint32_t partition = key % partitions;
    all.push_back({key, next_of_key[key]++, partition, next_offset[partition]++});
  }
  return all;
}

std::vector<Event> undisturbed_history() {
  const std::vector<Sent> sent = all_sent();
  std::vector<Event> history;
  std::uint64_t time = 0;
  const auto about = [&](std::uint32_t message, EventKind kind, std::uint16_t actor) {
    Event event{.time = time, .value = sent[message].offset, .message = message};
    event.key = sent[message].key;
    event.nth = sent[message].nth;
    event.partition = sent[message].partition;
    event.epoch = 1;
    event.actor = actor;
    event.kind = kind;
    return event;
  };
  const auto consumed = [&](std::uint32_t message, EventKind kind) {
    Event event = about(message, kind, static_cast<std::uint16_t>(2 + message % 16));
    event.group = 0;
    event.attempt = 1;
    if (kind == EventKind::effect) event.outcome = Outcome::ok;
    if (kind == EventKind::commit) ++event.value;
    return event;
  };
  for (std::uint32_t now = 0; now < messages + 3 * step; ++now) {
    time += 100'000;
    if (now < messages) {
      history.push_back(about(now, EventKind::send, 0));
      history.push_back(about(now, EventKind::append, 1));
    }
    if (now >= step && now - step < messages) {
      Event mark = about(now - step, EventKind::high_watermark, 1);
      ++mark.value;
      history.push_back(mark);
      history.push_back(about(now - step, EventKind::send_ok, 0));
    }
    if (now >= 2 * step && now - 2 * step < messages) {
      history.push_back(consumed(now - 2 * step, EventKind::deliver));
    }
    if (now >= 3 * step) {
      history.push_back(consumed(now - 3 * step, EventKind::effect));
      history.push_back(consumed(now - 3 * step, EventKind::commit));
    }
  }
  history.push_back({.time = time, .kind = EventKind::quiesce});
  return history;
}

const std::vector<Event>& history() {
  static const std::vector<Event> all = undisturbed_history();
  return all;
}

void per_message(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * messages);
}

void hash_only(benchmark::State& state) {
  for (auto _ : state) {
    std::uint64_t hash = 14'695'981'039'346'656'037U;
    for (const Event& event : history()) {
      hash = (hash ^ event.time) * 1'099'511'628'211U;
      hash = (hash ^ event.value ^ event.message) * 1'099'511'628'211U;
    }
    benchmark::DoNotOptimize(hash);
  }
  per_message(state);
}
BENCHMARK(hash_only)->Unit(benchmark::kMillisecond);

void judged(benchmark::State& state) {
  Promises promises;
  promises.every_message_handled = promises.effects_once = promises.appended_once = true;
  promises.acknowledged_survives = promises.order_per_key = promises.transactions = true;
  promises.dead_letters = true;
  promises.retry = RetrySchedule{};
  promises.failures_max = 20;
  promises.deduplication_time = 1'000'000'000'000;
  const Layout layout{.topics = {{.partitions = partitions, .groups = 1}},
                      .groups = {{.polls_in_order = true}}};
  for (auto _ : state) {
    InvariantSet invariants{layout, promises};
    invariants.observe(history());
    if (invariants.any_violation()) state.SkipWithError("a false alarm");
  }
  per_message(state);
}
BENCHMARK(judged)->Unit(benchmark::kMillisecond);

}  // namespace
