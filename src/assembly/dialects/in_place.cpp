#include "assembly/dialects/in_place.hpp"

#include <fmt/format.h>

#include "assembly/dialects/decided.hpp"

namespace eventarch::assembly {

RetryPolicy retried_in_place(const DesignInput& input, const InPlace& words) {
  RetryPolicy policy = retry_policy(input, "blocking", {});
  policy.why = fmt::format("{}; {} that fails every time holds {} up for {}{}{}", words.because,
                           words.message, words.holds, retry_span(policy), words.then,
                           without_dead_letters(input, words.fate));
  return policy;
}

}  // namespace eventarch::assembly
