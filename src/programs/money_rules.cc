// A table of services says for each product service code whether its spend counts. A row becomes
// up to three rules: what is excepted, what alone counts, and the rest; the words of the first two
// are looked for in what a cost line says of itself.
#include "programs/money_rules.h"

#include <algorithm>
#include <set>

#include "programs/dated.h"
#include "programs/fields.h"

namespace fundable {
namespace {

const std::vector<std::string> kParameterKeys{"says", "unit", "values", "rivals"};
const std::vector<std::string> kValueKeys{"from", "is", "source"};
const std::vector<std::string> kCoverageKeys{"nature",  "services", "words",    "by",    "when",
                                             "covered", "why",      "in_force", "source"};
const std::vector<std::string> kNatures{"aws_usage",     "labour",  "licence", "marketplace",
                                        "data_transfer", "support", "other"};
const std::vector<std::string> kAnswers{"yes", "no", "unknown"};
const std::vector<std::string> kTableKeys{"services", "edition", "decided_by",
                                          "sources",  "source",  "rows"};
const std::vector<std::string> kRowKeys{"service", "name",   "counts", "after", "until",
                                        "when",    "except", "only",   "why",   "source"};
const std::vector<std::string> kPartKeys{"words", "why"};

Result<Parameter> read_parameter(Node node, const RuleScope& scope) {
  if (auto known = only_keys(node, kParameterKeys); !known) return std::unexpected(known.error());
  Parameter parameter;
  parameter.id = std::string(node.key());
  const auto says = text_under(node, "says", true);
  const auto unit = text_under(node, "unit", true);
  if (!says) return std::unexpected(says.error());
  if (!unit) return std::unexpected(unit.error());
  parameter.says = *says;
  parameter.unit = *unit;
  for (const Node entry : node["values"]) {
    if (auto known = only_keys(entry, kValueKeys); !known) return std::unexpected(known.error());
    if (auto source = scope.sources.cited(entry); !source) return std::unexpected(source.error());
    if (auto value = Decimal::parse(entry["is"].text()); !value) {
      return wrong_at(entry, value.error().says);
    }
  }
  const auto value = value_on(node["values"], scope.as_of);
  if (!value) return std::unexpected(value.error());
  parameter.from = std::string((*value)["from"].text());
  parameter.value = *Decimal::parse((*value)["is"].text());
  parameter.source = shown_on(*scope.sources.cited(*value), scope.as_of);
  auto rivals = scope.sources.sides(node, "rivals");
  if (!rivals) return std::unexpected(rivals.error());
  parameter.rivals = shown_on(std::move(*rivals), scope.as_of);
  return parameter;
}

Result<std::optional<Condition>> when_of(Node rule, const Vocabulary& vocabulary) {
  if (rule["when"].is_null()) return std::nullopt;
  auto when = read_condition(rule["when"], vocabulary);
  if (!when) return std::unexpected(when.error());
  return std::move(*when);
}

Result<CoverageRule> read_rule(Node node, const RuleScope& scope,
                               const std::vector<std::string>& fulfilments) {
  if (auto known = only_keys(node, kCoverageKeys); !known) return std::unexpected(known.error());
  CoverageRule rule;
  const auto nature = word_under(node, "nature", kNatures, "nature of a cost");
  if (!nature) return std::unexpected(nature.error());
  const auto covered = word_under(node, "covered", kAnswers, "answer");
  if (!covered) return std::unexpected(covered.error());
  if (node["by"].exists()) {
    const auto by = one_of(node["by"], node["by"].text(), fulfilments, "fulfilment");
    if (!by) return std::unexpected(by.error());
    rule.by = fulfilments[*by];
  } else if (!fulfilments.empty()) {
    return wrong_at(node, "'by' is missing, for the program pays in several ways");
  }
  const auto why = text_under(node, "why", true);
  if (!why) return std::unexpected(why.error());
  for (auto [key, target] :
       {std::pair{"services", &rule.services}, std::pair{"words", &rule.words}}) {
    auto texts = texts_under(node, key);
    if (!texts) return std::unexpected(texts.error());
    *target = std::move(*texts);
  }
  auto when = when_of(node, scope.vocabulary);
  if (!when) return std::unexpected(when.error());
  auto source = scope.sources.cited(node);
  if (!source) return std::unexpected(source.error());
  rule.nature = kNatures[*nature];
  rule.covered = static_cast<Answer>(*covered);
  rule.why = *why;
  rule.when = std::move(*when);
  rule.source = std::move(*source);
  return rule;
}

// `except` or `only` of a row: the words by which a line is known, and a sentence.
Result<> add_part(Node row, std::string_view key, Answer covered, const CoverageRule& whole,
                  std::vector<CoverageRule>& rules) {
  const Node part = row[key];
  if (part.is_null()) return {};
  if (auto known = only_keys(part, kPartKeys); !known) return std::unexpected(known.error());
  CoverageRule rule = whole;
  auto words = texts_under(part, "words");
  const auto why = text_under(part, "why", true);
  if (!words) return std::unexpected(words.error());
  if (!why) return std::unexpected(why.error());
  if (words->empty()) return wrong_at(part, "'words' is missing or empty");
  rule.words = std::move(*words);
  rule.covered = covered;
  rule.why = *why;
  rules.push_back(std::move(rule));
  return {};
}

class TableReader {
 public:
  TableReader(Node root, const Vocabulary& vocabulary, const Sources& sources)
      : root_(root), vocabulary_(vocabulary), sources_(sources) {}

  Result<std::vector<CoverageRule>> rules() {
    for (const Node row : root_["rows"]) {
      if (auto added = add_row(row); !added) return std::unexpected(added.error());
    }
    if (rules_.empty()) return wrong_at(root_, "'rows' is missing or empty");
    return std::move(rules_);
  }

 private:
  Result<> add_row(Node row) {
    if (auto known = only_keys(row, kRowKeys); !known) return std::unexpected(known.error());
    const auto service = text_under(row, "service", true);
    if (!service) return std::unexpected(service.error());
    if (!seen_.insert(*service).second) return wrong_at(row, *service + " stands twice");
    auto rule = whole(row, *service);
    if (!rule) return std::unexpected(rule.error());
    if (auto added = add_part(row, "except", Answer::kNo, *rule, rules_); !added) return added;
    if (auto added = add_part(row, "only", rule->covered, *rule, rules_); !added) return added;
    if (row["only"].exists()) {
      rule->covered = Answer::kUnknown;
      rule->why += " The line does not say which part of it is meant.";
    }
    rules_.push_back(std::move(*rule));
    return {};
  }

  // What a row says of the whole service, in its own words or in ours.
  Result<std::string> why(Node row) const {
    const auto name = text_under(row, "name", true);
    if (!name) return std::unexpected(name.error());
    auto own = text_under(row, "why");
    if (!own || !own->empty()) return own;
    const bool in_part = row["only"].exists() || row["except"].exists();
    return *name + (row["counts"].text() == "no" ? " is not on" : " is on") +
           " the list of included services" + (in_part ? ", but not all of its usage." : ".");
  }

  Result<CoverageRule> whole(Node row, const std::string& service) const {
    CoverageRule rule;
    const auto counts = word_under(row, "counts", kAnswers, "answer");
    if (!counts) return std::unexpected(counts.error());
    const auto why = this->why(row);
    if (!why) return std::unexpected(why.error());
    auto source = sources_.cited(row["source"].exists() ? row : root_);
    if (!source) return std::unexpected(source.error());
    for (auto [key, target] : {std::pair{"after", &rule.after}, std::pair{"until", &rule.until}}) {
      const auto day = day_under(row, key);
      if (!day) return std::unexpected(day.error());
      *target = *day;
    }
    auto when = when_of(row, vocabulary_);
    if (!when) return std::unexpected(when.error());
    rule.nature = "aws_usage";
    rule.services = {service};
    rule.covered = static_cast<Answer>(*counts);
    rule.why = *why;
    rule.when = std::move(*when);
    rule.source = std::move(*source);
    return rule;
  }

  Node root_;
  const Vocabulary& vocabulary_;
  const Sources& sources_;
  std::set<std::string> seen_;
  std::vector<CoverageRule> rules_;
};

}  // namespace

Result<std::vector<Parameter>> read_parameters(Node map, const RuleScope& scope) {
  std::vector<Parameter> parameters;
  if (map.is_null()) return parameters;
  if (!map.is_map()) return wrong_at(map, "'parameters' must be a map by name");
  for (const Node node : map) {
    auto parameter = read_parameter(node, scope);
    if (!parameter) return std::unexpected(parameter.error());
    parameters.push_back(std::move(*parameter));
  }
  std::ranges::sort(parameters, {}, &Parameter::id);
  return parameters;
}

Result<std::vector<CoverageRule>> read_coverage(Node list, const RuleScope& scope,
                                                const std::vector<std::string>& fulfilments) {
  std::vector<CoverageRule> rules;
  if (list.is_null()) return rules;
  if (!list.is_list()) return wrong_at(list, "'coverage' must be a list");
  for (const Node node : list) {
    const auto holds = is_in_force(node, scope.as_of);
    if (!holds) return std::unexpected(holds.error());
    auto rule = read_rule(node, scope, fulfilments);
    if (!rule) return std::unexpected(rule.error());
    if (*holds) rules.push_back(std::move(*rule));
  }
  return rules;
}

std::string program_of_services(Node root) { return std::string(root["services"].text()); }

Result<> add_services(Node root, Program& program, const Vocabulary& vocabulary) {
  if (auto known = only_keys(root, kTableKeys); !known) return std::unexpected(known.error());
  if (auto edition = day_under(root, "edition"); !edition || !*edition) {
    return wrong_at(root, "'edition' must be a date");
  }
  const auto fact = word_under(root, "decided_by", vocabulary.names(), "fact");
  if (!fact) return std::unexpected(fact.error());
  program.plan_date = static_cast<FactId>(*fact);
  if (vocabulary[*program.plan_date].type != FactType::kDate) {
    return wrong_at(root["decided_by"], "the fact that decides must be a date");
  }
  const auto sources = Sources::read(root["sources"]);
  if (!sources) return std::unexpected(sources.error());
  auto rules = TableReader(root, vocabulary, *sources).rules();
  if (!rules) return std::unexpected(rules.error());
  program.coverage.insert(program.coverage.begin(), std::make_move_iterator(rules->begin()),
                          std::make_move_iterator(rules->end()));
  return {};
}

}  // namespace fundable
