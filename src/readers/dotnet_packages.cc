// Reads what .NET projects reference: project files (*.csproj, *.fsproj, *.vbproj),
// Directory.Packages.props and Directory.Build.props, packages.config.
//
// Items stand in any ItemGroup, under any condition; each counts. A reference that ends with the
// build (PrivateAssets="all") is told as development. References to other projects are the project
// itself.
#include <array>

#include "base/text.h"
#include "readers/file/file.h"
#include "readers/packages/listing.h"

namespace fundable {
namespace {

using packages::Listing;

bool is_project(std::string_view name) {
  static constexpr std::array<std::string_view, 3> kEndings{".csproj", ".fsproj", ".vbproj"};
  for (const std::string_view ending : kEndings) {
    if (name.ends_with(ending)) return true;
  }
  return name == "directory.packages.props" || name == "directory.build.props" ||
         name == "directory.build.targets";
}

// An attribute, or an element of that name inside.
std::string_view metadata(Node item, std::string_view name) { return trimmed(item[name].text()); }

void add_item(Listing& listing, Node item) {
  const std::string_view kind = item.key();
  if (kind != "PackageReference" && kind != "PackageVersion" && kind != "GlobalPackageReference") {
    return;
  }
  std::string_view name = metadata(item, "Include");
  if (name.empty()) name = metadata(item, "Update");
  if (name.empty() || name.contains("$(")) {
    listing.skip(item.line(), "its name is a property of the build");
    return;
  }
  const bool ends_with_build = lowered(metadata(item, "PrivateAssets")) == "all";
  listing.add({name, item.line(), metadata(item, "Version"), ends_with_build ? "development" : ""});
}

// Items lie in groups, and groups in `Choose`; the tree's depth is bounded by its parser.
void add_items(Listing& listing, Node node) {
  for (const Node child : node) {
    const std::string_view kind = child.key();
    if (kind == "ItemGroup") {
      for (const Node item : child) add_item(listing, item);
    } else if (kind == "Choose" || kind == "When" || kind == "Otherwise") {
      add_items(listing, child);
    }
  }
}

bool recognises(const EvidenceFile& head) {
  const std::string name = file_name_of(head.path);
  return is_project(name) || name == "packages.config";
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto document = xml_of(file, limits);
  if (!document) return std::unexpected(document.error());
  const Node root = document->root();
  Listing listing(file, "nuget");
  if (root.key() == "packages") {
    for (const Node one : root) {
      const bool is_development = lowered(one["developmentDependency"].text()) == "true";
      if (one.key() != "package") continue;
      listing.add({one["id"].text(), one.line(), one["version"].text(),
                   is_development ? "development" : ""});
    }
  } else if (root.key() == "Project") {
    add_items(listing, root);
  } else {
    return failure(ErrorKind::kInput, "no project of .NET: its root is no <Project>",
                   file.path + ":1:1");
  }
  return listing.reading();
}

}  // namespace

extern const Reader dotnet_packages;
const Reader dotnet_packages{
    .name = "dotnet_packages",
    .reads = ".NET projects: *.csproj, Directory.Packages.props, packages.config",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
