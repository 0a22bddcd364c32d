#pragma once

/// Settings of topics and queues, told once where several have the same.

#include <string>
#include <vector>

#include "eventarch/design.hpp"

namespace eventarch::report {

/// A setting of which each topic has a value of its own, or a reason.
struct OwnSetting {
  const Topic* topic;
  const Setting* setting;
};

/// Topics and queues of one kind of resource with the same keys, most of them with the same value
/// and reason.
struct ConfiguredTopics {
  std::vector<const Topic*> topics;  ///< at least one; those without settings are in none
  std::vector<Setting> shared;       ///< the same in all, in the order of the topics' own
  std::vector<OwnSetting> own;       ///< key by key; empty where all is shared
};
[[nodiscard]] std::vector<ConfiguredTopics> topics_by_settings(const Topology& topology);

}  // namespace eventarch::report
