// The exact core of a verdict: required criteria over everything that could be true.
#pragma once

#include <vector>

#include "programs/outcomes.h"
#include "programs/possibilities.h"

namespace fundable {

// Criteria that hang together by open facts.
struct Island {
  std::vector<const Criterion*> criteria;
  std::vector<FactId> facts;  // open ones
  Outcomes reachable = 0;
};

// One program tried on one subject. Facts can be given other values with possible().replace();
// what is asked afterwards holds for those. Does not move; lives no longer than its arguments.
class Trial {
 public:
  Trial(const Program& program, const Subject& subject, const Vocabulary& vocabulary);

  [[nodiscard]] Possibilities& possible() { return possible_; }
  [[nodiscard]] const Possibilities& possible() const { return possible_; }
  [[nodiscard]] const std::vector<const Criterion*>& required() const { return required_; }

  // What a criterion comes to under everything that could be.
  [[nodiscard]] Answer answer(const Criterion& criterion);

  // The required criteria, parted by the open facts that they share.
  [[nodiscard]] std::vector<Island> islands() { return islands_of(required_); }
  [[nodiscard]] std::vector<Island> islands_of(const std::vector<const Criterion*>& criteria);

  // What islands together can come to, and one alone as the facts now are.
  [[nodiscard]] static Outcomes reachable(const std::vector<Island>& islands);
  [[nodiscard]] Outcomes reachable(const Island& island);

  // The open facts whose value can still change the verdict, with everything else as it may be.
  // Order: by fact.
  [[nodiscard]] std::vector<FactId> open_facts(const std::vector<Island>& islands);

  // The values of a fact that are worth naming to people: of records only "all of it" and
  // "nothing". Order: the vocabulary's.
  [[nodiscard]] std::vector<const Value*> told_apart(FactId fact) const;

 private:
  Outcome outcome(const Criterion& criterion, Assignment values) const;
  Outcome outcome(const Island& island, Assignment values) const;
  bool matters(FactId fact, const Island& island, Outcomes others);

  const Program& program_;
  const Vocabulary& vocabulary_;
  Possibilities possible_;
  std::vector<const Criterion*> required_;
};

// What a condition comes to under everything that these facts could be.
[[nodiscard]] Answer answer_under(const Condition& condition, std::span<const FactId> facts,
                                  Possibilities& possible, const Vocabulary& vocabulary);

}  // namespace fundable
