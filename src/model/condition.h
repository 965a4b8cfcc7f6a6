// Conditions on facts, as programs and the vocabulary write them, and their plain truth.
//
//   {fact: workload.runs_on, is_not: aws}        a test: one fact, one comparison word
//   {all: […]}  {any: […]}  {not: …}             combinations
//
// Comparison words: is, is_not (a value); one_of, none_of (values); includes (a text of a list);
// at_least, at_most (amount); from, until (day, inclusive); given (true: a text or list that is not
// empty, and no placeholder such as TBD); has, any_has, each_has (fields of a record, of one
// record, of every record that are not empty); any_measurable (fields of one record: not empty, and
// the last holds a number, in digits or words).
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/document.h"
#include "model/fact.h"

namespace fundable {

class Vocabulary;

enum class Test : std::uint8_t {
  kOneOf,
  kNoneOf,
  kIncludes,
  kAtLeast,
  kAtMost,
  kFrom,
  kUntil,
  kGiven,
  kHas,
  kAnyHas,
  kEachHas,
  kAnyMeasurable
};

struct Condition {
  enum class Op : std::uint8_t { kAll, kAny, kNot, kTest };
  Op op = Op::kAll;              // with no parts: always true
  std::vector<Condition> parts;  // of all, any, not
  FactId fact = 0;               // of a test
  Test test = Test::kOneOf;
  std::vector<Value> operands;      // what the word compares with
  std::vector<std::string> fields;  // of has, any_has, each_has, any_measurable

  bool operator==(const Condition&) const = default;
};

// A value for every fact that a condition may ask for, by FactId; null where a fact has none.
using Assignment = std::span<const Value* const>;

// What the words of a condition may mean beyond the facts that it tests.
struct ConditionScope {
  std::span<const std::string> beside;     // other keys of the map in which the condition stands
  std::map<std::string, Decimal> amounts;  // `at_least: {parameter: cap}`
  std::optional<Date> today;               // `from: today`
};

// Reads a condition. Errors: kInput with the place, for unknown facts (with the nearest), unknown
// words, and operands of the wrong type.
[[nodiscard]] Result<Condition> read_condition(Node node, const Vocabulary& vocabulary,
                                               const ConditionScope& scope = {});

// Whether a value of the fact's type passes the condition, which is a test.
[[nodiscard]] bool passes(const Condition& test, const Value& value);

// Whether the condition is true when the facts have these values. A derived fact is worked out
// from the others. A test of a fact without value is false.
[[nodiscard]] bool holds(const Condition& condition, Assignment values,
                         const Vocabulary& vocabulary);

// The value of a derived fact under these values, or of any other fact as assigned; null where it
// has none.
[[nodiscard]] const Value* value_of(FactId fact, Assignment values, const Vocabulary& vocabulary);

// The tests that a condition rests on, derived facts replaced by the tests they rest on.
[[nodiscard]] std::vector<const Condition*> tests_of(const Condition& condition,
                                                     const Vocabulary& vocabulary);

// Values of a fact that together make its tests true and false in every way they can be: what
// stands for "it could be anything". Choices and truths give all their values.
[[nodiscard]] std::vector<Value> witnesses(FactId fact, std::span<const Condition* const> tests,
                                           const Vocabulary& vocabulary);

}  // namespace fundable
