// The records of a delimited text file (RFC 4180 and what spreadsheets make of it), one at a time,
// in constant memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_source.h"
#include "base/result.h"

namespace fundable {

struct CsvLimits {
  std::size_t record_bytes = 2u << 20;
  std::size_t columns = 4000;
  std::size_t told = 20;             // losses told one by one
  std::size_t unclosed_quotes = 16;  // after which the rest of the file is given up
  bool short_records = false;        // one with fewer fields than the header is filled up
};

// A record that could not be read. Row 1 is the header.
struct CsvLoss {
  std::int64_t row = 0;
  std::string why;
};

class CsvRecords {
 public:
  // Reads the header; its separator is the one of `,` `;` tab `|` that parts it into most names.
  // Errors: kInput where there is no header, kLimit where it is too long or too wide.
  [[nodiscard]] static Result<CsvRecords> open(const std::string& path,
                                               const CsvLimits& limits = {});

  // The same from memory. Lifetime: `bytes` must outlive the records.
  [[nodiscard]] static Result<CsvRecords> of(std::string_view bytes, const CsvLimits& limits = {});

  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }

  // Steps to the next record that has as many fields as the header, or may have fewer; false at the
  // end.
  [[nodiscard]] bool next();
  // Its fields, quotes resolved, always valid UTF-8 (a field that is not is taken as Latin-1).
  // Lifetime: until the next call of next().
  [[nodiscard]] const std::vector<std::string_view>& fields() const { return fields_; }
  [[nodiscard]] std::int64_t row() const { return row_; }

  // What was passed over so far: the first ones, and how many in all.
  [[nodiscard]] const std::vector<CsvLoss>& losses() const { return losses_; }
  [[nodiscard]] std::size_t loss_count() const { return loss_count_; }

 private:
  enum class Outcome : std::uint8_t { kRecord, kBroken, kMore, kUnclosed };
  struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool escaped = false;  // holds doubled quotes
  };

  CsvRecords(ByteSource source, const CsvLimits& limits)
      : source_(std::move(source)), limits_(limits) {}
  [[nodiscard]] static Result<CsvRecords> begun(ByteSource source, const CsvLimits& limits);
  [[nodiscard]] Result<> read_header();
  // Parses the record at at_; on success end_ is where the next one starts.
  [[nodiscard]] Outcome parse();
  [[nodiscard]] Outcome parse_quoted(std::size_t& at, Span& field) const;
  [[nodiscard]] bool fill();
  void take_fields();
  [[nodiscard]] bool end();
  void lose(std::string why);
  void pass_to_next_line(std::size_t from);
  void give_up_quote();

  ByteSource source_;
  CsvLimits limits_;
  std::vector<std::string> header_;
  char separator_ = ',';
  std::string buffer_;
  std::size_t at_ = 0;   // of the record to parse next
  std::size_t end_ = 0;  // of the record parsed last
  bool ended_ = false;   // the source has no more
  std::string cut_off_;  // why the file was not read to its end
  std::int64_t row_ = 0;
  std::size_t unclosed_ = 0;
  std::vector<Span> spans_;
  std::vector<std::string_view> fields_;
  std::vector<std::string> recoded_;
  std::vector<CsvLoss> losses_;
  std::size_t loss_count_ = 0;
};

// The names in the first line of `text`; empty where the line is not complete.
[[nodiscard]] std::vector<std::string> csv_header(std::string_view text);

}  // namespace fundable
