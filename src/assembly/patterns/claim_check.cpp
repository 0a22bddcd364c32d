#include <fmt/format.h>

#include <algorithm>

#include "assembly/dialect.hpp"
#include "assembly/pattern.hpp"
#include "assembly/patterns/participants.hpp"
#include "formulas/formula.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

/// Estimates: from a quarter of what a queue takes as installed on the largest of the messages pass
/// it, since the mean is what the file declares; and logs slow down for all with records of a
/// mebibyte.
constexpr double share_of_limit = 0.25;
constexpr double large_for_logs = 1048576;
/// Envelope, address, size and checksum: an estimate.
constexpr double reference_bytes = 1000;

ByteSize most(const PatternInput& input) { return {input.mode.number(FactKey::message_size_max)}; }

/// As installed; what settings allow has to be set first.
ByteSize limit(const PatternInput& input) {
  return {input.mode.number(FactKey::message_size_default)};
}

ByteSize threshold(const PatternInput& input) {
  if (!input.is_log()) return {limit(input).bytes * share_of_limit};
  return {std::min(most(input).bytes * share_of_limit, large_for_logs)};
}

ByteSize mean(const PatternInput& input) { return input.context.workload.message_size; }

bool claim_check_applies(const PatternInput& input) {
  return limit(input).bytes > 0 && mean(input).bytes >= threshold(input).bytes;
}

bool too_large(const PatternInput& input) { return mean(input).bytes > most(input).bytes; }

std::string why_claim_check(const PatternInput& input) {
  return too_large(input)
             ? fmt::format("a mean message of {} does not fit into {}, which takes {} at most",
                           notation::size(mean(input)), input.broker.name,
                           notation::size(most(input)))
             : fmt::format(
                   "a mean message of {} is {} of what {} takes as installed ({}), and the largest "
                   "are several times the mean",
                   notation::size(mean(input)),
                   notation::percent(mean(input).bytes / limit(input).bytes), input.broker.name,
                   notation::size(limit(input)));
}

std::optional<PatternFigure> saving(const PatternInput& input) {
  return resting_on(figure("broker_bytes_saved_share", formulas::claim_check_saving,
                           {{"message_size", mean(input).bytes}, {"reference", reference_bytes}}),
                    "1 KB for the reference with its envelope is an estimate");
}

/// As long as any message or dead letter may still ask for it.
Duration kept(const PatternInput& input) {
  return {input.context.requirements.retention.milliseconds +
          hours(dead_letter_retention_hours).milliseconds};
}

std::optional<PatternFigure> stored(const PatternInput& input) {
  return resting_on(figure("payloads_stored_bytes", formulas::stored_bytes,
                           {{"byte_rate", input.sizing.traffic.average_bytes.per_second},
                            {"kept", kept(input).seconds()}}),
                    "one copy, if every payload goes there");
}

double reads_per_second(const PatternInput& input) {
  return input.sizing.traffic.peak.per_second * static_cast<double>(input.context.consumers.size());
}

bool slows_a_log(const PatternInput& input) {
  return input.is_log() && threshold(input).bytes >= large_for_logs;
}

std::string reason_of_threshold(const PatternInput& input) {
  if (slows_a_log(input)) return "records of 1 MiB slow a log down for all";
  return input.is_log()
             ? fmt::format("a quarter of message_size_max ({})", notation::size(most(input)))
             : fmt::format("a quarter of message_size_default ({})", notation::size(limit(input)));
}

std::string line(const PatternInput& input) {
  return fmt::format(
      "payloads from {} on go to the store ({}), smaller ones travel whole",
      notation::size(threshold(input)),
      slows_a_log(input)
          ? std::string("a record of 1 MiB slows a log down for all: estimate")
          : fmt::format("a quarter of {}, since sizes vary: estimate",
                        notation::size(input.is_log() ? most(input) : limit(input))));
}

std::vector<std::string> claim_check_parts(const PatternInput& input, const Participants& who) {
  return {
      line(input),
      fmt::format("{} stores the payload under its event_id first, then publishes address, size "
                  "and checksum to {}",
                  who.producer, who.entry),
      fmt::format("{} fetch{} it before the work; a store that is down is a TIMEOUT, a missing "
                  "object a dead letter",
                  who.groups, input.context.consumers.size() == 1 ? "es" : ""),
      fmt::format(
          "{} carries about {} a message instead of {}; the store takes {} of writes and {} "
          "of reads at peak",
          input.broker.name, notation::size(ByteSize{reference_bytes}), notation::size(mean(input)),
          notation::rate(input.sizing.traffic.peak),
          notation::rate(MessageRate{reads_per_second(input)})),
      fmt::format("objects expire after {}: the retention and the week of a dead letter",
                  notation::duration(kept(input))),
      "a crash between storing and publishing leaves an object that nobody asks for: it expires "
      "as well",
      "whoever may read the message may read the object: same access rules, same erasure of "
      "personal data"};
}

std::vector<PatternFigure> claim_check_figures(const PatternInput& input) {
  std::vector<PatternFigure> all;
  all.push_back(taken_over("threshold_bytes", threshold(input).bytes,
                           notation::size(threshold(input)),
                           fmt::format("estimate: {}", reason_of_threshold(input))));
  add(all, saving(input));
  add(all, stored(input));
  return all;
}

std::vector<FlowStep> claim_check_flow(const PatternInput& input, const Participants& who) {
  const std::string objects = "object store";
  const std::string event = an_event(input);
  return {{who.producer, objects, "payload, under its event_id"},
          {objects, who.producer, "stored", true},
          {who.producer, who.entry, fmt::format("{} with address, size, checksum", event)},
          {who.source, who.group, fmt::format("{} without its payload", event)},
          {who.group, objects, "fetches the payload"},
          {objects, who.group, "payload; the checksum must fit", true}};
}

}  // namespace

extern const PatternUnit claim_check_pattern;
constinit const PatternUnit claim_check_pattern{
    .name = "claim_check",
    .title = "Claim check",
    .page = {.summary =
                 "A large payload goes to a store; the message carries where it lies and how "
                 "to check it.",
             .use_when = "Messages come near the limit of the broker, or a few large ones slow "
                         "down all the others.",
             .avoid_when =
                 "Messages are small: a second store is one more thing to fail, to secure "
                 "and to clean up.",
             .source = "Hohpe and Woolf, Enterprise Integration Patterns, Claim Check: "
                       "https://www.enterpriseintegrationpatterns.com/patterns/messaging/"
                       "StoreInLibrary.html"},
    .applies = claim_check_applies,
    .why = why_claim_check,
    .parts = claim_check_parts,
    .figures = claim_check_figures,
    .flow = claim_check_flow};

}  // namespace eventarch::assembly
