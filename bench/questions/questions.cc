// How many questions an interview takes, against asking for every fact that is not known.
//
// Each project is interviewed many times in memory, by somebody who gives any of the answers that
// there are, all alike (seeded, so that a run can be repeated). Nothing is written.
// usage: questions_bench DATA FOLDER...   each folder a project, or a folder of projects
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <random>

#include "app/interview.h"

namespace fundable {
namespace {

namespace fs = std::filesystem;

constexpr int kInterviews = 20;
constexpr Date kDay{std::chrono::year(2026), std::chrono::November, std::chrono::day(25)};

std::vector<std::string> any_answer(const Question& question, std::size_t fields,
                                    std::mt19937_64& engine) {
  if (!question.choices.empty()) return {question.choices[engine() % question.choices.size()]};
  if (fields == 0) return {engine() % 2 == 0 ? "something" : ""};
  std::vector<std::string> given;
  const bool whole = engine() % 2 == 0;
  for (std::size_t i = 0; i < fields; ++i) given.emplace_back(whole ? "2027-01-31" : "");
  return given;
}

// The facts on which required criteria rest and that are not known, for each workload once.
std::size_t unknown_facts(const ReadProject& read, const Rulebook& book,
                          const AssessRequest& request) {
  std::size_t count = 0;
  for (const AssessedWorkload& workload : judged(read, book, request).workloads) {
    std::vector<std::string> missing;
    for (const Program& program : book.programs) {
      for (const Criterion& criterion : program.criteria) {
        if (criterion.kind != CriterionKind::kRequired) continue;
        for (const FactId fact : criterion.rests_on) missing.push_back(book.vocabulary[fact].name);
      }
    }
    std::ranges::sort(missing);
    missing.erase(std::ranges::unique(missing).begin(), missing.end());
    for (const ShownFact& fact : workload.facts) {
      if (!fact.held.empty()) std::erase(missing, fact.fact);
    }
    count += missing.size();
  }
  return count;
}

std::size_t questions_asked(const ReadProject& read, const Rulebook& book,
                            const AssessRequest& request, std::mt19937_64& engine) {
  Interview interview(read, book, request);
  std::size_t asked = 0;
  while (const auto question = interview.next()) {
    ++asked;
    const auto given = any_answer(*question, interview.fields(*question).size(), engine);
    if (!interview.answer(*question, given, {"", kDay})) interview.put_off(*question);
  }
  return asked;
}

double median(std::vector<double> all) {
  if (all.empty()) return 0;
  std::ranges::sort(all);
  const std::size_t middle = all.size() / 2;
  return all.size() % 2 == 1 ? all[middle] : (all[middle - 1] + all[middle]) / 2;
}

int run(const std::string& data, const std::vector<std::string>& folders) {
  const DiskFiles files;
  const auto book = load_rulebook(files, {data}, kDay);
  if (!book) {
    fmt::print(stderr, "{}\n", to_string(book.error()));
    return 1;
  }
  std::vector<double> every_unknown;
  std::vector<double> at_most;
  std::vector<double> asked;
  std::mt19937_64 engine(1);
  for (const std::string& folder : folders) {
    AssessRequest request;
    request.project = folder;
    request.as_of = kDay;
    const auto read = read_project(files, *book, request, [](std::size_t, std::size_t) {});
    if (!read) {
      fmt::print(stderr, "{}\n", to_string(read.error()));
      continue;
    }
    const Assessment assessment = judged(*read, *book, request);
    if (assessment.workloads.empty()) continue;
    every_unknown.push_back(static_cast<double>(unknown_facts(*read, *book, request)));
    at_most.push_back(static_cast<double>(assessment.questions.size()));
    double sum = 0;
    for (int i = 0; i < kInterviews; ++i) {
      sum += static_cast<double>(questions_asked(*read, *book, request, engine));
    }
    asked.push_back(sum / kInterviews);
  }
  fmt::print("Questions, median over {} projects with a workload:\n", asked.size());
  fmt::print("  {:6.1f}  every unknown fact of the required criteria\n", median(every_unknown));
  fmt::print("  {:6.1f}  open at the beginning\n", median(at_most));
  fmt::print("  {:6.1f}  asked until nothing is open, mean of {} interviews a project\n",
             median(asked), kInterviews);
  return 0;
}

}  // namespace
}  // namespace fundable

int main(int count, char** words) {
  if (count < 3) return 2;
  std::vector<std::string> folders;
  for (int i = 2; i < count; ++i) {
    const std::filesystem::path folder = words[i];
    if (std::filesystem::exists(folder / "fundable.yaml")) {
      folders.push_back(folder.string());
      continue;
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.is_directory()) folders.push_back(entry.path().string());
    }
  }
  std::ranges::sort(folders);
  return fundable::run(words[1], folders);
}
