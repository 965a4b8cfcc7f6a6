// Who charges, as bills spell it, and what they name resources by.
#pragma once

#include <string>
#include <string_view>

namespace fundable {

// The platform as facts call it; `other_cloud` for a provider that is not known by name, empty for
// no provider.
[[nodiscard]] std::string platform_of(std::string_view provider);

// The resource group of an Azure resource id; empty where there is none.
[[nodiscard]] std::string resource_group_of(std::string_view resource_id);

// The last part of a resource id: what stands after the last `/` (or `:` where there is none).
[[nodiscard]] std::string last_part_of(std::string_view resource_id);

}  // namespace fundable
