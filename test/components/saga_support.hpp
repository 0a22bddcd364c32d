#pragma once

/// Services that take part in a saga, and a log that dies when it is told to.

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "components/support.hpp"
#include "eventarch/components/saga.hpp"

namespace eventarch::components {

/// Idempotent by the id of the command, as the orchestrator asks for. Keeps what was done and not
/// undone, and the order of the compensations.
class Participants {
 public:
  SagaAnswer execute(const SagaCommand& command) {
    ++received[command.id];
    const auto known = answers_.find(command.id);
    if (known != answers_.end()) return known->second;
    const std::string what = command.kind == CommandKind::action ? "" : "undo ";
    int& failures = failures_left[what + command.step];
    if (failures != 0) {
      if (failures > 0) --failures;
      return SagaAnswer::failed;  // nothing was done: the next copy is tried anew
    }
    if (command.kind == CommandKind::action) {
      done.insert(command.step);
    } else {
      done.erase(command.step);
      undone.push_back(command.step);
    }
    answers_[command.id] = SagaAnswer::done;
    return SagaAnswer::done;
  }

  std::map<std::string, int> failures_left;  ///< by step or "undo step"; -1: always
  std::map<std::string, int> received;
  std::set<std::string> done;
  std::vector<std::string> undone;

 private:
  std::map<std::string, SagaAnswer> answers_;
};

/// Passes on so many appends. Then the process is dead: nothing is stored any more, after the last
/// record was stored without an answer where `stores_last`.
class DyingLog final : public SagaLog {
 public:
  DyingLog(InMemorySagaLog& inner, std::size_t appends, bool stores_last)
      : appends_left_(appends), stores_last_(stores_last), inner_(&inner) {}

  SagaAppend append(const std::string& id, std::size_t count, const SagaRecord& record) override {
    if (appends_left_ > 0) {
      --appends_left_;
      return inner_->append(id, count, record);
    }
    if (stores_last_ && !is_dead) inner_->append(id, count, record);
    is_dead = true;
    return SagaAppend::unavailable;
  }
  [[nodiscard]] std::optional<std::vector<SagaRecord>> read(const std::string& id) const override {
    if (is_dead) return {};
    return inner_->read(id);
  }
  [[nodiscard]] std::optional<std::vector<std::string>> unfinished() const override {
    if (is_dead) return {};
    return inner_->unfinished();
  }

  bool is_dead = false;

 private:
  std::size_t appends_left_;
  bool stores_last_;
  InMemorySagaLog* inner_;
};

using Commands = std::vector<SagaCommand>;

inline std::vector<std::string> ids_of(const Commands& commands) {
  std::vector<std::string> ids;
  for (const SagaCommand& one : commands) ids.push_back(one.id);
  return ids;
}

/// Delivers commands and answers until nothing is left to do, or for `steps`. Where nothing is on
/// its way, time passes until the orchestrator wants it.
inline void drive(SagaOrchestrator& orchestrator, Participants& participants, Commands commands,
                  Instant& now, int steps = 1000) {
  std::deque<SagaCommand> on_its_way(commands.begin(), commands.end());
  while (steps-- > 0) {
    Commands next;
    if (!on_its_way.empty()) {
      const SagaCommand command = on_its_way.front();
      on_its_way.pop_front();
      next = orchestrator.answer(command.id, participants.execute(command), now).commands;
    } else if (const auto due = orchestrator.next_due()) {
      now = std::max(now, *due);
      next = orchestrator.tick(now);
    } else {
      return;
    }
    on_its_way.insert(on_its_way.end(), next.begin(), next.end());
  }
}

/// Two steps that can be undone, the one that decides, and one that must follow.
inline SagaDefinition order_saga() {
  return {.steps = {{"reserve"}, {"charge"}, {"ship"}, {"notify"}}, .pivot = 2};
}

}  // namespace eventarch::components
