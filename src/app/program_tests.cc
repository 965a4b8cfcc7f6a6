// Cases stand in `cases` beside the programs. The rulebook is loaded once for each day that a case
// names, because a program is read as on one day.
#include "app/program_tests.h"

#include <algorithm>
#include <map>

#include "base/schema.h"

namespace fundable {
namespace {

Result<> load_folder(const Files& files, const std::string& folder, const Vocabulary& vocabulary,
                     std::vector<CasesFile>& all) {
  if (!files.resolve(folder)) return {};
  const auto entries = files.list(folder);
  if (!entries) return std::unexpected(entries.error());
  for (const Entry& entry : *entries) {
    if (!entry.name.ends_with(".yaml")) continue;
    const std::string path = folder + "/" + entry.name;
    const auto bytes = files.read(path, std::size_t{16} << 20);
    if (!bytes) return std::unexpected(bytes.error());
    const auto documents = parse_yaml(*bytes);
    if (!documents) return std::unexpected(in_file(documents.error(), path));
    if (documents->size() != 1) {
      return failure(ErrorKind::kInput, "expected one YAML document", path);
    }
    auto cases = read_cases(documents->front().root(), vocabulary);
    if (!cases) return std::unexpected(in_file(cases.error(), path));
    all.push_back({path, std::move(*cases)});
  }
  return {};
}

class Runner {
 public:
  Runner(const Files& files, const RulebookPlace& place, const Date& as_of)
      : files_(files), place_(place), as_of_(as_of) {}

  Result<std::vector<ProgramTest>> tests() {
    const auto today = book_on(as_of_);
    if (!today) return std::unexpected(today.error());
    const auto all = load_cases(files_, place_, (*today)->vocabulary);
    if (!all) return std::unexpected(all.error());
    for (const CasesFile& file : *all) {
      if (std::ranges::count((*today)->programs, file.cases.program, &Program::id) == 0) {
        return failure(ErrorKind::kInput, "there is no program " + file.cases.program, file.path);
      }
    }
    std::vector<ProgramTest> tests;
    for (const Program& program : (*today)->programs) {
      ProgramTest test{program.id, 0, {}, {}};
      std::vector<ProgramCase> cases;
      for (const CasesFile& file : *all) {
        if (file.cases.program != program.id) continue;
        if (auto run = run_file(file, test); !run) return std::unexpected(run.error());
        cases.insert(cases.end(), file.cases.cases.begin(), file.cases.cases.end());
      }
      test.cases = cases.size();
      test.unseen = unseen_by(cases, program, (*today)->vocabulary, as_of_);
      tests.push_back(std::move(test));
    }
    return tests;
  }

 private:
  Result<const Rulebook*> book_on(const Date& day) {
    const auto known = books_.find(day);
    if (known != books_.end()) return &known->second;
    auto book = load_rulebook(files_, place_, day);
    if (!book) return std::unexpected(book.error());
    return &books_.emplace(day, std::move(*book)).first->second;
  }

  Result<> run_file(const CasesFile& file, ProgramTest& test) {
    for (const ProgramCase& one : file.cases.cases) {
      const Date day = one.as_of.value_or(as_of_);
      const auto book = book_on(day);
      if (!book) return std::unexpected(book.error());
      const auto program = std::ranges::find((*book)->programs, test.program, &Program::id);
      for (const std::string& failure : failures_of(one, *program, (*book)->vocabulary, day)) {
        test.failures.push_back(file.path + ":" + one.place + ": " + one.name + ": " + failure);
      }
    }
    return {};
  }

  const Files& files_;
  const RulebookPlace& place_;
  const Date as_of_;
  std::map<Date, Rulebook> books_;
};

}  // namespace

Result<std::vector<CasesFile>> load_cases(const Files& files, const RulebookPlace& place,
                                          const Vocabulary& vocabulary) {
  std::vector<CasesFile> all;
  if (!place.packs.empty()) {
    if (auto loaded = load_folder(files, place.packs + "/cases", vocabulary, all); !loaded) {
      return std::unexpected(loaded.error());
    }
  }
  std::vector<CasesFile> ours;
  if (auto loaded = load_folder(files, place.data + "/programs/cases", vocabulary, ours); !loaded) {
    return std::unexpected(loaded.error());
  }
  const std::size_t of_packs = all.size();
  for (CasesFile& file : ours) {
    const auto same = [&](const CasesFile& pack) {
      return pack.cases.program == file.cases.program;
    };
    if (std::none_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(of_packs), same)) {
      all.push_back(std::move(file));
    }
  }
  return all;
}

Result<std::vector<ProgramTest>> test_programs(const Files& files, const RulebookPlace& place,
                                               const Date& as_of) {
  return Runner(files, place, as_of).tests();
}

}  // namespace fundable
