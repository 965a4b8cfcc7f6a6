// The values of a fact that no test tells apart, as one class.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/vocabulary.h"

namespace fundable {

// A set of classes of one fact: one bit a class, in the order in which the fact's witnesses meet
// them. What a subject's fact could be is such a set: one bit where it is known.
using ClassMask = std::uint64_t;

class FactClasses {
 public:
  static constexpr std::size_t kMostClasses = 64;

  // `tests` are all that the conditions at hand ask of the fact; `witnesses` the values that stand
  // for "it could be anything". Nothing where there are more than kMostClasses classes or tests.
  [[nodiscard]] static std::optional<FactClasses> of(FactId fact,
                                                     std::span<const Condition* const> tests,
                                                     const std::vector<Value>& witnesses,
                                                     const Vocabulary& vocabulary);

  [[nodiscard]] std::size_t size() const { return samples_.size(); }
  // One value of each class. Lifetime: that of the witnesses.
  [[nodiscard]] const Value& sample(std::size_t index) const { return *samples_[index]; }
  // Every class that a witness is of: all of them.
  [[nodiscard]] ClassMask all() const { return all_; }
  // The class of a value. 0: no witness is like it, which witnesses promise not to happen.
  [[nodiscard]] ClassMask of_value(const Value& value) const;
  // The class of each witness, in their order.
  [[nodiscard]] std::span<const ClassMask> of_witnesses() const { return of_witnesses_; }

 private:
  // Which tests a value passes, one bit a test.
  [[nodiscard]] std::uint64_t outcome(const Value& value) const;
  [[nodiscard]] ClassMask with_outcome(std::uint64_t outcome) const;

  std::vector<const Condition*> tests_;  // each once
  std::vector<std::uint64_t> outcomes_;  // by class
  std::vector<const Value*> samples_;    // by class
  std::vector<ClassMask> of_witnesses_;
  ClassMask all_ = 0;
  // Choices and truths have few values, so what they come to is looked up.
  std::vector<std::string> choices_;
  std::vector<ClassMask> of_choices_;
  ClassMask of_truths_[2] = {0, 0};
};

}  // namespace fundable
