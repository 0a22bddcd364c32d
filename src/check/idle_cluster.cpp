#include "check/idle_cluster.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "selection/contest.hpp"
#include "selection/variation.hpp"
#include "support/notation.hpp"

namespace eventarch::check {
namespace {

/// A judgement: below a hundredth even the smallest machines that are sold stand idle.
constexpr double idle_share = 0.01;

/// Of the busiest resource with all brokers there; empty where there are fewer than two.
std::optional<double> busiest_share(const BrokerCount& brokers) {
  if (brokers.count < 2 || !brokers.utilization_after_loss) return std::nullopt;
  const auto count = static_cast<double>(brokers.count);
  return *brokers.utilization_after_loss * (count - 1) / count;
}

/// The best that qualifies and is a service: there are no machines to choose or to run.
const Candidate* service_among(const Decision& decision) {
  const auto found = std::ranges::find_if(decision.candidates, [](const Candidate& one) {
    return one.eligible() && one.mode->fact(FactKey::replication).is(Word::service_managed);
  });
  return found == decision.candidates.end() ? nullptr : &*found;
}

/// The cloud that makes a broker the choice, where none is decided.
std::optional<Cloud> deciding_cloud(const EventContext& context, const Catalogue& catalogue,
                                    const Broker& broker) {
  if (context.constraints.cloud != Cloud::any) return std::nullopt;
  EventContext changed = selection::without_words(context);
  selection::Contest contest(catalogue);
  for (const Cloud cloud : {Cloud::aws, Cloud::azure, Cloud::gcp}) {
    changed.constraints.cloud = cloud;
    const auto first = contest.winner(changed);
    if (first && first->broker == &broker) return cloud;
  }
  return std::nullopt;
}

std::string idle_cluster_note(const EventContext& context, const Catalogue& catalogue,
                              const Decision& decision, const Sizing& sizing) {
  const bool small = context.constraints.operations_capacity == OperationsCapacity::small;
  const auto share = busiest_share(sizing.brokers);
  if (!small || decision.pinned || !share || *share >= idle_share) return {};
  const Candidate* service = service_among(decision);
  if (service == nullptr) return {};
  const auto cloud = deciding_cloud(context, catalogue, *service->broker);
  return fmt::format(
      "its {} are used to {} at the peak: {}, which qualifies with {:.1f} points, leaves a small "
      "team none to run{}",
      notation::counted(sizing.brokers.count, "broker"), notation::percent(*share),
      service->display_name(), service->score(),
      cloud ? fmt::format(", and is the choice with `constraints.cloud: {}`", name_of(*cloud))
            : std::string());
}

}  // namespace

void tell_of_idle_cluster(const EventContext& context, const Catalogue& catalogue,
                          const Sizing& sizing, Decision& decision) {
  const std::string told = idle_cluster_note(context, catalogue, decision, sizing);
  if (told.empty()) return;
  decision.candidates.front().verdict += "; but " + told;
  decision.rationale += fmt::format(" But {}.", told);
}

}  // namespace eventarch::check
