// Loads the vocabulary of facts and reads values of their types.
//
// A derived fact is a list of cases over facts that stand before it, so that there is no cycle to
// look for: what is not defined yet cannot be named.
#include "model/vocabulary.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "base/schema.h"
#include "base/text.h"

namespace fundable {
namespace {

const std::vector<std::string> kTypeNames{"truth", "choice", "text",   "amount",
                                          "date",  "texts",  "record", "records"};
const std::vector<std::string> kFactKeys{"fact",    "type",    "values", "fields",
                                         "unit",    "ask",     "stated", "proved_by",
                                         "history", "derived", "prior",  "turns"};
const std::vector<std::string> kCaseKeys{"is", "when"};

Result<std::vector<DerivedCase>> read_cases(Node node, const FactDefinition& fact,
                                            const Vocabulary& vocabulary) {
  std::vector<DerivedCase> cases;
  for (const Node entry : node) {
    if (auto known = only_keys(entry, kCaseKeys); !known) return std::unexpected(known.error());
    auto value = read_value(entry["is"], fact);
    if (!value) return std::unexpected(value.error());
    auto when = read_condition(entry["when"], vocabulary);
    if (!when) return std::unexpected(when.error());
    cases.push_back({std::move(*value), std::move(*when)});
  }
  return cases;
}

// `prior: {on_premises: 3}`. Errors: kInput where a word is no value of the fact, or a weight is no
// whole number from 1 to 1000.
Result<> read_prior(Node node, FactDefinition& fact) {
  static const std::vector<std::string> kTruths{"true", "false"};
  for (const Node entry : node) {
    const auto& known = fact.type == FactType::kTruth ? kTruths : fact.values;
    if (auto value = one_of(entry, entry.key(), known, "value of " + fact.name); !value) {
      return std::unexpected(value.error());
    }
    int weight = 0;
    const std::string_view text = entry.text();
    const auto read = std::from_chars(text.data(), text.data() + text.size(), weight);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || weight < 1 ||
        weight > 1000) {
      return wrong_at(entry, "a prior is a whole number from 1 to 1000");
    }
    fact.prior[std::string(entry.key())] = weight;
  }
  return {};
}

Result<FactDefinition> read_fact(Node node, const Vocabulary& before) {
  if (auto known = only_keys(node, kFactKeys); !known) return std::unexpected(known.error());
  FactDefinition fact;
  const auto name = text_under(node, "fact", true);
  if (!name) return std::unexpected(name.error());
  fact.name = *name;
  if (before.find(fact.name)) return wrong_at(node, "the fact " + fact.name + " is defined twice");
  const auto type = one_of(node["type"], node["type"].text(), kTypeNames, "type of a fact");
  if (!type) return std::unexpected(type.error());
  fact.type = static_cast<FactType>(*type);
  for (auto [key, target] : {std::pair{"unit", &fact.unit}, std::pair{"ask", &fact.ask},
                             std::pair{"proved_by", &fact.proved_by}}) {
    auto text = text_under(node, key);
    if (!text) return std::unexpected(text.error());
    *target = std::move(*text);
  }
  for (auto [key, target] :
       {std::pair{"values", &fact.values}, std::pair{"fields", &fact.fields}}) {
    auto texts = texts_under(node, key);
    if (!texts) return std::unexpected(texts.error());
    *target = std::move(*texts);
  }
  fact.stated = node["stated"].is_true();
  fact.history = node["history"].is_true();
  if (fact.type == FactType::kChoice && fact.values.empty()) {
    return wrong_at(node, "the choice " + fact.name + " has no values");
  }
  if (auto prior = read_prior(node["prior"], fact); !prior) return std::unexpected(prior.error());
  for (const Node entry : node["turns"]) {
    auto value = one_of(entry, entry.key(), fact.values, "value of " + fact.name);
    if (!value) return std::unexpected(value.error());
    fact.turns[fact.values[*value]] = std::string(entry.text());
  }
  auto cases = read_cases(node["derived"], fact, before);
  if (!cases) return std::unexpected(cases.error());
  fact.derived = std::move(*cases);
  return fact;
}

Result<Record> read_record(Node node, const FactDefinition& fact) {
  if (auto known = only_keys(node, fact.fields); !known) return std::unexpected(known.error());
  Record record;
  for (const Node entry : node) {
    if (entry.is_null()) continue;
    if (!entry.is_scalar()) {
      return wrong_at(entry, "'" + std::string(entry.key()) + "' must be a single value");
    }
    record.emplace_back(entry.key(), entry.text());
  }
  return record;
}

Result<Value> read_records(Node node, const FactDefinition& fact) {
  std::vector<Record> records;
  if (fact.type == FactType::kRecord) {
    if (node.is_map() && node.size() == 0) return Value(records);
    auto record = read_record(node, fact);
    if (!record) return std::unexpected(record.error());
    records.push_back(std::move(*record));
    return Value(std::move(records));
  }
  if (!node.is_list()) return wrong_at(node, fact.name + " must be a list");
  for (const Node element : node) {
    auto record = read_record(element, fact);
    if (!record) return std::unexpected(record.error());
    records.push_back(std::move(*record));
  }
  return Value(std::move(records));
}

Result<Value> read_texts(Node node, const FactDefinition& fact) {
  if (!node.is_list()) return wrong_at(node, fact.name + " must be a list");
  std::vector<std::string> texts;
  for (const Node element : node) {
    if (!element.is_scalar()) return wrong_at(element, "expected a single value in the list");
    texts.emplace_back(element.text());
  }
  return Value(std::move(texts));
}

}  // namespace

int FactDefinition::weight_of(const Value& value) const {
  if (prior.empty()) return 1;
  const auto found = prior.find(to_string(value));
  return found == prior.end() ? 1 : found->second;
}

Result<Vocabulary> Vocabulary::read(Node root) {
  Vocabulary vocabulary;
  if (auto added = vocabulary.add(root); !added) return std::unexpected(added.error());
  return vocabulary;
}

Result<> Vocabulary::add(Node root) {
  if (!root.is_list()) return wrong_at(root, "expected a list of facts");
  for (const Node node : root) {
    auto fact = read_fact(node, *this);
    if (!fact) return std::unexpected(fact.error());
    facts_.push_back(std::move(*fact));
  }
  return {};
}

std::optional<FactId> Vocabulary::find(std::string_view name) const {
  const auto found = std::ranges::find(facts_, name, &FactDefinition::name);
  if (found == facts_.end()) return std::nullopt;
  return static_cast<FactId>(found - facts_.begin());
}

FactId Vocabulary::id(std::string_view name) const {
  const auto found = find(name);
  if (!found) std::abort();  // data/facts.yaml is checked for these names when it is loaded
  return *found;
}

std::vector<std::string> Vocabulary::names() const {
  std::vector<std::string> names;
  for (const FactDefinition& fact : facts_) names.push_back(fact.name);
  return names;
}

Result<Value> read_value(Node node, const FactDefinition& fact) {
  switch (fact.type) {
    case FactType::kRecord:
    case FactType::kRecords:
      return read_records(node, fact);
    case FactType::kTexts:
      return read_texts(node, fact);
    default:
      break;
  }
  if (!node.is_scalar()) return wrong_at(node, fact.name + " must be a single value");
  switch (fact.type) {
    case FactType::kTruth:
      if (node.kind() != NodeKind::kTruth) return wrong_at(node, fact.name + " is true or false");
      return Value(node.is_true());
    case FactType::kAmount: {
      const auto number = Decimal::parse(node.text());
      if (!number) return wrong_at(node, fact.name + ": " + number.error().says);
      return Value(*number);
    }
    case FactType::kDate: {
      const auto date = parse_date(node.text());
      if (!date || node.text().size() != 10) {
        return wrong_at(node, fact.name + ": '" + presentable(node.text(), 40) + "' is not a date",
                        "Write a date as 2026-11-22.");
      }
      return Value(*date);
    }
    case FactType::kChoice: {
      const auto choice = one_of(node, node.text(), fact.values, "value of " + fact.name);
      if (!choice) return std::unexpected(choice.error());
      return Value(fact.values[*choice]);
    }
    default:
      return Value(std::string(node.text()));
  }
}

}  // namespace fundable
