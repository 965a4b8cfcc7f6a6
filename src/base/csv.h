// The records of a delimited text file (RFC 4180 and what spreadsheets make of it), one at a time,
// in constant memory.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_source.h"
#include "base/csv_index.h"
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

// The losses of a file, or of a part of it; in the end the same whatever the order of adding.
class CsvLosses {
 public:
  explicit CsvLosses(std::size_t told) : told_(told) {}

  void add(std::int64_t row, std::string why);
  // The loss of all rows from here on, which is always told.
  void add_end(std::int64_t row, std::string why);
  void add(const CsvLosses& others);

  // Order: by row, of which there is one loss each.
  [[nodiscard]] std::vector<CsvLoss> told() const;
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t limit() const { return told_; }

 private:
  std::size_t told_;
  std::map<std::int64_t, std::string> first_;
  std::optional<CsvLoss> end_;
  std::size_t count_ = 0;
};

// Some whole records that are plain (base/csv_index.h), still to be split.
struct CsvBlock {
  std::string text;
  CsvIndex index;
  std::int64_t first_row = 0;
  // As in the whole file:
  char separator = ',';
  std::size_t fields = 0;
  bool short_records = false;
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

  // Moves on over the whole records in about the next `bytes`, but for those from the first one on
  // that is not plain, and puts them into the block. False, and nothing moves, where the next
  // record is not plain, is longer than that, or there is none: next() knows.
  [[nodiscard]] bool take_block(std::size_t bytes, CsvBlock& block);

  // What was passed over so far, without what blocks hold.
  [[nodiscard]] const CsvLosses& losses() const { return losses_; }

  // How much of the file was read, from 0 to 1.
  [[nodiscard]] double share_read() const { return source_.share_read(); }

 private:
  enum class Outcome : std::uint8_t { kRecord, kBroken, kMore, kUnclosed, kLong };
  struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool escaped = false;  // holds doubled quotes
  };

  CsvRecords(ByteSource source, const CsvLimits& limits)
      : source_(std::move(source)), limits_(limits), losses_(limits.told) {}
  [[nodiscard]] static Result<CsvRecords> begun(ByteSource source, const CsvLimits& limits);
  [[nodiscard]] Result<> read_header();
  // Parses the record at at_; on success end_ is where the next one starts.
  [[nodiscard]] Outcome parse();
  [[nodiscard]] Outcome parse_quoted(std::size_t& at, Span& field) const;
  [[nodiscard]] Outcome parse_within_limit();
  // Reads at least as much more, where there is so much.
  [[nodiscard]] bool fill(std::size_t wanted = 0);
  void take_fields();
  [[nodiscard]] bool end();
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
  std::deque<std::string> recoded_;
  CsvLosses losses_;
};

// The names in the first line of `text`; empty where the line is not complete.
[[nodiscard]] std::vector<std::string> csv_header(std::string_view text);

}  // namespace fundable
