// The cost export of Anthropic's console, as CSV: a line a day, model, workspace, key and kind of
// token.
//
// The keys' names, which tell lines apart, are often people's and are not shown. Left out on
// purpose: the token export (usage_input_tokens_no_cache …), which has no money in it.
// Source: exports that people published with their programs (there is no reference); checked
// 2026-11-25.
#include "bills/dialect.h"

namespace fundable {
namespace {

std::string missing(const Columns& columns) {
  if (!columns.has_any({"usagedateutc"})) return "usage_date_utc";
  if (!columns.has_any({"costusd"})) return "cost_usd";
  if (!columns.has_any({"model"})) return "model";
  return {};
}

BillLine line(const Columns& columns) {
  BillLine line;
  line.cost = columns.find("costusd");
  line.cost_is = "cost_usd, what is charged after discounts";
  line.provider = "'Anthropic'";
  line.account = columns.text({"workspace"});
  line.service = "'Claude API'";
  line.resource_name = columns.text({"workspace"});
  line.sku = columns.text({"tokentype", "costtype"});
  line.description = columns.text({"model"});
  line.starts = columns.moment({"usagedateutc"});
  line.currency = "'USD'";
  line.charge_type = columns.text({"costtype"});
  line.apart = columns.together(
      {"apikey", "apikeyid", "usagetype", "contextwindow", "inferencegeo", "speed"});
  return line;
}

}  // namespace

extern const Dialect anthropic_bill;
const Dialect anthropic_bill{.name = "Anthropic cost export", .missing = missing, .line = line};

}  // namespace fundable
