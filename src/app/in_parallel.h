// Work on many things at once.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace fundable {

// Calls `work` with every number below `count`, each once, on `threads` threads (one of them the
// caller's). Nothing is said about the order, so what it makes goes to places fixed beforehand.
template <typename Work>
void in_parallel(std::size_t count, int threads, const Work& work) {
  std::atomic<std::size_t> next = 0;
  const auto take = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  const std::size_t workers = std::min(static_cast<std::size_t>(std::max(threads, 1)), count);
  std::vector<std::jthread> helpers;
  for (std::size_t i = 1; i < workers; ++i) helpers.emplace_back(take);
  take();
}

}  // namespace fundable
