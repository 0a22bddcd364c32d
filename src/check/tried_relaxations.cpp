#include "check/tried_relaxations.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "eventarch/diagnostic.hpp"
#include "rules/rule.hpp"
#include "rules/shortfalls.hpp"
#include "rules/trial.hpp"
#include "selection/concession.hpp"
#include "selection/explain.hpp"
#include "selection/rank.hpp"
#include "sizing/stages.hpp"

namespace eventarch::check {
namespace {

using selection::Concession;
using selection::WayOut;

/// The design that a context leads to, as far as what it misses is asked for.
class Outcome {
 public:
  Outcome(const Declaration& declaration, const EventContext& context, const Catalogue& catalogue)
      : declaration_(declaration),
        context_(context),
        catalogue_(catalogue),
        decision_(selection::wordless_decision(context, catalogue)) {
    const Candidate* winner = decision_.winner();
    if (winner == nullptr) return;
    shortfalls_ = rules::shortfalls_of_design({declaration, context, catalogue}, *winner);
    // What would help is tried on numbers.
    if (falls_short()) {
      sizing_ = sizing::size_once(context, *winner, sizing::Account::numbers_only);
    }
  }

  [[nodiscard]] const Candidate* winner() const { return decision_.winner(); }
  [[nodiscard]] const std::vector<Diagnostic>& shortfalls() const { return shortfalls_; }
  [[nodiscard]] bool falls_short() const { return winner() == nullptr || !shortfalls_.empty(); }
  [[nodiscard]] bool has(std::string_view rule) const {
    return std::ranges::any_of(shortfalls_,
                               [&](const Diagnostic& one) { return one.rule->name == rule; });
  }
  /// Requires a winner that falls short.
  [[nodiscard]] rules::RuleInput input() const {
    return {declaration_, catalogue_, &decision_, &context_, &*sizing_};
  }

 private:
  const Declaration& declaration_;
  const EventContext& context_;
  const Catalogue& catalogue_;
  Decision decision_;
  std::optional<Sizing> sizing_;
  std::vector<Diagnostic> shortfalls_;
};

/// The rate whose assumed peak is no more than the rate that a mode was chosen for.
std::optional<Concession> rate_with_room_for_peak(const EventContext& context) {
  const double peak_factor = context.workload.peak_factor.value;
  return selection::lower_rate(
      context, MessageRate{context.requirements.throughput.per_second / peak_factor});
}

std::optional<Concession> less_processing(const EventContext& context, const Outcome& outcome) {
  const auto keeps_up = [](const rules::RuleInput& input) {
    return input.sizing->latency.p99_ms.has_value() && input.sizing->recovery.within_target &&
           input.sizing->consumers.front().utilization <=
               input.context->capacity.utilization_target.value;
  };
  const auto shorter = rules::shorter_processing(outcome.input(), keeps_up);
  if (!shorter) return std::nullopt;
  return selection::lower_processing_time(context, *shorter);
}

std::optional<Concession> longer_latency(const EventContext& context, const Outcome& outcome) {
  const rules::RuleInput input = outcome.input();
  if (!input.sizing->latency.p99_ms) return std::nullopt;
  const auto is_met = [](const rules::RuleInput& trial) { return trial.sizing->latency.met; };
  const auto target = rules::latency_target_that_is_met(input, is_met);
  if (!target || *target <= context.requirements.latency) return std::nullopt;
  return selection::allow_latency(context, *target);
}

/// What to give up beyond `context` for what the outcome misses first; empty where nothing helps.
std::optional<Concession> further(const EventContext& context, const Outcome& outcome) {
  if (outcome.has("peak_beyond_limit")) return rate_with_room_for_peak(context);
  constexpr std::array of_processing{"unstable_at_peak", "utilization_over_target",
                                     "recovery_too_slow", "idle_consumers"};
  if (std::ranges::any_of(of_processing, [&](auto name) { return outcome.has(name); })) {
    return less_processing(context, outcome);
  }
  if (outcome.has("latency_target_missed")) return longer_latency(context, outcome);
  return std::nullopt;
}

/// A field that is changed again keeps its first `from` and takes the last `to`.
void join(RelaxedField next, std::vector<RelaxedField>& changes) {
  const auto earlier = std::ranges::find(changes, next.field, &RelaxedField::field);
  if (earlier == changes.end()) {
    changes.push_back(std::move(next));
    return;
  }
  earlier->distance += next.distance - 1;  // it was given up already
  earlier->to = std::move(next.to);
}

Relaxation with_outcome(Relaxation relaxation, const Outcome& outcome) {
  for (const Diagnostic& one : outcome.shortfalls()) relaxation.shortfalls.push_back(one.message);
  if (const Candidate* winner = outcome.winner()) {
    relaxation.technology = winner->broker->name;
    relaxation.mode = winner->mode->id;
  }
  return relaxation;
}

/// With all that meets the targets, too; where nothing does, as it was, and what it misses.
Relaxation tried(const Declaration& declaration, const WayOut& way, const Catalogue& catalogue) {
  constexpr int rounds_most = 8;
  WayOut extended = way;
  std::optional<Relaxation> as_it_was;
  for (int round = 0; round < rounds_most; ++round) {
    const Outcome outcome(declaration, extended.context, catalogue);
    if (!outcome.falls_short()) return with_outcome(std::move(extended.relaxation), outcome);
    if (!as_it_was) as_it_was = with_outcome(way.relaxation, outcome);
    if (outcome.winner() == nullptr) break;
    auto more = further(extended.context, outcome);
    if (!more) break;
    more->apply(extended.context);
    join(std::move(more->field), extended.relaxation.changes);
  }
  return std::move(*as_it_was);
}

/// Whether one that was tried holds with less: what is added to a way makes it no smaller.
bool is_needless(const Relaxation& way, const std::vector<Relaxation>& all) {
  const auto fields = selection::fields_of(way);
  return std::ranges::any_of(all, [&](const Relaxation& other) {
    if (!other.shortfalls.empty() || other.distance() > way.distance()) return false;
    const auto theirs = selection::fields_of(other);
    return std::ranges::includes(fields, theirs);
  });
}

}  // namespace

std::vector<Relaxation> tried_relaxations(const Declaration& declaration,
                                          const EventContext& context, const Catalogue& catalogue,
                                          const Decision& undecided) {
  std::vector<WayOut> ways = selection::ways_out(context, undecided);
  std::ranges::stable_sort(ways, [](const WayOut& a, const WayOut& b) {
    return a.relaxation.distance() < b.relaxation.distance();
  });
  std::vector<Relaxation> all;
  for (const WayOut& way : ways) {
    if (!is_needless(way.relaxation, all)) all.push_back(tried(declaration, way, catalogue));
  }
  return selection::minimal(std::move(all));
}

}  // namespace eventarch::check
