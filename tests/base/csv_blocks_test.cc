// Blocks, on any number of threads, give the rows and the losses of the one parser.
#include "base/csv_blocks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <random>
#include <thread>
#include <utility>

#include "base/csv_index.h"
#include "bills/duckdb.h"
#include "tests/bills/sample.h"

namespace fundable {
namespace {

using Row = std::pair<std::int64_t, std::string>;

// `before`: how much later the rows stand than they would.
std::string text_of(std::vector<Row> rows, const CsvLosses& losses, std::int64_t before = 0) {
  std::ranges::sort(rows);
  std::string text;
  for (const auto& [number, cells] : rows)
    text += std::to_string(number + before) + ": " + cells + "\n";
  for (const CsvLoss& loss : losses.told()) {
    text += std::to_string(loss.row + before) + "! " + loss.why + "\n";
  }
  return text + std::to_string(losses.count()) + " lost";
}

std::string parsed(Result<CsvRecords> records, std::int64_t before = 0) {
  if (!records) return to_string(records.error());
  std::vector<Row> rows;
  while (records->next()) {
    std::string cells;
    for (const auto field : records->fields()) cells += std::string(field) + "|";
    rows.emplace_back(records->row(), cells);
  }
  return text_of(std::move(rows), records->losses(), before);
}

std::string parsed(std::string_view bytes, const CsvLimits& limits, std::int64_t before = 0) {
  return parsed(CsvRecords::of(bytes, limits), before);
}

void read_part(CsvBlocks& blocks, std::size_t columns, std::vector<Row>& rows) {
  CsvBlocks::Reader reader(blocks);
  TextBatch batch(columns);
  for (;;) {
    reader.next(batch);
    if (batch.rows == 0) return;
    for (std::size_t row = 0; row < batch.rows; ++row) {
      std::string cells;
      for (std::size_t i = 0; i < columns; ++i) cells += std::string(batch.cell(i, row)) + "|";
      rows.emplace_back(batch.numbers[row], cells);
    }
  }
}

std::string in_blocks(Result<CsvRecords> records, std::size_t block_bytes, std::size_t threads) {
  if (!records) return to_string(records.error());
  const std::size_t columns = records->header().size();
  std::vector<std::size_t> places(columns);
  for (std::size_t i = 0; i < columns; ++i) places[i] = i;
  CsvBlocks blocks(std::move(*records), places, block_bytes);
  std::vector<std::vector<Row>> parts(threads);
  {
    std::vector<std::jthread> running;
    for (std::size_t i = 1; i < threads; ++i) {
      running.emplace_back([&, i] { read_part(blocks, columns, parts[i]); });
    }
    read_part(blocks, columns, parts[0]);
  }
  std::vector<Row> rows;
  for (const auto& part : parts) rows.insert(rows.end(), part.begin(), part.end());
  return text_of(std::move(rows), blocks.losses());
}

std::string in_blocks(std::string_view bytes, const CsvLimits& limits, std::size_t block_bytes,
                      std::size_t threads) {
  return in_blocks(CsvRecords::of(bytes, limits), block_bytes, threads);
}

constexpr std::array<std::string_view, 22> kPieces{
    ",",    ",", ",",        "\n",       "\n",      "\r\n",         "\r",         "\"",
    "\"\"", "a", "b,c",      "\xC3\xA9", "\xE9",    "\"d,\ne\"",    "\"f\"\"g\"", "5\" disk",
    "NULL", ";", "\"\"\"\"", "1.5,2\n",  "3,4\r\n", "\"x\",\"y\"\n"};

// Mostly whole lines, with what breaks them in between, as `wild` says.
std::string made_up(std::mt19937& random, std::size_t pieces, std::size_t wild) {
  std::string text = "a,b\n";
  for (std::size_t i = 0; i < pieces; ++i) {
    const std::size_t from = random() % 100 < wild ? 0 : kPieces.size() - 3;
    text += kPieces[from + random() % (kPieces.size() - from)];
  }
  return text;
}

TEST(CsvBlocks, AnySplitGivesTheSameRowsAndLosses) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = made_up(random, 1 + random() % 60, random() % 101);
    const CsvLimits limits{.record_bytes = 8 + random() % 200,
                           .told = random() % 4 == 0 ? 2U : 20U,
                           .unclosed_quotes = random() % 5,
                           .short_records = random() % 2 == 0};
    const std::string expected = parsed(text, limits);
    for (const std::size_t bytes : {1 + random() % 20, 20 + random() % 300, random() % 70 + 60}) {
      ASSERT_EQ(in_blocks(text, limits, bytes, 1), expected) << text << "\nblocks of " << bytes;
    }
  }
}

TEST(CsvBlocks, AnyNumberOfThreadsGivesTheSameRowsAndLosses) {
  std::mt19937 random(11);
  for (const unsigned wild : {0U, 1U, 3U, 40U}) {
    const std::string text = made_up(random, 20'000, wild);
    const std::string expected = parsed(text, {});
    for (const std::size_t threads : {1U, 2U, 4U}) {
      for (const std::size_t bytes : {300U, 5'000U, 1U << 20}) {
        ASSERT_TRUE(in_blocks(text, {}, bytes, threads) == expected)
            << wild << " % wild, blocks of " << bytes << ", " << threads << " threads";
      }
    }
  }
}

// The parser reads 256 KiB at a time: wherever that ends, the records are the same.
TEST(CsvBlocks, WhereThePiecesOfAFileEndDoesNotMatter) {
  std::mt19937 random(13);
  const std::string header = "a,b\n";
  for (int round = 0; round < 12; ++round) {
    const std::string text = made_up(random, 40, 60).substr(header.size());
    const std::size_t empty_lines = (256U << 10) - header.size() - random() % text.size();
    const std::string whole = header + std::string(empty_lines, '\n') + text;
    const CsvLimits limits{.record_bytes = 30, .unclosed_quotes = 3};
    const auto lines = static_cast<std::int64_t>(empty_lines);
    ASSERT_EQ(parsed(whole, limits), parsed(header + text, limits, lines)) << text;
    ASSERT_EQ(in_blocks(whole, limits, 1U << 20, 1), parsed(whole, limits)) << text;
  }
}

TEST(CsvBlocks, ACutOffCompressedFileLosesTheSame) {
  const TemporaryFile file("a.csv.gz");
  auto engine = Engine::open({.may_read = file.path()});
  ASSERT_TRUE(
      engine->query("copy (select range * 7919 % 10007 as a, 'x' as b from range(90000)) to '" +
                    file.path() + "' (format csv, compression gzip, use_tmp_file false)"));
  const auto whole = std::filesystem::file_size(file.path());
  for (const std::size_t cut : {whole, whole - 3, whole / 2, whole / 3}) {
    std::filesystem::resize_file(file.path(), cut);
    const std::string expected = parsed(CsvRecords::open(file.path()));
    EXPECT_EQ(expected.contains("broken or cut off"), cut < whole);
    for (const std::size_t bytes : {4'000U, 1U << 20}) {
      EXPECT_TRUE(in_blocks(CsvRecords::open(file.path()), bytes, 2) == expected) << cut;
    }
  }
}

TEST(CsvBlocks, OtherEncodingsAreTheSame) {
  std::mt19937 random(17);
  std::string wide = "\xFF\xFE";
  for (const char c : made_up(random, 500, 3)) wide += {c, '\0'};
  EXPECT_EQ(in_blocks(wide, {}, 100, 2), parsed(wide, {}));
  const std::string marked = "\xEF\xBB\xBF" + made_up(random, 500, 3);
  EXPECT_EQ(in_blocks(marked, {}, 100, 2), parsed(marked, {}));
}

TEST(CsvBlocks, TheIndexFindsTheEndsOfPlainText) {
  CsvIndex index;
  const std::string text = "1,\"a,\n\"\"b\"\r\n\r\n2," + std::string(100, 'x') + ",\"\"\rend";
  index_csv(text, ',', false, index);
  EXPECT_EQ(index.size, text.size() - 3);
  EXPECT_EQ(index.records, 3u);
  EXPECT_TRUE(index.ascii);
  index_csv(text, ',', true, index);
  EXPECT_EQ(index.size, text.size());
  EXPECT_EQ(index.records, 4u);
  index_csv("1,2\r", ',', false, index);
  EXPECT_EQ(index.records, 0u);
  index_csv("1,2\n3,a\"b\n4,\xE9\n", ',', true, index);
  EXPECT_EQ(index.size, 4u);
  index_csv("1,\"a\"b\n", ',', true, index);
  EXPECT_EQ(index.records, 0u);
}

}  // namespace
}  // namespace fundable
