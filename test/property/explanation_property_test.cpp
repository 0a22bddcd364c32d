/// Flips and relaxations: what the report says would change the choice does change it.

#include "property/explanations.hpp"

namespace eventarch::property {
namespace {

/// Without what relaxations_property_test.cpp is about.
DesignFile plain(DesignFile file) {
  file.erase("workload.processing_time");
  file.erase("constraints.replay");
  const bool global =
      file.has("requirements.ordering") && file.at("requirements.ordering") == "global";
  if (global) file.set("requirements.ordering", "partition");
  return file;
}

TEST(ExplanationProperty, EveryRelaxationMakesItsBrokerQualify) {
  int checked = 0;
  for_design_files(2000, {.demanding = true}, [&](const DesignFile& file, Random&) {
    const DesignFile simpler = plain(file);
    SCOPED_TRACE(simpler.yaml());
    checked += check_relaxations(simpler);
  });
  RecordProperty("relaxations", checked);
  EXPECT_GT(checked, 1000);
}

TEST(ExplanationProperty, EveryFlipChangesTheWinnerAsItSays) {
  FlipCount count;
  for_design_files(2000, {}, [&](const DesignFile& file, Random&) {
    // Defaults that follow the use case are what flips_property_test.cpp is about.
    DesignFile stated = file;
    const EventContext context = context_of(file);
    stated.set("requirements.ordering", std::string(name_of(context.requirements.ordering)));
    stated.set("requirements.retention",
               fmt::format("{:.0f} hours", context.requirements.retention.hours()));
    SCOPED_TRACE(stated.yaml());
    check_flips(stated, count);
  });
  RecordProperty("flips", count.checked);
  RecordProperty("flips_not_writable", count.not_writable);
  EXPECT_GT(count.checked, 2000);
}

}  // namespace
}  // namespace eventarch::property
