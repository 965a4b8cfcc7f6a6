// The evaluator against its oracle, on thousands of random programs and subjects.
//
// A case that differs is made smaller first (criteria left out, conditions replaced by their
// parts, facts forgotten) and then printed as the YAML that a person would try.
#include <gtest/gtest.h>

#include <optional>
#include <sstream>

#include "programs/evaluate.h"
#include "tests/programs/oracle.h"
#include "tests/programs/random_case.h"
#include "tests/programs/sample.h"

namespace fundable::oracle {
namespace {

// What the evaluator says, in the oracle's words.
Expected said(const Case& one) {
  const Vocabulary vocabulary = programs::vocabulary_of(vocabulary_yaml(one));
  const Program program = programs::program_of(program_yaml(one), vocabulary);
  const auto [workload, project] = facts_of(one, vocabulary);
  const Judgement judged = judge(program, {workload, project}, vocabulary, programs::kToday);
  Expected all;
  all.verdict = to_string(judged.verdict.verdict);
  for (const Finding& finding : judged.verdict.findings) {
    all.answers.push_back(to_string(finding.answer));
    all.rests_on_assumption.push_back(finding.assumed);
  }
  for (const FactId fact : judged.open) all.open.insert(vocabulary[fact].name);
  for (const Flip& flip : judged.verdict.would_flip) {
    const FactType type = vocabulary[vocabulary.id(flip.fact)].type;
    if (type != FactType::kTruth && type != FactType::kChoice) continue;
    for (const std::string& to : flip.to) all.flips.emplace(flip.fact, to, to_string(flip.verdict));
  }
  return all;
}

std::string shown(const Expected& all) {
  std::ostringstream text;
  text << all.verdict << "; answers:";
  for (std::size_t i = 0; i < all.answers.size(); ++i) {
    text << ' ' << all.answers[i] << (all.rests_on_assumption[i] ? " (assumed)" : "");
  }
  text << "; open:";
  for (const std::string& fact : all.open) text << ' ' << fact;
  text << "; flips:";
  for (const auto& [fact, to, verdict] : all.flips) {
    text << ' ' << fact << '=' << to << "->" << verdict;
  }
  return text.str();
}

std::string shown(const Case& one) {
  std::string text = vocabulary_yaml(one) + program_yaml(one);
  for (std::size_t i = 0; i < one.facts.size(); ++i) {
    for (const Plain& value : one.holdings[i].held) {
      text += one.facts[i].name + " held " + value_yaml(one.facts[i], value) + "\n";
    }
    for (const Plain& value : one.holdings[i].ruled_out) {
      text += one.facts[i].name + " is not " + value_yaml(one.facts[i], value) + "\n";
    }
  }
  return text;
}

bool differs(const Case& one) { return shown(expected(one)) != shown(said(one)); }

// Every case that is one step simpler.
std::vector<Case> simpler(const Case& one) {
  std::vector<Case> all;
  for (std::size_t i = 0; i < one.criteria.size(); ++i) {
    if (one.criteria.size() > 1) {
      all.push_back(one);
      all.back().criteria.erase(all.back().criteria.begin() + static_cast<std::ptrdiff_t>(i));
    }
    for (std::size_t part = 0; part < one.criteria[i].when.parts.size(); ++part) {
      all.push_back(one);
      all.back().criteria[i].when = one.criteria[i].when.parts[part];
      all.push_back(one);
      auto& parts = all.back().criteria[i].when.parts;
      if (parts.size() > 1) parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(part));
    }
  }
  for (const auto& [fact, value] : one.assumed) {
    all.push_back(one);
    all.back().assumed.erase(fact);
  }
  for (std::size_t i = 0; i < one.holdings.size(); ++i) {
    if (one.holdings[i].held.empty() && one.holdings[i].ruled_out.empty()) continue;
    all.push_back(one);
    all.back().holdings[i] = {};
  }
  return all;
}

Case smallest(Case one) {
  for (int step = 0; step < 200; ++step) {
    std::optional<Case> better;
    const std::string now = shown(one);
    for (Case& candidate : simpler(one)) {
      if (shown(candidate).size() >= now.size() || completions(candidate) > 20'000) continue;
      if (!differs(candidate)) continue;
      better = std::move(candidate);
      break;
    }
    if (!better) return one;
    one = std::move(*better);
  }
  return one;
}

TEST(Oracle, AgreesWithTheEvaluator) {
  constexpr std::uint64_t kSeed = 20261122;
  constexpr int kCases = 1500;
  std::map<std::string, int> verdicts;
  std::set<std::string> seen;
  for (int i = 0; i < kCases; ++i) {
    Random random(kSeed + static_cast<std::uint64_t>(i));
    const Case one = random_case(random);
    const Expected want = expected(one);
    const Expected got = said(one);
    ++verdicts[want.verdict];
    for (const std::string& answer : want.answers) seen.insert(answer);
    if (!want.flips.empty()) seen.insert("flips");
    for (const bool rests : want.rests_on_assumption) seen.insert(rests ? "assumed" : "stated");
    if (shown(want) == shown(got)) continue;
    const Case small = smallest(one);
    FAIL() << "seed " << kSeed + static_cast<std::uint64_t>(i) << "\n"
           << shown(small) << "oracle:    " << shown(expected(small))
           << "\nevaluator: " << shown(said(small));
  }
  // The cases are worth something only where every outcome is common.
  for (const char* verdict : {"eligible", "ineligible", "undetermined", "review"}) {
    EXPECT_GT(verdicts[verdict], kCases / 40) << verdict;
  }
  EXPECT_EQ(seen, (std::set<std::string>{"yes", "no", "unknown", "flips", "assumed", "stated"}));
}

}  // namespace
}  // namespace fundable::oracle
