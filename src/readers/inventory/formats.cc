// The order in which a sheet is tried: formats of tools, and last what any list of servers fits.
#include "readers/inventory/formats.h"

#include <array>

namespace fundable::inventory {

std::span<const Format* const> formats() {
  static constexpr std::array<const Format*, 8> kFormats{
      &rvtools_format,           &azure_migrate_format,       &aws_discovery_format,
      &migration_factory_format, &migration_portfolio_format, &migration_center_format,
      &cast_highlight_format,    &server_list_format};
  return kFormats;
}

}  // namespace fundable::inventory
