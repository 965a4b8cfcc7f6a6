// `fundable bills` as people and programs meet it.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/app/folder.h"
#include "tests/app/program.h"

namespace fundable::end_to_end {
namespace {

namespace fs = std::filesystem;
using Tree = nlohmann::json;

const std::string kFocus =
    "ProviderName,SubAccountId,ServiceName,ResourceId,ChargeDescription,ConsumedQuantity,"
    "ConsumedUnit,ChargePeriodStart,ChargePeriodEnd,BillingCurrency,BilledCost,ChargeCategory\n";

std::string line(const std::string& service, const std::string& unit, const std::string& quantity,
                 const std::string& cost, const std::string& category = "Usage",
                 const std::string& currency = "USD") {
  const bool is_machine = service.starts_with("Amazon Elastic");
  return "AWS,123," + service + ",arn:thing," + (is_machine ? "\"p4d.24xlarge, hour\"," : "it,") +
         quantity + "," + unit + ",2026-09-30T23:00:00Z,2026-10-01T00:00:00Z," + currency + "," +
         cost + "," + category + "\n";
}

Ended bills(const fs::path& path, std::vector<std::string> more) {
  more.insert(more.begin(), {"bills", path.string()});
  return run(more, {});
}

TEST(Bills, AddsUpWhatAllFilesHold) {
  const TemporaryFolder folder;
  const std::string september = kFocus + line("Amazon Elastic Compute Cloud", "Hrs", "2", "65.54") +
                                line("Amazon Bedrock", "1K tokens", "1500", "4.5") +
                                line("Some Product", "Units", "1", "1") +
                                line("Tax", "", "", "7.10", "Tax") +
                                line("Amazon Bedrock", "1K tokens", "1", "0.01", "Usage", "EUR");
  folder.write("a/september.csv", september);
  folder.write("b/again.csv", september);
  folder.write("notes.txt", "no bill");
  const Ended ended = bills(folder.path(), {"--format", "json"});
  ASSERT_EQ(ended.status, 0) << ended.err;
  const Tree report = Tree::parse(ended.out);
  EXPECT_EQ(report["format"], "fundable.bills/1");
  EXPECT_EQ(report["total"].dump(),
            R"([{"amount":"0.01","currency":"EUR"},{"amount":"71.04","currency":"USD"}])");
  EXPECT_EQ(report["other_files"], 1);
  EXPECT_EQ(report["files"][0]["format"], "FOCUS");
  EXPECT_EQ(report["files"][0]["lines"], 5);
  EXPECT_EQ(report["files"][0]["skipped"][0]["why"],
            "the same charges stand in b/again.csv, which was counted");
  EXPECT_EQ(report["months"][0]["whole"], true);
  EXPECT_EQ(report["services"][0]["service"], "Amazon Elastic Compute Cloud");
  EXPECT_EQ(report["not_understood"][0]["amount"], "1");
  EXPECT_EQ(report["kept_out"][0]["class"], "tax");
  EXPECT_EQ(report["kept_out"][0]["cost"][0]["amount"], "7.1");
  std::map<std::string, std::string> usage;
  for (const Tree& one : report["technologies"]) {
    for (const Tree& used : one["usage"]) {
      usage[one["technology"].get<std::string>() + " " + used["unit"].get<std::string>()] =
          used["quantity"];
    }
  }
  EXPECT_EQ(usage["aws_gpu_instance hours"], "2");
  EXPECT_EQ(usage["bedrock tokens"], "1501000");
}

TEST(Bills, CsvIsSafeToOpen) {
  const TemporaryFolder folder;
  const fs::path file = folder.write("x.csv", kFocus + line("=HYPERLINK(1)", "Hrs", "2", "-65.54") +
                                                  line("\"a, \"\"b\"\"\"", "Hrs", "2", "1"));
  const Ended ended = bills(file, {"--format", "csv"});
  EXPECT_EQ(ended.out,
            "platform,service,technologies,currency,amount\n"
            "aws,\"a, \"\"b\"\"\",,USD,1\naws,'=HYPERLINK(1),,USD,-65.54\n");
}

TEST(Bills, ShowsItToPeople) {
  const TemporaryFolder folder;
  const fs::path file =
      folder.write("x.csv", kFocus + line("Amazon Bedrock", "1K tokens", "1500", "1234567.891") +
                                line("Amazon Bedrock", "1K tokens", "1500", "broken"));
  const Ended ended = bills(file, {});
  EXPECT_EQ(ended.status, 0);
  for (const char* part :
       {"1 bill, 1,234,567.89 USD", "BilledCost, what is invoiced", "2026-09", "1,500,000 tokens",
        "x.csv, row 3: the cost 'broken' is not an amount"}) {
    EXPECT_TRUE(ended.out.contains(part)) << part << "\n" << ended.out;
  }
}

TEST(Bills, SaysWhereThereIsNone) {
  const TemporaryFolder folder;
  folder.write("a.txt", "hello");
  const Ended none = bills(folder.path(), {});
  EXPECT_EQ(none.status, 1);
  EXPECT_TRUE(none.err.contains("no file here is a bill")) << none.err;
  folder.write("broken.parquet", "PAR1PAR1");
  EXPECT_EQ(bills(folder.path(), {}).status, 1);
  EXPECT_EQ(bills(folder.path() / "absent", {}).status, 1);
  EXPECT_EQ(bills(folder.path(), {"--format", "html"}).status, 2);
}

}  // namespace
}  // namespace fundable::end_to_end
