// Reads the evidence that a walk found.
#pragma once

#include "app/assess.h"
#include "app/walk.h"

namespace fundable {

struct ReadEvidence {
  std::vector<SourceShown> sources;       // by path
  std::vector<Observation> observations;  // by source, then as in the file
};

// Every file by the reader that recognises it. A file that no reader recognises is `unread`, one
// that its reader cannot use is `unusable`, each with the reason in `skipped`. Files are read on
// `threads` threads; the result does not depend on their number.
[[nodiscard]] ReadEvidence read_evidence(const Files& files, const Walked& walked, int threads,
                                         const Progress& progress);

}  // namespace fundable
