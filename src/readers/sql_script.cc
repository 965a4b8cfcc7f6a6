// Reads scripts of SQL (schemas, migrations, dumps): only what says what a database is for, its
// extensions, indexes and columns for embeddings. Tables and rows are nobody's business here. Of a
// long script, a dump of data, the start is read: what a schema creates stands there.
#include "model/observation.h"
#include "readers/code/uses.h"

namespace fundable {
namespace {

constexpr std::size_t kMostBytes = std::size_t{4} << 20;

bool recognises(const EvidenceFile& head) { return head.path.ends_with(".sql"); }

Result<Reading> read(const EvidenceFile& file, const Limits& /*limits*/) {
  code::Uses uses(file, "sql");
  uses.statements(file.bytes.substr(0, kMostBytes), 1);
  if (file.bytes.size() > kMostBytes) uses.skip("", "what the script holds behind its first 4 MiB");
  return uses.reading();
}

}  // namespace

extern const Reader sql_script;
const Reader sql_script{
    .name = "sql_script",
    .reads = "SQL scripts: extensions, indexes and columns for embeddings",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
