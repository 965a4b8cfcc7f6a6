// Work on a stream with several threads, its results in the order of the stream.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>
#include <vector>

namespace fundable {

// `take(item)` fills in the next item and gives false where there is none; `make_worker()` is
// called once a thread and gives the function that turns an item into a result; `give(result)` gets
// the results in the order of the items and gives false to stop. One thread at a time is in `take`,
// one in `give`. A thread takes its next item only after its last result was given, so that no more
// items are in memory than there are threads, and whoever reads the results slows down the taking.
template <class Item, class Take, class MakeWorker, class Give>
void in_order(int threads, const Take& take, const MakeWorker& make_worker, const Give& give) {
  std::mutex taking;
  std::mutex giving;
  std::condition_variable was_given;
  std::size_t taken = 0;
  std::size_t given = 0;
  bool has_ended = false;  // under `taking`
  const auto run = [&] {
    auto worker = make_worker();
    for (Item item;;) {
      std::size_t place = 0;
      {
        const std::scoped_lock lock(taking);
        if (has_ended || !take(item)) {
          has_ended = true;
          return;
        }
        place = taken++;
      }
      auto result = worker(item);
      bool goes_on = true;
      {
        std::unique_lock lock(giving);
        was_given.wait(lock, [&] { return given == place; });
        goes_on = give(std::move(result));
        ++given;
        was_given.notify_all();
      }
      if (goes_on) continue;
      const std::scoped_lock lock(taking);
      has_ended = true;
    }
  };
  std::vector<std::jthread> helpers;
  for (int i = 1; i < std::max(threads, 1); ++i) helpers.emplace_back(run);
  run();
}

}  // namespace fundable
