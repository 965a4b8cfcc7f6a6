// Fuzzes everything that takes bytes from outside but bills: the readers of evidence, the project
// file, the program's data files, .gitignore files.
//
// The first line of an input says what it is, `terraform_state prod.tfstate`: the name of a reader
// and the file's path. A program is built of this for each family of parsers: a folder of seeds,
// which takes the readers that its seeds name, so that no family starves another. A reader is tried
// on what it does not recognise, too: it must not rest on that. A template of a chart finds itself
// as the chart's other files, so that they are fuzzed with it.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/ignore_rules.h"
#include "app/rulebook.h"
#include "base/text.h"
#include "fuzz/promises.h"
#include "programs/money_rules.h"
#include "project/project_file.h"
#include "readers/table.h"

namespace fundable::fuzz {
namespace {

constexpr std::size_t kHeadBytes = 64 << 10;
// Small enough for the fuzzer to meet them.
constexpr Limits kLimits{.bytes = 1 << 20, .depth = 100, .values = 50'000};

constexpr Date kToday{std::chrono::year(2026), std::chrono::November, std::chrono::day(25)};

const Vocabulary& vocabulary() {
  static const Vocabulary kVocabulary = [] {
    auto book = load_rulebook(DiskFiles(), {FUNDABLE_ROOT "/data"}, kToday);
    if (!book) {
      fmt::print(stderr, "{}\n", to_string(book.error()));
      std::abort();
    }
    return std::move(book->vocabulary);
  }();
  return kVocabulary;
}

// The names with which the seeds of this family start.
const std::set<std::string, std::less<>>& family() {
  static const auto kFamily = [] {
    std::set<std::string, std::less<>> names;
    for (const auto& seed : std::filesystem::directory_iterator(FUNDABLE_SEEDS)) {
      std::string name;
      std::ifstream(seed.path()) >> name;
      names.insert(name);
    }
    return names;
  }();
  return kFamily;
}

void expect(const auto& result) {
  if (!result) expect_promises(result.error());
}

void read_data_file(std::string_view bytes) {
  const auto documents = parse_yaml(bytes, kLimits);
  if (!documents) return expect_promises(documents.error());
  for (const Document& document : *documents) {
    expect(read_program(document.root(), vocabulary(), kToday));
    Program program;
    expect(add_services(document.root(), program, vocabulary()));
    expect(read_routes(document.root(), vocabulary()));
    expect(Vocabulary::read(document.root()));
    Catalogue catalogue;
    expect(catalogue.add(document.root(), vocabulary()));
  }
}

void read_rules(std::string_view bytes, const std::string& path) {
  const auto rules = IgnoreRules::read(bytes);
  if (!rules) return expect_promises(rules.error());
  std::size_t steps = 0;
  for (const bool is_folder : {false, true}) (void)rules->judge(path, is_folder, steps);
}

// A chart's files, all of them with the same text.
class SameText final : public Surroundings {
 public:
  explicit SameText(std::string_view text) : text_(text) {}
  std::vector<std::string> files_in(const std::string&) const override { return {"_names.tpl"}; }
  std::optional<std::string> text_of(const std::string&) const override { return text_; }

 private:
  std::string text_;
};

// False where the name is none of the family.
bool read_as(std::string_view name, const std::string& path, std::string_view bytes) {
  if (!family().contains(name)) return false;
  if (name == "project_file") {
    expect(read_project_file(path, bytes, vocabulary()));
  } else if (name == "data_file") {
    read_data_file(bytes);
  } else if (name == "gitignore") {
    read_rules(bytes, path);
  } else {
    const auto found = std::ranges::find(readers(), name, [](const Reader* r) { return r->name; });
    if (found == readers().end()) return false;
    (void)(*found)->recognises({path, bytes.substr(0, kHeadBytes)});
    const SameText around(bytes);
    const bool of_chart = name == "helm_chart";
    expect_promises((*found)->read({path, bytes, of_chart ? &around : nullptr}, kLimits), path);
  }
  return true;
}

}  // namespace
}  // namespace fundable::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  constexpr int kKeep = 0;
  constexpr int kForget = -1;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line_end = input.find('\n');
  const std::size_t name_end = input.find(' ');
  if (line_end == input.npos || name_end >= line_end) return kForget;
  const std::string path =
      fundable::shown_path(input.substr(name_end + 1, line_end - name_end - 1));
  const bool read =
      fundable::fuzz::read_as(input.substr(0, name_end), path, input.substr(line_end + 1));
  return read ? kKeep : kForget;
}
