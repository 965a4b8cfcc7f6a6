// Reads package.json: the libraries that a Node project needs.
//
// Development dependencies are listed and told as such: builders and types rarely run, but some
// projects keep their SDKs there. Packages of the same workspace are the project itself. Versions
// are kept as details; who is installed behind an alias (`npm:other@1`) counts by its own name.
#include "readers/file/file.h"
#include "readers/packages/listing.h"

namespace fundable {
namespace {

using packages::Listing;

bool is_of_same_project(std::string_view version) {
  return version.starts_with("workspace:") || version.starts_with("file:") ||
         version.starts_with("link:") || version.starts_with("portal:") ||
         version.starts_with("./") || version.starts_with("../");
}

// `npm:@scope/name@1.2` → `@scope/name`.
std::string_view name_behind(std::string_view alias) {
  alias.remove_prefix(4);
  return alias.substr(0, alias.find('@', 1));
}

void add_all(Listing& listing, Node dependencies, std::string_view group) {
  std::size_t local = 0;
  for (const Node one : dependencies) {
    const std::string_view version = one.text();
    if (is_of_same_project(version)) {
      ++local;
      continue;
    }
    const bool is_alias = version.starts_with("npm:");
    listing.add({is_alias ? name_behind(version) : one.key(), one.line(), version, group});
  }
  if (local > 0) listing.skip(dependencies.line(), "some of it is part of the same project");
}

bool recognises(const EvidenceFile& head) { return file_name_of(head.path) == "package.json"; }

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto document = json_of(file, limits);
  if (!document) return std::unexpected(document.error());
  const Node root = document->root();
  if (!root.is_map()) {
    return failure(ErrorKind::kInput, "a package.json holds an object", file.path + ":1:1");
  }
  Listing listing(file, "npm");
  add_all(listing, root["dependencies"], {});
  add_all(listing, root["optionalDependencies"], "optional use");
  add_all(listing, root["peerDependencies"], "peer use");
  add_all(listing, root["devDependencies"], "development");
  return listing.reading();
}

}  // namespace

extern const Reader node_packages;
const Reader node_packages{
    .name = "node_packages",
    .reads = "Node manifests, package.json",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
