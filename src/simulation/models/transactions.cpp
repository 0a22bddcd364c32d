/// Producers that write several records all or nothing, and a reader behind them. A reader of
/// committed records sees them up to the first that is still open, without those of aborted
/// transactions; another one sees everything as it comes. A new instance of a producer fences the
/// old one, whose open transaction is aborted.

#include <fmt/format.h>

#include <array>
#include <vector>

#include "simulation/models/scenario.hpp"

namespace eventarch::simulation {
namespace {

enum class TransactionStep : std::uint8_t { begin, write, decide, read };

constexpr std::uint16_t producers = 2;
constexpr std::uint32_t partitions = 2;
constexpr std::uint16_t leader = producers;
constexpr std::uint16_t reader = producers + 1;
constexpr std::uint32_t records_each = 4;

enum class State : std::uint8_t { open, committed, aborted };

struct Record {
  std::uint32_t message = nothing;  ///< nothing: a marker
  std::uint32_t transaction = nothing;
};

struct Log {
  std::vector<Record> records;
  std::size_t position = 0;  ///< of the reader
};

class Transactions {
 public:
  explicit Transactions(const SmallRun& run)
      : world_(run),
        states_(run.count, State::open),
        epochs_(run.count),
        draws_(StreamName{run.seed, "transactions", 0, "work"}) {}

  void run() {
    for (std::uint16_t producer = 0; producer < producers; ++producer) {
      world_.after(Time{producer} * 7 * one_millisecond, TransactionStep::begin, producer);
    }
    world_.run_to_rest(*this);
  }

  void step(const PendingEvent& event) {
    if (event.kind() == strike_kind) return strike();
    switch (static_cast<TransactionStep>(event.kind())) {
      case TransactionStep::begin: return begin(event.subject);
      case TransactionStep::write: return write(event.subject, event.generation);
      case TransactionStep::decide: return decide(event.subject);
      case TransactionStep::read: return read(event.subject);
    }
  }

 private:
  [[nodiscard]] static std::uint16_t producer_of(std::uint32_t transaction) {
    return static_cast<std::uint16_t>(transaction % producers);
  }
  [[nodiscard]] bool fenced(std::uint32_t transaction) const {
    return epochs_[transaction] != epoch_[producer_of(transaction)];
  }

  void begin(std::uint32_t transaction) {
    if (transaction >= world_.count()) return;
    const std::uint16_t producer = producer_of(transaction);
    epochs_[transaction] = epoch_[producer];
    world_.record({.value = 60 * one_second,  // transaction.timeout.ms
                   .subject = transaction,
                   .epoch = epochs_[transaction],
                   .actor = producer,
                   .kind = EventKind::transaction_begin});
    for (std::uint32_t i = 0; i < records_each; ++i) {
      world_.after(Time{i + 1} * 3 * one_millisecond, TransactionStep::write, transaction, i);
    }
    world_.after(Time{records_each + 2} * 3 * one_millisecond, TransactionStep::decide,
                 transaction);
  }

  void write(std::uint32_t transaction, std::uint32_t number) {
    if (states_[transaction] != State::open || fenced(transaction)) return;  // refused: old epoch
    const std::uint32_t message = next_message_++;
    const std::uint32_t partition = (transaction + number) % partitions;
    const std::uint16_t producer = producer_of(transaction);
    world_.record({.value = world_.now(),
                   .message = message,
                   .key = message,
                   .partition = partition,
                   .subject = transaction,
                   .actor = producer,
                   .kind = EventKind::send});
    world_.record({.value = logs_[partition].records.size(),
                   .message = message,
                   .key = message,
                   .partition = partition,
                   .subject = transaction,
                   .epoch = 1,
                   .actor = leader,
                   .kind = EventKind::append});
    world_.record({.value = logs_[partition].records.size(),
                   .message = message,
                   .partition = partition,
                   .actor = producer,
                   .kind = EventKind::send_ok});
    logs_[partition].records.push_back({message, transaction});
    read_soon(partition);
  }

  /// Four of five are committed.
  void decide(std::uint32_t transaction) {
    constexpr double aborted = 0.2;
    if (states_[transaction] == State::open) {
      const bool commits = unit_interval(draws_.at(transaction)) >= aborted;
      end(transaction, commits ? State::committed : State::aborted);
    }
    world_.after(5 * one_millisecond, TransactionStep::begin, transaction + producers);
  }
  void end(std::uint32_t transaction, State state) {
    states_[transaction] = state;
    const bool commits = state == State::committed;
    world_.record({.subject = transaction,
                   .epoch = epochs_[transaction],
                   .actor = producer_of(transaction),
                   .kind = commits ? EventKind::transaction_commit : EventKind::transaction_abort});
    for (std::uint32_t partition = 0; partition < partitions; ++partition) {
      world_.record({.value = logs_[partition].records.size(),
                     .partition = partition,
                     .subject = transaction,
                     .kind = EventKind::marker,
                     .outcome = commits ? Outcome::committed : Outcome::aborted});
      logs_[partition].records.push_back({nothing, transaction});
      read_soon(partition);
    }
  }

  // --- Reading.
  void read_soon(std::uint32_t partition) {
    const Time delay = below(draws_.at(reads_++, 1), 15 * one_millisecond);
    world_.after(delay, TransactionStep::read, partition);
  }
  void read(std::uint32_t partition) {
    Log& log = logs_[partition];
    const bool committed_only = world_.plan().consumer.read_committed;
    while (log.position < log.records.size()) {
      const Record record = log.records[log.position];
      const bool marker = record.message == nothing;
      const State state = states_[record.transaction];
      if (committed_only && !marker && state == State::open) return;
      if (!marker && !(committed_only && state == State::aborted)) {
        deliver(partition, log.position, record.message);
      }
      ++log.position;
    }
    world_.record({.value = log.position,
                   .partition = partition,
                   .epoch = 1,
                   .actor = reader,
                   .group = 0,
                   .kind = EventKind::commit});
  }
  void deliver(std::uint32_t partition, std::uint64_t offset, std::uint32_t message) {
    Event event{.value = offset,
                .message = message,
                .key = message,
                .partition = partition,
                .epoch = 1,
                .actor = reader,
                .group = 0,
                .attempt = 1,
                .kind = EventKind::deliver};
    world_.record(event);
    event.kind = EventKind::effect;
    event.epoch = 0;
    event.outcome = Outcome::ok;
    world_.record(event);
  }

  /// Another instance begins under the same identity while the old one goes on; or a request of an
  /// old transaction arrives late, which the epoch of the transaction gives away.
  void strike() {
    const std::uint32_t transaction = world_.opened().subject;
    const std::uint16_t producer = producer_of(transaction);
    world_.begin_fault(producer);
    if (states_[transaction] == State::open) {
      ++epoch_[producer];
      world_.record({.epoch = epoch_[producer], .actor = producer, .kind = EventKind::fence});
      end(transaction, State::aborted);
    }
    world_.end_fault();
  }

  SmallWorld world_;
  std::vector<State> states_;
  std::vector<std::uint32_t> epochs_;  ///< of each transaction
  RandomStream draws_;
  std::array<std::uint32_t, producers> epoch_{1, 1};
  std::array<Log, partitions> logs_;
  std::uint32_t next_message_ = 0;
  std::uint64_t reads_ = 0;
};

constexpr std::array<std::string_view, 2> transaction_faults{"delayed_transaction_request",
                                                             "zombie_producer"};

}  // namespace

extern const Scenario transactions_scenario;
constinit const Scenario transactions_scenario{
    .name = "transactions",
    .applies = [](const SimulationPlan& plan) { return plan.patterns.transactions; },
    .faults = transaction_faults,
    .layout =
        [](const SimulationPlan&) {
          return Layout{.topics = {TopicLayout{.partitions = partitions, .groups = 1}},
                        .groups = {GroupLayout{.read_committed = true, .polls_in_order = true}}};
        },
    .actor =
        [](std::uint16_t number) {
          if (number == leader) return std::string("the broker");
          return number == reader ? std::string("the reader")
                                  : fmt::format("producer {}", number + 1);
        },
    .group = [](std::uint16_t) { return std::string("the readers"); },
    .promises =
        [](const Promises& all) {
          Promises own;
          own.transactions = all.transactions;
          own.reaper_interval = all.reaper_interval;
          own.every_message_handled = all.every_message_handled;
          own.effects_once = all.effects_once;
          return own;
        },
    .run = [](const SmallRun& run) { Transactions(run).run(); },
};

}  // namespace eventarch::simulation
