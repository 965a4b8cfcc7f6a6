// The cost export of OpenAI's dashboard, as CSV: a line a day and what it is grouped by (project,
// line item, key, user).
//
// A day on which nothing was charged is a line without an amount. Who called, by user and key,
// tells lines apart and is not shown. Left out on purpose: the usage export, which has no money in
// it. Source: exports that people published with their programs (there is no reference); checked
// 2026-11-25.
#include "bills/dialect.h"

namespace fundable {
namespace {

std::string missing(const Columns& columns) {
  if (!columns.has_any({"amountvalue"})) return "amount_value";
  if (!columns.has_any({"amountcurrency"})) return "amount_currency";
  if (!columns.has_any({"starttimeiso"})) return "start_time_iso";
  return {};
}

BillLine line(const Columns& columns) {
  BillLine line;
  line.cost = columns.find("amountvalue");
  line.cost_is = "amount_value, what the dashboard charges; the invoice may add credits and taxes";
  line.quantity = columns.find("quantity");
  line.unit = columns.text({"quantityunit"});
  line.provider = "'OpenAI'";
  line.account = columns.text({"projectid", "organizationid"});
  line.service = "'OpenAI API'";
  line.resource_name = columns.text({"projectname"});
  line.sku = columns.text({"lineitem"});
  line.description = columns.text({"lineitem"});
  line.starts = columns.moment({"starttimeiso"});
  line.ends = columns.moment({"endtimeiso"});
  line.currency = "upper(" + columns.text({"amountcurrency"}) + ")";
  line.apart = columns.together({"organizationid", "apikeyid", "userid", "apisource"});
  return line;
}

}  // namespace

extern const Dialect openai_bill;
const Dialect openai_bill{.name = "OpenAI cost export", .missing = missing, .line = line};

}  // namespace fundable
