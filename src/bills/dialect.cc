#include "bills/dialect.h"

#include <algorithm>
#include <array>

namespace fundable {

extern const Dialect focus_bill;
extern const Dialect aws_cur_bill;
extern const Dialect azure_bill;
extern const Dialect gcp_bill;
extern const Dialect oci_bill;
extern const Dialect openai_bill;
extern const Dialect anthropic_bill;

std::span<const Dialect* const> dialects() {
  // FOCUS comes first: providers add their own columns to it.
  static constexpr std::array kDialects{&focus_bill, &aws_cur_bill, &azure_bill,    &gcp_bill,
                                        &oci_bill,   &openai_bill,  &anthropic_bill};
  return kDialects;
}

const Dialect* dialect_of(const std::vector<BillColumn>& columns) {
  const Columns known(columns);
  const auto found = std::ranges::find_if(
      dialects(), [&](const Dialect* dialect) { return dialect->missing(known).empty(); });
  return found == dialects().end() ? nullptr : *found;
}

}  // namespace fundable
