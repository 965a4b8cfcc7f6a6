// Reads the intake form of Cloud Migration Factory on AWS: the servers of a migration, by wave.
//
// The form says which server moves and what it becomes on AWS; it does not say where it runs today,
// so no platform is taken from it. What it becomes is a tag, `target`. A server that is to be
// retired or retained is listed as well, with that strategy as its tag.
//
// Left out on purpose: subnets, security groups and other settings of the target.
#include "base/text.h"
#include "readers/inventory/formats.h"
#include "readers/inventory/machine.h"
#include "readers/table.h"

namespace fundable {
namespace {

using namespace inventory;

std::string target_of(const Row& row) {
  std::string target = "aws";
  for (const char* column : {"awsregion", "instancetype"}) {
    if (const auto text = row[column]; !text.empty()) target += " " + std::string(text);
  }
  return target;
}

void take_server(const Row& row, Inventory& inventory) {
  Machine machine{.what = "server of a migration wave",
                  .name = row.first({"servername", "serverfqdn"})};
  if (machine.name.empty()) return inventory.leave_out("no server is named");
  machine.os = row.first({"serverosversion", "serverosfamily"});
  Observation seen = observation_of(machine, row, inventory);
  const std::string_view strategy = row["rtype"];
  const std::string plain = lowered(strategy);
  put_tag(seen, "application", row["appname"]);
  put(seen.tags, "wave", row["wavename"]);
  put(seen.tags, "r_type", strategy);
  put(seen.tags, "environment", row["serverenvironment"]);
  put(seen.tags, "tier", row["servertier"]);
  if (plain != "retire" && plain != "retain") {
    put(seen.tags, "target", target_of(row));
    put(seen.tags, "target_account", row["awsaccountid"]);
  }
  put_tags(seen, row["tags"]);
  inventory.add(std::move(seen));
}

bool is_servers(const Columns& columns) {
  return columns.has("servername") &&
         columns.count(
             {"rtype", "wavename", "appname", "serverosfamily", "awsaccountid", "serverfqdn"}) >= 3;
}

constexpr Table kTables[] = {{is_servers, take_server}};

bool recognises(const EvidenceFile& head) { return recognises_csv(head, migration_factory_format); }

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  return read_csv(file, limits, migration_factory_format);
}

}  // namespace

const inventory::Format inventory::migration_factory_format{kTables};

extern const Reader migration_factory;
const Reader migration_factory{
    .name = "migration_factory",
    .reads = "Cloud Migration Factory intake form or server list, as CSV",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
