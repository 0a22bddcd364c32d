/// Commands that people copy: a name stays one word, and is no flag.

#include "cli/shell_word.hpp"

#include <gtest/gtest.h>

namespace eventarch::cli {
namespace {

TEST(ShellWord, IsPlainWhereItCan) {
  EXPECT_EQ(shell_word("orders.eventarch.yaml"), "orders.eventarch.yaml");
  EXPECT_EQ(shell_word("requirements.latency=50ms"), "requirements.latency=50ms");
}

TEST(ShellWord, IsQuotedWhereAShellWouldReadMore) {
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(shell_word("a b"), "'a b'");
  EXPECT_EQ(shell_word("$(rm -r x); `y` & z"), "'$(rm -r x); `y` & z'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
}

TEST(ShellFile, IsNoFlag) {
  EXPECT_EQ(shell_file("-v"), "./-v");
  EXPECT_EQ(shell_file("-"), "-") << "standard input";
  EXPECT_EQ(shell_file("-a b"), "'./-a b'");
}

}  // namespace
}  // namespace eventarch::cli
