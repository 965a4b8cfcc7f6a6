// Bills as people have them: what is charged, what it costs, what is kept out.
#include "bills/bill.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bills/providers.h"
#include "tests/bills/sample.h"

namespace fundable {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

constexpr auto kId =
    "/subscriptions/sub-1/resourceGroups/Ml-Prod/providers/Microsoft.CognitiveServices/accounts/"
    "chat";

TEST(Bill, AResourceIsOneObservationWithItsCharges) {
  const auto reading =
      read_text(kHeader + line("1.10", kId, "2026-08-31", "2026-09-01") + line("8e-7", kId) +
                line("2", kId, "2026-09-29", "2026-09-30", "Usage", R"("{""app"":""chat""}")") +
                line("-0.05", kId));
  ASSERT_TRUE(reading) << to_string(reading.error());
  ASSERT_EQ(reading->observations.size(), 2u) << skipped(reading);
  const Observation& seen = reading->observations[0];
  EXPECT_EQ(seen.at.source, "bills/sample");
  EXPECT_EQ(seen.at.locator, "rows 2-5");
  EXPECT_EQ(seen.at.says, "Azure OpenAI: 3 lines, 1.05 EUR in 2026-08 to 2026-09");
  EXPECT_EQ(seen.proof, Proof::kRuns);
  EXPECT_EQ(seen.platform, "azure");
  EXPECT_EQ(seen.name, "chat");
  EXPECT_EQ(seen.id, kId);
  EXPECT_THAT(seen.within,
              ElementsAre(Pair("account", "sub-1"), Pair("region", "westeurope"),
                          Pair("resource_group", "Ml-Prod"), Pair("service", "Azure OpenAI")));
  ASSERT_EQ(seen.marks.size(), 1u);
  EXPECT_EQ(seen.marks[0].channel, "bill");
  EXPECT_EQ(seen.marks[0].text, "Azure OpenAI");
  EXPECT_EQ(seen.marks[0].details, "AI and Machine Learning; GPT, tokens; SKU9");
  ASSERT_EQ(seen.charges.size(), 2u);
  EXPECT_EQ(seen.charges[0].month, "2026-08");
  EXPECT_EQ(seen.charges[0].amount.to_string(), "1.1");
  EXPECT_EQ(seen.charges[1].amount.to_string(), "-0.0499992");
  EXPECT_EQ(seen.charges[1].currency, "EUR");
  EXPECT_THAT(reading->observations[1].tags, ElementsAre(Pair("app", "chat")));
  EXPECT_EQ(reading->observations[1].at.locator, "row 4");
  EXPECT_THAT(reading->skipped, IsEmpty());
}

TEST(Bill, AMonthIsWholeWhereTheProvidersChargesReachItsEnd) {
  const auto whole = [](const std::string& last_day, const std::string& end) {
    const auto reading =
        read_text(kHeader + line("1", "r1", "2026-08-05", "2026-08-06") +
                  line("1", "r1", "2026-09-02", "2026-09-03") + line("1", "other", last_day, end));
    std::vector<bool> answer;
    for (const auto& charge : reading->observations[0].charges)
      answer.push_back(charge.whole_month);
    return answer;
  };
  EXPECT_THAT(whole("2026-09-30", "2026-10-01"), ElementsAre(true, true));
  EXPECT_THAT(whole("2026-09-29", "2026-09-30"), ElementsAre(true, false));
  EXPECT_THAT(whole("2026-08-07", "2026-08-08"), ElementsAre(true, false));
}

TEST(Bill, TheLastSecondOfAMonthIsItsEndToo) {
  const auto reading = read_text(
      "BilledCost,BillingCurrency,ProviderName,ServiceName,BillingPeriodStart,BillingPeriodEnd\n"
      "3,USD,Oracle,Generative AI,2026-12-01 00:00:00,2026-12-31 23:59:59\n");
  ASSERT_TRUE(reading) << to_string(reading.error());
  EXPECT_EQ(reading->observations[0].platform, "oci");
  EXPECT_TRUE(reading->observations[0].charges[0].whole_month);
}

TEST(Bill, TaxesCreditsAndPurchasesAreKeptOutAndSaid) {
  const auto reading =
      read_text(kHeader + line("10") + line("1.20", "r1", "2026-09-30", "2026-10-01", "Tax") +
                line("11.205", "r2", "2026-09-01", "2026-10-01", "Tax") +
                line("-4", "r1", "2026-09-30", "2026-10-01", "Credit") +
                line("900", "", "2026-09-01", "2027-09-01", "Purchase"));
  EXPECT_EQ(total(reading), "10");
  EXPECT_EQ(skipped(reading),
            "row 5: 1 credit line, -4.00 EUR, is not a workload's cost\n"
            "row 6: 1 purchase line, 900.00 EUR, is not a workload's cost\n"
            "rows 3-4: 2 tax lines, 12.405 EUR, are not a workload's cost\n");
}

TEST(Bill, LinesThatCannotBeCountedAreNamed) {
  const auto reading =
      read_text(kHeader + line("abc") + line("1") + line("") + line("0.1234567890126") +
                line("999999999999999999999999999999") + line("2", "r1", "soon") + line("1,5"));
  EXPECT_EQ(total(reading), "1.123456789013");
  const std::string losses = skipped(reading);
  EXPECT_THAT(losses, HasSubstr("row 2: the cost 'abc' is not an amount"));
  EXPECT_THAT(losses, HasSubstr("row 4: the line has no cost\n"));
  EXPECT_THAT(losses, HasSubstr("the cost of 1 line has more than 12 decimals and was rounded"));
  EXPECT_THAT(losses, HasSubstr("row 6: the cost '999999999999999999999999999999' is not"));
  EXPECT_THAT(losses, HasSubstr("row 7: the period 'soonT00:00:00Z' is not a date"));
  EXPECT_THAT(losses, HasSubstr("row 8: the row has 15 fields, the header 14"));
}

TEST(Bill, OnlyCalendarDaysAreDates) {
  const std::string header = "BilledCost,ProviderName,ServiceName,ChargePeriodStart\n";
  for (const char* const day :
       {"infinity", "epoch", "-001-01-01", "2026-02-30", "2026-9-1", "9/1/2026"}) {
    const auto reading = read_text(header + "1,AWS,S3," + day + "\n");
    EXPECT_EQ(skipped(reading), std::string("row 2: the period '") + day + "' is not a date\n");
  }
}

TEST(Bill, ManyBadLinesAreCountedNotListed) {
  std::string text = kHeader + line("5");
  for (int i = 0; i < 50; ++i) text += line("bad" + std::to_string(i));
  for (int i = 0; i < 50; ++i) text += "too,short\n";
  const auto reading = read_text(text);
  EXPECT_EQ(total(reading), "5");
  EXPECT_EQ(reading->skipped.size(), 42u);
  EXPECT_THAT(skipped(reading), HasSubstr("30 more lines cannot be counted"));
  EXPECT_THAT(skipped(reading), HasSubstr("30 more rows cannot be read"));
}

TEST(Bill, ColumnsComeInAnyOrderAndCaseAndSeparator) {
  const auto reading = read_text(
      "\xEF\xBB\xBFservicename;EFFECTIVECOST;PublisherName;billingperiodstart;billingcurrency\r\n"
      "Vertex AI;12.5;Google Cloud;2026-09-01;USD\r\n\r\n"
      "Vertex AI;NULL;Google Cloud;2026-09-01;USD\r\n");
  EXPECT_EQ(total(reading), "12.5");
  EXPECT_EQ(reading->observations[0].platform, "gcp");
  EXPECT_EQ(reading->observations[0].name, "Vertex AI");
  EXPECT_EQ(skipped(reading), "row 4: the line has no cost\n");
}

TEST(Bill, TagsComeInEveryShapeThatExportersWrite) {
  const auto tags = [](const std::string& cell) {
    const auto reading =
        read_text(kHeader + line("1", "r1", "2026-09-30", "2026-10-01", "Usage", cell));
    EXPECT_TRUE(reading);
    return std::pair(reading->observations[0].tags, skipped(reading));
  };
  using Tags = std::map<std::string, std::string>;
  EXPECT_EQ(tags(R"("{""a"":""b"",""n"":7}")").first, (Tags{{"a", "b"}, {"n", "7"}}));
  EXPECT_EQ(tags(R"("[{""key"":""a"",""value"":""b""}]")").first, (Tags{{"a", "b"}}));
  EXPECT_EQ(tags(R"("""a"": ""b"",""c"": ""d""")").first, (Tags{{"a", "b"}, {"c", "d"}}));
  EXPECT_EQ(tags("NULL"), (std::pair<Tags, std::string>{}));
  EXPECT_EQ(tags("{broken").second, "row 2: the tags of 1 line are not JSON and were left out\n");
  EXPECT_EQ(tags(R"("{""db_password"":""hunter2""}")").first,
            (Tags{{"db_password", "[redacted]"}}));
}

TEST(Bill, AmountsWithoutACurrencyAreNotMoney) {
  const auto reading =
      read_text("BilledCost,ProviderName,ServiceName,ChargePeriodStart\n7,OpenAI,API,2026-09-01\n");
  ASSERT_TRUE(reading) << to_string(reading.error());
  EXPECT_EQ(reading->observations[0].platform, "vendor_api");
  EXPECT_THAT(reading->observations[0].charges, IsEmpty());
  EXPECT_EQ(skipped(reading),
            "row 2: 1 line without a currency: what is charged counts, the amount does not\n");
}

TEST(Bill, IsRecognisedByWhatItHolds) {
  EXPECT_TRUE(recognises_bill("x.csv", kHeader));
  EXPECT_TRUE(recognises_bill("x.parquet", "PAR1\x15"));
  EXPECT_TRUE(recognises_bill("x.CSV.gz", "\x1F\x8B\x08"));
  EXPECT_FALSE(recognises_bill("x.tar.gz", "\x1F\x8B\x08"));
  EXPECT_FALSE(recognises_bill("x.csv", "BilledCost,ServiceName,ProviderName\n"));
  EXPECT_FALSE(recognises_bill("x.csv", kHeader.substr(0, 40)));
  EXPECT_FALSE(recognises_bill("x.csv", ""));
}

TEST(Bill, WhatIsNoBillSaysWhatItLacks) {
  const auto reading = read_text("BilledCost,ServiceName,ProviderName\n1,a,b\n");
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().kind, ErrorKind::kInput);
  EXPECT_EQ(reading.error().place, "bills/sample");
  EXPECT_THAT(reading.error().says, HasSubstr("ChargePeriodStart or BillingPeriodStart"));
}

TEST(Bill, WhatIsNoTableEndsInASentence) {
  std::string binary;
  for (unsigned i = 0; i < 300'000; ++i) binary.push_back(static_cast<char>((i * 7919u) >> 3));
  for (const std::string& bytes : {std::string(), binary, std::string("\0\0\0\0", 4),
                                   std::string("PAR1PAR1"), std::string("\x1F\x8B\x08\0", 4)}) {
    const auto reading = read_text(bytes);
    ASSERT_FALSE(reading);
    EXPECT_FALSE(reading.error().says.empty());
    EXPECT_EQ(reading.error().place, "bills/sample");
  }
  EXPECT_FALSE(read_bill({"/nowhere/at/all.csv", "all.csv"}));
}

TEST(Bill, OnlyAHeaderIsABillWithoutLines) {
  EXPECT_EQ(skipped(read_text(kHeader)), ": the bill has no lines\n");
}

TEST(Bill, AColumnThatStandsTwiceCountsOnce) {
  const auto reading = read_text(
      "BilledCost,billedcost,ProviderName,ServiceName,ChargePeriodStart,BillingCurrency\n"
      "3,4,AWS,\"a'b\",2026-09-01,USD\n");
  EXPECT_EQ(total(reading), "3");
  EXPECT_EQ(reading->observations[0].name, "a'b");
}

TEST(Bill, ProvidersArePlatforms) {
  const std::pair<const char*, const char*> expected[] = {
      {"Amazon Web Services, Inc.", "aws"}, {"Microsoft Corporation", "azure"},
      {"Google Cloud Platform", "gcp"},     {"Oracle Cloud Infrastructure", "oci"},
      {"Mistral AI", "vendor_api"},         {"On-Premises", "on_premises"},
      {"CoreWeave", "other_cloud"},         {"Awsome Hosting", "other_cloud"},
      {"OCInfra", "other_cloud"},           {"", ""}};
  for (const auto& [provider, platform] : expected) {
    EXPECT_EQ(platform_of(provider), platform) << provider;
  }
}

TEST(Bill, AThingIsNamedByTheLastPartOfItsId) {
  EXPECT_EQ(last_part_of("arn:aws:sagemaker:eu-west-1:1:endpoint/ranking"), "ranking");
  EXPECT_EQ(last_part_of("arn:aws:sqs:eu-west-1:1:queue"), "queue");
  EXPECT_EQ(last_part_of("plain"), "plain");
  EXPECT_EQ(resource_group_of("/subscriptions/x/RESOURCEGROUPS/rg-1"), "rg-1");
  EXPECT_EQ(resource_group_of("/subscriptions/x"), "");
}

// An independent sum of one column: quotes parted by hand, integers of 1e-12 units.
std::string independent_total(const std::filesystem::path& path, std::size_t column) {
  std::ifstream stream(path);
  std::string text;
  std::getline(stream, text);
  __int128 units = 0;
  while (std::getline(stream, text)) {
    std::size_t at = 0;
    std::string cell;
    for (std::size_t i = 0, quotes = 0; i < text.size() && at <= column; ++i) {
      if (text[i] == '"') ++quotes;
      if (text[i] == ',' && quotes % 2 == 0) {
        ++at;
      } else if (at == column) {
        cell.push_back(text[i]);
      }
    }
    const std::size_t point = std::min(cell.find('.'), cell.size());
    std::string fraction = point < cell.size() ? cell.substr(point + 1) : "";
    fraction.resize(12, '0');
    __int128 amount = 0;
    for (const char c : cell.substr(0, point) + fraction) {
      if (c != '-') amount = amount * 10 + (c - '0');
    }
    units += cell.starts_with('-') ? -amount : amount;
  }
  return Decimal::from_units(units).to_string();
}

TEST(Bill, APublicSampleOfFourProvidersAddsUp) {
  const std::filesystem::path path = std::filesystem::path(FUNDABLE_ROOT) /
                                     "../shared/data/billing/focus/focus_1.0_multicloud_1000.csv";
  if (!std::filesystem::exists(path)) {
    GTEST_SKIP() << "the shared samples are not beside this project";
  }
  const auto reading = reading_of({path.string(), "focus.csv"});
  ASSERT_TRUE(reading) << to_string(reading.error());
  Decimal sum = *Decimal::parse(total(reading));
  // The one credit of the sample is kept out and says its amount.
  const std::string losses = skipped(reading);
  const std::string before = "1 credit line, ";
  const std::size_t at = losses.find(before);
  ASSERT_NE(at, std::string::npos) << losses;
  sum += *Decimal::parse(
      losses.substr(at + before.size(), losses.find(' ', at + before.size()) - at - before.size()));
  EXPECT_EQ(sum.to_string(), independent_total(path, 1));
  EXPECT_EQ(reading->skipped.size(), 1u) << losses;
}

TEST(Bill, TheBillOfAnAcceptanceCaseIsRead) {
  const std::filesystem::path path = std::filesystem::path(FUNDABLE_ROOT) /
                                     "../shared/cases/31-a-bill-proves-it-and-its-cost/focus.csv";
  if (!std::filesystem::exists(path)) {
    GTEST_SKIP() << "the shared cases are not beside this project";
  }
  const auto reading = reading_of({path.string(), "focus.csv"});
  ASSERT_TRUE(reading) << to_string(reading.error());
  ASSERT_EQ(reading->observations.size(), 2u);
  EXPECT_EQ(total(reading), "812.47");
  EXPECT_EQ(reading->observations[0].within.at("project"), "atlas-prod");
  EXPECT_TRUE(reading->observations[0].charges[0].whole_month);
}

}  // namespace
}  // namespace fundable
