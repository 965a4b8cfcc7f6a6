// The cost reports of Oracle Cloud from before FOCUS. Its FOCUS reports are read as such.
// Source: OCI Billing and Cost Management, cost and usage reports, schema; checked 2026-11-25.
#include "bills/dialect.h"

namespace fundable {
namespace {

std::string missing(const Columns& columns) {
  if (!columns.has_any({"costmycost"})) return "cost/myCost";
  if (!columns.has_any({"productservice"})) return "product/service";
  if (!columns.has_any({"lineitemintervalusagestart"})) return "lineItem/intervalUsageStart";
  return {};
}

BillLine line(const Columns& columns) {
  const BillColumn* cost = columns.find("costmycost");
  BillLine line;
  line.cost = cost;
  line.cost_is = "cost/myCost, what is invoiced";
  line.quantity = columns.first_of({"usagebilledquantity", "usageconsumedquantity"});
  line.unit = columns.text({"costbillingunitreadable", "usageconsumedquantityunits"});
  line.provider = "'Oracle'";
  line.account = columns.text({"productcompartmentid", "lineitemtenantid"});
  line.service = columns.text({"productservice"});
  line.resource = columns.text({"productresourceid"});
  line.resource_type = columns.text({"productresource"});
  line.sku = columns.text({"costproductsku"});
  line.description = columns.text({"productdescription", "costskuunitdescription"});
  line.region = columns.text({"productregion"});
  line.starts = columns.moment({"lineitemintervalusagestart"});
  line.ends = columns.moment({"lineitemintervalusageend"});
  line.currency = columns.text({"costcurrencycode"});
  return line;
}

}  // namespace

extern const Dialect oci_bill;
const Dialect oci_bill{.name = "OCI cost report", .missing = missing, .line = line};

}  // namespace fundable
