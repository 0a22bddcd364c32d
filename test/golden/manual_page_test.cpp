/// docs/eventarch.1 is what the table of commands says. `EVENTARCH_UPDATE_GOLDEN=1` rewrites it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "cli/command_description.hpp"

namespace eventarch::cli {
namespace {

using testing::HasSubstr;

TEST(ManualPage, IsAsTheTableOfCommandsSays) {
  const std::string path = EVENTARCH_SOURCE_DIR "/docs/eventarch.1";
  const std::string page = manual_page();
  if (std::getenv("EVENTARCH_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << page;
  }
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file.is_open()) << path << " is missing; EVENTARCH_UPDATE_GOLDEN=1 writes it";
  std::ostringstream written;
  written << file.rdbuf();
  EXPECT_EQ(page, written.str()) << "differs from " << path
                                 << "; EVENTARCH_UPDATE_GOLDEN=1 rewrites it";
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
