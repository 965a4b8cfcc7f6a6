// Walks a project's folder.
//
// Folder by folder, each listed once and sorted, so that a limit cuts the same files everywhere.
// The kind of an entry comes with the listing; the one thing asked of a file is its head, which
// gives its size as well; all heads are asked at once when the folders are known. Symbolic links
// wait until the end: whether one is worth following depends on whether the file it leads to was
// found by its own path. A start that lies below another one is walked on its own only, because
// other .gitignore files apply to it.
//
// Left out on purpose: git's global and per-clone excludes, which belong to a person and not to
// the project, and .gitignore files that are links, as in git.
#include "app/walk.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/ignore_rules.h"
#include "app/in_parallel.h"
#include "app/left_out.h"
#include "base/text.h"

namespace fundable {
namespace {

constexpr std::size_t kHeadBytes = 8'192;

// The rules of one .gitignore file and where they count from.
struct RulesHere {
  std::size_t folder_length;  // of the folder's relative path, with its `/`
  IgnoreRules rules;
};

class Walker {
 public:
  Walker(const Files& files, std::string root, const WalkLimits& limits, int threads)
      : files_(files),
        root_(std::move(root)),
        limits_(limits),
        threads_(threads),
        rule_steps_left_(limits.rule_steps) {}

  // Takes note of a start, given as the user wrote it.
  Result<> add_start(const std::string& start) {
    Result<Place> place = files_.resolve(root_ + "/" + start);
    if (!place) return refused(start, place.error().kind, place.error().says);
    const bool inside = place->path == root_ || place->path.starts_with(prefix());
    if (!inside) return refused(start, ErrorKind::kInput, "it lies outside the project's folder");
    if (place->kind == EntryKind::kOther) {
      return refused(start, ErrorKind::kInput, "it is neither a file nor a folder");
    }
    starts_[place->path == root_ ? "" : place->path.substr(prefix().size())] = place->kind;
    return {};
  }

  Result<Walked> walk() {
    for (const auto& [path, kind] : starts_) {
      if (kind == EntryKind::kFile) {
        const auto why = reason_against_file(shown_path(path));
        why.empty() ? admit(path, on_disk(path)) : leave_out(why);
        continue;
      }
      const Result<std::vector<Entry>> entries = files_.list(on_disk(path));
      if (!entries) return refused(path, entries.error().kind, entries.error().says);
      walk_entries(path.empty() ? "" : path + "/", *entries);
    }
    look_inside();
    follow_links();
    look_inside();
    std::ranges::sort(walked_.files, {}, &WalkedFile::path_shown);
    walked_.code_roots.assign(code_roots_.begin(), code_roots_.end());
    walked_.left_out.assign(left_out_.begin(), left_out_.end());
    return std::move(walked_);
  }

 private:
  static std::unexpected<Error> refused(const std::string& start, ErrorKind kind,
                                        const std::string& why) {
    return failure(kind, "the evidence '" + presentable(start) + "' cannot be used: " + why, {},
                   "Name a file or folder that lies in the project's folder.");
  }

  std::string prefix() const { return root_ == "/" ? root_ : root_ + "/"; }
  std::string on_disk(const std::string& path) const {
    return path.empty() ? root_ : prefix() + path;
  }
  void leave_out(std::string_view reason) {
    auto found = left_out_.find(reason);
    if (found == left_out_.end()) found = left_out_.emplace(reason, 0).first;
    ++found->second;
  }

  // `folder` is relative to the root and ends with `/`, or is empty.
  void walk_entries(const std::string& folder, const std::vector<Entry>& entries) {
    note_code_root(folder, entries);
    const bool has_rules = read_rules(folder, entries);
    for (const Entry& entry : entries) {
      const std::string path = folder + entry.name;
      if (starts_.contains(path)) continue;
      take(path, entry, entries);
    }
    if (has_rules) rules_.pop_back();
  }

  void note_code_root(std::string_view folder, const std::vector<Entry>& entries) {
    if (!is_code_root(entries)) return;
    const std::string root = shown_path(folder.substr(0, folder.rfind('/')));
    bool is_inside = code_roots_.contains("");
    for (auto slash = root.find('/'); slash != root.npos; slash = root.find('/', slash + 1)) {
      is_inside = is_inside || code_roots_.contains(root.substr(0, slash));
    }
    if (!is_inside) code_roots_.insert(root);
  }

  bool read_rules(const std::string& folder, const std::vector<Entry>& entries) {
    const auto found = std::ranges::lower_bound(entries, ".gitignore", {}, &Entry::name);
    if (found == entries.end() || found->name != ".gitignore" || found->kind != EntryKind::kFile) {
      return false;
    }
    Result<std::string> text = files_.read(on_disk(folder + ".gitignore"), limits_.ignore_bytes);
    Result<IgnoreRules> rules =
        text ? IgnoreRules::read(*text) : Result<IgnoreRules>(std::unexpected(text.error()));
    if (!rules) {
      leave_out(rules.error().kind == ErrorKind::kLimit ? ".gitignore too large, not applied"
                                                        : ".gitignore unreadable, not applied");
      return false;
    }
    rules_.push_back({folder.size(), std::move(*rules)});
    return true;
  }

  bool is_ignored(std::string_view path, bool is_folder) {
    if (rules_.empty() || gave_up_rules_) return false;
    rule_steps_left_ += limits_.rule_steps_a_path;
    std::size_t steps = 0;
    const bool ignored = judged_ignored(path, is_folder, steps);
    if (steps <= rule_steps_left_) {
      rule_steps_left_ -= steps;
    } else {
      gave_up_rules_ = true;
      leave_out(".gitignore too slow, no longer applied");
    }
    return ignored;
  }

  bool judged_ignored(std::string_view path, bool is_folder, std::size_t& steps) const {
    for (auto here = rules_.rbegin(); here != rules_.rend(); ++here) {
      const IgnoreAnswer answer =
          here->rules.judge(path.substr(here->folder_length), is_folder, steps);
      if (answer != IgnoreAnswer::kUnsaid) return answer == IgnoreAnswer::kIgnored;
    }
    return false;
  }

  void take(const std::string& path, const Entry& entry, const std::vector<Entry>& beside) {
    const bool is_folder = entry.kind == EntryKind::kFolder;
    // A file named .git stands for the folder, in a submodule or worktree.
    if (is_folder || entry.name == ".git") {
      if (const auto why = reason_against_folder(entry.name); !why.empty()) return leave_out(why);
    } else if (const auto why = reason_against_file(shown_path(path)); !why.empty()) {
      return leave_out(why);
    }
    if (is_ignored(path, is_folder)) {
      return leave_out(is_folder ? "ignored by .gitignore (folder)" : "ignored by .gitignore");
    }
    switch (entry.kind) {
      case EntryKind::kFile:
        return admit(path, on_disk(path));
      case EntryKind::kFolder:
        return take_folder(path, entry.name, beside);
      case EntryKind::kLink:
        links_.push_back(path);
        return;
      case EntryKind::kOther:
        return leave_out("pipe, socket or device");
    }
  }

  void take_folder(const std::string& path, const std::string& name,
                   const std::vector<Entry>& beside) {
    const auto depth = static_cast<std::size_t>(std::ranges::count(path, '/')) + 1;
    if (depth > limits_.depth) return leave_out("folders nested too deep (folder)");
    if (on_disk(path).size() >= limits_.path_bytes) return leave_out("path too long (folder)");
    const Result<std::vector<Entry>> entries = files_.list(on_disk(path));
    if (!entries) return leave_out("unreadable (folder)");
    const auto why = reason_against_contents(name, *entries, beside);
    if (!why.empty()) return leave_out(why);
    walk_entries(path + "/", *entries);
  }

  // Takes a file whose name is nothing against it.
  void admit(const std::string& path, const std::string& disk_path) {
    if (disk_path.size() >= limits_.path_bytes) return leave_out("path too long");
    if (walked_.files.size() + found_.size() == limits_.files) {
      return leave_out("more than " + std::to_string(limits_.files) + " files");
    }
    found_.push_back({shown_path(path), disk_path, 0});
  }

  // Leaves out again what its first bytes are against, of the files found since the last look.
  void look_inside() {
    std::vector<WalkedFile> found = std::move(found_);
    found_.clear();
    std::vector<std::string_view> against(found.size());
    in_parallel(found.size(), threads_, [&](std::size_t i) {
      const Result<Head> head = files_.head(found[i].path_on_disk, kHeadBytes);
      if (head) found[i].size = head->size;
      against[i] = head ? reason_against_bytes(found[i].path_shown, head->bytes) : "unreadable";
    });
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (against[i].empty()) {
        walked_.files.push_back(std::move(found[i]));
      } else {
        leave_out(against[i]);
      }
    }
  }

  void follow_links() {
    std::ranges::sort(links_);
    std::set<std::string> taken;
    if (!links_.empty()) {
      for (const WalkedFile& file : walked_.files) taken.insert(file.path_on_disk);
    }
    for (const std::string& link : links_) {
      const Result<Place> place = files_.resolve(on_disk(link));
      if (!place) {
        leave_out("link that leads nowhere");
      } else if (place->path != root_ && !place->path.starts_with(prefix())) {
        leave_out("link out of the project");
      } else if (const auto why = reason_against_target(*place); !why.empty()) {
        leave_out(why);
      } else if (!taken.insert(place->path).second) {
        leave_out("link to a file that is read anyway");
      } else {
        admit(link, place->path);
      }
    }
  }

  std::string_view reason_against_target(const Place& place) const {
    if (place.kind == EntryKind::kFolder) return "link to a folder";
    if (place.kind != EntryKind::kFile) return "pipe, socket or device";
    const std::string path = place.path.substr(prefix().size());
    for (const std::string_view part : split(path, '/')) {
      if (const auto why = reason_against_folder(part); !why.empty())
        return "link to a file that is left out";
    }
    return reason_against_file(shown_path(path));
  }

  const Files& files_;
  const std::string root_;  // without links
  const WalkLimits limits_;
  const int threads_;
  std::map<std::string, EntryKind> starts_;  // by path relative to the root; the root is ""
  std::vector<RulesHere> rules_;             // from the start down to the folder being walked
  std::size_t rule_steps_left_;
  bool gave_up_rules_ = false;
  std::vector<std::string> links_;
  std::set<std::string> code_roots_;
  std::map<std::string, std::size_t, std::less<>> left_out_;
  std::vector<WalkedFile> found_;  // not yet looked inside
  Walked walked_;
};

}  // namespace

Result<Walked> walk(const Files& files, const std::string& root,
                    const std::optional<std::vector<std::string>>& starts, const WalkLimits& limits,
                    int threads) {
  const Result<Place> place = files.resolve(root);
  if (!place) return std::unexpected(place.error());
  if (place->kind != EntryKind::kFolder) {
    return failure(ErrorKind::kInput, "it is not a folder", shown_path(root));
  }
  Walker walker(files, place->path, limits, threads);
  for (const std::string& start : starts.value_or(std::vector<std::string>{"."})) {
    if (auto added = walker.add_start(start); !added) return std::unexpected(added.error());
  }
  return walker.walk();
}

}  // namespace fundable
