#include "eventarch/counted_load.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <span>

#include "formulas/formula.hpp"
#include "support/notation.hpp"

namespace eventarch {
namespace {

/// Of ten sagas one is taken to fail, and is then undone in full: an estimate.
constexpr double failing_share = 0.1;

double groups_of(const EventContext& context) {
  return static_cast<double>(context.consumers.size());
}

/// The formulas of both axes calculate alike; `ratio` is read by in_or_out alone.
double counted(LoadBasis basis, const EventContext& context, double sent, double ratio) {
  const double further = sent * further_messages_per_event(context);
  const std::array inputs{sent, groups_of(context), further, ratio};
  const auto of = [&](const Formula& formula) {
    const auto own = std::span<const double>(inputs).first(formula.inputs.size());
    return formula.evaluate(own).value_or(std::numeric_limits<double>::infinity());
  };
  switch (basis) {
    case LoadBasis::into_queues: return of(formulas::messages_into_queues);
    case LoadBasis::in_and_out: return of(formulas::messages_in_and_out);
    case LoadBasis::in_or_out: return of(formulas::messages_in_or_out);
    case LoadBasis::sent: break;
  }
  return sent;
}

template <class Amount>
std::string in_words(const Broker& broker, const Mode& mode, const EventContext& context,
                     Amount sent, double ratio) {
  const LoadBasis basis = load_basis(broker, mode);
  const Amount load = counted_load(broker, mode, context, sent);
  if (load.per_second == sent.per_second) return {};
  const std::string each = notation::rate(sent);
  const std::string copies =
      fmt::format("{} x {}", notation::counted(context.consumers.size(), "consumer group"), each);
  const double further = sent.per_second * further_messages_per_event(context);
  const std::string all = notation::rate(load);
  const std::string commands =
      further > 0 ? fmt::format(" + {} of commands and replies", notation::rate(Amount{further}))
                  : std::string();
  switch (basis) {
    case LoadBasis::into_queues: return fmt::format("{}{} = {} into queues", copies, commands, all);
    case LoadBasis::in_and_out:
      return fmt::format("{} sent + {} received{} = {}", each, copies,
                         further > 0 ? commands + ", in and out" : "", all);
    case LoadBasis::in_or_out:
      return fmt::format("{} sent, or {} received at a {} of it{} = {}", each, copies,
                         notation::number(1 / ratio, 3), commands, all);
    case LoadBasis::sent: break;
  }
  return {};
}

}  // namespace

LoadBasis load_basis(const Broker& broker, const Mode& mode) {
  if (broker.id == "rabbitmq" && !mode.fact(FactKey::model).is(Word::log)) {
    return LoadBasis::into_queues;
  }
  if (broker.id == "azure_service_bus") return LoadBasis::in_and_out;
  const bool in_units =
      broker.id == "azure_event_hubs" && (mode.id == "standard" || mode.id == "premium");
  return in_units ? LoadBasis::in_or_out : LoadBasis::sent;
}

double counted_for_one(const Broker& broker, const Mode& mode) {
  // The messages of the Standard tier are operations halved: of one group that reads each.
  const bool halved = load_basis(broker, mode) == LoadBasis::in_and_out && mode.id == "standard";
  return halved ? 2 : 1;
}

OutputRatio output_ratio(const Mode& mode) {
  // Microsoft, Event Hubs quotas and scalability: a throughput unit takes 1 MB/s or 1,000 events/s
  // and gives 2 MB/s or 4,096 events/s. A processing unit gives twice the bytes that it takes.
  if (mode.id == "standard") return {.messages = 4.096, .bytes = 2};
  return {.messages = 2, .bytes = 2};
}

double commands_asked(const EventContext& context) {
  const auto steps = groups_of(context);
  if (context.orchestrated()) return steps;
  return steps > 1 ? steps - 1 : 1;
}

double share_with_commands(const EventContext& context) {
  return context.orchestrated() ? 1 : failing_share;
}

double further_messages_per_event(const EventContext& context) {
  if (context.use_case != UseCase::saga) return 0;
  constexpr double command_and_reply = 2;
  return command_and_reply * commands_asked(context) * share_with_commands(context);
}

MessageRate counted_load(const Broker& broker, const Mode& mode, const EventContext& context,
                         MessageRate sent) {
  return {counted(load_basis(broker, mode), context, sent.per_second, output_ratio(mode).messages)};
}

ByteRate counted_load(const Broker& broker, const Mode& mode, const EventContext& context,
                      ByteRate sent) {
  return {counted(load_basis(broker, mode), context, sent.per_second, output_ratio(mode).bytes)};
}

MessageRate counted_message_limit(const Broker& broker, const Mode& mode) {
  return {mode.number(FactKey::cluster_message_rate) * counted_for_one(broker, mode)};
}

ByteRate counted_byte_limit(const Mode& mode) { return {mode.number(FactKey::cluster_byte_rate)}; }

std::string counted_in_words(const Broker& broker, const Mode& mode, const EventContext& context,
                             MessageRate sent) {
  return in_words(broker, mode, context, sent, output_ratio(mode).messages);
}

std::string counted_in_words(const Broker& broker, const Mode& mode, const EventContext& context,
                             ByteRate sent) {
  return in_words(broker, mode, context, sent, output_ratio(mode).bytes);
}

}  // namespace eventarch
