// The walk: which files are evidence, on a real disk, with everything that people put there.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <random>

#include "app/files.h"
#include "app/ignore_rules.h"
#include "app/left_out.h"
#include "app/walk.h"
#include "base/text.h"

namespace fundable {
namespace {

namespace fs = std::filesystem;
using std::string_literals::operator""s;
using Paths = std::vector<std::string>;

class Walk : public ::testing::Test {
 protected:
  Walk() {
    std::string name = fs::temp_directory_path() / "fundable-walk-XXXXXX";
    root_ = fs::canonical(::mkdtemp(name.data())).string();
  }
  ~Walk() override {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }

  std::string at(const std::string& path) const { return root_ + "/" + path; }
  void put(const std::string& path, const std::string& bytes = "text\n") const {
    fs::create_directories(fs::path(at(path)).parent_path());
    std::ofstream(at(path), std::ios::binary) << bytes;
  }
  void link(const std::string& path, const std::string& target) const {
    fs::create_directories(fs::path(at(path)).parent_path());
    fs::create_symlink(target, at(path));
  }
  Walked walked(const std::optional<Paths>& starts = {}, const WalkLimits& limits = {}) const {
    auto result = walk(DiskFiles(), root_, starts, limits);
    EXPECT_TRUE(result) << to_string(result.error());
    return result ? *result : Walked();
  }
  static Paths shown(const Walked& walked) {
    Paths paths;
    for (const WalkedFile& file : walked.files) paths.push_back(file.path_shown);
    return paths;
  }
  static std::size_t left_out(const Walked& walked, const std::string& reason) {
    for (const auto& [why, count] : walked.left_out) {
      if (why == reason) return count;
    }
    return 0;
  }

  std::string root_;
};

TEST_F(Walk, GivesFilesByPathWithSizeAndPlace) {
  put("b/x.csv", "1,2\n");
  put("b.csv", "12345678\n");
  put("a/deep/er/y.json", "{}");
  put("empty.csv", "");
  const Walked all = walked();
  EXPECT_EQ(shown(all), (Paths{"a/deep/er/y.json", "b.csv", "b/x.csv", "empty.csv"}));
  EXPECT_EQ(all.files[1].size, 9u);
  EXPECT_EQ(all.files[3].size, 0u);
  EXPECT_EQ(all.files[0].path_on_disk, at("a/deep/er/y.json"));
  EXPECT_TRUE(all.left_out.empty());
}

TEST_F(Walk, TakesStartsAsNamedAndEachFileOnce) {
  put(".gitignore", "bills/\n");
  put("bills/.gitignore", "draft-*\n");
  put("bills/one.csv");
  put("bills/draft-two.csv");
  put("other.csv");
  EXPECT_EQ(shown(walked()), (Paths{".gitignore", "other.csv"}));
  const Walked named = walked(Paths{"bills/", "./bills/one.csv", "bills"});
  EXPECT_EQ(shown(named), (Paths{"bills/.gitignore", "bills/one.csv"}));
  EXPECT_EQ(left_out(named, "ignored by .gitignore"), 1u);
  EXPECT_TRUE(walked(Paths{}).files.empty());
  EXPECT_EQ(shown(walked(Paths{".", "bills"})),
            (Paths{".gitignore", "bills/.gitignore", "bills/one.csv", "other.csv"}));
}

TEST_F(Walk, RefusesStartsThatAreNotThere) {
  put("a.csv");
  const auto missing = walk(DiskFiles(), root_, Paths{"evidnce/"});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::kMissing);
  EXPECT_NE(missing.error().says.find("evidnce/"), std::string::npos);
  const auto outside = walk(DiskFiles(), root_, Paths{"../"});
  ASSERT_FALSE(outside);
  EXPECT_EQ(outside.error().kind, ErrorKind::kInput);
  link("away", "/usr");
  EXPECT_FALSE(walk(DiskFiles(), root_, Paths{"away"}));
  EXPECT_FALSE(walk(DiskFiles(), at("a.csv"), {}));
  EXPECT_EQ(walk(DiskFiles(), at("nowhere"), {}).error().kind, ErrorKind::kMissing);
}

TEST_F(Walk, LeavesOutWhatNobodyWroteAsEvidence) {
  for (const char* path :
       {".git/config", "web/node_modules/p/package.json", "env/pyvenv.cfg", "env/lib/m.py",
        "p/__pycache__/m.pyc", "iac/.terraform/modules/m.tf", "go/vendor/modules.txt",
        "go/vendor/m/m.go", "go/go.mod", "sub/.git", "php/vendor/autoload.php", "keep.tf"}) {
    put(path);
  }
  const Walked all = walked();
  EXPECT_EQ(shown(all), (Paths{"go/go.mod", "keep.tf", "php/vendor/autoload.php"}));
  EXPECT_EQ(all.left_out, (std::vector<std::pair<std::string, std::size_t>>{
                              {".terraform (folder)", 1},
                              {"Go vendor (folder)", 1},
                              {"Python virtual environment (folder)", 1},
                              {"__pycache__ (folder)", 1},
                              {"node_modules (folder)", 1},
                              {"version control (folder)", 2}}));
}

TEST_F(Walk, NeverOpensSecrets) {
  const Paths secrets{".env",       ".env.production", "tls.pem",        "tls.KEY",     "id_rsa",
                      "id_rsa.pub", "a.p12",           "a.pfx",          "credentials", ".netrc",
                      ".npmrc",     "kubeconfig",      "prod.kubeconfig"};
  for (const std::string& name : secrets) put("s/" + name);
  put(".ssh/config");
  put(".env.example");
  put("keys.csv");
  const Walked all = walked();
  EXPECT_EQ(shown(all), (Paths{".env.example", "keys.csv"}));
  EXPECT_EQ(left_out(all, "may hold secrets, by its name"), secrets.size());
  EXPECT_EQ(left_out(all, "may hold secrets, by its name (folder)"), 1u);
  EXPECT_TRUE(walked(Paths{"s/.env"}).files.empty());
  link("innocent.txt", "s/.env");
  EXPECT_EQ(shown(walked()), shown(all));
}

TEST_F(Walk, LeavesOutBinariesThatAreNoEvidence) {
  const std::string zeros("\0\0", 2);
  put("a.bin", "x" + zeros);
  put("late.bin", std::string(9'000, 'x') + zeros);
  put("b.parquet", "PAR1" + zeros);
  put("renamed", "PAR1" + zeros);
  put("bill.csv.gz", "\x1F\x8B" + zeros);
  put("tree.tar.gz", "\x1F\x8B" + zeros);
  put("sheet.xlsx", "PK" + zeros);
  put("tool.zip", "PK" + zeros);
  put("powershell.json", "\xFF\xFE{"s + zeros);
  const Walked all = walked();
  EXPECT_EQ(shown(all), (Paths{"b.parquet", "bill.csv.gz", "late.bin", "powershell.json", "renamed",
                               "sheet.xlsx"}));
  EXPECT_EQ(left_out(all, "binary file"), 3u);
}

TEST_F(Walk, FollowsLinksToFilesThatItDidNotFindOtherwise) {
  put("shared/bill.csv", "1,2,3\n");
  put("evidence/a.csv");
  link("evidence/bill.csv", "../shared/bill.csv");
  link("evidence/again.csv", "../shared/bill.csv");
  link("evidence/loop", "..");
  link("evidence/self", "self");
  link("evidence/gone", "nothing-there");
  link("evidence/out", "/etc/hostname");
  const Walked some = walked(Paths{"evidence"});
  EXPECT_EQ(shown(some), (Paths{"evidence/a.csv", "evidence/again.csv"}));
  EXPECT_EQ(some.files[1].path_on_disk, at("shared/bill.csv"));
  EXPECT_EQ(some.files[1].size, 6u);
  EXPECT_EQ(left_out(some, "link to a file that is read anyway"), 1u);
  EXPECT_EQ(left_out(some, "link to a folder"), 1u);
  EXPECT_EQ(left_out(some, "link that leads nowhere"), 2u);
  EXPECT_EQ(left_out(some, "link out of the project") + left_out(some, "link that leads nowhere"),
            3u);
  const Walked all = walked();
  EXPECT_EQ(shown(all), (Paths{"evidence/a.csv", "shared/bill.csv"}));
  EXPECT_EQ(left_out(all, "link to a file that is read anyway"), 2u);
}

TEST_F(Walk, DoesNotFollowLinksIntoFoldersThatAreLeftOut) {
  put(".git/config");
  link("config.txt", ".git/config");
  const Walked all = walked();
  EXPECT_TRUE(all.files.empty());
  EXPECT_EQ(left_out(all, "link to a file that is left out"), 1u);
}

TEST_F(Walk, NeverWaitsForPipesOrSockets) {
  put("a.csv");
  ASSERT_EQ(::mkfifo(at("pipe").c_str(), 0600), 0);
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  at("socket").copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  link("to_pipe", "pipe");
  const Walked all = walked();
  ::close(socket);
  EXPECT_EQ(shown(all), Paths{"a.csv"});
  EXPECT_EQ(left_out(all, "pipe, socket or device"), 3u);
  EXPECT_FALSE(walk(DiskFiles(), root_, Paths{"pipe"}));
}

TEST_F(Walk, CountsWhatItMayNotRead) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything, so nothing can be unreadable";
  put("a.csv");
  put("closed.csv");
  put("closed/b.csv");
  ASSERT_EQ(::chmod(at("closed.csv").c_str(), 0), 0);
  ASSERT_EQ(::chmod(at("closed").c_str(), 0), 0);
  const Walked all = walked();
  EXPECT_EQ(::chmod(at("closed").c_str(), 0700), 0);
  EXPECT_EQ(shown(all), Paths{"a.csv"});
  EXPECT_EQ(left_out(all, "unreadable"), 1u);
  EXPECT_EQ(left_out(all, "unreadable (folder)"), 1u);
}

// Stands for a disk whose files vanish or fail between the listing and the look.
class FailingFiles final : public Files {
 public:
  Result<std::vector<Entry>> list(const std::string& folder) const override {
    if (folder != "/p") return failure(ErrorKind::kSystem, "no");
    return std::vector<Entry>{{".gitignore", EntryKind::kFile},
                              {"file", EntryKind::kFile},
                              {"folder", EntryKind::kFolder}};
  }
  Result<std::string> read(const std::string&, std::size_t) const override {
    return failure(ErrorKind::kSystem, "no");
  }
  Result<Head> head(const std::string&, std::size_t) const override {
    return failure(ErrorKind::kMissing, "no");
  }
  Result<std::string> sum(const std::string&) const override {
    return failure(ErrorKind::kMissing, "no");
  }
  Result<Place> resolve(const std::string&) const override {
    return Place{"/p", EntryKind::kFolder};
  }
};

TEST(WalkOfFailingFiles, CountsEveryOne) {
  const auto all = walk(FailingFiles(), "p", {});
  ASSERT_TRUE(all);
  EXPECT_TRUE(all->files.empty());
  EXPECT_EQ(all->left_out, (std::vector<std::pair<std::string, std::size_t>>{
                               {".gitignore unreadable, not applied", 1},
                               {"unreadable", 2},
                               {"unreadable (folder)", 1}}));
}

TEST_F(Walk, ShowsAwkwardNamesApart) {
  for (const char* name :
       {"a\nb", "a%0Ab", "a%b", "\xFF", "\xEF\xBF\xBD", "\xC3\xA9.csv", "x\u202Ey"})
    put(name);
  EXPECT_EQ(shown(walked()), (Paths{"%FF", "a%0Ab", "a%250Ab", "a%b", "x%E2%80%AEy", "\xC3\xA9.csv",
                                    "\xEF\xBF\xBD"}));
  for (const WalkedFile& file : walked().files) EXPECT_TRUE(fs::exists(file.path_on_disk));
}

TEST_F(Walk, LeavesOutNamesThatLookLikeSecrets) {
  put("AKIAIOSFODNN7EXAMPLE");
  const Walked all = walked();
  EXPECT_TRUE(all.files.empty());
  EXPECT_EQ(left_out(all, "its name looks like a secret"), 1u);
}

TEST_F(Walk, CountsWhatIsBeyondItsLimits) {
  put("1/2/3/deep.csv");
  put("1/2/fine.csv");
  for (int i = 0; i < 5; ++i) put("many/" + std::to_string(i));
  const std::string long_name(200, 'n');
  put("z/" + long_name);
  put(".gitignore", "# nothing but a long comment " + std::string(100, '#') + "\n");
  const Walked all =
      walked({}, {.files = 5, .depth = 2, .path_bytes = root_.size() + 100, .ignore_bytes = 50});
  EXPECT_EQ(shown(all), (Paths{".gitignore", "1/2/fine.csv", "many/0", "many/1", "many/2"}));
  EXPECT_EQ(all.left_out, (std::vector<std::pair<std::string, std::size_t>>{
                              {".gitignore too large, not applied", 1},
                              {"folders nested too deep (folder)", 1},
                              {"more than 5 files", 2},
                              {"path too long", 1}}));
}

TEST_F(Walk, TakesHugeFoldersInOrder) {
  for (int i = 0; i < 10'000; ++i) std::ofstream(at(std::to_string(i) + ".csv")) << i;
  const Paths paths = shown(walked());
  EXPECT_EQ(paths.size(), 10'000u);
  EXPECT_TRUE(std::ranges::is_sorted(paths));
}

TEST_F(Walk, FilesAreReadWholeOrRefused) {
  put("a.csv", "12345");
  const DiskFiles disk;
  EXPECT_EQ(disk.read(at("a.csv"), 5), "12345");
  const auto larger = disk.read(at("a.csv"), 4);
  ASSERT_FALSE(larger);
  EXPECT_EQ(larger.error().kind, ErrorKind::kLimit);
  EXPECT_EQ(larger.error().says, "it has 5 bytes, and at most 4 are read");
  EXPECT_EQ(larger.error().place, at("a.csv"));
  EXPECT_EQ(disk.read(at("b.csv"), 4).error().kind, ErrorKind::kMissing);
  EXPECT_EQ(disk.read(root_, 4).error().kind, ErrorKind::kInput);
  ASSERT_EQ(::mkfifo(at("pipe").c_str(), 0600), 0);
  EXPECT_EQ(disk.read(at("pipe"), 4).error().kind, ErrorKind::kInput);
  link("link", "a.csv");
  EXPECT_EQ(disk.read(at("link"), 9).error().kind, ErrorKind::kInput);
  EXPECT_EQ(disk.head(at("a.csv"), 3)->bytes, "123");
  EXPECT_EQ(disk.head(at("a.csv"), 3)->size, 5u);
  EXPECT_EQ(disk.list(at("b")).error().kind, ErrorKind::kMissing);
}

TEST_F(Walk, AFileThatGrowsUnderItsReaderIsRefused) {
  // A file of /proc says that it has no bytes and then gives some, as one that grows does.
  if (!fs::exists("/proc/self/status")) GTEST_SKIP() << "no /proc on this system";
  const auto grown = DiskFiles().read("/proc/self/status", 1'000);
  ASSERT_FALSE(grown);
  EXPECT_NE(grown.error().says.find("changed while it was read"), std::string::npos);
}

struct IgnoreCase {
  const char* rules;
  const char* path;  // a folder where it ends with `/`
  IgnoreAnswer answer;
};

constexpr auto kIgnored = IgnoreAnswer::kIgnored;
constexpr auto kKept = IgnoreAnswer::kKept;
constexpr auto kUnsaid = IgnoreAnswer::kUnsaid;

const std::vector<IgnoreCase> kManual{
    {"", "a", kUnsaid},
    {"# a", "# a", kUnsaid},
    {"\\#a", "#a", kIgnored},
    {"\\!a", "!a", kIgnored},
    {"a", "a", kIgnored},
    {"a", "x/y/a", kIgnored},
    {"a", "ab", kUnsaid},
    {"a\r\nb\r\n", "b", kIgnored},
    {"\xEF\xBB\xBF"
     "a",
     "a", kIgnored},
    {"a  ", "a", kIgnored},
    {"a\\ ", "a ", kIgnored},
    {"a\\  ", "a ", kIgnored},
    {"a\t", "a", kUnsaid},
    {"/a", "a", kIgnored},
    {"/a", "x/a", kUnsaid},
    {"x/a", "x/a", kIgnored},
    {"x/a", "y/x/a", kUnsaid},
    {"a/", "a/", kIgnored},
    {"a/", "a", kUnsaid},
    {"a/", "x/a/", kIgnored},
    {"/", "a/", kUnsaid},
    {"*", "x/y", kIgnored},
    {"*.log", "x/y.log", kIgnored},
    {"*.log", ".log", kIgnored},
    {"x/*", "x/y", kIgnored},
    {"x/*", "x/y/z", kUnsaid},
    {"x/*.c", "x/.c", kIgnored},
    {"f*o/b?r", "foo/bar", kIgnored},
    {"f?o", "f/o", kUnsaid},
    {"**/a", "a", kIgnored},
    {"**/a", "x/y/a", kIgnored},
    {"**/a/b", "x/a/b", kIgnored},
    {"a/**", "a/x/y", kIgnored},
    {"a/**", "a/", kUnsaid},
    {"a/**/b", "a/b", kIgnored},
    {"a/**/b", "a/x/y/b", kIgnored},
    {"a/**/b", "ab", kUnsaid},
    {"a/**/b", "a/xb", kUnsaid},
    {"**/x/**", "a/x/b", kIgnored},
    {"a**", "abc", kIgnored},
    {"/a**b", "a/b", kUnsaid},
    {"[abc].c", "b.c", kIgnored},
    {"[a-c].c", "d.c", kUnsaid},
    {"[!a-c].c", "d.c", kIgnored},
    {"[^a-c].c", "a.c", kUnsaid},
    {"[]x]", "]", kIgnored},
    {"[a-]", "-", kIgnored},
    {"[\\]]", "]", kIgnored},
    {"x[/]y", "x/y", kUnsaid},
    {"x[!a]y", "x/y", kUnsaid},
    {"[[:digit:]x]", "7", kIgnored},
    {"[[:digit:]x]", "a", kUnsaid},
    {"[[:upper:]]", "a", kUnsaid},
    {"[[:nonsense:]]", "n", kUnsaid},
    {"[abc", "a", kUnsaid},
    {"a\\", "a\\", kUnsaid},
    {"\\*", "*", kIgnored},
    {"\\*", "a", kUnsaid},
    {"*.log\n!keep.log", "x/keep.log", kKept},
    {"!keep.log\n*.log", "keep.log", kIgnored},
    {"*\n!*/", "x/", kKept},
    {"\xC3\xA9*", "\xC3\xA9t\xC3\xA9", kIgnored},
};

TEST(IgnoreRules, FollowTheManual) {
  for (const IgnoreCase& one : kManual) {
    const auto rules = IgnoreRules::read(one.rules);
    ASSERT_TRUE(rules) << one.rules;
    std::string_view path = one.path;
    const bool is_folder = path.ends_with('/');
    if (is_folder) path.remove_suffix(1);
    std::size_t steps = 0;
    EXPECT_EQ(rules->judge(path, is_folder, steps), one.answer) << one.rules << " on " << one.path;
  }
}

TEST(IgnoreRules, AreBounded) {
  EXPECT_FALSE(IgnoreRules::read(std::string(2'000, 'a')));
  std::string many(10'000, '\n');
  for (std::size_t i = 0; i < many.size(); i += 2) many[i] = 'a';
  EXPECT_EQ(IgnoreRules::read(many).error().kind, ErrorKind::kLimit);
  // These would keep a backtracking matcher busy for ever.
  std::string stars, folders;
  for (int i = 0; i < 200; ++i) {
    stars += "*a";
    folders += "**/a/";
  }
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "a/";
  std::size_t steps = 0;
  EXPECT_FALSE(GlobPattern(stars + "b").matches(std::string(250, 'a'), steps));
  EXPECT_TRUE(GlobPattern(stars).matches(std::string(250, 'a'), steps));
  EXPECT_FALSE(GlobPattern(folders + "b").matches(deep + "c", steps));
  EXPECT_TRUE(GlobPattern(folders + "b").matches(deep + "b", steps));
}

// What a command prints; nothing where it cannot be run.
std::optional<std::string> output_of(const std::string& command) {
  std::FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return std::nullopt;
  std::string text;
  std::array<char, 4'096> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    text.append(buffer.data(), got);
  }
  const int status = ::pclose(pipe);
  return status == 0 ? std::optional(text) : std::nullopt;
}

TEST_F(Walk, AgreesWithGitOnGeneratedTrees) {
  const std::string git = "git -C '" + root_ + "' -c core.excludesFile=/dev/null ";
  if (!output_of(git + "init -q 2>&1")) GTEST_SKIP() << "git is not installed, nothing to compare";
  std::size_t ignored = 0;
  std::minstd_rand random(20261122);
  const auto one_of = [&](const Paths& all) { return all[random() % all.size()]; };
  const Paths names{"a", "b", "ab", "a.c", "b.c", "x-1", "build"};
  const Paths pieces{"a",  "b",   "*",  "*.c", "?",     "[ab]", "[!a]*",      "ab",
                     "**", "x-*", "a*", "b?*", "[a-b]", "*b",   "[[:alpha:]]"};
  for (int round = 0; round < 20; ++round) {
    for (const auto& entry : fs::directory_iterator(root_)) {
      if (entry.path().filename() != ".git") fs::remove_all(entry.path());
    }
    for (int i = 0; i < 60; ++i) {
      std::string path = one_of(names);
      for (std::size_t depth = random() % 4; depth > 0; --depth) path += "/" + one_of(names);
      std::error_code clash;
      fs::create_directories(fs::path(at(path)).parent_path(), clash);
      if (!clash && !fs::exists(at(path))) std::ofstream(at(path)) << "text\n";
    }
    for (const char* folder : {"", "a/", "b/", "ab/"}) {
      if (!fs::is_directory(at(folder))) continue;
      std::ofstream rules(at(folder + ".gitignore"s));
      for (std::size_t i = random() % 6; i > 0; --i) {
        rules << (random() % 4 == 0 ? "!" : "") << (random() % 3 == 0 ? "/" : "");
        rules << one_of(pieces);
        for (std::size_t depth = random() % 3; depth > 0; --depth) rules << "/" << one_of(pieces);
        rules << (random() % 4 == 0 ? "/\n" : "\n");
      }
    }
    const auto listed = output_of(git + "ls-files -o --exclude-standard");
    ASSERT_TRUE(listed);
    Paths kept;
    for (const std::string_view path : split(*listed, '\n')) {
      if (!path.empty()) kept.emplace_back(path);
    }
    std::ranges::sort(kept);
    std::string rules;
    for (const char* folder : {"", "a/", "b/", "ab/"}) {
      std::ifstream file(at(folder + ".gitignore"s));
      rules += "in '"s + folder + "':\n" + std::string(std::istreambuf_iterator<char>(file), {});
    }
    const Walked all = walked();
    ASSERT_EQ(shown(all), kept) << "round " << round << "\n" << rules;
    ignored += left_out(all, "ignored by .gitignore");
    ignored += left_out(all, "ignored by .gitignore (folder)");
  }
  EXPECT_GT(ignored, 50u) << "the trees prove nothing";
}

}  // namespace
}  // namespace fundable
