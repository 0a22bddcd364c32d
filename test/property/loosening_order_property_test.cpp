/// Giving up global order rules nothing out that may be chosen with it.

#include "property/harness.hpp"
#include "property/loosenings.hpp"

namespace eventarch::property {
namespace {

TEST(LooseningOrderProperty, GivingUpGlobalOrderRulesNothingOut) {
  int checked = 0;
  for_design_files(2000, {}, [&](const DesignFile& file, Random&) {
    const EventContext context = context_of(file);
    if (context.requirements.ordering != Ordering::global) return;
    for (const std::string weaker : {"partition", "none"}) {
      SCOPED_TRACE(weaker);
      DesignFile changed = file;
      changed.set("requirements.ordering", weaker);
      expect_nothing_ruled_out(ranking_of(context), ranking_of(context_of(changed)));
      ++checked;
    }
  });
  EXPECT_GT(checked, portion_of(500));
}

}  // namespace
}  // namespace eventarch::property
