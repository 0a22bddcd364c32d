#pragma once

/// What the tests of the components share: instants in seconds, draws that are known, a broker that
/// fails when it is told to.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "eventarch/components/instant.hpp"
#include "eventarch/components/message.hpp"
#include "eventarch/components/publisher.hpp"
#include "eventarch/components/random_source.hpp"

namespace eventarch::components {

using namespace std::chrono_literals;

inline Instant at(std::chrono::nanoseconds since_origin) { return Instant{since_origin}; }

inline Message message_of(std::string id, std::string topic = "orders") {
  return {.id = std::move(id), .topic = std::move(topic), .key = "key", .payload = "payload"};
}

inline std::vector<std::string> ids_of(const auto& messages) {
  std::vector<std::string> ids;
  for (const Message& message : messages) ids.push_back(message.id);
  return ids;
}

/// Always the same draw; counts them.
class FixedDraw final : public RandomSource {
 public:
  explicit FixedDraw(double value = 0.5) : value_(value) {}
  double next() override {
    ++draws;
    return value_;
  }
  int draws = 0;

 private:
  double value_;
};

/// SplitMix64 (Steele, Lea, Flood 2014), 53 bits of each value.
class SeededDraws final : public RandomSource {
 public:
  explicit SeededDraws(std::uint64_t seed) : state_(seed) {}
  double next() override {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return static_cast<double>((z ^ (z >> 31U)) >> 11U) * 0x1p-53;
  }

 private:
  std::uint64_t state_;
};

/// Gives the outcomes it was told, then confirms. An unknown outcome stores the message too: the
/// confirmation is what got lost.
class ScriptedPublisher final : public MessagePublisher {
 public:
  PublishOutcome publish(const Message& message) override {
    ++calls;
    PublishOutcome outcome = PublishOutcome::confirmed;
    if (!outcomes.empty()) {
      outcome = outcomes.front();
      outcomes.pop_front();
    }
    if (outcome != PublishOutcome::failed) stored.push_back(message);
    return outcome;
  }

  std::deque<PublishOutcome> outcomes;
  std::vector<Message> stored;
  std::size_t calls = 0;
};

}  // namespace eventarch::components
