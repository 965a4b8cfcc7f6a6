// Sums that do not depend on how the portfolio was parted.
#include "model/portfolio.h"

#include <algorithm>

namespace fundable {

void PortfolioSummary::add(PortfolioSummary next) {
  projects += next.projects;
  workloads += next.workloads;
  failed += next.failed;
  with_evidence_unread += next.with_evidence_unread;
  for (const auto& [program, counts] : next.verdicts) {
    VerdictCounts& own = verdicts[program];
    for (std::size_t i = 0; i < own.size(); ++i) own[i] += counts[i];
  }
  for (const auto& [fact, question] : next.questions) {
    questions[fact].settles += question.settles;
    questions[fact].touches += question.touches;
  }
  for (Error& problem : next.problems) {
    if (problems.size() < kMostProblems) problems.push_back(std::move(problem));
  }
  stopped = stopped || next.stopped;
}

}  // namespace fundable
