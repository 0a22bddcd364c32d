/// Dead letters of a broker that no unit knows: the consumer writes them.

#include <fmt/format.h>

#include "assembly/failure_handling.hpp"

namespace eventarch::assembly {
namespace {

std::vector<std::string> triggers(const DesignInput& /*input*/) { return {}; }

std::vector<MessageHeader> headers(const DesignInput& /*input*/) {
  return own_headers({{"x-original-position", "its position there, as the broker counts"}});
}

std::vector<std::string> replay(const DesignInput& /*input*/, const GroupResources& group) {
  return {fmt::format("run the handler of {} once on {}, apart from the running consumers",
                      group_name(group.group), group.dead_letter)};
}

}  // namespace

DeadLetterUnit general_dead_letters() {
  return {.broker = {},
          .triggers = triggers,
          .headers = headers,
          .replay = replay,
          .retention_note = nullptr};
}

}  // namespace eventarch::assembly
