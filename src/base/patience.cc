// The budget counts what was waited, not what the tries took: those have limits of their own.
#include "base/patience.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace fundable {

bool Patience::wait(const std::stop_token& stop, int at_least_ms) {
  const int wait_ms = std::max(next_ms_, at_least_ms);
  if (wait_ms > left_ms_ || stop.stop_requested()) return false;
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any never;
  never.wait_for(lock, stop, std::chrono::milliseconds(wait_ms), [] { return false; });
  left_ms_ -= wait_ms;
  next_ms_ = std::min(next_ms_ * 2, options_.longest_ms);
  return !stop.stop_requested();
}

void Patience::renew() {
  next_ms_ = options_.first_ms;
  left_ms_ = options_.budget_ms;
}

}  // namespace fundable
