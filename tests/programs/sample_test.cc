// What the tests of programs share; see sample.h.
#include "tests/programs/sample.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "base/text.h"

namespace fundable::programs {
namespace {

template <class T>
T right(Result<T> result, std::string_view text) {
  if (result) return std::move(*result);
  std::cerr << to_string(result.error()) << "\nin:\n" << text << std::endl;
  std::abort();
}

}  // namespace

Result<Vocabulary> read_vocabulary(std::string_view yaml) {
  const auto documents = parse_yaml(yaml);
  if (!documents) return std::unexpected(documents.error());
  return Vocabulary::read(documents->at(0).root());
}

Result<Program> read_program_text(std::string_view yaml, const Vocabulary& vocabulary) {
  const auto documents = parse_yaml(yaml);
  if (!documents) return std::unexpected(documents.error());
  return read_program(documents->at(0).root(), vocabulary, kToday);
}

Vocabulary vocabulary_of(std::string_view yaml) { return right(read_vocabulary(yaml), yaml); }

Program program_of(std::string_view yaml, const Vocabulary& vocabulary) {
  return right(read_program_text(yaml, vocabulary), yaml);
}

const Rulebook& rulebook() {
  static const Rulebook book =
      right(load_rulebook(DiskFiles(), {FUNDABLE_ROOT "/data"}, kToday), "the folder data");
  return book;
}

const Program& program(std::string_view id) {
  for (const Program& one : rulebook().programs) {
    if (one.id == id) return one;
  }
  std::cerr << "no program " << id << std::endl;
  std::abort();
}

Facts facts_of(std::string_view lines, const Vocabulary& vocabulary) {
  Facts facts;
  for (std::string_view line : split(lines, '\n')) {
    line = trimmed(line);
    if (line.empty()) continue;
    const bool is_out = line.front() == '!';
    if (is_out) line.remove_prefix(1);
    const auto documents = right(parse_yaml(line), line);
    const Node stated = *documents.at(0).root().begin();
    const FactId fact = vocabulary.id(stated.key());
    Value value = right(read_value(stated, vocabulary[fact]), line);
    const Origin from{"sample", std::string(line), "stated in a test"};
    if (is_out) {
      facts.rule_out(fact, std::move(value), from);
    } else {
      facts.hold(fact, std::move(value), from);
    }
  }
  return facts;
}

TEST(Sample, ReadsFactsAsPeopleWriteThem) {
  const Vocabulary& vocabulary = rulebook().vocabulary;
  const Facts facts = facts_of(
      "workload.runs_on: azure\nworkload.runs_on: gcp\n!workload.goes_to: stays\n", vocabulary);
  EXPECT_TRUE(facts.find(vocabulary.id("workload.runs_on"))->is_contested());
  EXPECT_EQ(facts.find(vocabulary.id("workload.goes_to"))->ruled_out.size(), 1u);
  EXPECT_EQ(facts.known(vocabulary.id("workload.goes_to")), nullptr);
}

}  // namespace fundable::programs
