// `fundable ask`: an interview in the terminal.
//
// Each answer is written before the next question is asked, so that to stop is always safe and to
// begin again is to go on. Where input ends, the interview ends.
#include <algorithm>
#include <iostream>
#include <map>
#include <optional>

#include "app/interview.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/progress_line.h"

namespace fundable {
namespace {

std::string key_of(const Question& question) {
  return question.fact.substr(question.fact.find('.') + 1);
}

std::string who_of(const Question& question) {
  return question.workload.empty() ? "the project" : presentable(question.workload, 80);
}

// What is shown of a question, by --no-input too.
std::string text_of(const Question& question) {
  std::string text = who_of(question) + ": " + presentable(question.ask, 400) + "  (" +
                     key_of(question) + ")\n  " + presentable(question.why, 400) + "\n";
  if (!question.proved_by.empty()) {
    text += "  Evidence that answers it: " + presentable(question.proved_by, 400) + "\n";
  }
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    text += "  " + std::to_string(i + 1) + " " + question.choices[i];
  }
  return question.choices.empty() ? text : text + "\n";
}

// A line of standard input; none where it ends.
std::optional<std::string> line_after(const std::string& prompt) {
  std::cout << prompt << std::flush;
  std::string line;
  if (!std::getline(std::cin, line)) return std::nullopt;
  return std::string(trimmed(line));
}

class Dialogue {
 public:
  // `bytes`: what the file holds; empty where it is not there.
  Dialogue(Interview interview, const Files& files, std::string file, std::string bytes,
           Answerer by)
      : interview_(std::move(interview)),
        files_(files),
        file_(std::move(file)),
        bytes_(std::move(bytes)),
        by_(std::move(by)) {}

  Exit run() {
    std::cout << "Answer, or: - where there is none, ? where nobody knows, b for the question "
                 "before, q to "
                 "stop.\n";
    while (auto question = again_ ? std::exchange(again_, std::nullopt) : interview_.next()) {
      std::cout << '\n' << text_of(*question);
      if (!ask(*question)) break;
    }
    sum_up();
    return exit_;
  }

 private:
  // Asks until there is an answer. False: the interview ends.
  bool ask(const Question& question) {
    while (true) {
      const auto given = answer_to(question);
      if (!given || (given->size() == 1 && given->front() == "q")) return false;
      const bool alone = given->size() == 1;
      const std::string& word = given->front();
      if (alone && word == "?") {
        interview_.put_off(question);
        return true;
      }
      if (alone && word == "b") {
        if (answered_.empty()) {
          std::cout << "  There is no question before this one.\n";
          continue;
        }
        again_ = answered_.back();
        answered_.pop_back();
        return true;
      }
      if (alone && word.empty()) continue;
      const auto before = verdicts_of(interview_.assessment());
      const auto text = interview_.answer(question, *given, by_);
      if (!text) {
        std::cout << "  " << to_string(text.error()) << '\n';
        continue;
      }
      if (const auto written = write(*text); !written) {
        complain(written.error());
        exit_ = Exit::kUnusable;
        return false;
      }
      answered_.push_back(question);
      tell_changes(before, verdicts_of(interview_.assessment()));
      if (interview_.is_open(question)) {
        std::cout
            << "  Evidence says otherwise, so it stays contested: fundable explain shows both.\n";
      }
      return true;
    }
  }

  // Nobody else's change is overwritten.
  Result<> write(const std::string& text) {
    const auto now = files_.read(file_, std::size_t{1} << 20);
    if (now.value_or("") != bytes_) {
      return failure(ErrorKind::kInput, "the project file has been changed meanwhile",
                     shown_path(file_), "Begin again; what was answered before stays.");
    }
    bytes_ = text;
    return replace_file(file_, text);
  }

  // One line, or one for each field of a record; the words that are no answer come alone.
  std::optional<std::vector<std::string>> answer_to(const Question& question) const {
    const auto fields = interview_.fields(question);
    if (fields.empty()) {
      const auto line = line_after("> ");
      return line ? std::optional(std::vector{*line}) : std::nullopt;
    }
    const auto needed = interview_.needed_fields(question);
    std::vector<std::string> given;
    for (const std::string& field : fields) {
      const bool is_needed = std::ranges::find(needed, field) != needed.end();
      std::optional<std::string> line;
      do {
        line = line_after("  " + field + (is_needed ? "> " : " (if any)> "));
        if (!line) return std::nullopt;
        if (*line == "q" || *line == "?" || *line == "b") return std::vector{*line};
      } while (is_needed && line->empty());
      given.push_back(*line);
    }
    return given;
  }

  using Verdicts = std::map<std::string, std::string>;  // by workload and program

  static Verdicts verdicts_of(const Assessment& assessment) {
    Verdicts verdicts;
    for (const AssessedWorkload& workload : assessment.workloads) {
      for (const Verdict& verdict : workload.verdicts) {
        verdicts[presentable(workload.name, 80) + " under " + verdict.program] =
            to_string(verdict.verdict);
      }
    }
    return verdicts;
  }

  static void tell_changes(const Verdicts& before, const Verdicts& after) {
    for (const auto& [who, verdict] : after) {
      const auto was = before.find(who);
      if (was == before.end() || was->second == verdict) continue;
      std::cout << "  " << who << ": " << was->second << ", now " << verdict << '\n';
    }
  }

  void sum_up() const {
    const Assessment& assessment = interview_.assessment();
    std::cout << '\n'
              << counted(answered_.size(), "answer") << " written to " << shown_path(file_) << ". "
              << (assessment.questions.empty()
                      ? "Nothing is open."
                      : counted(assessment.questions.size(), "question") + " left open.")
              << '\n';
    for (const AssessedWorkload& workload : assessment.workloads) {
      std::string verdicts;
      for (const Verdict& verdict : workload.verdicts) {
        verdicts += "  " + verdict.program + ": " + to_string(verdict.verdict);
      }
      std::cout << "  " << presentable(workload.name, 80) << verdicts << '\n';
    }
  }

  Interview interview_;
  const Files& files_;
  const std::string file_;
  std::string bytes_;
  const Answerer by_;
  std::vector<Question> answered_;
  std::optional<Question> again_;
  Exit exit_ = Exit::kDone;
};

std::string listing(const Assessment& assessment) {
  if (assessment.questions.empty()) return "Nothing is open.\n";
  std::string text;
  for (const Question& question : assessment.questions) text += text_of(question) + "\n";
  return text;
}

}  // namespace

Exit run_ask(const AskOptions& options, const Context& context) {
  const auto refuse = [](const Error& error) {
    complain(error);
    return exit_of(error);
  };
  const ProjectOptions& project = options.project;
  const auto as_of = day_of_decision(project.as_of, context);
  if (!as_of) return refuse(as_of.error());
  const auto book = load_rulebook(context.files, {context.data_folder, project.programs}, *as_of);
  if (!book) return refuse(book.error());
  const auto request = request_of(project, *as_of, context);
  if (!request) return refuse(request.error());
  auto read = [&] {
    ProgressLine line(context.shows_progress);
    return read_project(context.files, *book, *request, [&](std::size_t done, std::size_t all) {
      line.update("reading evidence", done, all);
    });
  }();
  if (!read) return refuse(read.error());
  if (!read->only_file.empty()) {
    return refuse({ErrorKind::kUsage, "questions are asked about a project, and this is one file",
                   "Give its folder: fundable ask FOLDER.", shown_path(project.project)});
  }
  const std::string file =
      read->root + "/" + (read->project.file.empty() ? "fundable.yaml" : read->project.file);
  const std::string user = context.environment("USER");
  const Answerer by{options.by.empty() ? user : options.by, context.today};
  std::string bytes = read->bytes;
  Interview interview(std::move(*read), *book, *request);
  if (options.no_input) return fundable::write(listing(interview.assessment()));
  return Dialogue(std::move(interview), context.files, file, std::move(bytes), by).run();
}

}  // namespace fundable
