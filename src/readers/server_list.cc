// Reads a list of servers that somebody keeps by hand or exports from a configuration database.
//
// It is one only where its header clearly says so: a column that names machines, and three of
// operating system, processors, memory and GPUs. Where they run is taken from a column about that
// (hypervisor, provider, location), and stays open without one. Columns that say what a server
// belongs to or is for become tags; installed software becomes marks.
//
// Left out on purpose: addresses, owners' contacts, and every column that is not named here.
#include "base/text.h"
#include "readers/inventory/formats.h"
#include "readers/inventory/machine.h"
#include "readers/table.h"

namespace fundable {
namespace {

using namespace inventory;

const std::initializer_list<std::string_view> kName{
    "hostname", "servername",   "host",     "server", "machinename", "machine",
    "vmname",   "computername", "nodename", "node",   "fqdn",        "dnsname"};
const std::initializer_list<std::string_view> kOs{"os",      "operatingsystem", "osname",
                                                  "guestos", "osversion",       "platformos"};
const std::initializer_list<std::string_view> kCpus{"cpu",     "cpus",        "vcpu",      "vcpus",
                                                    "cores",   "cpucores",    "cpucount",  "numcpu",
                                                    "numcpus", "numcpucores", "processors"};
const std::initializer_list<std::string_view> kMemoryGb{"memorygb", "memorygib", "ramgb", "ramgib",
                                                        "memgb"};
const std::initializer_list<std::string_view> kMemoryMb{"memorymb", "memorymib", "rammb",
                                                        "memoryinmb"};
const std::initializer_list<std::string_view> kMemory{"memory", "ram", "mem"};
const std::initializer_list<std::string_view> kGpu{"gpu",         "gpumodel", "gputype", "gpus",
                                                   "accelerator", "gpucount", "numgpus"};

std::string memory_of(const Row& row) {
  if (const auto text = row.first(kMemoryGb); !text.empty()) return with_unit(text, "GB");
  if (const auto text = row.first(kMemoryMb); !text.empty()) return with_unit(text, "MB");
  return std::string(row.first(kMemory).substr(0, 20));
}

std::string platform_of(const Row& row) {
  for (const std::string_view column :
       {"hypervisor", "provider", "cloudprovider", "cloud", "platform", "hosting", "hostedon",
        "location", "site", "datacenter", "virtualization", "type", "servertype"}) {
    std::string platform = platform_of_hosting(row[column]);
    if (!platform.empty()) return platform;
  }
  return {};
}

void add_software(Observation& seen, std::string_view list) {
  constexpr std::size_t kMost = 100;
  list = list.substr(0, 8192);
  for (const std::string_view entry : split(list, list.contains(';') ? ';' : ',')) {
    if (trimmed(entry).empty() || seen.marks.size() >= kMost) continue;
    seen.marks.push_back({"software", presentable(trimmed(entry)), {}});
  }
}

void take_server(const Row& row, Inventory& inventory) {
  Machine machine{.name = row.first(kName)};
  if (machine.name.empty()) return inventory.leave_out("no server is named");
  machine.power = row.first({"powerstate", "powerstatus", "state", "status", "lifecycle"});
  machine.cpus = row.first(kCpus);
  machine.memory = memory_of(row);
  machine.os = row.first(kOs);
  machine.gpu = row.first(kGpu);
  machine.platform = platform_of(row);
  Observation seen = observation_of(machine, row, inventory);
  add_software(seen, row.first({"software", "installedsoftware", "installedapplications"}));
  for (const char* place : {"datacenter", "cluster", "site", "location", "rack"}) {
    put(seen.within, place, row[place]);
  }
  for (const char* column :
       {"application", "applications", "applicationname", "app", "appname", "project",
        "projectname", "workload", "service", "servicename", "environment", "env", "role",
        "purpose", "description", "department", "team", "owner"}) {
    put_tag(seen, column, row[column]);
  }
  put_tags(seen, row.first({"tags", "labels"}));
  inventory.add(std::move(seen));
}

bool is_servers(const Columns& columns) {
  const auto has = [&](auto names) { return columns.has_any(names) ? 1 : 0; };
  const bool memory =
      columns.has_any(kMemory) || columns.has_any(kMemoryGb) || columns.has_any(kMemoryMb);
  return has(kName) == 1 && has(kOs) + has(kCpus) + has(kGpu) + (memory ? 1 : 0) >= 3;
}

constexpr Table kTables[] = {{is_servers, take_server}};

bool recognises(const EvidenceFile& head) { return recognises_csv(head, server_list_format); }

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  return read_csv(file, limits, server_list_format);
}

}  // namespace

const inventory::Format inventory::server_list_format{kTables};

extern const Reader server_list;
const Reader server_list{
    .name = "server_list",
    .reads = "list of servers with name, operating system, processors, memory, GPUs, as CSV",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
