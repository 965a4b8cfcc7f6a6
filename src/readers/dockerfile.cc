// Reads Dockerfiles: the images that they build on, and the commands of the container.
//
// An instruction is a line with what `\` joins to it, and the here-documents that it names. Values
// of ARG and ENV are put into FROM. ENTRYPOINT and CMD of the last stage make one command line;
// those of RUN count by themselves. A stage that builds on an earlier one names no image.
//
// An image is built by somebody some day: nothing here is more than used. Not looked at: what is
// copied from other images, ONBUILD.
#include <array>
#include <set>
#include <vector>

#include "base/text.h"
#include "readers/containers/image.h"
#include "readers/file/file.h"
#include "readers/shell/command.h"

namespace fundable {
namespace {

constexpr std::size_t kMostInstructions = 5'000;

struct Instruction {
  std::string keyword;  // lowered
  std::string text;
  std::uint32_t line = 0;
};

bool recognises(const EvidenceFile& head) {
  const std::string name = file_name_of(head.path);
  if (name == "dockerfile" || name == "containerfile") return true;
  if (name.ends_with(".dockerfile") || name.ends_with(".containerfile")) return true;
  if (!name.starts_with("dockerfile.") && !name.starts_with("dockerfile-")) return false;
  static constexpr auto kOthers = std::to_array<std::string_view>(
      {".dockerignore", ".py", ".md", ".txt", ".go", ".js", ".ts", ".sh", ".yaml", ".yml"});
  for (const std::string_view other : kOthers) {
    if (name.ends_with(other)) return false;
  }
  return true;
}

class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}
  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  [[nodiscard]] std::uint32_t number() const { return number_; }
  std::string_view next() {
    const std::string_view line = text_.substr(at_, text_.find('\n', at_) - at_);
    at_ += line.size() + 1;
    ++number_;
    return trimmed(line);
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t number_ = 0;  // of the line that was given last
};

// `<<EOF` and `<<-"EOF"` of an instruction's line: the word; empty where there is none.
std::string here_end(std::string_view line) {
  std::size_t at = line.find("<<");
  if (at == line.npos) return {};
  std::string_view word = line.substr(at + 2);
  while (!word.empty() && std::string_view("-\"'").contains(word[0])) word.remove_prefix(1);
  return std::string(word.substr(0, word.find_first_of(" \t\"';|&>)")));
}

// Takes lines as long as they are joined. Comments between them are passed over, and an empty line
// within the text stands for each of them, so that the lines of a script keep their places.
Instruction next_instruction(Lines& lines, std::string_view first) {
  Instruction one;
  one.line = lines.number();
  std::string_view line = first;
  const std::size_t word = line.find_first_of(" \t");
  one.keyword = lowered(line.substr(0, word));
  line = word == line.npos ? std::string_view() : trimmed(line.substr(word));
  while (true) {
    const bool joins = line.ends_with('\\') || line.ends_with('`');
    const bool is_comment = line.starts_with('#') && line.data() != first.data();
    if (!is_comment) one.text += joins ? line.substr(0, line.size() - 1) : line;
    if ((!joins && !is_comment) || lines.at_end()) break;
    one.text += "\\\n";
    line = lines.next();
  }
  const bool runs = one.keyword == "run" || one.keyword == "copy";
  if (const std::string end = runs ? here_end(one.text) : ""; !end.empty()) {
    std::string script = one.text.substr(0, one.text.find("<<")) + "\n";
    while (!lines.at_end()) {
      const std::string_view inside = lines.next();
      if (inside == end) break;
      script += std::string(inside) + "\n";
    }
    one.text = std::move(script);
  }
  return one;
}

std::vector<Instruction> instructions_in(std::string_view text) {
  std::vector<Instruction> all;
  Lines lines(text);
  while (!lines.at_end() && all.size() < kMostInstructions) {
    const std::string_view line = lines.next();
    if (!line.empty() && line[0] != '#') all.push_back(next_instruction(lines, line));
  }
  return all;
}

class Dockerfile {
 public:
  explicit Dockerfile(const EvidenceFile& file) : file_(file) {}

  Reading read() {
    for (const Instruction& one : instructions_in(file_.bytes)) take(one);
    end_stage();
    return std::move(reading_);
  }

 private:
  void take(const Instruction& one) {
    if (one.keyword == "from") from(one);
    if (one.keyword == "arg" || one.keyword == "env") set(one.text);
    if (one.keyword == "run") add(shell::known_commands(without_options(one.text), one.line));
    if (one.keyword == "entrypoint") {
      entrypoint_ = one;
      command_ = {};
    }
    if (one.keyword == "cmd") command_ = one;
  }

  // `FROM --platform=linux/amd64 image AS stage`.
  void from(const Instruction& one) {
    end_stage();
    const shell::Words words = words_of(one.text);
    std::size_t at = 0;
    while (at < words.size() && words[at].starts_with("--")) ++at;
    if (at == words.size()) {
      reading_.skipped.push_back({at_line(one.line), "FROM names no image"});
      return;
    }
    const std::string image = containers::filled(words[at], values_);
    if (at + 2 < words.size()) stages_.insert(lowered(words[at + 2]));
    if (image == "scratch" || stages_.contains(lowered(image))) return;
    Observation seen;
    seen.at = {file_.path, at_line(one.line), presentable("builds on " + image, 300)};
    seen.proof = Proof::kUsed;
    containers::add_image(image, seen.marks);
    if (!seen.marks.empty()) {
      reading_.observations.push_back(std::move(seen));
    } else {
      reading_.skipped.push_back({at_line(one.line), "the image is left to a variable"});
    }
  }

  void set(std::string_view text) {
    for (const std::string& word : words_of(text)) {
      const std::size_t sign = word.find('=');
      if (sign == word.npos || values_.size() > 1'000) continue;
      values_[word.substr(0, sign)] = containers::filled(word.substr(sign + 1), values_);
    }
  }

  // What the container of a stage starts.
  void end_stage() {
    shell::Words words = exec_words(entrypoint_.text);
    const shell::Words more = exec_words(command_.text);
    const std::uint32_t line = entrypoint_.keyword.empty() ? command_.line : entrypoint_.line;
    if (words.empty() && more.empty()) {
      add(shell::known_commands(entrypoint_.text, entrypoint_.line));
      add(shell::known_commands(command_.text, command_.line));
    } else {
      if (words.empty()) words = words_of(entrypoint_.text);
      words.insert(words.end(), more.begin(), more.end());
      add(shell::known_commands(words, line));
    }
    entrypoint_ = {};
    command_ = {};
  }

  void add(const std::vector<shell::Command>& commands) {
    for (const shell::Command& command : commands) {
      if (!told_.insert(command.text).second) continue;
      reading_.observations.push_back(shell::observation_of(command, file_.path));
      reading_.observations.back().proof = Proof::kUsed;
    }
  }

  static shell::Words words_of(std::string_view text) {
    const auto commands = shell::commands_in(text);
    return commands.empty() ? shell::Words() : commands[0].words;
  }

  // `["vllm", "serve"]`; none where it is written as a shell's text.
  static shell::Words exec_words(std::string_view text) {
    shell::Words words;
    if (!trimmed(text).starts_with('[')) return words;
    std::string joined_lines(text);
    for (std::size_t at = 0; (at = joined_lines.find("\\\n", at)) != std::string::npos;) {
      joined_lines.replace(at, 2, "  ");
    }
    const auto list = parse_json(joined_lines);
    if (!list) return words;
    for (const Node word : list->root()) words.emplace_back(word.text());
    return words;
  }

  // `--mount=type=cache,target=/root pip install …`.
  static std::string_view without_options(std::string_view text) {
    while (text.starts_with("--")) {
      const std::size_t end = text.find_first_of(" \t");
      text = end == text.npos ? std::string_view() : trimmed(text.substr(end));
    }
    return text;
  }

  const EvidenceFile& file_;
  containers::Values values_;
  std::set<std::string> stages_;
  std::set<std::string> told_;
  Instruction entrypoint_;
  Instruction command_;
  Reading reading_;
};

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  if (auto checked = check_size(file, limits); !checked) return std::unexpected(checked.error());
  return Dockerfile(file).read();
}

}  // namespace

extern const Reader dockerfile;
const Reader dockerfile{
    .name = "dockerfile",
    .reads = "Dockerfiles and Containerfiles",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
