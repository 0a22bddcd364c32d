#include <fmt/format.h>

#include "assembly/pattern.hpp"
#include "assembly/patterns/broker_wording.hpp"
#include "assembly/patterns/participants.hpp"
#include "formulas/formula.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

constexpr double ms_per_second = 1000;

bool request_reply_applies(const PatternInput& input) {
  return input.context.constraints.request_reply;
}

std::string why_request_reply(const PatternInput& input) {
  return fmt::format("{} waits for an answer of {}; the latency target of {} bounds how long",
                     input.context.producers.front(), input.context.consumers.front(),
                     notation::duration(input.context.requirements.latency));
}

std::optional<PatternFigure> timeout(const PatternInput& input) {
  return figure(
      "reply_timeout_ms", formulas::answer_timeout,
      {{"request", input.context.requirements.latency.seconds()}, {"reply", reply_seconds(input)}},
      ms_per_second);
}

std::optional<PatternFigure> waiting(const PatternInput& input) {
  return figure("callers_waiting_most", formulas::sqs_in_flight,
                {{"rate", input.sizing.traffic.peak.per_second},
                 {"processing", timeout(input).value_or(PatternFigure{}).value / ms_per_second}});
}

bool native(const PatternInput& input) {
  return input.fact(FactKey::request_reply).is(Word::native);
}

std::string requests(const Participants& who) {
  return who.commands.empty() ? who.entry : who.commands;
}
std::string replies(const PatternInput& input, const Participants& who) {
  if (native(input)) return "direct reply";
  return who.replies.empty() ? "replies" : who.replies;
}

/// Where the broker answers by itself, the topic of the topology is for answers that must last.
std::string way_back(const PatternInput& input, const Participants& who) {
  if (!native(input))
    return fmt::format("answers on {}: {}", replies(input, who), wording(input).reply);
  return fmt::format("{}", wording(input).reply);
}

std::string repeated(const PatternInput& input, const Participants& who) {
  if (input.at_most_once()) {
    return "a request or an answer may be lost: the caller asks again with a new correlation_id";
  }
  return fmt::format(
      "a caller that asks again keeps the event_id: {} answers from its store and "
      "does the work once",
      who.group);
}

std::vector<std::string> request_reply_parts(const PatternInput& input, const Participants& who) {
  const std::string limit = text_of(timeout(input), "its timeout");
  std::vector<std::string> all{
      fmt::format("{} sends to {} with correlation_id, reply address and deadline", who.producer,
                  requests(who)),
      way_back(input, who)};
  if (native(input) && !who.replies.empty()) {
    all.push_back(
        fmt::format("answers that must outlive their caller go to {} instead", who.replies));
  }
  all.push_back(fmt::format("the caller gives up after {} and says so to its own caller", limit));
  all.emplace_back(
      "an answer that comes later finds no caller under its correlation_id: count it, log "
      "it, drop it");
  all.push_back(
      fmt::format("{} drops a request whose deadline has passed: nobody waits for it", who.group));
  all.push_back(repeated(input, who));
  if (stable(input)) {
    all.push_back(
        fmt::format("at peak up to {} calls are open at once: the memory and threads of {} "
                    "must hold them",
                    text_of(waiting(input), "very many"), who.producer));
  } else {
    all.emplace_back(
        "at peak requests arrive faster than they are answered: in the end every call "
        "times out");
  }
  if (input.context.use_case == UseCase::saga && !input.at_most_once()) {
    all.emplace_back(
        "a step of the saga waits longer, retries included: see the saga's step timeout");
  }
  return all;
}

std::vector<PatternFigure> request_reply_figures(const PatternInput& input) {
  std::vector<PatternFigure> all;
  add(all, resting_on(timeout(input), "the margin is an estimate"));
  const double back_ms = reply_seconds(input) * ms_per_second;
  all.push_back(taken_over("way_back_p99_ms", back_ms, notation::duration(Duration{back_ms}),
                           "sizing.latency.terms: all up to the fetch"));
  add(all, resting_on(waiting(input), "every request of the peak waits for the whole timeout"));
  return all;
}

std::vector<FlowStep> request_reply_flow(const PatternInput& input, const Participants& who) {
  const std::string back = replies(input, who);
  return {{who.producer, requests(who), "request: correlation_id, reply address, deadline"},
          {requests(who), who.group, "request"},
          {who.group, who.group, "checks the deadline, does the work"},
          {who.group, back, "answer with the correlation_id", true},
          {back, who.producer, "answer, matched to the waiting caller", true},
          {who.producer, who.producer,
           fmt::format("without one: gives up after {}", text_of(timeout(input), "its timeout"))},
          {back, who.producer, "late answer: counted, logged, dropped", true}};
}

}  // namespace

extern const PatternUnit request_reply_pattern;
constinit const PatternUnit request_reply_pattern{
    .name = "request_reply",
    .title = "Request and reply",
    .page = {.summary = "Synchronous over asynchronous: a caller sends a request as a message "
                        "and waits for the answer, matched by a correlation id, until a "
                        "timeout.",
             .use_when = "RPC-like calls where the other side may be busy or down for a while, "
                         "or requests are to be levelled by a queue, and the caller can live "
                         "with a timeout.",
             .avoid_when = "An answer is always needed at once: a direct call is simpler, quicker "
                           "and fails openly.",
             .source = "Hohpe and Woolf, Enterprise Integration Patterns, Request-Reply: "
                       "https://www.enterpriseintegrationpatterns.com/patterns/messaging/"
                       "RequestReply.html"},
    .applies = request_reply_applies,
    .why = why_request_reply,
    .parts = request_reply_parts,
    .figures = request_reply_figures,
    .flow = request_reply_flow};

}  // namespace eventarch::assembly
