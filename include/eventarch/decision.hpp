#pragma once

/// The choice of a broker mode: who may, who wins, why, and what would change it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/catalogue.hpp"
#include "eventarch/context.hpp"

namespace eventarch {

/// A hard constraint that a mode does not meet. Texts are in the notation of the design file.
struct Exclusion {
  std::string_view constraint;  ///< name out of the constraint table
  std::string reason;           ///< a sentence
  std::string required;
  std::string offered;
  std::string source;  ///< citation of the fact, or "estimate: ..." with its basis
};

/// What one criterion gives to a candidate. points = weight * rating * 100.
struct Contribution {
  std::string_view criterion;  ///< name out of the criterion table
  double weight = 0;           ///< weights of all criteria add up to 1
  double rating = 0;           ///< 0 (worst) .. 1 (best)
  double points = 0;           ///< rounded to a tenth, so that the printed parts add up
  std::string reason;
};

struct Candidate {
  const Broker* broker = nullptr;  ///< into the catalogue; never null
  const Mode* mode = nullptr;      ///< into the catalogue; never null
  std::vector<Exclusion> exclusions;
  std::vector<Contribution> contributions;  ///< in criterion order; empty where excluded
  std::string verdict;  ///< why it won, lost or is out, in one sentence without its name

  [[nodiscard]] bool eligible() const { return exclusions.empty(); }
  /// Sum of the points, 0 .. 100.
  [[nodiscard]] double score() const;
  /// "Kafka", or "RabbitMQ (stream)" where the broker has several modes.
  [[nodiscard]] std::string display_name() const;
};

/// The nearest change of one requirement or constraint that changes the winner, or with which
/// nothing does what is asked for.
struct Flip {
  std::string field;
  std::string from;
  std::string to;
  /// The broker that wins then; empty where nothing qualifies, or where no design of the one that
  /// does could meet the targets, which `reason` and `shortfalls` then say.
  std::string technology;
  std::string mode;
  std::string reason;
  /// What the design that follows would miss of what was asked for, whether or not the design of
  /// now misses something, a sentence each. Found by sizing it, which an advice does and
  /// `select_broker` does not.
  std::vector<std::string> shortfalls;
};

struct RelaxedField {
  std::string field;
  std::string from;
  std::string to;
  double distance = 0;  ///< how much is given up; a judgement, see selection/concession.hpp
};

/// A minimal set of requirements to give up so that something qualifies: giving up any part of it
/// alone is not enough.
struct Relaxation {
  std::vector<RelaxedField> changes;
  std::string technology;
  std::string mode;
  /// What the design that follows would still miss, a sentence each. Found by sizing it, which an
  /// advice does and `select_broker` does not: without an advice always empty.
  std::vector<std::string> shortfalls;

  [[nodiscard]] double distance() const;  ///< of all changes together
};

/// How firmly a decision stands: the share of neighbouring inputs that keep the winning broker.
/// Neighbours have one or two requirements changed by one step: a figure halved or doubled, an
/// enumeration one step up or down.
struct Stability {
  std::size_t neighbours = 0;
  std::size_t keeping = 0;
  std::string rival;          ///< the broker that wins most of the others; empty where none does
  std::string weakest_field;  ///< whose single steps and pairs change the winner most; may be empty

  [[nodiscard]] double share() const {
    return neighbours == 0 ? 1 : static_cast<double>(keeping) / static_cast<double>(neighbours);
  }
  /// Less than three quarters of the neighbours keep the winner.
  [[nodiscard]] bool fragile() const { return share() < 0.75; }
};

struct Decision {
  /// Eligible candidates by falling score, ties by name, a mode with hardly less than the best of
  /// its broker before it where the catalogue lists it earlier; then the excluded ones, fewest
  /// exclusions first, ties by what would have to be given up, then by the score they would have.
  std::vector<Candidate> candidates;
  bool pinned = false;    ///< `decisions.broker` names the broker
  std::string rationale;  ///< two to four sentences; empty where nothing qualifies
  std::vector<Flip> flips;
  std::optional<Stability> stability;  ///< absent where nothing qualifies or a broker is pinned
  /// Filled only where nothing qualifies: those without shortfalls first, then nearest first.
  std::vector<Relaxation> relaxations;

  /// The first candidate, where it is eligible (or pinned); otherwise null.
  [[nodiscard]] const Candidate* winner() const;
};

/// What the way of a message takes longer where a second service copies it to the queue of each
/// consumer group, as SNS does before SQS; none where the broker does so itself or one group reads.
/// An estimate: AWS publishes no figure for either service.
struct FanOutHop {
  Duration p50;
  Duration p99;
};
[[nodiscard]] FanOutHop fan_out_hop(const Mode& mode, const EventContext& context);

/// The 99th percentile of the planned way from producer to consumer: the broker's of the catalogue,
/// the hop before it, and what waits for a commit under exactly-once.
[[nodiscard]] Duration planned_way_p99(const Mode& mode, const EventContext& context);

struct CriterionWeight {
  std::string_view name;
  double weight;
  std::string_view question;  ///< what the criterion asks
};
/// The criteria and their weights, in table order; the weights add up to 1.
[[nodiscard]] std::vector<CriterionWeight> criteria();

/// Decides for a context. Pure: same context and catalogue, same decision.
/// The candidates point into `catalogue`, which must outlive the result.
[[nodiscard]] Decision select_broker(const EventContext& context, const Catalogue& catalogue);

}  // namespace eventarch
