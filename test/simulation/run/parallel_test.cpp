/// Runs on several threads: what goes wrong in one of them reaches the caller.

#include "simulation/run/parallel.hpp"

#include <gtest/gtest.h>

#include <new>
#include <vector>

namespace eventarch::simulation {
namespace {

TEST(InParallel, HandsOnWhatTheWorkThrowsWhicheverThreadItIs) {
  for (const std::uint32_t threads : {1U, 2U, 8U}) {
    for (const std::uint64_t bad : {0U, 7U, 99U}) {
      const auto work = [&](std::uint64_t i, const auto&) {
        if (i == bad) throw std::bad_alloc();
        return true;
      };
      EXPECT_THROW((void)in_parallel(100, threads, {}, work), std::bad_alloc);
    }
  }
}

TEST(InParallel, DoesEachPieceOnceWithMoreThreadsThanPieces) {
  std::vector<int> done(10, 0);
  EXPECT_TRUE(in_parallel(done.size(), 64, {},
                          [&](std::uint64_t i, const auto&) { return ++done[i] == 1; }));
  EXPECT_EQ(done, std::vector<int>(10, 1));
}

}  // namespace
}  // namespace eventarch::simulation
