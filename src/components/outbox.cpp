#include "eventarch/components/outbox.hpp"

#include <algorithm>

namespace eventarch::components {

RelayResult OutboxRelay::run(std::size_t limit) {
  const auto rows = store_->unsent(limit);
  if (!rows) return {.end = RelayEnd::store_unavailable};
  RelayResult result;
  for (const OutboxRow& row : *rows) {
    if (publisher_->publish(row.message) != PublishOutcome::confirmed) {
      result.end = RelayEnd::publish_failed;
      return result;
    }
    ++result.published;
    if (!store_->mark_sent(row.number)) {
      result.end = RelayEnd::store_unavailable;
      return result;
    }
  }
  result.end = rows->size() < limit ? RelayEnd::drained : RelayEnd::more;
  return result;
}

void InMemoryOutbox::Transaction::put(std::string key, std::string value) {
  writes_.emplace_back(std::move(key), std::move(value));
}

bool InMemoryOutbox::Transaction::enqueue(Message message) {
  if (message.id.empty()) return false;
  rows_.push_back({++database_->last_number_, std::move(message)});
  return true;
}

void InMemoryOutbox::Transaction::commit() {
  if (is_committed_) return;
  is_committed_ = true;
  for (auto& [key, value] : writes_) {
    database_->values_.insert_or_assign(std::move(key), std::move(value));
  }
  for (OutboxRow& row : rows_) database_->unsent_.push_back(std::move(row));
}

std::optional<std::vector<OutboxRow>> InMemoryOutbox::unsent(std::size_t limit) {
  const auto count = static_cast<std::ptrdiff_t>(std::min(limit, unsent_.size()));
  return std::vector<OutboxRow>(unsent_.begin(), unsent_.begin() + count);
}

bool InMemoryOutbox::mark_sent(std::uint64_t number) {
  const auto found = std::find_if(unsent_.begin(), unsent_.end(),
                                  [&](const OutboxRow& row) { return row.number == number; });
  if (found != unsent_.end()) unsent_.erase(found);
  return true;  // also where it was marked before
}

const std::string* InMemoryOutbox::value(std::string_view key) const {
  const auto found = values_.find(key);
  return found == values_.end() ? nullptr : &found->second;
}

}  // namespace eventarch::components
