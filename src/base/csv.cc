// Splits delimited text into records.
//
// Why not the engine's own reader: it guesses, and where a file is damaged it may lose records
// without a word (a cut-off gzip file, UTF-16 with the big end first, a line beyond its buffer) or
// take the inside of a long quoted field for records. Sums of money need to know what was not read.
//
// A record is parsed in one go from the buffer; where the buffer ends first, more is read and the
// record is parsed again. A broken record costs itself only: reading goes on at the next line. A
// quote that is never closed costs its first line; a file full of them is given up, because each
// one means reading ahead as far as a record may reach. Where the buffer happens to end never shows
// in the records.
#include "base/csv.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/csv_field.h"
#include "base/text.h"

namespace fundable {
namespace {

constexpr std::size_t kPiece = std::size_t{256} << 10;
constexpr std::array kSeparators{',', ';', '\t', '|'};

// The separator that stands most often outside quotes.
char separator_of(std::string_view line) {
  std::array<std::size_t, kSeparators.size()> counts{};
  bool in_quotes = false;
  for (const char c : line) {
    if (c == '"') in_quotes = !in_quotes;
    if (in_quotes) continue;
    const auto* const found = std::ranges::find(kSeparators, c);
    if (found != kSeparators.end()) ++counts[static_cast<std::size_t>(found - kSeparators.begin())];
  }
  return kSeparators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

// The first line of `text` up to a line end that stands outside quotes; npos where there is none.
std::size_t end_of_line(std::string_view text) {
  bool in_quotes = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') in_quotes = !in_quotes;
    if (!in_quotes && (text[i] == '\n' || text[i] == '\r')) return i;
  }
  return std::string_view::npos;
}

std::vector<std::string> names_in(std::string_view line, char separator) {
  std::vector<std::string> names(1);
  bool in_quotes = false;
  for (const char c : line) {
    if (c == '"') {
      in_quotes = !in_quotes;
    } else if (c == separator && !in_quotes) {
      names.emplace_back();
    } else {
      names.back().push_back(c);
    }
  }
  for (std::string& name : names) name = std::string(trimmed(name));
  return names;
}

}  // namespace

void CsvLosses::add(std::int64_t row, std::string why) {
  ++count_;
  if (first_.size() == told_ && (told_ == 0 || first_.rbegin()->first < row)) return;
  first_.emplace(row, std::move(why));
  if (first_.size() > told_) first_.erase(std::prev(first_.end()));
}

void CsvLosses::add_end(std::int64_t row, std::string why) {
  ++count_;
  end_ = {row, std::move(why)};
}

void CsvLosses::add(const CsvLosses& others) {
  const std::size_t count = count_ + others.count_;
  for (const auto& [row, why] : others.first_) add(row, why);
  if (others.end_) end_ = others.end_;
  count_ = count;
}

std::vector<CsvLoss> CsvLosses::told() const {
  std::vector<CsvLoss> all;
  for (const auto& [row, why] : first_) all.push_back({row, why});
  if (end_) all.push_back(*end_);
  return all;
}

std::vector<std::string> csv_header(std::string_view text) {
  const std::size_t end = end_of_line(text);
  if (end == std::string_view::npos) return {};
  return names_in(text.substr(0, end), separator_of(text.substr(0, end)));
}

Result<CsvRecords> CsvRecords::open(const std::string& path, const CsvLimits& limits) {
  auto source = ByteSource::open(path);
  if (!source) return std::unexpected(source.error());
  return begun(std::move(*source), limits);
}

Result<CsvRecords> CsvRecords::of(std::string_view bytes, const CsvLimits& limits) {
  return begun(ByteSource::of(bytes), limits);
}

Result<CsvRecords> CsvRecords::begun(ByteSource source, const CsvLimits& limits) {
  CsvRecords records(std::move(source), limits);
  if (auto read = records.read_header(); !read) return std::unexpected(read.error());
  return records;
}

Result<> CsvRecords::read_header() {
  std::size_t end = std::string::npos;
  while ((end = end_of_line(buffer_)) == std::string::npos && !ended_) {
    if (buffer_.size() > limits_.record_bytes) {
      return failure(ErrorKind::kLimit, "the header is longer than " +
                                            std::to_string(limits_.record_bytes) + " bytes");
    }
    (void)fill();
  }
  if (end == std::string::npos && !cut_off_.empty()) return failure(ErrorKind::kInput, cut_off_);
  const std::string_view line = std::string_view(buffer_).substr(0, end);
  if (line.empty()) return failure(ErrorKind::kInput, "there is no header in the first line");
  separator_ = separator_of(line);
  header_ = names_in(line, separator_);
  if (header_.size() > limits_.columns) {
    return failure(ErrorKind::kLimit, "the header has " + std::to_string(header_.size()) +
                                          " columns, more than " + std::to_string(limits_.columns));
  }
  row_ = 1;
  at_ = line.size();
  end_ = at_;
  pass_to_next_line(at_);
  return {};
}

bool CsvRecords::fill(std::size_t wanted) {
  if (ended_) return false;
  if (at_ > 0) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
  const std::size_t before = buffer_.size();
  // Twice as much each time, so that a long record is not parsed again for each piece.
  const auto read = source_.read(std::max({kPiece, wanted, before}), buffer_);
  if (!read) {
    // The record that is cut off here would be read as if it were whole.
    const std::size_t line_end = buffer_.find_last_of("\r\n");
    buffer_.resize(line_end == std::string::npos ? 0 : line_end + 1);
    cut_off_ = read.error().says + ": from here on nothing was read";
    ended_ = true;
    return true;
  }
  ended_ = buffer_.size() == before;
  return true;
}

bool CsvRecords::end() {
  if (!cut_off_.empty()) losses_.add_end(row_ + 1, std::exchange(cut_off_, {}));
  return false;
}

// Sets at_ to the start of the first line after `from`, however far away it is.
void CsvRecords::pass_to_next_line(std::size_t from) {
  for (;;) {
    const std::size_t found = std::min(buffer_.find_first_of("\r\n", from), buffer_.size());
    // A line may end in two characters: both must be there to be told apart from two lines.
    const bool two =
        found + 1 < buffer_.size() && buffer_[found] == '\r' && buffer_[found + 1] == '\n';
    if (found + 1 < buffer_.size() ||
        (found < buffer_.size() && (ended_ || buffer_[found] == '\n'))) {
      at_ = found + (two ? 2 : 1);
      return;
    }
    at_ = found;
    from = 0;
    if (!fill()) {
      at_ = buffer_.size();
      return;
    }
  }
}

CsvRecords::Outcome CsvRecords::parse_quoted(std::size_t& at, Span& field) const {
  field.begin = ++at;
  for (;;) {
    const std::size_t quote = buffer_.find('"', at);
    if (quote == std::string::npos) return ended_ ? Outcome::kUnclosed : Outcome::kMore;
    if (quote + 1 == buffer_.size() && !ended_) return Outcome::kMore;
    at = quote + 1;
    if (at == buffer_.size() || buffer_[at] != '"') {
      field.end = quote;
      break;
    }
    field.escaped = true;
    ++at;
  }
  const char after = at == buffer_.size() ? '\n' : buffer_[at];
  return after == separator_ || after == '\n' || after == '\r' ? Outcome::kRecord
                                                               : Outcome::kBroken;
}

CsvRecords::Outcome CsvRecords::parse() {
  spans_.clear();
  std::size_t at = at_;
  for (;;) {
    Span field;
    if (at < buffer_.size() && buffer_[at] == '"') {
      if (const Outcome outcome = parse_quoted(at, field); outcome != Outcome::kRecord) {
        end_ = at;
        return outcome;
      }
    } else {
      field.begin = at;
      while (at < buffer_.size() && buffer_[at] != separator_ && buffer_[at] != '\n' &&
             buffer_[at] != '\r') {
        ++at;
      }
      field.end = at;
    }
    if (at + 1 >= buffer_.size() && !ended_) return Outcome::kMore;
    spans_.push_back(field);
    if (at < buffer_.size() && buffer_[at] == separator_) {
      ++at;
      continue;
    }
    end_ = at;
    return Outcome::kRecord;
  }
}

void CsvRecords::take_fields() {
  fields_.clear();
  recoded_.clear();
  for (const Span& span : spans_) {
    fields_.push_back(
        csv_field(buffer_.data() + span.begin, span.end - span.begin, span.escaped, recoded_));
  }
  fields_.resize(header_.size());
}

// Goes on after the first line of a record whose quote is never closed or that is too long.
void CsvRecords::give_up_quote() {
  if (++unclosed_ <= limits_.unclosed_quotes) {
    losses_.add(row_, "a quote is not closed within " + std::to_string(limits_.record_bytes) +
                          " bytes; reading went on at the next line");
    pass_to_next_line(at_);
    return;
  }
  --row_;
  cut_off_ = "too many quotes are never closed: from here on nothing was read";
  ended_ = true;
  at_ = buffer_.size();
}

// What comes next, whatever is in the buffer by chance: only a record that ends within the limit is
// one, and only what is within it tells an open quote from a long line.
CsvRecords::Outcome CsvRecords::parse_within_limit() {
  for (;;) {
    const Outcome outcome = parse();
    const std::size_t seen = buffer_.size() - at_;
    // Two bytes more, because an end is only known from what follows it.
    if (outcome == Outcome::kMore && seen < limits_.record_bytes + 2) {
      (void)fill();
      continue;
    }
    const bool ends = outcome == Outcome::kRecord || outcome == Outcome::kBroken;
    if (ends && end_ - at_ <= limits_.record_bytes) return outcome;
    if (outcome == Outcome::kUnclosed && seen <= limits_.record_bytes) return outcome;
    const std::string_view within = std::string_view(buffer_).substr(at_, limits_.record_bytes);
    return within.find_first_of("\r\n") == std::string_view::npos ? Outcome::kLong
                                                                  : Outcome::kUnclosed;
  }
}

bool CsvRecords::next() {
  for (;;) {
    if (at_ >= buffer_.size() && !fill()) return end();
    if (at_ >= buffer_.size()) continue;
    const Outcome outcome = parse_within_limit();
    ++row_;
    if (outcome == Outcome::kUnclosed) {
      give_up_quote();
    } else if (outcome == Outcome::kLong) {
      losses_.add(row_,
                  "the row is longer than " + std::to_string(limits_.record_bytes) + " bytes");
      pass_to_next_line(at_);
    } else if (outcome == Outcome::kBroken) {
      losses_.add(row_, "a quote stands in the middle of a field");
      pass_to_next_line(end_);
    } else if (spans_.size() == 1 && spans_[0].begin == spans_[0].end && header_.size() > 1) {
      pass_to_next_line(end_);
    } else if (spans_.size() > header_.size() ||
               (spans_.size() < header_.size() && !limits_.short_records)) {
      losses_.add(row_, wrong_number_of_fields(spans_.size(), header_.size()));
      pass_to_next_line(end_);
    } else {
      take_fields();
      // take_fields only shortens fields in place: the line end is where it was.
      at_ = end_;
      const bool two = at_ + 1 < buffer_.size() && buffer_[at_] == '\r' && buffer_[at_ + 1] == '\n';
      at_ += two ? 2 : 1;
      return true;
    }
  }
}

bool CsvRecords::take_block(std::size_t bytes, CsvBlock& block) {
  bytes = std::min(bytes, limits_.record_bytes);
  const auto ahead_of_us = [&] { return buffer_.size() - std::min(at_, buffer_.size()); };
  while (ahead_of_us() < bytes && fill(bytes - ahead_of_us())) {
  }
  const std::string_view ahead = std::string_view(buffer_).substr(buffer_.size() - ahead_of_us());
  const std::string_view window = ahead.substr(0, bytes);
  index_csv(window, separator_, ended_ && window.size() == ahead.size(), block.index);
  const std::size_t size = block.index.size;
  if (size == 0) return false;
  block.text.assign(window.substr(0, size));
  block.first_row = row_ + 1;
  block.separator = separator_;
  block.fields = header_.size();
  block.short_records = limits_.short_records;
  row_ += static_cast<std::int64_t>(block.index.records);
  at_ += size;
  return true;
}

}  // namespace fundable
