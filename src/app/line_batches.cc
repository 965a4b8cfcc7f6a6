// Cuts a stream at the ends of its lines.
//
// What is read is never more than a batch and the longest line, however long the stream and its
// lines are: of a line that is too long only its number is kept.
#include "app/line_batches.h"

#include "base/text.h"

namespace fundable {

LineBatches::LineBatches(ReadMore read, std::size_t batch_bytes, std::size_t longest)
    : read_(std::move(read)), batch_bytes_(batch_bytes), longest_(longest) {}

Result<bool> LineBatches::next(LineBatch& batch) {
  batch.bytes.swap(rest_);
  rest_.clear();
  batch.lines.clear();
  std::size_t start = 0;
  std::size_t looked_at = batch.bytes.size();  // no line ends before
  while (!has_ended_ && batch.lines.empty()) {
    const std::size_t before = batch.bytes.size();
    if (auto more = read_(batch_bytes_, batch.bytes); !more) return std::unexpected(more.error());
    has_ended_ = batch.bytes.size() == before;
    if (has_ended_ && start < batch.bytes.size()) batch.bytes.push_back('\n');
    for (std::size_t end = 0; (end = batch.bytes.find('\n', looked_at)) != std::string::npos;) {
      add_line(batch, start, end);
      start = looked_at = end + 1;
    }
    looked_at = batch.bytes.size();
    if (batch.bytes.size() - start > longest_) pass_over(batch);
    if (passes_over_) {
      batch.bytes.resize(start);
      looked_at = start;
    }
  }
  rest_ = batch.bytes.substr(start);
  return !batch.lines.empty();
}

void LineBatches::add_line(LineBatch& batch, std::size_t start, std::size_t end) {
  if (passes_over_) {  // told already, when it became too long
    passes_over_ = false;
    return;
  }
  ++number_;
  if (trimmed(std::string_view(batch.bytes).substr(start, end - start)).empty()) return;
  const bool is_too_long = end - start > longest_;
  batch.lines.push_back({number_, start, is_too_long ? 0 : end - start, is_too_long});
}

void LineBatches::pass_over(LineBatch& batch) {
  if (passes_over_) return;
  passes_over_ = true;
  batch.lines.push_back({++number_, 0, 0, true});
}

}  // namespace fundable
