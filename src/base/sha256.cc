// SHA-256 by OpenSSL's EVP interface, which picks the processor's own instructions.
#include "base/sha256.h"

#include <openssl/evp.h>

#include <array>

namespace fundable {

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(context_), EVP_sha256(), nullptr);
}

Sha256::~Sha256() { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context_)); }

void Sha256::add(std::string_view bytes) {
  EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_), bytes.data(), bytes.size());
}

std::string Sha256::digest() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
  unsigned int size = 0;
  EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(context_), sum.data(), &size);
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string digits;
  for (unsigned int i = 0; i < size; ++i) {
    digits.push_back(kHex[sum[i] >> 4]);
    digits.push_back(kHex[sum[i] & 15]);
  }
  return digits;
}

std::string sha256(std::string_view bytes) {
  Sha256 sum;
  sum.add(bytes);
  return sum.digest();
}

}  // namespace fundable
