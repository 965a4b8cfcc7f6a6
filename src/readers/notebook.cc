// Reads Jupyter notebooks: what their code cells import, call and run. Outputs and text cells are
// never looked at.
//
// The cells are joined to one Python text and read like a file of Python; what cells say in shell
// is read as scripts. Both tell lines of the joined text, so that at the end one sort brings them
// into the notebook's order, and one step turns lines into places in cells.
#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "model/observation.h"
#include "readers/notebook/cells.h"
#include "readers/python/tell.h"

namespace fundable {
namespace {

bool recognises(const EvidenceFile& head) { return head.path.ends_with(".ipynb"); }

// 0 where the locator names no line.
std::uint32_t line_of(std::string_view locator) {
  std::uint32_t line = 0;
  if (locator.starts_with("line ")) {
    std::from_chars(locator.data() + 5, locator.data() + locator.size(), line);
  }
  return line;
}

void place_in_cells(const jupyter::Code& code, std::string& locator) {
  if (const std::uint32_t line = line_of(locator); line > 0) locator = code.locator(line);
}

Result<Reading> read_code(const EvidenceFile& file, const jupyter::Code& code,
                          const Limits& limits) {
  code::Uses uses(file, "python");
  if (auto told = py::tell_python(file, code.python, limits, uses); !told) {
    return std::unexpected(told.error());
  }
  for (const jupyter::Script& script : code.scripts) {
    py::tell_script(script.text, script.lines_before, uses);
  }
  Reading reading = uses.reading();
  std::ranges::stable_sort(reading.observations, {},
                           [](const Observation& seen) { return line_of(seen.at.locator); });
  for (Observation& seen : reading.observations) place_in_cells(code, seen.at.locator);
  for (Skipped& skipped : reading.skipped) place_in_cells(code, skipped.locator);
  reading.skipped.insert(reading.skipped.end(), code.skipped.begin(), code.skipped.end());
  return reading;
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto document = parse_json(file.bytes, limits);
  if (!document) {
    Error error = document.error();
    error.place = error.place.empty() ? file.path : file.path + ':' + error.place;
    return std::unexpected(std::move(error));
  }
  auto code = jupyter::code_of(document->root());
  if (!code) {
    code.error().place = file.path;
    return std::unexpected(code.error());
  }
  return read_code(file, *code, limits);
}

}  // namespace

extern const Reader notebook;
const Reader notebook{
    .name = "notebook",
    .reads = "Jupyter notebooks: the libraries that their code imports and calls",
    .of_code = true,
    .uses_of = "python",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
