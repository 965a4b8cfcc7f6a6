// Made-up workloads to decide about: the same ones on every machine.
#pragma once

#include <cstdint>
#include <vector>

#include "model/vocabulary.h"

namespace fundable {

struct MadeSubject {
  Facts workload;
  Facts project;
  bool all_known = false;  // every fact has exactly one value
};

// `count` subjects, a third each of workloads that move, that are built new, and of any shape.
// Every fourth has all its facts; of the others' facts about 70 % are known, 25 % unknown and 5 %
// contested.
[[nodiscard]] std::vector<MadeSubject> made_subjects(const Vocabulary& vocabulary,
                                                     std::size_t count, std::uint32_t seed);

}  // namespace fundable
