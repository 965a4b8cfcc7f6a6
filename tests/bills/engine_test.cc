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
