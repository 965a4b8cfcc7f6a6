// The order of questions against the best order that there is, found by trying all of them.
#include "programs/questions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "programs/islands.h"
#include "tests/programs/random_case.h"
#include "tests/programs/sample.h"

namespace fundable::programs {
namespace {

using oracle::Random;

// What has been answered so far.
using State = std::map<FactId, Value>;

class Interviews {
 public:
  explicit Interviews(Facts known) : known_(std::move(known)) {}

  // The number of questions to be expected, all answers being alike, in the best order.
  double best(const State& state) {
    const auto found = best_.find(key(state));
    if (found != best_.end()) return found->second;
    double least = 0;
    bool any = false;
    for (const FactId fact : open(state)) {
      const double expected =
          1 + average(state, fact, [this](const State& next) { return best(next); });
      if (!any || expected < least) least = expected;
      any = true;
    }
    return best_[key(state)] = least;
  }

  // The same in the order of questions_of().
  double ours(const State& state) {
    const auto found = ours_.find(key(state));
    if (found != ours_.end()) return found->second;
    const auto questions = asked(state);
    if (questions.empty()) return 0;
    const FactId fact = rulebook().vocabulary.id(questions.front().fact);
    return ours_[key(state)] =
               1 + average(state, fact, [this](const State& next) { return ours(next); });
  }

  std::set<FactId> open(const State& state) const {
    const Facts facts = facts_in(state);
    std::set<FactId> all;
    for (const Program& one : rulebook().programs) {
      Trial trial(one, {facts, none_}, rulebook().vocabulary);
      for (const FactId fact : trial.open_facts(trial.islands())) all.insert(fact);
    }
    return all;
  }

  std::vector<Question> asked(const State& state) const {
    Workload workload;
    workload.name = "w";
    workload.facts = facts_in(state);
    Judged judged;
    judged.workload = &workload;
    for (const Program& one : rulebook().programs) {
      judged.judgements.push_back(
          judge(one, {workload.facts, none_}, rulebook().vocabulary, kToday));
    }
    const std::vector<Judged> all{std::move(judged)};
    return questions_of({all, rulebook().programs, none_, rulebook().vocabulary, kToday});
  }

 private:
  static std::string key(const State& state) {
    std::string text;
    for (const auto& [fact, value] : state)
      text += std::to_string(fact) + "=" + to_string(value) + ";";
    return text;
  }

  Facts facts_in(const State& state) const {
    Facts facts;
    for (const auto& [fact, known] : known_.all()) {
      if (state.contains(fact)) continue;
      for (const Held& held : known.held) facts.hold(fact, held.value, {});
    }
    for (const auto& [fact, value] : state) facts.hold(fact, value, {});
    return facts;
  }

  template <class Cost>
  double average(const State& state, FactId fact, Cost cost) const {
    const Facts facts = facts_in(state);
    const auto answers =
        answers_to(fact, {facts, none_}, rulebook().programs, rulebook().vocabulary);
    double sum = 0;
    for (const Value& value : answers) {
      State next = state;
      next[fact] = value;
      sum += cost(next);
    }
    return sum / static_cast<double>(answers.size());
  }

  const Facts known_;
  const Facts none_;
  std::map<std::string, double> best_;
  std::map<std::string, double> ours_;
};

TEST(Questions, ComeInAnOrderThatEndsSoonest) {
  static const std::vector<std::string> kKnown{
      "",
      "workload.goes_to: aws",
      "workload.runs_on: nowhere",
      "workload.runs_on: nowhere\nworkload.goes_to: aws",
      "workload.poc.scope: A chat",
      "workload.poc.scope: A chat\nworkload.goes_to: aws",
      "workload.permanent: true\nworkload.permanent: false",
      "workload.runs_on: azure\nworkload.runs_on: aws\nworkload.permanent: true\n"
      "workload.permanent: false"};
  for (const std::string& known : kKnown) {
    Interviews interviews(facts_of(known, rulebook().vocabulary));
    const double best = interviews.best({});
    const double ours = interviews.ours({});
    EXPECT_LE(ours, best * 1.02 + 1e-9) << known << ": " << ours << " against " << best;
    RecordProperty(known.empty() ? "nothing known" : known, std::to_string(ours));
  }
}

// What is asked is what is open under some program, each once, and nothing else.
TEST(Questions, AreThoseThatDecide) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Random random(seed);
    std::string lines;
    for (const char* line :
         {"workload.runs_on: azure", "workload.runs_on: nowhere", "workload.goes_to: aws",
          "workload.goes_to: stays", "workload.poc.scope: A chat", "workload.replaces: it",
          "workload.permanent: false", "workload.permanent: true"}) {
      if (random.one_in(3)) lines += std::string(line) + "\n";
    }
    const Interviews interviews(facts_of(lines, rulebook().vocabulary));
    std::multiset<FactId> asked;
    for (const Question& question : interviews.asked({})) {
      asked.insert(rulebook().vocabulary.id(question.fact));
      EXPECT_FALSE(question.ask.empty());
      EXPECT_FALSE(question.why.empty());
    }
    const auto open = interviews.open({});
    EXPECT_EQ(asked, std::multiset<FactId>(open.begin(), open.end())) << lines;
  }
}

}  // namespace
}  // namespace fundable::programs
