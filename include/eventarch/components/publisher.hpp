#pragma once

/// What stands for the broker where a component has to write a message and must know that it is
/// stored: the dead-letter consumer and the relay of the outbox.

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/components/message.hpp"

namespace eventarch::components {

enum class PublishOutcome : std::uint8_t {
  confirmed,  ///< stored as the topic's durability demands (all in-sync replicas, a majority)
  failed,     ///< certainly not stored
  unknown,    ///< no answer: it may be stored. Publishing again may store it twice
};

class MessagePublisher {
 public:
  virtual ~MessagePublisher() = default;

  /// Writes to `message.topic` and waits for the broker's confirmation.
  virtual PublishOutcome publish(const Message& message) = 0;
};

/// Topics in memory, for tests and examples. Not synchronised.
class InMemoryPublisher final : public MessagePublisher {
 public:
  PublishOutcome publish(const Message& message) override;

  /// In the order of publication; empty where nothing was published there. Valid until the next
  /// publication.
  [[nodiscard]] std::span<const Message> messages(std::string_view topic) const;

 private:
  std::map<std::string, std::vector<Message>, std::less<>> topics_;
};

}  // namespace eventarch::components
