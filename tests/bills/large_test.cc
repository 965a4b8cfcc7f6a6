// Bills large enough for several blocks and threads, and for being stopped.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <random>

#include "bills/duckdb.h"
#include "tests/bills/sample.h"

namespace fundable {
namespace {

std::string large_bill(int lines) {
  std::mt19937 random(5);
  std::string text = kHeader;
  for (int i = 0; i < lines; ++i) {
    const auto any = random();
    const std::string resource = "r" + std::to_string(any % 97);
    text += any % 1000 == 3   ? "broken\n"
            : any % 1000 == 5 ? line("1", "5\" disk")
            : any % 1000 == 7 ? line("1", "\"two\r\nlines\"")
            : any % 1000 == 9 ? line("1", "\"never closed")
                              : line(std::to_string(any % 500) + ".123456789012", resource);
  }
  return text;
}

std::string told(const Result<Reading>& reading) {
  if (!reading) return to_string(reading.error());
  std::string text = total(reading) + "\n" + skipped(reading);
  for (const auto& seen : reading->observations) text += seen.at.locator + "\n";
  return text;
}

TEST(Bill, IsTheSameOnAnyNumberOfThreads) {
  const TemporaryFile file("bill.csv", large_bill(30'000));
  const std::string expected = told(reading_of(file.bill(), {.threads = 1}));
  EXPECT_NE(expected.find("rows"), std::string::npos) << expected;
  for (const int threads : {2, 4}) {
    EXPECT_EQ(told(reading_of(file.bill(), {.threads = threads})), expected);
  }
}

TEST(Bill, TellsHowFarItIsAndStopsWhenItIsTold) {
  const TemporaryFile file("bill.csv", large_bill(400'000));
  const TemporaryFile spill("spill");
  const std::string folder = std::filesystem::path(spill.path()).parent_path().string();
  ASSERT_EQ(setenv("TMPDIR", folder.c_str(), 1), 0);
  std::mutex mutex;
  std::vector<double> shares;
  const auto reading = reading_of(file.bill(), {.threads = 2, .go_on = [&](double done) {
                                                  const std::scoped_lock lock(mutex);
                                                  shares.push_back(done);
                                                  return shares.size() < 2;
                                                }});
  unsetenv("TMPDIR");
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().says, "the reading was stopped");
  ASSERT_GE(shares.size(), 2u);
  EXPECT_TRUE(std::ranges::is_sorted(shares));
  EXPECT_GT(shares[1], 0);
  EXPECT_LT(shares[1], 1);
  const std::filesystem::directory_iterator left(folder);
  EXPECT_EQ(std::distance(begin(left), end(left)), 1) << "only the empty file of this test";
}

TEST(Engine, KnowsHowFarItIsInParquet) {
  const TemporaryFile file("a.parquet");
  auto writer = Engine::open({.may_read = file.path()});
  ASSERT_TRUE(writer->query("copy (select range::varchar as a from range(1500000)) to '" +
                            file.path() + "' (format parquet, use_tmp_file false)"));
  std::mutex mutex;
  std::vector<double> shares;
  auto engine = Engine::open({.threads = 1, .may_read = file.path(), .go_on = [&](double done) {
                                const std::scoped_lock lock(mutex);
                                shares.push_back(done);
                                return true;
                              }});
  ASSERT_TRUE(engine->query("select count(distinct md5(a)) from read_parquet($1)", {file.path()}));
  EXPECT_TRUE(std::ranges::any_of(shares, [](double done) { return done > 0; })) << shares.size();
}

}  // namespace
}  // namespace fundable
