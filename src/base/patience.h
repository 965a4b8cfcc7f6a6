// The waits between the tries of one thing.
#pragma once

#include <chrono>
#include <stop_token>

namespace fundable {

struct PatienceOptions {
  int first_ms = 100;
  int longest_ms = 5'000;
  int budget_ms = 60'000;  // of all waits together
};

// Each wait is twice as long as the one before, up to the longest.
class Patience {
 public:
  explicit Patience(const PatienceOptions& options = {}) : options_(options) { renew(); }

  // Waits, at least as long as the other side asked for. False, at once, where the budget does not
  // hold it, or a stop ended it.
  [[nodiscard]] bool wait(const std::stop_token& stop, int at_least_ms = 0);

  // As at the beginning: something has come forward.
  void renew();

 private:
  PatienceOptions options_;
  int next_ms_ = 0;
  int left_ms_ = 0;
};

}  // namespace fundable
