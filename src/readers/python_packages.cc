// Reads what Python projects say that they need: requirements files, pyproject.toml with the tables
// of its tools, setup.cfg, Pipfile, conda environments.
//
// A listed library is weak evidence by itself: it says what the code may use. What only development
// or an extra needs is told as such. setup.py is code, and lock files repeat the manifest with all
// that it brings along; neither is read here. Conda names a few packages in its own way; they are
// told by their name in Python's index.
#include <array>
#include <optional>

#include "base/text.h"
#include "readers/file/file.h"
#include "readers/packages/listing.h"
#include "readers/packages/python.h"

namespace fundable {
namespace {

using packages::Listing;
using packages::normal_name;
using packages::requirement_of;

enum class Form { kNone, kRequirements, kPyproject, kSetupCfg, kPipfile, kConda };

bool is_requirements(std::string_view path, std::string_view name) {
  if (!name.ends_with(".txt") && !name.ends_with(".in")) return false;
  const std::string folder = file_name_of(folder_of(path));
  return name.starts_with("requirements") || name.ends_with("requirements.txt") ||
         name.ends_with("requirements.in") || folder == "requirements";
}

bool is_conda(const EvidenceFile& head, std::string_view name) {
  const bool named = name.contains("environment") || name.contains("conda") || name == "env.yml" ||
                     name == "env.yaml";
  return named && (name.ends_with(".yml") || name.ends_with(".yaml")) &&
         (head.bytes.starts_with("dependencies:") || head.bytes.contains("\ndependencies:"));
}

Form form_of(const EvidenceFile& head) {
  const std::string name = file_name_of(head.path);
  if (is_requirements(head.path, name)) return Form::kRequirements;
  if (name == "pyproject.toml" || name == "pixi.toml") return Form::kPyproject;
  if (name == "setup.cfg") return Form::kSetupCfg;
  if (name == "pipfile") return Form::kPipfile;
  return is_conda(head, name) ? Form::kConda : Form::kNone;
}

void add_text(Listing& listing, Node node, std::string_view group) {
  if (const auto requirement = requirement_of(node.text())) {
    listing.add({requirement->name, node.line(), requirement->asks, group});
  } else if (node.is_scalar()) {
    listing.skip(node.line(), "names no package");
  }
}

// `["torch>=2", …]`.
void add_list(Listing& listing, Node list, std::string_view group) {
  for (const Node one : list) add_text(listing, one, group);
}

// `{gpu = ["torch"], …}`: `name` is what the group is called, where it is no development.
void add_groups(Listing& listing, Node groups, std::string_view kind) {
  for (const Node group : groups) {
    const std::string as =
        kind.empty() ? "development" : std::string(kind) + ' ' + std::string(group.key());
    add_list(listing, group, as);
  }
}

// `{torch = "^2", x = {version = "1", optional = true}}`, as Poetry, Pipenv and Pixi write it.
void add_table(Listing& listing, Node table, std::string_view group) {
  for (const Node one : table) {
    if (one.key() == "python") continue;
    const std::string_view asks = one.is_map() ? one["version"].text() : one.text();
    if (!one["path"].is_null()) {
      listing.skip(one.key_line(), "is part of the same project");
      continue;
    }
    const bool is_extra = group.empty() && one["optional"].is_true();
    listing.add({normal_name(one.key()), one.key_line(), asks, is_extra ? "an extra" : group});
  }
}

void add_poetry(Listing& listing, Node poetry) {
  add_table(listing, poetry["dependencies"], {});
  add_table(listing, poetry["dev-dependencies"], "development");
  for (const Node group : poetry["group"]) {
    const bool is_main = group.key() == "main";
    add_table(listing, group["dependencies"],
              is_main ? std::string() : "group " + std::string(group.key()));
  }
}

void add_pixi(Listing& listing, Node pixi) {
  add_table(listing, pixi["dependencies"], {});
  add_table(listing, pixi["pypi-dependencies"], {});
  for (const Node feature : pixi["feature"]) {
    const std::string group = "feature " + std::string(feature.key());
    add_table(listing, feature["dependencies"], group);
    add_table(listing, feature["pypi-dependencies"], group);
  }
}

Reading read_pyproject(const EvidenceFile& file, Node root) {
  Listing listing(file, "pypi");
  const Node tool = root["tool"];
  add_list(listing, root["project"]["dependencies"], {});
  add_poetry(listing, tool["poetry"]);
  add_pixi(listing, file_name_of(file.path) == "pixi.toml" ? root : tool["pixi"]);
  add_groups(listing, root["project"]["optional-dependencies"], "extra");
  add_groups(listing, root["dependency-groups"], "group");
  add_list(listing, tool["uv"]["dev-dependencies"], "development");
  add_groups(listing, tool["pdm"]["dev-dependencies"], {});
  for (const Node environment : tool["hatch"]["envs"]) {
    add_list(listing, environment["dependencies"], "development");
  }
  return listing.reading();
}

Reading read_pipfile(const EvidenceFile& file, Node root) {
  Listing listing(file, "pypi");
  add_table(listing, root["packages"], {});
  add_table(listing, root["dev-packages"], "development");
  return listing.reading();
}

// What conda calls otherwise than Python's index.
std::string name_from_conda(std::string_view name) {
  using Pair = std::pair<std::string_view, std::string_view>;
  static constexpr std::array kOtherwise{
      Pair{"pytorch", "torch"}, Pair{"pytorch-gpu", "torch"}, Pair{"pytorch-cpu", "torch"},
      Pair{"py-xgboost", "xgboost"}, Pair{"py-xgboost-gpu", "xgboost"}};
  for (const auto& [conda, pypi] : kOtherwise) {
    if (conda == name) return std::string(pypi);
  }
  return normal_name(name);
}

// `conda-forge::python=3.10=h1`.
void add_conda(Listing& listing, Node node) {
  std::string_view text = node.text();
  if (const auto channel = text.find("::"); channel != text.npos) text.remove_prefix(channel + 2);
  const std::size_t end = text.find_first_of("=<>!~[ ;");
  const std::string_view name = text.substr(0, end);
  if (name.empty() || name == "python" || name == "pip") return;
  listing.add({name_from_conda(name), node.line(), text.substr(name.size())});
}

Result<Reading> read_conda(const EvidenceFile& file, const Limits& limits) {
  const auto documents = yaml_of(file, limits);
  if (!documents) return std::unexpected(documents.error());
  Listing listing(file, "pypi");
  for (const Document& document : *documents) {
    for (const Node one : document.root()["dependencies"]) {
      if (one.is_map()) {
        add_list(listing, one["pip"], {});
      } else {
        add_conda(listing, one);
      }
    }
  }
  return listing.reading();
}

bool recognises(const EvidenceFile& head) { return form_of(head) != Form::kNone; }

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  if (auto checked = check_size(file, limits); !checked) return std::unexpected(checked.error());
  const Form form = form_of(file);
  if (form == Form::kConda) return read_conda(file, limits);
  if (form == Form::kSetupCfg) return packages::read_setup_cfg(file);
  if (form != Form::kPyproject && form != Form::kPipfile) return packages::read_requirements(file);
  const auto document = toml_of(file, limits);
  if (!document) return std::unexpected(document.error());
  return form == Form::kPipfile ? read_pipfile(file, document->root())
                                : read_pyproject(file, document->root());
}

}  // namespace

extern const Reader python_packages;
const Reader python_packages{
    .name = "python_packages",
    .reads = "Python manifests: requirements files, pyproject.toml, setup.cfg, Pipfile, conda",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
