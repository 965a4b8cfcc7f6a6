// Delimited text, whole and damaged.
#include "base/csv.h"

#include <gtest/gtest.h>

#include "bills/duckdb.h"
#include "tests/bills/sample.h"

namespace fundable {
namespace {

// Every record as `row: field|field`, then every loss as `row! why`.
std::string read_all(std::string_view bytes, const CsvLimits& limits = {}) {
  const TemporaryFile file("a.csv", bytes);
  auto records = CsvRecords::open(file.path(), limits);
  if (!records) return to_string(records.error());
  std::string text;
  while (records->next()) {
    text += std::to_string(records->row()) + ": ";
    for (const auto field : records->fields()) text += std::string(field) + "|";
    text += "\n";
  }
  for (const CsvLoss& loss : records->losses().told()) {
    text += std::to_string(loss.row) + "! " + loss.why + "\n";
  }
  return text;
}

TEST(Csv, ReadsQuotesAndLineEnds) {
  EXPECT_EQ(read_all("a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n\r\n\"\",2"), "2: 1|x, \"y\"\nz|\n4: |2|\n");
  EXPECT_EQ(read_all("a\tb\r1\t5\" disk\r"), "2: 1|5\" disk|\n");
  EXPECT_EQ(read_all("a,b"), "");
}

TEST(Csv, ReadsWhatIsInMemory) {
  using namespace std::string_literals;
  const std::string wide =
      "\xFF\xFE"
      "a\0;\0b\0\n\0"
      "1\0;\0\"\0x\0\"\0\n\0"s;
  for (const std::string& text : {"a;b\n1;\"x\"\n"s,
                                  "\xEF\xBB\xBF"
                                  "a;b\r\n1;x"s,
                                  wide}) {
    auto records = CsvRecords::of(text);
    ASSERT_TRUE(records) << to_string(records.error());
    EXPECT_EQ(records->header(), (std::vector<std::string>{"a", "b"}));
    ASSERT_TRUE(records->next());
    EXPECT_EQ(records->fields()[1], "x");
    EXPECT_FALSE(records->next());
    EXPECT_EQ(records->losses().count(), 0u);
  }
  EXPECT_FALSE(CsvRecords::of(""));
}

TEST(Csv, FillsUpShortRecordsWhereTheyAreWanted) {
  EXPECT_EQ(read_all("a,b,c\n1\n2,3\n4,5,6,7\n", {.short_records = true}),
            "2: 1|||\n3: 2|3||\n4! the row has 4 fields, the header 3\n");
}

TEST(Csv, LosesABrokenRecordOnly) {
  EXPECT_EQ(read_all("a,b\n1\n2,3\n\"x\"y,4\n5,6,7\n8,9\n"),
            "3: 2|3|\n6: 8|9|\n"
            "2! the row has 1 field, the header 2\n"
            "4! a quote stands in the middle of a field\n"
            "5! the row has 3 fields, the header 2\n");
}

TEST(Csv, AnUnclosedQuoteCostsItsLine) {
  EXPECT_EQ(read_all("a,b\n1,\"open\n2,3\n4,5\n"),
            "3: 2|3|\n4: 4|5|\n"
            "2! a quote is not closed within 2097152 bytes; reading went on at the next line\n");
}

TEST(Csv, ManyUnclosedQuotesEndTheReading) {
  EXPECT_EQ(read_all("a,b\n1,2\n\"open\n" + std::string(300'000, 'x') + "\n3,4\n",
                     {.record_bytes = 50'000, .unclosed_quotes = 0}),
            "2: 1|2|\n3! too many quotes are never closed: from here on nothing was read\n");
}

TEST(Csv, ALineTooLongIsPassedOver) {
  EXPECT_EQ(read_all("a,b\n1,2\n3," + std::string(9'000'000, 'x') + "\n4,5\n"),
            "2: 1|2|\n4: 4|5|\n3! the row is longer than 2097152 bytes\n");
}

TEST(Csv, ARecordLongerThanTheBufferIsWhole) {
  const std::string cell = [] {
    std::string text;
    for (int i = 0; i < 400'000; ++i) text += i % 7 == 0 ? "\n" : "x";
    return text;
  }();
  EXPECT_EQ(read_all("a,b\n\"" + cell + "\",2\n3,4\n"), "2: " + cell + "|2|\n3: 3|4|\n");
}

TEST(Csv, UnderstandsOtherEncodings) {
  using namespace std::string_literals;
  EXPECT_EQ(read_all("\xFF\xFE"
                     "a\0,\0b\0\n\0"
                     "1\0,\0\xE9\0\n\0"s),
            "2: 1|\xC3\xA9|\n");
  EXPECT_EQ(read_all("\xFE\xFF"
                     "\0a\0,\0b\0\n\0"
                     "1\0,\xD8\x3D\xDE\x00\0\n"s),
            "2: 1|\xF0\x9F\x98\x80|\n");
  EXPECT_EQ(read_all("a,b\n1,caf\xE9\n"), "2: 1|caf\xC3\xA9|\n");
}

TEST(Csv, RefusesWhatIsNoTable) {
  EXPECT_EQ(read_all("\n\n"), "there is no header in the first line");
  EXPECT_EQ(read_all(std::string(3'000'000, 'x')), "the header is longer than 2097152 bytes");
  std::string wide = "c";
  for (int i = 0; i < 10'000; ++i) wide += ",c";
  EXPECT_EQ(read_all(wide + "\n"), "the header has 10001 columns, more than 4000");
}

// The numbers 0, 7919, 2 * 7919, … modulo 10007 under a header, compressed by the engine.
std::string compressed_numbers() {
  const TemporaryFile file("a.csv.gz");
  auto engine = Engine::open({.may_read = file.path()});
  const auto written =
      engine->query("copy (select range * 7919 % 10007 as a, 'x' as b from range(5000)) to '" +
                    file.path() + "' (format csv, compression gzip, use_tmp_file false)");
  EXPECT_TRUE(written) << to_string(written.error());
  std::ifstream stream(file.path(), std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(Csv, ACutOffCompressedFileLosesItsLastRecordAndSaysSo) {
  std::string text = "a,b\n";
  for (int i = 0; i < 5000; ++i) text += std::to_string(i * 7919 % 10007) + ",x\n";
  const std::string whole = compressed_numbers();
  EXPECT_TRUE(read_all(whole) == read_all(text));
  const std::string cut = read_all(whole.substr(0, whole.size() / 2));
  const std::size_t records = cut.rfind("|\n") + 2;
  EXPECT_GT(records, 1000u);
  EXPECT_TRUE(read_all(text).substr(0, records) == cut.substr(0, records));
  EXPECT_TRUE(
      cut.ends_with("the compressed data is broken or cut off: from here on nothing was read\n"))
      << cut.substr(records);
  std::string changed = whole;
  changed[changed.size() - 6] ^= 1;  // the sum over the data
  const std::string doubtful = read_all(changed);
  EXPECT_TRUE(doubtful.ends_with("broken or cut off: from here on nothing was read\n"))
      << doubtful.substr(doubtful.size() - std::min<std::size_t>(doubtful.size(), 100));
  EXPECT_EQ(read_all(whole.substr(0, 12)),
            "the compressed data is broken or cut off: from here on nothing was read");
}

}  // namespace
}  // namespace fundable
