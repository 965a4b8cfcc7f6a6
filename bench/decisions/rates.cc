// Measures by CPU time of each thread: it is "per core" by definition, and other work on the
// machine disturbs it less. Two threads decide about the same subjects, each with state of its own,
// as the portfolio does.
//
// Full findings are shown three ways, because sharing makes the difference: made anew for each
// decision; looked up, but never met before; looked up, and met before.
#include "bench/decisions/rates.h"

#include <algorithm>
#include <ctime>
#include <deque>
#include <memory>
#include <thread>

#include "programs/decision_block.h"
#include "programs/judgement_cache.h"

namespace fundable {
namespace {

constexpr int kRounds = 5;
constexpr double kRoundSeconds = 0.4;

// Decides once about every subject; gives the number of decisions. `sum` takes part of the result,
// so that no compiler can leave the work out.
using Pass = std::function<std::size_t(std::size_t& sum)>;
using MakePass = std::function<Pass()>;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double measured(const Pass& pass) {
  std::size_t sum = 0;
  std::size_t decisions = 0;
  const double start = cpu_seconds();
  double spent = 0;
  do {
    decisions += pass(sum);
    spent = cpu_seconds() - start;
  } while (spent < kRoundSeconds);
  return sum == 0 ? 0 : static_cast<double>(decisions) / spent;
}

Rates rates_of(const MakePass& make) {
  Rates best;
  for (int round = 0; round < kRounds; ++round) {
    best.one = std::max(best.one, measured(make()));
    double rates[2] = {0, 0};
    {
      std::jthread other([&] { rates[1] = measured(make()); });
      rates[0] = measured(make());
    }
    best.two = std::max(best.two, rates[0] + rates[1]);
  }
  return best;
}

class Passes {
 public:
  Passes(const Rulebook& book, std::vector<const MadeSubject*> subjects, const Date& as_of)
      : book_(book), subjects_(std::move(subjects)), as_of_(as_of) {
    for (const Program& program : book.programs) compiled_.emplace_back(program, book.vocabulary);
  }

  // The simple evaluator.
  Pass judged() const {
    return [this](std::size_t& sum) {
      for (const MadeSubject* one : subjects_) {
        for (const Program& program : book_.programs) {
          sum += judge(program, {one->workload, one->project}, book_.vocabulary, as_of_)
                     .verdict.findings.size();
        }
      }
      return decisions();
    };
  }

  // `forgets`: nothing was met before.
  Pass shared(bool forgets) const {
    auto caches = std::make_shared<std::deque<JudgementCache>>();
    return [this, caches, forgets](std::size_t& sum) {
      if (forgets || caches->empty()) {
        caches->clear();
        for (const CompiledProgram& program : compiled_)
          caches->emplace_back(program, as_of_, JudgementCache::kWithoutWays);
      }
      for (const MadeSubject* one : subjects_) {
        for (JudgementCache& cache : *caches) {
          sum += cache.judgement({one->workload, one->project})->verdict.findings.size();
        }
      }
      return decisions();
    };
  }

  // Verdicts and all answers, from facts.
  Pass decided() const {
    auto blocks = std::make_shared<std::vector<DecisionBlock>>(blocks_of());
    return [this, blocks](std::size_t& sum) {
      for (DecisionBlock& block : *blocks) {
        for (const MadeSubject* one : subjects_) {
          block.add({one->workload, one->project});
          if (block.is_full()) finish(block, sum);
        }
        finish(block, sum);
      }
      return decisions();
    };
  }

  // The same from columns that are filled already.
  Pass decided_again() const {
    auto blocks = std::make_shared<std::vector<DecisionBlock>>(blocks_of());
    for (DecisionBlock& block : *blocks) {
      for (const MadeSubject* one : subjects_) {
        if (!block.is_full()) block.add({one->workload, one->project});
      }
    }
    return [blocks](std::size_t& sum) {
      std::size_t made = 0;
      for (DecisionBlock& block : *blocks) {
        block.decide();
        sum += 1 + static_cast<std::size_t>(block.verdict(0));
        made += block.size();
      }
      return made;
    };
  }

 private:
  std::size_t decisions() const { return subjects_.size() * book_.programs.size(); }

  std::vector<DecisionBlock> blocks_of() const {
    std::vector<DecisionBlock> blocks;
    for (const CompiledProgram& program : compiled_) blocks.emplace_back(program, as_of_);
    return blocks;
  }

  static void finish(DecisionBlock& block, std::size_t& sum) {
    block.decide();
    for (std::size_t lane = 0; lane < block.size(); ++lane) {
      sum += 1 + static_cast<std::size_t>(block.verdict(lane));
    }
    block.clear();
  }

  const Rulebook& book_;
  std::vector<const MadeSubject*> subjects_;
  Date as_of_;
  std::deque<CompiledProgram> compiled_;
};

}  // namespace

std::vector<NamedRates> our_rates(const Rulebook& book, const std::vector<MadeSubject>& subjects,
                                  const Date& as_of) {
  std::vector<const MadeSubject*> all;
  std::vector<const MadeSubject*> known;
  for (const MadeSubject& one : subjects) {
    all.push_back(&one);
    if (one.all_known) known.push_back(&one);
  }
  const Passes of_all(book, all, as_of);
  const Passes of_known(book, known, as_of);
  const auto rates = [&](std::string key, std::string name, auto pass) {
    return NamedRates{std::move(key), std::move(name), rates_of([&] { return pass(of_all); }),
                      rates_of([&] { return pass(of_known); })};
  };
  return {
      rates("judged", "full findings, each made anew", [](auto& p) { return p.judged(); }),
      rates("misses", "full findings, looked up, all new", [](auto& p) { return p.shared(true); }),
      rates("hits", "full findings, looked up, all met before",
            [](auto& p) { return p.shared(false); }),
      rates("answers", "verdicts and answers, from facts", [](auto& p) { return p.decided(); }),
      rates("columns", "verdicts and answers, from columns",
            [](auto& p) { return p.decided_again(); })};
}

}  // namespace fundable
