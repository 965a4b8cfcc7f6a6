// Bills as JSON: objects one after another, with or without a list around them and commas between
// them, each a line of the bill. One at a time, in constant memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_source.h"
#include "base/result.h"
#include "model/observation.h"

namespace fundable {

struct JsonLineLimits {
  std::size_t object_bytes = 2u << 20;
  std::size_t told = 20;
};

class JsonLines {
 public:
  // `paths` name the parts that count: `service.description`.
  // Errors: kSystem where the file cannot be opened.
  [[nodiscard]] static Result<JsonLines> open(const std::string& path,
                                              std::vector<std::string> paths,
                                              const JsonLineLimits& limits = {});

  // Steps to the next object that can be read; false at the end.
  [[nodiscard]] bool next();
  // The parts of this object: scalars as written, lists and maps as JSON; without data() where they
  // are absent or null. Lifetime: until the next call of next().
  [[nodiscard]] const std::vector<std::string_view>& cells() const { return cells_; }
  // Counts from 1.
  [[nodiscard]] std::int64_t number() const { return number_; }
  // What could not be read so far.
  [[nodiscard]] std::vector<Skipped> losses() const;

 private:
  JsonLines(ByteSource source, std::vector<std::string> paths, const JsonLineLimits& limits);
  [[nodiscard]] bool find_object();
  [[nodiscard]] bool fill();
  [[nodiscard]] bool take_object(std::string_view text);
  void lose(std::string why);

  ByteSource source_;
  std::vector<std::string> paths_;
  JsonLineLimits limits_;
  std::string buffer_;
  std::size_t begin_ = 0;  // of the object
  std::size_t end_ = 0;    // behind it
  bool ended_ = false;
  std::int64_t number_ = 0;
  std::vector<std::string> texts_;
  std::vector<std::string_view> cells_;
  std::vector<Skipped> losses_;
  std::size_t loss_count_ = 0;
};

// Whether the first bytes of a file are those of a bill as JSON: Google Cloud's billing export.
[[nodiscard]] bool is_json_bill(std::string_view head);

// The parts of a line of it, and the columns of which they are (`service_description`).
[[nodiscard]] std::vector<std::string> json_bill_paths();
[[nodiscard]] std::vector<std::string> json_bill_columns();

}  // namespace fundable
