// Bills as Parquet, made here by the engine itself, and what strangers may do to them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/bills/sample.h"

namespace fundable {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

Result<Reading> read_parquet(const std::string& select) {
  const TemporaryFile file("bill [1]*.parquet");
  write_parquet(file.path(), select);
  return reading_of(file.bill());
}

std::string lines(const std::string& cost, const std::string& start, const std::string& tags) {
  return "select " + cost +
         " as BilledCost, 'AWS' as ProviderName, 'USD' as BillingCurrency, "
         "'Amazon Bedrock' as ServiceName, " +
         start + " as ChargePeriodStart, " + tags + " as Tags";
}

void expect_usual(const std::string& start, const std::string& tags) {
  const auto reading = read_parquet(lines("cast(1.25 as decimal(20, 8))", start, tags));
  ASSERT_TRUE(reading) << to_string(reading.error());
  ASSERT_EQ(reading->observations.size(), 1u) << start << tags << skipped(reading);
  const Observation& seen = reading->observations[0];
  EXPECT_EQ(seen.at.locator, "row 1");
  EXPECT_EQ(seen.charges[0].amount.to_string(), "1.25");
  EXPECT_EQ(seen.charges[0].month, "2026-09") << start;
  EXPECT_TRUE(seen.charges[0].whole_month);
  EXPECT_THAT(seen.tags, ElementsAre(Pair("app", "x"))) << tags;
  EXPECT_EQ(skipped(reading), "");
}

TEST(Parquet, TypedColumnsReadAsTextOnes) {
  for (const char* const start :
       {"timestamp '2026-09-30 23:00:00'", "timestamptz '2026-10-01 01:00:00+02'",
        "date '2026-09-30'", "timestamp_ns '2026-09-30 00:00:00'", "'2026-09-30T00:00Z'::blob"}) {
    expect_usual(start, "'{\"app\": \"x\"}'");
  }
  for (const char* const tags :
       {"map {'app': 'x'}", "{'app': 'x'}", "[{'key': 'app', 'value': 'x'}]"}) {
    expect_usual("'2026-09-30T00:00Z'", tags);
  }
}

TEST(Parquet, FloatingCostsAreSaidToBeInexact) {
  const auto reading = read_parquet(
      lines("unnest([812.4::double, 0.07, 0.1 + 0.2::double])", "date '2026-09-30'", "null"));
  EXPECT_EQ(total(reading), "812.77");
  EXPECT_THAT(skipped(reading), HasSubstr("column BilledCost: the column holds binary floating"));
}

TEST(Parquet, WiderDecimalsAreExactOrRoundedAndSaid) {
  const auto reading = read_parquet(
      lines("unnest(['0.000000000001000'::decimal(38, 15), '0.0000000000001'::decimal(38, 15), "
            "'7.5'::decimal(38, 15)])",
            "date '2026-09-30'", "null"));
  EXPECT_EQ(total(reading), "7.500000000001");
  EXPECT_THAT(skipped(reading),
              HasSubstr("the cost of 1 line has more than 12 decimals and was rounded"));
}

TEST(Parquet, DamageEndsInASentence) {
  const TemporaryFile whole("whole.parquet");
  write_parquet(whole.path(), lines("unnest(range(5000))::varchar", "date '2026-09-30'", "null"));
  std::ifstream stream(whole.path(), std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  std::mt19937 random(8);
  for (int i = 0; i < 40; ++i) {
    std::string damaged = bytes;
    if (i % 3 == 0) damaged.resize(4 + random() % (bytes.size() - 4));
    for (int j = 0; j < i % 20; ++j) {
      damaged[4 + random() % (damaged.size() - 4)] = static_cast<char>(random());
    }
    if (i % 3 == 2 && damaged.size() > 12) damaged[damaged.size() - 7] ^= 0x7F;
    const TemporaryFile file("damaged.parquet", damaged);
    const auto reading = reading_of(file.bill());
    if (reading) continue;
    EXPECT_FALSE(reading.error().says.empty());
    EXPECT_EQ(reading.error().says.find(file.path()), std::string::npos) << reading.error().says;
    EXPECT_EQ(reading.error().place, "bills/sample");
  }
}

TEST(Bills, SumsDependOnNothingButTheLines) {
  std::mt19937_64 random(31);
  for (int round = 0; round < 6; ++round) {
    std::vector<std::string> text;
    Decimal expected;
    for (std::size_t i = 0; i < 1 + random() % 5000; ++i) {
      const auto amount = Decimal::from_units(static_cast<std::int64_t>(random()));
      expected += amount;
      text.push_back(line(amount.to_string(), "r" + std::to_string(random() % 40)));
    }
    const auto first = read_text(kHeader + joined(text, ""));
    std::ranges::shuffle(text, random);
    const auto shuffled = read_text(kHeader + joined(text, ""), {.threads = 2});
    EXPECT_EQ(total(first), expected.to_string());
    EXPECT_EQ(total(shuffled), expected.to_string());
    EXPECT_EQ(first->observations.size(), shuffled->observations.size());
  }
}

TEST(Bills, TheSameSumsAsCsvAndParquet) {
  std::string csv = kHeader;
  std::string select;
  for (int i = 0; i < 200; ++i) {
    const std::string cost =
        Decimal::from_units(static_cast<__int128>(i) * 1'234'567'891'234 * (i % 3 == 0 ? -1 : 1))
            .to_string();
    csv += line(cost, "r" + std::to_string(i % 5));
    select += (i == 0 ? "" : " union all ") +
              std::string("select 'Microsoft' as ProviderName, 'Azure OpenAI' as ServiceName, 'r") +
              std::to_string(i % 5) + "' as ResourceId, '" + cost +
              "'::decimal(38, 12) as BilledCost, 'EUR' as BillingCurrency, "
              "timestamp '2026-09-30 00:00:00' as ChargePeriodStart";
  }
  const auto text = read_text(csv);
  const auto parquet = read_parquet(select);
  ASSERT_TRUE(parquet) << to_string(parquet.error());
  ASSERT_EQ(text->observations.size(), 5u);
  ASSERT_EQ(parquet->observations.size(), 5u);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(text->observations[i].at.says, parquet->observations[i].at.says);
    EXPECT_EQ(text->observations[i].charges[0].amount, parquet->observations[i].charges[0].amount);
    EXPECT_EQ(text->observations[i].at.locator,
              "rows " + std::to_string(i + 2) + "-" + std::to_string(i + 197));
    EXPECT_EQ(parquet->observations[i].at.locator,
              "rows " + std::to_string(i + 1) + "-" + std::to_string(i + 196));
  }
}

}  // namespace
}  // namespace fundable
