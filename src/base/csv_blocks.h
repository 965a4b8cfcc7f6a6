// The records of a delimited text file for several threads at once.
//
// The rows, their numbers and what is lost are those of CsvRecords, whatever the number of threads
// and the size of blocks.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "base/csv.h"
#include "base/text_batch.h"

namespace fundable {

class CsvBlocks {
 public:
  // Goes on after the header, or wherever `records` is. Gives of each record the fields at these
  // places, counted from 0, no two alike.
  CsvBlocks(CsvRecords records, std::vector<std::size_t> places,
            std::size_t block_bytes = std::size_t{1} << 20);

  // What one thread reads with. Lifetime: at most as long as the blocks.
  class Reader {
   public:
    explicit Reader(CsvBlocks& blocks);
    // Fills the batch with rows that no other reader gets; with none at the end. A cell of a field
    // that a short record does not have is empty.
    // Order: by row. Lifetime: the cells until the next call.
    void next(TextBatch& batch);

   private:
    void split(TextBatch& batch);
    void take_fields(TextBatch& batch);
    [[nodiscard]] std::size_t next_end();
    void take_field(std::string_view& cell, std::size_t begin, std::size_t end);
    void take_parsed(TextBatch& batch);

    CsvBlocks& blocks_;
    CsvBlock block_;
    std::size_t at_ = 0;    // of the record to split next
    std::size_t word_ = 0;  // of the index, and its bits that are still to come:
    std::uint64_t bits_ = 0;
    std::int64_t row_ = 0;  // of the record at at_
    CsvLosses losses_;
    std::deque<std::string> kept_;  // texts of cells that are not in the block
  };

  // What was lost, and how much of the file was read. Any thread may ask while others read.
  [[nodiscard]] CsvLosses losses() const;
  [[nodiscard]] double share_read() const { return share_read_; }

 private:
  static constexpr std::size_t kUnwanted = static_cast<std::size_t>(-1);

  CsvRecords records_;
  std::vector<std::size_t> places_;
  std::vector<std::size_t> columns_;  // of the batch, by field
  std::size_t block_bytes_;
  std::atomic<double> share_read_ = 0;
  mutable std::mutex mutex_;  // guards records_ and lost_
  CsvLosses lost_;            // in blocks
};

}  // namespace fundable
