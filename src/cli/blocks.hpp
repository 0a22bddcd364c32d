#pragma once

/// Work on many items by several threads at once.

#include <cstddef>
#include <functional>

namespace eventarch::cli {

/// Calls `work(begin, end)` for blocks that together cover 0 to `count`, each item once, from up to
/// `jobs` threads; 0: one for each processor. Returns when all is done, and throws then what the
/// work threw first. Where the system gives no more threads, those that there are do all of it.
void in_blocks(std::size_t count, std::size_t jobs,
               const std::function<void(std::size_t begin, std::size_t end)>& work);

}  // namespace eventarch::cli
