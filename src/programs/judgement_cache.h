// Judgements that workloads with the same facts share.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

#include "programs/compiled.h"

namespace fundable {

// Gives what `judge` gives. A judgement rests on no more than which classes of values each fact
// could have (and, where people are told from what to what a fact would have to change, on the text
// of its value), so workloads that agree in these have one judgement, made once.
// Whether it was made now or before changes nothing that it says. For one thread.
// Lifetime: refers to the compiled program.
class JudgementCache {
 public:
  // Whether judgements tell the ways to `eligible`, which `judge` leaves to ways.h.
  enum Ways : bool { kWithoutWays, kWithWays };

  // Holds `at_most` judgements of about 10 KB each, and starts anew where it is full.
  JudgementCache(const CompiledProgram& compiled, const Date& as_of, Ways ways,
                 std::size_t at_most = 2'048);

  [[nodiscard]] std::shared_ptr<const Judgement> judgement(const Subject& subject);

  // How many were given that had been made before, and how many were made.
  [[nodiscard]] std::uint64_t hits() const { return hits_; }
  [[nodiscard]] std::uint64_t misses() const { return misses_; }

 private:
  // Writes what the judgement of the subject rests on; false where masks cannot say it.
  bool write_key(const Subject& subject);
  void write_states(const CompiledFacts& facts, bool of_criteria);

  const CompiledProgram& compiled_;
  Date as_of_;
  Ways ways_;
  std::size_t at_most_;
  std::vector<bool> may_be_told_;  // by position: its value may be named in a flip
  std::vector<FactState> states_;
  std::string key_;
  std::unordered_map<std::string, std::shared_ptr<const Judgement>> made_;
  std::uint64_t hits_ = 0;
  std::uint64_t misses_ = 0;
};

}  // namespace fundable
