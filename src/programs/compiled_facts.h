// The facts that conditions rest on, made ready so that what a subject says of each is a few bits.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "programs/evaluate.h"
#include "programs/fact_classes.h"

namespace fundable {

struct CompiledFact {
  FactId fact = 0;
  bool is_of_project = false;
  FactClasses classes;
  const std::vector<Value>* witnesses = nullptr;
  const AssumedValue* assumed = nullptr;  // null: nothing is
};

// What a subject says of a fact; means the same as Possibilities.
struct FactState {
  ClassMask mask = 0;            // the classes that it could be of; 0: it has no value that we know
  std::size_t values = 0;        // how many values it could have
  const Value* known = nullptr;  // the one that it has
  bool is_assumed = false;
};

// Lifetime: everything points into the program and the vocabulary that it was made of.
class CompiledFacts {
 public:
  // `walked_together` are the facts of conditions that an evaluator may have to walk at once.
  // Nothing where a fact has too many classes.
  [[nodiscard]] static std::optional<CompiledFacts> of(
      std::span<const Condition* const> conditions, const Witnesses& witnesses,
      std::span<const AssumedValue> assumed, std::span<const std::vector<FactId>> walked_together,
      const Vocabulary& vocabulary);

  [[nodiscard]] std::span<const CompiledFact> all() const { return facts_; }
  // Where the fact stands among all. It has to be there.
  [[nodiscard]] std::size_t position(FactId fact) const;

  // One state a fact, in their order.
  void read(const Subject& subject, std::vector<FactState>& states) const;

  // Whether masks can stand for these states: each value is of a known class, and no walk over
  // them would be refused by Possibilities.
  [[nodiscard]] bool are_decidable(std::span<const FactState> states) const;

 private:
  struct Walk {
    std::vector<std::size_t> positions;
    bool may_be_refused = false;  // even with no more values than witnesses
  };

  void add_walk(const std::vector<FactId>& facts);
  [[nodiscard]] bool is_refused(const Walk& walk, std::span<const FactState> states) const;

  std::vector<CompiledFact> facts_;  // by id
  std::vector<Walk> walks_;
};

}  // namespace fundable
