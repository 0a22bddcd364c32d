#pragma once

/// What dialects share whose consumers read for themselves: who reads what, and retries in place.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assembly/dialect.hpp"

namespace eventarch::assembly {

/// Each consumer with what it reads from and where its dead letters go: `read_from` and
/// `dead_letter` name them for a consumer.
template <class ReadFrom, class DeadLetter>
[[nodiscard]] std::vector<GroupResources> groups_of(const DesignInput& input, ReadFrom read_from,
                                                    DeadLetter dead_letter) {
  std::vector<GroupResources> all;
  for (const std::string& consumer : input.context.consumers) {
    all.push_back({consumer, std::string(read_from(consumer)),
                   input.dead_letters() ? std::string(dead_letter(consumer)) : std::string{}});
  }
  return all;
}

/// Why a consumer retries in place, in the words of a broker.
struct InPlace {
  std::string_view because;  ///< "the consumer retries in place: a hub hands nothing out again"
  std::string_view message;  ///< "an event"
  std::string_view holds;    ///< what waits behind it: "its partition"
  std::string_view then;     ///< what else is to be said, from "; " on; may be empty
  std::string_view fate;     ///< of a message that fails every time, where nothing is set aside
};
[[nodiscard]] RetryPolicy retried_in_place(const DesignInput& input, const InPlace& words);

}  // namespace eventarch::assembly
