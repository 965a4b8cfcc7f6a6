// Loads data/: vocabulary first, because everything else speaks of its facts.
#include "app/rulebook.h"

#include <algorithm>

#include "base/schema.h"
#include "base/sha256.h"

namespace fundable {
namespace {

struct Loaded {
  std::string path;
  std::string sha256;
  Document document;
};

Result<Loaded> load(const Files& files, const std::string& path) {
  auto bytes = files.read(path, std::size_t{16} << 20);
  if (!bytes) return std::unexpected(bytes.error());
  auto documents = parse_yaml(*bytes);
  if (!documents) return std::unexpected(in_file(documents.error(), path));
  if (documents->size() != 1) {
    return failure(ErrorKind::kInput, "expected one YAML document", path);
  }
  return Loaded{path, sha256(*bytes), std::move(documents->front())};
}

Result<std::vector<Loaded>> load_all(const Files& files, const std::string& folder) {
  auto entries = files.list(folder);
  if (!entries) return std::unexpected(entries.error());
  std::vector<Loaded> all;
  for (const Entry& entry : *entries) {
    if (!entry.name.ends_with(".yaml")) continue;
    auto loaded = load(files, folder + "/" + entry.name);
    if (!loaded) return std::unexpected(loaded.error());
    all.push_back(std::move(*loaded));
  }
  return all;
}

// The facts that this program's own code speaks of.
Result<> check_names(const Vocabulary& vocabulary, const std::string& path) {
  for (const char* name :
       {"project.customer.name", "workload.kind", "workload.runs_on", "workload.declared_on",
        "workload.goes_to", "workload.motion", "workload.exists", "workload.monthly_cost_usd",
        "workload.aws.monthly_cost_usd", "workload.aws.services", "workload.poc.costs",
        "plan.other_programs"}) {
    if (!vocabulary.find(name)) {
      return failure(ErrorKind::kInput, std::string("the fact ") + name + " is not defined", path);
    }
  }
  return {};
}

Result<> add_programs(Rulebook& book, const Files& files, const std::string& folder) {
  auto loaded = load_all(files, folder);
  if (!loaded) return std::unexpected(loaded.error());
  for (const Loaded& file : *loaded) {
    auto program = read_program(file.document.root(), book.vocabulary);
    if (!program) return std::unexpected(in_file(program.error(), file.path));
    if (std::ranges::find(book.programs, program->id, &Program::id) != book.programs.end()) {
      return failure(ErrorKind::kInput, "the program " + program->id + " stands twice", file.path);
    }
    book.shown.push_back({program->id, program->name, program->version, file.sha256});
    book.programs.push_back(std::move(*program));
  }
  std::ranges::sort(book.programs, {}, &Program::id);
  std::ranges::sort(book.shown, {}, &ProgramShown::id);
  return {};
}

}  // namespace

Result<Rulebook> load_rulebook(const Files& files, const std::string& folder) {
  Rulebook book;
  const auto facts = load(files, folder + "/facts.yaml");
  if (!facts) return std::unexpected(facts.error());
  book.data.push_back({"facts.yaml", facts->sha256});
  auto vocabulary = Vocabulary::read(facts->document.root());
  if (!vocabulary) return std::unexpected(in_file(vocabulary.error(), facts->path));
  if (auto named = check_names(*vocabulary, facts->path); !named) {
    return std::unexpected(named.error());
  }
  book.vocabulary = std::move(*vocabulary);
  if (auto added = add_programs(book, files, folder + "/programs"); !added) {
    return std::unexpected(added.error());
  }
  const auto routes = load(files, folder + "/routes.yaml");
  if (!routes) return std::unexpected(routes.error());
  auto rules = read_routes(routes->document.root(), book.vocabulary);
  if (!rules) return std::unexpected(in_file(rules.error(), routes->path));
  book.routes = std::move(*rules);
  book.data.push_back({"routes.yaml", routes->sha256});
  auto technologies = load_all(files, folder + "/technologies");
  if (!technologies) return std::unexpected(technologies.error());
  for (const Loaded& file : *technologies) {
    if (auto added = book.catalogue.add(file.document.root(), book.vocabulary); !added) {
      return std::unexpected(in_file(added.error(), file.path));
    }
    book.data.push_back({file.path.substr(folder.size() + 1), file.sha256});
  }
  return book;
}

}  // namespace fundable
