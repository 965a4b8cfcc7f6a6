// Finds what a name means in the files of a folder, parsing as few of them as it can.
//
// Values given on the command line (-var, -var-file) and by a module's caller are not known here;
// a default stands until somebody says otherwise, and so it is taken.
#include "readers/terraform/names.h"

#include <algorithm>

#include "base/text.h"
#include "readers/infrastructure/given.h"

namespace fundable::terraform {
namespace {

constexpr std::size_t kMostNeighbours = 200;
constexpr std::size_t kMostBytes = 8u << 20;  // of all neighbours

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1);
}

bool is_code(std::string_view name) { return name.ends_with(".tf") || name.ends_with(".tofu"); }

// What Terraform takes by itself, and main.tfvars.json, which the Azure Developer CLI gives it.
bool gives_values(std::string_view name) {
  if (name == "main.tfvars.json") return true;
  if (name.ends_with(".json")) name.remove_suffix(5);
  return name == "terraform.tfvars" || name.ends_with(".auto.tfvars");
}

bool keeps_state(SyntaxNode body) {
  for (const SyntaxNode part : body.children()) {
    const std::string_view type = part.child("identifier").text();
    if (part.is("block") && (type == "backend" || type == "cloud")) return true;
  }
  return false;
}

}  // namespace

std::string_view label_of(SyntaxNode node) {
  const std::string_view text = node.text();
  if (!node.is("string_lit")) return text;
  return text.size() < 2 ? std::string_view() : text.substr(1, text.size() - 2);
}

std::vector<std::string_view> labels_of(SyntaxNode block) {
  std::vector<std::string_view> labels;
  bool is_type = true;
  for (const SyntaxNode part : block.children()) {
    if (!part.is("identifier") && !part.is("string_lit")) continue;
    if (!is_type) labels.push_back(label_of(part));
    is_type = false;
  }
  return labels;
}

SyntaxNode attribute_of(SyntaxNode body, std::string_view name) {
  for (const SyntaxNode part : body.children()) {
    if (part.is("attribute") && part.child("identifier").text() == name) {
      return part.child("expression");
    }
  }
  return {};
}

std::vector<SyntaxNode> parts_of(SyntaxNode node) {
  std::vector<SyntaxNode> parts = node.children();
  std::erase_if(parts, [](SyntaxNode part) { return part.is("comment") || part.is("ERROR"); });
  return parts;
}

Names::Names(const EvidenceFile& file, const SyntaxTree& tree, const Limits& limits)
    : file_(file), limits_(limits) {
  add(tree);
}

SyntaxNode Names::local(std::string_view name) { return find("local." + std::string(name), name); }

Variable Names::variable(std::string_view name) {
  const std::string quoted = '"' + std::string(name) + '"';
  const SyntaxNode body = find("var." + std::string(name), quoted);
  if (!body.exists() || attribute_of(body, "sensitive").text() == "true") return {};
  find_neighbours();
  if (const auto given = given_.find(name); given != given_.end()) return given->second;
  return {attribute_of(body, "default"), std::nullopt, true};
}

SyntaxNode Names::resource(std::string_view type, std::string_view name) {
  const std::string quoted = '"' + std::string(name) + '"';
  return find(std::string(type) + '.' + std::string(name), quoted);
}

bool Names::is_root() {
  find_neighbours();
  for (const auto& source : neighbours_) {
    const bool may = source->text.contains("provider") || source->text.contains("backend");
    if (!configures_ && source->tree == nullptr && may) parse(*source);
  }
  return configures_ || !given_.empty();
}

SyntaxNode Names::find(const std::string& key, std::string_view stands_as) {
  if (const auto found = found_.find(key); found != found_.end()) return found->second;
  find_neighbours();
  for (const auto& source : neighbours_) {
    if (source->tree != nullptr || !source->text.contains(stands_as) || !parse(*source)) continue;
    if (const auto found = found_.find(key); found != found_.end()) return found->second;
  }
  return found_.emplace(key, SyntaxNode()).first->second;
}

bool Names::parse(Source& source) {
  auto tree = parse_syntax(Language::kHcl, source.text, limits_);
  if (!tree) {
    source.text.clear();
    return false;
  }
  source.tree = std::make_unique<SyntaxTree>(std::move(*tree));
  add(*source.tree);
  return true;
}

void Names::add(const SyntaxTree& tree) {
  for (const SyntaxNode block : tree.root().child("body").children()) {
    if (block.is("block")) add_block(block);
  }
}

void Names::add_block(SyntaxNode block) {
  const std::string_view type = block.child("identifier").text();
  const SyntaxNode body = block.child("body");
  const auto labels = labels_of(block);
  if (type == "provider" || (type == "terraform" && keeps_state(body))) configures_ = true;
  if (type == "locals") {
    for (const SyntaxNode part : body.children()) {
      if (!part.is("attribute")) continue;
      found_.emplace("local." + std::string(part.child("identifier").text()),
                     part.child("expression"));
    }
  } else if (type == "variable" && labels.size() == 1) {
    found_.emplace("var." + std::string(labels[0]), body);
  } else if (type == "resource" && labels.size() == 2) {
    found_.emplace(std::string(labels[0]) + '.' + std::string(labels[1]), body);
  }
}

void Names::find_neighbours() {
  if (knows_neighbours_ || file_.around == nullptr) return;
  knows_neighbours_ = true;
  const std::string folder(folder_of(file_.path));
  std::size_t bytes = 0;
  std::vector<std::string> names =
      file_.around->files_in(folder.substr(0, folder.empty() ? 0 : folder.size() - 1));
  // What *.auto.tfvars says counts more.
  std::ranges::stable_partition(names, [](auto& name) { return !name.contains(".auto."); });
  std::size_t files = 0;
  for (const std::string& name : names) {
    if (folder + name == file_.path || (!is_code(name) && !gives_values(name))) continue;
    if (++files > kMostNeighbours) return;
    auto text = file_.around->text_of(folder + name);
    if (!text) continue;
    bytes += text->size();
    if (bytes > kMostBytes) return;
    if (is_code(name)) {
      neighbours_.push_back(std::make_unique<Source>(Source{std::move(*text), nullptr}));
    } else {
      add_values(name, std::move(*text));
    }
  }
}

void Names::add_values(const std::string& name, std::string text) {
  if (name.ends_with(".json")) {
    const auto document = parse_json(text, limits_);
    if (!document) return;
    for (const Node node : document->root()) {
      given_.insert_or_assign(std::string(node.key()), Variable{{}, infra::given_of(node), false});
    }
    return;
  }
  auto source = std::make_unique<Source>(Source{std::move(text), nullptr});
  auto tree = parse_syntax(Language::kHcl, source->text, limits_);
  if (!tree) return;
  source->tree = std::make_unique<SyntaxTree>(std::move(*tree));
  for (const SyntaxNode part : source->tree->root().child("body").children()) {
    if (!part.is("attribute")) continue;
    given_.insert_or_assign(std::string(part.child("identifier").text()),
                            Variable{part.child("expression"), std::nullopt, false});
  }
  values_.push_back(std::move(source));
}

}  // namespace fundable::terraform
