// A Parquet bill that was cut while it was copied: it is named, and the rest is assessed.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "bills/duckdb.h"
#include "tests/app/folder.h"
#include "tests/app/program.h"
#include "tests/assessment_schema.h"

namespace fundable::end_to_end {
namespace {

void write_bill(const std::string& path) {
  auto engine = Engine::open({.may_read = path});
  ASSERT_TRUE(engine) << to_string(engine.error());
  const auto written = engine->query(
      "copy (select unnest(range(5000)) as BilledCost, 'USD' as BillingCurrency, 'AWS' as "
      "ProviderName, 'Amazon Bedrock' as ServiceName, date '2026-09-30' as ChargePeriodStart) to "
      "'" +
      path + "' (format parquet, use_tmp_file false)");
  ASSERT_TRUE(written) << to_string(written.error());
}

nlohmann::json bill_of(const TemporaryFolder& folder) {
  const Ended ended = run({"assess", folder.path(), "--goes-to", "aws", "--format", "json"});
  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_EQ(ended.out.find(folder.path().string()), std::string::npos) << ended.out;
  auto assessment = nlohmann::json::parse(ended.out);
  EXPECT_EQ(objections(assessment), "");
  EXPECT_EQ(assessment["sources"][1]["observations"], 3);
  return assessment["sources"][0];
}

TEST(ParquetBill, ThatWasCutIsNamed) {
  const TemporaryFolder folder;
  folder.write("search.tfstate", bytes_of(example("folder-only") / "search.tfstate"));
  const std::string path = folder.path() / "bill.parquet";
  write_bill(path);
  EXPECT_EQ(bill_of(folder)["format"], "bill");
  const std::string whole = bytes_of(path);
  for (const std::size_t rest : {whole.size() / 2, whole.size() - 1, std::size_t{12}}) {
    SCOPED_TRACE(rest);
    write(path, whole.substr(0, rest));
    const auto bill = bill_of(folder);
    EXPECT_EQ(bill["format"], "unusable");
    ASSERT_EQ(bill["skipped"].size(), 1U);
    EXPECT_EQ(bill["skipped"][0]["locator"], "bill.parquet");
  }
  // The end says what the file holds, and the middle is something else.
  std::string lie = whole;
  for (std::size_t i = 4; i < whole.size() / 2; ++i) lie[i] = static_cast<char>(i * 37);
  write(path, lie);
  const auto bill = bill_of(folder);
  EXPECT_FALSE(bill["skipped"].empty()) << bill;
}

}  // namespace
}  // namespace fundable::end_to_end
