#include "cli/blocks.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace eventarch::cli {
namespace {

/// Large enough that the counter costs nothing, small enough that no thread waits for another.
constexpr std::size_t block_size = 32;

std::size_t thread_count(std::size_t count, std::size_t jobs) {
  const std::size_t wanted = jobs > 0 ? jobs : std::max(1U, std::thread::hardware_concurrency());
  return std::min(wanted, (count + block_size - 1) / block_size);
}

}  // namespace

void in_blocks(std::size_t count, std::size_t jobs,
               const std::function<void(std::size_t begin, std::size_t end)>& work) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failure_guard;
  const auto take_blocks = [&] {
    try {
      for (;;) {
        const std::size_t begin = next.fetch_add(block_size);
        if (begin >= count) return;
        work(begin, std::min(count, begin + block_size));
      }
    } catch (...) {
      next = count;
      const std::scoped_lock lock(failure_guard);
      if (!failure) failure = std::current_exception();
    }
  };
  std::vector<std::thread> others;
  try {
    for (std::size_t i = 1; i < thread_count(count, jobs); ++i) others.emplace_back(take_blocks);
  } catch (const std::exception&) {
    // Fewer hands, the same result.
  }
  take_blocks();
  for (std::thread& other : others) other.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace eventarch::cli
