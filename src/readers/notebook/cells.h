// The code of a Jupyter notebook as one text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/document.h"
#include "readers/code/uses.h"

namespace fundable::jupyter {

// A piece of shell script: a `!` line or a `%%bash` cell.
struct Script {
  std::string text;
  std::uint32_t lines_before = 0;  // in the joined code
};

// The code cells below each other, so that a name bound in one is known in the next. A line that is
// no Python stands as `pass`: every line keeps its place.
struct Code {
  std::string python;
  std::vector<Script> scripts;
  std::vector<Skipped> skipped;  // cells of other languages

  // Where a line of `python` (from 1) stands: `cell 3 line 2`, cells of every type counted from 1.
  [[nodiscard]] std::string locator(std::uint32_t line) const;

  struct Cell {
    std::uint32_t number = 0;
    std::uint32_t lines_before = 0;
  };
  std::vector<Cell> cells;
};

// Errors: kInput where the document is no notebook, or one in another language than Python.
[[nodiscard]] Result<Code> code_of(Node root);

}  // namespace fundable::jupyter
