// The same input gives the same bytes, whatever the order in which files lie on the disk, the
// number of threads, the locale, the time zone or the way in which the project is named.
#include <gtest/gtest.h>
#include <locale.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>

#include "tests/app/folder.h"
#include "tests/app/program.h"
#include "tests/assessment_schema.h"

namespace fundable::end_to_end {
namespace {

using Words = std::vector<std::string>;

struct Given {
  const char* example;
  const char* format;
};

class SameBytes : public ::testing::TestWithParam<Given> {
 protected:
  [[nodiscard]] static std::string name() { return GetParam().example; }
  [[nodiscard]] static Words words(const std::string& project, const Words& more = {}) {
    Words all{"assess",  project,      "--format",  GetParam().format,
              "--as-of", "2026-11-22", "--goes-to", "aws"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  // What it gives in the example's own folder, one thread, nothing special.
  [[nodiscard]] static std::string expected() {
    const Ended plain = run(words(".", {"--threads", "1"}), {.folder = example(name())});
    EXPECT_EQ(plain.status, 0) << plain.err;
    EXPECT_EQ(plain.err, "");
    return plain.out;
  }
  static void expect_same(const std::string& expected, const Words& words, const Setting& setting) {
    const Ended other = run(words, setting);
    EXPECT_EQ(other.status, 0) << other.err;
    EXPECT_EQ(other.err, "");
    EXPECT_TRUE(other.out == expected) << "the outputs differ; this one is\n" << other.out;
  }
};

TEST_P(SameBytes, WhateverTheOrderOfFilesAndThreads) {
  const std::string plain = expected();
  for (const unsigned order : {1U, 2U, 3U}) {
    SCOPED_TRACE(order);
    const TemporaryFolder folder;
    // A project without a file is called as its folder is.
    copy_shuffled(example(name()), folder.path() / name(), order);
    expect_same(plain, words(".", {"--threads", std::to_string(order)}),
                {.folder = folder.path() / name()});
  }
}

TEST_P(SameBytes, WhateverTheTimeZone) {
  expect_same(
      expected(), words("."),
      {.folder = example(name()), .environment = {{"LC_ALL", "C.UTF-8"}, {"TZ", "Asia/Tokyo"}}});
}

// A folder in which the C library finds de_DE.UTF-8; empty where it is installed; none where it
// cannot be had.
std::optional<std::string> german_locale(const TemporaryFolder& folder) {
  if (locale_t german = ::newlocale(LC_ALL_MASK, "de_DE.UTF-8", nullptr)) {
    ::freelocale(german);
    return "";
  }
  const std::string make =
      "localedef -i de_DE -f UTF-8 '" + folder.path().string() + "/de_DE.UTF-8' >/dev/null 2>&1";
  return std::system(make.c_str()) == 0 ? std::optional(folder.path().string()) : std::nullopt;
}

TEST_P(SameBytes, WhateverTheLocale) {
  const TemporaryFolder folder;
  const auto locale = german_locale(folder);
  if (!locale) GTEST_SKIP() << "de_DE.UTF-8 is not there, and localedef could not make it";
  expect_same(expected(), words("."),
              {.folder = example(name()),
               .environment = {{"LC_ALL", "de_DE.UTF-8"}, {"LOCPATH", *locale}, {"TZ", "UTC"}}});
}

TEST_P(SameBytes, HoweverTheProjectIsNamed) {
  const std::string folder = example(name());
  Words ways{folder, folder + "/", example(name()).parent_path().string() + "/./" + name()};
  if (name() == "harbour-mutual") ways.push_back(folder + "/fundable.yaml");
  const bool shows_the_way = std::string(GetParam().format) == "terminal";
  const std::string plain = expected();
  EXPECT_EQ(plain.find(FUNDABLE_ROOT), std::string::npos);
  for (const std::string& way : ways) {
    SCOPED_TRACE(way);
    // Only the commands at the end of the terminal's text repeat what was typed.
    if (shows_the_way) {
      const Ended other = run(words(way), {.folder = "/"});
      EXPECT_EQ(other.status, 0) << other.err;
      const auto next = [](const std::string& text) { return text.rfind("\n  Next"); };
      EXPECT_EQ(other.out.substr(0, next(other.out)), plain.substr(0, next(plain)));
    } else {
      expect_same(plain, words(way), {.folder = "/"});
    }
  }
  expect_same(plain, words("."), {.folder = folder + "/../" + name()});
}

TEST_P(SameBytes, KeepToTheSchema) {
  if (std::string(GetParam().format) != "json") return;
  EXPECT_EQ(objections(nlohmann::json::parse(expected())), "");
}

std::vector<Given> all_given() {
  std::vector<Given> all;
  for (const char* example : {"harbour-mutual", "folder-only"}) {
    for (const char* format : {"json", "terminal", "markdown", "html"}) {
      all.push_back({example, format});
    }
  }
  return all;
}

INSTANTIATE_TEST_SUITE_P(Determinism, SameBytes, ::testing::ValuesIn(all_given()),
                         [](const auto& tested) {
                           std::string name =
                               std::string(tested.param.example) + "_" + tested.param.format;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace fundable::end_to_end
