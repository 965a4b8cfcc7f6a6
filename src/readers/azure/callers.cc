// Templates for the Azure Developer CLI copy a whole library of modules and call a few of them: a
// file by itself says little about what is deployed. So calls are followed from the top, with the
// values that they hand over.
//
// A file without modules calls nothing and is not parsed, which keeps this cheap: most files are
// leaves. A file that calls modules itself is followed with the values of its first call.
#include "readers/azure/callers.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <set>

#include "base/text.h"
#include "readers/azure/bicep.h"

namespace fundable::azure {
namespace {

using infra::Literal;

constexpr std::size_t kMostFiles = 200;
constexpr std::size_t kMostBytes = 2u << 20;
constexpr std::size_t kMostCalls = 20;

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? std::string_view() : path.substr(0, slash));
}

std::string in_folder(const std::string& folder, std::string_view name) {
  return (folder.empty() ? std::string() : folder + '/') + std::string(name);
}

// What a call hands over; several where it is a loop. Of a loop over what is not known its own
// names are unknown.
std::vector<Given> handed_over(SyntaxNode module, Bicep& values) {
  SyntaxNode body = parts_of(module).back();
  std::vector<Scope> rounds{{}};
  while (body.is("for_statement") || body.is("if_statement")) {
    const auto parts = parts_of(body);
    if (parts.size() < 2) return {};
    if (body.is("for_statement")) {
      const Literal over = values.value(parts[1], {});
      const bool is_known = over.is(Literal::Kind::kList) && over.is_whole();
      rounds = rounds_of(body, is_known ? over : Literal::list({Literal()}), {});
    }
    body = parts.back();
  }
  if (rounds.size() > kMostCalls) rounds.resize(kMostCalls);
  std::vector<Given> all;
  for (const Scope& round : rounds) {
    const Literal parameters = values.value(body, round)["params"];
    Given given;
    for (const infra::Member& member : parameters.members()) {
      given.insert_or_assign(member.key, member.value);
    }
    all.push_back(std::move(given));
  }
  return all;
}

bool is_off(SyntaxNode module, Bicep& values) {
  const SyntaxNode body = parts_of(module).back();
  const auto parts = parts_of(body);
  return body.is("if_statement") && !parts.empty() && values.value(parts[0], {}).is_false();
}

class Graph {
 public:
  Graph(const EvidenceFile& file, const Limits& limits) : file_(file), limits_(limits) {}

  void start(const std::string& path) { open(path, {}); }

  // Follows all calls; false where they are too many to follow.
  bool follow() {
    while (!open_.empty()) {
      const auto [path, given] = std::move(open_.front());
      open_.pop_front();
      if (!follow(path, given)) return false;
    }
    return true;
  }

  // The values of the file's calls; empty where there is no call.
  [[nodiscard]] const std::vector<Given>& found() const { return found_; }

 private:
  void open(const std::string& path, Given given) {
    if (path != file_.path && seen_.insert(path).second) open_.emplace_back(path, std::move(given));
  }

  bool follow(const std::string& path, const Given& given) {
    const auto text = file_.around->text_of(path);
    if (!text || !text->contains("module ")) return true;
    bytes_ += text->size();
    if (++files_ > kMostFiles || bytes_ > kMostBytes) return false;
    const auto tree = parse_syntax(Language::kBicep, *text, limits_);
    if (!tree) return false;
    const EvidenceFile file{path, *text, file_.around};
    Given known = given;
    if (auto parameters = parameters_beside(file, limits_)) known.merge(*parameters);
    Bicep values(file, *tree, std::move(known), Defaults::kTaken, limits_);
    for (const SyntaxNode node : tree->root().children()) {
      const auto parts = parts_of(node);
      if (!node.is("module_declaration") || parts.size() < 3 || is_off(node, values)) continue;
      const std::string target = module_path(path, quoted(parts[1]));
      const bool is_new = target.ends_with(".bicep") && !seen_.contains(target);
      if (target != file_.path && !is_new) continue;
      for (Given& one : handed_over(node, values)) {
        if (target != file_.path) {
          open(target, std::move(one));
        } else if (found_.size() < kMostCalls) {
          found_.push_back(std::move(one));
        }
      }
    }
    return true;
  }

  const EvidenceFile& file_;
  const Limits& limits_;
  std::set<std::string, std::less<>> seen_;
  std::deque<std::pair<std::string, Given>> open_;
  std::vector<Given> found_;
  std::size_t files_ = 0;
  std::size_t bytes_ = 0;
};

// The nearest folder, this one or above, that holds a main.bicep.
std::optional<std::string> root_folder(const EvidenceFile& file) {
  std::string folder = folder_of(file.path);
  for (;;) {
    const auto names = file.around->files_in(folder);
    if (std::ranges::find(names, "main.bicep") != names.end()) return folder;
    if (folder.empty()) return std::nullopt;
    folder = folder_of(folder);
  }
}

}  // namespace

std::string module_path(const std::string& caller, std::string_view module) {
  std::string path = folder_of(caller);
  for (const std::string_view part : split(module, '/')) {
    if (part == "." || part.empty()) continue;
    if (part != "..") {
      path = in_folder(path, part);
    } else if (path.empty()) {
      return {};
    } else {
      path = folder_of(path);
    }
  }
  return path;
}

Calls calls_of(const EvidenceFile& file, const Limits& limits) {
  auto given = parameters_beside(file, limits);
  const bool is_main = file.path == "main.bicep" || file.path.ends_with("/main.bicep");
  if (given || is_main) return {Role::kDeployed, {given.value_or(Given{})}};
  if (file.around == nullptr) return {Role::kUnknown, {Given{}}};
  const auto root = root_folder(file);
  if (!root) return {Role::kUnknown, {Given{}}};
  Graph graph(file, limits);
  for (const std::string& name : file.around->files_in(*root)) {
    if (name.ends_with(".bicep")) graph.start(in_folder(*root, name));
  }
  if (!graph.follow()) return {Role::kUnknown, {Given{}}};
  if (!graph.found().empty()) return {Role::kCalled, graph.found()};
  // What lies beside main.bicep may be deployed by itself.
  return {folder_of(file.path) == *root ? Role::kUnknown : Role::kUncalled, {Given{}}};
}

}  // namespace fundable::azure
