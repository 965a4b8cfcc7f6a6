// Walks the same Condition structs that the evaluator walks.
//
// What a peer would have to do for every decision and can be done once beforehand is done in the
// inputs (trimming, absent fields), so that the comparison favours the peers. A test of a derived
// fact becomes a chain of `condition ? test of the value : …`.
#include "bench/decisions/translate.h"

#include <algorithm>

#include "base/text.h"

namespace fundable {
namespace {

// Days and amounts as plain numbers: both languages compare those fastest.
Json plain(const Value& value) {
  struct Plain {
    Json operator()(bool truth) const { return truth; }
    Json operator()(const Decimal& number) const { return std::stod(number.to_string()); }
    Json operator()(const Date& date) const {
      return static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count());
    }
    Json operator()(const std::string& text) const { return trimmed(text); }
    Json operator()(const std::vector<std::string>& texts) const { return texts; }
    Json operator()(const std::vector<Record>&) const { return nullptr; }
  };
  return std::visit(Plain{}, value);
}

Json plain(const Record& record, const FactDefinition& fact) {
  Json object = Json::object();
  for (const std::string& name : fact.fields) object[name] = trimmed(field(record, name));
  return object;
}

Json plain(const std::vector<Record>& records, const FactDefinition& fact) {
  if (fact.type == FactType::kRecord) {
    return plain(records.empty() ? Record() : records.front(), fact);
  }
  Json list = Json::array();
  for (const Record& record : records) list.push_back(plain(record, fact));
  return list;
}

class Translator {
 public:
  Translator(Language language, const Vocabulary& vocabulary)
      : is_cel_(language == Language::kCel), vocabulary_(vocabulary) {}

  std::string condition(const Condition& condition) const {
    switch (condition.op) {
      case Condition::Op::kAll:
        return parts(condition, is_cel_ ? " && " : " and ", "true");
      case Condition::Op::kAny:
        return parts(condition, is_cel_ ? " || " : " or ", "false");
      case Condition::Op::kNot:
        return (is_cel_ ? "!(" : "not (") + this->condition(condition.parts.front()) + ")";
      case Condition::Op::kTest:
        break;
    }
    const FactDefinition& fact = vocabulary_[condition.fact];
    if (fact.derived.empty()) return test(condition, fact, variable(fact));
    std::string text = "false";
    for (auto one = fact.derived.rbegin(); one != fact.derived.rend(); ++one) {
      text = "(" + this->condition(one->when) + " ? " +
             test(condition, fact, plain(one->value).dump()) + " : " + text + ")";
    }
    return text;
  }

 private:
  std::string parts(const Condition& condition, const char* between, const char* none) const {
    std::vector<std::string> all;
    for (const Condition& part : condition.parts) all.push_back(this->condition(part));
    return all.empty() ? none : "(" + joined(all, between) + ")";
  }

  std::string test(const Condition& test, const FactDefinition& fact, const std::string& of) const {
    const auto operand = [&] { return plain(test.operands.front()).dump(); };
    switch (test.test) {
      case Test::kOneOf:
        return among(test, of);
      case Test::kNoneOf:
        return (is_cel_ ? "!(" : "not (") + among(test, of) + ")";
      case Test::kIncludes:
        return is_cel_ ? operand() + " in " + of : "contains(" + of + ", " + operand() + ")";
      case Test::kAtLeast:
      case Test::kFrom:
        return of + " >= " + operand();
      case Test::kAtMost:
      case Test::kUntil:
        return of + " <= " + operand();
      case Test::kGiven:
        return given(fact, of);
      default:
        return of_records(test, fact, of);
    }
  }

  std::string among(const Condition& test, const std::string& of) const {
    if (test.operands.size() == 1) return of + " == " + plain(test.operands.front()).dump();
    Json list = Json::array();
    for (const Value& operand : test.operands) list.push_back(plain(operand));
    return of + " in " + list.dump();
  }

  std::string given(const FactDefinition& fact, const std::string& of) const {
    if (fact.type == FactType::kText) return of + " != \"\"";
    const std::string size = is_cel_ ? "size(" : "len(";
    if (fact.type == FactType::kTexts || fact.type == FactType::kRecords) {
      return size + of + ") > 0";
    }
    return is_cel_ ? of + " == " + of : of + " != null";
  }

  std::string of_records(const Condition& test, const FactDefinition& fact,
                         const std::string& of) const {
    if (fact.type == FactType::kRecord) return fields(test, of);
    if (is_cel_) {
      const std::string each = "r, " + fields(test, "r") + ")";
      if (test.test != Test::kEachHas) return of + ".exists(" + each;
      return "(size(" + of + ") > 0 && " + of + ".all(" + each + ")";
    }
    const std::string each = "(" + of + ", " + fields(test, "#") + ")";
    if (test.test != Test::kEachHas) return "some" + each;
    return "(len(" + of + ") > 0 and all" + each + ")";
  }

  std::string fields(const Condition& test, const std::string& record) const {
    std::vector<std::string> all;
    for (const std::string& name : test.fields) all.push_back(record + "." + name + " != \"\"");
    if (test.test == Test::kAnyMeasurable) {
      all.push_back(has_number(record + "." + test.fields.back()));
    }
    return joined(all, is_cel_ ? " && " : " and ");
  }

  std::string has_number(const std::string& text) const {
    static const std::string kPattern =
        "\"[0-9]|(?i:(^| )(all|every|none|no|zero|one|two|three|half|twice|never|always|each|"
        "double|any)( |$))\"";
    return is_cel_ ? text + ".matches(" + kPattern + ")"
                   : "matches(" + text + ", " + kPattern + ")";
  }

  bool is_cel_;
  const Vocabulary& vocabulary_;
};

}  // namespace

std::string variable(const FactDefinition& fact) {
  std::string name = fact.name;
  std::ranges::replace(name, '.', '_');
  return name;
}

std::string translated(const Condition& condition, Language language,
                       const Vocabulary& vocabulary) {
  return Translator(language, vocabulary).condition(condition);
}

Json binding(const Value& value, const FactDefinition& fact) {
  const auto* records = std::get_if<std::vector<Record>>(&value);
  return records != nullptr ? plain(*records, fact) : plain(value);
}

Json bindings(const MadeSubject& subject, const Vocabulary& vocabulary) {
  Json facts = Json::object();
  for (std::size_t i = 0; i < vocabulary.size(); ++i) {
    const auto id = static_cast<FactId>(i);
    const FactDefinition& fact = vocabulary[id];
    const Value* value = (fact.is_of_project() ? subject.project : subject.workload).known(id);
    if (value != nullptr) facts[variable(fact)] = binding(*value, fact);
  }
  return facts;
}

}  // namespace fundable
