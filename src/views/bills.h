// What bills hold, for people and for programs.
#pragma once

#include <string>

#include "model/bill_report.h"
#include "views/terminal.h"

namespace fundable {

[[nodiscard]] std::string bills_in_terminal(const BillReport& report, const TerminalStyle& style);

// Format `fundable.bills/1`. Money and quantities are texts, exact.
[[nodiscard]] std::string bills_as_json(const BillReport& report);

// One line a service and currency: platform, service, technologies (parted by blanks), currency,
// amount. A cell that a spreadsheet would take for a formula gets a quote before it.
[[nodiscard]] std::string bills_as_csv(const BillReport& report);

}  // namespace fundable
