#include "rules/trial.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>

#include "model/resolve.hpp"
#include "rules/strain.hpp"
#include "sizing/stages.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {

namespace {

/// A design that is like the one judged, but for a change.
struct Trial {
  EventContext context;
  Sizing sizing;
};

Trial trial_of(const RuleInput& input, const ContextChange& change) {
  EventContext context = *input.context;
  change(context);
  Sizing sizing =
      sizing::size_once(context, *input.decision->winner(), sizing::Account::numbers_only);
  return {std::move(context), std::move(sizing)};
}

bool holds_in(const Trial& trial, const RuleInput& input, Condition condition) {
  return condition(
      {input.declaration, input.catalogue, input.decision, &trial.context, &trial.sizing});
}

/// Two digits, rounded down: nobody plans with more.
Duration plain_processing(Duration value) {
  const double scale = std::pow(10, std::floor(std::log10(value.milliseconds)) - 1);
  // What rounding errors take off is no reason for a smaller value.
  constexpr double forgiven = 1e-9;
  return {std::floor(value.milliseconds / scale * (1 + forgiven)) * scale};
}

/// Rounded up to what a design file can say, without more digits than an estimate has.
Duration plain_target(double milliseconds) {
  constexpr double second = 1000;
  constexpr double seconds_from = 10 * second;
  const double unit = milliseconds < seconds_from ? 1 : second;
  return {std::ceil(milliseconds / unit) * unit};
}

}  // namespace

Sizing sized_with(const RuleInput& input, const ContextChange& change) {
  return trial_of(input, change).sizing;
}

bool holds_with(const RuleInput& input, const ContextChange& change, Condition condition) {
  return holds_in(trial_of(input, change), input, condition);
}

void leave_out_number(EventContext& context) { context.decisions.partitions.reset(); }

std::optional<std::string> raising_number(const RuleInput& input, Condition condition) {
  if (!input.declaration.decisions.partitions) return std::nullopt;
  const Trial trial = trial_of(input, leave_out_number);
  if (!holds_in(trial, input, condition)) return std::nullopt;
  return fmt::format("raise the number (`decisions.partitions: {}`) or leave it out",
                     trial.sizing.partitions);
}

std::optional<Duration> shorter_processing(const RuleInput& input, Condition condition) {
  constexpr std::array shares{0.9, 0.75, 0.5, 0.35, 0.25, 0.2, 0.15, 0.1, 0.05, 0.02, 0.01, 0.001};
  for (const double share : shares) {
    const Duration shorter =
        plain_processing({input.context->workload.processing_time.milliseconds * share});
    const auto shorten = [&](EventContext& context) {
      context = model::with_processing_time(std::move(context), shorter);
    };
    if (holds_with(input, shorten, condition)) return shorter;
  }
  return std::nullopt;
}

std::optional<Duration> latency_target_that_is_met(const RuleInput& input, Condition condition) {
  constexpr std::array margins{1.0, 1.1, 1.25, 1.5, 2.0, 4.0};
  for (const double margin : margins) {
    const Duration target = plain_target(*input.sizing->latency.p99_ms * margin);
    if (target > model::longest_latency) return std::nullopt;
    const auto allow = [&](EventContext& context) { context.requirements.latency = target; };
    if (holds_with(input, allow, condition)) return target;
  }
  return std::nullopt;
}

double least_hot_key_share(const RuleInput& input) {
  const auto& keys = input.context->workload.distinct_keys;
  return keys && keys->value > 0 ? 1 / static_cast<double>(keys->value) : 0;
}

std::optional<std::uint64_t> parts_of_hot_key(const RuleInput& input, Condition condition) {
  constexpr std::array<std::uint64_t, 13> numbers{2,  3,  4,  6,   8,   12,  16,
                                                  32, 64, 96, 128, 256, 1024};
  const auto& share = input.context->workload.hot_key_share;
  if (!share) return std::nullopt;
  for (const std::uint64_t parts : numbers) {
    if (share->value / static_cast<double>(parts) < least_hot_key_share(input)) break;
    const auto split = [&](EventContext& context) {
      context.workload.hot_key_share->value = share->value / static_cast<double>(parts);
    };
    if (holds_with(input, split, condition)) return parts;
  }
  return std::nullopt;
}

std::optional<double> largest_hot_key_share(const RuleInput& input, Condition condition) {
  const auto& share = input.context->workload.hot_key_share;
  if (!share) return std::nullopt;
  const auto holds_at = [&](double one) {
    return holds_with(
        input, [&](EventContext& context) { context.workload.hot_key_share->value = one; },
        condition);
  };
  constexpr double least = 1e-6;
  double too_much = share->value;
  double fits = too_much / 2;
  for (; !holds_at(fits); fits /= 2) {
    too_much = fits;
    if (fits < share->value * least || fits < least_hot_key_share(input)) return std::nullopt;
  }
  // Nobody knows the share of a key any better.
  constexpr double exact = 1.005;
  while (too_much / fits > exact) {
    const double middle = std::sqrt(too_much * fits);
    (holds_at(middle) ? fits : too_much) = middle;
  }
  if (fits < least_hot_key_share(input)) return std::nullopt;
  return fits;
}

bool caused_by_pinned_number(const RuleInput& input, Condition condition) {
  if (!input.declaration.decisions.partitions) return false;
  if (input.context->requirements.ordering == Ordering::global) return false;
  const Strain strain = strain_of(input);
  if (strain != Strain::too_few && strain != Strain::over_target) return false;
  return holds_with(input, leave_out_number, condition);
}

bool pinned_below(const RuleInput& input, std::uint64_t needed) {
  const auto& pinned = input.declaration.decisions.partitions;
  const bool global = input.context->requirements.ordering == Ordering::global;
  if (!pinned || global || pinned->value.value >= needed) return false;
  return sized_with(input, leave_out_number).partitions > pinned->value.value;
}

std::string declared_share(double share) {
  constexpr double digits = 3;
  const double percent = share * 100;
  if (!(percent > 0)) return "0 %";
  const double scale = std::pow(10, std::floor(std::log10(percent)) - digits + 1);
  // What rounding errors take off is no reason for a smaller share.
  constexpr double forgiven = 1e-9;
  return notation::number(std::floor(percent / scale * (1 + forgiven)) * scale, 3) + " %";
}

std::string splitting(const RuleInput& input, std::uint64_t parts) {
  const double share = input.context->workload.hot_key_share->value;
  return fmt::format(
      "split the key into {} or more (order within the parts; "
      "`workload.hot_key_share: {}`)",
      notation::counted(parts, "part"), declared_share(share / static_cast<double>(parts)));
}

std::string shortening(Duration processing) {
  return fmt::format("shorten the processing (`workload.processing_time: {}`)",
                     notation::declared_duration(plain_processing(processing)));
}

}  // namespace eventarch::rules
