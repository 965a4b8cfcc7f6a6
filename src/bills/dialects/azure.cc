// Exports of Azure Cost Management, actual and amortised: Enterprise Agreement, Microsoft Customer
// Agreement, and the older form of usage details.
//
// The cost is the one in the billing currency. An amortised export is told by its lines of unused
// commitments only, so both are read alike: what is purchased is no workload's cost, and neither is
// what of a commitment was left unused. Days are written month first, whatever the country.
// Source: Cost Management, understand usage details fields; checked 2026-11-25.
#include "bills/dialect.h"

namespace fundable {
namespace {

const Names kCost{"costinbillingcurrency", "cost", "pretaxcost", "billingcurrencycost"};
const Names kDay{"date", "usagedatetime", "usagedate"};
const Names kCurrency{"billingcurrency", "billingcurrencycode", "currency", "currencycode"};

std::string missing(const Columns& columns) {
  if (!columns.has_any(kCost)) return "CostInBillingCurrency";
  if (!columns.has_any({"metercategory"})) return "MeterCategory";
  if (!columns.has_any({"subscriptionid", "subscriptionguid"})) return "SubscriptionId";
  if (!columns.has_any(kDay)) return "Date";
  return {};
}

// `9/2/2023` → `2023-09-02`; other texts as they are.
std::string iso_day(const std::string& day) {
  const auto part = [&](const char* which) {
    return "split_part(" + day + ", '/', " + which + ")";
  };
  return "case when strpos(" + day + ", '/') > 0 then substr(" + part("3") +
         ", 1, 4) || '-' || lpad(" + part("1") + ", 2, '0') || '-' || lpad(" + part("2") +
         ", 2, '0') else " + day + " end";
}

BillLine line(const Columns& columns) {
  const BillColumn* cost = columns.first_of(kCost);
  BillLine line;
  line.cost = cost;
  line.cost_is = cost->name + ", in the currency of the invoice";
  line.quantity = columns.first_of({"quantity", "usagequantity", "consumedquantity"});
  line.unit = columns.text({"unitofmeasure"});
  line.provider = "'Microsoft'";
  line.account = columns.text({"subscriptionid", "subscriptionguid"});
  line.category = columns.text({"servicefamily"});
  line.service = columns.text({"metercategory"});
  line.resource = columns.text({"resourceid", "instanceid"});
  line.resource_name = columns.text({"resourcename", "instancename"});
  // The size of a machine stands in a JSON text, among much else that differs by line.
  const std::string more = columns.text({"additionalinfo"});
  line.resource_type = "coalesce(nullif(regexp_extract(" + more +
                       ", '\"ServiceType\": *\"([^\"]*)\"', 1), ''), " +
                       columns.text({"consumedservice"}) + ")";
  line.sku = columns.text({"meterid"});
  line.description = "coalesce(" + columns.text({"product", "productname", "metersubcategory"}) +
                     " || '; ', '') || coalesce(" + columns.text({"metername"}) + ", '')";
  line.region = columns.text({"resourcelocation", "meterregion"});
  line.starts = columns.moment(kDay);
  if (!line.starts.is_typed) line.starts.sql = iso_day(line.starts.sql);
  line.currency = columns.text(kCurrency);
  line.tags = columns.text({"tags"});
  line.charge_type = columns.text({"chargetype"});
  line.charge_class =
      "case when lower(charge_type) in ('tax', 'refund', 'purchase', 'credit') then "
      "lower(charge_type) when lower(charge_type) like 'unused%' then 'purchase' else 'usage' end";
  return line;
}

}  // namespace

extern const Dialect azure_bill;
const Dialect azure_bill{.name = "Azure cost export", .missing = missing, .line = line};

}  // namespace fundable
