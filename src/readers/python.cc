// Reads Python code: which libraries it imports and calls, with the literals that it hands to them.
//
// The work is done in readers/python/, over a syntax tree: names are collected in one pass, then
// each use is resolved to the library that it comes from. Nothing is run and no other file is read;
// of other files it is only asked whether they exist, so that the project's own modules are not
// taken for libraries. What a name gets from another file of the project is therefore not known.
#include "model/observation.h"
#include "readers/python/tell.h"

namespace fundable {
namespace {

bool recognises(const EvidenceFile& head) { return head.path.ends_with(".py"); }

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  code::Uses uses(file, "python");
  if (auto told = py::tell_python(file, file.bytes, limits, uses); !told) {
    return std::unexpected(told.error());
  }
  return uses.reading();
}

}  // namespace

extern const Reader python;
const Reader python{
    .name = "python",
    .reads = "Python code: the libraries it imports and calls",
    .of_code = true,
    .uses_of = "python",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
