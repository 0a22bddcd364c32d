#include "eventarch/components/publisher.hpp"

namespace eventarch::components {

PublishOutcome InMemoryPublisher::publish(const Message& message) {
  topics_[message.topic].push_back(message);
  return PublishOutcome::confirmed;
}

std::span<const Message> InMemoryPublisher::messages(std::string_view topic) const {
  const auto found = topics_.find(topic);
  if (found == topics_.end()) return {};
  return found->second;
}

}  // namespace eventarch::components
