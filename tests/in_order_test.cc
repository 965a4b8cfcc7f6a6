// Results come in the order of the stream, whoever made them.
#include "app/in_order.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace fundable {
namespace {

TEST(InOrder, GivesResultsInTheOrderOfTheirItems) {
  for (const int threads : {1, 2, 7}) {
    int next = 0;
    std::vector<int> given;
    in_order<int>(
        threads,
        [&](int& item) {
          item = next++;
          return item < 200;
        },
        [] {
          return [](int item) {
            // The first of each ten takes longest, so that others overtake it.
            if (item % 10 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
            return item * item;
          };
        },
        [&](int result) {
          given.push_back(result);
          return true;
        });
    ASSERT_EQ(given.size(), 200U) << threads;
    for (int i = 0; i < 200; ++i) ASSERT_EQ(given[static_cast<std::size_t>(i)], i * i) << threads;
  }
}

TEST(InOrder, StopsWhereResultsAreNotWanted) {
  for (const int threads : {1, 3}) {
    int next = 0;
    int given = 0;
    in_order<int>(
        threads,
        [&](int& item) {
          item = next++;
          return true;
        },
        [] { return [](int item) { return item; }; }, [&](int) { return ++given < 5; });
    EXPECT_LE(given, 5 + threads);
    EXPECT_LE(next, 5 + 2 * threads);
  }
}

}  // namespace
}  // namespace fundable
