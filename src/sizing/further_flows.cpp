/// Commands and replies, which flow beside the events of a saga.

#include <fmt/format.h>

#include "eventarch/counted_load.hpp"
#include "formulas/formula.hpp"
#include "sizing/stages.hpp"
#include "support/notation.hpp"

namespace eventarch::sizing {
namespace {

std::string basis_of(const EventContext& context) {
  const std::string each = notation::counted_number(commands_asked(context), "command");
  return context.orchestrated()
             ? fmt::format("each event starts a saga, with {} and as many replies", each)
             : fmt::format(
                   "each event starts a saga, and {} of them fail (an estimate), with {} "
                   "and as many replies each",
                   notation::percent(share_with_commands(context)), each);
}

/// What flows beside the events without a rate that the file would tell.
std::string_view left_out(const EventContext& context) {
  if (context.use_case == UseCase::cqrs && context.constraints.request_reply) {
    return "commands, requests and replies";
  }
  if (context.use_case == UseCase::cqrs) return "commands";
  if (context.use_case == UseCase::event_sourcing && context.constraints.request_reply) {
    return "snapshots, requests and replies";
  }
  if (context.use_case == UseCase::event_sourcing) return "snapshots";
  return context.constraints.request_reply ? "requests and replies" : "";
}

std::string left_out_text(const EventContext& context) {
  std::string text;
  if (const std::string_view flows = left_out(context); !flows.empty()) {
    text = fmt::format(
        "{} beside the events are in none of these sizes: the file tells no rate of them", flows);
  }
  if (!context.constraints.geo_replication) return text;
  return text + fmt::format("{} in none of these sizes: the file tells no number of regions",
                            text.empty() ? "copies for other regions are"
                                         : "; copies for other regions are");
}

}  // namespace

FurtherFlows further_flows(const Layout& layout, const Sizing& sizing, Ledger& ledger) {
  const EventContext& context = layout.context;
  const Workload& w = context.workload;
  FurtherFlows out;
  const bool saga = context.use_case == UseCase::saga;
  if (saga) {
    out.messages_per_event = further_messages_per_event(context);
    out.topics = layout.is_log() ? 2 : 0;
    out.basis = ledger.words([&] { return basis_of(context); });
  } else {
    out.basis = ledger.words([&] { return left_out_text(context); });
  }
  ledger.given("further_flows.messages_per_event", out.messages_per_event,
               saga ? "further_flows.basis" : "no commands and replies of a saga");
  ledger.given("further_flows.topics", static_cast<double>(out.topics),
               out.topics > 0 ? "commands and replies" : "no further topics of a log");
  out.average.per_second = ledger.of(
      "further_flows.average_messages_per_second", formulas::further_rate,
      {{"rate", sizing.traffic.average.per_second}, {"per_event", out.messages_per_event}});
  const auto bytes = [&](std::string_view path, double rate) {
    return ByteRate{ledger.of(path, formulas::byte_rate,
                              {{"rate", rate},
                               {"message_size", w.message_size.bytes},
                               {"compression_ratio", w.compression_ratio.value}})};
  };
  out.average_bytes = bytes("further_flows.average_bytes_per_second", out.average.per_second);
  out.peak_bytes =
      bytes("further_flows.peak_bytes_per_second", out.average.per_second * w.peak_factor.value);
  return out;
}

}  // namespace eventarch::sizing
