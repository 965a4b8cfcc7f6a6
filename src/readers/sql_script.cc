// Reads scripts of SQL (schemas, migrations, dumps): only what says what a database is for, its
// extensions, indexes and columns for embeddings. Tables and rows are nobody's business here. Of a
// long script, a dump of data, the start is read: what a schema creates stands there.
#include "readers/code/sql.h"

#include "base/text.h"
#include "model/observation.h"

namespace fundable {
namespace {

constexpr std::size_t kMostBytes = std::size_t{4} << 20;

bool recognises(const EvidenceFile& head) { return head.path.ends_with(".sql"); }

Result<Reading> read(const EvidenceFile& file, const Limits& /*limits*/) {
  Reading reading;
  const std::string_view script = file.bytes.substr(0, kMostBytes);
  if (script.size() < file.bytes.size()) {
    reading.skipped.push_back({"", "what the script holds behind its first 4 MiB"});
  }
  for (code::Statement& said : code::statements_in(script)) {
    Observation seen;
    seen.proof = Proof::kUsed;
    seen.at = {file.path, "line " + std::to_string(said.line), "states " + presentable(said.text)};
    seen.marks = {{"sql", presentable(said.text), {}}};
    reading.observations.push_back(std::move(seen));
  }
  return reading;
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
