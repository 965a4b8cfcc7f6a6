// A stream of lines, in batches of whole lines.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace fundable {

// Appends about so many more bytes of a stream; appends nothing at its end.
using ReadMore = std::function<Result<>(std::size_t, std::string&)>;

struct LineBatch {
  struct Line {
    std::uint64_t number = 0;  // 1-based, in the stream
    std::size_t start = 0;     // in `bytes`
    std::size_t size = 0;      // without its end
    bool is_too_long = false;  // it was not kept
  };

  std::string bytes;
  std::vector<Line> lines;  // but blank ones

  [[nodiscard]] std::string_view text(const Line& line) const {
    return std::string_view(bytes).substr(line.start, line.size);
  }
};

class LineBatches {
 public:
  // A line of more than `longest` bytes is passed over and told as too long.
  LineBatches(ReadMore read, std::size_t batch_bytes, std::size_t longest);

  // Fills in the next batch; false at the end of the stream.
  // Errors: what the stream cannot give; what came before was given.
  [[nodiscard]] Result<bool> next(LineBatch& batch);

 private:
  void add_line(LineBatch& batch, std::size_t start, std::size_t end);
  void pass_over(LineBatch& batch);

  ReadMore read_;
  std::size_t batch_bytes_;
  std::size_t longest_;
  std::string rest_;          // the beginning of a line whose end was not read
  std::uint64_t number_ = 0;  // of the last line that was met
  bool passes_over_ = false;  // within a line that is too long
  bool has_ended_ = false;
};

}  // namespace fundable
