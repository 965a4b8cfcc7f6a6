// Loads data/: vocabulary first, because everything else speaks of its facts.
#include "app/rulebook.h"

#include <algorithm>
#include <map>

#include "base/schema.h"
#include "base/sha256.h"
#include "programs/money_rules.h"

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
        "workload.aws.costs", "workload.poc.path_to_production", "plan.other_programs",
        "plan.workloads", "plan.yearly_cost_on_aws_usd", "plan.request_usd",
        "plan.request_percent_of_first_year"}) {
    if (!vocabulary.find(name)) {
      return failure(ErrorKind::kInput, std::string("the fact ") + name + " is not defined", path);
    }
  }
  return {};
}

class Loader {
 public:
  Loader(const Files& files, const RulebookPlace& place, const Date& as_of)
      : files_(files), place_(place), as_of_(as_of) {}

  Result<Rulebook> loaded() {
    for (const auto step : {&Loader::add_vocabulary, &Loader::add_programs, &Loader::add_routes,
                            &Loader::add_technologies}) {
      if (auto added = (this->*step)(); !added) return std::unexpected(added.error());
    }
    for (const Program& program : book_.programs) {
      book_.shown.push_back({program.id, program.name, program.version, sums_.at(program.id),
                             program.parameters, doubts_about(program, as_of_)});
    }
    std::ranges::sort(book_.data, {}, &DataShown::path);
    return std::move(book_);
  }

 private:
  Result<> add_facts(const std::string& path, const std::string& shown) {
    const auto facts = load(files_, path);
    if (!facts) return std::unexpected(facts.error());
    book_.data.push_back({shown, facts->sha256});
    if (auto added = book_.vocabulary.add(facts->document.root()); !added) {
      return std::unexpected(in_file(added.error(), path));
    }
    return {};
  }

  Result<> add_vocabulary() {
    const std::string path = place_.data + "/facts.yaml";
    if (auto added = add_facts(path, "facts.yaml"); !added) return added;
    if (auto named = check_names(book_.vocabulary, path); !named) return named;
    const std::string own = place_.packs + "/facts.yaml";
    if (place_.packs.empty() || !files_.resolve(own)) return {};
    return add_facts(own, "packs/facts.yaml");
  }

  // A pack's program takes the place of ours before tables of services are read, so that it gets
  // ours where it brings none.
  Result<> add_programs() {
    if (auto added = add_programs_in(place_.data + "/programs", false); !added) return added;
    if (!place_.packs.empty()) {
      if (auto added = add_programs_in(place_.packs, true); !added) return added;
      if (auto added = add_services_in(place_.packs + "/services", "packs/services/"); !added) {
        return added;
      }
    }
    return add_services_in(place_.data + "/services", "services/");
  }

  Result<> add_programs_in(const std::string& folder, bool replaces) {
    auto loaded = load_all(files_, folder);
    if (!loaded) return std::unexpected(loaded.error());
    const auto is_program = [](const Loaded& file) { return !file.path.ends_with("/facts.yaml"); };
    if (replaces && std::ranges::none_of(*loaded, is_program)) {
      return failure(ErrorKind::kInput, "no program is in this folder", folder,
                     "Name the folder in which a pack's *.yaml lie.");
    }
    for (const Loaded& file : *loaded) {
      if (replaces && !is_program(file)) continue;
      auto program = read_program(file.document.root(), book_.vocabulary, as_of_);
      if (!program) return std::unexpected(in_file(program.error(), file.path));
      const auto known = std::ranges::find(book_.programs, program->id, &Program::id);
      if (known != book_.programs.end() && !replaces) {
        return failure(ErrorKind::kInput, "the program " + program->id + " stands twice",
                       file.path);
      }
      sums_[program->id] = file.sha256;
      if (known != book_.programs.end()) {
        *known = std::move(*program);
      } else {
        book_.programs.push_back(std::move(*program));
      }
    }
    std::ranges::sort(book_.programs, {}, &Program::id);
    return {};
  }

  // Tables of services; a folder that is not there holds none.
  Result<> add_services_in(const std::string& folder, const std::string& shown) {
    if (!files_.resolve(folder)) return {};
    auto loaded = load_all(files_, folder);
    if (!loaded) return std::unexpected(loaded.error());
    for (const Loaded& file : *loaded) {
      const Node root = file.document.root();
      const auto program =
          std::ranges::find(book_.programs, program_of_services(root), &Program::id);
      if (program == book_.programs.end()) {
        return failure(ErrorKind::kInput, "'services' names no program", file.path);
      }
      if (program->plan_date) continue;  // a pack has brought a table of its own
      if (auto added = add_services(root, *program, book_.vocabulary); !added) {
        return std::unexpected(in_file(added.error(), file.path));
      }
      book_.data.push_back({shown + file.path.substr(folder.size() + 1), file.sha256});
    }
    return {};
  }

  Result<> add_routes() {
    const auto routes = load(files_, place_.data + "/routes.yaml");
    if (!routes) return std::unexpected(routes.error());
    auto rules = read_routes(routes->document.root(), book_.vocabulary);
    if (!rules) return std::unexpected(in_file(rules.error(), routes->path));
    book_.routes = std::move(*rules);
    book_.data.push_back({"routes.yaml", routes->sha256});
    return {};
  }

  Result<> add_technologies() {
    auto technologies = load_all(files_, place_.data + "/technologies");
    if (!technologies) return std::unexpected(technologies.error());
    for (const Loaded& file : *technologies) {
      if (auto added = book_.catalogue.add(file.document.root(), book_.vocabulary); !added) {
        return std::unexpected(in_file(added.error(), file.path));
      }
      book_.data.push_back({file.path.substr(place_.data.size() + 1), file.sha256});
    }
    return {};
  }

  const Files& files_;
  const RulebookPlace& place_;
  const Date& as_of_;
  Rulebook book_;
  std::map<std::string, std::string> sums_;  // SHA-256 by program
};

}  // namespace

Result<Rulebook> load_rulebook(const Files& files, const RulebookPlace& place, const Date& as_of) {
  return Loader(files, place, as_of).loaded();
}

}  // namespace fundable
