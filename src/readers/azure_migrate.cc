// Reads what Azure Migrate says of machines: discovery, assessments, its import template.
//
// An assessment computes what a machine would be on Azure; the machine itself still runs where the
// appliance found it. So the recommended size is a tag, `target`, and never a platform. Its cost
// columns are estimates: no charge is made of them. A machine's id is an Azure resource id that
// every report repeats, so the reports of one machine come together; the kind of site in it says
// where the machine runs (a VMware or Hyper-V site; a server site may be anywhere).
//
// Left out on purpose: addresses, disks, cost tables, and machines reported as decommissioned.
#include "base/text.h"
#include "readers/inventory/formats.h"
#include "readers/inventory/machine.h"
#include "readers/table.h"

namespace fundable {
namespace {

using namespace inventory;

std::string_view name_of(const Row& row) {
  return row.first({"machinename", "machine", "servername"});
}

std::string_view id_of(const Row& row) { return row.first({"machineid", "machinearmid"}); }

std::string platform_of(const Row& row) {
  const std::string id = lowered(id_of(row));
  if (id.contains("/vmwaresites/") || id.contains("/hypervsites/")) return "on_premises";
  for (const std::string_view column : {"hypervisor", "servertype", "source", "hostingprovider"}) {
    std::string platform = platform_of_hosting(row[column]);
    if (!platform.empty()) return platform;
  }
  return {};
}

Machine machine_of(const Row& row) {
  Machine machine{.name = name_of(row)};
  machine.power = row.first({"powerstats", "powerstatus", "powerstate"});
  machine.cpus = row["cores"];
  machine.memory = with_unit(row.first({"memoryinmb", "memorymb"}), "MB");
  machine.os = row.first({"operatingsystem", "osname"});
  machine.gpu = row.first({"gpu", "gpumodel"});
  machine.platform = platform_of(row);
  return machine;
}

void add(const Machine& machine, const Row& row, Inventory& inventory,
         const std::map<std::string, std::string>& tags) {
  if (machine.name.empty()) return inventory.leave_out("no machine is named");
  Observation seen = observation_of(machine, row, inventory);
  const std::string_view id = id_of(row);
  if (id.starts_with('/')) seen.id = presentable(id, 500);
  put(seen.within, "host", row["vmhost"]);
  put(seen.tags, "environment", row["environment"]);
  put(seen.tags, "assessment_group", row["groupname"]);
  put_tag(seen, "application", row.first({"application", "applicationname"}));
  put_tags(seen, row["tags"]);
  for (const auto& [key, value] : tags) put(seen.tags, key, value);
  inventory.add(std::move(seen));
}

std::string target_of(const Row& row) {
  for (const std::string_view column :
       {"recommendedvmsize", "recommendedsize", "sqlserveronazurevmconfiguration",
        "azuresqlmiconfiguration", "azurerecommendedtarget"}) {
    const std::string_view size = row[column];
    if (!size.empty() && !size.starts_with(',')) return "azure " + std::string(size);
  }
  return {};
}

void take_machine(const Row& row, Inventory& inventory) {
  add(machine_of(row), row, inventory, {{"target", target_of(row)}});
}

void take_database(const Row& row, Inventory& inventory) {
  Machine machine = machine_of(row);
  const std::string software =
      std::string(row["sqlversion"]) + " " + std::string(row["sqledition"]);
  machine.what = "database server";
  machine.os = trimmed(software);
  add(machine, row, inventory,
      {{"target", target_of(row)}, {"sql_instance", std::string(row["sqlinstance"])}});
}

void take_web_application(const Row& row, Inventory& inventory) {
  Machine machine = machine_of(row);
  machine.what = "web server";
  add(machine, row, inventory,
      {{"target", target_of(row)}, {"web_application", std::string(row["webapplicationname"])}});
}

bool has_machine(const Columns& columns) { return columns.has_any({"machinename", "machine"}); }

bool is_databases(const Columns& columns) {
  return has_machine(columns) && columns.has_all({"sqlinstance", "sqlversion"});
}
bool is_web_applications(const Columns& columns) {
  return has_machine(columns) && columns.has_all({"webapplicationname", "environment"});
}
bool is_machines(const Columns& columns) {
  return has_machine(columns) &&
         columns.has_any({"softwareinventorycount", "sqldiscoveryservercount", "azurevmreadiness",
                          "recommendedvmsize", "azurereadinessissues"}) &&
         columns.has("cores");
}
bool is_import(const Columns& columns) {
  return columns.has_all({"servername", "cores", "memoryinmb", "osname"});
}
bool is_decommissioned(const Columns& columns) {
  return columns.has_all({"machinename", "machineid"}) && columns.names().size() == 2;
}
bool is_cost(const Columns& columns) {
  return columns.has_all({"category", "onpremiaascost"}) ||
         columns.has_all({"migrationstrategy", "sourcecount", "targetcount"}) ||
         (columns.has_all({"year0", "year1"}) && columns.names()[0].empty());
}

constexpr Table kTables[] = {
    {is_databases, take_database},
    {is_web_applications, take_web_application},
    {is_machines, take_machine},
    {is_import, take_machine},
    {is_decommissioned, nullptr, "machines that were decommissioned: they run no more"},
    {is_cost, nullptr, "estimates of cost: they name no machine, and an estimate is no charge"},
};

bool recognises(const EvidenceFile& head) { return recognises_csv(head, azure_migrate_format); }

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  return read_csv(file, limits, azure_migrate_format);
}

}  // namespace

const inventory::Format inventory::azure_migrate_format{kTables};

extern const Reader azure_migrate;
const Reader azure_migrate{
    .name = "azure_migrate",
    .reads = "Azure Migrate: discovery, assessments, import template, as CSV",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
