// Under a lock, a thread takes the next block: bytes, the index of where fields end in them, and
// the number of the first row. It then splits its block alone. So the lock is held for reading and
// indexing only, which is a fraction of what splitting, grouping and adding up take.
//
// Where the next record is not plain, the thread that holds the lock lets CsvRecords parse from
// there on for a while, and keeps copies of the cells. Whole files of that kind are as slow as that
// parser, and right.
#include "base/csv_blocks.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/csv_field.h"

namespace fundable {
namespace {

constexpr std::size_t kWord = 64;

}  // namespace

CsvBlocks::CsvBlocks(CsvRecords records, std::vector<std::size_t> places, std::size_t block_bytes)
    : records_(std::move(records)),
      places_(std::move(places)),
      columns_(records_.header().size(), kUnwanted),
      block_bytes_(block_bytes),
      lost_(records_.losses().limit()) {
  for (std::size_t i = 0; i < places_.size(); ++i) columns_[places_[i]] = i;
}

CsvLosses CsvBlocks::losses() const {
  const std::scoped_lock lock(mutex_);
  CsvLosses all = records_.losses();
  all.add(lost_);
  return all;
}

CsvBlocks::Reader::Reader(CsvBlocks& blocks)
    : blocks_(blocks), losses_(blocks.records_.losses().limit()) {}

void CsvBlocks::Reader::next(TextBatch& batch) {
  batch.rows = 0;
  kept_.clear();
  while (batch.rows == 0) {
    if (at_ < block_.index.size) {
      split(batch);
      continue;
    }
    const std::scoped_lock lock(blocks_.mutex_);
    blocks_.lost_.add(losses_);
    losses_ = CsvLosses(losses_.limit());
    const bool plain = blocks_.records_.take_block(blocks_.block_bytes_, block_);
    if (!plain) take_parsed(batch);
    blocks_.share_read_ = blocks_.records_.share_read();
    if (!plain) return;
    at_ = 0;
    word_ = 0;
    bits_ = block_.index.ends.front();
    row_ = block_.first_row;
  }
}

void CsvBlocks::Reader::take_parsed(TextBatch& batch) {
  CsvRecords& records = blocks_.records_;
  std::size_t bytes = 0;
  while (batch.rows < TextBatch::kRows && bytes < blocks_.block_bytes_ && records.next()) {
    batch.numbers[batch.rows] = records.row();
    for (std::size_t i = 0; i < blocks_.places_.size(); ++i) {
      const std::string_view field = records.fields()[blocks_.places_[i]];
      batch.cell(i, batch.rows) = field.empty() ? std::string_view("") : kept_.emplace_back(field);
      bytes += field.size();
    }
    ++batch.rows;
  }
}

// The place of the next end of a field: at the end of the text there may be none.
std::size_t CsvBlocks::Reader::next_end() {
  while (bits_ == 0) {
    if (++word_ >= block_.index.ends.size()) return block_.text.size();
    bits_ = block_.index.ends[word_];
  }
  const std::size_t end = word_ * kWord + static_cast<std::size_t>(std::countr_zero(bits_));
  bits_ &= bits_ - 1;
  return end;
}

void CsvBlocks::Reader::take_field(std::string_view& cell, std::size_t begin, std::size_t end) {
  char* const bytes = block_.text.data();
  bool escaped = false;
  if (begin < end && bytes[begin] == '"') {
    ++begin;
    --end;
    escaped = std::memchr(bytes + begin, '"', end - begin) != nullptr;
  }
  cell = escaped || !block_.index.ascii ? csv_field(bytes + begin, end - begin, escaped, kept_)
                                        : std::string_view(bytes + begin, end - begin);
}

void CsvBlocks::Reader::split(TextBatch& batch) {
  while (batch.rows < TextBatch::kRows && at_ < block_.index.size) {
    batch.numbers[batch.rows] = row_;
    take_fields(batch);
    ++row_;
  }
}

// Counts the record at at_ into the batch where it is one that can be read.
void CsvBlocks::Reader::take_fields(TextBatch& batch) {
  const std::vector<std::size_t>& columns = blocks_.columns_;
  const char* const bytes = block_.text.data();
  const std::size_t start = at_;
  std::size_t fields = 0;
  std::size_t begin = at_;
  std::size_t end = 0;
  for (;;) {
    end = next_end();
    if (fields < columns.size() && columns[fields] != kUnwanted) {
      take_field(batch.cell(columns[fields], batch.rows), begin, end);
    }
    ++fields;
    if (end == block_.text.size() || bytes[end] != block_.separator) break;
    begin = end + 1;
  }
  const bool two = end + 1 < block_.text.size() && bytes[end] == '\r' && bytes[end + 1] == '\n';
  at_ = end + (two ? 2 : 1);
  const bool empty = end == start || (end == start + 2 && bytes[start] == '"');
  if (fields == 1 && empty && block_.fields > 1) return;
  if (fields > block_.fields || (fields < block_.fields && !block_.short_records)) {
    losses_.add(row_, wrong_number_of_fields(fields, block_.fields));
    return;
  }
  for (; fields < columns.size(); ++fields) {
    if (columns[fields] != kUnwanted) batch.cell(columns[fields], batch.rows) = "";
  }
  ++batch.rows;
}

}  // namespace fundable
