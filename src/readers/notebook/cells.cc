// Cells of code are Python with IPython's additions, which stand at the start of a line: `!command`
// runs a shell, `%name` does something to the session, and `%%name` in a cell's first line takes
// the whole cell. What they say in shell is kept as scripts; `%pip install` is one, too. A cell
// that is written to a file (`%%writefile train.py`) counts as code where that is Python, since it
// is run later. Cells of other languages are left out.
#include "readers/notebook/cells.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>

#include "base/text.h"

namespace fundable::jupyter {
namespace {

std::string_view first_word(std::string_view text) {
  return text.substr(0, std::min(text.find_first_of(" \t\r\n"), text.size()));
}

enum class CellKind : std::uint8_t { kPython, kShell, kOther };

// By the magic in the first line.
CellKind kind_of(std::string_view first_line) {
  static constexpr auto kPythonMagics = std::to_array<std::string_view>(
      {"time", "timeit", "capture", "python", "python3", "pyspark", "spark", "local", "prun",
       "skip", "add_to", "ipytest", "opts", "memit"});
  static constexpr auto kShells =
      std::to_array<std::string_view>({"bash", "sh", "shell", "!", "system", "sx"});
  if (!first_line.starts_with("%%")) return CellKind::kPython;
  const std::string_view magic = first_word(first_line.substr(2));
  const std::string_view rest = trimmed(first_line.substr(2 + magic.size()));
  if (is_one_of(magic, kShells)) return CellKind::kShell;
  if (magic == "script") {
    return is_one_of(first_word(rest), kShells) ? CellKind::kShell : CellKind::kOther;
  }
  if (magic == "writefile" || magic == "file") {
    return rest.ends_with(".py") ? CellKind::kPython : CellKind::kOther;
  }
  return is_one_of(magic, kPythonMagics) ? CellKind::kPython : CellKind::kOther;
}

bool starts_name(std::string_view text) {
  return !text.empty() && std::isalpha(static_cast<unsigned char>(text[0])) != 0;
}

// The shell command of a line of IPython; empty text where the line does something else that is no
// Python; none where it is Python.
std::optional<std::string_view> addition(std::string_view line) {
  static constexpr auto kShellMagics =
      std::to_array<std::string_view>({"sh", "bash", "system", "sx"});
  line = trimmed(line);
  // `files = !ls`
  const std::size_t equals = line.find('=');
  if (equals != std::string_view::npos && equals + 1 < line.size() && line[equals + 1] != '=') {
    const std::string_view value = trimmed(line.substr(equals + 1));
    const bool is_plain = line.substr(0, equals).find_first_of("\"'(#") == std::string_view::npos;
    if (is_plain && (value.starts_with('!') || value.starts_with('%'))) line = value;
  }
  if (line.starts_with('!')) {
    return trimmed(line.substr(std::min(line.find_first_not_of('!'), line.size())));
  }
  if (line.starts_with('?') || (line.ends_with('?') && !line.contains('#'))) return "";
  if (!line.starts_with('%') || !starts_name(line.substr(1))) return std::nullopt;
  const std::string_view command = line.substr(1);
  const std::string_view magic = first_word(command);
  if (magic == "pip") return command;
  return is_one_of(magic, kShellMagics) ? trimmed(command.substr(magic.size())) : "";
}

class Joiner {
 public:
  void add(std::uint32_t number, const std::string& source) {
    code_.cells.push_back({number, lines_});
    const auto lines = split(source, '\n');
    const CellKind kind = kind_of(trimmed(lines[0]));
    if (kind == CellKind::kOther) {
      code_.skipped.push_back(
          {code_.locator(lines_ + 1),
           "a cell of another language: " + presentable(first_word(trimmed(lines[0])), 40)});
      code_.cells.pop_back();
      return;
    }
    if (kind == CellKind::kShell) {
      add_script(source.substr(std::min(lines[0].size(), source.size())), lines_);
      for (std::size_t i = 0; i < lines.size(); ++i) add_line("");
      return;
    }
    add_python(lines);
  }

  Code take() { return std::move(code_); }

 private:
  void add_line(std::string_view line) {
    code_.python += line;
    code_.python += '\n';
    ++lines_;
  }

  void add_script(std::string text, std::uint32_t lines_before) {
    code_.scripts.push_back({std::move(text), lines_before});
  }

  void add_python(const std::vector<std::string_view>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool is_cell_magic = i == 0 && trimmed(lines[i]).starts_with("%%");
      const auto command = is_cell_magic ? std::optional<std::string_view>("") : addition(lines[i]);
      if (!command) {
        add_line(lines[i]);
        continue;
      }
      const std::size_t indent = std::min(lines[i].find_first_not_of(" \t"), lines[i].size());
      const std::uint32_t before = lines_;
      std::string script(*command);
      add_line(std::string(lines[i].substr(0, indent)) + "pass");
      while (!script.empty() && script.ends_with('\\') && i + 1 < lines.size()) {
        script += '\n';
        script += lines[++i];
        add_line("");
      }
      if (!script.empty()) add_script(std::move(script), before);
    }
  }

  Code code_;
  std::uint32_t lines_ = 0;
};

// A cell's source is a text or a list of lines with their ends.
std::string source_of(Node cell) {
  const Node source = cell["source"].exists() ? cell["source"] : cell["input"];
  if (source.is_scalar()) return std::string(source.text());
  std::string text;
  for (const Node line : source) text += line.text();
  return text;
}

std::string_view language_of(Node root) {
  const Node metadata = root["metadata"];
  for (const Node name : {metadata["language_info"]["name"], metadata["kernelspec"]["language"],
                          metadata["language"]}) {
    if (name.is_scalar() && !name.text().empty()) return name.text();
  }
  return "python";
}

void join(Node cells, std::uint32_t& number, Joiner& joiner) {
  for (const Node cell : cells) {
    ++number;
    if (cell["cell_type"].text() != "code") continue;
    const std::string source = source_of(cell);
    if (!trimmed(source).empty()) joiner.add(number, source);
  }
}

}  // namespace

std::string Code::locator(std::uint32_t line) const {
  const auto after = std::ranges::upper_bound(cells, line - 1, {}, &Cell::lines_before);
  if (after == cells.begin()) return "line " + std::to_string(line);
  const Cell& cell = *(after - 1);
  return "cell " + std::to_string(cell.number) + " line " +
         std::to_string(line - cell.lines_before);
}

Result<Code> code_of(Node root) {
  const bool is_old = root["worksheets"].is_list();
  if (!root["cells"].is_list() && !is_old) {
    return failure(ErrorKind::kInput, "no Jupyter notebook: it has no list of cells");
  }
  const std::string language = lowered(language_of(root));
  if (!language.starts_with("python") && !language.starts_with("ipython") &&
      language != "pyspark") {
    return failure(ErrorKind::kInput,
                   "a notebook in " + presentable(language, 40) + "; only Python is read");
  }
  Joiner joiner;
  std::uint32_t number = 0;
  join(root["cells"], number, joiner);
  for (const Node sheet : root["worksheets"]) join(sheet["cells"], number, joiner);
  return joiner.take();
}

}  // namespace fundable::jupyter
