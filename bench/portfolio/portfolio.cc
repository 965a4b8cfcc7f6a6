// Measures how long a portfolio takes, and whether time and memory stay in proportion.
//
// Projects are made up from a fixed seed as lines of JSON and fed through a pipe, so that no disk
// is in the way: one to five workloads a project, most facts unknown, as a funding desk has them.
//
// usage: portfolio_bench PROGRAM WORKLOADS...
#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "bench/process.h"

namespace {

constexpr std::uint32_t kSeed = 20'261'125;
constexpr std::size_t kPiece = 1 << 20;

class Lines {
 public:
  explicit Lines(std::size_t workloads) : left_(workloads) {}

  // Writes all lines; stops where nobody reads.
  void feed(int to) {
    while (left_ > 0) {
      text_.clear();
      while (left_ > 0 && text_.size() < kPiece) add_project();
      for (std::string_view rest = text_; !rest.empty();) {
        const ssize_t written = write(to, rest.data(), rest.size());
        if (written <= 0) return;
        rest.remove_prefix(static_cast<std::size_t>(written));
      }
    }
  }

 private:
  unsigned below(unsigned end) { return static_cast<unsigned>(numbers_() % end); }
  void add(const char* key, std::string_view value) {
    fmt::format_to(std::back_inserter(text_), ",\"{}\":{}", key, value);
  }

  void add_project() {
    ++project_;
    fmt::format_to(std::back_inserter(text_), "{{\"fundable\":1,\"project\":\"Project {}\"",
                   project_);
    if (below(2) == 0) add("customer", R"({"name":"Harbour Mutual","country":"US"})");
    if (below(3) == 0) add("opportunity", R"({"id":"O4417203","stage":"Qualified"})");
    if (below(4) == 0) add("other_funding", "[]");
    text_ += ",\"workloads\":[";
    const std::size_t workloads = std::min<std::size_t>(left_, 1 + below(5));
    for (std::size_t i = 0; i < workloads; ++i) add_workload(i);
    text_ += "]}\n";
    left_ -= workloads;
  }

  void add_workload(std::size_t index) {
    static constexpr std::string_view kPlaces[] = {
        "\"azure\"", "\"on_premises\"", "\"gcp\"", "\"aws\"", "\"nowhere\"", "\"vendor_api\""};
    fmt::format_to(std::back_inserter(text_), "{}{{\"name\":\"workload-{}\"", index == 0 ? "" : ",",
                   index);
    const bool is_new = below(3) == 0;
    if (below(4) != 0) add("runs_on", is_new ? kPlaces[4] : kPlaces[below(6)]);
    if (below(3) != 0) add("goes_to", below(8) == 0 ? "\"stays\"" : "\"aws\"");
    if (below(3) == 0) add("work_started", below(4) == 0 ? "true" : "false");
    if (below(2) == 0) add("monthly_cost_usd", std::to_string(below(50'000)));
    if (below(4) == 0) {
      add("aws",
          fmt::format(R"({{"primary_service":"bedrock","monthly_cost_usd":{}}})", below(9'000)));
    }
    if (is_new && below(2) == 0) {
      add("poc", R"({"scope":"An assistant that drafts answers","success_criteria":)"
                 R"([{"metric":"judged correct","target":">= 90 %"}],)"
                 R"("path_to_production":{"owner":"Head of claims","date":"2027-06-01"}})");
    }
    text_ += '}';
  }

  std::size_t left_;
  std::size_t project_ = 0;
  std::mt19937 numbers_{kSeed};
  std::string text_;
};

bool measure(const std::string& program, std::size_t workloads) {
  for (const char* format : {"terminal", "ndjson"}) {
    const auto cost = fundable::bench::run(
        {program, "assess", "--portfolio", "-", "--as-of", "2026-11-22", "--format", format}, 0,
        [&](int to) { Lines(workloads).feed(to); });
    if (!cost) return false;
    const auto count = static_cast<double>(workloads);
    fmt::print("{:>12} {:<9}{:>10.1f}{:>10.1f}{:>18.1f}{:>10.0f}\n", workloads, format,
               cost->wall_seconds, cost->cpu_seconds, cost->cpu_seconds * 1e6 / count,
               cost->peak_mb);
  }
  return true;
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) {
    fmt::print(stderr, "usage: portfolio_bench PROGRAM WORKLOADS...\n");
    return 2;
  }
  fmt::print("A portfolio through a pipe\n{:>12} {:<9}{:>10}{:>10}{:>18}{:>10}\n", "workloads", "",
             "wall s", "CPU s", "CPU us a workload", "peak MB");
  for (int i = 2; i < count; ++i) {
    std::size_t workloads = 0;
    const std::string_view word = words[i];
    std::from_chars(word.data(), word.data() + word.size(), workloads);
    if (workloads == 0 || !measure(words[1], workloads)) {
      fmt::print(stderr, "could not run a portfolio of {} workloads\n", word);
      return 1;
    }
  }
  return 0;
}
