// A row of a rollup, from whichever engine, as a sum of charges.
#pragma once

#include <string>

#include "bills/charges.h"
#include "bills/rollup.h"

namespace fundable {

// `Rows` answers text, integer and decimal by column: QueryRows, RemoteRows.
template <class Rows>
[[nodiscard]] ChargeSum sum_of(const Rows& rows) {
  const auto text = [&](RollupField field) {
    return std::string(rows.text(static_cast<std::size_t>(field)).value_or(""));
  };
  const auto integer = [&](RollupField field) {
    return rows.integer(static_cast<std::size_t>(field)).value_or(0);
  };
  const auto decimal = [&](RollupField field) {
    return Decimal::from_units(rows.decimal(static_cast<std::size_t>(field)).value_or(0));
  };
  return {.provider = text(RollupField::kProvider),
          .account = text(RollupField::kAccount),
          .category = text(RollupField::kCategory),
          .service = text(RollupField::kService),
          .resource = text(RollupField::kResource),
          .resource_name = text(RollupField::kResourceName),
          .resource_type = text(RollupField::kResourceType),
          .sku = text(RollupField::kSku),
          .description = text(RollupField::kDescription),
          .region = text(RollupField::kRegion),
          .month = text(RollupField::kMonth),
          .currency = text(RollupField::kCurrency),
          .unit = text(RollupField::kUnit),
          .tags = text(RollupField::kTags),
          .charge_class = text(RollupField::kClass),
          .problem = text(RollupField::kProblem),
          .amount = decimal(RollupField::kAmount),
          .credit = decimal(RollupField::kCredit),
          .quantity = decimal(RollupField::kQuantity),
          .rounded = integer(RollupField::kRounded),
          .credit_lines = integer(RollupField::kCreditLines),
          .lines = integer(RollupField::kLines),
          .first_row = integer(RollupField::kFirstRow),
          .last_row = integer(RollupField::kLastRow),
          .prints = text(RollupField::kPrints),
          .end = text(RollupField::kEnd)};
}

}  // namespace fundable
