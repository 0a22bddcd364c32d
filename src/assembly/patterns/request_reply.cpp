#include <fmt/format.h>

#include "assembly/pattern.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool applies(const DesignInput& input) { return input.context.constraints.request_reply; }

std::string why(const DesignInput& input) {
  return fmt::format("a caller waits for an answer; the latency target of {} bounds how long",
                     notation::duration(input.context.requirements.latency));
}

std::vector<std::string> parts(const DesignInput& input) {
  const Duration timeout{input.context.requirements.latency.milliseconds * 3};
  return {"every request carries a correlation_id and the address for its answer",
          input.fact(FactKey::request_reply).is(Word::native)
              ? "answers come back by the broker's own reply mechanism"
              : "answers come back on a topic of their own, read by the caller's instance",
          fmt::format("the caller gives up after {}, three times the latency target",
                      notation::duration(timeout)),
          "a late answer finds no waiting caller: it is logged and dropped",
          "where an answer is always needed at once, a direct call is simpler"};
}

}  // namespace

extern const PatternUnit request_reply_pattern;
constinit const PatternUnit request_reply_pattern{.name = "request_reply",
                                                  .title = "Request and reply",
                                                  .page = {},
                                                  .applies = applies,
                                                  .why = why,
                                                  .parts = parts,
                                                  .figures = no_figures,
                                                  .flow = no_flow};

}  // namespace eventarch::assembly
