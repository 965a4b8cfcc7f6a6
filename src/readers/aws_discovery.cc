// Reads the import file of AWS Application Discovery Service and Migration Hub, and the EC2
// recommendations that Migration Hub exports, whose columns have the same names behind `Server.`.
//
// The service is made for servers in a customer's own data centre, so that is where they are taken
// to run, unless an external id names a cloud. What is recommended on EC2 is a tag, `target`: the
// server does not run there.
//
// Left out on purpose: addresses, utilisation, prices.
#include "base/text.h"
#include "readers/inventory/formats.h"
#include "readers/inventory/machine.h"
#include "readers/table.h"

namespace fundable {
namespace {

using namespace inventory;

std::string_view field(const Row& row, std::string_view name) {
  const std::string_view text = row[name];
  return text.empty() ? row["server" + std::string(name)] : text;
}

std::string platform_of(const Row& row) {
  const std::string id = lowered(field(row, "externalid"));
  if (id.starts_with("/subscriptions/")) return "azure";
  if (id.starts_with("projects/") || id.starts_with("//compute.googleapis.com/")) return "gcp";
  if (id.starts_with("arn:aws")) return "aws";
  if (id.starts_with("ocid1.")) return "oci";
  return "on_premises";
}

// A number of logical cores is what runs; sockets only where nothing more is known.
std::string_view cpus_of(const Row& row) {
  for (const char* column :
       {"cpunumberoflogicalcores", "cpunumberofcores", "cpunumberofprocessors"}) {
    if (const std::string_view cpus = field(row, column); !cpus.empty()) return cpus;
  }
  return {};
}

void take_server(const Row& row, Inventory& inventory) {
  Machine machine{.name = field(row, "hostname")};
  for (const char* column : {"vmwarevmname", "externalid", "serverid", "vmwaremorefid"}) {
    if (machine.name.empty()) machine.name = field(row, column);
  }
  if (machine.name.empty()) {
    return inventory.leave_out("nothing says which server: an application or a broken row");
  }
  const std::string os =
      std::string(field(row, "osname")) + " " + std::string(field(row, "osversion"));
  machine.cpus = cpus_of(row);
  machine.memory = with_unit(field(row, "ramtotalsizeinmb"), "MB");
  machine.os = trimmed(os);
  machine.platform = platform_of(row);
  Observation seen = observation_of(machine, row, inventory);
  // Only identifiers that hold everywhere; an inventory number may be another server's elsewhere.
  const std::string_view id = field(row, "externalid");
  if (machine.platform != "on_premises") seen.id = presentable(id, 500);
  put_tag(seen, "application", row["applications"]);
  put(seen.tags, "wave", row["applicationwave"]);
  put_tags(seen, row["tags"]);
  if (const auto size = row["recommendationec2instancemodel"]; !size.empty()) {
    put(seen.tags, "target", "aws " + std::string(size));
  }
  put(seen.within, "vcenter", field(row, "vmwarevcenterid"));
  put(seen.tags, "folder", field(row, "vmwarevmfolderpath"));
  inventory.add(std::move(seen));
}

bool is_servers(const Columns& columns) {
  const auto has = [&](std::string_view name) {
    return columns.has(name) || columns.has("server" + std::string(name));
  };
  int count = 0;
  for (const char* column :
       {"externalid", "smbiosid", "vmwaremorefid", "vmwarevmname", "cpunumberofprocessors",
        "cpunumberofcores", "ramtotalsizeinmb", "applicationwave"}) {
    count += has(column) ? 1 : 0;
  }
  return count >= 3;
}

constexpr Table kTables[] = {{is_servers, take_server}};

bool recognises(const EvidenceFile& head) { return recognises_csv(head, aws_discovery_format); }

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  return read_csv(file, limits, aws_discovery_format);
}

}  // namespace

const inventory::Format inventory::aws_discovery_format{kTables};

extern const Reader aws_discovery;
const Reader aws_discovery{
    .name = "aws_discovery",
    .reads = "AWS Application Discovery Service or Migration Hub import file",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
