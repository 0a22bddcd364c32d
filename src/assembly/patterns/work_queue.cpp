#include <fmt/format.h>

#include "assembly/pattern.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool applies(const DesignInput& input) { return input.context.use_case == UseCase::work_queue; }

std::string why(const DesignInput& input) {
  const auto& group = input.sizing.consumers.front();
  return fmt::format("each job is done by one instance of its group; {} carry the peak of {}",
                     counted(group.instances, "instance"),
                     notation::rate(input.sizing.traffic.peak));
}

std::vector<std::string> parts(const DesignInput& input) {
  return {"competing instances: each job goes to one of them",
          "acknowledge after the work, so that a crashed instance loses no job",
          fmt::format("a fair share: an instance holds few jobs at a time, each takes about {}",
                      notation::duration(input.context.workload.processing_time)),
          input.ordered() ? "jobs of one key stay in order and are worked off one by one"
                          : "order between jobs is not kept, also because a retry comes later"};
}

}  // namespace

extern const PatternUnit work_queue_pattern;
constinit const PatternUnit work_queue_pattern{.name = "work_queue",
                                               .title = "Work queue",
                                               .page = {},
                                               .applies = applies,
                                               .why = why,
                                               .parts = parts,
                                               .figures = no_figures,
                                               .flow = no_flow};

}  // namespace eventarch::assembly
