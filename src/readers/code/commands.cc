// One pass over the script's characters cuts it into words and commands; quotes keep words
// together, a backslash at the end of a line joins it with the next.
#include "readers/code/commands.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.h"

namespace fundable::code {
namespace {

constexpr std::size_t kMostCommands = 2'000;
constexpr std::size_t kMostWords = 60;
constexpr std::size_t kLongestWord = 200;

std::string_view program_of(std::string_view word) { return word.substr(word.rfind('/') + 1); }

bool is_assignment(std::string_view word) {
  const std::size_t end = std::min(word.find('='), word.size());
  return end > 0 && end < word.size() &&
         std::ranges::all_of(
             word.substr(0, end),
             [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; });
}

// Stands before a command proper.
bool is_before(std::string_view word) {
  static constexpr auto kBefore = std::to_array<std::string_view>(
      {"exec", "env", "nohup", "sudo", "time", "then", "do", "else", "if", "while", "!", "{", "("});
  return is_assignment(word) || is_one_of(program_of(word), kBefore);
}

bool is_chore(std::string_view program) {
  static constexpr auto kChores = std::to_array<std::string_view>(
      {"",     "cd",    "echo",  "export", "ls",    "mkdir", "cp",   "mv",    "rm",
       "cat",  "set",   "unset", "source", ".",     "sleep", "true", "false", "[",
       "test", "[[",    "fi",    "done",   "esac",  "pwd",   "head", "tail",  "grep",
       "sed",  "awk",   "chmod", "chown",  "touch", "which", "exit", "}",     "printf",
       "read", "local", "wc",    "find",   "tar",   "unzip", "case", "for",   "return"});
  return is_one_of(program, kChores);
}

class Cutter {
 public:
  explicit Cutter(std::string_view script) : script_(script) {}

  std::vector<Command> cut() {
    for (at_ = 0; at_ < script_.size() && all_.size() < kMostCommands; ++at_) take(script_[at_]);
    end_command();
    return std::move(all_);
  }

 private:
  void take(char c) {
    if (c == '\\' && at_ + 1 < script_.size()) return escaped();
    if (quote_ != 0 && c == quote_) {
      quote_ = 0;
    } else if (quote_ == 0 && (c == '"' || c == '\'')) {
      quote_ = c;
      in_word_ = true;
    } else if (quote_ != 0) {
      add(c);
    } else {
      take_bare(c);
    }
    if (c == '\n') ++line_;
  }

  void take_bare(char c) {
    if (c == ' ' || c == '\t' || c == '\r') {
      end_word();
    } else if (c == '\n' || c == ';' || c == '|' || (c == '&' && !redirects())) {
      end_command();
    } else if (c == '#' && !in_word_) {
      at_ = std::min(script_.find('\n', at_), script_.size()) - 1;
    } else {
      add(c);
    }
  }

  // `2>&1`, `&>log`: no end of a command.
  bool redirects() const {
    const bool after = at_ > 0 && script_[at_ - 1] == '>';
    return after || (at_ + 1 < script_.size() && script_[at_ + 1] == '>');
  }

  void escaped() {
    const char next = script_[at_ + 1];
    const bool joins_lines = next == '\n' || next == '\r';
    if (!joins_lines) {
      add(next);
    } else if (quote_ == 0) {
      end_word();
    }
    ++at_;
    if (next == '\n') ++line_;
    if (next == '\r' && at_ + 1 < script_.size() && script_[at_ + 1] == '\n') ++at_, ++line_;
  }

  void add(char c) {
    in_word_ = true;
    if (word_.size() < kLongestWord) word_ += c;
  }

  void end_word() {
    if (!in_word_) return;
    const bool leads = command_.words.empty();
    if (leads) command_.line = line_;
    if (!(leads && is_before(word_)) && command_.words.size() < kMostWords) {
      command_.words.push_back(word_);
    }
    word_.clear();
    in_word_ = false;
  }

  void end_command() {
    end_word();
    const bool counts = !command_.words.empty() && !is_chore(program_of(command_.words[0]));
    if (counts) all_.push_back(std::move(command_));
    command_ = {};
  }

  std::string_view script_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  char quote_ = 0;
  bool in_word_ = false;
  std::string word_;
  Command command_;
  std::vector<Command> all_;
};

bool names_secret(std::string_view option) {
  static constexpr auto kSecrets =
      std::to_array<std::string_view>({"token", "key", "secret", "passw", "credential"});
  return option.starts_with('-') && option.find('=') == std::string_view::npos &&
         std::ranges::any_of(kSecrets, [&](auto secret) { return mentions(option, secret); });
}

// Where the packages start; past the end where it is no such command.
std::size_t after_pip_install(std::span<const std::string> words) {
  for (std::size_t i = 0; i + 1 < words.size() && i < 4; ++i) {
    const std::string_view word = program_of(words[i]);
    if (word.starts_with("pip") && word.find_first_not_of("0123456789.", 3) == word.npos) {
      return words[i + 1] == "install" ? i + 2 : words.size();
    }
    const bool leads_there = word.starts_with("python") || word == "uv" || word == "-m";
    if (!leads_there) break;
  }
  return words.size();
}

bool takes_value(std::string_view option) {
  static constexpr auto kOptions = std::to_array<std::string_view>({"-r",
                                                                    "--requirement",
                                                                    "-c",
                                                                    "--constraint",
                                                                    "-e",
                                                                    "--editable",
                                                                    "-t",
                                                                    "--target",
                                                                    "-i",
                                                                    "--index-url",
                                                                    "--extra-index-url",
                                                                    "-f",
                                                                    "--find-links",
                                                                    "--prefix",
                                                                    "--platform",
                                                                    "--python",
                                                                    "--trusted-host",
                                                                    "--progress-bar",
                                                                    "--root",
                                                                    "--proxy",
                                                                    "--cache-dir"});
  return is_one_of(option, kOptions);
}

// Empty where the word names none: a file, a folder, an address, a redirection.
std::string package_name(std::string_view word) {
  std::size_t end = 0;
  std::string name;
  for (; end < word.size(); ++end) {
    const char c = word[end];
    const bool joins = c == '-' || c == '_' || c == '.';
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && !joins) break;
    if (!joins || !name.ends_with('-')) name += joins ? '-' : c;
  }
  const bool ends_well = end == word.size() || std::string_view("[=<>!~@ ").contains(word[end]);
  const bool is_file = word.ends_with(".whl") || word.ends_with(".gz") || word.ends_with(".txt");
  const bool is_name = name.find_first_not_of("0123456789-") != std::string::npos;
  const bool is_path = word.starts_with('.');
  return ends_well && is_name && !is_file && !is_path ? lowered(name) : std::string();
}

}  // namespace

std::vector<Command> commands_of(std::string_view script) { return Cutter(script).cut(); }

bool starts_jobs(std::string_view program) {
  static constexpr auto kStarters =
      std::to_array<std::string_view>({"srun", "sbatch", "salloc", "qsub", "bsub", "torchrun",
                                       "deepspeed", "accelerate", "mpirun"});
  return is_one_of(program, kStarters);
}

std::string shown_command(std::span<const std::string> words) {
  std::string line;
  bool hides = false;
  for (const std::string& word : words) {
    if (line.size() > kLongestWord) break;
    if (!line.empty()) line += ' ';
    line += hides ? "[redacted]" : line.empty() ? std::string(program_of(word)) : word;
    hides = names_secret(word);
  }
  return presentable(line);
}

std::vector<std::string> pip_packages(std::span<const std::string> words) {
  std::vector<std::string> found;
  for (std::size_t i = after_pip_install(words); i < words.size(); ++i) {
    if (takes_value(words[i])) {
      ++i;
    } else if (std::string name = package_name(words[i]); !name.empty() && words[i][0] != '-') {
      found.push_back(std::move(name));
    }
  }
  return found;
}

}  // namespace fundable::code
