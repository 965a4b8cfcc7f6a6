// Reads Terraform and OpenTofu code: every resource that a file declares, and the modules from
// elsewhere that it calls.
//
// A resource block becomes the attributes that state would show, as far as code tells them:
// literals, locals, variables with defaults or values in *.auto.tfvars, loops over literals, what
// another resource of the folder says of itself. Then it is read as state is. What only an apply
// could tell stays absent. A block whose count is 0 declares nothing. Data sources are managed
// elsewhere; modules of the project are read as files of their own.
//
// Left out on purpose: values given by a module's caller or on the command line, provider blocks
// (resources tell their platform), JSON code (.tf.json), override files.
#include <algorithm>

#include "base/schema.h"
#include "base/syntax.h"
#include "base/text.h"
#include "readers/table.h"
#include "readers/terraform/evaluate.h"
#include "readers/terraform/module_call.h"
#include "readers/terraform/names.h"
#include "readers/terraform/resource.h"

namespace fundable {
namespace {

using infra::Literal;
using infra::Member;
using terraform::Scope;

// More instances of one block than this say nothing new.
constexpr std::size_t kMostInstances = 20;

bool gives_values(std::string_view path) { return path.ends_with(".tfvars"); }

bool recognises(const EvidenceFile& head) {
  return head.path.ends_with(".tf") || head.path.ends_with(".tofu") || gives_values(head.path);
}

std::string line_of(SyntaxNode node) { return "line " + std::to_string(node.line()); }

class Code {
 public:
  Code(const EvidenceFile& file, const SyntaxTree& tree, const Limits& limits)
      : tree_(tree),
        names_(file, tree, limits),
        evaluator_(names_),
        without_defaults_(names_, terraform::Defaults::kUnknown),
        collector_(file, limits),
        path_(file.path) {}

  Result<Reading> read() {
    std::size_t blocks = 0;
    for (const SyntaxNode block : tree_.root().child("body").children()) {
      if (!block.is("block")) continue;
      ++blocks;
      take(block);
    }
    const std::size_t broken = broken_line();
    if (blocks == 0 && broken > 0) {
      return failure(ErrorKind::kInput, "not Terraform code", path_ + ":" + std::to_string(broken));
    }
    if (broken > 0) {
      collector_.skip("line " + std::to_string(broken), "this part of the code is not understood");
    }
    if (!has_resources_) collector_.skip("", "it declares no resources");
    return collector_.reading();
  }

 private:
  void take(SyntaxNode block) {
    const std::string_view type = block.child("identifier").text();
    const auto labels = terraform::labels_of(block);
    if (type == "data") {
      has_resources_ = true;
      return collector_.add_data_source();
    }
    if (type == "resource" && labels.size() == 2) {
      has_resources_ = true;
      take_resource(block, labels[0], labels[1]);
    }
    if (type == "module" && labels.size() == 1) {
      has_resources_ = true;
      take_module(block, labels[0]);
    }
  }

  void take_resource(SyntaxNode block, std::string_view type, std::string_view name) {
    for (const auto& [index, scope] : instances_of(block)) {
      const Document attributes = document_of(evaluator_.body(block.child("body"), scope));
      terraform::Resource resource;
      resource.type = type;
      resource.name = name;
      resource.index = index;
      resource.attributes = attributes.root();
      collector_.add(resource, line_of(block), Proof::kDeclared, "is declared");
    }
  }

  void take_module(SyntaxNode block, std::string_view name) {
    const auto instances = instances_of(block);
    if (instances.empty()) return;
    const auto& [index, scope] = instances.front();
    auto seen = terraform::module_call_of(name, evaluator_.body(block.child("body"), scope));
    if (!seen) return;
    seen->at.source = path_;
    seen->at.locator = line_of(block);
    collector_.add(std::move(*seen));
  }

  struct Instance {
    std::string index;
    Scope scope;
  };

  // None where nothing is declared; one with an open scope where the number is not known.
  std::vector<Instance> instances_of(SyntaxNode block) {
    const SyntaxNode body = block.child("body");
    if (declares_none(terraform::attribute_of(body, "count"))) {
      collector_.skip(line_of(block), "not declared: its count is 0");
      return {};
    }
    const SyntaxNode for_each = terraform::attribute_of(body, "for_each");
    if (declares_none(for_each)) {
      collector_.skip(line_of(block), "not declared: its for_each is empty");
      return {};
    }
    const Literal each = evaluator_.value(for_each, {});
    if (!each.is_whole() || each.members().empty()) return {Instance{}};
    return instances_of(block, each);
  }

  // Where a caller gives the values, a default decides nothing.
  bool declares_none(SyntaxNode number) {
    const auto is_none = [](const Literal& value) {
      const bool is_empty = value.holds_values() && value.members().empty();
      return value.is_false() || value.text() == "0" || (is_empty && value.is_whole());
    };
    return is_none(evaluator_.value(number, {})) &&
           (is_none(without_defaults_.value(number, {})) || names_.is_root());
  }

  std::vector<Instance> instances_of(SyntaxNode block, const Literal& each) {
    std::vector<Instance> instances;
    for (const Member& member : each.members()) {
      if (instances.size() == kMostInstances) {
        collector_.skip(line_of(block),
                        counted(each.members().size() - kMostInstances, "instance") +
                            " beyond the first " + std::to_string(kMostInstances));
        break;
      }
      const std::string& key = member.key.empty() ? member.value.text() : member.key;
      instances.push_back({"[\"" + key + "\"]", terraform::each_of(member)});
    }
    return instances;
  }

  // The first line that the parser could not understand; 0 where it understood all.
  [[nodiscard]] std::size_t broken_line() const {
    std::size_t line = 0;
    tree_.visit([&](SyntaxNode node) {
      if (line == 0 && node.is("ERROR")) line = node.line();
      return line == 0;
    });
    return line;
  }

  const SyntaxTree& tree_;
  terraform::Names names_;
  terraform::Evaluator evaluator_;
  terraform::Evaluator without_defaults_;
  terraform::Collector collector_;
  const std::string& path_;
  bool has_resources_ = false;
};

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  if (gives_values(file.path)) {
    Reading reading;
    reading.skipped.push_back({"",
                               "values for the code beside it, which is read with them where "
                               "Terraform takes them by itself"});
    return reading;
  }
  const auto tree = parse_syntax(Language::kHcl, file.bytes, limits);
  if (!tree) return std::unexpected(in_file(tree.error(), file.path));
  return Code(file, *tree, limits).read();
}

}  // namespace

extern const Reader terraform_hcl;
const Reader terraform_hcl{
    .name = "terraform_hcl",
    .reads = "Terraform and OpenTofu code",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
