// Folders that lead astray, and files that change while they are read.
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "app/assess.h"
#include "app/evidence.h"
#include "app/walk.h"
#include "tests/app/folder.h"
#include "tests/app/hostile.h"

namespace fundable::end_to_end {
namespace {

namespace fs = std::filesystem;

TEST(HostileFolder, LinksNeverLeadOutOfIt) {
  const TemporaryFolder outside;
  outside.write("outside.tfstate", good_evidence());
  const TemporaryFolder folder;
  folder.write("search.tfstate", good_evidence());
  fs::create_symlink(outside.path() / "outside.tfstate", folder.path() / "file.tfstate");
  fs::create_directory_symlink(outside.path(), folder.path() / "folder");
  fs::create_symlink("/etc/passwd", folder.path() / "passwd.yaml");
  fs::create_symlink("loop", folder.path() / "loop");
  const auto assessment = assessed(folder.path());
  expect_the_rest(assessment);
  EXPECT_EQ(assessment["sources"].size(), 1U);
  EXPECT_EQ(left_out(assessment, "link out of the project"), 3U);
  EXPECT_EQ(left_out(assessment, "link that leads nowhere"), 1U);
}

TEST(HostileFolder, SocketsAndPipesAreNotWaitedFor) {
  const TemporaryFolder folder;
  folder.write("search.tfstate", good_evidence());
  ASSERT_EQ(::mkfifo((folder.path() / "pipe.csv").c_str(), 0600), 0);
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  (folder.path().string() + "/socket.json").copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  const auto assessment = assessed(folder.path());
  ::close(socket);
  expect_the_rest(assessment);
  EXPECT_EQ(left_out(assessment, "pipe, socket or device"), 2U);
}

// Whether a text holds what moves a terminal's cursor or turns the direction of writing.
bool controls(const std::string& text) {
  for (const char* bad : {"\x1B", "\x07", "\x7F", "\xC2\x9B", "\xE2\x80\xAE", "\xE2\x81\xA6"}) {
    if (text.find(bad) != std::string::npos) return true;
  }
  return std::ranges::any_of(text,
                             [](char c) { return c >= 0 && c < ' ' && c != '\n' && c != '\t'; });
}

TEST(HostileFolder, NamesControlNothing) {
  const TemporaryFolder folder;
  folder.write("search.tfstate", good_evidence());
  for (const char* name : {"a\n\x1B[31m.txt", "b\x07.py", "c\xC2\x9B\x32J.py", "d\xE2\x80\xAEyp.py",
                           "e\xE2\x81\xA6.py", "f\xFF.py", "g\x7F/h.py"}) {
    folder.write(name, "import openai\nopenai.OpenAI()\n");
  }
  folder.write("values.tf",
               "resource \"aws_sagemaker_endpoint\" \"x\" {\n  name = \"a\x1B[2J\xE2\x80\xAE"
               "b\xC2\x9B\xE2\x81\xA6\xFF\"\n  tags = { app = \"\x1B]0;c\x07\" }\n}\n");
  expect_the_rest(assessed(folder.path()));
  for (const std::string& shown : shown_in_every_format(folder.path())) {
    EXPECT_FALSE(controls(shown)) << shown;
  }
}

TEST(HostileFolder, SlowIgnoreRulesAreGivenUp) {
  const TemporaryFolder folder;
  folder.write("search.tfstate", good_evidence());
  folder.write(".gitignore", repeated(repeated("*a", 500) + "*\n", 200));
  for (int i = 0; i < 100; ++i) {
    folder.write(std::string(240, 'a') + std::to_string(i) + ".txt", "a note");
  }
  const auto assessment = assessed(folder.path());
  expect_the_rest(assessment);
  EXPECT_EQ(left_out(assessment, ".gitignore too slow, no longer applied"), 1U);
}

TEST(HostileFolder, MoreFilesThanTheBudgetAreCounted) {
  const TemporaryFolder folder;
  for (int i = 0; i < 50; ++i) folder.write("a" + std::to_string(i), "x");
  const auto walked = walk(DiskFiles(), folder.path(), {}, {.files = 20});
  ASSERT_TRUE(walked);
  EXPECT_EQ(walked->files.size(), 20U);
  ASSERT_EQ(walked->left_out.size(), 1U);
  EXPECT_EQ(walked->left_out[0], (std::pair<std::string, std::size_t>("more than 20 files", 30)));
}

// A disk of two good files and very many small ones that nobody knows.
class ManyFiles final : public Files {
 public:
  static constexpr int kMany = 120'000;

  Result<std::vector<Entry>> list(const std::string&) const override {
    std::vector<Entry> entries;
    for (int i = 0; i < kMany; ++i) entries.push_back({"note" + std::to_string(i) + ".txt"});
    entries.push_back({"a.tfstate"});
    entries.push_back({"z.tfstate"});
    std::ranges::sort(entries, {}, &Entry::name);
    return entries;
  }
  Result<std::string> read(const std::string& file, std::size_t) const override {
    return bytes(file);
  }
  Result<Head> head(const std::string& file, std::size_t) const override {
    return Head{bytes(file), bytes(file).size(), ""};
  }
  Result<std::string> sum(const std::string&) const override { return std::string(); }
  Result<Place> resolve(const std::string& path) const override {
    return Place{path == "/p/." ? "/p" : path, EntryKind::kFolder};
  }

 private:
  std::string bytes(const std::string& file) const {
    return file.ends_with(".tfstate") ? good_ + std::string(file == "/p/a.tfstate" ? 1 : 2, '\n')
                                      : "x";
  }
  std::string good_ = good_evidence();
};

Result<Assessment> assessment_of(const Files& files, const std::string& project) {
  const auto book = load_rulebook(DiskFiles(), {FUNDABLE_ROOT "/data"}, *parse_date("2026-11-25"));
  if (!book) return std::unexpected(book.error());
  return assess(files, *book, {.project = project, .as_of = *parse_date("2026-11-25")},
                [](std::size_t, std::size_t) {});
}

TEST(HostileFolder, OfVeryManyFilesIsReadToItsEnd) {
  const auto assessment = assessment_of(ManyFiles(), "/p");
  ASSERT_TRUE(assessment) << to_string(assessment.error());
  ASSERT_EQ(assessment->sources.size(), kMostUnread + 2);
  EXPECT_EQ(assessment->sources.front().observations, 3U);
  EXPECT_EQ(assessment->sources.back().observations, 3U);
  ASSERT_EQ(assessment->left_out.size(), 1U);
  EXPECT_EQ(assessment->left_out[0],
            (std::pair<std::string, std::size_t>("unread, beyond the first 50000",
                                                 ManyFiles::kMany - kMostUnread)));
}

// A disk on which something happens to a file once its head was read for the second time, which
// is when a reader has taken it.
class ChangingFiles final : public Files {
 public:
  ChangingFiles(fs::path file, void (*change)(const fs::path&))
      : file_(std::move(file)), change_(change) {}
  Result<std::vector<Entry>> list(const std::string& folder) const override {
    return disk_.list(folder);
  }
  Result<std::string> read(const std::string& file, std::size_t most) const override {
    return disk_.read(file, most);
  }
  Result<Head> head(const std::string& file, std::size_t bytes) const override {
    auto head = disk_.head(file, bytes);
    if (file == file_ && ++heads_ == 2) change_(file_);
    return head;
  }
  Result<std::string> sum(const std::string& file) const override { return disk_.sum(file); }
  Result<Place> resolve(const std::string& path) const override { return disk_.resolve(path); }

 private:
  DiskFiles disk_;
  fs::path file_;
  void (*change_)(const fs::path&);
  mutable int heads_ = 0;
};

struct Change {
  const char* what;
  const char* file;
  std::string (*bytes)();
  void (*change)(const fs::path&);
  const char* why;
};

// Longer than a head, so that it is read in two steps; what is shorter comes at once, and whole.
std::string long_evidence() { return good_evidence() + std::string(100'000, '\n'); }

class ChangingFile : public ::testing::TestWithParam<Change> {};

TEST_P(ChangingFile, IsNamedAndTheRestIsAssessed) {
  const auto& [what, name, bytes, change, why] = GetParam();
  const TemporaryFolder folder;
  folder.write("search.tfstate", good_evidence());
  const ChangingFiles files(folder.write(name, bytes()), change);
  const auto assessment = assessment_of(files, folder.path());
  ASSERT_TRUE(assessment);
  ASSERT_EQ(assessment->sources.size(), 2U);
  EXPECT_EQ(assessment->sources[1].observations, 3U);
  const SourceShown& changed = assessment->sources[0];
  EXPECT_EQ(changed.format, "unusable");
  EXPECT_EQ(changed.observations, 0U);
  ASSERT_FALSE(changed.skipped.empty());
  EXPECT_NE(changed.skipped[0].why.find(why), std::string::npos) << changed.skipped[0].why;
}

INSTANTIATE_TEST_SUITE_P(
    EndToEnd, ChangingFile,
    ::testing::Values(Change{"BillGrows", "a.csv", good_bill,
                             [](const fs::path& file) {
                               std::ofstream(file, std::ios::app) << "x\n";
                             },
                             "it changed while it was read"},
                      Change{"BillIsReplaced", "a.csv", good_bill,
                             [](const fs::path& file) {
                               const std::string bytes = bytes_of(file);
                               fs::remove(file);
                               write(file, bytes);
                             },
                             "it changed while it was read"},
                      Change{"BillVanishes", "a.csv", good_bill,
                             [](const fs::path& file) { fs::remove(file); }, "it cannot be opened"},
                      Change{"BillBecomesAPipe", "a.csv", good_bill,
                             [](const fs::path& file) {
                               fs::remove(file);
                               ::mkfifo(file.c_str(), 0600);
                             },
                             "it is no regular file"},
                      Change{"StateVanishes", "a.tfstate", long_evidence,
                             [](const fs::path& file) { fs::remove(file); }, "it cannot be opened"},
                      Change{"StateBecomesALink", "a.tfstate", long_evidence,
                             [](const fs::path& file) {
                               fs::remove(file);
                               fs::create_symlink("/etc/passwd", file);
                             },
                             "it is no regular file"},
                      Change{"StateIsCutOff", "a.tfstate", long_evidence,
                             [](const fs::path& file) { fs::resize_file(file, 100); }, "not JSON"}),
    [](const auto& tested) { return std::string(tested.param.what); });

}  // namespace
}  // namespace fundable::end_to_end
