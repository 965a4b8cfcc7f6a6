// The source tree as the house test sees it: every tracked text file, and C++ with all that is not
// code blanked out.
#pragma once

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fundable::house {

namespace fs = std::filesystem;

struct File {
  std::string path;  // relative to the root, `/` between parts
  std::string text;
};
using Complaints = std::vector<std::string>;

inline std::string complaint(const std::string& path, std::size_t line, const std::string& says) {
  return path + ":" + std::to_string(line) + ": " + says;
}

inline bool is_code(std::string_view path) { return path.ends_with(".cc") || path.ends_with(".h"); }
inline bool is_name_char(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// --- The tree ---

// What .gitignore leaves out: `/build/` at the top, `node_modules/` anywhere.
class Ignored {
 public:
  explicit Ignored(const fs::path& root) {
    std::ifstream file(root / ".gitignore");
    for (std::string line; std::getline(file, line);) {
      if (!line.empty() && line.back() == '/') line.pop_back();
      if (!line.empty() && line.front() != '#') entries_.insert(line);
    }
  }
  bool holds(const std::string& path, const std::string& name) const {
    return name == ".git" || entries_.contains("/" + path) || entries_.contains(name);
  }

 private:
  std::set<std::string> entries_;
};

struct Tree {
  std::vector<File> files;           // text files only, by path
  std::vector<std::string> folders;  // by path
};

inline std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline Tree read_tree() {
  const fs::path root = FUNDABLE_ROOT;
  const Ignored ignored(root);
  Tree tree;
  for (auto entry = fs::recursive_directory_iterator(root);
       entry != fs::recursive_directory_iterator(); ++entry) {
    const std::string path = fs::relative(entry->path(), root).generic_string();
    if (ignored.holds(path, entry->path().filename().string())) {
      entry.disable_recursion_pending();
    } else if (entry->is_directory()) {
      tree.folders.push_back(path);
    } else if (std::string text = content(entry->path()); !text.contains('\0')) {
      tree.files.push_back({path, std::move(text)});
    }
  }
  std::ranges::sort(tree.files, {}, &File::path);
  std::ranges::sort(tree.folders);
  return tree;
}

inline const Tree& tree() {
  static const Tree kTree = read_tree();
  return kTree;
}

// The C++ files whose path starts with `prefix`.
inline std::vector<File> code(std::string_view prefix) {
  std::vector<File> found;
  std::ranges::copy_if(tree().files, std::back_inserter(found), [&](const File& file) {
    return file.path.starts_with(prefix) && is_code(file.path);
  });
  return found;
}

// --- Reading C++ roughly ---

// The end of the literal that opens at `at`, one past its closing quote.
inline std::size_t end_of_literal(std::string_view text, std::size_t at) {
  const char quote = text[at];
  if (quote == '"' && at > 0 && text[at - 1] == 'R') {
    const std::size_t open = text.find('(', at);
    const std::string close = ")" + std::string(text.substr(at + 1, open - at - 1)) + "\"";
    const std::size_t end = text.find(close, open);
    return end == std::string_view::npos ? text.size() : end + close.size();
  }
  for (++at; at < text.size() && text[at] != quote && text[at] != '\n'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return std::min(at + 1, text.size());
}

// The end of the comment, literal or preprocessor line that starts at `at`; `at` where none does.
inline std::size_t end_of_blank(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  const auto until = [&](std::string_view mark, std::size_t extra) {
    const std::size_t end = text.find(mark, at + 1);
    return end == std::string_view::npos ? text.size() : end + extra;
  };
  const bool starts_line = at == 0 || text[at - 1] == '\n';
  if (rest.starts_with("//") || (starts_line && rest.starts_with('#'))) return until("\n", 0);
  if (rest.starts_with("/*")) return until("*/", 2);
  const bool separates_digits = rest[0] == '\'' && at > 0 && is_name_char(text[at - 1]);
  const bool quoted = (rest[0] == '"' || rest[0] == '\'') && !separates_digits;
  return quoted ? end_of_literal(text, at) : at;
}

// The same text with everything that is not code turned into spaces; lines stay.
inline std::string blanked(std::string_view text) {
  std::string out(text);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = end_of_blank(text, at);
    for (std::size_t i = at; i < end; ++i) {
      if (out[i] != '\n') out[i] = ' ';
    }
    at = std::max(end, at + 1);
  }
  return out;
}

}  // namespace fundable::house
