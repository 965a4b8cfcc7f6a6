// The HTML page: what it shows, and that it is inert whatever evidence says.
#include "views/html.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/sha256.h"
#include "tests/views/golden.h"
#include "tests/views/sample.h"

namespace fundable::views {
namespace {

TEST(HtmlView, IsWhatSomebodyLookedAt) {
  expect_golden("sample.html", html_of(sample()));
  expect_golden("empty.html", html_of(empty_sample()));
}

// The start tags of a page, each up to its `>`; quoted attributes may hold anything but quotes.
std::vector<std::string> tags_of(std::string_view page) {
  std::vector<std::string> tags;
  for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at + 1)) {
    const std::size_t end = page.find('>', at);
    tags.emplace_back(page.substr(at, end - at));
  }
  return tags;
}

Assessment hostile() {
  const std::string text =
      "\"><script>alert(1)</script><img src=//evil.example onerror='x()'>&amp;";
  Assessment made = sample();
  made.project = made.customer = text;
  made.workloads[0].name = text;
  made.workloads[0].technologies = made.workloads[0].joined_by = {text};
  made.workloads[0].facts[0].held[0].value = text;
  made.workloads[0].cost_lines[0].cost.money->currency = text;
  made.workloads[0].verdicts[1].findings[0].source.url = "javascript:alert(1)";
  made.sources[0].path = made.sources[0].format = text;
  made.unplaced[0].at.says = text;
  made.questions[0].choices = {text};
  return made;
}

TEST(HtmlView, TurnsNothingFromEvidenceIntoMarkup) {
  const std::string page = html_of(hostile());
  EXPECT_NE(page.find("&lt;script&gt;alert(1)"), std::string::npos);
  EXPECT_EQ(page.find("javascript:alert(1)\""), std::string::npos);
  std::set<std::string> plain_tags;
  std::set<std::string> hostile_tags;
  const auto name = [](const std::string& tag) { return tag.substr(0, tag.find_first_of(" \n")); };
  for (const std::string& tag : tags_of(html_of(sample()))) plain_tags.insert(name(tag));
  for (const std::string& tag : tags_of(page)) hostile_tags.insert(name(tag));
  EXPECT_EQ(plain_tags, hostile_tags);
}

TEST(HtmlView, AsksNobodyForAnything) {
  for (const std::string& tag : tags_of(html_of(hostile()))) {
    for (const char* const asks : {"<script", "<link", "<img", "<iframe", "<object", "<form",
                                   " src=", " style=", " onerror", "<base"}) {
      EXPECT_EQ(tag.find(asks), std::string::npos) << tag;
    }
    if (const auto at = tag.find("href=\""); at != std::string::npos) {
      const std::string to = tag.substr(at + 6);
      EXPECT_TRUE(to.starts_with("#workload-") || to.starts_with("https://aws.amazon.com/")) << tag;
    }
  }
}

std::string between(std::string_view text, std::string_view before, std::string_view after) {
  const std::size_t start = text.find(before) + before.size();
  return std::string(text.substr(start, text.find(after, start) - start));
}

std::string hex_of_base64(std::string_view base64) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bits;
  for (const char c : base64.substr(0, base64.find('='))) {
    for (int bit = 5; bit >= 0; --bit) bits += (kDigits.find(c) >> bit & 1u) != 0 ? '1' : '0';
  }
  std::string hex;
  for (std::size_t at = 0; at + 4 <= bits.size(); at += 4) {
    hex += "0123456789abcdef"[std::stoul(bits.substr(at, 4), nullptr, 2)];
  }
  return hex.substr(0, 64);
}

TEST(HtmlView, AllowsItsOwnStyleOnly) {
  const std::string page = html_of(sample());
  const std::string policy = between(page, "Content-Security-Policy\" content=\"", "\"");
  EXPECT_TRUE(policy.starts_with("default-src 'none'; style-src 'sha256-")) << policy;
  EXPECT_TRUE(policy.ends_with("'; base-uri 'none'; form-action 'none'")) << policy;
  EXPECT_EQ(hex_of_base64(between(policy, "sha256-", "'")),
            sha256(between(page, "<style>", "</style>")));
}

TEST(HtmlView, ClosesEveryElement) {
  const std::set<std::string> no_end{"meta", "rect", "!doctype"};
  for (const Assessment& made : {sample(), hostile(), empty_sample(), large_sample(30)}) {
    std::vector<std::string> open;
    for (const std::string& tag : tags_of(html_of(made))) {
      const bool closes = tag.starts_with("</");
      const std::string name =
          tag.substr(closes ? 2 : 1, tag.find_first_of(" \n") - (closes ? 2 : 1));
      if (no_end.contains(name)) continue;
      if (!closes) {
        open.push_back(name);
        continue;
      }
      ASSERT_FALSE(open.empty()) << tag;
      EXPECT_EQ(open.back(), name);
      open.pop_back();
    }
    EXPECT_TRUE(open.empty());
  }
}

TEST(HtmlView, SaysWhatThePictureShows) {
  EXPECT_NE(html_of(sample()).find(
                "aria-label=\"Monthly cost today by the program that fits: MAP 2 workloads, "
                "60,137.12 USD; PoC 1 workload; Not decided yet 1 workload; No "
                "program 1 workload, 310.00 EUR + 7,120.55 USD\""),
            std::string::npos);
  Assessment unknown = sample();
  for (AssessedWorkload& workload : unknown.workloads) workload.cost_today.clear();
  EXPECT_NE(
      html_of(unknown).find("aria-label=\"Workloads by the program that fits: MAP 2 workloads;"),
      std::string::npos);
}

}  // namespace
}  // namespace fundable::views
