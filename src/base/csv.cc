// Splits delimited text into records.
//
// Why not the engine's own reader: it guesses, and where a file is damaged it may lose records
// without a word (a cut-off gzip file, UTF-16 with the big end first, a line beyond its buffer) or
// take the inside of a long quoted field for records. Sums of money need to know what was not read.
//
// A record is parsed in one go from the buffer; where the buffer ends first, more is read and the
// record is parsed again. A broken record costs itself only: reading goes on at the next line. A
// quote that is never closed costs its first line; a file full of them is given up, because each
// one means reading ahead as far as a record may reach.
#include "base/csv.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/text.h"

namespace fundable {
namespace {

constexpr std::size_t kPiece = std::size_t{256} << 10;
constexpr std::array kSeparators{',', ';', '\t', '|'};

bool is_utf8(std::string_view text) {
  std::size_t at = 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  while (at < text.size()) {
    const unsigned lead = byte(at);
    if (lead < 0x80) {
      ++at;
      continue;
    }
    const std::size_t length = lead >= 0xC2 && lead < 0xE0   ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 0 || length > text.size() - at) return false;
    for (std::size_t i = 1; i < length; ++i) {
      if ((byte(at + i) & 0xC0) != 0x80) return false;
    }
    const unsigned second = byte(at + 1);
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second >= 0xA0) ||
        (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90)) {
      return false;
    }
    at += length;
  }
  return true;
}

std::string from_latin1(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out.push_back(c);
    } else {
      out.push_back(static_cast<char>(0xC0 | (byte >> 6)));
      out.push_back(static_cast<char>(0x80 | (byte & 0x3F)));
    }
  }
  return out;
}

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

bool CsvRecords::fill() {
  if (ended_) return false;
  if (at_ > 0) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
  const std::size_t before = buffer_.size();
  // Twice as much each time, so that a long record is not parsed again for each piece.
  const auto read = source_.read(std::max(kPiece, before), buffer_);
  if (!read) {
    // The record that is cut off here would be read as if it were whole.
    buffer_.resize(buffer_.rfind('\n') == std::string::npos ? 0 : buffer_.rfind('\n') + 1);
    cut_off_ = read.error().says + ": from here on nothing was read";
    ended_ = true;
    return true;
  }
  ended_ = buffer_.size() == before;
  return true;
}

// Always told: it says that the file goes on.
bool CsvRecords::end() {
  if (cut_off_.empty()) return false;
  ++loss_count_;
  losses_.push_back({row_ + 1, std::exchange(cut_off_, {})});
  return false;
}

void CsvRecords::lose(std::string why) {
  ++loss_count_;
  if (losses_.size() < limits_.told) losses_.push_back({row_, std::move(why)});
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
  recoded_.reserve(spans_.size());
  for (const Span& span : spans_) {
    char* const begin = buffer_.data() + span.begin;
    std::size_t size = span.end - span.begin;
    if (span.escaped) {
      std::size_t kept = 0;
      for (std::size_t i = 0; i < size; ++i) {
        begin[kept++] = begin[i];
        if (begin[i] == '"') ++i;
      }
      size = kept;
    }
    const std::string_view text(begin, size);
    fields_.push_back(is_utf8(text) ? text : recoded_.emplace_back(from_latin1(text)));
  }
  fields_.resize(header_.size());
}

// Goes on after the first line of a record whose quote is never closed or that is too long.
void CsvRecords::give_up_quote() {
  if (++unclosed_ <= limits_.unclosed_quotes) {
    lose("a quote is not closed within " + std::to_string(limits_.record_bytes) +
         " bytes; reading went on at the next line");
    pass_to_next_line(at_);
    return;
  }
  --row_;
  cut_off_ = "too many quotes are never closed: from here on nothing was read";
  ended_ = true;
  at_ = buffer_.size();
}

bool CsvRecords::next() {
  for (;;) {
    if (at_ >= buffer_.size() && !fill()) return end();
    if (at_ >= buffer_.size()) continue;
    const Outcome outcome = parse();
    const bool too_long = buffer_.size() - at_ > limits_.record_bytes;
    if (outcome == Outcome::kMore && !too_long) {
      (void)fill();
      continue;
    }
    ++row_;
    if (outcome == Outcome::kUnclosed ||
        (outcome == Outcome::kMore && buffer_.find_first_of("\r\n", at_) < buffer_.size())) {
      give_up_quote();
    } else if (outcome == Outcome::kMore) {
      lose("the row is longer than " + std::to_string(limits_.record_bytes) + " bytes");
      pass_to_next_line(buffer_.size());
    } else if (outcome == Outcome::kBroken) {
      lose("a quote stands in the middle of a field");
      pass_to_next_line(end_);
    } else if (spans_.size() == 1 && spans_[0].begin == spans_[0].end && header_.size() > 1) {
      pass_to_next_line(end_);
    } else if (spans_.size() > header_.size() ||
               (spans_.size() < header_.size() && !limits_.short_records)) {
      lose("the row has " + counted(spans_.size(), "field") + ", the header " +
           std::to_string(header_.size()));
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

}  // namespace fundable
