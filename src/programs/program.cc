// Loads a program and checks it whole.
//
// Sources stand once, at the top, and a criterion names the one it rests on with a section: a
// rule without a source cannot be written. What the evaluator needs again and again (the facts a
// criterion rests on, the values that stand for an unknown fact) is worked out here, once.
#include "programs/program.h"

#include <algorithm>
#include <set>

#include "base/schema.h"

namespace fundable {
namespace {

const std::vector<std::string> kProgramKeys{"program", "name",     "version",  "pays",
                                            "sources", "criteria", "coverage", "warnings"};
const std::vector<std::string> kPaysKeys{"what", "period"};
const std::vector<std::string> kSourceKeys{"title", "url", "rank", "checked"};
const std::vector<std::string> kRanks{"aws", "aws_sample", "partner", "vendor", "community"};
const std::vector<std::string> kCriterionKeys{
    "criterion", "implements", "says",   "kind",   "if_no",         "all",     "any",
    "not",       "fact",       "is",     "is_not", "one_of",        "none_of", "includes",
    "at_least",  "at_most",    "from",   "until",  "given",         "has",     "any_has",
    "each_has",  "assume",     "source", "remedy", "any_measurable"};
const std::vector<std::string> kAbout{"criterion", "implements", "says",   "kind",
                                      "if_no",     "assume",     "source", "remedy"};
const std::vector<std::string> kKinds{"required", "preferred", "at_submission", "at_claim"};
const std::vector<std::string> kAssumeKeys{"fact", "is", "because"};
const std::vector<std::string> kCoverageKeys{"nature", "services", "covered", "why", "source"};
const std::vector<std::string> kNatures{"aws_usage",     "labour",  "licence", "marketplace",
                                        "data_transfer", "support", "other"};
const std::vector<std::string> kAnswers{"yes", "no", "unknown"};
const std::vector<std::string> kWarningKeys{"warning", "implements", "says", "when", "source"};
const std::vector<std::string> kRouteKeys{"route", "says", "when", "source"};

// What stands under `key`. Errors: kInput at the map where nothing does.
Result<Node> needed(Node map, std::string_view key) {
  const Node node = map[key];
  if (node.is_null()) return wrong_at(map, "'" + std::string(key) + "' is missing");
  return node;
}

// The list under `key`; absent where nothing stands there.
Result<Node> list_under(Node map, std::string_view key) {
  const Node node = map[key];
  if (node.is_null() || node.is_list()) return node;
  return wrong_at(node, "'" + std::string(key) + "' must be a list");
}

// The position of the word under `key`, which has to be there.
Result<std::size_t> word_under(Node map, std::string_view key, std::span<const std::string> known,
                               std::string_view what) {
  const auto node = needed(map, key);
  if (!node) return std::unexpected(node.error());
  return one_of(*node, node->text(), known, what);
}

Result<Condition> when_of(Node map, const Vocabulary& vocabulary) {
  const auto node = needed(map, "when");
  if (!node) return std::unexpected(node.error());
  return read_condition(*node, vocabulary);
}

Result<ProgramSource> read_source(Node node) {
  if (auto known = only_keys(node, kSourceKeys); !known) return std::unexpected(known.error());
  ProgramSource source;
  const auto title = text_under(node, "title", true);
  const auto url = text_under(node, "url");
  const auto checked = text_under(node, "checked", true);
  const auto rank = word_under(node, "rank", kRanks, "rank of a source");
  for (const auto* text : {&title, &url, &checked}) {
    if (!*text) return std::unexpected(text->error());
  }
  if (!rank) return std::unexpected(rank.error());
  if (!parse_date(*checked)) return wrong_at(node["checked"], "'checked' is not a date");
  source.title = *title;
  source.url = *url;
  source.checked = *checked;
  source.rank = kRanks[*rank];
  return source;
}

class ProgramReader {
 public:
  explicit ProgramReader(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  Result<Program> read(Node root) {
    if (auto known = only_keys(root, kProgramKeys); !known) return std::unexpected(known.error());
    for (auto [key, target] :
         {std::pair{"program", &program_.id}, std::pair{"name", &program_.name},
          std::pair{"version", &program_.version}}) {
      auto text = text_under(root, key, true);
      if (!text) return std::unexpected(text.error());
      *target = std::move(*text);
    }
    if (!parse_date(program_.version)) return wrong_at(root["version"], "a version is a date");
    for (const auto step :
         {&ProgramReader::read_pays, &ProgramReader::read_sources, &ProgramReader::read_criteria,
          &ProgramReader::read_coverage, &ProgramReader::read_warnings}) {
      if (auto done = (this->*step)(root); !done) return std::unexpected(done.error());
    }
    if (auto asked = check_questions(root); !asked) return std::unexpected(asked.error());
    gather_witnesses();
    return std::move(program_);
  }

 private:
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

  Result<> read_sources(Node root) {
    const auto sources = needed(root, "sources");
    if (!sources) return std::unexpected(sources.error());
    if (!sources->is_map()) return wrong_at(*sources, "'sources' must be a map by name");
    for (const Node entry : *sources) {
      auto source = read_source(entry);
      if (!source) return std::unexpected(source.error());
      sources_[std::string(entry.key())] = std::move(*source);
    }
    return {};
  }

  // `source: {in: faq, section: …}`.
  Result<ProgramSource> cited(Node node) {
    static const std::vector<std::string> kKeys{"in", "section"};
    const Node source = node["source"];
    if (!source.exists()) return wrong_at(node, "it has no source");
    if (auto known = only_keys(source, kKeys); !known) return std::unexpected(known.error());
    std::vector<std::string> names;
    for (const auto& [name, unused] : sources_) names.push_back(name);
    const auto index = word_under(source, "in", names, "source of this program");
    if (!index) return std::unexpected(index.error());
    const auto section = text_under(source, "section", true);
    if (!section) return std::unexpected(section.error());
    ProgramSource cited = sources_[names[*index]];
    cited.section = *section;
    return cited;
  }

  Result<> read_criteria(Node root) {
    const auto list = list_under(root, "criteria");
    if (!list) return std::unexpected(list.error());
    for (const Node node : *list) {
      auto criterion = read_criterion(node);
      if (!criterion) return std::unexpected(criterion.error());
      if (std::ranges::find(program_.criteria, criterion->id, &Criterion::id) !=
          program_.criteria.end()) {
        return wrong_at(node, "the criterion " + criterion->id + " stands twice");
      }
      program_.criteria.push_back(std::move(*criterion));
    }
    if (program_.criteria.empty()) return wrong_at(root, "'criteria' is missing or empty");
    return {};
  }

  Result<Criterion> read_criterion(Node node) {
    if (auto known = only_keys(node, kCriterionKeys); !known) return std::unexpected(known.error());
    Criterion criterion;
    const auto id = text_under(node, "criterion", true);
    const auto says = text_under(node, "says", true);
    const auto remedy = text_under(node, "remedy");
    for (const auto* text : {&id, &says, &remedy}) {
      if (!*text) return std::unexpected(text->error());
    }
    criterion.id = *id;
    criterion.says = *says;
    criterion.remedy = *remedy;
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
    auto source = cited(node);
    if (!source) return std::unexpected(source.error());
    criterion.source = std::move(*source);
    auto when = read_condition(node, vocabulary_, kAbout);
    if (!when) return std::unexpected(when.error());
    criterion.when = std::move(*when);
    name_facts(criterion);
    if (auto assumed = read_assumptions(node); !assumed) {
      return std::unexpected(assumed.error());
    }
    return criterion;
  }

  void name_facts(Criterion& criterion) {
    collect_names(criterion.when, criterion.fact_names);
    for (const Condition* test : tests_of(criterion.when, vocabulary_)) {
      add_name(test->fact, criterion.fact_names);
    }
    criterion.rests_on = facts_under(criterion.when);
  }

  void collect_names(const Condition& condition, std::vector<std::string>& names) {
    if (condition.op == Condition::Op::kTest) add_name(condition.fact, names);
    for (const Condition& part : condition.parts) collect_names(part, names);
  }

  void add_name(FactId fact, std::vector<std::string>& names) {
    const std::string& name = vocabulary_[fact].name;
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }

  Result<> read_assumptions(Node criterion) {
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
      program_.assumed.push_back({id, std::move(*value), *because});
    }
    return {};
  }

  Result<> read_coverage(Node root) {
    const auto list = list_under(root, "coverage");
    if (!list) return std::unexpected(list.error());
    for (const Node node : *list) {
      if (auto known = only_keys(node, kCoverageKeys); !known) {
        return std::unexpected(known.error());
      }
      CoverageRule rule;
      const auto nature = word_under(node, "nature", kNatures, "nature of a cost");
      const auto covered = word_under(node, "covered", kAnswers, "answer");
      const auto why = text_under(node, "why", true);
      auto services = texts_under(node, "services");
      auto source = cited(node);
      if (!nature) return std::unexpected(nature.error());
      if (!covered) return std::unexpected(covered.error());
      if (!why) return std::unexpected(why.error());
      if (!services) return std::unexpected(services.error());
      if (!source) return std::unexpected(source.error());
      rule.nature = kNatures[*nature];
      rule.covered = static_cast<Answer>(*covered);
      rule.why = *why;
      rule.services = std::move(*services);
      rule.source = std::move(*source);
      program_.coverage.push_back(std::move(rule));
    }
    return {};
  }

  Result<> read_warnings(Node root) {
    const auto list = list_under(root, "warnings");
    if (!list) return std::unexpected(list.error());
    for (const Node node : *list) {
      if (auto known = only_keys(node, kWarningKeys); !known) return std::unexpected(known.error());
      const auto id = text_under(node, "warning", true);
      const auto says = text_under(node, "says", true);
      auto when = when_of(node, vocabulary_);
      auto source = cited(node);
      if (!id) return std::unexpected(id.error());
      if (!says) return std::unexpected(says.error());
      if (!when) return std::unexpected(when.error());
      if (!source) return std::unexpected(source.error());
      if (std::ranges::find(program_.warnings, *id, &WarningRule::id) != program_.warnings.end()) {
        return wrong_at(node, "the warning " + *id + " stands twice");
      }
      std::vector<FactId> rests_on = facts_under(*when);
      program_.warnings.push_back(
          {*id, *says, std::move(*when), std::move(*source), std::move(rests_on)});
    }
    return {};
  }

  Result<> check_questions(Node root) {
    for (const Criterion& criterion : program_.criteria) {
      for (const FactId fact : criterion.rests_on) {
        const bool can_ask = !vocabulary_[fact].ask.empty() || program_.assumption(fact) != nullptr;
        if (criterion.kind == CriterionKind::kRequired && !can_ask) {
          return wrong_at(root["criteria"], "the required criterion " + criterion.id +
                                                " rests on " + vocabulary_[fact].name +
                                                ", about which nobody is asked");
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
    for (const Criterion& criterion : program_.criteria) of_criteria.push_back(&criterion.when);
    for (const WarningRule& warning : program_.warnings) of_warnings.push_back(&warning.when);
    program_.witnesses = witnesses_of(of_criteria, vocabulary_);
    program_.warning_witnesses = witnesses_of(of_warnings, vocabulary_);
  }

  const Vocabulary& vocabulary_;
  Program program_;
  std::map<std::string, ProgramSource> sources_;
};

}  // namespace

const AssumedValue* Program::assumption(FactId fact) const {
  const auto found = std::ranges::find(assumed, fact, &AssumedValue::fact);
  return found == assumed.end() ? nullptr : &*found;
}

Witnesses witnesses_of(std::span<const Condition* const> conditions, const Vocabulary& vocabulary) {
  std::vector<const Condition*> tests;
  for (const Condition* condition : conditions) {
    const auto more = tests_of(*condition, vocabulary);
    tests.insert(tests.end(), more.begin(), more.end());
  }
  Witnesses all;
  for (const Condition* test : tests) {
    if (!all.contains(test->fact)) all[test->fact] = witnesses(test->fact, tests, vocabulary);
  }
  return all;
}

Result<Program> read_program(Node root, const Vocabulary& vocabulary) {
  return ProgramReader(vocabulary).read(root);
}

Result<std::vector<RouteRule>> read_routes(Node root, const Vocabulary& vocabulary) {
  if (!root.is_list()) return wrong_at(root, "expected a list of routes");
  std::vector<RouteRule> routes;
  for (const Node node : root) {
    if (auto known = only_keys(node, kRouteKeys); !known) return std::unexpected(known.error());
    const auto id = text_under(node, "route", true);
    const auto says = text_under(node, "says", true);
    auto when = when_of(node, vocabulary);
    if (!id) return std::unexpected(id.error());
    if (!says) return std::unexpected(says.error());
    if (!when) return std::unexpected(when.error());
    const auto cited = needed(node, "source");
    if (!cited) return std::unexpected(cited.error());
    auto source = read_source(*cited);
    if (!source) return std::unexpected(source.error());
    routes.push_back({{*id, *says, std::move(*source)}, std::move(*when)});
  }
  return routes;
}

ProgramSource shown_on(ProgramSource source, const Date& as_of) {
  const auto checked = parse_date(source.checked);
  const bool weak = source.rank == "vendor" || source.rank == "community";
  source.confirm =
      weak || (checked && std::chrono::sys_days(as_of) >
                              std::chrono::sys_days(*checked + std::chrono::months(6)));
  return source;
}

}  // namespace fundable
