#pragma once

/// The durable log of sagas. What a saga has done and asked for is in its log before anything else
/// happens, so that another process can go on from there.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/components/instant.hpp"

namespace eventarch::components {

enum class SagaEvent : std::uint8_t {
  started,
  action_requested,
  action_done,
  action_failed,    ///< by its participant: certainly not done
  action_given_up,  ///< no answer: perhaps done
  turned_back,      ///< from here on completed steps are compensated
  compensation_requested,
  compensation_done,
  compensation_failed,
  completed,
  compensated,
  stuck,    ///< a compensation has failed for good: neither done nor undone, a person is needed
  resumed,  ///< by a person, after `stuck`
};

/// "started", "action_requested", ...: for logs of one's own.
[[nodiscard]] std::string_view name_of(SagaEvent event);

struct SagaRecord {
  SagaEvent event = SagaEvent::started;
  std::size_t step = 0;  ///< of the definition; 0 where the event concerns the saga
  Instant at{};

  friend bool operator==(const SagaRecord&, const SagaRecord&) = default;
};

enum class SagaAppend : std::uint8_t {
  stored,
  conflict,     ///< the log holds another number of records: somebody else works on this saga
  unavailable,  ///< no answer: it may be stored
};

class SagaLog {
 public:
  virtual ~SagaLog() = default;

  /// Stores the record durably where the saga has `expected_count` records so far.
  virtual SagaAppend append(const std::string& saga_id, std::size_t expected_count,
                            const SagaRecord& record) = 0;
  /// In the order in which they were stored; none for a saga that is not there. Empty optional: no
  /// answer.
  [[nodiscard]] virtual std::optional<std::vector<SagaRecord>> read(
      const std::string& saga_id) const = 0;
  /// The sagas whose last record is neither `completed` nor `compensated`, in order. Empty
  /// optional: no answer.
  [[nodiscard]] virtual std::optional<std::vector<std::string>> unfinished() const = 0;
};

/// Lost with the process, and so no log for production. Not synchronised.
class InMemorySagaLog final : public SagaLog {
 public:
  SagaAppend append(const std::string& saga_id, std::size_t expected_count,
                    const SagaRecord& record) override;
  [[nodiscard]] std::optional<std::vector<SagaRecord>> read(
      const std::string& saga_id) const override;
  [[nodiscard]] std::optional<std::vector<std::string>> unfinished() const override;

 private:
  std::map<std::string, std::vector<SagaRecord>> sagas_;
};

}  // namespace eventarch::components
