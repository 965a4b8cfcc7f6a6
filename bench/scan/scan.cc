// Measures how long a folder of repositories takes to be read and assessed, against tools that read
// the same folder for less, and whether time and memory grow with the number of files and no
// faster.
//
// The peers, in the same run and in turn with ours: ripgrep looking for all signatures of the
// catalogue as one regular expression, and as plain words; cdxgen taking an inventory of AI; cloc
// counting lines. The best of several rounds counts, because a cold cache and
// other users of the machine only make a run longer.
//
// usage: scan_bench PROGRAM DATA WORK_FOLDER CDXGEN [TREE]
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "app/files.h"
#include "app/rulebook.h"
#include "bench/process.h"
#include "bench/scan/tree.h"

namespace fundable::bench {
namespace {

namespace fs = std::filesystem;

constexpr int kRounds = 3;
constexpr std::size_t kCompared = 5'000;
constexpr std::size_t kGrowth[] = {1'000, 10'000, 100'000};

struct Contest {
  std::string name;
  std::vector<std::string> words;
  int highest_status = 0;
  Cost best{.wall_seconds = 1e9, .cpu_seconds = 1e9};
};

std::string joined(const std::vector<std::string>& words) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
  return line;
}

bool measure(std::vector<Contest>& contests) {
  for (int round = 0; round < kRounds; ++round) {
    for (Contest& contest : contests) {
      const auto cost = run(contest.words, contest.highest_status);
      if (!cost) {
        fmt::print(stderr, "could not run: {}\n", joined(contest.words));
        return false;
      }
      contest.best.wall_seconds = std::min(contest.best.wall_seconds, cost->wall_seconds);
      contest.best.cpu_seconds = std::min(contest.best.cpu_seconds, cost->cpu_seconds);
      contest.best.peak_mb = std::max(contest.best.peak_mb, cost->peak_mb);
    }
  }
  return true;
}

// The texts of all signatures as evidence writes them: without the name of their language or
// registry, and without the star that stands for any rest.
std::set<std::string> signatures(const Catalogue& catalogue) {
  std::set<std::string> texts;
  for (const Technology& technology : catalogue.all()) {
    for (const Signature& signature : technology.signatures) {
      std::string text = signature.text;
      const bool has_prefix = signature.channel == "code" || signature.channel == "package";
      if (has_prefix) text.erase(0, text.find(':') + 1);
      if (text.ends_with('*')) text.pop_back();
      if (text.size() > 2) texts.insert(text);
    }
  }
  return texts;
}

std::string escaped(const std::string& text) {
  std::string pattern;
  for (const char c : text) {
    if (std::string_view("\\.+*?()|[]{}^$#&-~").contains(c)) pattern += '\\';
    pattern += c;
  }
  return pattern;
}

// Writes them once as one regular expression and once a line each.
void write_patterns(const std::set<std::string>& texts, const fs::path& one, const fs::path& each) {
  std::ofstream expression(one);
  std::ofstream words(each);
  const char* before = "";
  for (const std::string& text : texts) {
    expression << std::exchange(before, "|") << escaped(text);
    words << text << '\n';
  }
  expression << '\n';
}

Contest ours(const std::string& program, const fs::path& folder) {
  return {"fundable assess", {program, "assess", folder, "--goes-to", "aws", "--format", "json"}};
}

std::vector<Contest> contests(const std::string& program, const std::string& cdxgen,
                              const fs::path& work, const fs::path& folder) {
  const std::string bom = work / "bom.json";
  return {ours(program, folder),
          {"ripgrep, one expression, any case",
           {"rg", "-c", "-i", "-f", work / "expression.txt", folder},
           1},
          {"ripgrep, the same words as written",
           {"rg", "-c", "-F", "-f", work / "words.txt", folder},
           1},
          {"cdxgen, AI mode",
           {"env", "FETCH_LICENSE=false", "CDXGEN_FETCH_PKG_METADATA=false", "node", cdxgen, "-t",
            "ai", "--no-install-deps", "--no-validate", "-o", bom, folder}},
          {"cloc", {"cloc", "--quiet", folder}}};
}

void print(const std::vector<Contest>& all) {
  fmt::print("{:<38}{:>10}{:>10}{:>10}{:>12}\n", "", "wall s", "CPU s", "peak MB", "of ours");
  const double ours = all.front().best.wall_seconds;
  for (const Contest& contest : all) {
    fmt::print("{:<38}{:>10.2f}{:>10.2f}{:>10.0f}{:>11.2f}x\n", contest.name,
               contest.best.wall_seconds, contest.best.cpu_seconds, contest.best.peak_mb,
               contest.best.wall_seconds / ours);
  }
  fmt::print("  aims: one expression at least 0.33x, cdxgen 20x; our peak below 200 MB\n");
  for (const Contest& contest : all) fmt::print("  $ {}\n", joined(contest.words));
}

bool compare(const std::string& program, const std::string& cdxgen, const fs::path& work,
             const Tree& tree, std::size_t signature_count) {
  fmt::print(
      "\nScan of {} files, {:.1f} MB, {} of them code that uses AI; {} signatures; best of {}\n",
      tree.files, static_cast<double>(tree.bytes) / 1e6,
      tree.ai_files == 0 ? "an unknown number" : std::to_string(tree.ai_files), signature_count,
      kRounds);
  auto all = contests(program, cdxgen, work, tree.folder);
  if (!measure(all)) return false;
  print(all);
  return true;
}

bool grow(const std::string& program, const fs::path& work) {
  fmt::print("\nGrowth of fundable assess, best of {}\n{:<16}{:>10}{:>10}{:>14}{:>10}\n", kRounds,
             "files", "MB", "wall s", "ms per file", "peak MB");
  for (const std::size_t files : kGrowth) {
    const Tree tree = make_tree(work / "tree", files);
    std::vector<Contest> one{ours(program, tree.folder)};
    if (!measure(one)) return false;
    const Cost& best = one.front().best;
    fmt::print("{:<16}{:>10.1f}{:>10.2f}{:>14.3f}{:>10.0f}\n", files,
               static_cast<double>(tree.bytes) / 1e6, best.wall_seconds,
               best.wall_seconds * 1e3 / static_cast<double>(files), best.peak_mb);
  }
  fs::remove_all(work / "tree");
  return true;
}

int scan(const std::string& program, const std::string& data, const fs::path& work,
         const std::string& cdxgen, const char* given) {
  const auto book = load_rulebook(DiskFiles(), {data}, Date(std::chrono::year(2026) / 11 / 22));
  if (!book) {
    fmt::print(stderr, "could not load {}: {}\n", data, book.error().says);
    return 1;
  }
  fs::create_directories(work);
  const auto texts = signatures(book->catalogue);
  write_patterns(texts, work / "expression.txt", work / "words.txt");
  const Tree tree = given == nullptr ? make_tree(work / "tree", kCompared) : measured_tree(given);
  const bool done = compare(program, cdxgen, work, tree, texts.size()) &&
                    (given != nullptr || grow(program, work));
  return done ? 0 : 1;
}

}  // namespace
}  // namespace fundable::bench

int main(int count, char** words) {
  if (count != 5 && count != 6) {
    fmt::print(stderr, "usage: scan_bench PROGRAM DATA WORK_FOLDER CDXGEN [TREE]\n");
    return 2;
  }
  return fundable::bench::scan(words[1], words[2], words[3], words[4],
                               count == 6 ? words[5] : nullptr);
}
