// Reads the evidence that a walk found.
#pragma once

#include "app/assess.h"
#include "app/files.h"
#include "app/walk.h"
#include "model/technology.h"

namespace fundable {

struct ReadEvidence {
  std::vector<SourceShown> sources;       // by path
  std::vector<Observation> observations;  // by source, then as in the file
  std::size_t only_counted = 0;           // files that no reader recognises, beyond kMostUnread
};

// So many files that no reader recognises are named, each by its path; in a folder of millions the
// list would outgrow everything else.
inline constexpr std::size_t kMostUnread = 50'000;

// Every file by the reader that recognises it. A file that no reader recognises is `unread`, one
// that its reader cannot use is `unusable`, each with the reason in `skipped`. Libraries that code
// uses and no technology of the catalogue names are counted in `skipped`, not given. Files are read
// on `threads` threads; the result does not depend on their number. A stop ends the reading of a
// bill, and no other file is begun; what was read then is not whole.
[[nodiscard]] ReadEvidence read_evidence(const Files& files, const Walked& walked,
                                         const Catalogue& catalogue, int threads,
                                         const Progress& progress,
                                         const std::stop_token& stop = {});

}  // namespace fundable
