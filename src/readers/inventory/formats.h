// The formats of inventories, for the reader of workbooks: a sheet may hold any of them.
#pragma once

#include <span>

#include "readers/inventory/table.h"

namespace fundable::inventory {

extern const Format rvtools_format;
extern const Format aws_discovery_format;
extern const Format azure_migrate_format;
extern const Format cast_highlight_format;
extern const Format migration_center_format;
extern const Format migration_factory_format;
extern const Format migration_portfolio_format;
extern const Format server_list_format;

// The most specific first.
[[nodiscard]] std::span<const Format* const> formats();

}  // namespace fundable::inventory
