// The billing export of Google Cloud, standard and detailed: as JSON, where each line is an object,
// or as CSV with the parts of objects as columns (`service_description`, `service.description`).
//
// The cost is `cost` and the discounts that stand beside it (for sustained or committed use,
// resellers' margins): both together are what is invoiced for the line. Credits that somebody gave
// (promotions, the free tier) are kept apart.
// Source: Cloud Billing, structure of the data export; checked 2026-11-25.
#include "bills/dialect.h"

namespace fundable {
namespace {

std::string missing(const Columns& columns) {
  if (!columns.has_any({"cost"})) return "cost";
  if (!columns.has_any({"servicedescription"})) return "service.description";
  if (!columns.has_any({"skudescription"})) return "sku.description";
  if (!columns.has_any({"usagestarttime"})) return "usage_start_time";
  return {};
}

BillLine line(const Columns& columns) {
  const BillColumn* cost = columns.find("cost");
  BillLine line;
  line.cost = cost;
  line.is_floating = true;  // it is in the export's own table, whatever the file holds
  line.cost_is = "cost and its discounts, what is invoiced";
  if (columns.has_any({"credits"})) line.credits = columns.text({"credits"});
  line.quantity = columns.first_of({"usageamountinpricingunits", "usageamount"});
  line.unit = columns.has_any({"usageamountinpricingunits"})
                  ? columns.text({"usagepricingunit", "usageunit"})
                  : columns.text({"usageunit"});
  line.provider = "'Google Cloud'";
  line.account = columns.text({"projectid", "projectnumber", "billingaccountid"});
  line.service = columns.text({"servicedescription"});
  line.resource = columns.text({"resourceglobalname", "resourcename"});
  line.resource_name = columns.text({"resourcename"});
  line.sku = columns.text({"skuid"});
  line.description = columns.text({"skudescription"});
  line.region = columns.text({"locationregion", "locationlocation"});
  line.starts = columns.moment({"usagestarttime"});
  line.ends = columns.moment({"usageendtime"});
  line.currency = columns.text({"currency"});
  line.tags = columns.text({"labels"});
  line.charge_type = columns.text({"costtype"});
  line.charge_class = "case when lower(charge_type) = 'tax' then 'tax' else 'usage' end";
  return line;
}

}  // namespace

extern const Dialect gcp_bill;
const Dialect gcp_bill{.name = "Google Cloud billing export", .missing = missing, .line = line};

}  // namespace fundable
