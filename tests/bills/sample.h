// Small bills for the tests.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/text.h"
#include "bills/bill.h"
#include "bills/duckdb.h"

namespace fundable {

// A file that is gone at the end of the test.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& name, std::string_view bytes = {}) {
    const auto* const test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              (std::string("fundable_") + test->test_suite_name() + "_" + test->name() + "_" +
               std::to_string(++made_) + "_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
    path_ = (folder_ / name).string();
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { std::filesystem::remove_all(folder_); }

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] BillFile bill() const { return {path_, "bills/sample"}; }

 private:
  inline static int made_ = 0;
  std::filesystem::path folder_;
  std::string path_;
};

inline Result<Reading> reading_of(const BillFile& file, const BillOptions& options = {}) {
  const auto bill = read_bill(file, options);
  if (!bill) return std::unexpected(bill.error());
  return bill->reading();
}

inline Result<Reading> read_text(std::string_view text, const BillOptions& options = {}) {
  const TemporaryFile file("bill.csv", text);
  return reading_of(file.bill(), options);
}

// Runs `select` and writes what it gives to a file.
inline void write_parquet(const std::string& path, const std::string& select) {
  auto engine = Engine::open({.memory_limit_mb = 4000, .may_read = path});
  ASSERT_TRUE(engine) << to_string(engine.error());
  const auto written =
      engine->query("copy (" + select + ") to '" + path + "' (format parquet, use_tmp_file false)");
  ASSERT_TRUE(written) << to_string(written.error());
}

// Every charge, added up.
inline std::string total(const Result<Reading>& reading) {
  if (!reading) return to_string(reading.error());
  Decimal sum;
  for (const auto& seen : reading->observations) {
    for (const auto& charge : seen.charges) sum += charge.amount;
  }
  return sum.to_string();
}

// One line for each part left out.
inline std::string skipped(const Result<Reading>& reading) {
  if (!reading) return to_string(reading.error());
  std::string text;
  for (const auto& loss : reading->skipped) text += loss.locator + ": " + loss.why + "\n";
  return text;
}

inline const std::string kHeader =
    "ProviderName,SubAccountId,ServiceName,ServiceCategory,ResourceId,ChargeDescription,SkuId,"
    "ChargePeriodStart,ChargePeriodEnd,BillingCurrency,BilledCost,ChargeCategory,RegionId,Tags\n";

// A line under kHeader: a day's charge for an Azure resource.
inline std::string line(const std::string& cost, const std::string& resource = "r1",
                        const std::string& day = "2026-09-30",
                        const std::string& next_day = "2026-10-01",
                        const std::string& category = "Usage", const std::string& tags = "") {
  return "Microsoft,sub-1,Azure OpenAI,AI and Machine Learning," + resource +
         ",\"GPT, tokens\",SKU9," + day + "T00:00:00Z," + next_day + "T00:00:00Z,EUR," + cost +
         "," + category + ",westeurope," + tags + "\n";
}

}  // namespace fundable
