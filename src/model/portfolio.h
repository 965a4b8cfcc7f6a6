// What many projects come to: one row a workload, and what all of them add up to.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/assessment.h"

namespace fundable {

// What one program says of one workload.
struct PortfolioVerdict {
  std::string program;
  VerdictKind verdict = VerdictKind::kUndetermined;
  std::vector<std::string> deciding;  // criteria, in the program's order
  std::vector<std::string> open;      // facts whose answer can still change it
  const Verdict* whole = nullptr;     // with findings; null: not asked for
};

struct PortfolioRow {
  std::string project;
  std::string workload;
  std::string motion;
  std::vector<PortfolioVerdict> verdicts;  // by program
};

// What an answer would bring over a whole portfolio.
struct PortfolioQuestion {
  std::uint64_t settles = 0;  // verdicts for which nothing else is open
  std::uint64_t touches = 0;  // verdicts that it can still change
};

// By VerdictKind.
using VerdictCounts = std::array<std::uint64_t, 4>;

struct PortfolioSummary {
  static constexpr std::size_t kMostProblems = 10;

  std::uint64_t projects = 0;  // that were assessed
  std::uint64_t workloads = 0;
  std::uint64_t failed = 0;                       // projects that could not be
  std::uint64_t with_evidence_unread = 0;         // lines that name evidence, which has no place
  std::map<std::string, VerdictCounts> verdicts;  // by program
  std::map<std::string, PortfolioQuestion> questions;  // by fact
  std::vector<Error> problems;                         // the first kMostProblems
  bool stopped = false;                                // before its end

  // Adds what comes after this one in the portfolio.
  void add(PortfolioSummary next);
};

}  // namespace fundable
