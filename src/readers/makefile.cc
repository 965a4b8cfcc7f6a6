// Reads makefiles and justfiles: the commands of their recipes.
//
// A recipe is a shell's text behind a tab (spaces in a justfile); the rest is rules and variables.
// The file is turned into a script line by line, so that places stay: recipes lose their `@` and
// `-`, assignments become those of a shell, everything else a blank line. `$(NAME)` is a variable
// in make and a substitution in a shell, so it is rewritten.
#include <array>

#include "base/text.h"
#include "readers/file/file.h"
#include "readers/shell/command.h"

namespace fundable {
namespace {

bool is_justfile(std::string_view name) { return name == "justfile" || name == ".justfile"; }

bool recognises(const EvidenceFile& head) {
  const std::string name = file_name_of(head.path);
  return name == "makefile" || name == "gnumakefile" || name == "makefile.am" ||
         name == "makefile.in" || name.ends_with(".mk") || is_justfile(name);
}

bool is_variable_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// `$(NAME)` → `${NAME}`, `$$` → `$`, just's `{{name}}` → `${name}`.
std::string as_shell(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    const bool is_make = rest.starts_with("$(");
    if (rest.starts_with("$$")) {
      out += '$';
      ++at;
      continue;
    }
    if (is_make || rest.starts_with("{{")) {
      const std::string_view inside = rest.substr(2, rest.find_first_of(")}", 2) - 2);
      const std::string_view name = trimmed(inside);
      bool is_name = !name.empty() && inside.size() < rest.size() - 2;
      for (const char c : name) is_name = is_name && is_variable_char(c);
      if (is_name) {
        out += "${" + std::string(name) + "}";
        at += inside.size() + (is_make ? 2 : 3);
        continue;
      }
    }
    out += text[at];
  }
  return out;
}

// `NAME := value` → `NAME="value"`; empty where the line is no assignment.
std::string assignment(std::string_view line) {
  std::size_t end = 0;
  while (end < line.size() && is_variable_char(line[end])) ++end;
  const std::string_view name = line.substr(0, end);
  std::string_view rest = trimmed(line.substr(end));
  while (!rest.empty() && std::string_view("?:+").contains(rest[0])) rest.remove_prefix(1);
  if (name.empty() || !rest.starts_with('=')) return {};
  std::string value(trimmed(rest.substr(1)));
  if (value.find_first_of("\"'\\`") != value.npos) return {};
  return std::string(name) + "=\"" + value + '"';
}

std::string script_of(std::string_view text, bool is_just) {
  std::string script;
  bool goes_on = false;
  for (const std::string_view line : split(text, '\n')) {
    const bool is_recipe = line.starts_with('\t') || (is_just && line.starts_with(' ')) || goes_on;
    if (is_recipe) {
      std::string_view command = trimmed(line);
      while (!goes_on && !command.empty() && std::string_view("@-+").contains(command[0])) {
        command = trimmed(command.substr(1));
      }
      script += as_shell(command);
      goes_on = command.ends_with('\\');
    } else {
      script += as_shell(assignment(trimmed(line)));
    }
    script += '\n';
  }
  return script;
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  if (auto checked = check_size(file, limits); !checked) return std::unexpected(checked.error());
  Reading reading;
  const std::string script = script_of(file.bytes, is_justfile(file_name_of(file.path)));
  for (const shell::Command& command : shell::known_commands(script)) {
    reading.observations.push_back(shell::observation_of(command, file.path));
  }
  return reading;
}

}  // namespace

extern const Reader makefile;
const Reader makefile{
    .name = "makefile",
    .reads = "makefiles and justfiles, the commands of their recipes",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
