/// docs/eventarch.1 is what the table of commands says. `EVENTARCH_UPDATE_GOLDEN=1` rewrites it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "cli/command_description.hpp"
#include "golden/kept_text.hpp"

namespace eventarch::cli {
namespace {

using testing::HasSubstr;

TEST(ManualPage, IsAsTheTableOfCommandsSays) {
  testing_support::expect_kept(testing_support::repository() / "docs/eventarch.1", manual_page());
}

TEST(ManualPage, NamesEveryCommandAndFlag) {
  const std::string page = manual_page();
  for (const Command& command : commands()) {
    EXPECT_THAT(page, HasSubstr("\n.SS " + std::string(command.name) + "\n"));
  }
  EXPECT_THAT(page, HasSubstr("\\fB\\-f\\fR, \\fB\\-\\-format\\fR \\fIFORMAT\\fR\n"));
  EXPECT_THAT(page, HasSubstr("\\fB\\-\\-stdin\\-filename\\fR \\fINAME\\fR\n"));
}

}  // namespace
}  // namespace eventarch::cli
