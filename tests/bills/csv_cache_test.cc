// Bills that are kept as Parquet: the same answer, never an old one, nothing half done.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "tests/bills/sample.h"

namespace fundable {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string told(const Result<Reading>& reading) {
  if (!reading) return to_string(reading.error());
  std::string text = total(reading) + "\n" + skipped(reading);
  for (const auto& seen : reading->observations) {
    text += seen.at.locator + " " + seen.at.says + " " + seen.id + "\n";
  }
  return text;
}

// A bill with everything that can be wrong with its rows.
std::string any_bill(int lines) {
  std::string text = kHeader;
  for (int i = 0; i < lines; ++i) {
    const std::string resource = "r" + std::to_string(i % 17);
    text += i % 97 == 3   ? "too,short\n"
            : i % 89 == 5 ? line("bad", resource)
            : i % 83 == 7 ? line("0.1234567890126", "\"two\r\nlines, and \"\"quotes\"\"\"")
            : i % 79 == 9 ? line("1", "NULL", "2026-09-30", "2026-10-01", "Tax")
                          : line(std::to_string(i % 500) + ".123456789012", resource);
  }
  return text;
}

// A folder that is not there yet.
class CsvCache : public testing::Test {
 protected:
  [[nodiscard]] BillOptions kept() const { return {.threads = 2, .cache_folder = folder()}; }
  [[nodiscard]] std::string folder() const {
    return (fs::path(place_.path()).parent_path() / "kept/here").string();
  }
  [[nodiscard]] std::vector<fs::path> entries() const {
    std::vector<fs::path> all;
    if (!fs::exists(folder())) return all;
    for (const auto& entry : fs::directory_iterator(folder())) all.push_back(entry.path());
    return all;
  }

 private:
  TemporaryFile place_{"place"};
};

TEST_F(CsvCache, ChangesNoResult) {
  for (const std::string& text : {any_bill(3000), kHeader, kHeader + line("1") + "\"open,1\n",
                                  "\xEF\xBB\xBF" + any_bill(50)}) {
    const TemporaryFile file("bill.csv", text);
    const std::string plain = told(reading_of(file.bill()));
    EXPECT_EQ(told(reading_of(file.bill(), kept())), plain) << "made";
    EXPECT_EQ(told(reading_of(file.bill(), kept())), plain) << "kept";
  }
  EXPECT_EQ(entries().size(), 4u);
}

TEST_F(CsvCache, IsSettledLikeTheFileItself) {
  const TemporaryFile file("bill.csv", any_bill(500));
  auto plain = read_bill({file.path(), "a.csv"});
  auto kept_bill = read_bill({file.path(), "b.csv"}, kept());
  ASSERT_TRUE(plain && kept_bill);
  settle({&plain->charges, &kept_bill->charges});
  EXPECT_EQ(total(plain->reading()), "0");
}

TEST_F(CsvCache, IsReadAndNotMadeAgain) {
  const TemporaryFile file("bill.csv", any_bill(300));
  ASSERT_TRUE(reading_of(file.bill(), kept()));
  const auto made = fs::last_write_time(entries().at(0) / "bill.parquet");
  ASSERT_TRUE(reading_of(file.bill(), kept()));
  ASSERT_EQ(entries().size(), 1u);
  EXPECT_EQ(fs::last_write_time(entries()[0] / "bill.parquet"), made);
}

// The same size, the same name and the same time do not make it the same bill.
TEST_F(CsvCache, IsNeverOutOfDate) {
  const TemporaryFile file("bill.csv", kHeader + line("1.25"));
  const auto time = fs::last_write_time(file.path());
  EXPECT_EQ(total(reading_of(file.bill(), kept())), "1.25");
  std::ofstream(file.path(), std::ios::binary) << kHeader + line("7.25");
  fs::last_write_time(file.path(), time);
  EXPECT_EQ(total(reading_of(file.bill(), kept())), "7.25");
}

TEST_F(CsvCache, WhatIsNotWholeIsMadeAgain) {
  const TemporaryFile file("bill.csv", any_bill(300));
  const std::string plain = told(reading_of(file.bill()));
  for (const char* const part : {"losses", "bill.parquet"}) {
    ASSERT_TRUE(reading_of(file.bill(), kept()));
    fs::remove(entries().at(0) / part);
    EXPECT_EQ(told(reading_of(file.bill(), kept())), plain) << part;
    EXPECT_TRUE(fs::exists(entries().at(0) / part));
  }
}

TEST_F(CsvCache, LeavesNothingWhereItIsStopped) {
  const TemporaryFile file("bill.csv", any_bill(400'000));
  std::atomic<int> asked = 0;
  BillOptions options = kept();
  options.go_on = [&](double done) { return done <= 0 || ++asked < 2; };
  const auto reading = reading_of(file.bill(), options);
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().says, "the reading was stopped");
  EXPECT_TRUE(fs::exists(folder()));
  EXPECT_THAT(entries(), testing::IsEmpty());
}

TEST_F(CsvCache, SaysWhereItCannotWrite) {
  const TemporaryFile file("bill.csv", any_bill(3));
  const auto reading = reading_of(file.bill(), {.cache_folder = file.path()});
  ASSERT_FALSE(reading);
  EXPECT_THAT(reading.error().says, HasSubstr("cannot be written to"));
  EXPECT_THAT(reading.error().fix, HasSubstr("--cache"));
}

}  // namespace
}  // namespace fundable
