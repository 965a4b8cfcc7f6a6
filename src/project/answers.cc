// A project file is somebody's text with comments and an order of its own, so it is edited as text:
// the parser says where things stand, and one line is changed or added. Whether the change did what
// it should is not argued but checked: the new text is read again, and every fact of it must be as
// before but for the answer.
#include "project/answers.h"

#include <algorithm>
#include <vector>

#include "base/schema.h"
#include "base/text.h"
#include "project/project_file.h"

namespace fundable {
namespace {

std::vector<std::string> lines_of(const std::string& bytes) {
  std::vector<std::string> lines;
  std::size_t start = 0;
  while (start < bytes.size()) {
    const std::size_t end = std::min(bytes.find('\n', start), bytes.size());
    lines.push_back(bytes.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

std::size_t indentation_of(const std::string& line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

bool says_nothing(const std::string& line) {
  const std::size_t start = line.find_first_not_of(" \t\r");
  return start == std::string::npos || line[start] == '#';
}

// The line after the last of a block whose entries stand at `column` (1-based) from `line` on
// (1-based, too): where one more entry goes. `dashes`: the entries are those of a list.
std::size_t end_of_block(const std::vector<std::string>& lines, std::size_t line,
                         std::size_t column, bool dashes) {
  std::size_t end = line;
  for (std::size_t i = line; i < lines.size(); ++i) {
    if (says_nothing(lines[i])) continue;
    const std::size_t indentation = indentation_of(lines[i]);
    if (indentation + 1 < column) break;
    if (dashes && indentation + 1 == column && lines[i][indentation] != '-') break;
    end = i + 1;
  }
  return end;
}

// Where a value that begins at `start` ends on its line; npos where it does not.
std::size_t end_of_value(const std::string& line, std::size_t start, bool in_brackets) {
  int depth = 0;
  char quote = 0;
  for (std::size_t i = start; i < line.size(); ++i) {
    const char c = line[i];
    if (quote != 0) {
      if (c == '\\' && quote == '"') ++i;
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && (i == start || depth > 0)) {
      quote = c;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if (c == ']' || c == '}') {
      if (depth == 0 && in_brackets) return i;
      --depth;
    } else if (c == ',' && depth == 0 && in_brackets) {
      return i;
    } else if (c == '#' && i > start && line[i - 1] == ' ' && depth == 0) {
      return line.find_last_not_of(' ', i - 1) + 1;
    }
  }
  return depth == 0 && quote == 0 && !in_brackets ? line.size() : std::string::npos;
}

class Editor {
 public:
  Editor(const std::string& bytes, const GivenAnswer& answer, const Vocabulary& vocabulary)
      : bytes_(bytes), answer_(answer), lines_(lines_of(bytes)) {
    const std::string& name = vocabulary[answer.fact].name;
    std::string rest = name.substr(name.find('.') + 1);
    for (std::size_t dot = rest.find('.'); dot != std::string::npos; dot = rest.find('.')) {
      keys_.push_back(rest.substr(0, dot));
      rest.erase(0, dot + 1);
    }
    keys_.push_back(rest);
  }

  Result<std::string> edited() {
    const auto documents = parse_yaml(bytes_);
    if (!documents) return std::unexpected(documents.error());
    if (documents->size() != 1) return by_hand("the file holds more than one document");
    const Node root = documents->front().root();
    if (!root.is_map()) return by_hand("the file is no map");
    const Node map = answer_.workload.empty() ? root : workload_of(root);
    const auto done = map.exists() ? put(map, 0) : add_workload(root);
    if (!done) return std::unexpected(done.error());
    std::string text;
    for (const std::string& line : lines_) text += line + "\n";
    return text;
  }

  // Says what to do where the file cannot be changed by itself.
  std::unexpected<Error> by_hand(const std::string& why) const {
    std::string line;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      line += (i == 0 ? "" : ": {") + keys_[i];
    }
    line += ": " + answer_.yaml + std::string(keys_.size() - 1, '}');
    const std::string where =
        answer_.workload.empty() ? "" : " to the workload " + presentable(answer_.workload, 80);
    return failure(ErrorKind::kInput, "the project file cannot be changed by itself: " + why, {},
                   "Add '" + line + "'" + where + " by hand.");
  }

 private:
  Node workload_of(Node root) const {
    for (const Node workload : root["workloads"]) {
      if (workload["name"].text() == answer_.workload) return workload;
    }
    return {};
  }

  std::string comment() const {
    return "answered " + to_string(answer_.on) +
           (answer_.by.empty() ? "" : " by " + presentable(answer_.by, 60));
  }

  bool is_in_brackets(Node map) const {
    return map.line() <= lines_.size() && map.column() <= lines_[map.line() - 1].size() &&
           lines_[map.line() - 1][map.column() - 1] == '{';
  }

  // Puts what follows from `keys_[at]` into a map of the file.
  Result<> put(Node map, std::size_t at) {
    const Node held = map[keys_[at]];
    if (at + 1 < keys_.size() && held.is_map() && held.size() > 0) return put(held, at + 1);
    if (held.exists()) return replace(held, at, is_in_brackets(map));
    if (is_in_brackets(map)) return add_in_brackets(map, at);
    add_block(end_of_block(lines_, map.begin() == map.end() ? map.line() : first_line(map),
                           first_column(map), false),
              first_column(map) - 1, at);
    return {};
  }

  static std::size_t first_line(Node map) { return (*map.begin()).key_line(); }
  static std::size_t first_column(Node map) { return (*map.begin()).key_column(); }

  // `a: {b: value}` for what follows from `keys_[at]`, as one text.
  std::string nested(std::size_t at) const {
    std::string text = answer_.yaml;
    for (std::size_t i = keys_.size(); i-- > at + 1;) text = "{" + keys_[i] + ": " + text + "}";
    return text;
  }

  Result<> replace(Node held, std::size_t at, bool in_brackets) {
    if (held.line() != held.key_line() || held.line() > lines_.size()) {
      return by_hand("the value of '" + keys_[at] + "' stands on lines of its own");
    }
    std::string& line = lines_[held.line() - 1];
    const std::size_t start = held.is_null() && held.text().empty()
                                  ? line.find(':', held.key_column() - 1) + 1
                                  : held.column() - 1;
    const std::size_t end = end_of_value(line, start, in_brackets);
    if (end == std::string::npos) {
      return by_hand("the value of '" + keys_[at] + "' goes over several lines");
    }
    const std::string before = trimmed_copy(line.substr(start, end - start));
    const bool has_comment = line.find(" #", end) != std::string::npos;
    line.replace(start, end - start, (line[start - 1] == ':' ? " " : "") + nested(at));
    const bool is_new = before != nested(at);
    line += (has_comment ? "; " : "  # ") + comment() +
            (before.empty() || !is_new ? "" : ", before: " + presentable(before, 120));
    return {};
  }

  static std::string trimmed_copy(const std::string& text) { return std::string(trimmed(text)); }

  Result<> add_in_brackets(Node map, std::size_t at) {
    std::string& line = lines_[map.line() - 1];
    const bool empty = map.size() == 0;
    line.insert(map.column(), keys_[at] + ": " + nested(at) + (empty ? "" : ", "));
    line += (line.find(" #") == std::string::npos ? "  # " : "; ") + keys_.back() + " " + comment();
    return {};
  }

  void add_block(std::size_t line, std::size_t indentation, std::size_t at) {
    std::vector<std::string> added;
    for (std::size_t i = at; i < keys_.size(); ++i) {
      const std::string lead(indentation + 2 * (i - at), ' ');
      added.push_back(lead + keys_[i] + ":");
    }
    added.back() += " " + answer_.yaml + "  # " + comment();
    lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(line), added.begin(), added.end());
  }

  Result<> add_workload(Node root) {
    const Node list = root["workloads"];
    const std::string name = "- name: " + yaml_text(answer_.workload);
    if (!list.exists()) {
      lines_.emplace_back("workloads:");
      lines_.push_back("  " + name);
      add_block(lines_.size(), 4, 0);
      return {};
    }
    const bool in_brackets = list.line() > lines_.size() ||
                             list.column() > lines_[list.line() - 1].size() ||
                             lines_[list.line() - 1][list.column() - 1] != '-';
    if (in_brackets) return by_hand("the list of workloads stands in brackets");
    const std::size_t end = end_of_block(lines_, list.line(), list.column(), true);
    const std::size_t indentation = list.column() - 1;
    lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(end),
                  std::string(indentation, ' ') + name);
    add_block(end + 1, indentation + 2, 0);
    return {};
  }

  const std::string& bytes_;
  const GivenAnswer& answer_;
  std::vector<std::string> lines_;
  std::vector<std::string> keys_;
};

// What a file states, without where: by fact, as text.
std::vector<std::string> statements(const Facts& facts, const std::string& who) {
  std::vector<std::string> all;
  for (const auto& [fact, known] : facts.all()) {
    for (const Held& held : known.held) {
      all.push_back(who + "\n" + std::to_string(fact) + "\n" + to_string(held.value));
    }
  }
  return all;
}

// What is no fact: names, where evidence lies, which observations belong to a workload.
std::vector<std::string> statements(const Matches& matches, const std::string& who) {
  std::vector<std::string> all;
  for (const std::string& path : matches.paths) all.push_back(who + " path " + path);
  for (const auto* maps : {&matches.within, &matches.tags}) {
    for (const auto& [key, values] : *maps) {
      for (const std::string& value : values) all.push_back(who + " " + key + " = " + value);
    }
  }
  return all;
}

std::vector<std::string> statements(const Project& project) {
  std::vector<std::string> all = statements(project.facts, "");
  all.push_back("named " + project.name);
  for (const std::string& path : project.evidence.value_or(std::vector<std::string>{"absent"})) {
    all.push_back("evidence " + path);
  }
  for (const StatedWorkload& workload : project.workloads) {
    for (std::string& one : statements(workload.facts, "w " + workload.name)) {
      all.push_back(std::move(one));
    }
    for (std::string& one : statements(workload.matches, workload.name)) {
      all.push_back(std::move(one));
    }
  }
  std::ranges::sort(all);
  return all;
}

// Whether nothing but the answer's fact differs.
bool differs_by_answer_only(const Project& before, const Project& after,
                            const GivenAnswer& answer) {
  const std::string who = answer.workload.empty() ? "" : "w " + answer.workload;
  const std::string about = who + "\n" + std::to_string(answer.fact) + "\n";
  const auto others = [&](const Project& project) {
    std::vector<std::string> all = statements(project);
    std::erase_if(all, [&](const std::string& one) { return one.starts_with(about); });
    return all;
  };
  const auto stated = statements(after);
  return others(before) == others(after) && std::ranges::count_if(stated, [&](const auto& one) {
                                              return one.starts_with(about);
                                            }) == 1;
}

}  // namespace

Result<std::string> with_answer(const std::string& bytes, const GivenAnswer& answer,
                                const Vocabulary& vocabulary) {
  const auto before = read_project_file("fundable.yaml", bytes, vocabulary);
  if (!before) return std::unexpected(before.error());
  Editor editor(bytes, answer, vocabulary);
  auto text = editor.edited();
  if (!text) return text;
  const auto after = read_project_file("fundable.yaml", *text, vocabulary);
  if (!after || !differs_by_answer_only(*before, *after, answer)) {
    return editor.by_hand("something else of it would change");
  }
  return text;
}

std::string yaml_text(std::string_view text) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  if (!text.empty() && std::ranges::all_of(text, is_plain)) {
    const std::string word = lowered(std::string(text));
    for (const char* taken : {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}) {
      if (word == taken) return "\"" + std::string(text) + "\"";
    }
    return std::string(text);
  }
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return quoted + "\"";
}

std::string new_project_file(std::string_view project) {
  return "fundable: 1\nproject: " + yaml_text(project) + "\n";
}

}  // namespace fundable
