// `fundable verify`: an assessment holds as long as nothing that it rests on has changed, and as
// long as nobody has changed the assessment.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/app/folder.h"
#include "tests/app/program.h"
#include "tests/assessment_schema.h"

namespace fundable::end_to_end {
namespace {

namespace fs = std::filesystem;
using Tree = nlohmann::ordered_json;

// A copy of an example with its assessment in it, written as a shell would.
class Assessed {
 public:
  explicit Assessed(const std::string& name = "harbour-mutual",
                    std::vector<std::string> arguments = {}) {
    copy_shuffled(example(name), project_, 1);
    arguments.insert(arguments.begin(),
                     {"assess", ".", "--format", "json", "--as-of", "2026-11-22"});
    const Ended made = run(arguments, {.folder = project_, .output = assessment()});
    EXPECT_EQ(made.status, 0) << made.err;
    EXPECT_EQ(objections(nlohmann::json::parse(bytes_of(assessment()))), "");
  }

  [[nodiscard]] const fs::path& project() const { return project_; }
  [[nodiscard]] fs::path assessment() const { return project_ / "assessment.json"; }
  [[nodiscard]] Ended verified(const std::string& data = FUNDABLE_ROOT "/data") const {
    return run({"verify", "assessment.json"},
               {.folder = project_, .environment = {{"FUNDABLE_DATA", data}}});
  }

  void expect_holds() const {
    const Ended ended = verified();
    EXPECT_EQ(ended.status, 0) << ended.out << ended.err;
    EXPECT_TRUE(ended.out.starts_with("Holds")) << ended.out;
  }
  // Does not hold, and says `what`.
  void expect_drift(const std::string& what,
                    const std::string& data = FUNDABLE_ROOT "/data") const {
    const Ended ended = verified(data);
    EXPECT_EQ(ended.status, 1);
    EXPECT_EQ(ended.err, "");
    EXPECT_NE(ended.out.find(what), std::string::npos) << "no word of " << what << " in\n"
                                                       << ended.out;
  }

 private:
  TemporaryFolder folder_;
  fs::path project_ = folder_.path() / "project";
};

// Replaces the one place where `from` stands.
std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  EXPECT_EQ(text.find(from, at + 1), std::string::npos) << from << " stands twice";
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST(Verify, HoldsWhereNothingChanged) { Assessed().expect_holds(); }
// The assessment is one of the files that the walk finds: empty while it is made, whole afterwards.
TEST(Verify, HoldsWhereTheAssessmentLiesBesideTheEvidence) {
  Assessed("folder-only", {"--goes-to", "aws"}).expect_holds();
}
TEST(Verify, HoldsForAProjectThatLiesElsewhere) {
  const Assessed assessed;
  const TemporaryFolder elsewhere;
  const fs::path copy = elsewhere.write("copy.json", bytes_of(assessed.assessment()));
  const Ended ended = run({"verify", copy, "--project", assessed.project()});
  EXPECT_EQ(ended.status, 0) << ended.out << ended.err;
}

TEST(Verify, NamesAFileOfEvidenceOfWhichOneByteChanged) {
  const Assessed assessed;
  std::size_t files = 0;
  for (const fs::path& file : files_below(assessed.project())) {
    if (file == "assessment.json") continue;
    SCOPED_TRACE(file);
    const std::string bytes = bytes_of(assessed.project() / file);
    // The project file has to stay one: a letter of a sentence changes.
    std::string changed = bytes;
    const auto at = file == "fundable.yaml" ? bytes.find("drafts the") : bytes.size() / 2;
    changed[at] = changed[at] == 'd' ? 'e' : 'd';
    write(assessed.project() / file, changed);
    assessed.expect_drift("evidence " + file.string() + " has changed");
    write(assessed.project() / file, bytes);
    ++files;
  }
  EXPECT_EQ(files, 6U);
  assessed.expect_holds();
}

TEST(Verify, NamesWhatFollowsFromACitedLine) {
  const Assessed assessed;
  const fs::path file = assessed.project() / "fundable.yaml";
  write(file, with(bytes_of(file), "kind: inference_service\n    goes_to: stays",
                   "kind: inference_service\n    goes_to: retired"));
  assessed.expect_drift("evidence fundable.yaml has changed");
  assessed.expect_drift("workloads/recommender/goes_to");
}

TEST(Verify, NamesEvidenceThatIsNewOrGone) {
  const Assessed assessed;
  const fs::path bill = assessed.project() / "evidence/aws-bill-focus.csv";
  fs::copy_file(bill, assessed.project() / "evidence/another.csv");
  assessed.expect_drift("evidence evidence/another.csv is new");
  fs::rename(assessed.project() / "evidence/another.csv", bill);
  fs::rename(bill, assessed.project() / "moved.csv");
  assessed.expect_drift("evidence evidence/aws-bill-focus.csv is gone");
}

TEST(Verify, NamesAProgramOfWhichACriterionChanged) {
  const Assessed assessed;
  const TemporaryFolder folder;
  const fs::path data = folder.path() / "data";
  copy_shuffled(FUNDABLE_ROOT "/data", data, 1);
  EXPECT_EQ(assessed.verified(data).status, 0);
  const fs::path poc = data / "programs/poc.yaml";
  const std::string before = bytes_of(poc);
  write(poc, with(before, "says: The prototype will run on AWS.",
                  "says: The prototype will run on AWS!"));
  assessed.expect_drift("program poc has changed", data);
  write(poc, before);
  fs::remove(data / "programs/map.yaml");
  fs::remove(data / "services/map.yaml");
  assessed.expect_drift("program map is gone", data);
}

// The position of the element of a list that has `name`.
std::string at(const Tree& list, const char* key, const std::string& name) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i][key] == name) return std::to_string(i);
  }
  ADD_FAILURE() << name << " is not there";
  return "0";
}

struct Edit {
  const char* what;
  void (*change)(Tree& assessment);
  const char* named;
};

Tree& workload(Tree& assessment, const char* name) {
  return assessment["workloads"][std::stoul(at(assessment["workloads"], "name", name))];
}

const Edit kEdits[] = {
    {"a verdict",
     [](Tree& a) { workload(a, "recommender")["verdicts"][0]["verdict"] = "eligible"; },
     "workloads/recommender/verdicts/map/verdict"},
    {"an amount",
     [](Tree& a) { workload(a, "model-serving")["monthly_cost_today"]["amount"] = "98904.12"; },
     "workloads/model-serving/monthly_cost_today/amount"},
    {"a workload's name", [](Tree& a) { workload(a, "recommender")["name"] = "advisor"; },
     "workloads/advisor"},
    {"a sentence that is cited",
     [](Tree& a) { workload(a, "recommender")["evidence"][0]["says"] = "it is free"; },
     "workloads/recommender/evidence/0/says"},
    {"the project's name", [](Tree& a) { a["project"]["name"] = "Another"; }, "project/name"},
    {"a program's name", [](Tree& a) { a["programs"][0]["name"] = "Free money"; },
     "programs/map/name"},
    {"a program's version", [](Tree& a) { a["programs"][0]["version"] = "2020-01-01"; },
     "programs/map/version"},
    {"a program's sum", [](Tree& a) { a["programs"][0]["sha256"] = std::string(64, '0'); },
     "program map has changed"},
    {"a source's size", [](Tree& a) { a["sources"][0]["bytes"] = 5; }, "/bytes"},
    {"a source's format", [](Tree& a) { a["sources"][0]["format"] = "unread"; }, "is new"},
    {"a loss that is hidden",
     [](Tree& a) {
       for (Tree& source : a["sources"]) source["skipped"] = Tree::array();
     },
     "/skipped"},
    {"a source twice",
     [](Tree& a) {
       Tree copy = a["sources"][0];
       copy["sha256"] = std::string(64, '0');
       a["sources"].insert(a["sources"].begin(), copy);
     },
     "twice"},
    {"a program twice",
     [](Tree& a) { a["programs"].insert(a["programs"].begin(), a["programs"][0]); }, "twice"},
    {"a workload twice", [](Tree& a) { a["workloads"].push_back(a["workloads"][0]); },
     "workloads/"},
    {"the order", [](Tree& a) { std::ranges::reverse(a["workloads"]); }, "order"},
    {"the plan away", [](Tree& a) { a.erase("plan"); }, "plan"},
    {"the workloads away", [](Tree& a) { a.erase("workloads"); }, "workloads"},
    {"a question away", [](Tree& a) { a["questions"].erase(0); }, "questions/"},
    {"a promise more", [](Tree& a) { a["promise"] = "AWS pays"; }, "promise"},
    {"the sources' kind", [](Tree& a) { a["sources"] = "none"; }, "is new"},
};

TEST(Verify, NamesWhatSomebodyEdited) {
  const Assessed assessed;
  const Tree made = Tree::parse(bytes_of(assessed.assessment()));
  for (const Edit& edit : kEdits) {
    SCOPED_TRACE(edit.what);
    Tree edited = made;
    edit.change(edited);
    ASSERT_NE(edited, made);
    write(assessed.assessment(), edited.dump(2));
    assessed.expect_drift(edit.named);
  }
  // How it is indented is nobody's claim.
  write(assessed.assessment(), made.dump());
  assessed.expect_holds();
}

TEST(Verify, SeesAKeyThatStandsTwice) {
  const Assessed assessed;
  write(assessed.assessment(), with(bytes_of(assessed.assessment()), "\"as_of\": \"2026-11-22\"",
                                    R"("as_of": "2025-11-22", "as_of": "2026-11-22")"));
  assessed.expect_drift("as_of");
}

TEST(Verify, SeesAnotherGoesTo) {
  const Assessed assessed("folder-only", {"--goes-to", "aws"});
  write(assessed.assessment(), with(bytes_of(assessed.assessment()), R"("goes_to": "aws"
  })",
                                    R"("goes_to": "stays"
  })"));
  assessed.expect_drift("workloads/policy-search");
}

TEST(Verify, RefusesWhatIsNoAssessment) {
  const Assessed assessed;
  for (const char* text : {"", "Does it hold?", "[1, 2]", "{}", R"({"format": "another/1"})",
                           R"({"format": "fundable.assessment/1"})", "\"\\ud800\""}) {
    SCOPED_TRACE(text);
    write(assessed.assessment(), text);
    const Ended ended = assessed.verified();
    EXPECT_EQ(ended.status, 1);
    EXPECT_EQ(ended.out, "");
    EXPECT_NE(ended.err.find("assessment.json"), std::string::npos) << ended.err;
  }
  fs::remove(assessed.assessment());
  EXPECT_EQ(assessed.verified().status, 1);
  fs::create_directory(assessed.assessment());
  EXPECT_EQ(assessed.verified().status, 1);
}

}  // namespace
}  // namespace fundable::end_to_end
