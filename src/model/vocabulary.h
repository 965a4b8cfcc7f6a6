// Every fact that programs, the project file and discovery speak of; loaded from data/facts.yaml.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/condition.h"

namespace fundable {

enum class FactType : std::uint8_t {
  kTruth,
  kChoice,
  kText,
  kAmount,
  kDate,
  kTexts,
  kRecord,
  kRecords
};

// A derived fact has the value of the first case that holds.
struct DerivedCase {
  Value value;
  Condition when;
};

struct FactDefinition {
  std::string name;  // `workload.runs_on`
  FactType type = FactType::kText;
  std::vector<std::string> values;           // of a choice: all that it may be
  std::vector<std::string> fields;           // of a record: the fields it may have
  std::string unit;                          // of an amount
  std::string ask;                           // the question; empty where nobody is asked
  std::string proved_by;                     // what evidence could answer instead
  bool stated = false;                       // the project file may say it
  bool history = false;                      // a matter of record, not of choice
  std::vector<DerivedCase> derived;          // empty for a fact of its own
  std::map<std::string, std::string> turns;  // values that tempt, and what stating them is called
  std::map<std::string, int> prior;          // how likely a value is, against 1 for those not named

  // Of the project, and so shared by its workloads; else of one workload.
  [[nodiscard]] bool is_of_project() const { return !name.starts_with("workload."); }
  [[nodiscard]] int weight_of(const Value& value) const;
};

class Vocabulary {
 public:
  // Errors: kInput with line and column, for unknown keys, types, facts, or a fact defined twice.
  [[nodiscard]] static Result<Vocabulary> read(Node root);
  // Adds the facts of another file. Errors: as above; what stood before them stays.
  [[nodiscard]] Result<> add(Node root);

  [[nodiscard]] std::optional<FactId> find(std::string_view name) const;
  // For names that this program itself relies on: absent means that the data is not ours.
  [[nodiscard]] FactId id(std::string_view name) const;
  [[nodiscard]] const FactDefinition& operator[](FactId fact) const { return facts_[fact]; }
  [[nodiscard]] std::size_t size() const { return facts_.size(); }
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::vector<FactDefinition> facts_;
};

// Reads a value of this fact's type as people write it.
// Errors: kInput with the place: wrong type, a word that is not among the choices (with the
// nearest), a field that is not known.
[[nodiscard]] Result<Value> read_value(Node node, const FactDefinition& fact);

}  // namespace fundable
