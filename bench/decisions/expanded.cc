// A test of a derived fact is true where a case holds whose value passes it, and none before it.
#include "bench/decisions/expanded.h"

#include "bench/decisions/translate.h"

namespace fundable {
namespace {

const char* word_of(Test test) {
  static constexpr const char* kWords[] = {"one_of",  "none_of", "includes", "at_least",
                                           "at_most", "from",    "until",    "given",
                                           "has",     "any_has", "each_has", "any_measurable"};
  return kWords[static_cast<std::size_t>(test)];
}

const char* type_of(FactType type) {
  static constexpr const char* kTypes[] = {"truth", "choice", "text",   "amount",
                                           "date",  "texts",  "record", "records"};
  return kTypes[static_cast<std::size_t>(type)];
}

Json test_of(const Condition& test, const FactDefinition& fact) {
  Json operands = Json::array();
  for (const Value& operand : test.operands) operands.push_back(binding(operand, fact));
  return {{"fact", variable(fact)},
          {"type", type_of(fact.type)},
          {"word", word_of(test.test)},
          {"operands", operands},
          {"fields", test.fields}};
}

Json of_derived(const Condition& test, const FactDefinition& fact, const Vocabulary& vocabulary) {
  Json any = Json::array();
  Json before = Json::array();
  for (const DerivedCase& one : fact.derived) {
    const Json when = expanded(one.when, vocabulary);
    if (passes(test, one.value)) {
      Json all = before;
      all.push_back(when);
      any.push_back({{"all", all}});
    }
    before.push_back({{"not", when}});
  }
  return {{"any", any}};
}

}  // namespace

Json expanded(const Condition& condition, const Vocabulary& vocabulary) {
  if (condition.op == Condition::Op::kTest) {
    const FactDefinition& fact = vocabulary[condition.fact];
    return fact.derived.empty() ? test_of(condition, fact)
                                : of_derived(condition, fact, vocabulary);
  }
  if (condition.op == Condition::Op::kNot) {
    return {{"not", expanded(condition.parts.front(), vocabulary)}};
  }
  Json parts = Json::array();
  for (const Condition& part : condition.parts) parts.push_back(expanded(part, vocabulary));
  return {{condition.op == Condition::Op::kAll ? "all" : "any", parts}};
}

}  // namespace fundable
