// Random programs with random facts, the same for the same seed on every machine.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "model/vocabulary.h"
#include "tests/programs/oracle.h"

namespace fundable::oracle {

// std::uniform_int_distribution differs between libraries; the engine does not.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  // Range: 0 … end - 1.
  std::size_t below(std::size_t end);
  bool one_in(std::size_t many) { return below(many) == 0; }
  std::string one_of(const std::vector<std::string>& from);

 private:
  std::mt19937_64 engine_;
};

// A vocabulary with derived facts, a program over it, and facts that are known, unknown, contested
// or ruled out; small enough for the oracle to write out.
[[nodiscard]] Case random_case(Random& random);

// Other facts for the same program: more of them open than the oracle could write out, some held by
// one source and ruled out by another.
void draw_facts_anew(Random& random, Case& one);

struct CaseFacts {
  Facts workload;
  Facts project;
};
// The facts of the case as the evaluator takes them.
[[nodiscard]] CaseFacts facts_of(const Case& one, const Vocabulary& vocabulary);

}  // namespace fundable::oracle
