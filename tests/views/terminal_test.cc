// What people see at a terminal: the golden pages, widths, hostile text.
#include "views/terminal.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "tests/views/golden.h"
#include "tests/views/sample.h"
#include "views/layout.h"

namespace fundable::views {
namespace {

TerminalStyle style(int width) { return {width, false, true, "."}; }

TEST(TerminalView, IsWhatSomebodyLookedAt) {
  expect_golden("terminal_120.txt", terminal_of(sample(), style(120)));
  expect_golden("terminal_60.txt", terminal_of(sample(), style(60)));
  expect_golden("terminal_large.txt", terminal_of(large_sample(40), style(100)));
  expect_golden("terminal_empty.txt", terminal_of(empty_sample(), style(80)));
}

TEST(TerminalView, ExplainsAWorkload) {
  expect_golden("explain_claims_agent.txt", *explain_of(sample(), "claims-agent", style(100)));
  expect_golden("explain_model_serving.txt", *explain_of(sample(), "model-serving", style(100)));
}

TEST(TerminalView, NamesTheNearestWorkload) {
  const auto text = explain_of(sample(), "claims-agnet", style(100));
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().kind, ErrorKind::kMissing);
  EXPECT_EQ(text.error().fix, "Did you mean claims-agent?");
}

TEST(TerminalView, NeverIsWiderThanTheTerminal) {
  Assessment made = large_sample(45);
  made.workloads[3].name = std::string(300, 'n');
  made.workloads[4].name = "見積もり処理エージェント見積もり処理エージェント";
  for (const int width : {40, 60, 72, 80, 100, 200}) {
    for (const Assessment& each : {made, sample()}) {
      std::string text = terminal_of(each, style(width));
      text += *explain_of(each, each.workloads[0].name, style(width));
      for (const std::string_view line : split(text, '\n')) {
        EXPECT_LE(width_of(line), width) << line;
      }
    }
  }
}

TEST(TerminalView, ColourAddsNothingButColour) {
  TerminalStyle coloured = style(100);
  coloured.colour = true;
  std::string text = terminal_of(sample(), coloured);
  EXPECT_NE(text.find("\x1b[32meligible\x1b[0m"), std::string::npos);
  for (std::size_t at; (at = text.find('\x1b')) != std::string::npos;) {
    text.erase(at, text.find('m', at) - at + 1);
  }
  EXPECT_EQ(text, terminal_of(sample(), style(100)));
}

TEST(TerminalView, KeepsToAsciiWhereAsked) {
  TerminalStyle plain = style(60);
  plain.unicode = false;
  Assessment made = sample();
  made.project = "Schäden 見";
  const std::string text = terminal_of(made, plain) + *explain_of(made, "claims-agent", plain);
  for (const char c : text) ASSERT_TRUE(c == '\n' || (c >= ' ' && c < 0x7F));
  EXPECT_NE(text.find("Sch?den ?? | Harbour Mutual"), std::string::npos);
}

TEST(TerminalView, QuotesNamesInCommands) {
  Assessment made = empty_sample();
  made.workloads.push_back(sample().workloads[0]);
  made.workloads[0].name = "it's $(rm -rf ~)";
  TerminalStyle wide = style(200);
  wide.project_argument = "my project";
  EXPECT_NE(terminal_of(made, wide).find(R"(explain 'it'\''s $(rm -rf ~)' 'my project')"),
            std::string::npos);
}

TEST(TerminalView, SaysHowToSeeWhatItCuts) {
  TerminalStyle wide = style(120);
  wide.project_argument = "my project";
  wide.as_of = "2026-11-22";
  EXPECT_TRUE(terminal_of(sample(), wide)
                  .contains("and 2 more in the report, which the last command below makes\n"));
}

TEST(TerminalView, ExplainsItsDashes) {
  Assessment made = sample();
  EXPECT_TRUE(terminal_of(made, style(120)).contains("– is ineligible"));
  for (AssessedWorkload& workload : made.workloads) {
    for (Verdict& verdict : workload.verdicts) verdict.verdict = VerdictKind::kReview;
  }
  EXPECT_FALSE(terminal_of(made, style(120)).contains("–"));
}

TEST(TerminalView, LetsNoControlCharacterThrough) {
  Assessment made = sample();
  made.project =
      "a\x1b]0;title\x07"
      "b\nc";
  made.workloads[0].name = "x\x1b[2Jy";
  const std::string text =
      terminal_of(made, style(100)) + *explain_of(made, made.workloads[0].name, style(100));
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\x07'), std::string::npos);
  EXPECT_EQ(text.find("\u202E"), std::string::npos);
  EXPECT_EQ(text.find("abc123"), std::string::npos);
}

TEST(Layout, MeasuresColumns) {
  EXPECT_EQ(width_of("abc"), 3);
  EXPECT_EQ(width_of("é–…"), 3);
  EXPECT_EQ(width_of("e\u0301"), 1);
  EXPECT_EQ(width_of("見積"), 4);
  EXPECT_EQ(cut_to("見積もり", 5), "見積…");
  EXPECT_EQ(cut_to("abcdef", 6), "abcdef");
  EXPECT_EQ(cut_within("training-job-0017", 10), "traini…017");
  EXPECT_EQ(cut_within("見積もり処理", 6), "見積…");
}

TEST(Layout, WrapsAtSpacesAndWithinLongWords) {
  EXPECT_EQ(wrapped("ab cd  efghijkl m", 5), (std::vector<std::string>{"ab cd", "efghi", "jkl m"}));
  EXPECT_EQ(wrapped("", 5), std::vector<std::string>{""});
}

}  // namespace
}  // namespace fundable::views
