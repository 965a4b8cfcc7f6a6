// The Markdown report, and that evidence stays text in it.
#include "views/markdown.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "tests/views/golden.h"
#include "tests/views/sample.h"

namespace fundable::views {
namespace {

TEST(MarkdownView, IsWhatSomebodyLookedAt) {
  expect_golden("sample.md", markdown_of(sample()));
  expect_golden("empty.md", markdown_of(empty_sample()));
}

// What is left of a line when its code spans are gone.
std::string outside_code(std::string_view line) {
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    if (line[at] == '\\') {
      at += 2;
    } else if (line[at] != '`') {
      out += line[at++];
    } else {
      const std::size_t end = std::min(line.find_first_not_of('`', at), line.size());
      const std::string fence(line.substr(at, end - at));
      at = std::min(line.find(fence, end), line.size()) + fence.size();
    }
  }
  return out;
}

TEST(MarkdownView, TurnsNothingFromEvidenceIntoMarkup) {
  const char* const hostile =
      "a <img src=x onerror=alert(1)> [x](javascript:1) ``` | **b** www.e.example";
  Assessment made = sample();
  made.project = hostile;
  made.workloads[0].name = "[click](https://evil.example) <b>|";
  made.workloads[0].technologies = {hostile};
  made.workloads[0].joined_by = {hostile};
  made.unplaced[0].at.says = hostile;
  made.sources[0].path = hostile;
  const std::string text = markdown_of(made);
  for (const std::string_view line : split(text, '\n')) {
    const std::string rest = outside_code(line);
    for (const char* const markup : {"<", "](", "www.", "://", "@"}) {
      EXPECT_EQ(rest.find(markup), std::string::npos) << line;
    }
  }
}

TEST(MarkdownView, KeepsEveryRowOfATableAsWide) {
  Assessment made = sample();
  made.workloads[0].name = "a|b `c|d` www.e|f.example";
  std::size_t cells = 0;
  const std::string text = markdown_of(made);
  for (const std::string_view line : split(text, '\n')) {
    if (!line.starts_with("| ")) {
      cells = 0;
      continue;
    }
    std::size_t count = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '|' && (i == 0 || line[i - 1] != '\\')) ++count;
    }
    EXPECT_TRUE(cells == 0 || count == cells) << line;
    cells = count;
  }
}

}  // namespace
}  // namespace fundable::views
