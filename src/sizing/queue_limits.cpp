/// How long queues may grow, and the disks that this takes.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "eventarch/counted_load.hpp"
#include "formulas/formula.hpp"
#include "formulas/queue_lengths.hpp"
#include "sizing/broker_machine.hpp"
#include "sizing/stages.hpp"
#include "support/notation.hpp"

namespace eventarch::sizing {
namespace {

double wanted_length(const Layout& layout, const Sizing& sizing) {
  const auto queues = as_number(std::max<std::uint64_t>(sizing.partitions, 1));
  const auto [kept, left] =
      formulas::queue_growth(sizing.traffic.average, layout.context.requirements.retention,
                             sizing.traffic.peak, layout.context.workload.outage, queues);
  const auto& most = layout.fact(FactKey::backlog_max).number;
  return std::clamp(std::max(kept, left * formulas::QueueGrowth::outages),
                    formulas::least_queue_length, most.value_or(formulas::most_queue_length));
}

/// With queues of their own: each group, and the commands and replies of a saga.
double queue_flows_of(const EventContext& context) {
  const bool saga = context.use_case == UseCase::saga;
  return as_number(context.consumers.size()) + (saga ? commands_asked(context) + 1 : 0);
}

double delayed_messages(const Layout& layout, const Sizing& sizing) {
  if (!layout.context.constraints.delayed_delivery) return 0;
  double all = 0;
  for (const formulas::WaitingTime& time : formulas::waiting_ladder) {
    all += formulas::waiting_length(time, sizing.traffic.average);
  }
  return all;
}

}  // namespace

bool Layout::queues_for_each_group() const {
  return load_basis(broker, mode) == LoadBasis::into_queues;
}

bool Layout::limits_queues() const { return queues_for_each_group() && !provider_sized(); }

double units_laid_out(const Layout& layout, const Sizing& sizing) {
  const double flows = layout.queues_for_each_group() ? queue_flows_of(layout.context)
                                                      : as_number(1 + sizing.further.topics);
  return flows * as_number(std::max<std::uint64_t>(sizing.partitions, 1));
}

double units_declared(const Layout& layout, const Sizing& sizing) {
  double all = units_laid_out(layout, sizing);
  if (!layout.queues_for_each_group()) return all;
  if (layout.context.keeps_dead_letters()) all += queue_flows_of(layout.context);
  if (layout.context.constraints.delayed_delivery) all += formulas::waiting_ladder.size();
  return all;
}

void limit_queues(const Layout& layout, Sizing& sizing, Ledger& ledger) {
  Storage& storage = sizing.storage;
  if (!layout.limits_queues()) {
    ledger.given("storage.bytes_admitted", 0, "no queue refuses messages by its length");
    return;
  }
  const Workload& w = layout.context.workload;
  const double utilization = layout.context.capacity.utilization_target.value;
  const double size = w.message_size.bytes / w.compression_ratio.value;
  const double copies = std::max(1.0, as_number(sizing.replication_factor));
  const double queues = units_laid_out(layout, sizing);
  const double delayed = delayed_messages(layout, sizing);
  const double wanted = wanted_length(layout, sizing);
  const double least = (formulas::least_queue_length * queues + delayed) * size * copies;
  const double disks =
      std::max(as_number(sizing.brokers.count) * machine::disk_bytes * utilization, least);
  const double room = (disks / copies / size - delayed) / queues;
  const double length =
      std::max(formulas::least_queue_length, wanted <= room ? std::ceil(wanted) : std::floor(room));
  sizing.queue_length = count_of(length);
  storage.admitted.bytes = ledger.of("storage.bytes_admitted", formulas::admitted_bytes,
                                     {{"length", wanted},
                                      {"queues", queues},
                                      {"delayed", delayed},
                                      {"message_size", size},
                                      {"copies", copies},
                                      {"disks", disks}});
  storage.provisioned.bytes =
      ledger.of("storage.bytes_provisioned", formulas::provisioned_for_limits,
                {{"stored", storage.total.bytes},
                 {"admitted", storage.admitted.bytes},
                 {"utilization", utilization}});
  storage.formula += ledger.words([&] {
    const std::string waiting =
        delayed > 0 ? fmt::format(" + {} that wait for their time", notation::number(delayed, 9))
                    : std::string();
    return fmt::format("; before they refuse more, queues take {} = ({} x {}{}) x {} x {}{}",
                       notation::size(storage.admitted),
                       notation::counted_number(length, "message"),
                       notation::counted_number(queues, "queue"), waiting,
                       notation::size(ByteSize{size}), notation::counted_number(copies, "copy"),
                       length < wanted ? ", as much as the disks hold" : "");
  });
}

}  // namespace eventarch::sizing
