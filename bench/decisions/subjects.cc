// Draws facts from lists of what people write.
//
// Two shapes are real life (it moves, it is new); the third draws every fact freely and reaches
// the corners. Only the raw numbers of mt19937 are used, because the distributions of <random>
// differ between standard libraries.
#include "bench/decisions/subjects.h"

#include <random>
#include <string>
#include <string_view>

namespace fundable {
namespace {

using Words = std::vector<std::string>;

const Words kTexts{
    "",          "bedrock",  "claims-core",
    "sagemaker", "O7731902", "An assistant that drafts answers for adjusters from 40,000 claims"};
const Words kLists{"map", "poc", "migration", "AmazonS3"};
const Words kFields{"",       "answers judged correct", ">= 90 %",
                    "better", "twice as fast",          "2027-06-01"};

class Maker {
 public:
  Maker(const Vocabulary& vocabulary, std::uint32_t seed)
      : vocabulary_(vocabulary), numbers_(seed) {}

  MadeSubject subject(std::size_t index) {
    MadeSubject made;
    made.all_known = index % 4 == 0;
    for (std::size_t i = 0; i < vocabulary_.size(); ++i) {
      const auto id = static_cast<FactId>(i);
      const FactDefinition& fact = vocabulary_[id];
      if (!fact.derived.empty()) continue;
      const unsigned luck = below(100);
      const bool known = made.all_known || luck < 70;
      const bool contested = !known && luck >= 95;
      if (!known && !contested) continue;
      Facts& facts = fact.is_of_project() ? made.project : made.workload;
      facts.hold(id, shaped(fact, index % 3), {"fundable.yaml", "line 7", "states it"});
      // A second draw may be the same value, and is then a second source for it.
      if (contested) facts.hold(id, value(fact), {"evidence/state.json", "3", "declares it"});
    }
    return made;
  }

 private:
  unsigned below(unsigned limit) { return static_cast<unsigned>(numbers_() % limit); }
  const std::string& one_of(const Words& words) {
    return words[below(static_cast<unsigned>(words.size()))];
  }

  // What moves and what is new differ in two facts; everything else is drawn.
  Value shaped(const FactDefinition& fact, std::size_t shape) {
    if (shape < 2 && fact.name == "workload.goes_to") return std::string("aws");
    if (shape == 1 && fact.name == "workload.runs_on") return std::string("nowhere");
    if (shape == 1 && fact.name == "workload.replaces") return std::string();
    return value(fact);
  }

  Value value(const FactDefinition& fact) {
    switch (fact.type) {
      case FactType::kTruth:
        return below(2) == 1;
      case FactType::kChoice:
        return one_of(fact.values);
      case FactType::kText:
        return one_of(kTexts);
      case FactType::kAmount:
        return Decimal::whole(below(50'000));
      case FactType::kDate:
        return Date(std::chrono::sys_days(std::chrono::days(20'000 + below(1'000))));
      case FactType::kTexts:
        return Words(below(3), one_of(kLists));
      case FactType::kRecord:
        return std::vector<Record>{record(fact)};
      case FactType::kRecords:
        break;
    }
    std::vector<Record> records(below(4));
    for (Record& one : records) one = record(fact);
    return records;
  }

  Record record(const FactDefinition& fact) {
    Record record;
    for (const std::string& field : fact.fields) {
      if (below(8) != 0) record.emplace_back(field, one_of(kFields));
    }
    return record;
  }

  const Vocabulary& vocabulary_;
  std::mt19937 numbers_;
};

}  // namespace

std::vector<MadeSubject> made_subjects(const Vocabulary& vocabulary, std::size_t count,
                                       std::uint32_t seed) {
  Maker maker(vocabulary, seed);
  std::vector<MadeSubject> subjects;
  for (std::size_t i = 0; i < count; ++i) subjects.push_back(maker.subject(i));
  return subjects;
}

}  // namespace fundable
