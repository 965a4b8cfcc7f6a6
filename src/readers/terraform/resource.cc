// From a resource's attributes to an observation: name, identifier, tags, place.
//
// Providers agree on little: a tag is a tag, a label or a `tag` block; a place is a region, a
// location or a zone, and often stands only in the ARN or in the Azure identifier. What is read is
// named here or in marks.cc; every other attribute stays where it is, because any of them may be a
// secret. Attributes that Terraform itself calls sensitive are not read at all.
#include "readers/terraform/resource.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "readers/cloud/ids.h"
#include "readers/cloud/tags.h"
#include "readers/terraform/marks.h"
#include "readers/terraform/provider.h"

namespace fundable::terraform {
namespace {

constexpr std::array<std::string_view, 9> kTagAttributes{
    "tags",         "labels",           "user_labels",      "resource_labels", "freeform_tags",
    "defined_tags", "effective_labels", "terraform_labels", "tags_all"};

constexpr std::size_t kLongestType = 200;

Node attribute(const Resource& resource, std::string_view key) {
  return resource.sensitive.contains(key) ? Node() : resource.attributes[key];
}

std::string_view text_of(const Resource& resource, std::string_view key) {
  return trimmed(attribute(resource, key).text());
}

// The first element of a nested block, which providers write as a list of one.
Node block(const Resource& resource, std::string_view key) {
  const Node node = attribute(resource, key);
  return node.is_list() ? *node.begin() : node;
}

// `agent_name` of an aws_bedrockagent_agent, `node_group_name` of an aws_eks_node_group: many types
// name their own attributes after themselves.
std::string_view own_text(const Resource& resource, std::string_view what) {
  std::string_view words = resource.type;
  if (words.size() > kLongestType) return {};
  for (std::size_t at = words.find('_'); at != std::string_view::npos; at = words.find('_')) {
    words.remove_prefix(at + 1);
    const auto text = text_of(resource, std::string(words) + '_' + std::string(what));
    if (!text.empty()) return text;
  }
  return {};
}

// The identifier that other evidence may hold too.
std::string_view global_id(const Resource& resource) {
  for (const auto arn : {text_of(resource, "arn"), own_text(resource, "arn")}) {
    if (arn.starts_with("arn:")) return arn;
  }
  const std::string_view id = text_of(resource, "id");
  constexpr std::array<std::string_view, 4> kGlobal{"arn:", "/subscriptions/", "projects/",
                                                    "ocid1."};
  const auto starts_id = [&](std::string_view start) { return id.starts_with(start); };
  return std::ranges::any_of(kGlobal, starts_id) ? id : text_of(resource, "self_link");
}

std::string name_of(const Resource& resource) {
  for (const std::string_view name :
       {text_of(resource, "display_name"), text_of(resource, "name"), own_text(resource, "name"),
        trimmed(attribute(resource, "tags")["Name"].text()),
        trimmed(block(resource, "metadata")["name"].text())}) {
    if (!name.empty()) return presentable(name);
  }
  return presentable(resource.name);
}

std::map<std::string, std::string> tags_of(const Resource& resource) {
  std::map<std::string, std::string> tags;
  for (const std::string_view key : kTagAttributes) cloud::add_tags(tags, attribute(resource, key));
  cloud::add_tags(tags, block(resource, "metadata")["labels"]);
  // An Auto Scaling group's tags are blocks of key and value.
  cloud::add_tags(tags, attribute(resource, "tag"));
  return tags;
}

// `europe-west4` also of `https://…/regions/europe-west4`.
std::string_view region_of(const Resource& resource, std::string_view id) {
  for (const std::string_view key : {"region", "location", "zone"}) {
    const std::string_view text = text_of(resource, key);
    if (!text.empty()) return text.substr(text.rfind('/') + 1);
  }
  return cloud::region_of(id);
}

std::string_view resource_group_of(const Resource& resource, std::string_view id) {
  if (const auto group = text_of(resource, "resource_group_name"); !group.empty()) return group;
  if (resource.type == "azurerm_resource_group") return text_of(resource, "name");
  if (const auto group = cloud::resource_group_of(id); !group.empty()) return group;
  return cloud::resource_group_of(text_of(resource, "parent_id"));
}

std::string_view project_of(const Resource& resource, std::string_view id) {
  if (const auto project = text_of(resource, "project"); !project.empty()) return project;
  if (resource.type == "google_project") return text_of(resource, "project_id");
  return cloud::project_of(id);
}

std::string_view namespace_of(const Resource& resource) {
  if (resource.type == "helm_release") return text_of(resource, "namespace");
  const std::string_view name = block(resource, "metadata")["namespace"].text();
  if (!name.empty() || resource.type != "kubernetes_manifest") return name;
  const Node manifest = attribute(resource, "manifest");
  const Node metadata = manifest["metadata"];
  return (metadata.exists() ? metadata : manifest["value"]["metadata"])["namespace"].text();
}

std::map<std::string, std::string> place_of(const Resource& resource, std::string_view platform) {
  const std::string_view id = global_id(resource);
  std::map<std::string, std::string> within;
  const auto put = [&](const char* key, std::string_view value) {
    if (!value.empty()) within.emplace(key, presentable(value));
  };
  put("module", resource.module);
  put("region", region_of(resource, id));
  put("account", cloud::account_of(id));
  if (platform == "azure") put("resource_group", resource_group_of(resource, id));
  if (platform == "gcp") put("project", project_of(resource, id));
  if (resource.type.starts_with("kubernetes_") || resource.type == "helm_release") {
    put("namespace", namespace_of(resource));
  }
  return within;
}

}  // namespace

std::string address_of(const Resource& resource) {
  std::string address;
  if (!resource.module.empty()) address = std::string(resource.module) + '.';
  return address.append(resource.type) + '.' + std::string(resource.name) + resource.index;
}

std::string index_of(Node key) {
  if (!key.is_scalar()) return {};
  const std::string text(key.text());
  return key.kind() == NodeKind::kText ? "[\"" + text + "\"]" : "[" + text + "]";
}

std::string pointer_part(std::string_view key) {
  std::string part;
  for (const char c : presentable(key)) {
    if (c == '~') {
      part += "~0";
    } else if (c == '/') {
      part += "~1";
    } else {
      part += c;
    }
  }
  return part;
}

void Collector::add(const Resource& resource, std::string locator, Proof proof,
                    std::string_view says) {
  if (holds_no_infrastructure(resource.type)) {
    ++utilities_;
    return;
  }
  Observation seen;
  seen.proof = proof;
  seen.platform = platform_of(resource.type);
  seen.name = name_of(resource);
  seen.id = presentable(global_id(resource), 500);
  std::vector<std::string> problems;
  seen.marks = marks_of(resource, limits_, problems);
  for (std::string& problem : problems) skip(locator, std::move(problem));
  seen.tags = tags_of(resource);
  seen.within = place_of(resource, seen.platform);
  seen.at = {file_.path, std::move(locator),
             presentable(address_of(resource)) + ' ' + std::string(says)};
  reading_.observations.push_back(std::move(seen));
}

void Collector::skip(std::string locator, std::string why) {
  reading_.skipped.push_back({std::move(locator), std::move(why)});
}

Reading Collector::reading() {
  if (data_sources_ > 0) {
    skip("resources", counted(data_sources_, "data source") + ", managed elsewhere");
  }
  if (utilities_ > 0) {
    skip("resources", counted(utilities_, "resource") +
                          " of providers that hold no infrastructure (random, null, tls, time, "
                          "local, template, archive, external, http, …)");
  }
  return std::move(reading_);
}

}  // namespace fundable::terraform
