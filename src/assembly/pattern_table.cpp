#include <array>

#include "assembly/pattern.hpp"

namespace eventarch::assembly {

// One declaration and one row a pattern.
extern const PatternUnit claim_check_pattern;
extern const PatternUnit cqrs_pattern;
extern const PatternUnit dead_letter_queue_pattern;
extern const PatternUnit event_sourcing_pattern;
extern const PatternUnit idempotent_consumer_pattern;
extern const PatternUnit pub_sub_pattern;
extern const PatternUnit request_reply_pattern;
extern const PatternUnit saga_pattern;
extern const PatternUnit transactional_outbox_pattern;
extern const PatternUnit work_queue_pattern;

std::span<const PatternUnit> patterns() {
  // The use case's own pattern first, then what it brings along.
  static const std::array all{
      pub_sub_pattern,
      work_queue_pattern,
      event_sourcing_pattern,
      cqrs_pattern,
      saga_pattern,
      request_reply_pattern,
      transactional_outbox_pattern,
      idempotent_consumer_pattern,
      claim_check_pattern,
      dead_letter_queue_pattern,
  };
  return all;
}

}  // namespace eventarch::assembly
