// Decides about workloads by the block, under one program.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "programs/compiled.h"

namespace fundable {

// Up to kLanes workloads, one a lane, in the order in which they were added. The verdicts, answers,
// deciding criteria and open facts are those of `judge`, for every subject and program.
// Lifetime: refers to the compiled program; subjects are not kept.
class DecisionBlock {
 public:
  static constexpr std::size_t kLanes = 256;

  DecisionBlock(const CompiledProgram& compiled, const Date& as_of);

  void clear();
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool is_full() const { return size_ == kLanes; }
  // There has to be room.
  void add(const Subject& subject);

  // Decides about all lanes; what follows is right only after it.
  void decide();
  [[nodiscard]] VerdictKind verdict(std::size_t lane) const { return verdicts_[lane]; }
  // `criterion` counts those that a workload answers, as the findings of `judge` do.
  [[nodiscard]] Answer answer(std::size_t criterion, std::size_t lane) const;
  // The criteria that decided, in the program's order.
  [[nodiscard]] std::vector<std::string> deciding(std::size_t lane) const;
  // The facts whose answer can still change the verdict; sorted.
  [[nodiscard]] std::vector<FactId> open(std::size_t lane) const;

 private:
  static constexpr std::size_t kWords = kLanes / 64;
  using Bits = std::uint64_t;  // one a lane

  [[nodiscard]] const ClassMask* column(std::size_t position) const {
    return &columns_[position * kLanes];
  }
  [[nodiscard]] Truth truth(const CompiledCriterion& criterion, std::size_t lane) const;
  void answer_criterion(std::size_t index);
  void decide_word(std::size_t word);
  void settle(std::size_t lane);
  [[nodiscard]] std::vector<ClassMask> masks(std::size_t lane) const;
  [[nodiscard]] bool rests_on_assumption(const CompiledCriterion& criterion,
                                         std::size_t lane) const;
  // What the simple evaluator says of the lane; null where it was not asked.
  [[nodiscard]] const Judgement* judged(std::size_t lane) const { return judged_[lane].get(); }

  const CompiledProgram& compiled_;
  Date as_of_;
  std::size_t size_ = 0;
  std::vector<FactState> states_;      // of the subject that is added
  std::vector<ClassMask> columns_;     // one a fact
  std::vector<Bits> assumed_;          // one row of words a fact
  std::vector<Bits> can_be_true_;      // one row of words a criterion
  std::vector<Bits> can_be_false_;     // the same
  std::vector<VerdictKind> verdicts_;  // by lane
  // By lane; not null where masks cannot stand for what could be true.
  std::vector<std::unique_ptr<Judgement>> judged_;
};

}  // namespace fundable
