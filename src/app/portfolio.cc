// Streams projects through the decider.
//
// Threads take batches in turn and hand back text in the same turn (in_order.h), so nothing is
// sorted, nothing waits in a queue, and the bytes are the same for any number of threads. A batch
// of lines is a quarter of a megabyte: large enough that the turns cost nothing.
#include "app/portfolio.h"

#include <memory>
#include <optional>
#include <utility>

#include "app/assess.h"
#include "app/in_order.h"
#include "base/text.h"
#include "discovery/discover.h"
#include "project/project_file.h"
#include "views/portfolio.h"

namespace fundable {
namespace {

constexpr std::size_t kBatchBytes = 256 << 10;
constexpr std::size_t kLongestLine = 1 << 20;  // as of a project file

// What a batch came to.
struct Part {
  std::string rows;
  PortfolioSummary summary;
};

// One thread's work on batches of any kind.
class PortfolioWorker {
 public:
  PortfolioWorker(const Rulebook& book, const CompiledRulebook& compiled,
                  const PortfolioRequest& request)
      : book_(book), request_(request), decider_(compiled, request.as_of, request.wanted) {}

  void add_line(std::string_view name, const LineBatch& batch, const LineBatch::Line& line) {
    if (line.is_too_long) {
      return fail({ErrorKind::kLimit,
                   "the line is longer than " + std::to_string(kLongestLine) + " bytes",
                   {},
                   place_of(name, line) + "1"});
    }
    const auto project = read_project_json("", batch.text(line), book_.vocabulary);
    if (!project) return fail(in_line(project.error(), name, line));
    if (project->evidence && !project->evidence->empty()) ++extra_.with_evidence_unread;
    const Discovered discovered =
        discover(*project, {}, book_.catalogue, book_.vocabulary, {}, request_.goes_to);
    add(*project, discovered);
  }

  void add_folder(const Files& files, const std::string& folder) {
    const AssessRequest request{.project = folder,
                                .as_of = request_.as_of,
                                .goes_to = request_.goes_to,
                                .threads = 1,
                                .stop = request_.stop};
    const auto read = read_project(files, book_, request, [](std::size_t, std::size_t) {});
    if (!read) return fail(in_project(read.error(), folder));
    add(read->project, discover(read->project, read->observations, book_.catalogue,
                                book_.vocabulary, read->code_roots, request_.goes_to));
  }

  Part take() {
    decider_.finish([&](const PortfolioRow& row) { append_row(row, rows_); });
    Part part{std::exchange(rows_, {}), decider_.take_summary()};
    part.summary.add(std::exchange(extra_, {}));
    return part;
  }

 private:
  static std::string place_of(std::string_view name, const LineBatch::Line& line) {
    return std::string(name) + ":" + std::to_string(line.number) + ":";
  }

  // To its reader a line is a whole file without a name, so places in it begin with `:1:`; that of
  // the first problem stands apart, those of the others in the sentence.
  static Error in_line(Error error, std::string_view name, const LineBatch::Line& line) {
    static constexpr std::string_view kFirstLine = ":1:";
    const std::string place = place_of(name, line);
    error.place = error.place.starts_with(kFirstLine)
                      ? place + error.place.substr(kFirstLine.size())
                      : place + "1";
    const std::string other = "\n" + std::string(kFirstLine);
    for (std::size_t at = 0; (at = error.says.find(other, at)) != std::string::npos;) {
      error.says.replace(at + 1, kFirstLine.size(), place);
    }
    return error;
  }

  void add(const Project& project, const Discovered& discovered) {
    ++extra_.projects;
    for (const Workload& workload : discovered.workloads) {
      decider_.add(project.name, workload, project.facts,
                   [&](const PortfolioRow& row) { append_row(row, rows_); });
    }
  }

  // Its row stands where those of its project would.
  void fail(Error error) {
    if (request_.stop.stop_requested()) return;  // that is why, and it says so itself
    decider_.finish([&](const PortfolioRow& row) { append_row(row, rows_); });
    if (request_.wanted.rows) append_problem(error, rows_);
    ++extra_.failed;
    if (extra_.problems.size() < PortfolioSummary::kMostProblems) {
      extra_.problems.push_back(std::move(error));
    }
  }

  const Rulebook& book_;
  const PortfolioRequest& request_;
  PortfolioDecider decider_;
  PortfolioSummary extra_;  // what the decider does not count
  std::string rows_;
};

// Puts parts together in their order.
class Whole {
 public:
  explicit Whole(const WriteRows& write) : write_(write) {}

  bool add(Part part) {
    if (is_broken_) return false;
    summary_.add(std::move(part.summary));
    is_broken_ = !part.rows.empty() && !write_(part.rows);
    return !is_broken_;
  }
  PortfolioSummary take(bool stopped) {
    summary_.stopped = stopped;
    return std::move(summary_);
  }

 private:
  const WriteRows& write_;
  PortfolioSummary summary_;
  bool is_broken_ = false;
};

}  // namespace

Result<PortfolioSummary> assess_lines(const Rulebook& book, const PortfolioRequest& request,
                                      std::string_view name, const ReadMore& read,
                                      const WriteRows& write) {
  const CompiledRulebook compiled(book);
  LineBatches batches(read, kBatchBytes, kLongestLine);
  std::optional<Error> broken;
  Whole whole(write);
  in_order<LineBatch>(
      request.threads,
      [&](LineBatch& batch) {
        if (request.stop.stop_requested()) return false;
        const auto more = batches.next(batch);
        if (!more) broken = more.error();
        return more && *more;
      },
      [&] {
        return [&, worker = std::make_unique<PortfolioWorker>(book, compiled, request)](
                   const LineBatch& batch) {
          for (const LineBatch::Line& line : batch.lines) worker->add_line(name, batch, line);
          return worker->take();
        };
      },
      [&](Part part) { return whole.add(std::move(part)); });
  if (broken) return std::unexpected(*broken);
  return whole.take(request.stop.stop_requested());
}

Result<PortfolioSummary> assess_folders(const Files& files, const Rulebook& book,
                                        const PortfolioRequest& request, const std::string& folder,
                                        const WriteRows& write) {
  const auto entries = files.list(folder);
  if (!entries) return std::unexpected(entries.error());
  std::vector<std::string> projects;
  for (const Entry& entry : *entries) {
    if (entry.kind != EntryKind::kFolder || entry.name.starts_with('.')) continue;
    projects.push_back(folder + "/" + entry.name);
  }
  if (projects.empty()) {
    return failure(ErrorKind::kInput, "there is no folder in it that could be a project",
                   shown_path(folder), "Give the folder that holds one folder a project.");
  }
  const CompiledRulebook compiled(book);
  Whole whole(write);
  std::size_t next = 0;
  in_order<std::string>(
      request.threads,
      [&](std::string& project) {
        if (request.stop.stop_requested() || next == projects.size()) return false;
        project = projects[next++];
        return true;
      },
      [&] {
        return [&, worker = std::make_unique<PortfolioWorker>(book, compiled, request)](
                   const std::string& project) {
          worker->add_folder(files, project);
          return worker->take();
        };
      },
      [&](Part part) { return whole.add(std::move(part)); });
  return whole.take(request.stop.stop_requested());
}

}  // namespace fundable
