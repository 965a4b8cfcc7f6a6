// Sums of money, kept apart by currency: amounts in different ones are never added up.
#include "model/workload.h"

#include <algorithm>

namespace fundable {

void add_money(std::vector<Money>& sums, const Money& money) {
  const auto place = std::ranges::lower_bound(sums, money.currency, {}, &Money::currency);
  if (place != sums.end() && place->currency == money.currency) {
    place->amount += money.amount;
  } else {
    sums.insert(place, money);
  }
}

}  // namespace fundable
