// Reads evidence file by file, on several threads, into places that are fixed beforehand.
//
// A file is looked at by its head first, so that what nobody reads is not read whole. Bills go to
// the bill engine by their path, because they may be larger than memory; everything else is read
// whole within its budget.
#include "app/evidence.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "app/in_parallel.h"
#include "base/schema.h"
#include "base/sha256.h"
#include "base/text.h"
#include "base/words.h"
#include "bills/bill.h"
#include "model/code_words.h"
#include "readers/table.h"

namespace fundable {
namespace {

constexpr std::size_t kHeadBytes = 64 << 10;

struct OneFile {
  SourceShown source;
  std::vector<Observation> observations;
  std::optional<Bill> bill;  // until all are settled
};

const Reader* reader_of(const EvidenceFile& head) {
  for (const Reader* reader : readers()) {
    if (reader->recognises(head)) return reader;
  }
  return nullptr;
}

void refuse(OneFile& file, const char* format, const Error& error) {
  file.source.format = format;
  std::string why = presentable(error.says, 400);
  if (!error.fix.empty()) why += ". " + error.fix;
  file.source.skipped.push_back({error.place, std::move(why)});
}

// The same where the disk refuses; its place is a path of this machine, which is not shown.
void refuse_unread(OneFile& file, Error error) {
  error.place = file.source.path;
  refuse(file, "unusable", error);
}

// What the walk found, for readers whose format spreads over several files.
class WalkedSurroundings final : public Surroundings {
 public:
  WalkedSurroundings(const Files& files, const Walked& walked) : files_(files) {
    for (const WalkedFile& file : walked.files) {
      const auto slash = file.path_shown.rfind('/');
      const bool at_top = slash == std::string::npos;
      by_folder_[at_top ? std::string() : file.path_shown.substr(0, slash)].push_back(
          file.path_shown.substr(at_top ? 0 : slash + 1));
      by_path_.emplace(file.path_shown, &file);
    }
    for (auto& [unused, names] : by_folder_) std::ranges::sort(names);
  }

  std::vector<std::string> files_in(const std::string& folder) const override {
    const auto found = by_folder_.find(folder);
    if (found == by_folder_.end()) return {};
    const auto& names = found->second;
    const auto count = static_cast<std::ptrdiff_t>(std::min(names.size(), kMostNames));
    return {names.begin(), names.begin() + count};
  }

  std::optional<std::string> text_of(const std::string& path) const override {
    const auto found = by_path_.find(path);
    if (found == by_path_.end()) return std::nullopt;
    auto bytes = files_.read(found->second->path_on_disk, kMostBytes);
    if (!bytes) return std::nullopt;
    return *std::move(bytes);
  }

  bool has(const std::string& path) const override { return by_path_.contains(path); }

 private:
  static constexpr std::size_t kMostBytes = 1u << 20;
  // Every file of a folder may ask for those beside it.
  static constexpr std::size_t kMostNames = 2'000;

  const Files& files_;
  std::unordered_map<std::string, std::vector<std::string>> by_folder_;
  std::unordered_map<std::string, const WalkedFile*> by_path_;
};

// Code names hundreds of libraries; those that no technology is about tell nothing.
void leave_out_unknown_libraries(Reading& reading, const Catalogue& catalogue) {
  const std::size_t unknown = std::erase_if(reading.observations, [&](const Observation& seen) {
    const bool is_use = std::ranges::any_of(seen.marks, [](const Mark& mark) {
      return mark.channel == "code" || mark.channel == "package";
    });
    return is_use && catalogue.match(seen.marks).empty();
  });
  if (unknown == 0) return;
  reading.skipped.push_back(
      {"", counted(unknown, "use") + " of libraries that no technology names"});
}

// A hostile file can lose a million parts; a person reads a page of them.
void shorten(std::vector<Skipped>& skipped) {
  constexpr std::size_t kMostTold = 100;
  if (skipped.size() <= kMostTold) return;
  const std::size_t more = skipped.size() - kMostTold;
  skipped.resize(kMostTold);
  skipped.push_back({"", counted(more, "more part") + " of the file cannot be used"});
}

void take(OneFile& file, Result<Reading> reading, const Catalogue& catalogue, bool of_code) {
  if (!reading) {
    refuse(file, "unusable", reading.error());
    return;
  }
  if (of_code) {
    leave_out_unknown_libraries(*reading, catalogue);
    for (Observation& seen : reading->observations) seen.of_code = true;
  }
  file.source.observations = reading->observations.size();
  file.source.skipped = std::move(reading->skipped);
  shorten(file.source.skipped);
  file.observations = std::move(reading->observations);
}

// UTF-16 is refused by name: readers would only say that the text is broken.
bool is_utf16(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

// The words of the catalogue by language, found out when the first file of a language is read.
class Words {
 public:
  explicit Words(const Catalogue& catalogue) : catalogue_(catalogue) {}

  const WordFinder& of(std::string_view language) const {
    const std::lock_guard lock(lock_);
    const auto known = finders_.find(language);
    if (known != finders_.end()) return known->second;
    return finders_.emplace(language, code_words(catalogue_, language)).first->second;
  }

 private:
  const Catalogue& catalogue_;
  mutable std::mutex lock_;
  mutable std::map<std::string_view, WordFinder> finders_;
};

// What every file is read with.
struct Desk {
  const Files& files;
  const Catalogue& catalogue;
  const Surroundings& around;
  const Words& words;
  int threads;
  const std::stop_token& stop;
};

// A bill is too large to be held while it is summed, so its sum and its charges come from two
// passes over the disk. They count only where nothing wrote to the file from first to last.
void refuse_if_changed(const Desk& desk, const WalkedFile& walked, const Head& before,
                       OneFile& file) {
  const auto after = desk.files.head(walked.path_on_disk, 0);
  if (after && after->version == before.version) return;
  file.bill.reset();
  refuse(file, "unusable",
         {ErrorKind::kSystem, "it changed while it was read",
          "Run it again when nothing writes to the file.", walked.path_shown});
}

// Most files are no longer than their head, and need no second look at the disk.
Result<std::string> whole(const Files& files, const WalkedFile& walked, Head head,
                          const Limits& limits) {
  if (head.bytes.size() == head.size && head.size < kHeadBytes) return std::move(head.bytes);
  return files.read(walked.path_on_disk, limits.bytes);
}

// Why no reader recognises a file, as well as can be told.
Error reason_unread(const Files& files, const WalkedFile& walked, Head head) {
  const std::string& path = walked.path_shown;
  if (is_utf16(head.bytes)) {
    return {ErrorKind::kInput, "the text is UTF-16", "Save it as UTF-8.", {}};
  }
  if (path == "fundable.yml") {
    return {ErrorKind::kInput, "the project file is called fundable.yaml", "Rename it.", {}};
  }
  const bool is_whole = head.bytes.size() == head.size;
  if (is_whole && !head.bytes.ends_with('\n') && recognises_bill(path, head.bytes + "\n")) {
    return {ErrorKind::kInput, "a bill without lines", {}, {}};
  }
  constexpr Limits kSmall{.bytes = 1 << 20, .depth = 200, .values = 100'000};
  if ((path.ends_with(".yaml") || path.ends_with(".yml")) && head.size <= kSmall.bytes) {
    const auto bytes = whole(files, walked, std::move(head), kSmall);
    const auto documents = bytes ? parse_yaml(*bytes, kSmall) : Result<std::vector<Document>>();
    if (!documents && documents.error().kind == ErrorKind::kInput) {
      return in_file(documents.error(), path);
    }
  }
  return {ErrorKind::kInput, "no reader knows this format", {}, {}};
}

OneFile read_one(const Desk& desk, const WalkedFile& walked) {
  const Files& files = desk.files;
  OneFile file;
  file.source.path = walked.path_shown;
  file.source.bytes = walked.size;
  auto head = files.head(walked.path_on_disk, kHeadBytes);
  if (!head) {
    refuse_unread(file, head.error());
    return file;
  }
  if (head->bytes.empty()) {
    refuse(file, "unread", {ErrorKind::kInput, "the file is empty", {}, {}});
    return file;
  }
  if (recognises_bill(walked.path_shown, head->bytes)) {
    file.source.format = "bill";
    auto sum = files.sum(walked.path_on_disk);
    if (!sum) {
      refuse_unread(file, sum.error());
      return file;
    }
    file.source.sha256 = std::move(*sum);
    auto bill = read_bill(
        {walked.path_on_disk, walked.path_shown},
        {.threads = desk.threads, .go_on = [&](double) { return !desk.stop.stop_requested(); }});
    if (!bill) {
      refuse(file, "unusable", bill.error());
      return file;
    }
    file.bill = std::move(*bill);
    refuse_if_changed(desk, walked, *head, file);
    return file;
  }
  const Reader* reader = reader_of({walked.path_shown, head->bytes, &desk.around});
  if (reader == nullptr) {
    refuse(file, "unread", reason_unread(files, walked, *std::move(head)));
    return file;
  }
  const Limits limits;
  auto bytes = whole(files, walked, *std::move(head), limits);
  if (!bytes) {
    refuse_unread(file, bytes.error());
    return file;
  }
  file.source.format = reader->name;
  file.source.sha256 = sha256(*bytes);
  if (reader->uses_of != nullptr && !desk.words.of(reader->uses_of).any_in(*bytes)) {
    file.source.skipped.push_back({"", "it names no library that a technology is about"});
    return file;
  }
  take(file, reader->read({walked.path_shown, *bytes, &desk.around}, limits), desk.catalogue,
       reader->of_code);
  return file;
}

// What makes a file a copy of another one: its bytes, and what they say. A template says something
// else beside other values.
std::string said_by(const OneFile& file) {
  std::string said = file.source.sha256;
  for (const Observation& seen : file.observations) {
    said += '\n' + seen.name;
    for (const Mark& mark : seen.marks) said += '\t' + mark.text;
  }
  return said;
}

// A copy of another file shows nothing more, and its money must not count twice.
void forget(OneFile& file, const std::string& original) {
  file.observations.clear();
  file.source.observations = 0;
  file.source.skipped.push_back({"", "the same bytes as " + original + ", which was counted"});
}

// A bill says what it charges only when it is known which of its charges stand in another, too.
void settle_bills(std::vector<OneFile>& files, const Catalogue& catalogue) {
  std::vector<Charges*> bills;
  for (OneFile& file : files) {
    if (file.bill) bills.push_back(&file.bill->charges);
  }
  settle(bills);
  for (OneFile& file : files) {
    if (file.bill) take(file, file.bill->reading(), catalogue, false);
    file.bill.reset();
  }
}

}  // namespace

ReadEvidence read_evidence(const Files& files, const Walked& walked, const Catalogue& catalogue,
                           int threads, const Progress& progress, const std::stop_token& stop) {
  const WalkedSurroundings around(files, walked);
  const Words words(catalogue);
  const Desk desk{files, catalogue, around, words, threads, stop};
  std::vector<OneFile> all(walked.files.size());
  std::size_t done = 0;
  std::mutex progress_lock;
  in_parallel(all.size(), threads, [&](std::size_t i) {
    if (stop.stop_requested()) return;
    all[i] = read_one(desk, walked.files[i]);
    const std::lock_guard lock(progress_lock);
    progress(++done, all.size());
  });
  settle_bills(all, catalogue);
  ReadEvidence evidence;
  std::map<std::string, std::string> first;  // what a file says → the first path of one that does
  std::size_t unread = 0;
  for (OneFile& file : all) {
    if (file.source.format == "unread" && ++unread > kMostUnread) {
      ++evidence.only_counted;
      continue;
    }
    if (file.source.observations > 0) {
      const auto [same, is_new] = first.emplace(said_by(file), file.source.path);
      if (!is_new) forget(file, same->second);
    }
    std::ranges::move(file.observations, std::back_inserter(evidence.observations));
    evidence.sources.push_back(std::move(file.source));
  }
  return evidence;
}

}  // namespace fundable
