// One pass over the syntax tree of a Python file.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/syntax.h"
#include "readers/python/modules.h"
#include "readers/python/names.h"

namespace fundable::py {

struct Collected {
  Names names;  // holds nodes of the tree
  std::size_t broken = 0;
  std::uint32_t first_broken_line = 0;
};

// Everything that binds a name or uses one. Imports of the project's own modules bind names that
// stand for nothing known. Order of uses: that of the text.
[[nodiscard]] Collected collect(const SyntaxTree& tree, Modules& modules);

}  // namespace fundable::py
