// FOCUS 1.0 to 1.2, the common format of cost data, as AWS, Azure, Google Cloud, Oracle and data
// platforms export it. What was invoiced decides (BilledCost); EffectiveCost only where a file has
// no other. Left out on purpose: list prices, and the columns that a vendor adds (x_…).
// Source: FOCUS specification 1.2, columns; checked 2026-11-25.
#include "bills/dialect.h"

namespace fundable {
namespace {

std::string missing(const Columns& columns) {
  if (!columns.has_any({"billedcost", "effectivecost"})) return "BilledCost or EffectiveCost";
  if (!columns.has_any({"servicename", "servicecategory"})) return "ServiceName or ServiceCategory";
  if (!columns.has_any({"providername", "publishername"})) return "ProviderName or PublisherName";
  if (!columns.has_any({"chargeperiodstart", "billingperiodstart"})) {
    return "ChargePeriodStart or BillingPeriodStart";
  }
  return {};
}

BillLine line(const Columns& columns) {
  const BillColumn* cost = columns.first_of({"billedcost", "effectivecost"});
  BillLine line;
  line.cost = cost;
  line.cost_is = plain_name(cost->name) == "billedcost"
                     ? "BilledCost, what is invoiced"
                     : "EffectiveCost, amortised, because the file has no BilledCost";
  line.quantity = columns.first_of({"consumedquantity", "pricingquantity"});
  line.unit = columns.text({"consumedunit", "pricingunit"});
  line.provider = columns.text({"providername", "publishername"});
  line.account = columns.text({"subaccountid", "subaccountname"});
  line.category = columns.text({"servicecategory"});
  line.service = columns.text({"servicename", "servicecategory"});
  line.resource = columns.text({"resourceid"});
  line.resource_name = columns.text({"resourcename"});
  line.resource_type = columns.text({"resourcetype"});
  line.sku = columns.text({"skuid"});
  line.description = columns.text({"chargedescription"});
  line.region = columns.text({"regionid"});
  line.starts = columns.moment({"chargeperiodstart", "billingperiodstart"});
  line.ends = columns.has_any({"chargeperiodend"}) ? columns.moment({"chargeperiodend"})
                                                   : columns.moment({"billingperiodend"});
  line.currency = columns.text({"billingcurrency"});
  line.tags = columns.text({"tags"});
  line.charge_type = columns.text({"chargecategory"});
  line.charge_class =
      "case when lower(charge_type) in ('tax', 'credit', 'refund', 'purchase') then "
      "lower(charge_type) else 'usage' end";
  return line;
}

}  // namespace

extern const Dialect focus_bill;
const Dialect focus_bill{.name = "FOCUS", .missing = missing, .line = line};

}  // namespace fundable
