#pragma once

/// A view that follows the events of a store. The view and how far it has come are one value, saved
/// at once: saved apart, a crash between them skips events or applies them twice.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "eventarch/components/event_store.hpp"

namespace eventarch::components {

template <typename View>
struct Projected {
  View view{};
  std::uint64_t checkpoint = 0;  ///< position of the last event that is in the view

  friend bool operator==(const Projected&, const Projected&) = default;
};

enum class SaveOutcome : std::uint8_t {
  saved,
  superseded,   ///< the checkpoint is not the expected one: another runner was faster
  unavailable,  ///< no answer: it may be saved
};

template <typename View>
class ViewStore {
 public:
  virtual ~ViewStore() = default;

  /// The view of no events where nothing was saved. Empty: no answer.
  [[nodiscard]] virtual std::optional<Projected<View>> load() const = 0;
  /// View and checkpoint in one transaction, where the checkpoint is still `expected_checkpoint`.
  virtual SaveOutcome save(std::uint64_t expected_checkpoint, Projected<View> next) = 0;
};

/// Lost with the process. Not synchronised.
template <typename View>
class InMemoryViewStore final : public ViewStore<View> {
 public:
  [[nodiscard]] std::optional<Projected<View>> load() const override { return current_; }
  SaveOutcome save(std::uint64_t expected_checkpoint, Projected<View> next) override {
    if (current_.checkpoint != expected_checkpoint) return SaveOutcome::superseded;
    current_ = std::move(next);
    return SaveOutcome::saved;
  }

 private:
  Projected<View> current_;
};

enum class CatchUpEnd : std::uint8_t {
  up_to_date,   ///< no further event may be read yet
  more,         ///< a whole batch was applied: there may be further events
  superseded,   ///< nothing was saved: another runner had moved the view on
  unavailable,  ///< nothing is known to be saved; the next run starts from what was
};

struct CatchUp {
  std::size_t applied = 0;
  CatchUpEnd end = CatchUpEnd::up_to_date;
};

template <typename Apply, typename View>
concept EventApplication = requires(Apply apply, View& view, const RecordedEvent& event) {
  apply(view, event);
};

/// Applies the next events, at most `batch` of them, in order of position, and saves once. Reads
/// only what no later event can precede. To rebuild a view, catch up with an empty `ViewStore`
/// beside the old one until it is up to date, then switch readers over. Requires: batch > 0.
template <typename View, EventApplication<View> Apply>
CatchUp catch_up(const EventStore& events, ViewStore<View>& views, Apply&& apply,
                 std::size_t batch = 1000) {
  std::optional<Projected<View>> projected = views.load();
  if (!projected) return {.end = CatchUpEnd::unavailable};
  const std::uint64_t start = projected->checkpoint;
  const auto next = events.read_all(start, batch, Reading::gap_safe);
  if (next.empty()) return {};
  for (const RecordedEvent& event : next) {
    apply(projected->view, event);
    projected->checkpoint = event.position;
  }
  switch (views.save(start, std::move(*projected))) {
    case SaveOutcome::saved: break;
    case SaveOutcome::superseded: return {.end = CatchUpEnd::superseded};
    case SaveOutcome::unavailable: return {.end = CatchUpEnd::unavailable};
  }
  return {next.size(), next.size() < batch ? CatchUpEnd::up_to_date : CatchUpEnd::more};
}

}  // namespace eventarch::components
