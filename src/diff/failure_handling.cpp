/// What happens to a message that cannot be processed.

#include <fmt/format.h>

#include "diff/change_rules.hpp"
#include "diff/comparison.hpp"
#include "support/text.hpp"

namespace eventarch::diff {

void compare_failure_handling(const Sides& sides, Changes& changes) {
  const ConsumerConfig& before = sides.old_design().consumer;
  const ConsumerConfig& after = sides.new_design().consumer;
  changes.add_if(before.dead_letter.enabled, after.dead_letter.enabled, dead_letters_off,
                 dead_letters_on, {}, "dead letters", before.dead_letter.enabled ? "on" : "off",
                 after.dead_letter.enabled ? "on" : "off");
  changes.add_if(before.retry.max_attempts, after.retry.max_attempts, retry_attempts_fewer,
                 retry_attempts_more, {}, "attempts", fmt::format("{}", before.retry.max_attempts),
                 fmt::format("{}", after.retry.max_attempts));
  if (before.retry.mode != after.retry.mode) {
    changes.add(retry_mode_changed, {}, "retry mode", text::spoken(before.retry.mode),
                text::spoken(after.retry.mode));
  }
}

}  // namespace eventarch::diff
