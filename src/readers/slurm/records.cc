// Lines to records, in one pass whatever the damage.
//
// sacct writes values as they are: a job's name or comment with a line break in it gives two short
// lines, and nothing is quoted. Short lines are therefore gathered until they make one record; a
// line that is whole by itself ends the gathering, so one torn record never takes a good one along.
#include "readers/slurm/records.h"

#include <algorithm>

#include "base/text.h"

namespace fundable::slurm {
namespace {

constexpr std::size_t kMostEntries = 20;
constexpr std::size_t kMostFields = 1000;
constexpr std::size_t kMostTornLines = 50;

// What stands between the first two names of a header; empty where that is no separator.
std::string_view separator_of(std::string_view header) {
  const auto is_name = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '%' ||
           c == '_';
  };
  std::size_t start = 0;
  while (start < header.size() && is_name(header[start])) ++start;
  std::size_t end = start;
  while (end < header.size() && !is_name(header[end])) ++end;
  const std::string_view separator = header.substr(start, end - start);
  return separator.starts_with('|') && separator.size() <= 4 ? separator : std::string_view();
}

std::size_t field_count(std::string_view line, std::string_view separator) {
  std::size_t count = 1;
  for (std::size_t at = line.find(separator); at != std::string_view::npos;
       at = line.find(separator, at + separator.size())) {
    ++count;
  }
  return count;
}

void split_into(std::vector<std::string_view>& fields, std::string_view text,
                std::string_view separator) {
  fields.clear();
  for (std::size_t start = 0;;) {
    const std::size_t end = text.find(separator, start);
    fields.push_back(trimmed(text.substr(start, end - start)));
    if (end == std::string_view::npos) return;
    start = end + separator.size();
  }
}

}  // namespace

void Losses::add(std::size_t line, std::string why) {
  if (entries_.size() < kMostEntries) {
    entries_.push_back({"line " + std::to_string(line), std::move(why)});
  } else {
    ++more_;
  }
}

void Losses::move_to(std::vector<Skipped>& skipped) {
  for (Skipped& entry : entries_) skipped.push_back(std::move(entry));
  if (more_ > 0) skipped.push_back({"", counted(more_, "more line") + " that cannot be read"});
  entries_.clear();
  more_ = 0;
}

Records::Records(std::string_view bytes, Losses& losses) : bytes_(bytes), losses_(losses) {
  if (bytes_.starts_with("\xEF\xBB\xBF")) bytes_.remove_prefix(3);
  std::size_t start = 0;
  std::string_view line;
  while (next_line(start, line)) {
    if (trimmed(line).empty()) continue;
    separator_ = separator_of(line);
    if (!separator_.empty() && field_count(line, separator_) <= kMostFields) {
      split_into(header_, line, separator_);
    }
    return;
  }
}

bool Records::next_line(std::size_t& start, std::string_view& line) {
  if (at_ >= bytes_.size()) return false;
  start = at_;
  const std::size_t end = std::min(bytes_.find('\n', at_), bytes_.size());
  line = bytes_.substr(at_, end - at_);
  if (line.ends_with('\r')) line.remove_suffix(1);
  at_ = end + 1;
  ++line_;
  return true;
}

void Records::give_up(const Piece& piece) {
  if (piece.fields == 0) return;
  losses_.add(piece.first_line, counted(piece.fields, "field") + " where the header has " +
                                    std::to_string(header_.size()));
}

void Records::fill(Record& record, std::size_t start, std::size_t end,
                   std::size_t first_line) const {
  record.first_line = first_line;
  record.last_line = line_;
  split_into(record.fields, bytes_.substr(start, end - start), separator_);
}

bool Records::next(Record& record) {
  Piece torn;
  std::size_t start = 0;
  std::string_view line;
  while (next_line(start, line)) {
    if (torn.fields == 0 && trimmed(line).empty()) continue;
    const std::size_t fields = field_count(line, separator_);
    const std::size_t end = start + line.size();
    if (fields == header_.size()) {
      give_up(torn);
      fill(record, start, end, line_);
      return true;
    }
    const std::size_t together = torn.fields + fields - 1;
    if (torn.fields > 0 && together == header_.size()) {
      fill(record, torn.start, end, torn.first_line);
      return true;
    }
    if (torn.fields > 0 && together < header_.size() && line_ - torn.first_line < kMostTornLines) {
      torn.fields = together;
      continue;
    }
    give_up(torn);
    torn = {start, line_, fields};
    if (fields > header_.size()) {
      give_up(torn);
      torn = {};
    }
  }
  give_up(torn);
  return false;
}

}  // namespace fundable::slurm
