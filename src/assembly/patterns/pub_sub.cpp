#include <fmt/format.h>

#include "assembly/pattern.hpp"

namespace eventarch::assembly {
namespace {

bool applies(const DesignInput& input) { return input.context.use_case == UseCase::pub_sub; }

std::string why(const DesignInput& input) {
  return fmt::format(
      "{} consumer group{} get every message, each at its own pace, unknown to the "
      "producers",
      input.context.consumers.size(), input.context.consumers.size() == 1 ? "" : "s");
}

std::vector<std::string> parts(const DesignInput& input) {
  const std::string_view copies = input.fact(FactKey::fan_out).is(Word::with_sns)
                                      ? "SNS copies every message into a queue per consumer"
                                  : input.is_log()
                                      ? "every group reads the same log with an offset "
                                        "of its own: a further group costs a read"
                                      : "the exchange copies every message into a "
                                        "queue per consumer";
  return {fmt::format("producers publish to {} and know no consumer", input.context.name),
          std::string(copies), "routing by event type; each consumer takes what it knows",
          "a new consumer joins without a change of the producers"};
}

}  // namespace

extern const PatternUnit pub_sub_pattern;
constinit const PatternUnit pub_sub_pattern{.name = "pub_sub",
                                            .title = "Publish and subscribe",
                                            .page = {},
                                            .applies = applies,
                                            .why = why,
                                            .parts = parts,
                                            .figures = no_figures,
                                            .flow = no_flow};

}  // namespace eventarch::assembly
