#pragma once

/// Runs that know nothing of each other, on several threads. Results are kept by number, so that
/// they do not depend on which thread was faster.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace eventarch::simulation {

/// Calls work(i, still) for 0 .. count - 1, each once, in any order; the calling thread takes part.
/// `go_on` is called on that thread alone, after each of its own and a few times a second while it
/// waits for the others. Where it returns false no further work begins, and it is not called again.
/// Long work asks `still()` now and then whether to go on, and returns whether it came to its end.
/// Returns whether all did. What `work` throws (a run may need more memory than there is) stops the
/// others and is thrown on to the caller. Where the system gives fewer threads, fewer do the work.
template <class Work>
bool in_parallel(std::uint64_t count, std::uint32_t threads,
                 const std::function<bool(std::uint64_t)>& go_on, const Work& work) {
  std::atomic<std::uint64_t> next{0};
  std::atomic<std::uint64_t> done{0};
  std::atomic<bool> stop{false};
  const std::function<bool()> still = [&] { return !stop.load(); };
  const std::function<bool()> ask = [&] {
    if (!stop.load() && go_on && !go_on(done.load())) stop.store(true);
    return !stop.load();
  };
  const auto take = [&](const std::function<bool()>& goes_on) -> bool {
    const std::uint64_t i = next.fetch_add(1);
    if (i >= count || stop.load()) return false;
    if (work(i, goes_on)) done.fetch_add(1);
    return true;
  };
  std::exception_ptr failure;
  std::mutex mutex;
  const auto take_all = [&](const std::function<bool()>& goes_on, const auto& after_each) {
    try {
      while (take(goes_on)) after_each();
    } catch (...) {
      stop.store(true);
      const std::scoped_lock lock(mutex);
      if (!failure) failure = std::current_exception();
    }
  };
  std::condition_variable finished;
  std::vector<std::thread> others;
  std::size_t ended = 0;  // of the others
  const auto wanted = std::min<std::uint64_t>(threads, count);
  try {
    for (std::uint64_t i = 1; i < wanted; ++i) {
      others.emplace_back([&] {
        take_all(still, [] {});
        const std::scoped_lock lock(mutex);
        ++ended;
        finished.notify_one();
      });
    }
  } catch (const std::exception&) {
    // Fewer hands, the same result.
  }
  take_all(ask, [&] { (void)ask(); });
  constexpr std::chrono::milliseconds between_questions{100};
  {
    std::unique_lock lock(mutex);
    while (!finished.wait_for(lock, between_questions, [&] { return ended == others.size(); })) {
      lock.unlock();
      (void)ask();
      lock.lock();
    }
  }
  for (std::thread& other : others) other.join();
  if (failure) std::rethrow_exception(failure);
  return done.load() == count;
}

}  // namespace eventarch::simulation
