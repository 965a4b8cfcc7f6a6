// What the global identifiers of clouds tell of a thing's place.
//
// ARN `arn:aws:sagemaker:eu-west-1:111122223333:endpoint/docs`, Azure resource id
// `/subscriptions/…/resourceGroups/ml/providers/Microsoft.Search/searchServices/docs`, Google's
// full resource name `//aiplatform.googleapis.com/projects/p/locations/l/endpoints/1`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fundable::cloud {

// The part of `path` after `/marker/`, whatever its case: `ml` of `…/resourceGroups/ml/…`. Empty
// where there is none. `marker` in lower case.
[[nodiscard]] std::string_view part_after(std::string_view path, std::string_view marker);

// Lifetime: views into the text.
struct Arn {
  std::string_view service;   // `sagemaker`
  std::string_view region;    // empty for what is global
  std::string_view account;   // empty for what belongs to none
  std::string_view resource;  // `endpoint/docs`
};
[[nodiscard]] std::optional<Arn> arn_of(std::string_view id);

// Account, subscription; empty where the id tells none.
[[nodiscard]] std::string_view account_of(std::string_view id);
[[nodiscard]] std::string_view region_of(std::string_view id);
[[nodiscard]] std::string_view resource_group_of(std::string_view id);
[[nodiscard]] std::string_view project_of(std::string_view id);

// `Microsoft.CognitiveServices/accounts/deployments` of an Azure resource id; empty where it is
// none.
[[nodiscard]] std::string arm_type_of(std::string_view id);

}  // namespace fundable::cloud
