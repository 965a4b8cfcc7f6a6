// Decides by the block and makes of it only what is asked for.
//
// A summary needs verdicts, and open facts where a verdict is open; rows need what decided too;
// whole verdicts, with findings and citations, are the simple evaluator's, shared by workloads that
// stand alike.
#include "app/portfolio_decider.h"

#include <algorithm>
#include <set>

namespace fundable {
namespace {

// A criterion a value: a motion is settled where one of them is true.
Program one_criterion_a_value(FactId fact, const Vocabulary& vocabulary) {
  Program program;
  for (const std::string& value : vocabulary[fact].values) {
    Criterion criterion;
    criterion.id = value;
    criterion.kind = CriterionKind::kPreferred;
    criterion.when.op = Condition::Op::kTest;
    criterion.when.fact = fact;
    criterion.when.operands = {value};
    std::set<FactId> facts;
    for (const Condition* test : tests_of(criterion.when, vocabulary)) facts.insert(test->fact);
    criterion.rests_on.assign(facts.begin(), facts.end());
    program.criteria.push_back(std::move(criterion));
  }
  std::vector<const Condition*> conditions;
  for (const Criterion& criterion : program.criteria) conditions.push_back(&criterion.when);
  program.witnesses = witnesses_of(conditions, vocabulary);
  return program;
}

}  // namespace

CompiledRulebook::CompiledRulebook(const Rulebook& book)
    : vocabulary_(book.vocabulary),
      motions_(one_criterion_a_value(book.vocabulary.id("workload.motion"), book.vocabulary)),
      compiled_motions_(std::make_unique<CompiledProgram>(motions_, book.vocabulary)) {
  for (const Program& program : book.programs) programs_.emplace_back(program, book.vocabulary);
}

PortfolioDecider::PortfolioDecider(const CompiledRulebook& book, const Date& as_of,
                                   RowsWanted wanted)
    : book_(book), wanted_(wanted), motions_(book.motions(), as_of) {
  for (const CompiledProgram& program : book.programs()) {
    blocks_.emplace_back(program, as_of);
    caches_.emplace_back(program, as_of, JudgementCache::kWithWays);
  }
}

void PortfolioDecider::add(const std::string& project, const Workload& workload,
                           const Facts& project_facts, const TakeRow& row) {
  const Subject subject{workload.facts, project_facts};
  Waiting waiting;
  if (wanted_.rows) {
    waiting.project = project;
    waiting.workload = workload.name;
    motions_.add(subject);
  }
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    blocks_[i].add(subject);
    if (wanted_.findings) waiting.judgements.push_back(caches_[i].judgement(subject));
  }
  waiting_.push_back(std::move(waiting));
  if (waiting_.size() == DecisionBlock::kLanes) finish(row);
}

void PortfolioDecider::finish(const TakeRow& row) {
  for (DecisionBlock& block : blocks_) block.decide();
  if (wanted_.rows) motions_.decide();
  for (std::size_t lane = 0; lane < waiting_.size(); ++lane) {
    PortfolioRow made;
    for (std::size_t program = 0; program < blocks_.size(); ++program) {
      made.verdicts.push_back(verdict(program, lane));
      count(made.verdicts.back());
    }
    ++summary_.workloads;
    if (!wanted_.rows) continue;
    made.project = std::move(waiting_[lane].project);
    made.workload = std::move(waiting_[lane].workload);
    made.motion = motion(lane);
    row(made);
  }
  waiting_.clear();
  for (DecisionBlock& block : blocks_) block.clear();
  motions_.clear();
}

PortfolioSummary PortfolioDecider::take_summary() { return std::exchange(summary_, {}); }

void PortfolioDecider::count(const PortfolioVerdict& verdict) {
  ++summary_.verdicts[verdict.program][static_cast<std::size_t>(verdict.verdict)];
  for (const std::string& fact : verdict.open) {
    PortfolioQuestion& question = summary_.questions[fact];
    ++question.touches;
    if (verdict.open.size() == 1) ++question.settles;
  }
}

std::string PortfolioDecider::motion(std::size_t lane) const {
  const auto criteria = book_.motions().program().criteria.size();
  for (std::size_t i = 0; i < criteria; ++i) {
    if (motions_.answer(i, lane) == Answer::kYes) return book_.motions().program().criteria[i].id;
  }
  return "undetermined";
}

PortfolioVerdict PortfolioDecider::verdict(std::size_t program, std::size_t lane) const {
  const DecisionBlock& block = blocks_[program];
  PortfolioVerdict made;
  made.program = book_.programs()[program].program().id;
  made.verdict = block.verdict(lane);
  for (const FactId fact : block.open(lane)) {
    made.open.push_back(book_.vocabulary()[fact].name);
  }
  if (wanted_.rows) made.deciding = block.deciding(lane);
  if (wanted_.findings) made.whole = &waiting_[lane].judgements[program]->verdict;
  return made;
}

}  // namespace fundable
