// The rules of the house, checked on the source tree itself: includes go down, files and functions
// are small, a third-party header has one door, documents name what exists.
//
// Each check takes text and returns complaints, `path:line: sentence`; the tests below run it over
// the tree, and once over a small sample that breaks the rule, so that no check passes by not
// looking. Braces are counted, not parsed: comments, literals and preprocessor lines are blanked
// first, and that is exact enough for code that clang-format wrote.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "tests/house/tree.h"

namespace fundable::house {
namespace {

constexpr std::size_t kFileLines = 500;
constexpr std::size_t kFunctionLines = 70;

// A folder of src/ may include itself and every folder of a smaller level.
const std::map<std::string, int, std::less<>> kLevels{
    {"base", 0},     {"model", 1},   {"readers", 2}, {"bills", 2},  {"discovery", 2},
    {"programs", 2}, {"project", 2}, {"views", 2},   {"sizing", 2}, {"documents", 2},
    {"filing", 2},   {"app", 3},     {"cli", 4},     {"serve", 4},  {"main.cc", 5}};

struct Include {
  std::size_t line;
  bool quoted;
  std::string header;
};

std::vector<Include> includes(const File& file) {
  std::vector<Include> found;
  std::istringstream lines(file.text);
  std::string text;
  for (std::size_t line = 1; std::getline(lines, text); ++line) {
    if (!text.starts_with("#include ")) continue;
    const std::string_view what = trimmed(std::string_view(text).substr(9));
    const std::size_t end = what.find_first_of(">\"", 1);
    if (end == std::string_view::npos) continue;
    found.push_back({line, what[0] == '"', std::string(what.substr(1, end - 1))});
  }
  return found;
}

// --- Includes ---

Complaints includes_that_do_not_go_down(const File& file) {
  const std::string own(split(std::string_view(file.path).substr(4), '/')[0]);
  const auto level = kLevels.find(own);
  if (level == kLevels.end()) {
    return {complaint(file.path, 1, "src/" + own + " has no level; give it one in house_test.cc")};
  }
  Complaints all;
  for (const Include& include : includes(file)) {
    if (!include.quoted) continue;
    const std::string target(split(include.header, '/')[0]);
    const auto below = kLevels.find(target);
    if (below == kLevels.end()) {
      all.push_back(complaint(file.path, include.line,
                              "\"" + include.header +
                                  "\" is no path from src/; third-party headers"
                                  " stand in angle brackets"));
    } else if (target != own && below->second >= level->second) {
      all.push_back(complaint(file.path, include.line,
                              own + " (level " + std::to_string(level->second) + ") includes " +
                                  target + " (level " + std::to_string(below->second) +
                                  "); what both need is a noun in model"));
    }
  }
  return all;
}

bool is_of_the_system(std::string_view header) {
  static const std::set<std::string_view> kPosix{"dirent.h",  "dlfcn.h",   "fcntl.h", "netdb.h",
                                                 "poll.h",    "pthread.h", "pwd.h",   "spawn.h",
                                                 "strings.h", "termios.h", "unistd.h"};
  const bool standard = !header.contains('.') && !header.contains('/');
  const bool posix = header.starts_with("sys/") || header.starts_with("netinet/") ||
                     header.starts_with("arpa/") || kPosix.contains(header);
  return standard || posix;
}

// A web framework fills a folder; any other library has one file that knows it.
std::string door(const std::string& header, const std::string& path) {
  return header.starts_with("boost/") ? fs::path(path).parent_path().generic_string() : path;
}

Complaints third_party_headers_with_two_doors(const std::vector<File>& files) {
  std::map<std::string, std::string> first_door;
  Complaints all;
  for (const File& file : files) {
    for (const Include& include : includes(file)) {
      if (include.quoted || is_of_the_system(include.header)) continue;
      const std::string here = door(include.header, file.path);
      const auto known = first_door.try_emplace(include.header, here).first;
      if (known->second == here) continue;
      all.push_back(complaint(file.path, include.line,
                              "<" + include.header + "> is already included by " + known->second +
                                  "; go through that file"));
    }
  }
  return all;
}

// --- Sizes ---

Complaints files_that_are_long(const File& file) {
  const auto lines = static_cast<std::size_t>(std::ranges::count(file.text, '\n'));
  if (lines <= kFileLines) return {};
  return {complaint(file.path, lines,
                    std::to_string(lines) + " lines; at most " + std::to_string(kFileLines) +
                        ", so it is two files")};
}

// Whether a brace after this text opens a function's body rather than a type or an initialiser.
bool heads_function(std::string_view head) {
  static const std::set<std::string, std::less<>> kScopes{"namespace", "class", "struct", "union",
                                                          "enum"};
  const std::size_t parameters = head.find('(');
  if (parameters == std::string_view::npos) return false;
  int angles = 0;
  std::string word;
  for (const char c : head.substr(0, parameters)) {
    angles += c == '<' ? 1 : c == '>' ? -1 : 0;
    if (is_name_char(c)) {
      word.push_back(c);
    } else {
      if (angles <= 0 && kScopes.contains(word)) return false;
      word.clear();
    }
  }
  return true;
}

struct Block {
  std::size_t line = 0;
  bool is_function = false;
  std::string head;
};

// The blocks of the file that end, in order of their ends, with the text that stands before each.
std::vector<std::pair<Block, std::size_t>> closed_blocks(std::string_view text) {
  std::vector<std::pair<Block, std::size_t>> closed;
  std::vector<Block> open;
  std::string head;
  int parentheses = 0;
  std::size_t line = 1;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (c == '\n') ++line;
    if (c == '{') {
      const bool inside = std::ranges::any_of(open, &Block::is_function);
      open.push_back({line, !inside && parentheses == 0 && heads_function(head), head});
      head.clear();
    } else if (c == '}' && !open.empty()) {
      // `: a_{1}, b_{2} {`: the braces of a member's value do not end a constructor's head.
      const std::size_t next = text.find_first_not_of(" \n", at + 1);
      const bool goes_on =
          next != std::string_view::npos && (text[next] == ',' || text[next] == '{');
      head = goes_on ? open.back().head : "";
      closed.emplace_back(std::move(open.back()), line);
      open.pop_back();
    } else if (c == ';') {
      head.clear();
    } else {
      head.push_back(c);
    }
  }
  return closed;
}

Complaints functions_that_are_long(const File& file) {
  Complaints all;
  for (const auto& [block, end] : closed_blocks(blanked(file.text))) {
    const std::size_t lines = end - block.line + 1;
    if (!block.is_function || lines <= kFunctionLines) continue;
    all.push_back(complaint(file.path, block.line,
                            "a function of " + std::to_string(lines) + " lines; at most " +
                                std::to_string(kFunctionLines) + ", and mostly under 10"));
  }
  return all;
}

// --- Results ---

// Whether a declaration returns a Result by value and nothing makes the caller look at it.
bool drops_result(std::string_view declaration) {
  static const std::set<std::string_view> kSpecifiers{
      "",        "public:", "private:",  "protected:", "static",
      "virtual", "inline",  "constexpr", "friend"};
  if (declaration.starts_with("template")) {
    declaration = trimmed(declaration.substr(declaration.find('>') + 1));
  }
  std::size_t at = declaration.find("Result<");
  if (at == std::string_view::npos) return false;
  std::string before(declaration.substr(0, at));
  std::ranges::replace(before, '\n', ' ');
  for (const std::string_view word : split(before, ' ')) {
    if (!kSpecifiers.contains(word)) return false;
  }
  at += 7;
  for (int angles = 1; at < declaration.size() && angles > 0; ++at) {
    angles += declaration[at] == '<' ? 1 : declaration[at] == '>' ? -1 : 0;
  }
  const std::string_view rest = trimmed(declaration.substr(at));
  const auto name_end = std::ranges::find_if_not(rest, is_name_char);
  return name_end != rest.begin() && name_end != rest.end() && *name_end == '(';
}

Complaints results_that_may_be_dropped(const File& header) {
  const std::string text = blanked(header.text);
  Complaints all;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find_first_of(";{}", start), text.size());
    const std::string_view declaration = trimmed(std::string_view(text).substr(start, end - start));
    if (drops_result(declaration)) {
      const auto line = 1 + std::count(text.data(), declaration.data(), '\n');
      all.push_back(complaint(header.path, static_cast<std::size_t>(line),
                              "returns a Result without [[nodiscard]]"));
    }
    start = end + 1;
  }
  return all;
}

// --- Words and paths ---

// Where `word` stands in `text` with no name character (or dot) right before or after it.
std::size_t find_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool starts = at == 0 || (!is_name_char(text[at - 1]) && text[at - 1] != '.');
    const bool ends = word.back() == '/' || end == text.size() || !is_name_char(text[end]);
    if (starts && ends) return at;
  }
  return std::string_view::npos;
}

Complaints words_that_must_not_stand(const File& file) {
  // In two halves each, so that this file does not hold them.
  static const std::map<std::string, std::string> kWords{
      {"TO"
       "DO",
       "says that something is unfinished: finish it, or write an issue"},
      {"FIX"
       "ME",
       "says that something is unfinished: finish it, or write an issue"},
      {"/wo"
       "rk/",
       "is a path of one machine"},
      {"/ro"
       "ot/",
       "is a path of one machine"},
      {"/ho"
       "me/",
       "is a path of one machine"},
      {"registry.npm"
       "js.org",
       "is a package registry: the user's own settings name it"},
      {"py"
       "pi.org",
       "is a package registry: the user's own settings name it"},
      {"deb.deb"
       "ian.org",
       "is a package registry: the user's own settings name it"}};
  Complaints all;
  for (const auto& [word, says] : kWords) {
    const std::size_t at = find_word(file.text, word);
    if (at == std::string_view::npos) continue;
    const auto line = 1 + std::count(file.text.data(), file.text.data() + at, '\n');
    all.push_back(complaint(file.path, static_cast<std::size_t>(line), "`" + word + "` " + says));
  }
  return all;
}

Complaints folders_without_a_meaning(const std::vector<std::string>& folders) {
  static const std::set<std::string> kNames{"util",    "utils",   "common", "core",
                                            "helpers", "manager", "misc"};
  Complaints all;
  for (const std::string& folder : folders) {
    if (!kNames.contains(fs::path(folder).filename().string())) continue;
    all.push_back(complaint(folder, 1, "a folder is named after what it holds"));
  }
  return all;
}

// A path that a document means, seen from the root; none where the text is no such path.
std::optional<std::string> meant_path(std::string_view text, const Tree& all) {
  if (text.starts_with("./")) text.remove_prefix(2);
  while (!text.empty() && (text.back() == '.' || text.back() == ',' || text.back() == '/')) {
    text.remove_suffix(1);
  }
  const bool plain = std::ranges::all_of(
      text, [](char c) { return is_name_char(c) || c == '.' || c == '/' || c == '-'; });
  const bool stands_for_any = text.contains("NAME") || text.contains("..");
  if (text.empty() || !plain || stands_for_any) return std::nullopt;
  const std::string top(split(text, '/')[0]);
  const bool in_folder = text.contains('/') && std::ranges::binary_search(all.folders, top);
  const bool at_top = !text.contains('/') && (text.ends_with(".md") || text.starts_with("CMake"));
  return in_folder || at_top ? std::optional(std::string(text)) : std::nullopt;
}

// The parts of a line that name things: code in backticks, link targets; in a fence all of it.
std::vector<std::string> named_in(std::string_view line, bool fenced) {
  std::string named = fenced ? std::string(line) : "";
  bool code = false;
  for (const std::string_view part : split(line, '`')) {
    if (code && !fenced) named += " " + std::string(part);
    code = !code;
  }
  for (std::size_t at = line.find("]("); at != std::string_view::npos;
       at = line.find("](", at + 2)) {
    named += " " + std::string(line.substr(at + 2, line.find_first_of(")#", at) - at - 2));
  }
  std::istringstream words(named);
  return {std::istream_iterator<std::string>(words), {}};
}

Complaints paths_that_do_not_exist(const File& document, const Tree& all) {
  const fs::path root = FUNDABLE_ROOT;
  const fs::path folder = (root / document.path).parent_path();
  Complaints complaints;
  std::istringstream lines(document.text);
  std::string text;
  bool fenced = false;
  for (std::size_t line = 1; std::getline(lines, text); ++line) {
    if (text.starts_with("```")) fenced = !fenced;
    for (const std::string& word : named_in(text, fenced)) {
      const auto path = meant_path(word, all);
      if (!path || fs::exists(root / *path) || fs::exists(folder / word)) continue;
      complaints.push_back(complaint(document.path, line, "`" + *path + "` does not exist"));
    }
  }
  return complaints;
}

bool is_document(const File& file) {
  const bool at_top = !file.path.contains('/');
  const bool in_docs = file.path.starts_with("docs/") && !file.path.substr(5).contains('/');
  return file.path.ends_with(".md") && (at_top || in_docs);
}

// --- The tests ---

void expect_none(const std::vector<File>& files, Complaints (*check)(const File&)) {
  ASSERT_FALSE(files.empty());
  for (const File& file : files) {
    for (const std::string& says : check(file)) ADD_FAILURE() << says;
  }
}
void expect_none(const Complaints& complaints) {
  for (const std::string& says : complaints) ADD_FAILURE() << says;
}

TEST(House, IncludesGoDown) { expect_none(code("src/"), includes_that_do_not_go_down); }
TEST(House, SeesAnIncludeThatGoesUp) {
  const auto complaints = [](std::string path, std::string header) {
    return includes_that_do_not_go_down({std::move(path), "#include \"" + header + "\"\n"}).size();
  };
  EXPECT_EQ(complaints("src/base/a.cc", "model/fact.h"), 1U);
  EXPECT_EQ(complaints("src/readers/a.cc", "programs/verdict.h"), 1U);
  EXPECT_EQ(complaints("src/app/a.cc", "fmt.h"), 1U);
  EXPECT_EQ(complaints("src/newcomer/a.cc", "base/text.h"), 1U);
  EXPECT_EQ(complaints("src/app/a.cc", "programs/verdict.h"), 0U);
  EXPECT_EQ(complaints("src/main.cc", "cli/assess.h"), 0U);
}

TEST(House, AThirdPartyHeaderHasOneDoor) {
  expect_none(third_party_headers_with_two_doors(code("src/")));
}
TEST(House, SeesASecondDoor) {
  const std::string yaml = "#include <string>\n#include <sys/stat.h>\n#include <yaml.h>\n";
  const std::string web = "#include <boost/beast.hpp>\n";
  EXPECT_EQ(third_party_headers_with_two_doors({{"src/base/a.cc", yaml}, {"src/base/b.cc", yaml}}),
            Complaints{"src/base/b.cc:3: <yaml.h> is already included by src/base/a.cc; go through "
                       "that file"});
  EXPECT_TRUE(third_party_headers_with_two_doors({{"src/serve/a.cc", web}, {"src/serve/b.cc", web}})
                  .empty());
}

TEST(House, FilesAreShort) {
  for (const char* folder : {"src/", "tests/", "fuzz/", "bench/"}) {
    for (const File& file : code(folder)) expect_none(files_that_are_long(file));
  }
}
TEST(House, SeesALongFile) {
  EXPECT_TRUE(files_that_are_long({"a.cc", std::string(500, '\n')}).empty());
  EXPECT_EQ(files_that_are_long({"a.cc", std::string(501, '\n')}).size(), 1U);
}

TEST(House, FunctionsAreShort) { expect_none(code(""), functions_that_are_long); }
TEST(House, SeesALongFunction) {
  const auto complaints = [](const std::string& head, std::size_t lines) {
    const std::string body = head + "{\n" + std::string(lines - 2, '\n') + "}\n";
    return functions_that_are_long({"a.cc", "namespace {\n" + body + "}\n"}).size();
  };
  EXPECT_EQ(complaints("int f(struct stat* s) ", 70), 0U);
  EXPECT_EQ(complaints("int f(struct stat* s) ", 71), 1U);
  EXPECT_EQ(complaints("template <class T> Result<> f(T t) const ", 71), 1U);
  EXPECT_EQ(complaints("A::A(int b) : b_{b}, c_{} ", 71), 1U);
  EXPECT_EQ(complaints("class A : public B ", 71), 0U);
  EXPECT_EQ(complaints("const Table kTable", 71), 0U);
  EXPECT_EQ(complaints("// {\nconst char* s = R\"x({\"{)x\", c = '{', n = 1'000; void f() ", 71),
            1U);
}

TEST(House, AResultCannotBeDropped) {
  std::vector<File> headers = code("src/");
  std::erase_if(headers, [](const File& file) { return !file.path.ends_with(".h"); });
  expect_none(headers, results_that_may_be_dropped);
}
TEST(House, SeesAResultThatMayBeDropped) {
  const auto complaints = [](const std::string& text) {
    return results_that_may_be_dropped({"a.h", text}).size();
  };
  EXPECT_EQ(complaints("// Errors: kInput.\nResult<std::vector<int>> read(int a);"), 1U);
  EXPECT_EQ(complaints("class A {\n public:\n  static Result<> read();\n};"), 1U);
  EXPECT_EQ(complaints("template <class T>\nResult<T> read();"), 1U);
  EXPECT_EQ(complaints("[[nodiscard]] Result<int> read(Result<int> a);"), 0U);
  EXPECT_EQ(complaints("struct A {\n  Result<int> (*read)(int a);\n  Result<int> last;\n};"), 0U);
}

TEST(House, NothingIsUnfinishedOrOfOneMachine) {
  expect_none(tree().files, words_that_must_not_stand);
}
TEST(House, SeesAWordThatMustNotStand) {
  const auto complaints = [](const std::string& text) {
    return words_that_must_not_stand({"a.cc", text}).size();
  };
  EXPECT_EQ(complaints("\n// TO"
                       "DO: more"),
            1U);
  EXPECT_EQ(complaints("cd /wo"
                       "rk/main"),
            1U);
  EXPECT_EQ(complaints("net/wo"
                       "rk/ NOTO"
                       "DOS /wo"
                       "rkers"),
            0U);
}

TEST(House, FoldersAreNamedAfterWhatTheyHold) {
  expect_none(folders_without_a_meaning(tree().folders));
  EXPECT_EQ(folders_without_a_meaning({"src/base", "src/common", "web/src/util"}).size(), 2U);
}

TEST(House, DocumentsNameWhatExists) {
  for (const File& file : tree().files) {
    if (is_document(file)) expect_none(paths_that_do_not_exist(file, tree()));
  }
}
TEST(House, SeesAPathThatDoesNotExist) {
  const auto complaints = [](const std::string& text) {
    return paths_that_do_not_exist({"README.md", text}, tree()).size();
  };
  EXPECT_EQ(complaints("See `tests/nowhere.cc`.\n"), 1U);
  EXPECT_EQ(complaints("See [there](tests/nowhere.md#part), [here](tests/CMakeLists.txt).\n"), 1U);
  EXPECT_EQ(complaints("```sh\n./tests/nowhere --now\n```\n"), 1U);
  EXPECT_EQ(complaints("`src/readers/NAME.cc`, `tests/`, `and/or`, tests/unquoted.cc\n"), 0U);
}

}  // namespace
}  // namespace fundable::house
