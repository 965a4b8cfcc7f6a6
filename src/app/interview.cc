// An answer is read strictly, as the project file would be: a word that is no choice is refused
// with the nearest one, before anything is changed.
#include "app/interview.h"

#include <algorithm>

#include "base/schema.h"
#include "base/text.h"
#include "project/answers.h"
#include "project/project_file.h"

namespace fundable {
namespace {

constexpr const char* kProjectFile = "fundable.yaml";

std::unexpected<Error> no_answer(std::string says, std::string fix = {}) {
  return failure(ErrorKind::kInput, std::move(says), {}, std::move(fix));
}

// A choice by its number, from 1, or its name.
Result<std::string> choice(const std::string& given, const std::vector<std::string>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (given == values[i] || given == std::to_string(i + 1)) return yaml_text(values[i]);
  }
  const auto near = nearest(given, values);
  return no_answer(
      "'" + presentable(given, 60) + "' is none of the choices",
      near ? "Did you mean " + *near + "?" : "There are: " + joined(values, ", ") + ".");
}

Result<std::string> truth(const std::string& given) {
  const std::string word = lowered(given);
  for (const char* yes : {"yes", "y", "true", "1"}) {
    if (word == yes) return "true";
  }
  for (const char* no : {"no", "n", "false", "2"}) {
    if (word == no) return "false";
  }
  return no_answer("'" + presentable(given, 60) + "' is neither yes nor no");
}

Result<std::string> amount(const std::string& given) {
  // A comma parts thousands, and nothing else.
  std::string digits;
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (given[i] != ',') {
      digits += given[i];
      continue;
    }
    const std::size_t end = given.find_first_not_of("0123456789", i + 1);
    if (i == 0 || std::min(end, given.size()) - i != 4) {
      return no_answer("'" + presentable(given, 60) + "' is no amount",
                       "Write it as 120000.50 or 120,000.50.");
    }
  }
  const auto number = Decimal::parse(digits);
  if (!number) return std::unexpected(number.error());
  return number->to_string();
}

Result<std::string> day(const std::string& given) {
  if (given.size() == 10 && parse_date(given)) return given;
  return no_answer("'" + presentable(given, 60) + "' is not a date", "Write a date as 2026-11-22.");
}

std::string texts(const std::string& given) {
  std::string yaml;
  for (const std::string_view part : split(given, ',')) {
    if (!trimmed(part).empty()) {
      yaml += (yaml.empty() ? "" : ", ") + yaml_text(trimmed(part));
    }
  }
  return "[" + yaml + "]";
}

Result<std::string> record(const std::vector<std::string>& fields,
                           const std::vector<std::string>& given, bool one_of_several) {
  std::string yaml;
  for (std::size_t i = 0; i < std::min(fields.size(), given.size()); ++i) {
    if (trimmed(given[i]).empty()) continue;
    const bool is_plain = fields[i].ends_with("_usd") || fields[i] == "date";
    auto value = fields[i].ends_with("_usd") ? amount(given[i])
                 : fields[i] == "date"       ? day(given[i])
                 : fields[i] == "nature"     ? choice(given[i], cost_natures())
                                             : Result<std::string>(given[i]);
    if (!value) return std::unexpected(in_file(value.error(), fields[i]));
    yaml += (yaml.empty() ? "" : ", ") + fields[i] + ": " + (is_plain ? *value : yaml_text(*value));
  }
  return one_of_several ? "[{" + yaml + "}]" : "{" + yaml + "}";
}

}  // namespace

Interview::Interview(ReadProject read, const Rulebook& book, AssessRequest request)
    : read_(std::move(read)),
      book_(book),
      request_(std::move(request)),
      assessment_(judged(read_, book_, request_)) {}

std::optional<Question> Interview::next() const {
  for (const Question& question : assessment_.questions) {
    const std::pair key(question.fact, question.workload);
    if (std::ranges::find(put_off_, key) == put_off_.end()) return question;
  }
  return std::nullopt;
}

void Interview::put_off(const Question& question) {
  put_off_.emplace_back(question.fact, question.workload);
}

std::vector<std::string> Interview::fields(const Question& question) const {
  return book_.vocabulary[book_.vocabulary.id(question.fact)].fields;
}

std::vector<std::string> Interview::needed_fields(const Question& question) const {
  const FactId fact = book_.vocabulary.id(question.fact);
  std::vector<std::string> needed;
  for (const Program& program : book_.programs) {
    for (const Criterion& criterion : program.criteria) {
      if (criterion.kind != CriterionKind::kRequired) continue;
      for (const Condition* test : tests_of(criterion.when, book_.vocabulary)) {
        if (test->fact != fact) continue;
        needed.insert(needed.end(), test->fields.begin(), test->fields.end());
      }
    }
  }
  return needed;
}

Result<std::string> Interview::yaml_of(const Question& question,
                                       const std::vector<std::string>& given) const {
  const FactDefinition& fact = book_.vocabulary[book_.vocabulary.id(question.fact)];
  if (fact.type == FactType::kRecord || fact.type == FactType::kRecords) {
    return record(fact.fields, given, fact.type == FactType::kRecords);
  }
  if (given.size() != 1) return no_answer("one answer is expected");
  std::string text(trimmed(given.front()));
  if (text == "-") text.clear();  // there is none
  switch (fact.type) {
    case FactType::kChoice:
      return choice(text, fact.values);
    case FactType::kTruth:
      return truth(text);
    case FactType::kAmount:
      return amount(text);
    case FactType::kDate:
      return day(text);
    case FactType::kTexts:
      return texts(text);
    default:
      return yaml_text(text);
  }
}

Result<std::string> Interview::answer(const Question& question,
                                      const std::vector<std::string>& given, const Answerer& by) {
  const auto yaml = yaml_of(question, given);
  if (!yaml) return std::unexpected(yaml.error());
  const std::string before =
      read_.project.file.empty() ? new_project_file(read_.project.name) : read_.bytes;
  auto text = with_answer(
      before, {book_.vocabulary.id(question.fact), question.workload, *yaml, by.name, by.on},
      book_.vocabulary);
  if (!text) return text;
  const std::string file = read_.project.file.empty() ? kProjectFile : read_.project.file;
  auto project = read_project_file(file, *text, book_.vocabulary);
  if (!project) return std::unexpected(project.error());
  project->file = file;
  project->folder = read_.project.folder;
  read_.project = std::move(*project);
  read_.bytes = *text;
  assessment_ = judged(read_, book_, request_);
  if (is_open(question)) put_off(question);
  return text;
}

bool Interview::is_open(const Question& question) const {
  return std::ranges::any_of(assessment_.questions, [&](const Question& open) {
    return open.fact == question.fact && open.workload == question.workload;
  });
}

}  // namespace fundable
