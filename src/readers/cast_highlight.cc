// Reads an application portfolio that CAST Highlight exports and Migration Center imports.
//
// A row of level Application is an application; rows of level Analysis repeat it by technology. It
// was scanned as source code, so it is declared, not seen running, and nothing says where it runs.
//
// Left out on purpose: scores, which judge code, and analyses.
#include "base/text.h"
#include "readers/inventory/formats.h"
#include "readers/inventory/machine.h"
#include "readers/table.h"

namespace fundable {
namespace {

using namespace inventory;

void take_application(const Row& row, Inventory& inventory) {
  const std::string_view name = row["application"];
  if (lowered(row["level"]) != "application" || name.empty()) {
    return inventory.leave_out("an analysis, counted with its application");
  }
  const std::string_view technologies = row["technologies"];
  Observation seen;
  seen.at = {inventory.path(), row.place,
             "application of a portfolio" +
                 (technologies.empty() ? std::string()
                                       : ", written in " + presentable(technologies, 100))};
  seen.proof = Proof::kDeclared;
  seen.name = presentable(name);
  put(seen.tags, "application", name);
  put(seen.tags, "business_units", row["businessunits"]);
  put_tags(seen, row["tags"]);
  for (const std::string_view technology : split(technologies.substr(0, 2000), ';')) {
    if (trimmed(technology).empty()) continue;
    seen.marks.push_back({"software", presentable(trimmed(technology)), {}});
  }
  inventory.add(std::move(seen));
}

bool is_applications(const Columns& columns) {
  return columns.has_all({"application", "level"}) &&
         columns.has_any({"cloudready", "softwareresiliency", "technicaldebtmin"});
}

constexpr Table kTables[] = {{is_applications, take_application}};

bool recognises(const EvidenceFile& head) { return recognises_csv(head, cast_highlight_format); }

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  return read_csv(file, limits, cast_highlight_format);
}

}  // namespace

const inventory::Format inventory::cast_highlight_format{kTables};

extern const Reader cast_highlight;
const Reader cast_highlight{
    .name = "cast_highlight",
    .reads = "application portfolio of CAST Highlight, as CSV",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
