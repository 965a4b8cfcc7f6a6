// Which files of a project are read as evidence, and how many others were left out, and why.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/files.h"

namespace fundable {

struct WalkedFile {
  std::string path_shown;    // relative to the root, `/` between parts, as shown_path() writes it
  std::string path_on_disk;  // to open it; where path_shown is a link, the file that it leads to
  std::uint64_t size = 0;
};

struct Walked {
  std::vector<WalkedFile> files;  // by path_shown, byte by byte; every path once
  // Reason → files left out for it. A folder that is left out whole counts once, under a reason
  // that says so; nothing in it was looked at. Order: by reason.
  std::vector<std::pair<std::string, std::size_t>> left_out;
  // Folders that hold a repository each, judged by what people put at its top (`.git`, a licence,
  // `.github`, a README); the outermost only. Order: by path.
  std::vector<std::string> code_roots;
};

struct WalkLimits {
  std::size_t files = 1'000'000;       // before a look at their bytes
  std::size_t depth = 64;              // folders below the root
  std::size_t path_bytes = 4'096;      // of a path on disk
  std::size_t ignore_bytes = 1 << 18;  // of one .gitignore file
  // Steps that .gitignore rules may take in all, and how many more for each path that they judge;
  // after that none is applied.
  std::size_t rule_steps = 1'000'000'000;
  std::size_t rule_steps_a_path = 20'000;
};

// Finds the files at and below `starts`, paths relative to the folder `root`; below the root itself
// where no starts are given, and nothing where they are given but empty.
//
// Left out are, and never opened: what .gitignore files say; files that hold secrets by their name;
// version control, installed packages and caches; pipes, sockets, devices; links that lead out of
// the root or to a folder. Left out after a look at their first 8 KiB: binary files of no format
// that is evidence. A start was named on purpose: no .gitignore file above it applies to it or
// below it, and its own name leaves nothing out but secrets.
//
// Files are looked at on `threads` threads; the result does not depend on their number.
//
// A link to a file counts only where that file is not found by its own path: no bill counts twice.
// Errors: kMissing where the root or a start is not there, kInput where a start leads out of the
// root or is neither file nor folder, kSystem where it cannot be opened.
[[nodiscard]] Result<Walked> walk(const Files& files, const std::string& root,
                                  const std::optional<std::vector<std::string>>& starts,
                                  const WalkLimits& limits = {}, int threads = 1);

}  // namespace fundable
