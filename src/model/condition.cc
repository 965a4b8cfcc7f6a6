// Reads conditions and decides them for one assignment of values.
//
// There is deliberately no three-valued logic here. Unknown is handled one level up, by asking
// what holds under every value that a fact could have: that is exact where Kleene's tables are
// only sound, and contested, unknown and ruled-out values are then one thing, a set.
#include "model/condition.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>

#include "base/schema.h"
#include "base/text.h"
#include "model/vocabulary.h"

namespace fundable {
namespace {

struct Word {
  std::string name;
  Test test;
};
const std::vector<Word> kWords{
    {"is", Test::kOneOf},          {"is_not", Test::kNoneOf},
    {"one_of", Test::kOneOf},      {"none_of", Test::kNoneOf},
    {"includes", Test::kIncludes}, {"at_least", Test::kAtLeast},
    {"at_most", Test::kAtMost},    {"from", Test::kFrom},
    {"until", Test::kUntil},       {"given", Test::kGiven},
    {"has", Test::kHas},           {"any_has", Test::kAnyHas},
    {"each_has", Test::kEachHas},  {"any_measurable", Test::kAnyMeasurable},
};

bool takes_fields(Test test) {
  return test == Test::kHas || test == Test::kAnyHas || test == Test::kEachHas ||
         test == Test::kAnyMeasurable;
}

bool suits(Test test, FactType type) {
  switch (test) {
    case Test::kOneOf:
    case Test::kNoneOf:
      return type == FactType::kTruth || type == FactType::kChoice || type == FactType::kText;
    case Test::kIncludes:
      return type == FactType::kTexts;
    case Test::kAtLeast:
    case Test::kAtMost:
      return type == FactType::kAmount;
    case Test::kFrom:
    case Test::kUntil:
      return type == FactType::kDate;
    case Test::kGiven:  // of the others nobody can state that there is none
      return type == FactType::kText || type == FactType::kTexts || type == FactType::kRecord ||
             type == FactType::kRecords;
    case Test::kHas:
      return type == FactType::kRecord;
    case Test::kAnyHas:
    case Test::kEachHas:
    case Test::kAnyMeasurable:
      return type == FactType::kRecords;
  }
  return false;
}

bool stands_beside(Node entry, const ConditionScope& scope) {
  return std::ranges::find(scope.beside, entry.key()) != scope.beside.end();
}

// An amount that has a name instead of a figure.
Result<Value> named_amount(Node node, const std::map<std::string, Decimal>& amounts) {
  static const std::vector<std::string> kKeys{"parameter"};
  if (auto known = only_keys(node, kKeys); !known) return std::unexpected(known.error());
  std::vector<std::string> names;
  for (const auto& [name, unused] : amounts) names.push_back(name);
  const auto index = one_of(node, node["parameter"].text(), names, "parameter of this program");
  if (!index) return std::unexpected(index.error());
  return Value(amounts.at(names[*index]));
}

Result<std::vector<Value>> read_operands(Node node, const std::string& word,
                                         const FactDefinition& fact, const ConditionScope& scope) {
  FactDefinition element = fact;
  if (fact.type == FactType::kTexts) element.type = FactType::kText;
  if (fact.type == FactType::kDate && scope.today && node.text() == "today") {
    return std::vector<Value>{*scope.today};
  }
  if (fact.type == FactType::kAmount && node.is_map()) {
    auto amount = named_amount(node, scope.amounts);
    if (!amount) return std::unexpected(amount.error());
    return std::vector{std::move(*amount)};
  }
  std::vector<Value> operands;
  if (word != "one_of" && word != "none_of") {
    auto value = read_value(node, element);
    if (!value) return std::unexpected(value.error());
    operands.push_back(std::move(*value));
    return operands;
  }
  if (!node.is_list() || node.size() == 0) return wrong_at(node, "'" + word + "' takes a list");
  for (const Node entry : node) {
    auto value = read_value(entry, element);
    if (!value) return std::unexpected(value.error());
    operands.push_back(std::move(*value));
  }
  return operands;
}

Result<Condition> read_test(Node node, const Vocabulary& vocabulary, const ConditionScope& scope) {
  const auto names = vocabulary.names();
  const auto fact = one_of(node["fact"], node["fact"].text(), names, "fact");
  if (!fact) return std::unexpected(fact.error());
  Condition condition;
  condition.op = Condition::Op::kTest;
  condition.fact = static_cast<FactId>(*fact);
  const FactDefinition& definition = vocabulary[condition.fact];
  bool compared = false;
  for (const Node entry : node) {
    if (entry.key() == "fact" || stands_beside(entry, scope)) continue;
    if (compared) return wrong_at(entry, "a test has one comparison word");
    compared = true;
    std::vector<std::string> words;
    for (const Word& word : kWords) words.push_back(word.name);
    const auto index = one_of(entry, entry.key(), words, "comparison word");
    if (!index) return std::unexpected(index.error());
    const Word& word = kWords[*index];
    condition.test = word.test;
    if (!suits(word.test, definition.type)) {
      return wrong_at(entry, "'" + word.name + "' does not suit the type of " + definition.name);
    }
    if (takes_fields(word.test)) {
      auto fields = texts_under(node, entry.key());
      if (!fields) return std::unexpected(fields.error());
      if (fields->empty()) return wrong_at(entry, "'" + word.name + "' takes at least one field");
      for (const std::string& name : *fields) {
        if (auto known = one_of(entry, name, definition.fields, "field of " + definition.name);
            !known) {
          return std::unexpected(known.error());
        }
      }
      condition.fields = std::move(*fields);
    } else if (word.test == Test::kGiven) {
      if (!entry.is_true())
        return wrong_at(entry, "'given' takes true; put it under 'not' instead");
    } else {
      auto operands = read_operands(entry, word.name, definition, scope);
      if (!operands) return std::unexpected(operands.error());
      condition.operands = std::move(*operands);
    }
  }
  if (!compared) return wrong_at(node, "a test needs a comparison word");
  return condition;
}

// Whether a text stands where something will be said later.
bool is_placeholder(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kPlaceholders{
      "tbd", "tba", "tbc", "todo", "n/a",           "?",
      "??",  "...", "-",   "xxx",  "to be defined", "to be determined"};
  return std::ranges::find(kPlaceholders, lowered(trimmed(text))) != kPlaceholders.end();
}

bool says_something(std::string_view text) {
  return !trimmed(text).empty() && !is_placeholder(text);
}

bool has_number(std::string_view text) {
  static constexpr std::array<std::string_view, 17> kNumberWords{
      "zero",  "none", "one", "two",   "three", "four",   "five",  "six",    "seven",
      "eight", "nine", "ten", "third", "half",  "double", "twice", "quarter"};
  std::string word;
  for (const char c : lowered(text) + ' ') {
    if (c >= '0' && c <= '9') return true;
    if (c >= 'a' && c <= 'z') {
      word += c;
      continue;
    }
    if (word.empty()) continue;
    if (std::ranges::find(kNumberWords, word) != kNumberWords.end()) return true;
    word.clear();
  }
  return false;
}

bool has_fields(const Record& record, const std::vector<std::string>& fields, bool measurable) {
  const auto is_there = [&](const std::string& name) {
    return says_something(field(record, name));
  };
  return std::ranges::all_of(fields, is_there) &&
         (!measurable || has_number(field(record, fields.back())));
}

bool is_given(const Value& value) {
  struct Given {
    bool operator()(bool) const { return true; }
    bool operator()(const Decimal&) const { return true; }
    bool operator()(const Date&) const { return true; }
    bool operator()(const std::string& text) const { return says_something(text); }
    bool operator()(const std::vector<std::string>& texts) const { return !texts.empty(); }
    bool operator()(const std::vector<Record>& records) const { return !records.empty(); }
  };
  return std::visit(Given{}, value);
}

bool passes_records(const Condition& condition, const std::vector<Record>& records) {
  const auto has = [&](const Record& record) {
    return has_fields(record, condition.fields, condition.test == Test::kAnyMeasurable);
  };
  if (condition.test == Test::kEachHas) {
    return !records.empty() && std::ranges::all_of(records, has);
  }
  return std::ranges::any_of(records, has);
}

void collect_tests(const Condition& condition, const Vocabulary& vocabulary,
                   std::vector<const Condition*>& tests) {
  if (condition.op != Condition::Op::kTest) {
    for (const Condition& part : condition.parts) collect_tests(part, vocabulary, tests);
    return;
  }
  const auto& cases = vocabulary[condition.fact].derived;
  if (cases.empty()) tests.push_back(&condition);
  for (const DerivedCase& one : cases) collect_tests(one.when, vocabulary, tests);
}

void add_once(std::vector<Value>& values, Value value) {
  if (std::ranges::find(values, value) == values.end()) values.push_back(std::move(value));
}

// A text of which no test has heard.
std::string other_text(FactId fact, std::span<const Condition* const> tests) {
  std::string text = "any other text";
  const auto is_looked_for = [&](const Condition* test) {
    return test->fact == fact &&
           std::ranges::find(test->operands, Value(text)) != test->operands.end();
  };
  while (std::ranges::any_of(tests, is_looked_for)) text += " else";
  return text;
}

// Every record that leaves each field out, fills it with a word, or with a number.
std::vector<Record> all_records(const std::vector<std::string>& fields) {
  std::vector<Record> records{{}};
  for (const std::string& name : fields) {
    const std::size_t before = records.size();
    for (const char* text : {"better", "1"}) {
      for (std::size_t i = 0; i < before; ++i) {
        records.push_back(records[i]);
        records.back().emplace_back(name, text);
      }
    }
  }
  return records;
}

std::vector<const Condition*> tests_on(FactId fact, std::span<const Condition* const> tests) {
  std::vector<const Condition*> own;
  std::ranges::copy_if(tests, std::back_inserter(own),
                       [&](const Condition* test) { return test->fact == fact; });
  return own;
}

// The fields that tests ask for: what the others hold decides nothing.
std::vector<std::string> fields_of(std::span<const Condition* const> tests) {
  std::vector<std::string> fields;
  for (const Condition* test : tests) {
    for (const std::string& name : test->fields) {
      if (std::ranges::find(fields, name) == fields.end()) fields.push_back(name);
    }
  }
  return fields;
}

// Nothing, all of it, and one list for every other outcome that the tests together can have. What
// a list comes to follows from what its records come to, so adding records one by one to what is
// there finds every outcome.
std::vector<Value> record_witnesses(const FactDefinition& fact,
                                    std::span<const Condition* const> tests) {
  Record whole;
  for (const std::string& name : fact.fields) whole.emplace_back(name, "1");
  std::vector<std::vector<Record>> lists{{}, {whole}};
  const auto outcome = [&](const std::vector<Record>& list) {
    std::vector<bool> passed;
    for (const Condition* test : tests) passed.push_back(passes(*test, Value(list)));
    return passed;
  };
  // Not that of the empty list: others that come to the same may come to more with one more.
  std::set<std::vector<bool>> seen{outcome(lists[1])};
  const auto add = [&](std::vector<Record> list) {
    if (seen.insert(outcome(list)).second) lists.push_back(std::move(list));
  };
  for (const Record& record : all_records(fields_of(tests))) add({record});
  const std::size_t singles = lists.size();
  for (std::size_t i = 1; fact.type == FactType::kRecords && i < lists.size(); ++i) {
    for (std::size_t single = 1; single < singles; ++single) {
      std::vector<Record> longer = lists[i];
      longer.push_back(lists[single].front());
      add(std::move(longer));
    }
  }
  return {lists.begin(), lists.end()};
}

void add_witnesses(const Condition& test, std::vector<Value>& values) {
  for (const Value& operand : test.operands) {
    if (const auto* amount = std::get_if<Decimal>(&operand)) {
      const Decimal step = Decimal::from_units(1);
      for (const Decimal near : {*amount - step, *amount, *amount + step}) add_once(values, near);
    } else if (const auto* date = std::get_if<Date>(&operand)) {
      const std::chrono::sys_days day = *date;
      for (const int shift : {-1, 0, 1}) add_once(values, Date(day + std::chrono::days(shift)));
    } else {
      add_once(values, operand);
    }
  }
}

// Every set of the texts that the tests look for, and one list that holds something else.
std::vector<Value> list_witnesses(FactId fact, std::span<const Condition* const> tests) {
  std::vector<std::string> looked_for;
  for (const Condition* test : tests) {
    if (test->fact != fact || test->operands.empty()) continue;
    const auto& text = std::get<std::string>(test->operands.front());
    if (std::ranges::find(looked_for, text) == looked_for.end()) looked_for.push_back(text);
  }
  std::vector<Value> values{std::vector{other_text(fact, tests)}};
  for (std::size_t chosen = 0; chosen < (std::size_t{1} << looked_for.size()); ++chosen) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < looked_for.size(); ++i) {
      if ((chosen >> i & 1) != 0) texts.push_back(looked_for[i]);
    }
    values.emplace_back(std::move(texts));
  }
  return values;
}

}  // namespace

Result<Condition> read_condition(Node node, const Vocabulary& vocabulary,
                                 const ConditionScope& scope) {
  if (node["fact"].exists()) return read_test(node, vocabulary, scope);
  static const std::vector<std::string> kCombinations{"all", "any", "not", "fact"};
  if (!node.is_map()) return wrong_at(node, "a condition is one of: fact, all, any, not");
  Node parts;
  for (const Node entry : node) {
    if (stands_beside(entry, scope)) continue;
    if (auto known = one_of(entry, entry.key(), kCombinations, "condition"); !known) {
      return std::unexpected(known.error());
    }
    if (parts.exists()) return wrong_at(entry, "a condition is one of: fact, all, any, not");
    parts = entry;
  }
  if (!parts.exists()) return wrong_at(node, "a condition is one of: fact, all, any, not");
  Condition condition;
  condition.op = parts.key() == "all"   ? Condition::Op::kAll
                 : parts.key() == "any" ? Condition::Op::kAny
                                        : Condition::Op::kNot;
  ConditionScope inner = scope;  // beside a part stands nothing else
  inner.beside = {};
  if (condition.op == Condition::Op::kNot) {
    auto part = read_condition(parts, vocabulary, inner);
    if (!part) return std::unexpected(part.error());
    condition.parts.push_back(std::move(*part));
    return condition;
  }
  if (!parts.is_list()) return wrong_at(parts, "'" + std::string(parts.key()) + "' takes a list");
  for (const Node entry : parts) {
    auto part = read_condition(entry, vocabulary, inner);
    if (!part) return std::unexpected(part.error());
    condition.parts.push_back(std::move(*part));
  }
  return condition;
}

bool passes(const Condition& condition, const Value& value) {
  const auto is_operand = [&] {
    return std::ranges::find(condition.operands, value) != condition.operands.end();
  };
  switch (condition.test) {
    case Test::kOneOf:
      return is_operand();
    case Test::kNoneOf:
      return !is_operand();
    case Test::kIncludes:
      return std::ranges::any_of(std::get<std::vector<std::string>>(value), [&](const auto& text) {
        return text == std::get<std::string>(condition.operands.front());
      });
    case Test::kAtLeast:
      return std::get<Decimal>(value) >= std::get<Decimal>(condition.operands.front());
    case Test::kAtMost:
      return std::get<Decimal>(value) <= std::get<Decimal>(condition.operands.front());
    case Test::kFrom:
      return std::get<Date>(value) >= std::get<Date>(condition.operands.front());
    case Test::kUntil:
      return std::get<Date>(value) <= std::get<Date>(condition.operands.front());
    case Test::kGiven:
      return is_given(value);
    default:
      return passes_records(condition, std::get<std::vector<Record>>(value));
  }
}

bool holds(const Condition& condition, Assignment values, const Vocabulary& vocabulary) {
  const auto part_holds = [&](const Condition& part) { return holds(part, values, vocabulary); };
  switch (condition.op) {
    case Condition::Op::kAll:
      return std::ranges::all_of(condition.parts, part_holds);
    case Condition::Op::kAny:
      return std::ranges::any_of(condition.parts, part_holds);
    case Condition::Op::kNot:
      return !part_holds(condition.parts.front());
    case Condition::Op::kTest:
      break;
  }
  const Value* value = value_of(condition.fact, values, vocabulary);
  return value != nullptr && passes(condition, *value);
}

const Value* value_of(FactId fact, Assignment values, const Vocabulary& vocabulary) {
  const auto& cases = vocabulary[fact].derived;
  if (cases.empty()) return values[fact];
  for (const DerivedCase& one : cases) {
    if (holds(one.when, values, vocabulary)) return &one.value;
  }
  return nullptr;
}

std::vector<const Condition*> tests_of(const Condition& condition, const Vocabulary& vocabulary) {
  std::vector<const Condition*> tests;
  collect_tests(condition, vocabulary, tests);
  return tests;
}

std::vector<Value> witnesses(FactId fact, std::span<const Condition* const> tests,
                             const Vocabulary& vocabulary) {
  const FactDefinition& definition = vocabulary[fact];
  std::vector<Value> values;
  switch (definition.type) {
    case FactType::kTruth:
      return {true, false};
    case FactType::kChoice:
      values.assign(definition.values.begin(), definition.values.end());
      return values;
    case FactType::kRecord:
    case FactType::kRecords:
      return record_witnesses(definition, tests_on(fact, tests));
    case FactType::kText:
      values = {other_text(fact, tests), std::string()};
      break;
    case FactType::kTexts:
      return list_witnesses(fact, tests);
    case FactType::kAmount:
      values = {Decimal()};
      break;
    case FactType::kDate:
      values = {Date(std::chrono::sys_days())};
      break;
  }
  for (const Condition* test : tests) {
    if (test->fact == fact) add_witnesses(*test, values);
  }
  return values;
}

}  // namespace fundable
