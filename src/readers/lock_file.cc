// Knows lock files, and reads nothing of them.
//
// A lock file repeats its manifest with everything that the libraries bring along: thousands of
// names that nobody chose. It is recognised so that it is told why it was left out.
#include <algorithm>
#include <array>

#include "readers/file/file.h"

namespace fundable {
namespace {

struct Lock {
  std::string_view name;
  std::string_view manifest;
};
constexpr auto kLocks = std::to_array<Lock>({
    {"bun.lock", "package.json"},
    {"composer.lock", "composer.json"},
    {"gemfile.lock", "Gemfile"},
    {"cargo.lock", "Cargo.toml"},
    {"go.sum", "go.mod"},
    {"go.work.sum", "go.work"},
    {"npm-shrinkwrap.json", "package.json"},
    {"package-lock.json", "package.json"},
    {"packages.lock.json", "the project file"},
    {"pdm.lock", "pyproject.toml"},
    {"pipfile.lock", "Pipfile"},
    {"pixi.lock", "pixi.toml"},
    {"pnpm-lock.yaml", "package.json"},
    {"poetry.lock", "pyproject.toml"},
    {"uv.lock", "pyproject.toml"},
    {"yarn.lock", "package.json"},
});

const Lock* lock_of(std::string_view path) {
  const std::string name = file_name_of(path);
  const auto found = std::ranges::find(kLocks, name, &Lock::name);
  return found == kLocks.end() ? nullptr : &*found;
}

bool recognises(const EvidenceFile& head) { return lock_of(head.path) != nullptr; }

Result<Reading> read(const EvidenceFile& file, const Limits&) {
  const Lock* lock = lock_of(file.path);
  const std::string_view manifest = lock == nullptr ? "manifest" : lock->manifest;
  Reading reading;
  reading.skipped.push_back(
      {"", "a lock file; what the project chose stands in " + std::string(manifest)});
  return reading;
}

}  // namespace

extern const Reader lock_file;
const Reader lock_file{
    .name = "lock_file",
    .reads = "lock files of package managers, which are left out",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
