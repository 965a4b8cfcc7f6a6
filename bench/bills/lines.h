// Made-up bills: what a company with a few teams and some AI pays several clouds, hour by hour.
//
// Shape: three months; one resource in about 480 lines, alive for a few days to the whole time,
// with a line an hour; 14 services of 3 providers, 6 of them AI; 60 accounts; tags on 60 % of the
// resources; of 1,000 lines 4 are credits, 1 a refund, 4 taxes, 1 a purchase.
#pragma once

#include <cstdint>
#include <string>

namespace fundable::bench {

struct BillShape {
  std::int64_t lines = 0;
  std::uint64_t seed = 1;
  bool cur = false;  // AWS CUR 2.0 instead of FOCUS 1.2
};

// Writes the bill as CSV. Same shape, same bytes.
// Errors: false where the file cannot be written.
[[nodiscard]] bool write_bill(const BillShape& shape, const std::string& path);

}  // namespace fundable::bench
