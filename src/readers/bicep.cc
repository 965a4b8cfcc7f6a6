// Reads Bicep: the resources that a file declares, and the modules from a registry that it calls.
//
// Values are followed as far as code tells them: parameters as the file's callers or a file of
// parameters beside give them, or their defaults; variables; loops over literals. `existing`
// resources are managed elsewhere and only counted. A file that is called nowhere declares nothing.
// Where callers are not known, a condition that rests on a default decides nothing.
//
// Left out on purpose: outputs, user-defined functions and types, files of parameters
// (.bicepparam).
#include <algorithm>

#include "base/schema.h"
#include "base/syntax.h"
#include "base/text.h"
#include "readers/azure/bicep.h"
#include "readers/azure/callers.h"
#include "readers/azure/declared.h"
#include "readers/table.h"

namespace fundable {
namespace {

using azure::Bicep;
using azure::Declared;
using azure::Defaults;
using azure::Role;
using azure::Scope;
using infra::Literal;

constexpr std::size_t kMostInstances = 20;  // of one declaration
constexpr std::size_t kMostNesting = 8;     // Bicep allows less

bool recognises(const EvidenceFile& head) { return head.path.ends_with(".bicep"); }

std::string line_of(SyntaxNode node) { return "line " + std::to_string(node.line()); }

class Code {
 public:
  // `defaults_count`: whether a parameter without a given value has its default for sure.
  Code(const EvidenceFile& file, const SyntaxTree& tree, const azure::Given& given,
       bool defaults_count, const Limits& limits)
      : file_(file),
        path_(file.path),
        tree_(tree),
        defaults_count_(defaults_count),
        values_(file, tree, given, Defaults::kTaken, limits),
        without_defaults_(file, tree, given, Defaults::kUnknown, limits) {}

  Result<Reading> read() {
    for (const SyntaxNode node : tree_.root().children()) {
      if (node.is("resource_declaration") || node.is("module_declaration")) take(node, {}, "", 0);
    }
    const std::size_t broken = broken_line();
    if (broken > 0 && declarations_ == 0 && existing_ == 0) {
      return failure(ErrorKind::kInput, "not Bicep", path_ + ":" + std::to_string(broken));
    }
    if (broken > 0) {
      skip("line " + std::to_string(broken), "this part of the code is not understood");
    }
    if (existing_ > 0) {
      skip("resources", counted(existing_, "existing resource") + ", managed elsewhere");
    }
    if (declarations_ + existing_ == 0) skip("", "it declares no resources");
    return std::move(reading_);
  }

 private:
  // A resource or module, alone, under a condition, or once for each element of a list.
  void take(SyntaxNode node, const Scope& scope, const std::string& parent, std::size_t depth) {
    const auto parts = azure::parts_of(node);
    if (parts.size() < 3 || !parts[1].is("string")) return;
    if (is_existing(node, parts[1], parts.back())) {
      ++existing_;
      return;
    }
    ++declarations_;
    const SyntaxNode body = parts.back();
    if (!body.is("for_statement")) return take_body(node, body, scope, parent, depth);
    const auto loop = azure::parts_of(body);
    if (loop.size() < 3) return;
    const Literal over = values_.value(loop[1], scope);
    if (over.is_whole() && over.members().empty() && decides(loop[1], scope)) {
      return skip(line_of(node), "not declared: it is made for each element of an empty list");
    }
    auto rounds = azure::rounds_of(body, over, scope);
    // What the loop goes over is not known: one stands for all.
    if (rounds.empty()) rounds.push_back(closed(body, scope));
    for (std::size_t i = 0; i < std::min(rounds.size(), kMostInstances); ++i) {
      take_body(node, loop.back(), rounds[i], parent, depth);
    }
    if (rounds.size() > kMostInstances) {
      skip(line_of(node), counted(rounds.size() - kMostInstances, "instance") +
                              " beyond the first " + std::to_string(kMostInstances));
    }
  }

  // The scope in which the loop's own names are unknown, not those of the file.
  static Scope closed(SyntaxNode loop, const Scope& scope) {
    return azure::rounds_of(loop, Literal::list({Literal()}), scope).front();
  }

  static bool is_existing(SyntaxNode node, SyntaxNode type, SyntaxNode body) {
    const std::size_t from = type.end() - node.begin();
    const std::size_t to = body.begin() - node.begin();
    return to > from && node.text().substr(from, to - from).contains("existing");
  }

  // Whether the value stands whatever a caller gives.
  bool decides(SyntaxNode expression, const Scope& scope) {
    return defaults_count_ || without_defaults_.value(expression, scope).is_known();
  }

  void take_body(SyntaxNode node, SyntaxNode body, const Scope& scope, const std::string& parent,
                 std::size_t depth) {
    if (body.is("if_statement")) {
      const auto parts = azure::parts_of(body);
      if (parts.size() < 2) return;
      if (values_.value(parts[0], scope).is_false() && decides(parts[0], scope)) {
        return skip(line_of(node), "not declared: its condition is false");
      }
      body = parts.back();
    }
    if (!body.is("object")) return;
    const auto parts = azure::parts_of(node);
    Declared declared;
    declared.symbol = parts[0].text();
    declared.body = values_.value(body, scope);
    declared.at = {path_, line_of(node), {}};
    const std::string_view text = azure::quoted(parts[1]);
    if (node.is("module_declaration")) {
      declared.type = azure::module_source_of(text);
      if (declared.type.empty() && is_in_evidence(text)) return;
      if (auto seen = azure::module_call_of(std::move(declared))) add(std::move(*seen));
      return;
    }
    declared.type = azure::type_without_version(text);
    if (!parent.empty()) declared.type = parent + '/' + declared.type;
    const std::string type = declared.type;
    add(azure::observation_of(std::move(declared)));
    take_children(body, scope, type, depth);
  }

  // A module that is read as a file of its own, with the values of this call.
  [[nodiscard]] bool is_in_evidence(std::string_view module) const {
    const std::string path = azure::module_path(path_, module);
    return file_.around != nullptr && file_.around->text_of(path).has_value();
  }

  void take_children(SyntaxNode body, const Scope& scope, const std::string& type,
                     std::size_t depth) {
    if (depth >= kMostNesting) return;
    for (const SyntaxNode property : body.children()) {
      const SyntaxNode child = property.child("resource_declaration");
      if (property.is("object_property") && child.exists()) take(child, scope, type, depth + 1);
    }
  }

  void add(Observation seen) { reading_.observations.push_back(std::move(seen)); }

  void skip(std::string locator, std::string why) {
    reading_.skipped.push_back({std::move(locator), std::move(why)});
  }

  // The first line that the parser could not understand; 0 where it understood all. It does not
  // know `...`, but nothing behind that is lost.
  [[nodiscard]] std::size_t broken_line() const {
    std::size_t line = 0;
    tree_.visit([&](SyntaxNode node) {
      const bool is_error = node.is("ERROR") && !node.text().starts_with("...");
      if (line == 0 && is_error) line = node.line();
      return line == 0;
    });
    return line;
  }

  const EvidenceFile& file_;
  const std::string& path_;
  const SyntaxTree& tree_;
  bool defaults_count_;
  Bicep values_;
  Bicep without_defaults_;
  std::size_t declarations_ = 0;
  std::size_t existing_ = 0;
  Reading reading_;
};

// Adds what another call of the file shows anew.
void add(Reading one, Reading& all) {
  for (Observation& seen : one.observations) {
    const auto same = [&](const Observation& other) {
      const auto same_mark = [](const Mark& a, const Mark& b) {
        return a.channel == b.channel && a.text == b.text && a.details == b.details;
      };
      return other.at.locator == seen.at.locator && other.name == seen.name &&
             std::ranges::equal(other.marks, seen.marks, same_mark);
    };
    if (std::ranges::none_of(all.observations, same)) all.observations.push_back(std::move(seen));
  }
  for (Skipped& entry : one.skipped) {
    const auto same = [&](const Skipped& other) {
      return other.locator == entry.locator && other.why == entry.why;
    };
    if (std::ranges::none_of(all.skipped, same)) all.skipped.push_back(std::move(entry));
  }
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto tree = parse_syntax(Language::kBicep, file.bytes, limits);
  if (!tree) return std::unexpected(in_file(tree.error(), file.path));
  const azure::Calls calls = azure::calls_of(file, limits);
  if (calls.role == Role::kUncalled) {
    Reading reading;
    reading.skipped.push_back({"", "no file that is deployed calls this module"});
    return reading;
  }
  Reading all;
  for (const azure::Given& given : calls.given) {
    auto one = Code(file, *tree, given, calls.role != Role::kUnknown, limits).read();
    if (!one) return one;
    add(std::move(*one), all);
  }
  return all;
}

}  // namespace

extern const Reader bicep;
const Reader bicep{
    .name = "bicep",
    .reads = "Bicep",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
