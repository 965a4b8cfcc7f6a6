// What a module makes is not in this project's code, so its source stands for it. The registry's
// naming convention tells the platform: `namespace/name/provider`, and `terraform-provider-name`
// for the repository behind it.
#include "readers/terraform/module_call.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "readers/infrastructure/telling.h"
#include "readers/terraform/provider.h"

namespace fundable::terraform {
namespace {

using infra::Literal;
using infra::Telling;

constexpr std::array kTelling{
    Telling{"instance_type", "instance_type", false},
    Telling{"instance_types", "instance_type", false},
    Telling{"machine_type", "instance_type", false},
    Telling{"node_machine_type", "instance_type", false},
    Telling{"vm_size", "instance_type", false},
    Telling{"accelerator_type", "accelerator", false},
    Telling{"image", "image", false},
    Telling{"image_uri", "image", false},
    Telling{"container_image", "image", false},
    Telling{"foundation_model", "model", true},
    Telling{"model", "model", true},
    Telling{"model_id", "model", true},
    Telling{"model_name", "model", true},
};

constexpr std::array<std::string_view, 5> kMeta{"source", "version", "count", "for_each",
                                                "depends_on"};

std::string_view platform_of_module(std::string_view source) {
  source = source.substr(0, source.find("//"));
  const auto parts = split(source, '/');
  if (parts.size() == 3 || (parts.size() == 4 && parts[0].contains('.'))) {
    if (const auto platform = platform_of(parts.back()); !platform.empty()) return platform;
  }
  std::string_view repository = parts.back();
  if (!repository.starts_with("terraform-")) return {};
  repository.remove_prefix(10);
  return platform_of(repository.substr(0, repository.find('-')));
}

}  // namespace

std::string module_source_of(std::string_view source) {
  source = trimmed(source);
  if (source.starts_with("./") || source.starts_with("../") || source.starts_with('/')) return {};
  source = source.substr(0, source.find('?'));
  for (const std::string_view getter : {"git::", "s3::", "gcs::", "hg::"}) {
    if (source.starts_with(getter)) source.remove_prefix(getter.size());
  }
  if (const auto scheme = source.find("://"); scheme != std::string_view::npos) {
    source.remove_prefix(scheme + 3);
  }
  const std::size_t at = source.substr(0, source.find('/')).rfind('@');
  if (at != std::string_view::npos) source.remove_prefix(at + 1);
  if (source.starts_with("registry.terraform.io/")) source.remove_prefix(22);
  std::string plain(source);
  // `github.com:acme/modules.git//gpu`
  const std::size_t colon = plain.find(':');
  if (colon != std::string::npos && colon < plain.find('/')) plain[colon] = '/';
  const std::size_t inside = plain.find("//");
  const std::size_t end = inside == std::string::npos ? plain.size() : inside;
  if (plain.substr(0, end).ends_with(".git")) plain.erase(end - 4, 4);
  return plain;
}

std::optional<Observation> module_call_of(std::string_view name, const Literal& arguments) {
  const std::string source = module_source_of(arguments["source"].text());
  if (source.empty()) return std::nullopt;
  Observation seen;
  seen.proof = Proof::kDeclared;
  seen.platform = platform_of_module(source);
  const Literal own_name = arguments["name"];
  seen.name = presentable(own_name.text().empty() ? name : std::string_view(own_name.text()));
  seen.marks = {{"terraform_module", presentable(source), {}}};
  for (const infra::Member& member : arguments.members()) {
    if (std::ranges::find(kMeta, member.key) != kMeta.end() || !member.value.is_scalar()) continue;
    infra::add_detail(seen.marks.front().details, member.key, member.value.text());
  }
  infra::tell(arguments, kTelling, seen.marks);
  seen.tags = infra::tags_of(arguments["tags"]);
  for (const char* key : {"region", "location"}) {
    const Literal place = arguments[key];
    if (!place.text().empty()) seen.within.emplace("region", presentable(place.text()));
  }
  seen.at.says = "module." + presentable(name) + " (" + presentable(source) + ") is declared";
  return seen;
}

}  // namespace fundable::terraform
