// Measures how many decisions a core makes in a second, with full findings, and writes the same
// criteria and inputs for the peers (peers.mjs), with our answers to compare.
//
// A decision is one workload under one program. How it is measured: rates.h. Loading the rulebook
// is measured apart.
//
// usage: decisions_bench DATA_FOLDER OUTPUT.json
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <limits>

#include "app/rulebook.h"
#include "base/json_out.h"
#include "bench/decisions/expanded.h"
#include "bench/decisions/rates.h"
#include "bench/decisions/subjects.h"
#include "bench/decisions/translate.h"
#include "programs/compiled.h"
#include "programs/evaluate.h"

namespace fundable {
namespace {

constexpr std::size_t kSubjects = 2'000;
constexpr std::uint32_t kSeed = 20'261'122;
constexpr int kLoads = 21;
constexpr Date kAsOf{std::chrono::year(2026), std::chrono::November, std::chrono::day(25)};

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

class Bench {
 public:
  explicit Bench(Rulebook book)
      : book_(std::move(book)), subjects_(made_subjects(book_.vocabulary, kSubjects, kSeed)) {}

  [[nodiscard]] std::vector<NamedRates> rates() const { return our_rates(book_, subjects_, kAsOf); }

  Json for_peers() const {
    Json json;
    json["programs"] = Json::array();
    for (const Program& program : book_.programs) json["programs"].push_back(described(program));
    json["subjects"] = Json::array();
    for (const MadeSubject& subject : subjects_) {
      Json ours = Json::array();
      for (const Program& program : book_.programs) ours.push_back(decided(program, subject));
      json["subjects"].push_back({{"known", subject.all_known},
                                  {"facts", bindings(subject, book_.vocabulary)},
                                  {"ours", ours}});
    }
    return json;
  }

 private:
  Judgement judged(const Program& program, const MadeSubject& subject) const {
    return judge(program, {subject.workload, subject.project}, book_.vocabulary, kAsOf);
  }

  Json described(const Program& program) const {
    Json criteria = Json::array();
    for (const Criterion& criterion : program.criteria) {
      if (criterion.of_plan) continue;  // no workload answers it
      criteria.push_back({{"id", criterion.id},
                          {"kind", to_string(criterion.kind)},
                          {"says", criterion.says},
                          {"remedy", criterion.remedy},
                          {"review", criterion.review_if_no},
                          {"facts", criterion.fact_names},
                          {"source",
                           {{"title", criterion.source.title},
                            {"section", criterion.source.section},
                            {"url", criterion.source.url},
                            {"checked", criterion.source.checked}}},
                          {"cel", translated(criterion.when, Language::kCel, book_.vocabulary)},
                          {"zen", translated(criterion.when, Language::kZen, book_.vocabulary)},
                          {"tree", expanded(criterion.when, book_.vocabulary)}});
    }
    return {{"id", program.id}, {"criteria", criteria}, {"flips", flips(program)}};
  }

  // What a peer has to try to find what would flip a verdict: for each fact that required criteria
  // rest on, where those stand, and the values that they can tell apart.
  Json flips(const Program& program) const {
    Json all = Json::array();
    for (const auto& [id, values] : program.witnesses) {
      Json criteria = Json::array();
      std::size_t c = 0;
      for (const Criterion& criterion : program.criteria) {
        if (criterion.of_plan) continue;
        const bool rests_on_it = std::ranges::binary_search(criterion.rests_on, id);
        if (criterion.kind == CriterionKind::kRequired && rests_on_it) criteria.push_back(c);
        ++c;
      }
      if (criteria.empty()) continue;
      const FactDefinition& fact = book_.vocabulary[id];
      const bool few = fact.type == FactType::kRecord || fact.type == FactType::kRecords;
      Json tried = Json::array();
      for (std::size_t v = 0; v < (few ? 2 : values.size()); ++v) {
        tried.push_back(binding(values[v], fact));
      }
      all.push_back({{"fact", variable(fact)}, {"criteria", criteria}, {"values", tried}});
    }
    return all;
  }

  // What the peers have to come to: the answers in order, and which facts lead to which verdicts.
  Json decided(const Program& program, const MadeSubject& subject) const {
    const Verdict verdict = judged(program, subject).verdict;
    Json answers = Json::array();
    for (const Finding& finding : verdict.findings) answers.push_back(to_string(finding.answer));
    std::vector<std::string> flips;
    for (const Flip& flip : verdict.would_flip) {
      const FactDefinition& fact = book_.vocabulary[book_.vocabulary.id(flip.fact)];
      flips.push_back(variable(fact) + " " + to_string(flip.verdict));
    }
    std::ranges::sort(flips);
    return {{"verdict", to_string(verdict.verdict)}, {"answers", answers}, {"flips", flips}};
  }

  Rulebook book_;
  std::vector<MadeSubject> subjects_;
};

double thread_milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

template <class Work>
double least_milliseconds(const Work& work) {
  double least = std::numeric_limits<double>::max();
  for (int i = 0; i < kLoads; ++i) {
    const double start = thread_milliseconds();
    work();
    least = std::min(least, thread_milliseconds() - start);
  }
  return least;
}

// Loading the rulebook, and how much of that are the technologies, which only discovery needs.
void show_loading(const std::string& data, const Rulebook& book) {
  const DiskFiles files;
  const double whole = least_milliseconds([&] { (void)load_rulebook(files, {data}, kAsOf); });
  const auto entries = files.list(data + "/technologies");
  const double technologies = least_milliseconds([&] {
    Catalogue catalogue;
    for (const Entry& entry : entries.value_or(std::vector<Entry>())) {
      const auto bytes = files.read(data + "/technologies/" + entry.name, std::size_t{16} << 20);
      const auto documents = parse_yaml(bytes.value_or(""));
      if (documents && !documents->empty()) {
        (void)catalogue.add(documents->front().root(), book.vocabulary);
      }
    }
  });
  const double compiling = least_milliseconds([&] {
    for (const Program& program : book.programs) {
      const CompiledProgram compiled(program, book.vocabulary);
    }
  });
  fmt::print(
      "Loading the rulebook: {:.1f} ms of CPU; facts, programs and routes {:.1f} (aim: 5), "
      "technologies {:.1f}; compiling the programs {:.2f}\n\n",
      whole, whole - technologies, technologies, compiling);
}

int run(const std::string& data, const std::string& output) {
  auto book = load_rulebook(DiskFiles(), {data}, kAsOf);
  if (!book) {
    fmt::print(stderr, "{}\n", to_string(book.error()));
    return 1;
  }
  show_loading(data, *book);
  Bench bench(std::move(*book));
  Json json = bench.for_peers();
  json["rates"] = Json::array();
  for (const NamedRates& rates : bench.rates()) {
    json["rates"].push_back({{"key", rates.key},
                             {"name", rates.name},
                             {"all", {rates.all.one, rates.all.two}},
                             {"known", {rates.known.one, rates.known.two}}});
  }
  std::ofstream file(output, std::ios::binary);
  file << json.dump() << '\n';
  file.close();
  if (!file) {
    fmt::print(stderr, "cannot write {}\n", output);
    return 1;
  }
  return 0;
}

}  // namespace
}  // namespace fundable

int main(int count, char** words) {
  if (count != 3) {
    fmt::print(stderr, "usage: decisions_bench DATA_FOLDER OUTPUT.json\n");
    return 2;
  }
  return fundable::run(words[1], words[2]);
}
