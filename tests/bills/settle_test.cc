// Several bills of one project: parts of one export add up, and what two exports hold counts once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/bills/sample.h"

namespace fundable {
namespace {

using testing::HasSubstr;

// The bills of these texts, settled: the sum of all charges, and what was left out.
struct Settled {
  std::string total;
  std::string skipped;
  std::vector<bool> whole;  // months, in the order of the files
};

Settled settled(const std::vector<std::string>& texts) {
  std::vector<Bill> bills;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const TemporaryFile file("bill.csv", kHeader + texts[i]);
    auto bill = read_bill({file.path(), "bill-" + std::string(1, static_cast<char>('a' + i % 26)) +
                                            std::to_string(i)});
    EXPECT_TRUE(bill) << to_string(bill.error());
    if (bill) bills.push_back(std::move(*bill));
  }
  std::vector<Charges*> charges;
  for (Bill& bill : bills) charges.push_back(&bill.charges);
  settle(charges);
  Settled result;
  Decimal sum;
  for (const Bill& bill : bills) {
    const Result<Reading> reading = bill.reading();
    sum += *Decimal::parse(total(reading));
    result.skipped += skipped(reading);
    for (const auto& seen : reading->observations) {
      for (const auto& charge : seen.charges) result.whole.push_back(charge.whole_month);
    }
  }
  result.total = sum.to_string();
  return result;
}

std::string day(int number) {
  return "2026-09-" + std::string(number < 10 ? "0" : "") + std::to_string(number);
}

std::string on(int number, const std::string& cost, const std::string& resource = "r1") {
  return line(cost, resource, day(number), number == 30 ? "2026-10-01" : day(number + 1));
}

TEST(Settle, PartsOfOneExportAddUp) {
  EXPECT_EQ(settled({on(1, "1") + on(2, "2"), on(3, "4"), on(4, "8")}).total, "15");
  EXPECT_EQ(settled({on(1, "1", "r1"), on(1, "2", "r2")}).total, "3");
  EXPECT_EQ(settled({on(1, "1"), on(2, "1")}).skipped, "");
}

TEST(Settle, ALaterExportReplacesAnEarlierOne) {
  const std::string earlier = on(1, "1") + on(1, "2", "r2") + on(2, "3");
  const std::string later = on(1, "1.10") + on(1, "2", "r2") + on(2, "3") + on(3, "4");
  for (const auto& texts : {std::vector{earlier, later}, std::vector{later, earlier}}) {
    const Settled result = settled(texts);
    EXPECT_EQ(result.total, "10.1");
    EXPECT_THAT(result.skipped, HasSubstr("2026-09 of account sub-1: the same charges stand in"));
  }
}

TEST(Settle, TheSameChargesInThreeFilesCountOnce) {
  const std::string text = on(1, "1") + on(2, "2");
  EXPECT_EQ(settled({text, text, on(2, "2") + on(1, "1")}).total, "3");
}

TEST(Settle, ExportsThatOverlapInOneMonthAddTheOthers) {
  const std::string august = line("5", "r1", "2026-08-31", "2026-09-01");
  const std::string october = line("7", "r1", "2026-10-01", "2026-10-02");
  const std::string september = on(1, "1") + on(2, "2");
  EXPECT_EQ(settled({august + september, september + october}).total, "15");
}

TEST(Settle, AMonthIsWholeWhereAnotherPartGoesOnToItsEnd) {
  EXPECT_EQ(settled({on(1, "1"), on(30, "2", "r2")}).whole, (std::vector{true, true}));
  EXPECT_EQ(settled({on(1, "1"), on(29, "2", "r2")}).whole, (std::vector{false, false}));
}

// Splitting a bill into any files, in any order, with any copies of whole exports beside it, gives
// the same total.
TEST(Settle, AnySplitAndAnyCopiesGiveTheSameTotal) {
  std::mt19937 random(7);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  for (int round = 0; round < 25; ++round) {
    std::vector<std::string> lines;
    Decimal sum;
    for (int resource = 0; resource < 4; ++resource) {
      for (int number = 1; number <= 30; ++number) {
        if (below(3) == 0) continue;
        const Decimal cost = Decimal::from_units(static_cast<__int128>(random()) * 1000);
        sum += cost;
        lines.push_back(on(number, cost.to_string(), "r" + std::to_string(resource)));
      }
    }
    std::ranges::shuffle(lines, random);
    std::vector<std::string> files(static_cast<std::size_t>(1 + below(6)));
    for (const std::string& one : lines) {
      files[static_cast<std::size_t>(below(static_cast<int>(files.size())))] += one;
    }
    std::erase(files, "");
    const std::string whole = joined(lines, "");
    for (int copies = below(3); copies > 0; --copies) files.push_back(whole);
    std::ranges::shuffle(files, random);
    EXPECT_EQ(settled(files).total, sum.to_string()) << "round " << round;
  }
}

}  // namespace
}  // namespace fundable
