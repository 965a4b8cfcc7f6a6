// A program made ready to decide about many workloads.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "programs/compiled_facts.h"

namespace fundable {

// A criterion as a table: its truth for every combination of classes of the facts it rests on.
struct CompiledCriterion {
  const Criterion* criterion = nullptr;
  std::vector<std::size_t> positions;  // of its facts among the program's
  std::vector<std::size_t> strides;    // in the table, in the same order
  std::vector<std::uint8_t> table;
  // Where it rests on one fact: the classes that make it true and those that make it false.
  ClassMask yes = 0;
  ClassMask no = 0;

  [[nodiscard]] bool is_required() const { return criterion->kind == CriterionKind::kRequired; }
};

// Whether something can be true and can be false; both: it is open.
struct Truth {
  bool can_be_true = false;
  bool can_be_false = false;

  [[nodiscard]] Answer answer() const {
    if (can_be_true && can_be_false) return Answer::kUnknown;
    return can_be_true ? Answer::kYes : Answer::kNo;
  }
};

// What the criterion comes to where each of the program's facts could be of these classes.
[[nodiscard]] Truth truth_of(const CompiledCriterion& criterion, std::span<const ClassMask> masks);

// Lifetime: points into the program and the vocabulary, which it must not outlive.
class CompiledProgram {
 public:
  // Entries in the table of one criterion.
  static constexpr std::size_t kLargestTable = 1 << 16;

  CompiledProgram(const Program& program, const Vocabulary& vocabulary);

  // Whether it could be compiled. Where a fact has more than 64 classes, or a criterion a larger
  // table, it could not; decisions are then the simple evaluator's, as slow and as exact.
  [[nodiscard]] bool is_ready() const { return facts_.has_value(); }

  [[nodiscard]] const Program& program() const { return program_; }
  [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }
  // Of the criteria, and of the warnings. Only where it is ready.
  [[nodiscard]] const CompiledFacts& facts() const { return *facts_; }
  [[nodiscard]] const CompiledFacts& warning_facts() const { return *warning_facts_; }
  // But those of the plan, which no workload answers; in the program's order.
  [[nodiscard]] std::span<const CompiledCriterion> criteria() const { return criteria_; }

 private:
  [[nodiscard]] std::optional<CompiledCriterion> compiled(const Criterion& criterion) const;

  const Program& program_;
  const Vocabulary& vocabulary_;
  std::optional<CompiledFacts> facts_;
  std::optional<CompiledFacts> warning_facts_;
  std::vector<CompiledCriterion> criteria_;
};

}  // namespace fundable
