#pragma once

/// What the assembly works from, and the small questions that its parts ask of it.

#include <optional>
#include <string>
#include <string_view>

#include "eventarch/design.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {

struct DesignInput {
  const EventContext& context;
  const Broker& broker;
  const Mode& mode;
  const Sizing& sizing;

  [[nodiscard]] const Fact& fact(FactKey key) const { return mode.fact(key); }
  [[nodiscard]] bool is_log() const { return fact(FactKey::model).is(Word::log); }
  [[nodiscard]] bool ordered() const { return context.requirements.ordering != Ordering::none; }
  [[nodiscard]] bool exactly_once() const {
    return context.requirements.delivery == Delivery::exactly_once;
  }
  [[nodiscard]] bool at_most_once() const {
    return context.requirements.delivery == Delivery::at_most_once;
  }
  /// Attempts in all, the first included. One where nothing may be processed twice.
  [[nodiscard]] std::uint32_t max_attempts() const;
  /// Messages that cannot be processed are put aside.
  [[nodiscard]] bool dead_letters() const { return context.keeps_dead_letters(); }
  /// What messages are about: the key of the first message that names one, otherwise the
  /// envelope's aggregate_id.
  [[nodiscard]] std::string identity() const;
  /// The partition key in a sentence: the identity, or "key" where types have different ones; a
  /// constant under global order.
  [[nodiscard]] std::string key() const;
  /// The partition key of each type where they differ, "order_id (OrderPlaced), payment_id
  /// (OrderPaid)", and as `key` where not. A long list is cut, and says how much more there is.
  [[nodiscard]] std::string keys() const;
  /// Whether the decided acknowledgements let messages be lost that the guarantee counts on: `none`
  /// where a producer can do without a confirmation, `leader` where one copy can confirm.
  [[nodiscard]] bool acks_weakened() const;
  /// Mean time from hand-over to a finished message, in milliseconds.
  [[nodiscard]] double processing_ms() const {
    return context.workload.processing_time.milliseconds;
  }
};

/// Adds to a list of settings. Default and source come from the key table of the broker.
class Settings {
 public:
  explicit Settings(const DesignInput& input) : broker_(input.broker.id) {}

  Settings& set(std::string key, SettingValue value, std::string why);
  Settings& set_if(bool wanted, std::string key, SettingValue value, std::string why) {
    return wanted ? set(std::move(key), std::move(value), std::move(why)) : *this;
  }
  [[nodiscard]] std::vector<Setting> take() { return std::move(list_); }

 private:
  std::string_view broker_;
  std::vector<Setting> list_;
};

using notation::counted;

inline SettingValue text_value(std::string_view text) { return std::string(text); }
SettingValue whole(double value);

}  // namespace eventarch::assembly
