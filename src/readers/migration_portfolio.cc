// Reads the server table that Migration Portfolio Assessment imports and Migration Evaluator
// exports.
//
// Where a server runs is said by its hypervisor or by being physical; a form that says neither
// leaves it open.
//
// Left out on purpose: utilisation and storage, which size a target but say nothing of what runs.
#include "base/text.h"
#include "readers/inventory/formats.h"
#include "readers/inventory/machine.h"
#include "readers/table.h"

namespace fundable {
namespace {

using namespace inventory;

void take_server(const Row& row, Inventory& inventory) {
  Machine machine{.name = row.first({"hostname", "servername", "serverid"})};
  if (machine.name.empty()) return inventory.leave_out("no server is named");
  const std::string os = std::string(row["osname"]) + " " + std::string(row["osversion"]);
  machine.cpus = row.first({"numcpus", "cpucores"});
  machine.memory = with_unit(row.first({"totalramgb", "ramgb"}), "GB");
  machine.os = trimmed(os);
  machine.platform = platform_of_hosting(row["hypervisor"]);
  if (machine.platform.empty() && is_yes(row["isphysical"])) machine.platform = "on_premises";
  Observation seen = observation_of(machine, row, inventory);
  put_tag(seen, "application", row.first({"applicationname", "application", "appname"}));
  put(seen.tags, "environment", row.first({"environmenttype", "environment"}));
  put(seen.tags, "server_id", row["serverid"]);
  inventory.add(std::move(seen));
}

bool is_servers(const Columns& columns) {
  return columns.has_any({"hostname", "servername", "serverid"}) &&
         columns.count({"isphysical", "hypervisor", "numcpus", "numcorespercpu",
                        "numthreadspercore", "totalramgb", "environmenttype"}) >= 3;
}

constexpr Table kTables[] = {{is_servers, take_server}};

bool recognises(const EvidenceFile& head) {
  return recognises_csv(head, migration_portfolio_format);
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  return read_csv(file, limits, migration_portfolio_format);
}

}  // namespace

const inventory::Format inventory::migration_portfolio_format{kTables};

extern const Reader migration_portfolio;
const Reader migration_portfolio{
    .name = "migration_portfolio",
    .reads = "Migration Portfolio Assessment or Migration Evaluator server table, as CSV",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
