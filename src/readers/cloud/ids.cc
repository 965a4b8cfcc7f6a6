// Identifiers are cut at their separators and nothing is looked up: a part that is not there is
// empty, and damaged ids tell less rather than something wrong.
#include "readers/cloud/ids.h"

#include <array>

#include "base/text.h"

namespace fundable::cloud {

std::string_view part_after(std::string_view path, std::string_view marker) {
  bool found = false;
  for (const std::string_view part : split(path, '/')) {
    if (found) return part;
    found = lowered(part) == marker;
  }
  return {};
}

std::optional<Arn> arn_of(std::string_view id) {
  if (!id.starts_with("arn:")) return std::nullopt;
  std::array<std::string_view, 5> parts;
  for (std::string_view& part : parts) {
    const std::size_t colon = id.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    part = id.substr(0, colon);
    id.remove_prefix(colon + 1);
  }
  return Arn{parts[2], parts[3], parts[4], id};
}

std::string_view account_of(std::string_view id) {
  if (lowered(id.substr(0, 15)) == "/subscriptions/") return part_after(id, "subscriptions");
  const auto arn = arn_of(id);
  return arn ? arn->account : std::string_view();
}

std::string_view region_of(std::string_view id) {
  const auto arn = arn_of(id);
  return arn ? arn->region : std::string_view();
}

std::string_view resource_group_of(std::string_view id) { return part_after(id, "resourcegroups"); }

std::string_view project_of(std::string_view id) { return part_after(id, "projects"); }

std::string arm_type_of(std::string_view id) {
  // A resource that extends another has two: what stands after the last is its own.
  const std::size_t providers = lowered(id).rfind("/providers/");
  if (providers == std::string_view::npos) return {};
  std::string type;
  bool is_word = true;  // after the provider, type and name take turns
  bool is_provider = true;
  for (const std::string_view part :
       split(id.substr(providers + std::string_view("/providers/").size()), '/')) {
    if (is_word) type += (type.empty() ? "" : "/") + std::string(part);
    is_word = is_provider || !is_word;
    is_provider = false;
  }
  return type.contains('/') ? type : std::string();
}

}  // namespace fundable::cloud
