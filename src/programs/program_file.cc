// Loads a program as on one day and checks it whole.
//
// What the evaluator needs again and again (the facts a criterion rests on, the values that stand
// for an unknown fact) is worked out here, once. Rules that do not hold on the day are checked like
// the others and then left out, so that a mistake in them does not wait for its day.
#include "programs/program_file.h"

#include <algorithm>
#include <set>

#include "programs/calendar.h"
#include "programs/dated.h"
#include "programs/fields.h"
#include "programs/money_rules.h"
#include "programs/sources.h"

namespace fundable {
namespace {

const std::vector<std::string> kProgramKeys{
    "program",    "name",    "version",    "rules_from", "pays",     "fulfilments", "excludes",
    "neutral_to", "sources", "parameters", "criteria",   "coverage", "warnings",    "calendar"};
const std::vector<std::string> kPaysKeys{"what", "period"};
const std::vector<std::string> kCriterionKeys{
    "criterion", "implements", "says",   "kind",    "if_no",    "in_force", "sides",
    "assume",    "source",     "remedy", "all",     "any",      "not",      "fact",
    "is",        "is_not",     "one_of", "none_of", "includes", "at_least", "at_most",
    "from",      "until",      "given",  "has",     "any_has",  "each_has", "any_measurable"};
const std::vector<std::string> kAbout{"criterion", "implements", "says",   "kind",   "if_no",
                                      "in_force",  "sides",      "assume", "source", "remedy"};
const std::vector<std::string> kKinds{"required", "preferred", "at_submission", "at_claim"};
const std::vector<std::string> kAssumeKeys{"fact", "is", "because"};
const std::vector<std::string> kWarningKeys{"warning",  "implements", "says", "when",
                                            "in_force", "source",     "sides"};
const std::vector<std::string> kRouteKeys{"route", "says", "when", "source"};

class ProgramReader {
 public:
  ProgramReader(const Vocabulary& vocabulary, const Date& as_of)
      : vocabulary_(vocabulary), as_of_(as_of) {}

  Result<Program> read(Node root) {
    if (auto known = only_keys(root, kProgramKeys); !known) return std::unexpected(known.error());
    for (const auto step :
         {&ProgramReader::read_head, &ProgramReader::read_pays, &ProgramReader::read_figures,
          &ProgramReader::read_criteria, &ProgramReader::read_money, &ProgramReader::read_warnings,
          &ProgramReader::check_questions, &ProgramReader::check_neutrality}) {
      if (auto done = (this->*step)(root); !done) return std::unexpected(done.error());
    }
    gather_witnesses();
    return std::move(program_);
  }

 private:
  RuleScope rules() const { return {vocabulary_, sources_, as_of_}; }

  Result<> read_head(Node root) {
    for (auto [key, target] :
         {std::pair{"program", &program_.id}, std::pair{"name", &program_.name},
          std::pair{"version", &program_.version}}) {
      auto text = text_under(root, key, true);
      if (!text) return std::unexpected(text.error());
      *target = std::move(*text);
    }
    const auto is_of_id = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    if (!std::ranges::all_of(program_.id, is_of_id)) {
      return wrong_at(root["program"], "an id has small letters, digits and '_' only");
    }
    if (!parse_date(program_.version)) return wrong_at(root["version"], "a version is a date");
    const auto from = day_under(root, "rules_from");
    if (!from) return std::unexpected(from.error());
    program_.rules_from = *from;
    for (auto [key, target] : {std::pair{"fulfilments", &program_.fulfilments},
                               std::pair{"excludes", &program_.excludes}}) {
      auto texts = texts_under(root, key);
      if (!texts) return std::unexpected(texts.error());
      *target = std::move(*texts);
    }
    return {};
  }

  Result<> read_pays(Node root) {
    static const std::vector<std::string> kPays{"cost_on_aws", "planned_costs"};
    static const std::vector<std::string> kPeriods{"month", "once"};
    const auto pays = needed(root, "pays");
    if (!pays) return std::unexpected(pays.error());
    if (auto known = only_keys(*pays, kPaysKeys); !known) return std::unexpected(known.error());
    const auto what = word_under(*pays, "what", kPays, "measure of a program's money");
    if (!what) return std::unexpected(what.error());
    const auto period = word_under(*pays, "period", kPeriods, "period");
    if (!period) return std::unexpected(period.error());
    program_.pays = static_cast<Pays>(*what);
    program_.period = kPeriods[*period];
    return {};
  }

  Result<> read_figures(Node root) {
    const auto map = needed(root, "sources");
    if (!map) return std::unexpected(map.error());
    auto sources = Sources::read(*map);
    if (!sources) return std::unexpected(sources.error());
    sources_ = std::move(*sources);
    auto parameters = read_parameters(root["parameters"], rules());
    if (!parameters) return std::unexpected(parameters.error());
    program_.parameters = std::move(*parameters);
    return {};
  }

  Result<> read_criteria(Node root) {
    const auto list = list_under(root, "criteria");
    if (!list) return std::unexpected(list.error());
    std::set<std::string> ids;
    for (const Node node : *list) {
      auto criterion = read_criterion(node);
      if (!criterion) return std::unexpected(criterion.error());
      if (!ids.insert(criterion->id).second) {
        return wrong_at(node, "the criterion " + criterion->id + " stands twice");
      }
      const auto holds = is_in_force(node, as_of_);
      if (!holds) return std::unexpected(holds.error());
      if (auto assumed = read_assumptions(node, *holds); !assumed) return assumed;
      all_criteria_.push_back(*criterion);
      if (*holds) program_.criteria.push_back(std::move(*criterion));
    }
    if (ids.empty()) return wrong_at(root, "'criteria' is missing or empty");
    return {};
  }

  ConditionScope words(std::span<const std::string> beside) const {
    ConditionScope scope{beside, {}, as_of_};
    for (const Parameter& parameter : program_.parameters) {
      scope.amounts.emplace(parameter.id, parameter.value);
    }
    return scope;
  }

  Result<Criterion> read_criterion(Node node) {
    if (auto known = only_keys(node, kCriterionKeys); !known) return std::unexpected(known.error());
    Criterion criterion;
    for (auto [key, target, required] :
         {std::tuple{"criterion", &criterion.id, true}, std::tuple{"says", &criterion.says, true},
          std::tuple{"remedy", &criterion.remedy, false}}) {
      auto text = text_under(node, key, required);
      if (!text) return std::unexpected(text.error());
      *target = std::move(*text);
    }
    auto implements = texts_under(node, "implements");
    if (!implements) return std::unexpected(implements.error());
    criterion.implements = std::move(*implements);
    const auto kind = word_under(node, "kind", kKinds, "kind of criterion");
    if (!kind) return std::unexpected(kind.error());
    criterion.kind = static_cast<CriterionKind>(*kind);
    if (node["if_no"].exists() && node["if_no"].text() != "review") {
      return wrong_at(node["if_no"], "'if_no' can only be review");
    }
    criterion.review_if_no = node["if_no"].exists();
    auto source = sources_.cited(node);
    if (!source) return std::unexpected(source.error());
    criterion.source = std::move(*source);
    auto sides = sources_.sides(node);
    if (!sides) return std::unexpected(sides.error());
    criterion.sides = std::move(*sides);
    auto when = read_condition(node, vocabulary_, words(kAbout));
    if (!when) return std::unexpected(when.error());
    criterion.when = std::move(*when);
    name_facts(criterion);
    return criterion;
  }

  void name_facts(Criterion& criterion) {
    collect_names(criterion.when, criterion.fact_names);
    for (const Condition* test : tests_of(criterion.when, vocabulary_)) {
      add_name(test->fact, criterion.fact_names);
    }
    criterion.rests_on = facts_under(criterion.when);
    criterion.of_plan = std::ranges::any_of(criterion.rests_on, [&](FactId fact) {
      return vocabulary_[fact].name.starts_with("plan.");
    });
  }

  void collect_names(const Condition& condition, std::vector<std::string>& names) {
    if (condition.op == Condition::Op::kTest) add_name(condition.fact, names);
    for (const Condition& part : condition.parts) collect_names(part, names);
  }

  void add_name(FactId fact, std::vector<std::string>& names) {
    const std::string& name = vocabulary_[fact].name;
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }

  // Those of a criterion that does not hold on the day are only checked.
  Result<> read_assumptions(Node criterion, bool holds) {
    const auto list = list_under(criterion, "assume");
    if (!list) return std::unexpected(list.error());
    for (const Node node : *list) {
      if (auto known = only_keys(node, kAssumeKeys); !known) return std::unexpected(known.error());
      const auto fact = word_under(node, "fact", vocabulary_.names(), "fact");
      if (!fact) return std::unexpected(fact.error());
      const auto because = text_under(node, "because", true);
      if (!because) return std::unexpected(because.error());
      const auto id = static_cast<FactId>(*fact);
      if (!vocabulary_[id].derived.empty()) {
        return wrong_at(node, vocabulary_[id].name + " is derived: assume what it rests on");
      }
      const auto is = needed(node, "is");
      if (!is) return std::unexpected(is.error());
      auto value = read_value(*is, vocabulary_[id]);
      if (!value) return std::unexpected(value.error());
      if (program_.assumption(id) != nullptr) return wrong_at(node, "assumed twice");
      assumed_.insert(id);
      if (holds) program_.assumed.push_back({id, std::move(*value), *because});
    }
    return {};
  }

  Result<> read_money(Node root) {
    auto coverage = read_coverage(root["coverage"], rules(), program_.fulfilments);
    if (!coverage) return std::unexpected(coverage.error());
    program_.coverage = std::move(*coverage);
    auto calendar = read_calendar(root["calendar"], rules(), program_.parameters);
    if (!calendar) return std::unexpected(calendar.error());
    program_.calendar = std::move(*calendar);
    return {};
  }

  Result<> read_warnings(Node root) {
    const auto list = list_under(root, "warnings");
    if (!list) return std::unexpected(list.error());
    std::set<std::string> ids;
    for (const Node node : *list) {
      auto warning = read_warning(node);
      if (!warning) return std::unexpected(warning.error());
      if (!ids.insert(warning->id).second) {
        return wrong_at(node, "the warning " + warning->id + " stands twice");
      }
      const auto holds = is_in_force(node, as_of_);
      if (!holds) return std::unexpected(holds.error());
      if (*holds) program_.warnings.push_back(std::move(*warning));
    }
    return {};
  }

  Result<WarningRule> read_warning(Node node) {
    if (auto known = only_keys(node, kWarningKeys); !known) return std::unexpected(known.error());
    WarningRule warning;
    const auto id = text_under(node, "warning", true);
    const auto says = text_under(node, "says", true);
    auto implements = texts_under(node, "implements");
    if (!id) return std::unexpected(id.error());
    if (!says) return std::unexpected(says.error());
    if (!implements) return std::unexpected(implements.error());
    const auto condition = needed(node, "when");
    if (!condition) return std::unexpected(condition.error());
    auto when = read_condition(*condition, vocabulary_, words({}));
    if (!when) return std::unexpected(when.error());
    auto source = sources_.cited(node);
    if (!source) return std::unexpected(source.error());
    auto sides = sources_.sides(node);
    if (!sides) return std::unexpected(sides.error());
    std::vector<FactId> rests_on = facts_under(*when);
    return WarningRule{*id,
                       std::move(*implements),
                       *says,
                       std::move(*when),
                       std::move(*source),
                       std::move(*sides),
                       std::move(rests_on)};
  }

  Result<> check_questions(Node root) {
    for (const Criterion& criterion : all_criteria_) {
      if (criterion.kind != CriterionKind::kRequired) continue;
      if (criterion.of_plan) {
        return wrong_at(root["criteria"], "the required criterion " + criterion.id +
                                              " rests on the plan, which follows the verdicts");
      }
      for (const FactId fact : criterion.rests_on) {
        const bool can_ask = !vocabulary_[fact].ask.empty() || assumed_.contains(fact);
        if (!can_ask) {
          return wrong_at(root["criteria"], "the required criterion " + criterion.id +
                                                " rests on " + vocabulary_[fact].name +
                                                ", about which nobody is asked");
        }
      }
    }
    return {};
  }

  // Guards: what no verdict of this program may depend on.
  Result<> check_neutrality(Node root) {
    const auto names = texts_under(root, "neutral_to");
    if (!names) return std::unexpected(names.error());
    for (const std::string& name : *names) {
      const auto fact = one_of(root["neutral_to"], name, vocabulary_.names(), "fact");
      if (!fact) return std::unexpected(fact.error());
      for (const Criterion& criterion : all_criteria_) {
        if (criterion.kind != CriterionKind::kRequired) continue;
        if (std::ranges::binary_search(criterion.rests_on, static_cast<FactId>(*fact))) {
          return wrong_at(root["neutral_to"], "the criterion " + criterion.id + " rests on " +
                                                  name + ", to which the program is neutral");
        }
      }
    }
    return {};
  }

  std::vector<FactId> facts_under(const Condition& when) const {
    std::set<FactId> facts;
    for (const Condition* test : tests_of(when, vocabulary_)) facts.insert(test->fact);
    return {facts.begin(), facts.end()};
  }

  void gather_witnesses() {
    std::vector<const Condition*> of_criteria;
    std::vector<const Condition*> of_warnings;
    for (const Criterion& criterion : program_.criteria) {
      (criterion.of_plan ? of_warnings : of_criteria).push_back(&criterion.when);
    }
    for (const WarningRule& warning : program_.warnings) of_warnings.push_back(&warning.when);
    program_.witnesses = witnesses_of(of_criteria, vocabulary_);
    program_.warning_witnesses = witnesses_of(of_warnings, vocabulary_);
  }

  const Vocabulary& vocabulary_;
  const Date as_of_;
  Program program_;
  Sources sources_;
  std::vector<Criterion> all_criteria_;  // also those that do not hold on the day
  std::set<FactId> assumed_;
};

}  // namespace

Result<Program> read_program(Node root, const Vocabulary& vocabulary, const Date& as_of) {
  return ProgramReader(vocabulary, as_of).read(root);
}

Result<std::vector<RouteRule>> read_routes(Node root, const Vocabulary& vocabulary) {
  if (!root.is_list()) return wrong_at(root, "expected a list of routes");
  std::vector<RouteRule> routes;
  for (const Node node : root) {
    if (auto known = only_keys(node, kRouteKeys); !known) return std::unexpected(known.error());
    const auto id = text_under(node, "route", true);
    const auto says = text_under(node, "says", true);
    if (!id) return std::unexpected(id.error());
    if (!says) return std::unexpected(says.error());
    const auto condition = needed(node, "when");
    if (!condition) return std::unexpected(condition.error());
    auto when = read_condition(*condition, vocabulary);
    if (!when) return std::unexpected(when.error());
    const auto cited = needed(node, "source");
    if (!cited) return std::unexpected(cited.error());
    auto source = read_source(*cited);
    if (!source) return std::unexpected(source.error());
    routes.push_back({{*id, *says, std::move(*source)}, std::move(*when)});
  }
  return routes;
}

}  // namespace fundable
