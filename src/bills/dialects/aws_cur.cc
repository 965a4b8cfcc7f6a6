// The Cost and Usage Report of AWS: legacy (`lineItem/UnblendedCost`), legacy for Athena and 2.0
// (`line_item_unblended_cost`), with tags as columns or as a map.
//
// The cost is UnblendedCost, what is invoiced. Usage under a Savings Plan stands there at its price
// on demand and is taken off again by a SavingsPlanNegation line of the same resource; usage under
// a reservation costs nothing. Both commitments are purchases: RIFee, SavingsPlanRecurringFee and
// the like. Discounts that have lines of their own (EdpDiscount …) lower what they are on.
// Source: AWS Data Exports user guide, CUR 2.0 table dictionary, line item types; checked
// 2026-11-25.
#include "bills/dialect.h"
#include "bills/sql.h"

namespace fundable {
namespace {

std::string missing(const Columns& columns) {
  if (!columns.has_any({"lineitemunblendedcost"})) return "line_item_unblended_cost";
  if (!columns.has_any({"lineitemproductcode"})) return "line_item_product_code";
  if (!columns.has_any({"lineitemusagestartdate"})) return "line_item_usage_start_date";
  return {};
}

// JSON text of a map → the text under a key.
std::string in_map(const Columns& columns, std::string_view map, std::string_view key) {
  const BillColumn* column = columns.find(map);
  if (column == nullptr) return kNoText;
  return "nullif(regexp_extract(" + as_text(*column, columns.sql()) + ", " +
         quoted_text("\"" + std::string(key) + "\": *\"([^\"]*)\"") + ", 1), '')";
}

std::string either(const std::string& first, const std::string& second) {
  return "coalesce(nullif(" + first + ", ''), " + second + ")";
}

// Tags are a map in one column, or each a column of its own: `resourceTags/user:team`,
// `resource_tags_user_team`.
std::string tags_of(const Columns& columns) {
  if (columns.has_any({"resourcetags"})) return columns.text({"resourcetags"});
  std::string pairs;
  for (const BillColumn* column : columns.starting("resourcetags")) {
    const std::string value = "replace(replace(nullif(" + as_text(*column, columns.sql()) +
                              R"(, ''), '\', '\\'), '"', '\"'))";
    std::string_view key = column->name;
    key.remove_prefix(std::min(key.size(), std::string_view("resourceTags/").size()));
    while (key.starts_with('_') || key.starts_with('/')) key.remove_prefix(1);
    for (const std::string_view who : {"user:", "user_", "aws:", "aws_"}) {
      if (key.starts_with(who)) key = key.substr(who.size());
    }
    std::string quoted;
    for (const char c : key) {
      if (c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20) quoted.push_back(c);
    }
    pairs +=
        " || coalesce(" + quoted_text(",\"" + quoted + "\":\"") + " || " + value + " || '\"', '')";
  }
  // A first pair without a key, which nobody reads, so that each other one follows a comma.
  return pairs.empty() ? kNoText : "nullif('\"\":\"\"'" + pairs + ", '\"\":\"\"')";
}

BillLine line(const Columns& columns) {
  const BillColumn* cost = columns.find("lineitemunblendedcost");
  BillLine line;
  line.cost = cost;
  line.cost_is = "UnblendedCost, what is invoiced";
  line.quantity = columns.first_of({"lineitemusageamount"});
  line.unit = columns.text({"pricingunit"});
  line.provider = "'AWS'";
  line.account = columns.text({"lineitemusageaccountid"});
  line.category =
      either(columns.text({"productproductfamily"}), in_map(columns, "product", "product_family"));
  line.service = either(
      either(columns.text({"productproductname"}), in_map(columns, "product", "product_name")),
      columns.text({"lineitemproductcode"}));
  line.resource = columns.text({"lineitemresourceid"});
  line.resource_type =
      either(columns.text({"productinstancetype"}), in_map(columns, "product", "instance_type"));
  line.sku = columns.text({"lineitemusagetype"});
  line.description = columns.text({"lineitemlineitemdescription"});
  line.region = columns.text({"productregioncode", "productregion"});
  line.starts = columns.moment({"lineitemusagestartdate", "billbillingperiodstartdate"});
  line.ends = columns.moment({"lineitemusageenddate", "billbillingperiodenddate"});
  line.currency = columns.text({"lineitemcurrencycode", "pricingcurrency"});
  line.tags = tags_of(columns);
  line.charge_type = columns.text({"lineitemlineitemtype"});
  line.charge_class =
      "case charge_type when 'Tax' then 'tax' when 'Credit' then 'credit' when 'Refund' then "
      "'refund' when 'Fee' then 'purchase' when 'RIFee' then 'purchase' when "
      "'SavingsPlanUpfrontFee' then 'purchase' when 'SavingsPlanRecurringFee' then 'purchase' "
      "else 'usage' end";
  return line;
}

}  // namespace

extern const Dialect aws_cur_bill;
const Dialect aws_cur_bill{.name = "AWS Cost and Usage Report", .missing = missing, .line = line};

}  // namespace fundable
