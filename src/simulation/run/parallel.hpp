#pragma once

/// Runs that know nothing of each other, on several threads. Results are kept by number, so that
/// they do not depend on which thread was faster.

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace eventarch::simulation {

/// Calls work(i) for 0 .. count - 1, each once, in any order; the calling thread takes part and
/// calls `go_on` after each of its own. Where that returns false no further work begins. Returns
/// whether all was done. What `work` throws (a run may need more memory than there is) stops the
/// others and is thrown on to the caller. Where the system gives fewer threads, fewer do the work.
template <class Work>
bool in_parallel(std::uint64_t count, std::uint32_t threads,
                 const std::function<bool(std::uint64_t)>& go_on, const Work& work) {
  std::atomic<std::uint64_t> next{0};
  std::atomic<std::uint64_t> done{0};
  std::atomic<bool> stop{false};
  const auto take = [&]() -> bool {
    const std::uint64_t i = next.fetch_add(1);
    if (i >= count || stop.load()) return false;
    work(i);
    done.fetch_add(1);
    return true;
  };
  std::exception_ptr failure;
  std::mutex failure_guard;
  const auto take_all = [&](const std::function<bool(std::uint64_t)>& told) {
    try {
      while (take()) {
        if (told && !told(done.load())) stop.store(true);
      }
    } catch (...) {
      stop.store(true);
      const std::scoped_lock lock(failure_guard);
      if (!failure) failure = std::current_exception();
    }
  };
  std::vector<std::thread> others;
  const auto wanted = std::min<std::uint64_t>(threads, count);
  try {
    for (std::uint64_t i = 1; i < wanted; ++i) others.emplace_back([&] { take_all({}); });
  } catch (const std::exception&) {
    // Fewer hands, the same result.
  }
  take_all(go_on);
  for (std::thread& other : others) other.join();
  if (failure) std::rethrow_exception(failure);
  return done.load() == count;
}

}  // namespace eventarch::simulation
