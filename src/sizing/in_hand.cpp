#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "formulas/formula.hpp"
#include "sizing/broker_machine.hpp"
#include "sizing/stages.hpp"

namespace eventarch::sizing {
namespace {

/// About a second of work, or half of one: what one consumer has in hand no other can take.
double work_of(double seconds, const Layout& layout) {
  return std::max(1.0, std::floor(seconds / layout.service_seconds()));
}

struct Bounds {
  double least = 1;
  double most = 1;
};

/// RabbitMQ: a consumer that never waits for the next message. 1 ms each way is an assumption;
/// beside a job of 50 ms it is little, and a second job in hand would wait where others are free.
/// Where it is no more than a tenth of the job, one in hand will do as well.
Bounds prefetch(const Layout& layout) {
  constexpr double leg = 0.001;
  constexpr double long_job = 0.05;
  constexpr double tenth = 0.1;
  constexpr double advised_most = 300;
  const double s = layout.service_seconds();
  if (s >= long_job) return {};
  const std::array round_trip{leg, leg, s};
  const double busy = formulas::prefetch.evaluate(round_trip).value_or(advised_most);
  const double most = std::min(busy, advised_most);
  return {.least = 2 * leg <= tenth * s ? 1 : most, .most = most};
}

/// SQS: a FIFO queue takes 300 calls a second, however many messages each of them carries.
double messages_of_a_call(const Layout& layout, MessageRate peak) {
  constexpr double calls = 300;
  constexpr double most = 10;
  if (layout.mode.id != "fifo") return 1;
  const double usable = calls * layout.context.capacity.utilization_target.value;
  return std::clamp(std::ceil(peak.per_second / usable), 1.0, most);
}

/// What clients take by default, or less; 1 where a client asks for each message.
double client_most(std::string_view broker) {
  if (broker == "gcp_pubsub" || broker == "pulsar") return 1000;
  if (broker == "kafka") return 500;
  if (broker == "azure_service_bus" || broker == "redis_streams") return 100;
  return 1;
}

}  // namespace

InHand::InHand(const Layout& layout, const Sizing& sizing, double left_seconds)
    : service_seconds_(layout.service_seconds()),
      shared_(!layout.separate_queues()),
      of_each_unit_(stores_apart(layout.broker)) {
  if (layout.is_log()) return;
  const std::string_view broker = layout.broker.id;
  if (broker == "rabbitmq") {
    const Bounds bounds = prefetch(layout);
    least_ = bounds.least;
    most_ = bounds.most;
  } else if (broker == "sqs") {
    least_ = messages_of_a_call(layout, sizing.traffic.peak);
    most_ = std::clamp(work_of(1, layout), least_, 10.0);
  } else {
    most_ = std::min(client_most(broker), work_of(of_each_unit_ ? 0.5 : 1, layout));
  }
  if (!shared_ || most_ <= 1) return;
  const double alone = layout.processing_tail_seconds();
  const double fitting = std::max((left_seconds - alone) / 2, wait_behind(least_));
  // How many units there are is not settled yet.
  kept_seconds_ = of_each_unit_ ? fitting : std::min(fitting, wait_behind(most_));
}

bool waits_in_hand(const Layout& layout, const Sizing& sizing) {
  return !layout.separate_queues() && sizing.taken_at_once > 1;
}

double InHand::wait_behind(double messages) const {
  const std::array batch{messages, service_seconds_, tail, 1.0};
  return formulas::in_hand_wait.evaluate(batch).value_or(0);
}

std::uint64_t InHand::messages(std::uint64_t units) const {
  if (!shared_) return count_of(most_);
  const double side_by_side = of_each_unit_ ? as_number(units) : 1;
  if (most_ <= 1) return count_of(side_by_side);
  const double all = most_ * side_by_side;
  if (wait_behind(all) <= kept_seconds_) return count_of(all);
  double fits = least_;
  double beyond = all;
  while (beyond - fits > 1) {
    const double middle = std::floor((fits + beyond) / 2);
    (wait_behind(middle) <= kept_seconds_ ? fits : beyond) = middle;
  }
  return count_of(std::max(1.0, std::floor(fits / side_by_side)) * side_by_side);
}

}  // namespace eventarch::sizing
