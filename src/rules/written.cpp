#include "rules/written.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "rules/strain.hpp"
#include "rules/trial.hpp"
#include "sizing/stages.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

/// A share that was calculated to fit must fit.
constexpr double forgiven = 1 + 1e-9;

CapacityBasis basis_of(bool measured, const Fact& fact) {
  if (measured) return CapacityBasis::measured;
  return fact.confidence() == Confidence::sourced ? CapacityBasis::sourced
                                                  : CapacityBasis::estimate;
}

/// The flows of a design whose order by key lies in what `layout` counts, or inside of it.
class Writes {
 public:
  explicit Writes(const RuleInput& input)
      : input_(input),
        layout_{*input.context, *input.decision->winner()->broker, *input.decision->winner()->mode},
        share_(input.context->workload.hot_key_share->value) {}

  WrittenFlow messages() const {
    const auto& measured = input_.context->capacity.partition_throughput;
    return flow(false, input_.sizing->traffic.peak.per_second, FactKey::unit_message_rate,
                measured ? std::optional(measured->per_second) : std::nullopt);
  }

  WrittenFlow bytes() const {
    const auto& measured = input_.context->capacity.partition_write;
    return flow(true, input_.sizing->traffic.peak_bytes.per_second, FactKey::unit_byte_rate,
                measured ? std::optional(measured->per_second) : std::nullopt);
  }

  bool in_message_groups() const { return layout_.fact(FactKey::unit).is(Word::message_group); }

 private:
  WrittenFlow flow(bool of_bytes, double peak, FactKey key, std::optional<double> measured) const {
    // What is measured is one partition; groups and sessions have their figures of the catalogue.
    const bool own = measured && !layout_.keyed_inside();
    const double all = peak * input_.context->workload.growth_factor.value;
    const double others =
        layout_.keyed_inside() ? 0 : (1 - share_) / static_cast<double>(input_.sizing->partitions);
    return {.bytes = of_bytes,
            .of_key_today = peak * share_,
            .of_all = all,
            .of_unit = all * (share_ + others),
            .planned = own ? *measured : layout_.number(key),
            .basis = basis_of(own, layout_.fact(key))};
  }

  const RuleInput& input_;
  sizing::Layout layout_;
  double share_;
};

std::string amount(bool bytes, double per_second) {
  return bytes ? notation::rate(ByteRate{per_second}) : notation::rate(MessageRate{per_second});
}

std::string joined(const std::vector<WrittenFlow>& flows, double WrittenFlow::*figure) {
  std::vector<std::string> parts;
  parts.reserve(flows.size());
  for (const WrittenFlow& one : flows) parts.push_back(amount(one.bytes, one.*figure));
  return text::list_of(parts, "and");
}

/// Rounded up to three digits: nobody measures more exactly.
double plain_capacity(double per_second) {
  const double scale = std::pow(10, std::max(0.0, std::floor(std::log10(per_second)) - 2));
  return std::ceil(per_second / scale * (1 - 1e-9)) * scale;
}

/// What a file would have to state for partitions that take more.
struct Measured {
  std::optional<MessageRate> messages;
  std::optional<ByteRate> bytes;

  void raise(const WrittenFlow& flow) {
    const double least = plain_capacity(flow.of_unit);
    if (flow.bytes) {
      bytes = ByteRate{least};
    } else {
      messages = MessageRate{least};
    }
  }

  void put_into(EventContext& context) const {
    if (messages) context.capacity.partition_throughput = *messages;
    if (bytes) context.capacity.partition_write = *bytes;
  }

  std::string in_backticks() const {
    const std::string rate = messages ? notation::declared_rate(*messages) : "";
    const std::string size = bytes ? notation::declared_size({bytes->per_second}) + "/s" : "";
    if (!bytes) return fmt::format("`capacity.partition_throughput: {}`", rate);
    if (!messages) return fmt::format("`capacity.partition_write: {}`", size);
    return fmt::format("`capacity: {{partition_throughput: {}, partition_write: {}}}`", rate, size);
  }
};

}  // namespace

bool WrittenFlow::over() const { return of_unit > planned * forgiven; }

bool WrittenFlow::refused() const {
  return basis != CapacityBasis::estimate && of_key_today > planned * forgiven;
}

std::vector<WrittenFlow> overfull_writes(const RuleInput& input) {
  const bool keyed = input.context->requirements.ordering == Ordering::partition;
  if (!keyed || !input.context->workload.hot_key_share) return {};
  const Writes writes(input);
  const WrittenFlow messages = writes.messages();
  // A quota of messages rules the broker out, and a group of SQS has a rule of its own.
  if (writes.in_message_groups()) return {};
  if (messages.basis == CapacityBasis::sourced && messages.refused()) return {};
  std::vector<WrittenFlow> flows;
  for (const WrittenFlow& one : std::array{messages, writes.bytes()}) {
    if (one.over()) flows.push_back(one);
  }
  return flows;
}

std::string brought_by(const std::vector<WrittenFlow>& flows) {
  return joined(flows, &WrittenFlow::of_unit);
}

std::string planned_of(const std::vector<WrittenFlow>& flows) {
  return joined(flows, &WrittenFlow::planned);
}

std::string arithmetic_of(const RuleInput& input, const WrittenFlow& flow) {
  const Candidate& winner = *input.decision->winner();
  const double share = input.context->workload.hot_key_share->value;
  const FactKey key = flow.bytes ? FactKey::unit_byte_rate : FactKey::unit_message_rate;
  const bool shares_unit = flow.of_unit > flow.of_all * share * forgiven;
  const std::string others = shares_unit ? fmt::format(" + {} / {}", notation::percent(1 - share),
                                                       input.sizing->partitions)
                                         : "";
  const std::string part = shares_unit ? fmt::format("({}{})", notation::percent(share), others)
                                       : notation::percent(share);
  const std::string_view field =
      flow.bytes ? "capacity.partition_write" : "capacity.partition_throughput";
  return fmt::format("{} x {} = {}; {} by {}", amount(flow.bytes, flow.of_all), part,
                     amount(flow.bytes, flow.of_unit), amount(flow.bytes, flow.planned),
                     flow.basis == CapacityBasis::measured
                         ? std::string(field)
                         : winner.broker->cite(winner.mode->fact(key)));
}

namespace {

/// Order by key lies inside of what is counted: see Layout::keyed_inside.
bool ordered_inside(const RuleInput& input) {
  const Candidate& winner = *input.decision->winner();
  return sizing::Layout{*input.context, *winner.broker, *winner.mode}.keyed_inside();
}

/// Partitions with which each flow fits; 0 where the key alone is too much.
std::uint64_t partitions_for(const std::vector<WrittenFlow>& flows, double share) {
  std::uint64_t most = 0;
  for (const WrittenFlow& one : flows) {
    const double left = one.planned / one.of_all - share;
    if (left <= 0) return 0;
    most = std::max(most, notation::guarded_ceil((1 - share) / left));
  }
  return most;
}

}  // namespace

std::optional<std::string> spreading_others(const RuleInput& input, Condition condition) {
  if (ordered_inside(input)) return std::nullopt;
  const Rounding& rounding = input.sizing->rounding;
  const std::uint64_t multiple = std::max<std::uint64_t>(1, rounding.multiple_of);
  const std::uint64_t least =
      partitions_for(overfull_writes(input), input.context->workload.hot_key_share->value);
  const std::uint64_t count = (least + multiple - 1) / multiple * multiple;
  // over_partitioned would speak of more.
  if (count == 0 || count > std::max(harmless_partitions, 2 * rounding.raw)) return std::nullopt;
  const auto pin = [&](EventContext& context) {
    context.decisions.partitions = Given<Count>{{count}, {}, {}};
  };
  if (!holds_with(input, pin, condition)) return std::nullopt;
  return fmt::format("pin more {}, which take other keys off it (`decisions.partitions: {}`)",
                     notation::noun_for(2, input.sizing->unit), count);
}

std::optional<std::string> measuring_writes(const RuleInput& input, Condition condition) {
  std::vector<WrittenFlow> over = overfull_writes(input);
  const bool quota = std::ranges::any_of(
      over, [](const WrittenFlow& one) { return one.basis == CapacityBasis::sourced; });
  if (over.empty() || quota || ordered_inside(input)) return std::nullopt;
  Measured measured;
  const auto state = [&](EventContext& context) { measured.put_into(context); };
  // Partitions that take more are fewer, and each then has a larger part of the other keys.
  constexpr int attempts = 8;
  for (int i = 0; i < attempts && !over.empty(); ++i) {
    for (const WrittenFlow& one : over) measured.raise(one);
    EventContext context = *input.context;
    state(context);
    const Sizing sizing = sized_with(input, state);
    over = overfull_writes({input.declaration, input.catalogue, input.decision, &context, &sizing});
  }
  if (!over.empty() || !holds_with(input, state, condition)) return std::nullopt;
  return fmt::format("measure what one takes, and state it where it is enough ({})",
                     measured.in_backticks());
}

}  // namespace eventarch::rules
