// The text of a file, in pieces: plain or gzip, UTF-8 or UTF-16, always given as it is in UTF-8.
// What is in memory already is plain.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace fundable {

class ByteSource {
 public:
  // Errors: kSystem where the file cannot be opened or is no regular one.
  [[nodiscard]] static Result<ByteSource> open(const std::string& path);
  // Gives what is in memory. Lifetime: `bytes` must outlive the source.
  [[nodiscard]] static ByteSource of(std::string_view bytes);
  ByteSource(ByteSource&&) noexcept;
  ByteSource& operator=(ByteSource&&) noexcept;
  ~ByteSource();

  // Appends about `wanted` more bytes to `out`; appends nothing at the end of the file.
  // Errors: kInput where the compressed data is broken or cut off; what came before it is good.
  [[nodiscard]] Result<> read(std::size_t wanted, std::string& out);

  // How much of the file was read, from 0 to 1.
  [[nodiscard]] double share_read() const;

 private:
  struct State;
  explicit ByteSource(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The text of the first bytes of a file: without its byte order mark, UTF-16 turned into UTF-8.
[[nodiscard]] std::string text_of_head(std::string_view head);

}  // namespace fundable
