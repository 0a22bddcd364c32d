#include "eventarch/components/transactional_producer.hpp"

#include <algorithm>
#include <utility>

namespace eventarch::components {

TransactionalProducer::TransactionalProducer(TransactionLog& log, std::string transactional_id,
                                             std::uint32_t tries)
    : log_(&log), transactional_id_(std::move(transactional_id)), tries_(std::max(tries, 1U)) {}

/// Sends a request until it has an answer. Every request names its transaction and its place in it,
/// so that sending it twice does nothing twice.
template <typename Request>
LogOutcome TransactionalProducer::ask(Request request) {
  LogOutcome outcome = LogOutcome::unknown;
  for (std::uint32_t i = 0; i < tries_ && outcome == LogOutcome::unknown; ++i) outcome = request();
  if (outcome == LogOutcome::fenced) state_ = ProducerState::fenced;
  return outcome;
}

LogOutcome TransactionalProducer::open() {
  for (std::uint32_t i = 0; i < tries_; ++i) {
    if (const auto epoch = log_->open_session(transactional_id_)) {
      epoch_ = *epoch;
      number_ = 0;
      state_ = ProducerState::ready;
      return LogOutcome::done;
    }
  }
  return LogOutcome::unknown;
}

LogOutcome TransactionalProducer::begin(Instant now) {
  if (state_ == ProducerState::fenced) return LogOutcome::fenced;
  if (state_ == ProducerState::closed && open() != LogOutcome::done) return LogOutcome::unknown;
  if (state_ != ProducerState::ready) return LogOutcome::refused;
  ++number_;
  sent_ = 0;
  const LogOutcome outcome = ask([&] { return log_->begin(name(), now); });
  if (outcome == LogOutcome::done) state_ = ProducerState::in_transaction;
  // It may have begun: it has to be ended before the next one.
  if (outcome == LogOutcome::unknown) state_ = ProducerState::must_abort;
  return outcome;
}

LogOutcome TransactionalProducer::send(const std::string& topic, Message message) {
  if (state_ == ProducerState::fenced) return LogOutcome::fenced;
  if (state_ != ProducerState::in_transaction) return LogOutcome::refused;
  message.topic = topic;
  const std::uint64_t sequence = sent_ + 1;
  const LogOutcome outcome = ask([&] { return log_->append(name(), sequence, message); });
  if (outcome == LogOutcome::done) sent_ = sequence;
  if (outcome == LogOutcome::unknown || outcome == LogOutcome::refused) {
    state_ = ProducerState::must_abort;
  }
  return outcome;
}

LogOutcome TransactionalProducer::send_offset(const GroupOffset& offset) {
  if (state_ == ProducerState::fenced) return LogOutcome::fenced;
  if (state_ != ProducerState::in_transaction) return LogOutcome::refused;
  const LogOutcome outcome = ask([&] { return log_->append_offset(name(), offset); });
  if (outcome == LogOutcome::unknown || outcome == LogOutcome::refused) {
    state_ = ProducerState::must_abort;
  }
  return outcome;
}

LogOutcome TransactionalProducer::commit() {
  if (state_ == ProducerState::fenced) return LogOutcome::fenced;
  if (state_ != ProducerState::in_transaction && state_ != ProducerState::commit_unknown) {
    return LogOutcome::refused;
  }
  const LogOutcome outcome = ask([&] { return log_->commit(name()); });
  return settle(outcome, sent_, ProducerState::commit_unknown);
}

LogOutcome TransactionalProducer::abort() {
  if (state_ == ProducerState::fenced) return LogOutcome::fenced;
  if (state_ != ProducerState::in_transaction && state_ != ProducerState::must_abort &&
      state_ != ProducerState::abort_unknown) {
    return LogOutcome::refused;
  }
  const LogOutcome outcome = ask([&] { return log_->abort(name()); });
  return settle(outcome, 0, ProducerState::abort_unknown);
}

LogOutcome TransactionalProducer::settle(LogOutcome outcome, std::uint64_t newly_committed,
                                         ProducerState if_unknown) {
  switch (outcome) {
    case LogOutcome::done:
      committed_ += newly_committed;
      state_ = ProducerState::ready;
      break;
    case LogOutcome::refused: state_ = ProducerState::ready; break;
    case LogOutcome::unknown: state_ = if_unknown; break;
    case LogOutcome::fenced: break;
  }
  return outcome;
}

TransactionalProducer::Transaction::~Transaction() {
  if (begun_ != LogOutcome::done && begun_ != LogOutcome::unknown) return;
  if (producer_->epoch_ != epoch_ || producer_->number_ != number_) return;
  const ProducerState state = producer_->state();
  if (state == ProducerState::in_transaction || state == ProducerState::must_abort) {
    producer_->abort();
  }
}

}  // namespace eventarch::components
