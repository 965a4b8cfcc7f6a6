// ProviderName is free text in FOCUS; these are the spellings that exporters use.
//
// A data platform or GPU cloud that bills for itself (Databricks, Snowflake, CoreWeave) is another
// cloud; who sells nothing but a model behind an API is a vendor API, because nothing of the
// customer's runs there.
#include "bills/providers.h"

#include <array>

#include "base/text.h"

namespace fundable {
namespace {

struct Spelling {
  std::string_view starts;  // lower case; a whole word of the provider's name
  std::string_view platform;
};
constexpr std::array kSpellings{
    Spelling{"aws", "aws"},
    Spelling{"amazon", "aws"},
    Spelling{"microsoft", "azure"},
    Spelling{"azure", "azure"},
    Spelling{"google", "gcp"},
    Spelling{"gcp", "gcp"},
    Spelling{"oracle", "oci"},
    Spelling{"oci", "oci"},
    Spelling{"openai", "vendor_api"},
    Spelling{"anthropic", "vendor_api"},
    Spelling{"cohere", "vendor_api"},
    Spelling{"mistral", "vendor_api"},
    Spelling{"on-prem", "on_premises"},
    Spelling{"on-premise", "on_premises"},
    Spelling{"on-premises", "on_premises"},
    Spelling{"on premises", "on_premises"},
};

bool continues_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

}  // namespace

std::string platform_of(std::string_view provider) {
  const std::string name = lowered(trimmed(provider));
  if (name.empty()) return {};
  for (const auto& [starts, platform] : kSpellings) {
    if (!name.starts_with(starts)) continue;
    if (name.size() == starts.size() || !continues_word(name[starts.size()])) {
      return std::string(platform);
    }
  }
  return "other_cloud";
}

std::string resource_group_of(std::string_view resource_id) {
  constexpr std::string_view kBefore = "/resourcegroups/";
  const std::size_t at = lowered(resource_id).find(kBefore);
  if (at == std::string::npos) return {};
  const std::string_view rest = resource_id.substr(at + kBefore.size());
  return std::string(rest.substr(0, rest.find('/')));
}

std::string last_part_of(std::string_view resource_id) {
  while (resource_id.ends_with('/')) resource_id.remove_suffix(1);
  std::size_t at = resource_id.rfind('/');
  if (at == std::string_view::npos) at = resource_id.rfind(':');
  return std::string(at == std::string_view::npos ? resource_id : resource_id.substr(at + 1));
}

}  // namespace fundable
