// A second opinion on programs: plain, slow, and sharing no code with src/programs or
// src/model/condition.cc.
//
// It writes every fact that is not known out in full, decides each completion with plain booleans,
// and reads off what the evaluator should have said. What a fact could be is worked out here from
// the words of the tests alone, and more values than needed do no harm: they only cost time.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace fundable::oracle {

enum class Type { kTruth, kChoice, kText, kAmount, kDate, kTexts, kRecord, kRecords };

using Fields = std::map<std::string, std::string>;

// A value of any type; what the type does not need stays as it is. A truth's `number` is 0 or 1,
// an amount's counts hundredths, a date's the days since 2026-01-01.
struct Plain {
  int number = 0;
  std::string text;
  std::set<std::string> texts;
  std::vector<Fields> records;
  auto operator<=>(const Plain&) const = default;
};

// A condition: `all`, `any`, `not`, or `test` with one word.
struct Tree {
  std::string op = "all";
  std::vector<Tree> parts;
  std::size_t fact = 0;
  std::string word;
  std::vector<Plain> operands;
  std::vector<std::string> fields;
};

struct FactSpec {
  std::string name;
  Type type = Type::kTruth;
  std::vector<std::string> values;            // of a choice
  std::vector<std::string> fields;            // of a record
  std::vector<std::pair<Plain, Tree>> cases;  // of a derived fact
};

struct CriterionSpec {
  std::string id;
  std::string kind = "required";
  bool review = false;
  Tree when;
};

// What is held and ruled out of one fact.
struct Holding {
  std::vector<Plain> held;
  std::vector<Plain> ruled_out;
};

// A vocabulary, a program and the facts of a subject; holdings stand in the order of the facts.
struct Case {
  std::vector<FactSpec> facts;
  std::vector<CriterionSpec> criteria;
  std::map<std::size_t, Plain> assumed;
  std::vector<Holding> holdings;
};

struct Expected {
  std::string verdict;
  std::vector<std::string> answers;  // in the order of the criteria
  std::vector<bool> rests_on_assumption;
  std::set<std::string> open;
  // Fact, value and verdict, for truths and choices.
  std::set<std::tuple<std::string, std::string, std::string>> flips;
};

// All values that the fact could have, as far as the tests of this case can tell.
[[nodiscard]] std::vector<Plain> domain(const Case& one, std::size_t fact);
// The number of completions.
[[nodiscard]] std::size_t completions(const Case& one);
[[nodiscard]] Expected expected(const Case& one);

// The case as people would write it, for the loader and for the one who reads a failure.
[[nodiscard]] std::string vocabulary_yaml(const Case& one);
[[nodiscard]] std::string program_yaml(const Case& one);
[[nodiscard]] std::string value_yaml(const FactSpec& fact, const Plain& value);

}  // namespace fundable::oracle
