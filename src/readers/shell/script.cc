// Cuts scripts as a shell would, without running anything.
//
// One pass over the bytes: quotes, escapes, comments, continued lines, here-documents and
// redirections are known; `$( … )`, `${ … }` and back quotes are copied as they stand. Loops and
// conditions need no tree: their words of control are dropped from the front of a command.
//
// The second step follows variables, because job scripts put a launcher together from pieces.
// Branches are not told apart: the value that the text gave last counts.
#include "readers/shell/script.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "base/text.h"

namespace fundable::shell {
namespace {

constexpr std::size_t kMostCommands = 20'000;
constexpr std::size_t kMostWords = 2'000;        // of one command
constexpr std::size_t kLongestWord = 16'384;     // what is longer is cut
constexpr std::size_t kLongestValue = 16'384;    // of a variable
constexpr std::size_t kMostExpanded = 8u << 20;  // of all variables together
constexpr int kMostScriptsInScripts = 4;

bool is_control_word(std::string_view word) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"if", "then", "else", "elif", "fi", "while", "until", "do", "done", "{", "}", "!", "esac"});
  return std::ranges::find(kWords, word) != kWords.end();
}

class Lexer {
 public:
  Lexer(std::string_view text, std::uint32_t first_line) : text_(text), line_(first_line) {}

  std::vector<SimpleCommand> all() {
    while (at_ < text_.size() && commands_.size() < kMostCommands) step();
    end_command();
    return std::move(commands_);
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      end_command();
      ++at_;
      ++line_;
      skip_here_documents();
    } else if (c == ' ' || c == '\t' || c == '\r') {
      end_word();
      ++at_;
    } else if (c == '#' && !in_word_) {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == '&' && peek(1) == '>') {
      end_word();
      ++at_;
      redirect();
    } else if (c == '(' && peek(1) == '(') {
      arithmetic();
    } else if (std::string_view(";&|()").contains(c)) {
      end_command();
      ++at_;
    } else if (c == '<' || c == '>') {
      // Digits right before it are a file's number.
      if (word_.find_first_not_of("0123456789") == word_.npos) drop_word();
      end_word();
      redirect();
    } else {
      word_part();
    }
  }

  // `(( a << 2 ))` holds no command and no here-document.
  void arithmetic() {
    end_command();
    const std::size_t end = text_.substr(0, text_.find('\n', at_)).find("))", at_);
    at_ = end == text_.npos ? at_ + 2 : end + 2;
  }

  void word_part() {
    if (!in_word_) {
      in_word_ = true;
      if (words_.empty()) command_line_ = line_;
    }
    const char c = text_[at_];
    if (c == '\\') {
      escaped();
    } else if (c == '\'') {
      quoted_literally();
    } else if (c == '"') {
      quoted();
    } else if (c == '$' || c == '`') {
      substitution();
    } else {
      put(c);
      ++at_;
    }
  }

  // A backslash before the end of a line joins the lines.
  void escaped() {
    const std::size_t end = peek(1) == '\r' && peek(2) == '\n' ? 2 : 1;
    if (peek(end) == '\n') {
      ++line_;
      if (word_.empty()) in_word_ = false;
    } else if (at_ + 1 < text_.size()) {
      put(text_[at_ + 1]);
    }
    at_ = std::min(at_ + end + 1, text_.size());
  }

  void quoted_literally() {
    for (++at_; at_ < text_.size() && text_[at_] != '\''; ++at_) take();
    ++at_;
  }

  void quoted() {
    for (++at_; at_ < text_.size() && text_[at_] != '"';) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        const char next = text_[at_ + 1];
        if (next == '\n') {
          ++line_;
        } else {
          if (!std::string_view("\"\\$`").contains(next)) put('\\');
          put(next);
        }
        at_ += 2;
      } else if (text_[at_] == '$' || text_[at_] == '`') {
        substitution();
      } else {
        take();
        ++at_;
      }
    }
    ++at_;
  }

  // Copies `$name`, `${…}`, `$(…)` or `…` in back quotes; brackets are counted, not understood.
  void substitution() {
    const char c = text_[at_];
    const char opens = c == '`' ? '\0' : peek(1);
    take();
    ++at_;
    if (c == '`') {
      for (; at_ < text_.size() && text_[at_] != '`'; ++at_) take();
      if (at_ < text_.size()) put('`');
      ++at_;
    } else if (opens == '(' || opens == '{') {
      const char closes = opens == '(' ? ')' : '}';
      std::size_t depth = 0;
      for (; at_ < text_.size(); ++at_) {
        take();
        if (text_[at_] == opens) ++depth;
        if (text_[at_] == closes && --depth == 0) break;
      }
      at_ = std::min(at_ + 1, text_.size());
    }
  }

  // Passes over `>`, `>>`, `2>&1`, `< file`; notes `<< END`.
  void redirect() {
    const std::size_t start = at_;
    while (peek() == '<' || peek() == '>') ++at_;
    const std::string_view sign = text_.substr(start, at_ - start);
    if (sign == "<" && peek() == '(') return;
    if (peek() == '&') ++at_;
    const bool strips = sign == "<<" && peek() == '-';
    if (strips) ++at_;
    while (peek() == ' ' || peek() == '\t') ++at_;
    const std::size_t target = at_;
    while (at_ < text_.size() && !std::string_view(" \t\r\n;&|()<>").contains(text_[at_])) ++at_;
    if (sign != "<<") return;
    std::string end(text_.substr(target, at_ - target));
    std::erase_if(end, [](char c) { return c == '\'' || c == '"' || c == '\\'; });
    const bool is_word = !end.empty() && (end[0] == '_' || lowered(end.substr(0, 1)) >= "a");
    if (is_word && !runs_its_input() && here_ends_.size() < 20) {
      here_ends_.push_back(std::move(end));
    }
  }

  // `sbatch <<END`: what follows is a script too.
  [[nodiscard]] bool runs_its_input() const {
    static constexpr auto kPrograms =
        std::to_array<std::string_view>({"sbatch", "qsub", "bsub", "bash", "sh"});
    return std::ranges::any_of(words_, [](const std::string& word) {
      return std::ranges::find(kPrograms, word) != kPrograms.end();
    });
  }

  void skip_here_documents() {
    for (const std::string& end : here_ends_) {
      while (at_ < text_.size()) {
        const std::string_view line = text_.substr(at_, text_.find('\n', at_) - at_);
        at_ = std::min(at_ + line.size() + 1, text_.size());
        ++line_;
        if (trimmed(line) == end) break;
      }
    }
    here_ends_.clear();
  }

  void take() {
    if (text_[at_] == '\n') ++line_;
    put(text_[at_]);
  }
  void put(char c) {
    if (word_.size() < kLongestWord) word_ += c;
  }
  void drop_word() {
    word_.clear();
    in_word_ = false;
  }
  void end_word() {
    if (in_word_ && words_.size() < kMostWords && !(words_.empty() && is_control_word(word_))) {
      words_.push_back(std::move(word_));
    }
    drop_word();
  }
  void end_command() {
    end_word();
    if (!words_.empty()) commands_.push_back({std::move(words_), command_line_});
    words_.clear();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_;
  std::uint32_t command_line_ = 0;
  std::string word_;
  bool in_word_ = false;
  Words words_;
  std::vector<std::string> here_ends_;
  std::vector<SimpleCommand> commands_;
};

bool is_name(std::string_view text) {
  return !text.empty() && !(text[0] >= '0' && text[0] <= '9') &&
         std::ranges::all_of(text, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '_';
         });
}

// The name in `$NAME`, `${NAME}`, `${NAME[@]}` or `${NAME:-…}`; empty where the word is not that.
std::string_view variable_in(std::string_view word) {
  if (!word.starts_with('$')) return {};
  word.remove_prefix(1);
  if (word.starts_with('{') && word.ends_with('}')) {
    word = word.substr(1, word.size() - 2);
    word = word.substr(0, word.find_first_of("[:"));
  }
  return is_name(word) ? word : std::string_view();
}

// Follows variables through the commands of one script.
class Resolver {
 public:
  void run(std::string_view script, std::uint32_t line, int depth) {
    for (SimpleCommand& command : commands_in(script, line)) {
      if (resolved_.size() >= kMostCommands) return;
      take(std::move(command), depth);
    }
  }

  std::vector<SimpleCommand> all() { return std::move(resolved_); }

 private:
  void take(SimpleCommand command, int depth) {
    if (assign(command.words)) return;
    command.words = expanded(command.words, 0);
    if (command.words.empty()) return;
    if (depth < kMostScriptsInScripts && command.words[0] == "eval") {
      command.words.erase(command.words.begin());
      return run(joined(command.words, " "), command.line, depth + 1);
    }
    const auto shell = std::ranges::find_if(command.words, is_shell);
    if (depth < kMostScriptsInScripts && shell != command.words.end()) {
      const Words from(shell, command.words.end());
      if (const auto script = inner_script(from); !script.empty()) {
        run(script, command.line, depth + 1);
        if (shell == command.words.begin()) return;
      }
    }
    resolved_.push_back(std::move(command));
  }

  // `A=b`, `export A=b C=d`: true where the command does nothing else.
  bool assign(const Words& words) {
    static constexpr auto kVerbs = std::to_array<std::string_view>(
        {"export", "readonly", "declare", "local", "typeset", "set"});
    std::size_t first = 0;
    if (std::ranges::find(kVerbs, words[0]) != kVerbs.end()) first = 1;
    const bool only =
        std::all_of(words.begin() + static_cast<std::ptrdiff_t>(first), words.end(),
                    [](const std::string& word) {
                      return word.starts_with('-') || is_name(word) || is_name(name_of(word));
                    });
    if (first == 0 && (!only || name_of(words[0]).empty())) return false;
    for (const std::string& word : words) set(word);
    return first == 1 || only;
  }

  static std::string_view name_of(std::string_view assignment) {
    const std::size_t sign = assignment.find('=');
    if (sign == assignment.npos) return {};
    std::string_view name = assignment.substr(0, sign);
    if (name.ends_with('+')) name.remove_suffix(1);
    return is_name(name) ? name : std::string_view();
  }

  void set(std::string_view assignment) {
    const std::string_view name = name_of(assignment);
    if (name.empty() || values_.size() > 2'000) return;
    const std::string_view value = assignment.substr(assignment.find('=') + 1);
    const std::string shown = presentable(assignment, kLongestValue);
    if (shown.contains("[redacted]")) {
      values_[std::string(name)].clear();
      return;
    }
    std::string& held = values_[std::string(name)];
    std::string now = assignment[name.size()] == '+' ? held + " " : "";
    now += with_itself(value, name, held);
    if (now.size() < kLongestValue) held = std::move(now);
  }

  // `ARGS="$ARGS --more"`: the first mention of itself is its value so far.
  static std::string with_itself(std::string_view value, std::string_view name,
                                 std::string_view held) {
    std::string text(value);
    for (const std::string& mention : {"${" + std::string(name) + "}", "$" + std::string(name)}) {
      const std::size_t at = text.find(mention);
      const std::size_t end = at == text.npos ? 0 : at + mention.size();
      if (at == text.npos || (end < text.size() && is_name(text.substr(end, 1)))) continue;
      return text.replace(at, mention.size(), held);
    }
    return text;
  }

  // Values are cut into words, as an unquoted variable is.
  Words expanded(const Words& words, int depth) {
    Words out;
    for (const std::string& word : words) {
      const std::string_view name = variable_in(word);
      const auto held = name.empty() ? values_.end() : values_.find(name);
      const bool is_known = held != values_.end() && !held->second.empty();
      if (!is_known || depth > 5 || out.size() > kMostWords || held->second.size() > left_) {
        if (out.size() <= kMostWords) out.push_back(word);
        continue;
      }
      left_ -= held->second.size();
      Words inside;
      for (const SimpleCommand& part : commands_in(held->second)) {
        inside.insert(inside.end(), part.words.begin(), part.words.end());
      }
      for (std::string& one : expanded(inside, depth + 1)) out.push_back(std::move(one));
    }
    return out;
  }

  std::map<std::string, std::string, std::less<>> values_;
  std::size_t left_ = kMostExpanded;
  std::vector<SimpleCommand> resolved_;
};

}  // namespace

std::vector<SimpleCommand> commands_in(std::string_view script, std::uint32_t first_line) {
  return Lexer(script, first_line).all();
}

std::vector<SimpleCommand> resolved_commands_in(std::string_view script, std::uint32_t first_line) {
  Resolver resolver;
  resolver.run(script, first_line, 0);
  return resolver.all();
}

bool is_shell(std::string_view word) {
  static constexpr auto kShells =
      std::to_array<std::string_view>({"sh", "bash", "ash", "dash", "zsh"});
  return std::ranges::find(kShells, word.substr(word.rfind('/') + 1)) != kShells.end();
}

std::string_view inner_script(const Words& words) {
  for (std::size_t at = 1; at + 1 < words.size(); ++at) {
    const std::string_view word = words[at];
    const bool is_value = words[at - 1] == "-o" || words[at - 1] == "+o" || words[at - 1] == "-O";
    if (is_value || word == "+o") continue;
    if (word.size() < 2 || word[0] != '-') return {};
    if (word[1] != '-' && word.ends_with('c')) return words[at + 1];
  }
  return {};
}

}  // namespace fundable::shell
