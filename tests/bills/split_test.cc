// A bill that came in any pieces, as CSV and as Parquet, in any order, with copies of whole exports
// beside it, charges what the bill charges.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>

#include "bills/sql.h"
#include "tests/bills/sample.h"

namespace fundable {
namespace {

using testing::HasSubstr;

enum class As : std::uint8_t { kCsv, kTyped, kTexts };

struct Line {
  int resource = 0;  // 0: none is named
  int hour = 0;      // of September
  std::string cost;
};

constexpr const char* kAccounts[] = {"sub-1", "sub-2", "sub-3"};

std::string moment(int hour, char between) {
  const int day = 1 + hour / 24;
  const auto two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
  return "2026-09-" + two(day) + between + two(hour % 24) + ":00:00";
}

std::string account_of(const Line& line) { return kAccounts[line.resource % 3]; }

std::string resource_of(const Line& line) {
  return line.resource == 0 ? "" : "/subscriptions/x/" + std::to_string(line.resource);
}

std::string csv_of(const std::vector<Line>& lines) {
  std::string text =
      "BilledCost,ProviderName,ServiceName,SubAccountId,ResourceId,ChargePeriodStart,"
      "ChargePeriodEnd,BillingCurrency,ChargeCategory,ConsumedUnit\n";
  for (const Line& line : lines) {
    text += line.cost + ",Microsoft,\"Azure, OpenAI\"," + account_of(line) + "," +
            resource_of(line) + "," + moment(line.hour, 'T') + "Z," + moment(line.hour + 1, 'T') +
            "Z,EUR,Usage,\n";
  }
  return text;
}

// The same lines as exporters write Parquet: with types, or all texts. What is empty is an empty
// text or NULL.
std::string select_of(const std::vector<Line>& lines, bool typed) {
  std::string values;
  for (const Line& line : lines) {
    values += (values.empty() ? "(" : ", (") + quoted_text(line.cost) + ", " +
              quoted_text(account_of(line)) + ", " + quoted_text(resource_of(line)) + ", " +
              quoted_text(moment(line.hour, typed ? ' ' : 'T')) + ", " +
              quoted_text(moment(line.hour + 1, typed ? ' ' : 'T')) + ")";
  }
  const std::string cost = typed ? "cast(cost as decimal(24, 9))" : "cost";
  const auto time = [&](const std::string& name) {
    return typed ? "cast(" + name + " as timestamp)" : name + " || 'Z'";
  };
  return "select " + cost +
         " as BilledCost, 'Microsoft' as ProviderName, 'Azure, OpenAI' as ServiceName, account as "
         "SubAccountId, " +
         (typed ? "resource" : "nullif(resource, '')") + " as ResourceId, " + time("start") +
         " as ChargePeriodStart, " + time("stop") +
         " as ChargePeriodEnd, 'EUR' as BillingCurrency, 'Usage' as ChargeCategory, '' as "
         "ConsumedUnit from (values " +
         values + ") t(cost, account, resource, start, stop)";
}

std::unique_ptr<TemporaryFile> written(const std::vector<Line>& lines, As as) {
  if (as == As::kCsv) return std::make_unique<TemporaryFile>("bill.csv", csv_of(lines));
  auto file = std::make_unique<TemporaryFile>("bill.parquet");
  write_parquet(file->path(), select_of(lines, as == As::kTyped));
  return file;
}

// What all of them charge when they are settled.
Decimal charged(const std::vector<std::unique_ptr<TemporaryFile>>& files) {
  std::vector<Bill> bills;
  for (std::size_t i = 0; i < files.size(); ++i) {
    auto bill = read_bill({files[i]->path(), "bill-" + std::to_string(i)});
    EXPECT_TRUE(bill) << to_string(bill.error());
    if (bill) bills.push_back(std::move(*bill));
  }
  std::vector<Charges*> charges;
  for (Bill& bill : bills) charges.push_back(&bill.charges);
  settle(charges);
  Decimal sum;
  for (const Bill& bill : bills) sum += *Decimal::parse(total(bill.reading()));
  return sum;
}

std::vector<Line> any_lines(std::mt19937& random) {
  std::vector<Line> lines;
  for (int resource = 0; resource < 6; ++resource) {
    for (int hour = 0; hour < 29 * 24; hour += 1 + static_cast<int>(random() % 90)) {
      const auto units = static_cast<__int128>(random()) * 1'000'000 - 1'000'000'000'000'000;
      lines.push_back({resource, hour, Decimal::from_units(units / 1000 * 1000).to_string()});
    }
  }
  std::ranges::shuffle(lines, random);
  return lines;
}

TEST(Split, AnyFilesOfAnyFormatAndAnyCopiesChargeTheSame) {
  std::mt19937 random(41);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  for (int round = 0; round < 6; ++round) {
    const std::vector<Line> lines = any_lines(random);
    Decimal sum;
    std::vector<std::vector<Line>> parts(static_cast<std::size_t>(1 + below(5)));
    for (const Line& line : lines) {
      sum += *Decimal::parse(line.cost);
      parts[static_cast<std::size_t>(below(static_cast<int>(parts.size())))].push_back(line);
    }
    std::erase_if(parts, [](const auto& part) { return part.empty(); });
    for (int copies = below(3); copies > 0; --copies) parts.push_back(lines);
    std::ranges::shuffle(parts, random);
    std::vector<std::unique_ptr<TemporaryFile>> files;
    for (const auto& part : parts) files.push_back(written(part, static_cast<As>(below(3))));
    EXPECT_EQ(charged(files).to_string(), sum.to_string()) << "round " << round;
  }
}

// The larger file keeps a thinner sample of what tells its lines apart.
TEST(Split, ASmallExportIsFoundInALargeOne) {
  std::vector<Line> small;
  for (int i = 0; i < 3'000; ++i) small.push_back({3 + 3 * (i % 40), i % 600, "1"});
  std::vector<Line> large = small;
  for (int i = 0; i < 120'000; ++i) large.push_back({1 + 3 * (i % 97), i % 700, "2"});
  std::vector<std::unique_ptr<TemporaryFile>> files;
  files.push_back(written(large, As::kCsv));
  files.push_back(written(small, As::kCsv));
  EXPECT_EQ(charged(files).to_string(), "243000");
}

}  // namespace
}  // namespace fundable
