// Cost exports of model vendors, in the columns of exports that people published.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/bills/sample.h"

namespace fundable {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Pair;

const std::string kOpenAi =
    "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,quantity,"
    "quantity_unit,line_item,user_id,api_key_id,project_id,organization_id,project_name,"
    "organization_name,user_email,api_source\n";

std::string openai_line(const std::string& amount, const std::string& day, const std::string& key) {
  return "1790553600,1790640000," + day + "T00:00:00+00:00," + day + "T23:59:59+00:00," + amount +
         ",usd,1000,tokens,\"gpt-5-nano, input_tokens\",," + key +
         ",proj_a,org-1,Support desk,Fixture Org,someone@example.com,\n";
}

TEST(VendorDialects, OpenAiCostExport) {
  const std::string text =
      kOpenAi + openai_line("0.003835980000000000000000000000", "2026-09-29", "key_1") +
      openai_line("0.5", "2026-09-30", "key_2") + openai_line("", "2026-09-28", "");
  EXPECT_TRUE(recognises_bill("cost_2026-09-28.csv", text));
  const auto reading = read_text(text);
  EXPECT_EQ(total(reading), "0.50383598");
  ASSERT_EQ(reading->observations.size(), 1u);
  const Observation& seen = reading->observations[0];
  EXPECT_EQ(seen.platform, "vendor_api");
  EXPECT_EQ(seen.name, "Support desk");
  EXPECT_EQ(seen.marks[0].text, "OpenAI API");
  EXPECT_THAT(seen.marks[0].details, HasSubstr("gpt-5-nano"));
  EXPECT_THAT(seen.within, Contains(Pair("account", "proj_a")));
  EXPECT_EQ(seen.charges[0].currency, "USD");
  EXPECT_TRUE(seen.charges[0].whole_month);
  EXPECT_EQ(seen.usage[0].unit, "tokens");
  EXPECT_EQ(seen.usage[0].quantity.to_string(), "2000");
  EXPECT_EQ(skipped(reading), "row 4: the line has no cost\n");
}

const std::string kAnthropic =
    "usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,"
    "list_price_usd,cost_type,inference_geo,speed\n";

std::string anthropic_line(const std::string& key, const std::string& token,
                           const std::string& cost) {
  return "2026-09-30,Claude Opus 4.6,Default," + key + ",message,≤ 200k," + token + "," + cost +
         ",9.99,token,global,\n";
}

TEST(VendorDialects, AnthropicCostExport) {
  const std::string text = kAnthropic + anthropic_line("of-ana", "input_no_cache", "1.50") +
                           anthropic_line("of-ana", "output", "0.75");
  EXPECT_TRUE(recognises_bill("claude_api_cost.csv", text));
  const auto reading = read_text(text);
  EXPECT_EQ(total(reading), "2.25");
  ASSERT_EQ(reading->observations.size(), 1u);
  const Observation& seen = reading->observations[0];
  EXPECT_EQ(seen.platform, "vendor_api");
  EXPECT_EQ(seen.name, "Default");
  EXPECT_EQ(seen.marks[0].text, "Claude API");
  EXPECT_THAT(seen.marks[0].details, HasSubstr("Claude Opus 4.6"));
  EXPECT_EQ(seen.charges[0].currency, "USD");
  EXPECT_EQ(skipped(reading), "");
}

// The same days, models and tokens of two keys are two charges, though no key is shown.
TEST(VendorDialects, ExportsOfTwoKeysAreNoCopies) {
  std::vector<Bill> bills;
  for (const std::string key : {"of-ana", "of-bo"}) {
    const TemporaryFile file("bill.csv", kAnthropic + anthropic_line(key, "output", "1"));
    auto bill = read_bill({file.path(), key + ".csv"});
    ASSERT_TRUE(bill) << to_string(bill.error());
    bills.push_back(std::move(*bill));
  }
  settle({&bills[0].charges, &bills[1].charges});
  for (const Bill& bill : bills) {
    EXPECT_EQ(total(bill.reading()), "1");
    EXPECT_THAT(bill.reading().observations[0].marks[0].details, Not(HasSubstr("of-")));
  }
}

TEST(VendorDialects, ExportsWithoutMoneyAreNoBills) {
  EXPECT_FALSE(recognises_bill(
      "tokens.csv",
      "usage_date_utc,model_version,api_key,workspace,usage_input_tokens_no_cache\n"));
}

}  // namespace
}  // namespace fundable
