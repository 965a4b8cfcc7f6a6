// Bills that are cut off, call themselves what they are not, or are made to harm: the right sum, or
// a sentence.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "tests/bills/sample.h"

namespace fundable {
namespace {

using testing::HasSubstr;

std::string gzip(std::string_view text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string utf16(std::string_view ascii, bool big) {
  std::string out = big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii) {
    if (big) out.push_back('\0');
    out.push_back(c);
    if (!big) out.push_back('\0');
  }
  return out;
}

Result<Reading> read_named(const std::string& name, std::string_view bytes) {
  const TemporaryFile file(name, bytes);
  return reading_of({file.path(), name});
}

std::string bytes_of(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string parquet_of(const std::string& select) {
  const TemporaryFile file("made.parquet");
  write_parquet(file.path(), select);
  return bytes_of(file.path());
}

std::string parquet_line(const std::string& cost) {
  return "select " + cost +
         " as BilledCost, 'AWS' as ProviderName, 'USD' as BillingCurrency, 'Amazon Bedrock' as "
         "ServiceName, timestamp '2026-09-30 00:00:00' as ChargePeriodStart";
}

const std::string kThree = kHeader + line("1.5", "r1") + line("-0.25", "r2") + line("100", "r1");

TEST(HostileBill, AnyEncodingIsRead) {
  EXPECT_EQ(total(read_text("\xEF\xBB\xBF" + kThree)), "101.25");
  for (const bool big : {false, true}) {
    const std::string wide = utf16(kThree, big);
    EXPECT_TRUE(recognises_bill("x.csv", wide));
    EXPECT_EQ(total(read_text(wide)), "101.25");
    EXPECT_EQ(skipped(read_text(wide)), "");
    // Half a letter at the end costs nothing, half a field its line.
    EXPECT_EQ(total(read_text(std::string_view(wide).substr(0, wide.size() - 1))), "101.25");
    const auto cut = read_text(std::string_view(wide).substr(0, wide.size() - 3));
    EXPECT_EQ(total(cut), "1.25");
    EXPECT_EQ(skipped(cut), "row 4: the row has 13 fields, the header 14\n");
    EXPECT_EQ(total(read_named("x.csv.gz", gzip(wide))), "101.25");
  }
}

TEST(HostileBill, QuotesAndLineEndsAreFieldsOrLosses) {
  const auto reading = read_text(kHeader + line("1", "\"a\r\nb \"\"c\"\", d\"") +
                                 line("2", "\"never closed") + line("4", "'; drop table bill; --"));
  EXPECT_EQ(total(reading), "5");
  EXPECT_THAT(skipped(reading), HasSubstr("row 3: "));
}

TEST(HostileBill, AmountsOfAnySizeAreExactOrNamed) {
  const auto reading = read_text(
      kHeader + line("-999999999999999.999999999999") + line("999999999999999.999999999999") +
      line("123456789012345678901234567890") + line("-123456789012345678901234567890.5") +
      line("1e400") + line("NaN") + line("-inf") + line("0.5"));
  EXPECT_EQ(total(reading), "0.5");
  for (const char* const row : {"row 4: the cost '123", "row 5: the cost '-123", "row 6: the cost",
                                "row 7: the cost 'NaN'", "row 8: the cost '-inf'"}) {
    EXPECT_THAT(skipped(reading), HasSubstr(row));
  }
}

TEST(HostileBill, WideParquetAmountsAreExactOrNamed) {
  const auto reading =
      read_named("x.parquet", parquet_of(parquet_line("unnest(['123456789012345678901234567890', "
                                                      "'-999999999999999.12345678', null, "
                                                      "'-0.5']::decimal(38, 8)[])")));
  EXPECT_EQ(total(reading), "-999999999999999.62345678");
  EXPECT_THAT(skipped(reading), HasSubstr("row 1: the cost '123456789012345678901234567890.0000"));
  EXPECT_THAT(skipped(reading), HasSubstr("row 3: the line has no cost"));
}

TEST(HostileBill, WhatIsMissingInTypedColumnsIsNamedWithItsRow) {
  const auto reading = read_named(
      "x.parquet",
      parquet_of("select cost as BilledCost, 'AWS' as ProviderName, 'USD' as BillingCurrency, "
                 "'Amazon Bedrock' as ServiceName, start as ChargePeriodStart from (values "
                 "(1.5::decimal(18, 9), timestamp '2026-09-30 00:00:00'), (null, timestamp "
                 "'2026-09-30 00:00:00'), (2, null), (null, null), (null, timestamp '2026-08-30 "
                 "00:00:00')) t(cost, start)"));
  EXPECT_EQ(total(reading), "1.5");
  EXPECT_EQ(skipped(reading),
            "row 2: the line has no cost\n"
            "row 3: the line has no period\n"
            "row 4: the line has no cost\n"
            "row 5: the line has no cost\n");
}

TEST(HostileBill, WhatIsCutOffSaysSo) {
  std::string text = kHeader;
  for (int i = 0; i < 3000; ++i) text += line("1", "r" + std::to_string(i * 7919 % 3001));
  const std::string packed = gzip(text);
  for (const std::size_t rest : {packed.size() - 1, packed.size() / 2, packed.size() / 10}) {
    const auto reading = read_named("x.csv.gz", std::string_view(packed).substr(0, rest));
    if (!reading) continue;  // the header was lost, too
    EXPECT_NE(skipped(reading), "") << rest;
    EXPECT_LE(*Decimal::parse(total(reading)), Decimal::whole(3000));
  }
  const auto cut = read_text(std::string_view(text).substr(0, text.size() - 40));
  EXPECT_EQ(total(cut), "2999");
  EXPECT_THAT(skipped(cut), HasSubstr("row 3001: "));
}

TEST(HostileBill, NamesThatLieEndInASumOrASentence) {
  const std::string parquet = parquet_of(parquet_line("7.25::decimal(18, 9)"));
  EXPECT_TRUE(recognises_bill("x.csv", parquet));
  EXPECT_EQ(total(read_named("x.csv", parquet)), "7.25");
  EXPECT_EQ(total(read_named("x.csv.gz", kThree)), "101.25") << "not compressed";
  EXPECT_EQ(total(read_named("x.csv", gzip(kThree))), "101.25");
  const std::pair<const char*, std::string> broken[] = {{"x.parquet", kThree},
                                                        {"x.parquet", gzip(kThree)},
                                                        {"x.csv.gz", gzip(parquet)},
                                                        {"x.csv.gz", gzip(gzip(kThree))},
                                                        {"x.csv", parquet.substr(0, 40)},
                                                        {"x.csv.gz", gzip("")}};
  for (const auto& [name, bytes] : broken) {
    const auto reading = read_named(name, bytes);
    ASSERT_FALSE(reading) << name << total(reading);
    EXPECT_FALSE(reading.error().says.empty());
    EXPECT_EQ(reading.error().place, name);
  }
}

TEST(HostileBill, TenThousandColumnsAreReadOrRefused) {
  std::string header = kHeader.substr(0, kHeader.size() - 1);
  std::string select = parquet_line("3::decimal(18, 9)");
  for (int i = 0; i < 10'000; ++i) {
    header += ",x_" + std::to_string(i);
    select += ", '' as x_" + std::to_string(i);
  }
  const auto refused = read_text(header + "\n");
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().says, HasSubstr("the header has 10014 columns, more than 4000"));
  EXPECT_EQ(total(read_named("x.parquet", parquet_of(select))), "3");
}

TEST(HostileBill, AColumnMayHaveAnyName) {
  const std::string names =
      "amount,credit,first_day,last_end,month,problem,row_number,\"a\"\"b\",cost,lines";
  const auto reading =
      read_text("BilledCost,ProviderName,ServiceName,ChargePeriodStart,BillingCurrency," + names +
                "\n5,AWS,S3,2026-09-01,USD,1,2,3,4,5,6,7,8,9,0\n");
  EXPECT_EQ(total(reading), "5");
  EXPECT_EQ(skipped(reading), "");
}

}  // namespace
}  // namespace fundable
