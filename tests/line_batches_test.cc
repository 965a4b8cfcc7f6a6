// Lines are cut at their ends, whatever the pieces in which the stream comes.
#include "app/line_batches.h"

#include <gtest/gtest.h>

namespace fundable {
namespace {

// A stream that gives at most `piece` bytes at a time, whatever is asked for.
ReadMore stream_of(std::string text, std::size_t piece) {
  return
      [text = std::move(text), piece, at = std::size_t{0}](std::size_t, std::string& out) mutable {
        out += text.substr(at, piece);
        at = std::min(text.size(), at + piece);
        return Result<>();
      };
}

// `number:text` of each line; `number!` where it is too long.
std::vector<std::string> lines_of(const std::string& text, std::size_t piece) {
  LineBatches batches(stream_of(text, piece), 16, 10);
  std::vector<std::string> lines;
  LineBatch batch;
  while (batches.next(batch).value()) {
    for (const LineBatch::Line& line : batch.lines) {
      const std::string number = std::to_string(line.number);
      lines.push_back(line.is_too_long ? number + "!"
                                       : number + ":" + std::string(batch.text(line)));
    }
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(LineBatches, CutsAtTheEndsOfLinesInPiecesOfAnySize) {
  for (std::size_t piece = 1; piece < 40; ++piece) {
    EXPECT_EQ(lines_of("a\nbb\n\n  \nccc\nd", piece), (Lines{"1:a", "2:bb", "5:ccc", "6:d"}))
        << piece;
    EXPECT_EQ(lines_of("", piece), Lines());
    EXPECT_EQ(lines_of("\n\n", piece), Lines());
  }
}

TEST(LineBatches, PassesOverALineThatIsTooLong) {
  const std::string text = "a\n" + std::string(500, 'x') + "\nb\n" + std::string(11, 'y') +
                           "\nc\n" + std::string(100, 'z');
  for (const std::size_t piece : {1, 3, 10, 11, 12, 64, 1000}) {
    EXPECT_EQ(lines_of(text, piece), (Lines{"1:a", "2!", "3:b", "4!", "5:c", "6!"})) << piece;
  }
}

TEST(LineBatches, KeepsNoMoreThanABatchAndTheLongestLine) {
  std::size_t most = 0;
  std::size_t left = 1 << 20;
  LineBatches batches(
      [&](std::size_t wanted, std::string& out) {
        const std::size_t size = std::min(wanted, left);
        out.append(size, 'x');
        left -= size;
        most = std::max(most, out.size());
        return Result<>();
      },
      64, 100);
  LineBatch batch;
  int told = 0;
  while (batches.next(batch).value()) told += static_cast<int>(batch.lines.size());
  EXPECT_EQ(told, 1);
  EXPECT_LE(most, 300U);
}

TEST(LineBatches, TellsWhatTheStreamCannotGive) {
  LineBatches batches(
      [](std::size_t, std::string&) -> Result<> {
        return failure(ErrorKind::kSystem, "the disk is gone");
      },
      64, 100);
  LineBatch batch;
  EXPECT_EQ(batches.next(batch).error().says, "the disk is gone");
}

}  // namespace
}  // namespace fundable
