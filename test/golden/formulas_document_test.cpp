/// docs/formulas.md is what the table of formulas says. `EVENTARCH_UPDATE_GOLDEN=1` rewrites it.

#include <gtest/gtest.h>

#include "eventarch/explain.hpp"
#include "golden/kept_text.hpp"

namespace eventarch {
namespace {

TEST(FormulasDocument, IsAsTheTableOfFormulasSays) {
  testing_support::expect_kept(testing_support::repository() / "docs/formulas.md",
                               formulas_document());
}

}  // namespace
}  // namespace eventarch
