// Providers by the prefix of their resource types.
//
// Terraform requires that a type starts with its provider's name and an underscore, so the prefix
// is enough, and it is there in every form of the evidence. OpenStack is left out on purpose: it
// runs in own racks as well as at hosters.
#include "readers/terraform/provider.h"

#include <algorithm>
#include <array>

namespace fundable::terraform {
namespace {

struct Provider {
  std::string_view prefix;
  std::string_view platform;
};
constexpr std::array kProviders{
    Provider{"aws", "aws"},
    Provider{"awscc", "aws"},
    Provider{"azurerm", "azure"},
    Provider{"azuread", "azure"},
    Provider{"azapi", "azure"},
    Provider{"azuredevops", "azure"},
    Provider{"google", "gcp"},
    Provider{"oci", "oci"},
    Provider{"alicloud", "other_cloud"},
    Provider{"civo", "other_cloud"},
    Provider{"coreweave", "other_cloud"},
    Provider{"crusoe", "other_cloud"},
    Provider{"digitalocean", "other_cloud"},
    Provider{"equinix", "other_cloud"},
    Provider{"exoscale", "other_cloud"},
    Provider{"hcloud", "other_cloud"},
    Provider{"huaweicloud", "other_cloud"},
    Provider{"ibm", "other_cloud"},
    Provider{"lambdalabs", "other_cloud"},
    Provider{"linode", "other_cloud"},
    Provider{"nebius", "other_cloud"},
    Provider{"ovh", "other_cloud"},
    Provider{"runpod", "other_cloud"},
    Provider{"scaleway", "other_cloud"},
    Provider{"stackit", "other_cloud"},
    Provider{"tencentcloud", "other_cloud"},
    Provider{"upcloud", "other_cloud"},
    Provider{"vultr", "other_cloud"},
    Provider{"yandex", "other_cloud"},
    Provider{"azurestack", "on_premises"},
    Provider{"libvirt", "on_premises"},
    Provider{"maas", "on_premises"},
    Provider{"nsxt", "on_premises"},
    Provider{"nutanix", "on_premises"},
    Provider{"ovirt", "on_premises"},
    Provider{"proxmox", "on_premises"},
    Provider{"vcd", "on_premises"},
    Provider{"vsphere", "on_premises"},
    Provider{"xenorchestra", "on_premises"},
};

constexpr std::array<std::string_view, 11> kUtilities{"random", "null",      "tls",      "time",
                                                      "local",  "template",  "archive",  "external",
                                                      "http",   "terraform", "cloudinit"};

constexpr std::array<std::string_view, 14> kDataSources{
    "aws_availability_zones",
    "aws_caller_identity",
    "aws_canonical_user_id",
    "aws_default_tags",
    "aws_iam_policy_document",
    "aws_iam_session_context",
    "aws_partition",
    "aws_region",
    "aws_regions",
    "azurerm_client_config",
    "google_client_config",
    "google_client_openid_userinfo",
    "google_compute_zones",
    "google_iam_policy",
};

std::string_view prefix_of(std::string_view type) { return type.substr(0, type.find('_')); }

}  // namespace

std::string_view platform_of(std::string_view type) {
  const auto* const found = std::ranges::find(kProviders, prefix_of(type), &Provider::prefix);
  return found == kProviders.end() ? std::string_view() : found->platform;
}

bool holds_no_infrastructure(std::string_view type) {
  return std::ranges::find(kUtilities, prefix_of(type)) != kUtilities.end();
}

bool only_reads(std::string_view type) {
  return std::ranges::find(kDataSources, type) != kDataSources.end();
}

}  // namespace fundable::terraform
