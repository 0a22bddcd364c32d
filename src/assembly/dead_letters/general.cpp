/// Dead letters of a broker that no unit knows: the consumer writes them.

#include <fmt/format.h>

#include "assembly/failure_handling.hpp"

namespace eventarch::assembly {
namespace {

std::vector<std::string> general_triggers(const DesignInput& /*input*/) { return {}; }

std::vector<MessageHeader> general_headers(const DesignInput& /*input*/) {
  return own_headers({{"x-original-position", "its position there, as the broker counts"}});
}

std::vector<std::string> general_replay(const DesignInput& /*input*/, const GroupResources& group) {
  return {fmt::format("run the handler of {} once on {}, apart from the running consumers",
                      group_name(group.group), group.dead_letter)};
}

}  // namespace

DeadLetterUnit general_dead_letters() {
  return {.broker = {},
          .triggers = general_triggers,
          .headers = general_headers,
          .replay = general_replay,
          .retention_note = nullptr};
}

}  // namespace eventarch::assembly
