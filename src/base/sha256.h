// SHA-256 of bytes, as 64 lower-case hexadecimal digits.
#pragma once

#include <string>
#include <string_view>

namespace fundable {

[[nodiscard]] std::string sha256(std::string_view bytes);

// The key's HMAC of the bytes by SHA-256 (RFC 2104): 32 bytes, not digits.
[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view bytes);

// Two lower-case hexadecimal digits a byte.
[[nodiscard]] std::string hexadecimal(std::string_view bytes);

// The same as sha256 for bytes that arrive in pieces.
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
