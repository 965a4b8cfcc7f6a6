// Chains the workers: project file → evidence → workloads → judgements → plan → assessment.
#include "app/assess.h"

#include <algorithm>
#include <iterator>

#include "app/evidence.h"
#include "base/sha256.h"
#include "base/text.h"
#include "bills/remote_bill.h"
#include "discovery/discover.h"
#include "programs/coverage.h"
#include "programs/evaluate.h"
#include "programs/plan.h"
#include "programs/questions.h"
#include "programs/sources.h"
#include "programs/ways.h"
#include "project/project_file.h"

namespace fundable {
namespace {

constexpr const char* kProjectFile = "fundable.yaml";

// Where a project lies and what its file states.
struct Opened {
  std::string root;
  Project project;
  std::string only_file;  // the one file of evidence that was named; empty: a folder
  std::string bytes;      // of the project file; empty where there is none
};

std::string last_part(const std::string& path) { return path.substr(path.rfind('/') + 1); }

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

// Whether a file is meant to be a project file: by its name, or by what it begins a line with. Any
// other is evidence, YAML too.
bool is_project_file(const Files& files, const std::string& path) {
  const std::string name = last_part(path);
  if (name == kProjectFile) return true;
  if (!name.ends_with(".yaml") && !name.ends_with(".yml")) return false;
  const auto head = files.head(path, std::size_t{64} << 10);
  if (!head) return true;  // which reading it then says
  const std::string text = "\n" + head->bytes;
  return text.contains("\nfundable:") || text.contains("\nproject:");
}

// The project that one file of evidence is, called by the file's name.
Opened opened_evidence(const std::string& path) {
  Opened opened;
  opened.root = folder_of(path);
  opened.only_file = last_part(path);
  opened.project.name = opened.project.folder =
      presentable(opened.only_file.substr(0, opened.only_file.rfind('.')), 120);
  opened.project.evidence = {opened.only_file};
  return opened;
}

Result<Opened> open_project(const Files& files, const Rulebook& book, const std::string& path) {
  auto place = files.resolve(path);
  if (!place) return std::unexpected(place.error());
  Opened opened;
  std::string file;
  if (place->kind == EntryKind::kFolder) {
    opened.root = place->path;
    const auto entries = files.list(place->path);
    if (!entries) return std::unexpected(entries.error());
    // A project file that is there but cannot be read is an error below, not an absence.
    if (std::ranges::count(*entries, kProjectFile, &Entry::name) > 0) file = kProjectFile;
  } else if (place->kind == EntryKind::kFile && !is_project_file(files, place->path)) {
    return opened_evidence(place->path);
  } else {
    opened.root = folder_of(place->path);
    file = last_part(place->path);
  }
  const std::string folder = presentable(last_part(opened.root), 120);
  if (file.empty()) {
    opened.project.name = opened.project.folder = folder;
    return opened;
  }
  auto bytes = files.read(opened.root + "/" + file, std::size_t{1} << 20);
  if (!bytes) return std::unexpected(bytes.error());
  auto project = read_project_file(file, *bytes, book.vocabulary);
  if (!project) return std::unexpected(project.error());
  opened.project = std::move(*project);
  opened.project.file = file;
  opened.project.folder = folder;
  opened.bytes = std::move(*bytes);
  return opened;
}

class Assessor {
 public:
  Assessor(const Rulebook& book, const AssessRequest& request, const Project& project)
      : book_(book), request_(request), project_(project) {}

  Assessment assessment(const Discovered& discovered) {
    Assessment assessment;
    assessment.as_of = to_string(request_.as_of);
    assessment.project = project_.name;
    assessment.project_file = project_.file;
    assessment.goes_to = request_.goes_to;
    assessment.facts = shown_facts(project_.facts);
    assessment.programs = book_.shown;
    assessment.data = book_.data;
    const Value* customer = project_.facts.known(book_.vocabulary.id("project.customer.name"));
    if (customer != nullptr) assessment.customer = std::get<std::string>(*customer);
    std::vector<Judged> judged;
    for (const Workload& workload : discovered.workloads) judged.push_back(judge_all(workload));
    for (Judged& one : judged) {
      const auto& made = one.workload->assumptions;
      assessment.assumptions.insert(assessment.assumptions.end(), made.begin(), made.end());
      for (Judgement& judgement : one.judgements) {
        for (Assumption& assumption : judgement.assumptions) {
          assumption.workload = one.workload->name;
          assessment.assumptions.push_back(assumption);
        }
      }
    }
    const PlanScope scope{judged, book_.programs, project_.facts, book_.vocabulary, request_.as_of};
    Plan plan = plan_of(scope);
    assessment.plan = std::move(plan.entries);
    assessment.alternatives = std::move(plan.alternatives);
    assessment.questions = questions_of(scope);
    for (Judged& one : judged) assessment.workloads.push_back(assessed(one));
    assessment.unplaced = discovered.unplaced;
    return assessment;
  }

 private:
  Judged judge_all(const Workload& workload) const {
    Judged judged;
    judged.workload = &workload;
    const Subject subject{workload.facts, project_.facts};
    for (const PlannedCost& cost : workload.planned_costs) {
      judged.cost_lines.push_back(
          {cost, coverage_of(cost, book_.programs, subject, book_.vocabulary, request_.as_of)});
    }
    for (const Program& program : book_.programs) {
      judged.judgements.push_back(judge(program, subject, book_.vocabulary, request_.as_of));
    }
    return judged;
  }

  // The one value that a fact has, or could have; empty where it is open.
  std::string settled(const Subject& subject, const char* name) const {
    const FactId fact = book_.vocabulary.id(name);
    if (book_.vocabulary[fact].derived.empty()) {
      const Value* value = subject.workload.known(fact);
      return value == nullptr ? "" : to_string(*value);
    }
    const auto values = possible_values(fact, subject, book_.vocabulary);
    return values.size() == 1 ? to_string(values.front()) : "";
  }

  AssessedWorkload assessed(Judged& judged) const {
    const Workload& workload = *judged.workload;
    const Subject subject{workload.facts, project_.facts};
    AssessedWorkload shown;
    shown.name = workload.name;
    shown.kind = settled(subject, "workload.kind");
    if (shown.kind.empty()) shown.kind = "other";
    shown.runs_on = settled(subject, "workload.runs_on");
    shown.declared_on = settled(subject, "workload.declared_on");
    shown.goes_to = settled(subject, "workload.goes_to");
    shown.motion = settled(subject, "workload.motion");
    if (shown.motion.empty()) shown.motion = "undetermined";
    shown.technologies = workload.technologies;
    shown.joined_by = workload.joined_by;
    shown.evidence = workload.evidence;
    shown.cost_today = workload.cost_today;
    const Value* on_aws =
        workload.facts.known(book_.vocabulary.id("workload.aws.monthly_cost_usd"));
    if (on_aws != nullptr) shown.cost_on_aws = Money{std::get<Decimal>(*on_aws), "USD"};
    shown.facts = shown_facts(workload.facts);
    show_existence(shown, workload);
    std::ranges::sort(shown.facts, {}, &ShownFact::fact);
    shown.cost_lines = std::move(judged.cost_lines);
    for (std::size_t i = 0; i < judged.judgements.size(); ++i) {
      shown.verdicts.push_back(std::move(judged.judgements[i].verdict));
      shown.verdicts.back().ways = ways_to_eligible(book_.programs[i], subject, book_.vocabulary);
    }
    shown.wrong_turns = wrong_turns(book_.programs, subject, book_.vocabulary);
    for (const RouteRule& rule : book_.routes) {
      if (answer_of(rule.when, subject, book_.vocabulary) != Answer::kYes) continue;
      shown.routes.push_back(rule.route);
      shown.routes.back().source = shown_on(rule.route.source, request_.as_of);
    }
    return shown;
  }

  std::vector<ShownFact> shown_facts(const Facts& facts) const {
    std::vector<ShownFact> shown;
    for (const auto& [fact, known] : facts.all()) {
      const FactDefinition& definition = book_.vocabulary[fact];
      shown.push_back(
          {definition.name, known.held, known.ruled_out, definition.type == FactType::kRecord});
    }
    std::ranges::sort(shown, {}, &ShownFact::fact);
    return shown;
  }

  // Whether it runs is derived from where; its evidence is what says where, or that it runs.
  void show_existence(AssessedWorkload& shown, const Workload& workload) const {
    const FactId exists = book_.vocabulary.id("workload.exists");
    const auto values = possible_values(exists, {workload.facts, project_.facts}, book_.vocabulary);
    const Fact* runs_on = workload.facts.find(book_.vocabulary.id("workload.runs_on"));
    if (values.size() != 1 || runs_on == nullptr) return;
    Held held{values.front(), {}};
    const auto cite = [&](const Held& one) {
      held.from.insert(held.from.end(), one.from.begin(), one.from.end());
    };
    std::ranges::for_each(runs_on->held, cite);
    for (const Held& one : runs_on->ruled_out) {
      if (one.value == Value(std::string("nowhere"))) cite(one);
    }
    std::ranges::sort(held.from);
    shown.facts.push_back({book_.vocabulary[exists].name, {std::move(held)}, {}, false});
  }

  const Rulebook& book_;
  const AssessRequest& request_;
  const Project& project_;
};

// Somebody named these bills, so one that cannot be read is an error and not left out.
Result<> add_remote_bills(const AssessRequest& request, ReadEvidence& evidence) {
  for (const std::string& address : request.bills) {
    const auto remote = read_remote_bill(address, request.environment, request.stop);
    if (!remote) return std::unexpected(remote.error());
    Reading reading = remote->bill.reading();
    evidence.sources.push_back({remote->shown, "bill", remote->sha256, 0,
                                reading.observations.size(), std::move(reading.skipped)});
    std::ranges::move(reading.observations, std::back_inserter(evidence.observations));
  }
  return {};
}

}  // namespace

Result<ReadProject> read_project(const Files& files, const Rulebook& book,
                                 const AssessRequest& request, const Progress& progress) {
  auto opened = open_project(files, book, request.project);
  if (!opened) return std::unexpected(opened.error());
  auto walked = walk(files, opened->root, opened->project.evidence, {}, request.threads);
  if (!walked) return std::unexpected(walked.error());
  std::erase_if(walked->files, [&](const WalkedFile& file) {
    return file.path_shown == opened->project.file && !opened->project.file.empty();
  });
  ReadEvidence evidence =
      read_evidence(files, *walked, book.catalogue, request.threads, progress, request.stop);
  if (request.stop.stop_requested()) return failure(ErrorKind::kSystem, "it was stopped");
  if (auto added = add_remote_bills(request, evidence); !added) {
    return std::unexpected(added.error());
  }
  ReadProject read{std::move(opened->root),          std::move(opened->project),
                   std::move(opened->only_file),     std::move(opened->bytes),
                   std::move(evidence.observations), std::move(walked->code_roots),
                   std::move(evidence.sources),      std::move(walked->left_out)};
  if (evidence.only_counted > 0) {
    read.left_out.emplace_back("unread, beyond the first " + std::to_string(kMostUnread),
                               evidence.only_counted);
    std::ranges::sort(read.left_out);
  }
  return read;
}

Assessment judged(const ReadProject& read, const Rulebook& book, const AssessRequest& request) {
  const Discovered discovered = discover(read.project, read.observations, book.catalogue,
                                         book.vocabulary, read.code_roots, request.goes_to);
  Assessment assessment = Assessor(book, request, read.project).assessment(discovered);
  assessment.only_file = presentable(read.only_file);
  assessment.sources = read.sources;
  if (!read.project.file.empty()) {
    assessment.sources.push_back({read.project.file,
                                  "project_file",
                                  sha256(read.bytes),
                                  read.bytes.size(),
                                  read.project.workloads.size(),
                                  {}});
  }
  std::ranges::sort(assessment.sources, {}, &SourceShown::path);
  assessment.left_out = read.left_out;
  return assessment;
}

Error in_project(Error error, const std::string& folder) {
  const bool names_it = error.place.starts_with(folder);
  if (!names_it) error.place = folder + (error.place.empty() ? "" : "/" + error.place);
  return error;
}

Result<Assessment> assess(const Files& files, const Rulebook& book, const AssessRequest& request,
                          const Progress& progress) {
  const auto read = read_project(files, book, request, progress);
  if (!read) return std::unexpected(read.error());
  return judged(*read, book, request);
}

}  // namespace fundable
