// Asks what still decides, one question at a time, and puts each answer into the project file.
#pragma once

#include "app/assess.h"

namespace fundable {

// Who answers, and when.
struct Answerer {
  std::string name;  // empty: not said
  Date on;
};

class Interview {
 public:
  // Judges the project; its evidence has been read already. `book` outlives it.
  Interview(ReadProject read, const Rulebook& book, AssessRequest request);

  // The project as it is judged now.
  [[nodiscard]] const Assessment& assessment() const { return assessment_; }

  // The next question: the first that nobody has put off. None: none is left.
  [[nodiscard]] std::optional<Question> next() const;

  // Nobody knows: the question is not asked again in this interview.
  void put_off(const Question& question);

  // Whether it still decides. After an answer: evidence says otherwise, and so it stays contested;
  // it is put off.
  [[nodiscard]] bool is_open(const Question& question) const;

  // What has to be given for an answer: nothing named, or the fields of a record.
  [[nodiscard]] std::vector<std::string> fields(const Question& question) const;

  // Those of the fields without which the answer is as good as none: what required criteria test.
  [[nodiscard]] std::vector<std::string> needed_fields(const Question& question) const;

  // Takes an answer as people give it (a choice or its number, yes or no, a number, a day, a text,
  // texts with commas between them, `-` for a text or texts of which there are none; for a record a
  // text a field, those left empty not stated) and judges anew. Gives the new text of the project
  // file; to write it is the caller's part. Errors: kInput where it is no answer to the question,
  // or the file cannot be changed.
  [[nodiscard]] Result<std::string> answer(const Question& question,
                                           const std::vector<std::string>& given,
                                           const Answerer& by);

 private:
  [[nodiscard]] Result<std::string> yaml_of(const Question& question,
                                            const std::vector<std::string>& given) const;

  ReadProject read_;
  const Rulebook& book_;
  AssessRequest request_;
  Assessment assessment_;
  std::vector<std::pair<std::string, std::string>> put_off_;  // fact and workload
};

}  // namespace fundable
