#pragma once

/// The attributes that a design for SQS and SNS sets, and the names that they refer to.

#include "assembly/design_input.hpp"

namespace eventarch::assembly::sqs {

[[nodiscard]] inline bool fifo(const DesignInput& input) { return input.mode.id != "standard"; }
[[nodiscard]] inline bool high_throughput(const DesignInput& input) {
  return input.mode.id == "fifo_high_throughput";
}
/// Several consumers need a copy each, and only SNS makes copies.
[[nodiscard]] inline bool with_sns(const DesignInput& input) {
  return input.context.consumers.size() > 1;
}
/// Letters, digits, dashes and underscores, at most 80 characters with the suffix `.fifo`.
[[nodiscard]] std::string queue_name(const DesignInput& input, std::string_view rest,
                                     std::string_view suffix);
[[nodiscard]] std::string dead_letter_name(const DesignInput& input, std::string_view owner);

/// Of a subscription: what SNS could not hand to the queue of the consumer.
[[nodiscard]] std::string undelivered_name(const DesignInput& input, std::string_view consumer);
/// A week from the arrival where the age starts anew there, otherwise the longest there is.
[[nodiscard]] double dead_letter_hours(const DesignInput& input);

[[nodiscard]] double visibility_seconds(const DesignInput& input);

[[nodiscard]] std::vector<Setting> queue_settings(const DesignInput& input, std::string_view owner);
/// `source`: the queue whose messages end up here.
[[nodiscard]] std::vector<Setting> dead_letter_settings(const DesignInput& input,
                                                        std::string_view source);
[[nodiscard]] std::vector<Setting> undelivered_settings(const DesignInput& input);
[[nodiscard]] std::vector<Setting> sns_settings(const DesignInput& input);
[[nodiscard]] std::vector<Setting> producer_settings(const DesignInput& input);
[[nodiscard]] std::vector<Setting> consumer_settings(const DesignInput& input);

}  // namespace eventarch::assembly::sqs
