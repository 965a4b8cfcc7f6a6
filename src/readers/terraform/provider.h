// What a Terraform resource type says by its prefix: `azurerm_search_service` is Azure's.
#pragma once

#include <string_view>

namespace fundable::terraform {

// The platform on which resources of this type are.
// Unknown: empty, for a provider that works on any platform (kubernetes, helm, databricks) or that
// is not known here.
[[nodiscard]] std::string_view platform_of(std::string_view type);

// Whether the type only computes or waits (random, null, tls, …): nothing of it runs anywhere.
[[nodiscard]] bool holds_no_infrastructure(std::string_view type);

// Whether the type is known to be a data source, for dumps that do not tell them from resources.
[[nodiscard]] bool only_reads(std::string_view type);

}  // namespace fundable::terraform
