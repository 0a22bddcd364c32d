#include "eventarch/components/saga_log.hpp"

namespace eventarch::components {

std::string_view name_of(SagaEvent event) {
  switch (event) {
    case SagaEvent::started: return "started";
    case SagaEvent::action_requested: return "action_requested";
    case SagaEvent::action_done: return "action_done";
    case SagaEvent::action_failed: return "action_failed";
    case SagaEvent::action_given_up: return "action_given_up";
    case SagaEvent::turned_back: return "turned_back";
    case SagaEvent::compensation_requested: return "compensation_requested";
    case SagaEvent::compensation_done: return "compensation_done";
    case SagaEvent::compensation_failed: return "compensation_failed";
    case SagaEvent::completed: return "completed";
    case SagaEvent::compensated: return "compensated";
    case SagaEvent::stuck: return "stuck";
    case SagaEvent::resumed: return "resumed";
  }
  return "";
}

SagaAppend InMemorySagaLog::append(const std::string& saga_id, std::size_t expected_count,
                                   const SagaRecord& record) {
  const auto found = sagas_.find(saga_id);
  const std::size_t count = found == sagas_.end() ? 0 : found->second.size();
  if (count != expected_count) return SagaAppend::conflict;
  sagas_[saga_id].push_back(record);
  return SagaAppend::stored;
}

std::optional<std::vector<SagaRecord>> InMemorySagaLog::read(const std::string& saga_id) const {
  const auto found = sagas_.find(saga_id);
  if (found == sagas_.end()) return std::vector<SagaRecord>{};
  return found->second;
}

std::optional<std::vector<std::string>> InMemorySagaLog::unfinished() const {
  std::vector<std::string> ids;
  for (const auto& [id, records] : sagas_) {
    const SagaEvent last = records.back().event;
    if (last != SagaEvent::completed && last != SagaEvent::compensated) ids.push_back(id);
  }
  return ids;
}

}  // namespace eventarch::components
