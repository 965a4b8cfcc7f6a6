// Measures how many decisions a core makes in a second, with full findings, and writes the same
// criteria and inputs for the peers (peers.mjs), with our answers to compare.
//
// A decision is one workload under one program. CPU time is measured, not wall time: it is "per
// core" by definition, and other work on the machine disturbs it less. The best of several rounds
// counts, for the peers as for us.
//
// usage: decisions_bench DATA_FOLDER OUTPUT.json
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <fstream>

#include "app/rulebook.h"
#include "base/json_out.h"
#include "bench/decisions/subjects.h"
#include "bench/decisions/translate.h"
#include "programs/evaluate.h"

namespace fundable {
namespace {

constexpr std::size_t kSubjects = 2'000;
constexpr std::uint32_t kSeed = 20'261'122;
constexpr int kRounds = 7;
constexpr double kRoundSeconds = 0.5;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

class Bench {
 public:
  explicit Bench(Rulebook book)
      : book_(std::move(book)), subjects_(made_subjects(book_.vocabulary, kSubjects, kSeed)) {}

  // Decisions per second over all subjects, or only over those of which everything is known.
  double rate(bool only_known) {
    double best = 0;
    for (int round = 0; round < kRounds; ++round) {
      std::size_t decisions = 0;
      const double start = cpu_seconds();
      double spent = 0;
      do {
        decisions += pass(only_known);
        spent = cpu_seconds() - start;
      } while (spent < kRoundSeconds);
      best = std::max(best, static_cast<double>(decisions) / spent);
    }
    return best;
  }

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

  // What was written in the last pass: shown, so that no compiler can leave the work out.
  std::size_t findings() const { return findings_; }

 private:
  std::size_t pass(bool only_known) {
    std::size_t decisions = 0;
    findings_ = 0;
    for (const MadeSubject& subject : subjects_) {
      if (only_known && !subject.all_known) continue;
      for (const Program& program : book_.programs) {
        findings_ += judged(program, subject).verdict.findings.size();
        ++decisions;
      }
    }
    return decisions;
  }

  Judgement judged(const Program& program, const MadeSubject& subject) const {
    return judge(program, {subject.workload, subject.project}, book_.vocabulary, as_of_);
  }

  Json described(const Program& program) const {
    Json criteria = Json::array();
    for (const Criterion& criterion : program.criteria) {
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
                          {"zen", translated(criterion.when, Language::kZen, book_.vocabulary)}});
    }
    return {{"id", program.id}, {"criteria", criteria}, {"flips", flips(program)}};
  }

  // What a peer has to try to find what would flip a verdict: for each fact that required criteria
  // rest on, where those stand, and the values that they can tell apart.
  Json flips(const Program& program) const {
    Json all = Json::array();
    for (const auto& [id, values] : program.witnesses) {
      Json criteria = Json::array();
      for (std::size_t c = 0; c < program.criteria.size(); ++c) {
        const Criterion& criterion = program.criteria[c];
        const bool rests_on_it = std::ranges::binary_search(criterion.rests_on, id);
        if (criterion.kind == CriterionKind::kRequired && rests_on_it) criteria.push_back(c);
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
  Date as_of_{std::chrono::year(2026) / 11 / 22};
  std::size_t findings_ = 0;
};

int run(const std::string& data, const std::string& output) {
  auto book = load_rulebook(DiskFiles(), {data}, Date(std::chrono::year(2026) / 11 / 22));
  if (!book) {
    fmt::print(stderr, "{}\n", to_string(book.error()));
    return 1;
  }
  Bench bench(std::move(*book));
  Json json = bench.for_peers();
  json["ours"] = {{"all", bench.rate(false)}, {"known", bench.rate(true)}};
  json["ours"]["findings"] = bench.findings();
  std::ofstream file(output, std::ios::binary);
  file << json.dump() << '\n';
  file.close();
  if (!file) {
    fmt::print(stderr, "cannot write {}\n", output);
    return 1;
  }
  fmt::print("ours: {:.0f} decisions/s of all, {:.0f} where all is known\n",
             json["ours"]["all"].get<double>(), json["ours"]["known"].get<double>());
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
