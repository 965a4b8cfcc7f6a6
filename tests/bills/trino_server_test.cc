// The client against a real Trino: a coordinator and two workers (tools/trino.sh), over Parquet
// files that the embedded engine wrote. One server serves all tests here; the last one breaks it.
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <thread>

#include "base/decimal.h"
#include "bills/bill.h"
#include "bills/duckdb.h"
#include "bills/remote_bill.h"
#include "bills/sql.h"
#include "bills/trino.h"

namespace fundable {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr int kParts = 4;
constexpr int kLines = 20'000;

// Lines of a bill, the same ones wherever it is run: money with twelve decimals, empty cells,
// quotes.
std::string lines(int part) {
  return "select 'service ' || (i % 7) || case when i % 7 = 3 then ' \"\"\" ''é''' else '' end as "
         "service, "
         "case when i % 5 = 0 then null else '2026-0' || (1 + i % 9) || '-15T00:00:00Z' end as "
         "start, "
         "cast((i * 7919 % 1000003) - 400000 as decimal(38, 12)) / 1 * 0.000001000001 as raw, i "
         "from range(" +
         std::to_string(kLines) + ") t(i) where i % " + std::to_string(kParts) + " = " +
         std::to_string(part);
}
std::string columns() {
  return "service, start, cast(raw as decimal(38, 12)) as cost, cast(raw as varchar) as written, "
         "cast(i as bigint) as number";
}

std::string rollup(const std::string& table) {
  return "select lower(service), coalesce(substr(start, 1, 7), 'none') as month, count(*), "
         "sum(cost), sum(try_cast(written as decimal(38, 12))), min(number), max(start), "
         "sum(case when service like '%3%' then cost else null end) from " +
         table + " group by lower(service), coalesce(substr(start, 1, 7), 'none') order by 1, 2";
}

std::string number(std::optional<__int128> units) {
  return units ? Decimal::from_units(*units).to_string() : "NULL";
}

// All rows as text, whichever engine gave them.
template <class Rows>
std::string shown(Rows& rows, std::size_t width) {
  std::string all;
  while (rows.next()) {
    for (std::size_t i = 0; i < width; ++i) {
      if (const auto text = rows.text(i))
        all += std::string(*text);
      else if (const auto whole = rows.integer(i))
        all += std::to_string(*whole);
      else
        all += number(rows.decimal(i));
      all += "|";
    }
    all += "\n";
  }
  return all;
}

class TrinoServer : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = fs::temp_directory_path() / ("fundable_trino_" + std::to_string(getpid()));
    fs::create_directories(folder_ / "root/lines");
    fs::create_directories(folder_ / "root/focus");
    write_files();
    const std::string place = folder_.string();
    const std::string run = "(cd " FUNDABLE_ROOT "; tools/trino.sh run " + place + "; echo done >" +
                            place + "/ended) >" + place + "/said 2>&1";
    server_ = popen(run.c_str(), "w");
    for (int i = 0; i < 1200 && !fs::exists(folder_ / "port") && !fs::exists(folder_ / "ended");
         ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    std::ifstream(folder_ / "port") >> port_;
  }

  static void TearDownTestSuite() {
    if (server_ != nullptr) pclose(server_);
    if (!HasFailure()) fs::remove_all(folder_);
  }

  void SetUp() override {
    if (port_ != 0) return;
    std::ifstream said(folder_ / "said");
    const std::string why{std::istreambuf_iterator<char>(said), {}};
    ASSERT_TRUE(why.contains("Trino is not at hand")) << "Trino does not start: " << why;
    GTEST_SKIP() << why;
  }

  static Result<RemoteRows> ask(const std::string& sql, std::stop_token stop = {}) {
    return query_trino(source(), sql, {}, std::move(stop));
  }

  static TrinoSource source() {
    return {.host = "127.0.0.1",
            .port = port_,
            .user = "ana",
            .catalog = "hive",
            .schema = "bills",
            .table = "lines",
            .session = {},
            .password = {},
            .token = {},
            .ca_file = {}};
  }

  // Makes the Parquet folder a table, once.
  static void register_table() {
    static bool done = false;
    if (done) return;
    for (const char* sql :
         {"create schema hive.bills",
          "create table hive.bills.lines (service varchar, start varchar, cost "
          "decimal(38, 12), written "
          "varchar, number bigint) with (external_location = 'local:///lines', "
          "format = 'PARQUET')",
          "create table hive.bills.focus (billedcost decimal(38, 12), "
          "billingcurrency varchar, providername varchar, subaccountid varchar, "
          "servicename varchar, resourceid varchar, chargedescription varchar, "
          "chargeperiodstart timestamp(3), chargeperiodend timestamp(3), "
          "chargecategory varchar, consumedquantity double, consumedunit varchar, "
          "tags varchar) with (external_location = 'local:///focus', format = "
          "'PARQUET')"}) {
      const auto made = ask(sql);
      ASSERT_TRUE(made) << to_string(made.error());
    }
    done = true;
  }

  static void kill_worker() {
    int id = 0;
    std::ifstream(folder_ / "worker_1/pid") >> id;
    ASSERT_GT(id, 0);
    ASSERT_EQ(kill(id, SIGKILL), 0);
  }

  // Asks while something happens to the server, some time after the query has begun to run there.
  static Result<RemoteRows> ask_while(const std::string& sql, std::stop_token stop,
                                      const std::function<void()>& happens) {
    std::jthread other([&] {
      for (int i = 0; i < 200; ++i) {
        auto running =
            ask("select count(*) from system.runtime.queries where state = 'RUNNING' and query = " +
                quoted_text(sql));
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        if (running && running->next() && running->integer(0).value_or(0) > 0) break;
      }
      happens();
    });
    return ask(sql, std::move(stop));
  }

  inline static fs::path folder_;
  inline static FILE* server_ = nullptr;
  inline static int port_ = 0;

 private:
  static void write_files() {
    for (int part = 0; part < kParts; ++part) {
      const std::string path =
          (folder_ / "root/lines" / (std::to_string(part) + ".parquet")).string();
      auto engine = Engine::open({.may_read = path});
      ASSERT_TRUE(engine);
      const auto written =
          engine->query("copy (select " + columns() + " from (" + lines(part) + ")) to '" + path +
                        "' (format parquet, use_tmp_file false)");
      ASSERT_TRUE(written) << to_string(written.error());
    }
    const std::string path = focus_path();
    auto engine = Engine::open({.may_read = path});
    const auto written = engine->query(
        "copy (select cast((n % 977) * 0.123456789 - (n % 3) as decimal(38, 12)) as BilledCost, "
        "if(n % 50 = 0, "
        "'EUR', "
        "'USD') as BillingCurrency, if(n % 2 = 0, 'AWS', 'Microsoft') as ProviderName, 'a' || n % "
        "4 "
        "as SubAccountId, case n % 5 when 0 then 'Amazon Bedrock' when 1 then 'AWS Support "
        "(Business)' when 2 then '' else 'Virtual Machines' end as ServiceName, if(n % 11 = 0, "
        "null, "
        "'r' || n % 40) as ResourceId, 'it''s ' || n % 6 as ChargeDescription, timestamp "
        "'2026-08-01' + interval (n % 1400) hour as ChargePeriodStart, timestamp '2026-08-01 "
        "00:59:59' + interval (n % 1400) hour as ChargePeriodEnd, case n % 13 when 0 then 'Tax' "
        "when "
        "1 then 'Credit' else 'Usage' end as ChargeCategory, n / 8 as ConsumedQuantity, 'Hrs' as "
        "ConsumedUnit, if(n % 3 = 0, '{\"team\":\"t' || n % 2 || '\"}', '') as Tags from "
        "range(20000) "
        "as t(n)) to '" +
        path + "' (format parquet, use_tmp_file false)");
    ASSERT_TRUE(written) << to_string(written.error());
  }

 protected:
  static std::string focus_path() { return (folder_ / "root/focus/0.parquet").string(); }
};

// Everything that a bill comes to but for rows, which a table far away does not have.
std::vector<std::string> charged(const Bill& bill) {
  const Reading reading = bill.reading();
  std::vector<std::string> lines;
  for (const Observation& seen : reading.observations) {
    std::string line = seen.platform + " " + seen.name + " " + seen.at.says;
    for (const auto& [key, value] : seen.tags) line += " " + key + "=" + value;
    for (const Charge& charge : seen.charges) {
      line += "; " + charge.month + (charge.whole_month ? " whole " : " ") +
              charge.amount.to_string() + " " + charge.currency;
    }
    for (const Usage& used : seen.usage) line += "; " + used.quantity.to_string() + " " + used.unit;
    lines.push_back(line);
  }
  for (const Skipped& one : reading.skipped) lines.push_back(one.why);
  std::ranges::sort(lines);
  return lines;
}

TEST_F(TrinoServer, ABillThereIsTheBillHere) {
  register_table();
  const auto here = read_bill({focus_path(), "focus.parquet"});
  ASSERT_TRUE(here) << to_string(here.error());
  const auto there =
      read_remote_bill("trino://ana@127.0.0.1:" + std::to_string(port_) + "/hive/bills/focus",
                       [](const std::string&) { return std::string(); });
  ASSERT_TRUE(there) << to_string(there.error());
  EXPECT_EQ(there->shown, "trino://127.0.0.1:" + std::to_string(port_) + "/hive/bills/focus");
  EXPECT_EQ(there->sha256.size(), 64U);
  EXPECT_GT(charged(*here).size(), 50U);
  EXPECT_EQ(charged(there->bill), charged(*here));
}

TEST_F(TrinoServer, GivesTheSameCentsAsTheEmbeddedEngine) {
  register_table();
  auto engine = Engine::open({});
  ASSERT_TRUE(engine);
  std::string all = "(select " + columns() + " from (";
  for (int part = 0; part < kParts; ++part) all += (part > 0 ? " union all " : "") + lines(part);
  auto here = engine->query(rollup(all + "))"));
  ASSERT_TRUE(here) << to_string(here.error());
  auto there = ask(rollup(source().quoted_table()));
  ASSERT_TRUE(there) << to_string(there.error());
  const std::string expected = shown(*here, 8);
  EXPECT_GT(expected.size(), 1000U);
  EXPECT_TRUE(expected.contains("NULL"));
  EXPECT_EQ(shown(*there, 8), expected);
}

TEST_F(TrinoServer, GivesManyRowsInSeveralParts) {
  register_table();
  auto rows = ask("select number, cost, service from hive.bills.lines order by number");
  ASSERT_TRUE(rows) << to_string(rows.error());
  ASSERT_EQ(rows->size(), static_cast<std::size_t>(kLines));
  for (std::int64_t i = 0; rows->next(); ++i) ASSERT_EQ(rows->integer(0), i);
}

TEST_F(TrinoServer, ListsTheColumns) {
  register_table();
  const auto columns = trino_columns(source());
  ASSERT_TRUE(columns) << to_string(columns.error());
  ASSERT_EQ(columns->size(), 5U);
  EXPECT_EQ((*columns)[2].name, "cost");
  EXPECT_EQ((*columns)[2].type, "decimal(38,12)");
  TrinoSource other = source();
  other.table = "no such 'table'";
  const auto none = trino_columns(other);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::kMissing);
}

TEST_F(TrinoServer, KeepsValuesAsTheyAre) {
  auto rows = ask(
      "select cast(null as varchar), '', U&'\\00e9 \"\\\\\"', 9223372036854775807, tinyint '-5', "
      "decimal '99999999999999999999999999.999999999999', cast('0.000000000001' as decimal(38, "
      "12)), "
      "decimal '-7', 1.5e0, cast(null as decimal(38, 12))");
  ASSERT_TRUE(rows) << to_string(rows.error());
  ASSERT_TRUE(rows->next());
  EXPECT_FALSE(rows->text(0));
  EXPECT_EQ(rows->text(1), "");
  EXPECT_EQ(rows->text(2), "é \"\\\"");
  EXPECT_EQ(rows->integer(3), 9223372036854775807);
  EXPECT_EQ(rows->integer(4), -5);
  EXPECT_EQ(number(rows->decimal(5)), "99999999999999999999999999.999999999999");
  EXPECT_EQ(number(rows->decimal(6)), "0.000000000001");
  EXPECT_EQ(number(rows->decimal(7)), "-7");
  EXPECT_FALSE(rows->decimal(8));
  EXPECT_FALSE(rows->decimal(9));
}

TEST_F(TrinoServer, TellsAnError) {
  const auto wrong = ask("select nonsense from hive.bills.lines");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().kind, ErrorKind::kInput);
  EXPECT_TRUE(wrong.error().says.contains("nonsense")) << wrong.error().says;
  // One that shows only after rows have come.
  const auto late = ask("select 1 / (number - 19999) from hive.bills.lines");
  ASSERT_FALSE(late);
  EXPECT_TRUE(late.error().says.contains("DIVISION_BY_ZERO")) << late.error().says;
}

TEST_F(TrinoServer, IsToldToStop) {
  const std::string sql = "select count(*), sum(extendedprice * tax) from tpch.sf100.lineitem";
  std::stop_source stop;
  steady_clock::time_point told;
  const auto rows = ask_while(sql, stop.get_token(), [&] {
    told = steady_clock::now();
    stop.request_stop();
  });
  EXPECT_LT(steady_clock::now() - told, seconds(2));
  ASSERT_FALSE(rows);
  EXPECT_TRUE(rows.error().says.starts_with("stopped")) << rows.error().says;
  auto state =
      ask("select error_code from system.runtime.queries where query = " + quoted_text(sql));
  ASSERT_TRUE(state) << to_string(state.error());
  ASSERT_TRUE(state->next());
  EXPECT_EQ(state->text(0), "USER_CANCELED");
}

// The last test here: a worker is gone after it.
TEST_F(TrinoServer, GivesAllOrNothingWhenAWorkerIsKilled) {
  const std::string sql = "select count(*), min(quantity * tax) from tpch.sf1.lineitem";
  const auto start = steady_clock::now();
  auto rows = ask_while(sql, {}, [] { kill_worker(); });
  const auto took = std::chrono::duration_cast<seconds>(steady_clock::now() - start);
  auto runs = ask("select coalesce(error_code, state) from system.runtime.queries where query = " +
                  quoted_text(sql) + " order by created");
  ASSERT_TRUE(runs) << to_string(runs.error());
  const std::string codes = shown(*runs, 1);
  // For the record: whether it was started anew, and what the lost run ended with.
  std::printf("killed; after %d s and %d runs (%s): %s\n", static_cast<int>(took.count()),
              static_cast<int>(runs->size()), codes.c_str(),
              rows ? "the whole answer" : to_string(rows.error()).c_str());
  if (!rows) {
    EXPECT_TRUE(rows.error().says.starts_with("Trino lost a node while the query ran"))
        << to_string(rows.error());
    return;
  }
  ASSERT_TRUE(rows->next());
  EXPECT_EQ(rows->integer(0), 6'001'215);
}

}  // namespace
}  // namespace fundable
