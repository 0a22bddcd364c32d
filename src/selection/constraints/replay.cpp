#include "selection/constraints/constraints.hpp"

#include "model/resolve.hpp"

namespace eventarch::selection::constraints {
namespace {

bool meets_replay(const Subject& subject) {
  return !subject.context.needs_replay() || !subject.fact(FactKey::replay).is(Word::none);
}

Exclusion explain_replay(const Subject& subject) {
  const std::string_view why = subject.context.constraints.replay
                                   ? "cannot read old messages again: what is acknowledged is gone"
                                   : "cannot read old messages again, and event sourcing rebuilds "
                                     "its state by replay";
  return exclude(subject, FactKey::replay, std::string(why), "replay", "none");
}

Concessions replay_concessions(const Subject& subject) {
  if (subject.context.constraints.replay) return {drop_feature("replay", &Constraints::replay)};
  return {{{.field = "use_case",
            .from = "event_sourcing",
            .to = "cqrs, with the history in an event store beside the broker",
            .distance = use_case_changed},
           [](EventContext& c) { c = model::with_use_case(c, UseCase::cqrs); }}};
}

}  // namespace

constinit const Constraint replay{"replay", "Can old messages be read again?", meets_replay,
                                  explain_replay, replay_concessions};

}  // namespace eventarch::selection::constraints
