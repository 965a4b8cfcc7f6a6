// The engine: shut in, exact, and with its errors as values.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>

#include "bills/duckdb.h"
#include "tests/bills/sample.h"

namespace fundable {
namespace {

using testing::HasSubstr;

TEST(Engine, ReadsTheOneFileOnly) {
  const TemporaryFile mine("mine.csv", "a\n1\n");
  const TemporaryFile other("other.csv", "a\n1\n");
  auto engine = Engine::open({.may_read = mine.path()});
  ASSERT_TRUE(engine) << to_string(engine.error());
  EXPECT_TRUE(engine->query("select * from read_csv($1)", {mine.path()}));
  const auto refused = engine->query("select * from read_csv($1)", {other.path()});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().says, HasSubstr("Permission Error"));
  EXPECT_FALSE(engine->query("set threads = 4"));
  EXPECT_FALSE(engine->query("install httpfs"));
  EXPECT_FALSE(engine->query("load httpfs"));
  EXPECT_FALSE(engine->query("copy (select 1) to '/tmp/fundable-must-not-be'"));
}

TEST(Engine, GivesDecimalsWithoutRounding) {
  auto engine = Engine::open({});
  auto rows = engine->query(
      "select 12345678901234567890123456.000000000001::decimal(38, 12), null::varchar, 7::bigint");
  ASSERT_TRUE(rows) << to_string(rows.error());
  ASSERT_TRUE(rows->next());
  EXPECT_EQ(Decimal::from_units(*rows->decimal(0)).to_string(),
            "12345678901234567890123456.000000000001");
  EXPECT_EQ(rows->text(1), std::nullopt);
  EXPECT_EQ(rows->integer(2), 7);
  EXPECT_EQ(rows->text(2), std::nullopt);
  EXPECT_FALSE(rows->next());
}

TEST(Engine, RunningOutOfMemoryIsALimit) {
  auto engine = Engine::open({.memory_limit_mb = 20, .may_read = {}});
  const auto rows = engine->query("select list(i) from range(20000000) as numbers(i)");
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().kind, ErrorKind::kLimit) << rows.error().says;
}

TEST(Engine, ATableMayFail) {
  auto engine = Engine::open({});
  ASSERT_TRUE(engine->add_table("broken", {"a"}, [] {
    return [] { return [](TextBatch&) { throw std::runtime_error("it broke"); }; };
  }));
  EXPECT_THAT(engine->query("select a from broken()").error().says, HasSubstr("it broke"));
}

TEST(Engine, ATableStartsAnewForEachQuery) {
  auto engine = Engine::open({});
  ASSERT_TRUE(engine->add_table("three", {"a", "b"}, [] {
    const auto at = std::make_shared<std::atomic<int>>(0);
    return [at] {
      return [at](TextBatch& batch) {
        const int number = (*at)++;
        batch.rows = number < 3 ? 1 : 0;
        batch.numbers[0] = number;
        batch.cell(0, 0) = "x";
        batch.cell(1, 0) = {};
      };
    };
  }));
  for (int i = 0; i < 2; ++i) {
    auto rows = engine->query("select count(*), sum(row)::bigint, count(b) from three()");
    ASSERT_TRUE(rows) << to_string(rows.error());
    ASSERT_TRUE(rows->next());
    EXPECT_EQ(rows->integer(0), 3);
    EXPECT_EQ(rows->integer(1), 3);
    EXPECT_EQ(rows->integer(2), 0);
  }
}

// Every call writes over the texts of the one before.
TextRows numbers_in_one_place(const std::shared_ptr<std::atomic<std::int64_t>>& taken) {
  const auto texts = std::make_shared<std::vector<std::string>>(TextBatch::kRows);
  return [taken, texts](TextBatch& batch) {
    const std::int64_t first = taken->fetch_add(1000);
    batch.rows = first < 200'000 ? 1000 : 0;
    for (std::size_t row = 0; row < batch.rows; ++row) {
      batch.numbers[row] = first + static_cast<std::int64_t>(row);
      (*texts)[row] = "a text of some length, number " + std::to_string(batch.numbers[row]);
      batch.cell(0, row) = (*texts)[row];
    }
  };
}

TEST(Engine, TextsOfATableAreNotKept) {
  for (const std::string query :
       {"select a, row from numbers()", "select a, row from numbers() where row % 97 = 5",
        "select a, row from numbers() where row % 5 = 1 order by a desc",
        "select a, max(row) from numbers() group by a",
        "select max(a), row // 1 from numbers() group by row // 1",
        "select x.a, y.row from numbers() x join numbers() y on x.a = y.a where x.row % 3 = 0",
        "select a, row from (select *, row_number() over (order by a) from numbers())"}) {
    auto engine = Engine::open({.threads = 2});
    ASSERT_TRUE(engine->add_table("numbers", {"a"}, [] {
      const auto taken = std::make_shared<std::atomic<std::int64_t>>(0);
      return [taken] { return numbers_in_one_place(taken); };
    }));
    auto rows = engine->query(query);
    ASSERT_TRUE(rows) << query << ": " << to_string(rows.error());
    std::int64_t count = 0;
    while (rows->next()) {
      ASSERT_EQ(rows->text(0),
                "a text of some length, number " + std::to_string(rows->integer(1).value_or(-1)))
          << query;
      ++count;
    }
    EXPECT_GT(count, 2000) << query;
  }
}

TEST(Engine, StopsWhenItIsTold) {
  std::atomic<int> asked = 0;
  auto engine = Engine::open({.go_on = [&](double) { return ++asked < 3; }});
  const auto start = std::chrono::steady_clock::now();
  const auto rows =
      engine->query("select max(a.i * b.i) from range(1000000) a(i), range(1000000) b(i)");
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().says, "the reading was stopped");
  EXPECT_GE(asked, 3);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

}  // namespace
}  // namespace fundable
