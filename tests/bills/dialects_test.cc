// Bills in the formats of the providers: what each of their columns comes to mean.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/bills/sample.h"

namespace fundable {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

std::string usage(const Observation& seen) {
  std::string text;
  for (const Usage& used : seen.usage) {
    text += used.month + " " + used.quantity.to_string() + " " + used.unit + ";";
  }
  return text;
}

std::string marks(const Observation& seen, std::string_view channel) {
  std::string text;
  for (const Mark& mark : seen.marks) {
    if (mark.channel == channel) text += mark.text + ";";
  }
  return text;
}

const std::string kLegacyCur =
    "lineItem/LineItemType,lineItem/UsageAccountId,lineItem/ProductCode,lineItem/UsageType,"
    "lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/UsageAmount,lineItem/CurrencyCode,"
    "lineItem/UnblendedCost,lineItem/BlendedCost,lineItem/ResourceId,"
    "lineItem/LineItemDescription,product/ProductName,product/regionCode,pricing/unit,"
    "resourceTags/user:Team,\"resourceTags/user:odd \"\"key\"\n";

std::string cur_line(const std::string& type, const std::string& cost,
                     const std::string& more = ",") {
  return type + ",123,AmazonEC2,USE1-BoxUsage:p4d.24xlarge,2026-09-01T00:00:00Z," +
         "2026-09-01T01:00:00Z,2,USD," + cost + ",77,i-0abc,\"$32.77 per hour, Linux\"," +
         "Amazon Elastic Compute Cloud,us-east-1,Hrs," + more + "\n";
}

TEST(BillDialects, LegacyCostAndUsageReport) {
  const auto reading =
      read_text(kLegacyCur + cur_line("Usage", "65.54", "\"vi\"\"sion\\\",") +
                cur_line("SavingsPlanCoveredUsage", "10") + cur_line("SavingsPlanNegation", "-10") +
                cur_line("Tax", "5") + cur_line("RIFee", "100") + cur_line("Credit", "-3") +
                cur_line("Refund", "-2") + cur_line("EdpDiscount", "-1.5"));
  ASSERT_TRUE(reading) << to_string(reading.error());
  ASSERT_EQ(reading->observations.size(), 2u) << skipped(reading);
  const Observation& tagged = reading->observations[0];
  EXPECT_EQ(tagged.platform, "aws");
  EXPECT_EQ(tagged.id, "i-0abc");
  EXPECT_THAT(tagged.tags, ElementsAre(Pair("Team", "vi\"sion\\")));
  EXPECT_THAT(tagged.within, Contains(Pair("account", "123")));
  EXPECT_EQ(marks(tagged, "bill"), "Amazon Elastic Compute Cloud;");
  EXPECT_EQ(marks(tagged, "instance_type"), "p4d.24xlarge;");
  EXPECT_EQ(usage(tagged), "2026-09 2 Hrs;");
  EXPECT_EQ(tagged.charges[0].amount.to_string(), "65.54");
  EXPECT_EQ(reading->observations[1].charges[0].amount.to_string(), "-1.5");
  EXPECT_EQ(skipped(reading),
            "row 7: 1 credit line, -3.00 USD, is not a workload's cost\n"
            "row 6: 1 purchase line, 100.00 USD, is not a workload's cost\n"
            "row 8: 1 refund line, -2.00 USD, is not a workload's cost\n"
            "row 5: 1 tax line, 5.00 USD, is not a workload's cost\n");
}

TEST(BillDialects, SecondCostAndUsageReport) {
  const auto reading = read_text(
      "line_item_line_item_type,line_item_usage_account_id,line_item_product_code,"
      "line_item_usage_type,line_item_usage_start_date,line_item_usage_end_date,"
      "line_item_usage_amount,line_item_currency_code,line_item_unblended_cost,"
      "line_item_resource_id,product,pricing_unit,resource_tags\n"
      "Usage,123,AmazonSageMaker,EUW1-Train:ml.p3.2xlarge,2026-09-30 23:00:00,2026-10-01 00:00:00,"
      "4,EUR,15.3,arn:aws:sagemaker:eu-west-1:123:training-job/t,"
      "\"{\"\"product_name\"\":\"\"Amazon "
      "SageMaker\"\",\"\"instance_type\"\":\"\"ml.p3.2xlarge\"\"}\",Hrs,"
      "\"{\"\"user_team\"\":\"\"a\"\"}\"\n"
      "Usage,123,AWSSupportBusiness,Dollar,2026-09-01 00:00:00,2026-10-01 "
      "00:00:00,1,EUR,100,,,,\n");
  ASSERT_TRUE(reading) << to_string(reading.error());
  ASSERT_EQ(reading->observations.size(), 1u);
  EXPECT_EQ(marks(reading->observations[0], "bill"), "Amazon SageMaker;");
  EXPECT_EQ(marks(reading->observations[0], "instance_type"), "ml.p3.2xlarge;");
  EXPECT_TRUE(reading->observations[0].charges[0].whole_month);
  EXPECT_THAT(reading->observations[0].tags, ElementsAre(Pair("user_team", "a")));
  EXPECT_EQ(skipped(reading), "row 3: 1 support line, 100.00 EUR, is not a workload's cost\n");
}

const std::string kAzure =
    "\xEF\xBB\xBFSubscriptionId,Date,MeterCategory,MeterSubCategory,MeterId,MeterName,Quantity,"
    "UnitOfMeasure,CostInBillingCurrency,BillingCurrency,ResourceId,ResourceLocation,"
    "AdditionalInfo,ChargeType,Tags,Product\n";

TEST(BillDialects, AzureCostExport) {
  const std::string id =
      "/subscriptions/s/resourceGroups/Ml/providers/Microsoft.Compute/virtualMachines/gpu";
  const auto line = [&](const std::string& day, const std::string& cost, const std::string& type) {
    return "s," + day + ",Virtual Machines,NC Series,m1,NC24s v3,24,1 Hour," + cost + ",EUR," + id +
           ",westeurope,\"{\"\"UsageType\"\":\"\"ComputeHR\"\",\"\"ServiceType\"\":\"\"Standard_"
           "NC24s_v3\"\"}\"," +
           type + ",\"\"\"env\"\": \"\"prod\"\"\",VM NC\n";
  };
  const auto reading =
      read_text(kAzure + line("9/2/2026", "293.76", "Usage") +
                line("09/30/2026", "1E-05", "Usage") + line("2026-08-31", "1", "Usage") +
                line("09/30/2026", "900", "UnusedReservation") + line("13/30/2026", "2", "Usage"));
  ASSERT_TRUE(reading) << to_string(reading.error());
  ASSERT_EQ(reading->observations.size(), 1u);
  const Observation& seen = reading->observations[0];
  EXPECT_EQ(seen.platform, "azure");
  EXPECT_EQ(seen.within.at("resource_group"), "Ml");
  EXPECT_EQ(marks(seen, "instance_type"), "Standard_NC24s_v3;");
  EXPECT_THAT(seen.tags, ElementsAre(Pair("env", "prod")));
  ASSERT_EQ(seen.charges.size(), 2u);
  EXPECT_EQ(seen.charges[1].month, "2026-09");
  EXPECT_EQ(seen.charges[1].amount.to_string(), "293.76001");
  EXPECT_TRUE(seen.charges[1].whole_month);
  EXPECT_EQ(skipped(reading),
            "row 6: the period '2026-13-30' is not a date\n"
            "row 5: 1 purchase line, 900.00 EUR, is not a workload's cost\n");
}

std::string gcp_line(const std::string& cost, const std::string& credits,
                     const std::string& more = "") {
  return R"({"billing_account_id":"b","service":{"id":"x","description":"Vertex AI"},)"
         R"("sku":{"id":"S1","description":"Nvidia A100 GPU running in Iowa"},)"
         R"("usage_start_time":"2026-09-30 23:00:00 UTC","usage_end_time":"2026-10-01 00:00:00 UTC",)"
         R"("project":{"id":"p1"},"labels":[{"key":"team","value":"a"}],"cost":)" +
         cost +
         R"(,"currency":"USD","usage":{"amount":3600,"unit":"seconds","amount_in_pricing_units":1,)"
         R"("pricing_unit":"hour"},"credits":)" +
         credits + more + "}\n";
}

TEST(BillDialects, GoogleExportAsJson) {
  const auto reading =
      read_text(gcp_line("10.5", "[]") +
                gcp_line("2", R"([{"name":"d","amount":-0.5,"type":"COMMITTED_USAGE_DISCOUNT"},)"
                              R"({"name":"Trial","amount":"-1.25","type":"PROMOTION"}])") +
                "{\"cost\": broken}\n" + gcp_line("1.1999999999999999E-4", "null") +
                gcp_line("3", "[]", R"(,"cost_type":"tax")"));
  ASSERT_TRUE(reading) << to_string(reading.error());
  ASSERT_EQ(reading->observations.size(), 1u) << skipped(reading);
  const Observation& seen = reading->observations[0];
  EXPECT_EQ(seen.platform, "gcp");
  EXPECT_EQ(seen.at.locator, "rows 1-4");
  EXPECT_EQ(seen.within.at("project"), "p1");
  EXPECT_THAT(seen.tags, ElementsAre(Pair("team", "a")));
  EXPECT_EQ(seen.charges[0].amount.to_string(), "12.00012");
  EXPECT_EQ(usage(seen), "2026-09 3 hour;");
  const std::string losses = skipped(reading);
  EXPECT_THAT(losses, HasSubstr("rows 1-4: 1 credit line, -1.25 USD, is not a workload's cost\n"));
  EXPECT_THAT(losses, HasSubstr("row 5: 1 tax line, 3.00 USD, is not a workload's cost\n"));
  EXPECT_THAT(losses, HasSubstr("object 3: "));
  EXPECT_THAT(losses, HasSubstr("column cost: the column holds binary floating point numbers"));
}

TEST(BillDialects, GoogleExportCutOffOrInAList) {
  const std::string whole = gcp_line("1", "[]");
  const auto cut = read_text(whole + whole.substr(0, whole.size() / 2));
  EXPECT_EQ(total(cut), "1");
  EXPECT_THAT(skipped(cut), HasSubstr("object 2: the object is cut off"));
  EXPECT_EQ(total(read_text("[" + whole + "," + whole + "]")), "2");
  EXPECT_TRUE(recognises_bill("a.json", whole));
  EXPECT_FALSE(recognises_bill("a.json", "{\"cost\": 1}"));
}

TEST(BillDialects, GoogleExportAsCsv) {
  const auto reading = read_text(
      "service.description,sku.description,usage_start_time,project.id,cost,currency,credits\n"
      "BigQuery,Analysis,2026-09-01T00:00:00Z,p,5,USD,"
      "\"[{\"\"type\"\": \"\"SUSTAINED_USAGE_DISCOUNT\"\", \"\"amount\"\": -1}]\"\n");
  EXPECT_EQ(total(reading), "4");
}

TEST(BillDialects, OracleCostReport) {
  const auto reading = read_text(
      "lineItem/intervalUsageStart,lineItem/intervalUsageEnd,product/service,product/resourceId,"
      "product/compartmentId,product/Description,cost/myCost,cost/currencyCode\n"
      "2026-09-01T00:00Z,2026-09-01T01:00Z,COMPUTE,ocid1.instance.oc1..a,ocid1.compartment.oc1..c,"
      "BM.GPU.H100.8,80,USD\n");
  ASSERT_TRUE(reading) << to_string(reading.error());
  EXPECT_EQ(reading->observations.at(0).platform, "oci");
  EXPECT_EQ(marks(reading->observations.at(0), "instance_type"), "BM.GPU.H100.8;");
}

// An independent sum of one column, and what the program counted and kept out, both in units.
std::string independent_total(const std::filesystem::path& path, const std::string& column) {
  std::ifstream stream(path);
  std::string text;
  std::getline(stream, text);
  const auto cells_of = [](const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"') quoted = !quoted;
      if (c == ',' && !quoted) {
        cells.emplace_back();
      } else if (c != '"' && c != '\r') {
        cells.back().push_back(c);
      }
    }
    return cells;
  };
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  const auto names = cells_of(text);
  const auto place =
      static_cast<std::size_t>(std::find(names.begin(), names.end(), column) - names.begin());
  long double sum = 0;
  while (std::getline(stream, text)) {
    if (!text.empty()) sum += std::stold("0" + cells_of(text).at(place));
  }
  char shown[64];
  std::snprintf(shown, sizeof shown, "%.6Lf", sum);
  return shown;
}

std::string counted_and_kept_out(const Result<Reading>& reading) {
  Decimal sum = *Decimal::parse(total(reading));
  for (const Skipped& one : reading->skipped) {
    const std::size_t at = one.why.find(", ");
    if (!one.why.contains("a workload's cost") || at == std::string::npos) continue;
    const std::string amount = one.why.substr(at + 2, one.why.find(' ', at + 2) - at - 2);
    sum += *Decimal::parse(amount);
  }
  return sum.to_string(6);
}

TEST(BillDialects, SharedSamplesAddUp) {
  const std::filesystem::path folder =
      std::filesystem::path(FUNDABLE_ROOT) / "../shared/data/billing";
  if (!std::filesystem::exists(folder)) {
    GTEST_SKIP() << "the shared samples are not beside this project";
  }
  const std::pair<const char*, const char*> samples[] = {
      {"aws_cur/cur_legacy_anonymised.csv", "lineItem/UnblendedCost"},
      {"azure/EA_ActualCost_Small.csv", "Cost"},
      {"azure/EA_AmortizedCost_Small.csv", "Cost"},
      {"azure/ea_cost_sample_anonymised.csv", "CostInBillingCurrency"}};
  for (const auto& [name, column] : samples) {
    const auto reading = reading_of({(folder / name).string(), name});
    ASSERT_TRUE(reading) << to_string(reading.error());
    EXPECT_EQ(counted_and_kept_out(reading), independent_total(folder / name, column)) << name;
    for (const Skipped& one : reading->skipped) {
      EXPECT_TRUE(one.why.contains("a workload's cost") || one.why.contains("was rounded"))
          << name << ": " << one.why;
    }
  }
}

}  // namespace
}  // namespace fundable
