#pragma once

/// What the decisions of a team and the limits of a broker make of a value: asked by the dialects
/// of the queues and of the services.

#include <string>
#include <string_view>
#include <vector>

#include "assembly/design_input.hpp"
#include "assembly/dialect.hpp"

namespace eventarch::assembly {

/// Consumers, and the flows of their own beside the events, that may fail on a message.
[[nodiscard]] std::vector<std::string> dead_letter_owners(const DesignInput& input);
/// The same where the flows are queues.
[[nodiscard]] std::vector<std::string> queue_dead_letter_owners(const DesignInput& input);

/// "what billing could not process", of a consumer; of a flow beside the events "commands that
/// hotel could not process" and "replies that could not be processed".
[[nodiscard]] std::string unprocessed_by(std::string_view owner);

/// Whether a consumer lets go of a message before it has processed it.
[[nodiscard]] bool acknowledges_first(const DesignInput& input);
/// Whether the team decided for an automatic commit, and the clients have one.
[[nodiscard]] bool commits_automatically(const DesignInput& input);
[[nodiscard]] std::string acknowledgement_reason(const DesignInput& input);
/// Whether a producer waits for the broker.
[[nodiscard]] bool wants_confirmation(const DesignInput& input);
/// `confirmed`: what it means on this broker that a message is confirmed.
[[nodiscard]] std::string confirmation_reason(const DesignInput& input, std::string_view confirmed);

/// A value within the documented bounds, and what to say where it had to be cut.
struct Fitted {
  double value = 0;
  std::string note;  ///< starts with "; "; empty where nothing was cut
};
[[nodiscard]] Fitted fit(double wanted, double least, double most, std::string_view unit);

/// Who said how often a message is tried: "decisions.max_attempts: 8".
[[nodiscard]] std::string attempts_reason(const DesignInput& input);
/// Who said how many copies there are.
[[nodiscard]] std::string copies_reason(const DesignInput& input);
/// "requirements.retention: 7 days"
[[nodiscard]] std::string retention_reason(const DesignInput& input);
/// "a peak of 20K msg/s x 5 ms of processing"
[[nodiscard]] std::string load_reason(const DesignInput& input);

/// The name without characters that a service refuses; beyond `longest` cut to end in a hash.
[[nodiscard]] std::string fitted_name(std::string name, std::size_t longest);
/// Dots become dashes, for names that may have none.
[[nodiscard]] std::string without_dots(std::string name);

/// Of an Azure namespace: letters, digits and dashes, a letter first, 6 to 50 characters.
[[nodiscard]] std::string azure_namespace(const DesignInput& input);

/// Messages that a consumer takes at once: about a second of work, since what is in hand others
/// cannot take; within 1 and `most`.
[[nodiscard]] double second_of_work(const DesignInput& input, double most);

/// The longest that a consumer holds a message that it retries in place: every attempt, and every
/// delay at the top of its jitter.
[[nodiscard]] Duration held_in_place(const DesignInput& input);

/// The settings with the page that documents these keys where it is another than usual: a key that
/// two kinds of resources have.
[[nodiscard]] std::vector<Setting> with_source(std::vector<Setting> settings,
                                               const std::vector<std::string_view>& keys,
                                               std::string_view source);

/// ISO 8601 in whole seconds: PT90S
[[nodiscard]] std::string iso_seconds(double seconds);
/// As the nats command and Go take it: 168h, 90s
[[nodiscard]] std::string go_duration(Duration duration);

/// Retries where a consumer lets go of a message first: the broker hands nothing out again.
[[nodiscard]] RetryPolicy retry_after_letting_go(const DesignInput& input);

/// What is added to the reason of the retries where nothing is set aside: `fate` says what this
/// broker does with a message that fails every time.
[[nodiscard]] std::string without_dead_letters(const DesignInput& input, std::string_view fate);

}  // namespace eventarch::assembly
