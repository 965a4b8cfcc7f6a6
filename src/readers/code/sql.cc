// No grammar of SQL: dialects differ, and only few statements matter here. The text is cut into
// words, and words are compared where a statement begins with `create` or `alter`:
//   CREATE EXTENSION [IF NOT EXISTS] name   what a database is extended by: vector
//   CREATE INDEX … USING method             hnsw, ivfflat
//   … column vector(n) …                    a column of embeddings
#include "readers/code/sql.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"

namespace fundable::code {
namespace {

constexpr std::size_t kMostStatements = 200;
constexpr std::size_t kMostWords = 4'000;  // of one statement

struct Word {
  std::string_view text;  // a name, a number, or one other character
  std::uint32_t line;

  [[nodiscard]] bool is(std::string_view word) const {
    return text.size() == word.size() && mentions(text, word);
  }
};

bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}

  // The next statement's words; empty at the end of the text.
  std::vector<Word> next_statement() {
    std::vector<Word> words;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ';') {
        ++at_;
        if (!words.empty()) break;
      } else if (std::isspace(static_cast<unsigned char>(c)) != 0 || c == '"' || c == '`') {
        move(at_ + 1);  // a quoted name is a name
      } else if (text_.substr(at_).starts_with("--")) {
        move(text_.find('\n', at_));
      } else if (text_.substr(at_).starts_with("/*")) {
        move(behind("*/", at_ + 2));
      } else if (c == '\'') {
        move(behind("'", at_ + 1));
      } else {
        add(words);
      }
    }
    return words;
  }

 private:
  std::size_t behind(std::string_view end, std::size_t from) const {
    const std::size_t at = text_.find(end, from);
    return at == std::string_view::npos ? at_ + 1 : at + end.size();
  }

  void move(std::size_t to) {
    to = std::min(to, text_.size());
    line_ += static_cast<std::uint32_t>(std::ranges::count(text_.substr(at_, to - at_), '\n'));
    at_ = to;
  }

  void add(std::vector<Word>& words) {
    std::size_t end = at_;
    while (end < text_.size() && is_name(text_[end])) ++end;
    end = std::max(end, at_ + 1);
    if (words.size() < kMostWords) words.push_back({text_.substr(at_, end - at_), line_});
    at_ = end;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
};

// Where the word stands; the size where it does not.
std::size_t find(const std::vector<Word>& words, std::string_view word, std::size_t from = 0) {
  while (from < words.size() && !words[from].is(word)) ++from;
  return from;
}

bool has_vector_column(const std::vector<Word>& words) {
  for (std::size_t at = find(words, "vector"); at + 1 < words.size();
       at = find(words, "vector", at + 1)) {
    if (words[at + 1].is("(")) return true;
  }
  return false;
}

std::string created(const std::vector<Word>& words, std::size_t at) {
  if (words[at].is("extension")) {
    const std::size_t exists = find(words, "exists", at);
    const std::size_t name = exists + 1 < words.size() && exists == at + 3 ? exists + 1 : at + 1;
    return name < words.size() ? "create extension " + lowered(words[name].text) : "";
  }
  const std::size_t method = find(words, "using", at) + 1;
  if (words[at].is("index") && method < words.size()) {
    return "create index using " + lowered(words[method].text);
  }
  return has_vector_column(words) ? "column vector" : "";
}

}  // namespace

bool may_be_sql(std::string_view text) {
  return text.size() > 20 && (mentions(text, "create") || mentions(text, "alter")) &&
         (mentions(text, "extension") || mentions(text, "vector") || mentions(text, " using "));
}

std::vector<Statement> statements_in(std::string_view text) {
  std::vector<Statement> all;
  Words words(text);
  for (auto statement = words.next_statement(); !statement.empty() && all.size() < kMostStatements;
       statement = words.next_statement()) {
    std::size_t at = std::min(find(statement, "create"), find(statement, "alter"));
    if (at + 1 >= statement.size()) continue;
    std::string said = created(statement, at + 1);
    if (said.empty() || std::ranges::find(all, said, &Statement::text) != all.end()) continue;
    all.push_back({std::move(said), statement[at].line});
  }
  return all;
}

}  // namespace fundable::code
