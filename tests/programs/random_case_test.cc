// Random cases for the oracle, and how they are written as YAML; see oracle.h and random_case.h.
#include "tests/programs/random_case.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "tests/programs/oracle.h"

namespace fundable::oracle {
namespace {

std::string quoted(const std::string& text) { return '"' + text + '"'; }

std::string listed(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return "[" + text + "]";
}

std::string record_yaml(const Fields& record) {
  std::vector<std::string> parts;
  for (const auto& [name, text] : record) parts.push_back(name + ": " + quoted(text));
  std::string text = listed(parts);
  text.front() = '{';
  text.back() = '}';
  return text;
}

std::string date_yaml(int days) {
  using std::chrono::sys_days, std::chrono::year_month_day, std::chrono::day;
  const sys_days start = std::chrono::year(2026) / std::chrono::January / day(1);
  const year_month_day date = start + std::chrono::days(days);
  const auto two = [](unsigned number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  return std::to_string(int(date.year())) + "-" + two(unsigned(date.month())) + "-" +
         two(unsigned(date.day()));
}

std::string operands_yaml(const Case& one, const Tree& test) {
  FactSpec fact = one.facts[test.fact];
  if (fact.type == Type::kTexts) fact.type = Type::kText;
  std::vector<std::string> parts;
  for (const Plain& operand : test.operands) parts.push_back(value_yaml(fact, operand));
  const bool is_list = test.word == "one_of" || test.word == "none_of";
  return is_list ? listed(parts) : parts[0];
}

std::string tree_yaml(const Case& one, const Tree& tree) {
  if (tree.op == "not") return "{not: " + tree_yaml(one, tree.parts[0]) + "}";
  if (tree.op != "test") {
    std::vector<std::string> parts;
    for (const Tree& part : tree.parts) parts.push_back(tree_yaml(one, part));
    return "{" + tree.op + ": " + listed(parts) + "}";
  }
  const std::string operand = !tree.fields.empty()   ? listed(tree.fields)
                              : tree.word == "given" ? "true"
                                                     : operands_yaml(one, tree);
  return "{fact: " + one.facts[tree.fact].name + ", " + tree.word + ": " + operand + "}";
}

Value value_of(const FactSpec& fact, const Plain& plain) {
  switch (fact.type) {
    case Type::kTruth:
      return plain.number != 0;
    case Type::kChoice:
    case Type::kText:
      return plain.text;
    case Type::kAmount:
      return Decimal::from_units(Decimal::whole(plain.number).units() / 100);
    case Type::kDate:
      return Date(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1) +
                  std::chrono::days(plain.number));
    case Type::kTexts:
      return std::vector<std::string>(plain.texts.begin(), plain.texts.end());
    default:
      break;
  }
  std::vector<Record> records;
  for (const Fields& fields : plain.records) records.emplace_back(fields.begin(), fields.end());
  return records;
}

const char* type_yaml(Type type) {
  static constexpr const char* kNames[] = {"truth", "choice", "text",   "amount",
                                           "date",  "texts",  "record", "records"};
  return kNames[static_cast<int>(type)];
}

}  // namespace

std::string value_yaml(const FactSpec& fact, const Plain& value) {
  switch (fact.type) {
    case Type::kTruth:
      return value.number != 0 ? "true" : "false";
    case Type::kChoice:
      return value.text;
    case Type::kText:
      return quoted(value.text);
    case Type::kAmount:
      return std::to_string(value.number / 100) + "." + std::to_string(value.number / 10 % 10) +
             std::to_string(value.number % 10);
    case Type::kDate:
      return date_yaml(value.number);
    case Type::kRecord:
      return value.records.empty() ? "{}" : record_yaml(value.records[0]);
    default:
      break;
  }
  std::vector<std::string> parts;
  for (const std::string& text : value.texts) parts.push_back(quoted(text));
  for (const Fields& record : value.records) parts.push_back(record_yaml(record));
  return listed(parts);
}

std::string vocabulary_yaml(const Case& one) {
  std::string text;
  for (const FactSpec& fact : one.facts) {
    text += "- {fact: " + fact.name + ", ask: Which?, type: " + type_yaml(fact.type);
    if (!fact.values.empty()) text += ", values: " + listed(fact.values);
    if (!fact.fields.empty()) text += ", fields: " + listed(fact.fields);
    if (!fact.cases.empty()) text += ", derived: [";
    for (const auto& [value, when] : fact.cases) {
      if (&value != &fact.cases.front().first) text += ", ";
      text += "{is: " + value_yaml(fact, value) + ", when: " + tree_yaml(one, when) + "}";
    }
    text += fact.cases.empty() ? "}\n" : "]}\n";
  }
  return text;
}

std::string program_yaml(const Case& one) {
  std::string text =
      "program: p\nname: P\nversion: 2026-11-22\npays: {what: planned_costs, period: once}\n"
      "sources: {s: {title: T, rank: aws, checked: 2026-11-22}}\ncriteria:\n";
  std::string assume;
  for (const auto& [fact, value] : one.assumed) {
    assume += "{fact: " + one.facts[fact].name + ", is: " + value_yaml(one.facts[fact], value) +
              ", because: Nobody says so.}, ";
  }
  for (const CriterionSpec& criterion : one.criteria) {
    text += "- {criterion: " + criterion.id + ", says: It., kind: " + criterion.kind;
    if (criterion.review) text += ", if_no: review";
    text += ", source: {in: s, section: A}";
    if (&criterion == &one.criteria.front()) text += ", assume: [" + assume + "]";
    text += ", all: [" + tree_yaml(one, criterion.when) + "]}\n";
  }
  return text;
}

std::size_t Random::below(std::size_t end) { return static_cast<std::size_t>(engine_() % end); }

std::string Random::one_of(const std::vector<std::string>& from) {
  return from[below(from.size())];
}

namespace {

class Generator {
 public:
  explicit Generator(Random& random) : random_(random) {}

  Case made() {
    add_facts();
    const std::size_t criteria = 1 + random_.below(5);
    for (std::size_t i = 0; i < criteria; ++i) add_criterion(i);
    case_.holdings.resize(case_.facts.size());
    for (std::size_t fact = 0; fact < case_.facts.size(); ++fact) {
      if (!case_.facts[fact].cases.empty()) continue;
      if (random_.one_in(8)) case_.assumed[fact] = some_value(case_.facts[fact]);
      hold_something(fact);
    }
    while (completions(case_) > kMostCompletions) settle_one();
    return case_;
  }

  // The same facts and criteria with other holdings.
  Case with_other_holdings(Case one) {
    case_ = std::move(one);
    case_.holdings.assign(case_.facts.size(), {});
    for (std::size_t fact = 0; fact < case_.facts.size(); ++fact) {
      if (!case_.facts[fact].cases.empty()) continue;
      hold_something(fact);
      Holding& holding = case_.holdings[fact];
      if (!holding.held.empty() && random_.one_in(12)) holding.ruled_out = {holding.held.front()};
    }
    return case_;
  }

 private:
  static constexpr std::size_t kMostCompletions = 600;

  void add_facts() {
    const std::size_t plain = 2 + random_.below(5);
    for (std::size_t i = 0; i < plain; ++i) {
      FactSpec fact;
      fact.type = static_cast<Type>(random_.below(8));
      fact.name = (random_.one_in(4) ? "project.f" : "workload.f") + std::to_string(i);
      if (fact.type == Type::kChoice) fact.values = {"red", "green", "blue", "grey"};
      if (fact.type == Type::kChoice) fact.values.resize(2 + random_.below(3));
      if (fact.type == Type::kRecord || fact.type == Type::kRecords) fact.fields = {"who", "what"};
      case_.facts.push_back(std::move(fact));
    }
    const std::size_t derived = random_.below(3);
    for (std::size_t i = 0; i < derived; ++i) {
      FactSpec fact;
      fact.type = random_.one_in(2) ? Type::kChoice : Type::kTruth;
      fact.name = "workload.derived" + std::to_string(i);
      if (fact.type == Type::kChoice) fact.values = {"high", "low", "none"};
      for (std::size_t c = 1 + random_.below(3); c > 0; --c) {
        const Tree when = random_.one_in(4) ? Tree() : tree(1);
        fact.cases.emplace_back(some_value(fact), when);
      }
      case_.facts.push_back(std::move(fact));
    }
  }

  void add_criterion(std::size_t i) {
    static const std::vector<std::string> kKinds{
        "required", "required", "required", "required", "preferred", "at_submission", "at_claim"};
    CriterionSpec criterion{"c" + std::to_string(i), random_.one_of(kKinds), false, tree(3)};
    criterion.review = random_.one_in(3);
    case_.criteria.push_back(std::move(criterion));
  }

  Tree tree(std::size_t depth) {
    if (depth == 0 || random_.one_in(3)) return test();
    Tree made;
    made.op = random_.one_of({"all", "any", "any", "not"});
    const std::size_t parts = made.op == "not" ? 1 : random_.below(3) + (random_.one_in(9) ? 0 : 1);
    for (std::size_t i = 0; i < parts; ++i) made.parts.push_back(tree(depth - 1));
    return made;
  }

  Tree test() {
    Tree made;
    made.op = "test";
    made.fact = random_.below(case_.facts.size());
    const FactSpec& fact = case_.facts[made.fact];
    made.word = random_.one_of(words(fact.type));
    if (made.word == "given") return made;
    if (fact.type == Type::kRecord || fact.type == Type::kRecords) {
      made.fields = fact.fields;
      if (random_.one_in(2)) std::ranges::reverse(made.fields);
      if (random_.one_in(2)) made.fields.pop_back();
      return made;
    }
    const std::size_t operands = made.word.ends_with("_of") ? 1 + random_.below(2) : 1;
    for (std::size_t i = 0; i < operands; ++i) made.operands.push_back(operand(fact));
    return made;
  }

  static std::vector<std::string> words(Type type) {
    switch (type) {
      case Type::kText:
        return {"is", "is_not", "one_of", "none_of", "given"};
      case Type::kAmount:
        return {"at_least", "at_most"};
      case Type::kDate:
        return {"from", "until"};
      case Type::kTexts:
        return {"includes", "includes", "given"};
      case Type::kRecord:
        return {"has", "has", "given"};
      case Type::kRecords:
        return {"any_has", "each_has", "any_measurable", "given"};
      default:
        return {"is", "is_not", "one_of", "none_of"};
    }
  }

  Plain operand(const FactSpec& fact) {
    FactSpec element = fact;
    if (fact.type == Type::kTexts) element.type = Type::kText;
    return some_value(element);
  }

  std::string some_text() { return random_.one_of({"something", "other", "third", "fourth"}); }

  Plain some_value(const FactSpec& fact) {
    Plain value;
    switch (fact.type) {
      case Type::kTruth:
        value.number = static_cast<int>(random_.below(2));
        break;
      case Type::kChoice:
        value.text = random_.one_of(fact.values);
        break;
      case Type::kText:
        value.text = random_.one_in(6) ? "" : some_text();
        break;
      case Type::kAmount:
      case Type::kDate:
        value.number = 40 * static_cast<int>(1 + random_.below(4));
        break;
      case Type::kTexts:
        for (std::size_t i = random_.below(3); i > 0; --i) value.texts.insert(some_text());
        break;
      case Type::kRecord:
      case Type::kRecords:
        value.records.resize(fact.type == Type::kRecord ? 1 : random_.below(4));
        for (Fields& record : value.records) record = some_record(fact);
        // An empty map would be read as "no record".
        if (fact.type == Type::kRecord) value.records[0].emplace("who", "");
    }
    return value;
  }

  Fields some_record(const FactSpec& fact) {
    Fields record;
    for (const std::string& name : fact.fields) {
      if (random_.one_in(4)) continue;
      record[name] = random_.one_of({"90 %", "twice as good", "better", " ", ""});
    }
    return record;
  }

  void hold_something(std::size_t fact) {
    const FactSpec& spec = case_.facts[fact];
    Holding& holding = case_.holdings[fact];
    const std::size_t held = random_.one_in(3) ? 1 : random_.one_in(4) ? 2 : 0;
    while (holding.held.size() < held) add_once(holding.held, some_value(spec));
    const bool may_rule_out = spec.type == Type::kText || spec.values.size() > 2;
    if (may_rule_out && random_.one_in(3)) rule_out(holding, some_value(spec));
  }

  // Nothing is both held and ruled out here: what is held is then taken as it is.
  static void rule_out(Holding& holding, Plain value) {
    if (std::ranges::find(holding.held, value) == holding.held.end()) {
      holding.ruled_out.push_back(std::move(value));
    }
  }

  // Two draws may be alike; the second is then one more attempt, never a second entry.
  void add_once(std::vector<Plain>& held, Plain value) {
    if (std::ranges::find(held, value) == held.end()) held.push_back(std::move(value));
  }

  void settle_one() {
    const std::size_t fact = random_.below(case_.facts.size());
    if (!case_.facts[fact].cases.empty()) return;
    case_.holdings[fact].ruled_out.clear();
    case_.holdings[fact].held = {some_value(case_.facts[fact])};
  }

  Random& random_;
  Case case_;
};

}  // namespace

Case random_case(Random& random) { return Generator(random).made(); }

void draw_facts_anew(Random& random, Case& one) {
  one = Generator(random).with_other_holdings(std::move(one));
}

CaseFacts facts_of(const Case& one, const Vocabulary& vocabulary) {
  CaseFacts made;
  for (std::size_t i = 0; i < one.facts.size(); ++i) {
    const FactId fact = vocabulary.id(one.facts[i].name);
    Facts& facts = one.facts[i].name.starts_with("project.") ? made.project : made.workload;
    for (const Plain& value : one.holdings[i].held) {
      facts.hold(fact, value_of(one.facts[i], value), {});
    }
    for (const Plain& value : one.holdings[i].ruled_out) {
      facts.rule_out(fact, value_of(one.facts[i], value), {});
    }
  }
  return made;
}

TEST(RandomCase, IsTheSameForTheSameSeed) {
  Random first(7);
  Random second(7);
  Random other(8);
  const std::string text = program_yaml(random_case(first));
  EXPECT_EQ(text, program_yaml(random_case(second)));
  EXPECT_NE(text, program_yaml(random_case(other)));
}

}  // namespace fundable::oracle
