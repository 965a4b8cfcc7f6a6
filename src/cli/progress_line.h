// How far a command is, on standard error.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

namespace fundable {

// One line, rewritten in place, once a second has passed; gone at the end.
class ProgressLine {
 public:
  explicit ProgressLine(bool shown) : shown_(shown) {}
  ~ProgressLine() {
    if (drawn_) std::fputs("\r\033[K", stderr);
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void update(const char* doing, std::size_t done, std::size_t all) {
    if (!is_due()) return;
    std::fprintf(stderr, "\r\033[K%s: %zu of %zu files", doing, done, all);
  }

  // Bytes: a bar, with the rate and the time that is left at that rate.
  void update_bytes(const char* doing, std::uint64_t done, std::uint64_t all) {
    if (all == 0 || !is_due()) return;
    constexpr int kWidth = 24;
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start_;
    const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(all));
    const double rate = static_cast<double>(done) / taken.count();
    const std::string bar(static_cast<std::size_t>(share * kWidth), '#');
    std::fprintf(stderr, "\r\033[K%s [%-*s] %3.0f %%  %.0f MB/s", doing, kWidth, bar.c_str(),
                 share * 100, rate / 1e6);
    if (rate > 0) {
      const double left = static_cast<double>(all - std::min(done, all)) / rate;
      std::fprintf(stderr, "  %.0f s left", left);
    }
  }

 private:
  bool is_due() {
    const auto now = std::chrono::steady_clock::now();
    if (!shown_ || now - start_ < std::chrono::seconds(1)) return false;
    if (drawn_ && now - last_ < std::chrono::milliseconds(100)) return false;
    drawn_ = true;
    last_ = now;
    return true;
  }

  bool shown_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point last_;
};

}  // namespace fundable
