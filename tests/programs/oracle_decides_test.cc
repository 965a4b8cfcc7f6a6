// The oracle's answers; see oracle.h.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "tests/programs/oracle.h"

namespace fundable::oracle {
namespace {

using Completion = std::vector<const Plain*>;

bool is_filled(const Fields& record, const std::string& name) {
  const auto found = record.find(name);
  return found != record.end() && found->second.find_first_not_of(' ') != std::string::npos;
}

// The only texts that the generator writes into fields, told apart by hand.
bool is_number(const std::string& text) {
  return text == "90 %" || text == "twice as good" || text == "9";
}

bool record_passes(const Tree& test, const Fields& record) {
  for (const std::string& name : test.fields) {
    if (!is_filled(record, name)) return false;
  }
  return test.word != "any_measurable" || is_number(record.at(test.fields.back()));
}

bool is_given(Type type, const Plain& value) {
  switch (type) {
    case Type::kText:
      return value.text.find_first_not_of(' ') != std::string::npos;
    case Type::kTexts:
      return !value.texts.empty();
    case Type::kRecord:
    case Type::kRecords:
      return !value.records.empty();
    default:
      return true;
  }
}

bool passes(const Tree& test, Type type, const Plain& value) {
  const bool is_operand = std::ranges::find(test.operands, value) != test.operands.end();
  if (test.word == "is" || test.word == "one_of") return is_operand;
  if (test.word == "is_not" || test.word == "none_of") return !is_operand;
  if (test.word == "given") return is_given(type, value);
  if (test.word == "includes") return value.texts.contains(test.operands[0].text);
  if (test.word == "at_least" || test.word == "from") {
    return value.number >= test.operands[0].number;
  }
  if (test.word == "at_most" || test.word == "until") {
    return value.number <= test.operands[0].number;
  }
  std::size_t passing = 0;
  for (const Fields& record : value.records) passing += record_passes(test, record) ? 1 : 0;
  return test.word == "each_has" ? passing > 0 && passing == value.records.size() : passing > 0;
}

bool is_true(const Tree& tree, const Case& one, const Completion& values) {
  if (tree.op == "not") return !is_true(tree.parts[0], one, values);
  if (tree.op == "all" || tree.op == "any") {
    std::size_t count = 0;
    for (const Tree& part : tree.parts) count += is_true(part, one, values) ? 1 : 0;
    return tree.op == "all" ? count == tree.parts.size() : count > 0;
  }
  const FactSpec& fact = one.facts[tree.fact];
  if (fact.cases.empty()) return passes(tree, fact.type, *values[tree.fact]);
  for (const auto& [value, when] : fact.cases) {
    if (is_true(when, one, values)) return passes(tree, fact.type, value);
  }
  return false;
}

void visit(const Tree& tree, const Case& one, const std::function<void(const Tree&)>& seen) {
  for (const Tree& part : tree.parts) visit(part, one, seen);
  if (tree.op != "test") return;
  for (const auto& [value, when] : one.facts[tree.fact].cases) visit(when, one, seen);
  if (one.facts[tree.fact].cases.empty()) seen(tree);
}

void visit_all(const Case& one, const std::function<void(const Tree&)>& seen) {
  for (const CriterionSpec& criterion : one.criteria) visit(criterion.when, one, seen);
}

// Every record over the fields: each one left out, filled with words, or with a number.
std::vector<Fields> all_records(const std::vector<std::string>& fields) {
  std::vector<Fields> records{{}};
  for (const std::string& name : fields) {
    const std::vector<Fields> before = records;
    for (const char* text : {"better", "9"}) {
      for (Fields record : before) {
        record[name] = text;
        records.push_back(std::move(record));
      }
    }
  }
  return records;
}

std::vector<Plain> all_sets_of_texts(const std::set<std::string>& looked_for) {
  std::vector<Plain> values{{}};
  std::set<std::string> texts = looked_for;
  texts.insert("a text that nobody looks for");
  for (const std::string& text : texts) {
    const std::size_t before = values.size();
    for (std::size_t i = 0; i < before; ++i) {
      values.push_back(values[i]);
      values.back().texts.insert(text);
    }
  }
  return values;
}

std::vector<Plain> all_lists(const FactSpec& fact) {
  const std::vector<Fields> records = all_records(fact.fields);
  std::vector<Plain> values{{}};
  for (const Fields& record : records) {
    const std::size_t before = values.size();
    for (std::size_t i = 0; i < before; ++i) {
      if (fact.type == Type::kRecord && !values[i].records.empty()) continue;
      values.push_back(values[i]);
      values.back().records.push_back(record);
    }
  }
  return values;
}

// The points on, beside and between the thresholds; texts, compared and other.
std::vector<Plain> points(Type type, const std::vector<Plain>& operands) {
  std::set<Plain> values;
  if (type == Type::kText) {
    values.insert(Plain{0, "", {}, {}});
    values.insert(Plain{0, "a text that nobody looks for", {}, {}});
  } else {
    values.insert(Plain{1, "", {}, {}});
  }
  for (const Plain& operand : operands) {
    values.insert(operand);
    if (type == Type::kText) continue;
    for (const int shift : {-1, 1}) values.insert(Plain{operand.number + shift, "", {}, {}});
  }
  return {values.begin(), values.end()};
}

// The values of a fact in this subject.
std::vector<Plain> possible(const Case& one, std::size_t fact) {
  const Holding& holding = one.holdings[fact];
  if (!holding.held.empty()) return holding.held;
  const auto is_out = [&](const Plain& value) {
    return std::ranges::find(holding.ruled_out, value) != holding.ruled_out.end();
  };
  const auto assumed = one.assumed.find(fact);
  if (assumed != one.assumed.end() && !is_out(assumed->second)) return {assumed->second};
  std::vector<Plain> values = domain(one, fact);
  std::erase_if(values, is_out);
  return values;
}

using Domains = std::vector<std::vector<Plain>>;

// Calls `seen` with every completion, in mixed radix: the first fact turns fastest.
void complete(const Domains& domains, const std::function<void(const Completion&)>& seen) {
  std::vector<std::size_t> at(domains.size(), 0);
  Completion values(domains.size(), nullptr);
  for (;;) {
    for (std::size_t i = 0; i < at.size(); ++i) {
      if (!domains[i].empty()) values[i] = &domains[i][at[i]];
    }
    seen(values);
    std::size_t i = 0;
    while (i < at.size() && (domains[i].empty() || ++at[i] == domains[i].size())) at[i++] = 0;
    if (i == at.size()) return;
  }
}

std::string decided(const Case& one, const Completion& values) {
  bool review = false;
  for (const CriterionSpec& criterion : one.criteria) {
    if (criterion.kind != "required" || is_true(criterion.when, one, values)) continue;
    if (!criterion.review) return "ineligible";
    review = true;
  }
  return review ? "review" : "eligible";
}

std::string verdict(const Case& one, const Domains& domains) {
  std::set<std::string> all;
  complete(domains, [&](const Completion& values) { all.insert(decided(one, values)); });
  return all.size() == 1 ? *all.begin() : "undetermined";
}

std::string answer(const Case& one, const Tree& when, const Domains& domains) {
  std::set<bool> all;
  complete(domains, [&](const Completion& values) { all.insert(is_true(when, one, values)); });
  return all.size() == 2 ? "unknown" : *all.begin() ? "yes" : "no";
}

std::set<std::string> open_facts(const Case& one, const Domains& domains) {
  std::vector<std::string> verdicts;
  complete(domains, [&](const Completion& values) { verdicts.push_back(decided(one, values)); });
  std::set<std::string> open;
  std::size_t stride = 1;
  for (std::size_t fact = 0; fact < domains.size(); ++fact) {
    const std::size_t size = std::max<std::size_t>(domains[fact].size(), 1);
    for (std::size_t i = 0; i + stride < verdicts.size(); ++i) {
      const bool differ_only_here = i / stride % size + 1 < size;
      if (differ_only_here && verdicts[i] != verdicts[i + stride])
        open.insert(one.facts[fact].name);
    }
    stride *= size;
  }
  return open;
}

Domains domains_of(const Case& one) {
  std::set<std::size_t> used;
  visit_all(one, [&](const Tree& test) { used.insert(test.fact); });
  Domains domains(one.facts.size());
  for (const std::size_t fact : used) domains[fact] = possible(one, fact);
  return domains;
}

}  // namespace

std::vector<Plain> domain(const Case& one, std::size_t fact) {
  const FactSpec& spec = one.facts[fact];
  std::vector<Plain> operands;
  std::set<std::string> texts;
  visit_all(one, [&](const Tree& test) {
    if (test.fact != fact) return;
    operands.insert(operands.end(), test.operands.begin(), test.operands.end());
    for (const Plain& operand : test.operands) texts.insert(operand.text);
  });
  if (spec.type == Type::kTruth) return {Plain{0, "", {}, {}}, Plain{1, "", {}, {}}};
  if (spec.type == Type::kTexts) return all_sets_of_texts(texts);
  if (spec.type == Type::kRecord || spec.type == Type::kRecords) return all_lists(spec);
  if (spec.type != Type::kChoice) return points(spec.type, operands);
  std::vector<Plain> values;
  for (const std::string& text : spec.values) values.push_back(Plain{0, text, {}, {}});
  return values;
}

std::size_t completions(const Case& one) {
  std::size_t product = 1;
  for (const auto& values : domains_of(one)) product *= std::max<std::size_t>(values.size(), 1);
  return product;
}

Expected expected(const Case& one) {
  Domains domains = domains_of(one);
  Expected all;
  all.verdict = verdict(one, domains);
  all.open = open_facts(one, domains);
  for (const CriterionSpec& criterion : one.criteria) {
    all.answers.push_back(answer(one, criterion.when, domains));
    std::set<std::size_t> used;
    visit(criterion.when, one, [&](const Tree& test) { used.insert(test.fact); });
    bool rests = false;
    for (const auto& [fact, value] : one.assumed) {
      if (!used.contains(fact) || !one.holdings[fact].held.empty()) continue;
      if (domains[fact] != std::vector{value}) continue;
      auto before = std::exchange(domains[fact], domain(one, fact));
      rests = rests || answer(one, criterion.when, domains) != all.answers.back();
      domains[fact] = std::move(before);
    }
    all.rests_on_assumption.push_back(rests && all.answers.back() != "unknown");
  }
  for (std::size_t fact = 0; fact < domains.size(); ++fact) {
    const Type type = one.facts[fact].type;
    if (domains[fact].empty() || (type != Type::kTruth && type != Type::kChoice)) continue;
    for (const Plain& value : domain(one, fact)) {
      auto before = std::exchange(domains[fact], {value});
      const std::string then = verdict(one, domains);
      domains[fact] = std::move(before);
      if (then == all.verdict) continue;
      all.flips.emplace(one.facts[fact].name, value_yaml(one.facts[fact], value), then);
    }
  }
  return all;
}

// The oracle against what a reader can work out: no program takes part.
TEST(Oracle, DecidesByHand) {
  Case one;
  one.facts = {{"workload.a", Type::kTruth, {}, {}, {}},
               {"workload.b", Type::kChoice, {"x", "y"}, {}, {}}};
  const Tree a{"test", {}, 0, "is", {Plain{1, "", {}, {}}}, {}};
  const Tree b{"test", {}, 1, "is", {Plain{0, "x", {}, {}}}, {}};
  one.criteria = {{"one", "required", false, {"any", {a, b}, 0, "", {}, {}}}};
  one.holdings.resize(2);
  EXPECT_EQ(completions(one), 4u);
  EXPECT_EQ(expected(one).verdict, "undetermined");
  EXPECT_EQ(expected(one).open, (std::set<std::string>{"workload.a", "workload.b"}));
  one.holdings[1].held = {Plain{0, "x", {}, {}}};
  EXPECT_EQ(expected(one).verdict, "eligible");
  EXPECT_TRUE(expected(one).open.empty());
  one.holdings[0].held = {Plain{0, "", {}, {}}};
  EXPECT_EQ(expected(one).flips.size(), 1u);
  one.holdings[1].held = {Plain{0, "y", {}, {}}};
  EXPECT_EQ(expected(one).verdict, "ineligible");
  one.criteria[0].review = true;
  EXPECT_EQ(expected(one).verdict, "review");
  EXPECT_EQ(expected(one).answers, std::vector<std::string>{"no"});
}

}  // namespace fundable::oracle
