/// docs/formulas.md is what the table of formulas says. `EVENTARCH_UPDATE_GOLDEN=1` rewrites it.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "eventarch/explain.hpp"

namespace eventarch {
namespace {

TEST(FormulasDocument, IsAsTheTableOfFormulasSays) {
  const std::string path = EVENTARCH_SOURCE_DIR "/docs/formulas.md";
  const std::string page = formulas_document();
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

}  // namespace
}  // namespace eventarch
