// `fundable bills` as people and programs meet it.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "app/bill_report.h"
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

TEST(Bills, ACacheChangesNoResult) {
  const TemporaryFolder folder;
  const TemporaryFolder cache;
  folder.write("a.csv", kFocus + line("Amazon Bedrock", "1K tokens", "1500", "4.5") + "broken\n");
  folder.write("b.csv", kFocus + line("Amazon Bedrock", "1K tokens", "1500", "0.25"));
  const std::vector<std::string> json{"--format", "json"};
  std::vector<std::string> kept = json;
  kept.insert(kept.end(), {"--cache", (cache.path() / "kept").string()});
  const Ended plain = bills(folder.path(), json);
  EXPECT_EQ(bills(folder.path(), kept).out, plain.out);
  EXPECT_EQ(bills(folder.path(), kept).out, plain.out);
  // Both hold the same line, of which the later file has another cost.
  EXPECT_EQ(Tree::parse(plain.out)["total"].dump(), R"([{"amount":"0.25","currency":"USD"}])");
}

TEST(Bills, ACacheIsNoBill) {
  const TemporaryFolder folder;
  folder.write("a.csv", kFocus + line("Amazon Bedrock", "1K tokens", "1500", "4.5"));
  const Ended ended = bills(folder.path(), {"--cache", (folder.path() / "kept").string()});
  EXPECT_EQ(ended.status, 1);
  EXPECT_TRUE(ended.err.contains("the cache lies in the folder that is read")) << ended.err;
  EXPECT_FALSE(fs::exists(folder.path() / "kept"));
}

// The disk, but every file is said to hold two gigabytes.
class LargeFiles final : public Files {
 public:
  Result<std::vector<Entry>> list(const std::string& folder) const override {
    return disk_.list(folder);
  }
  Result<std::string> read(const std::string& file, std::size_t at_most) const override {
    return disk_.read(file, at_most);
  }
  Result<Head> head(const std::string& file, std::size_t bytes) const override {
    auto head = disk_.head(file, bytes);
    if (head) head->size = 2'000'000'000;
    return head;
  }
  Result<std::string> sum(const std::string& file) const override { return disk_.sum(file); }
  Result<Place> resolve(const std::string& path) const override { return disk_.resolve(path); }

 private:
  DiskFiles disk_;
};

TEST(Bills, ACacheIsOfferedForALargeCsvOnce) {
  const TemporaryFolder folder;
  const TemporaryFolder cache;
  const std::string path =
      folder.write("a.csv", kFocus + line("Amazon Bedrock", "1K tokens", "1500", "4.5")).string();
  std::string offered;
  const auto on_large_csv = [&](const std::string& name, std::uint64_t bytes) {
    offered += name + " " + std::to_string(bytes);
  };
  const LargeFiles files;
  ASSERT_TRUE(bill_report(files, {}, {.path = path, .on_large_csv = on_large_csv}));
  EXPECT_EQ(offered, "a.csv 2000000000");
  ASSERT_TRUE(bill_report(
      files, {},
      {.path = path, .cache_folder = cache.path().string(), .on_large_csv = on_large_csv}));
  EXPECT_EQ(offered, "a.csv 2000000000");
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
