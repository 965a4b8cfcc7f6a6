// SHA-256 of bytes, as 64 lower-case hexadecimal digits.
#pragma once

#include <string>
#include <string_view>

namespace fundable {

[[nodiscard]] std::string sha256(std::string_view bytes);

// The same for bytes that arrive in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void add(std::string_view bytes);
  // Ends the sum; nothing may be added afterwards.
  [[nodiscard]] std::string digest();

 private:
  void* context_;
};

}  // namespace fundable
