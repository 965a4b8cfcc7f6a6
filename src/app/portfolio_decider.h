// Decides about the workloads of many projects: programs compiled once, workloads by the block.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/rulebook.h"
#include "model/portfolio.h"
#include "model/workload.h"
#include "programs/decision_block.h"
#include "programs/judgement_cache.h"

namespace fundable {

// The programs of a rulebook, compiled, and the derived facts that rows show. Shared by threads.
// Lifetime: refers to the rulebook.
class CompiledRulebook {
 public:
  explicit CompiledRulebook(const Rulebook& book);
  CompiledRulebook(const CompiledRulebook&) = delete;
  CompiledRulebook& operator=(const CompiledRulebook&) = delete;

  [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }
  [[nodiscard]] const std::deque<CompiledProgram>& programs() const { return programs_; }
  // A stand-in for a program: one criterion a motion that a workload could have.
  [[nodiscard]] const CompiledProgram& motions() const { return *compiled_motions_; }

 private:
  const Vocabulary& vocabulary_;
  std::deque<CompiledProgram> programs_;
  Program motions_;
  std::unique_ptr<CompiledProgram> compiled_motions_;
};

// What rows are made for.
struct RowsWanted {
  bool rows = false;      // else only the summary
  bool findings = false;  // rows with whole verdicts
};

// For one thread. Gives a row a workload to `row`, in the order of adding, and counts.
class PortfolioDecider {
 public:
  using TakeRow = std::function<void(const PortfolioRow&)>;

  PortfolioDecider(const CompiledRulebook& book, const Date& as_of, RowsWanted wanted);

  // The workload is not kept.
  void add(const std::string& project, const Workload& workload, const Facts& project_facts,
           const TakeRow& row);
  // Gives the rows of all that was added.
  void finish(const TakeRow& row);
  // What was counted since the last time.
  [[nodiscard]] PortfolioSummary take_summary();

 private:
  struct Waiting {
    std::string project;
    std::string workload;
    std::vector<std::shared_ptr<const Judgement>> judgements;  // by program, where asked for
  };

  void count(const PortfolioVerdict& verdict);
  [[nodiscard]] std::string motion(std::size_t lane) const;
  [[nodiscard]] PortfolioVerdict verdict(std::size_t program, std::size_t lane) const;

  const CompiledRulebook& book_;
  RowsWanted wanted_;
  std::vector<DecisionBlock> blocks_;  // by program
  std::deque<JudgementCache> caches_;  // by program
  DecisionBlock motions_;
  std::vector<Waiting> waiting_;  // by lane
  PortfolioSummary summary_;
};

}  // namespace fundable
