// How fast bills are read, against bare DuckDB, Miller and sqlite3.
//
// `bills_bench LINES FOLDER` makes up a bill in the folder, CSV and Parquet, and has each program
// group it by the same columns, in a process of its own, in turn; the best of three rounds counts,
// of one where the bill is large. Other arguments are what it calls itself with:
//   make LINES CSV, parquet CSV PARQUET, ours FILE, bare FILE
// Ours is the whole of reading a bill: parsing, checks of every amount and date, exact sums, row
// numbers, and the observations. Bare DuckDB is what somebody types: types guessed from the file,
// sums in floating point.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/csv_blocks.h"
#include "bench/bills/lines.h"
#include "bench/process.h"
#include "bills/bill.h"
#include "bills/duckdb.h"

namespace fundable::bench {
namespace {

constexpr std::string_view kKeys =
    "ProviderName,SubAccountId,ServiceCategory,ServiceName,ResourceId,ResourceName,ResourceType,"
    "SkuId,ChargeDescription,RegionId,BillingCurrency,Tags,ChargeCategory";
constexpr std::int64_t kLarge = 10'000'000;

bool failed(const Error& error) {
  fmt::print(stderr, "{}\n", to_string(error));
  return false;
}

// The SQL that gives a column of the CSV the type that a FOCUS Parquet has.
std::string typed(const std::string& name) {
  if (name.ends_with("Start") || name.ends_with("End")) {
    return fmt::format("cast({0} as timestamp) as {0}", name);
  }
  if (name.ends_with("Cost") || name == "ConsumedQuantity") {
    return fmt::format("cast({0} as decimal(18, 9)) as {0}", name);
  }
  return fmt::format("nullif({0}, '') as {0}", name);
}

bool make_parquet(const std::string& csv, const std::string& parquet) {
  auto records = CsvRecords::open(csv);
  if (!records) return failed(records.error());
  const std::vector<std::string> names = records->header();
  std::vector<std::size_t> places;
  std::string columns;
  for (const std::string& name : names) {
    places.push_back(places.size());
    columns += typed(name) + ", ";
  }
  const auto blocks = std::make_shared<CsvBlocks>(std::move(*records), places);
  auto engine = Engine::open({.may_read = parquet});
  if (!engine) return failed(engine.error());
  const auto added = engine->add_table("bill", names, [blocks] {
    return [blocks] {
      const auto reader = std::make_shared<CsvBlocks::Reader>(*blocks);
      return [reader](TextBatch& batch) { reader->next(batch); };
    };
  });
  if (!added) return failed(added.error());
  const auto written = engine->query(
      fmt::format("copy (select {} from bill()) to '{}' (format parquet, use_tmp_file false)",
                  columns.substr(0, columns.size() - 2), parquet));
  return written ? true : failed(written.error());
}

std::string source_of(const std::string& file) {
  return file.ends_with(".parquet") ? "read_parquet($1)" : "read_csv($1)";
}

bool group_bare(const std::string& file) {
  auto engine = Engine::open({.memory_limit_mb = 4000, .may_read = file});
  if (!engine) return failed(engine.error());
  const auto rows = engine->query(
      fmt::format("select {}, date_trunc('month', ChargePeriodStart), sum(BilledCost), count(*), "
                  "max(ChargePeriodEnd) from {} group by all",
                  kKeys, source_of(file)),
      {file});
  return rows ? true : failed(rows.error());
}

bool read_ours(const std::string& file) {
  const auto bill = read_bill({file, file});
  if (!bill) return failed(bill.error());
  return !bill->reading().observations.empty();
}

// Whether we find the exact sum, which DuckDB gives where it is told the type.
bool same_sum(const std::string& file) {
  const auto bill = read_bill({file, file});
  if (!bill) return failed(bill.error());
  Decimal ours;
  for (const auto& seen : bill->reading().observations) {
    for (const auto& charge : seen.charges) ours += charge.amount;
  }
  auto engine = Engine::open({.memory_limit_mb = 4000, .may_read = file});
  auto rows = engine->query(
      "select sum(cast(BilledCost as decimal(38, 12))) from " +
          (file.ends_with(".csv") ? "read_csv($1, all_varchar = true)" : source_of(file)) +
          " where ChargeCategory = 'Usage'",
      {file});
  if (!rows) return failed(rows.error());
  if (!rows->next() || rows->decimal(0) != ours.units()) {
    fmt::print(stderr, "{}: our sum {} is not DuckDB's\n", file, ours.to_string());
    return false;
  }
  return true;
}

struct Contestant {
  std::string name;
  std::vector<std::string> words;
};

std::vector<Contestant> contestants(const std::string& self, const std::string& file, bool large) {
  std::vector<Contestant> all{{"fundable", {self, "ours", file}},
                              {"bare DuckDB", {self, "bare", file}}};
  if (!file.ends_with(".csv") || large) return all;
  all.push_back(
      {"Miller",
       {"mlr", "--icsv", "--ocsv", "put", "$month = $ChargePeriodStart[1:7]", "then", "stats1",
        "-a", "sum,count", "-f", "BilledCost", "-g", std::string(kKeys) + ",month", file}});
  all.push_back({"sqlite3",
                 {"sqlite3", "-csv", ":memory:", ".import " + file + " bill",
                  fmt::format("select {0}, substr(ChargePeriodStart, 1, 7) as month, "
                              "sum(BilledCost), count(*), max(ChargePeriodEnd) from bill group by "
                              "{0}, month",
                              kKeys)}});
  return all;
}

bool compare(const std::string& self, const std::string& file, bool large) {
  const auto all = contestants(self, file, large);
  std::map<std::string, Cost> best;
  for (int round = 0; round < (large ? 1 : 3); ++round) {
    for (const Contestant& contestant : all) {
      const auto cost = run(contestant.words);
      if (!cost) {
        fmt::print(stderr, "{} did not run\n", contestant.name);
        return false;
      }
      const auto [known, first] = best.try_emplace(contestant.name, *cost);
      if (!first && cost->wall_seconds < known->second.wall_seconds) known->second = *cost;
    }
  }
  fmt::print(
      "\n{}, {} MB\n{:<12} {:>8} {:>8} {:>8} {:>8}\n", file.ends_with(".csv") ? "CSV" : "Parquet",
      std::filesystem::file_size(file) / 1'000'000, "", "wall s", "CPU s", "peak MB", "of ours");
  for (const Contestant& contestant : all) {
    const Cost& cost = best.at(contestant.name);
    fmt::print("{:<12} {:>8.2f} {:>8.2f} {:>8.0f} {:>8.2f}\n", contestant.name, cost.wall_seconds,
               cost.cpu_seconds, cost.peak_mb,
               cost.wall_seconds / best.at("fundable").wall_seconds);
  }
  std::fflush(stdout);
  return true;
}

bool bench(const std::string& self, std::int64_t lines, const std::string& folder) {
  std::filesystem::create_directories(folder);
  const std::string csv = (std::filesystem::absolute(folder) / "bill.csv").string();
  const std::string parquet = (std::filesystem::absolute(folder) / "bill.parquet").string();
  fmt::print("Making up {} lines of FOCUS 1.2\n", lines);
  std::fflush(stdout);
  const bool large = lines > kLarge;
  const bool good = write_bill({.lines = lines}, csv) && make_parquet(csv, parquet) &&
                    (large || (same_sum(csv) && same_sum(parquet))) && compare(self, csv, large) &&
                    compare(self, parquet, large);
  std::filesystem::remove(csv);
  std::filesystem::remove(parquet);
  return good;
}

bool obey(const std::string& self, const std::vector<std::string>& words) {
  const auto is = [&](std::string_view word, std::size_t count) {
    return words.size() == count && words[0] == word;
  };
  if (is("make", 3)) return write_bill({.lines = std::stoll(words[1])}, words[2]);
  if (is("make-cur", 3)) return write_bill({.lines = std::stoll(words[1]), .cur = true}, words[2]);
  if (is("parquet", 3)) return make_parquet(words[1], words[2]);
  if (is("ours", 2)) return read_ours(words[1]);
  if (is("bare", 2)) return group_bare(words[1]);
  if (words.size() == 2) return bench(self, std::stoll(words[0]), words[1]);
  fmt::print(stderr, "usage: bills_bench LINES FOLDER\n");
  return false;
}

}  // namespace
}  // namespace fundable::bench

int main(int count, char** words) {
  return fundable::bench::obey(words[0], {words + 1, words + count}) ? 0 : 1;
}
