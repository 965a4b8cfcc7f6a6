// Resources are born one after another, each with its texts ready made; a window of them is alive,
// and hour by hour each gives its line, so that lines stand in order of time as in real exports.
#include "bench/bills/lines.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <iterator>
#include <string_view>
#include <vector>

namespace fundable::bench {
namespace {

using Text = std::string_view;

struct Service {
  Text provider, category, name, type, sku, description, unit;
  Text code;  // AWS's, for CUR
  int weight;
};

constexpr std::array<Service, 14> kServices{
    {{"AWS", "AI and Machine Learning", "Amazon SageMaker", "notebook-instance", "SMK8ML5X",
      "$1.408 per ml.g5.2xlarge hour of training", "Hrs", "AmazonSageMaker", 6},
     {"AWS", "AI and Machine Learning", "Amazon Bedrock", "model-invocation", "BDR4CLD3",
      "$3.00 per million input tokens, Claude", "Tokens", "AmazonBedrock", 5},
     {"AWS", "Compute", "Amazon Elastic Compute Cloud", "instance", "EC2P4D24",
      "$32.77 per On Demand Linux p4d.24xlarge Instance Hour", "Hrs", "AmazonEC2", 14},
     {"AWS", "Storage", "Amazon Simple Storage Service", "bucket", "S3STD001",
      "$0.023 per GB - first 50 TB / month of storage used", "GB-Mo", "AmazonS3", 12},
     {"AWS", "Databases", "Amazon Relational Database Service", "db-instance", "RDSPG001",
      "$0.48 per db.r6g.xlarge instance hour", "Hrs", "AmazonRDS", 8},
     {"AWS", "Networking", "Amazon Virtual Private Cloud", "nat-gateway", "VPCNAT01",
      "$0.045 per NAT Gateway Hour", "Hrs", "AmazonVPC", 6},
     {"Microsoft", "AI and Machine Learning", "Azure OpenAI", "cognitiveservices/accounts",
      "AOAIGPT4", "gpt-4o, output tokens, global", "1K Tokens", "", 7},
     {"Microsoft", "AI and Machine Learning", "Azure Machine Learning", "workspaces/computes",
      "AMLNC24A", "NC24ads A100 v4, compute hours", "1 Hour", "", 4},
     {"Microsoft", "Compute", "Virtual Machines", "virtualmachines", "VMD8SV5X",
      "D8s v5, compute hours", "1 Hour", "", 12},
     {"Microsoft", "Storage", "Storage Accounts", "storageaccounts", "BLOBHOT1",
      "Hot LRS data stored", "1 GB/Month", "", 9},
     {"Microsoft", "Databases", "Azure SQL Database", "servers/databases", "SQLGP008",
      "General Purpose, vCore hours", "1 Hour", "", 6},
     {"Google Cloud", "AI and Machine Learning", "Vertex AI", "endpoints", "VTXPRED1",
      "Online prediction, NVIDIA L4, europe-west4", "hour", "", 4},
     {"Google Cloud", "AI and Machine Learning", "Gemini API", "models", "GEM15PRO",
      "Input tokens, Gemini 1.5 Pro", "count", "", 3},
     {"Google Cloud", "Compute", "Compute Engine", "instances", "GCEA2HG1",
      "A2 instance core running in Netherlands", "hour", "", 4}}};

constexpr std::array<Text, 6> kAws{"eu-central-1", "eu-west-1",      "us-east-1",
                                   "us-west-2",    "ap-southeast-1", "sa-east-1"};
constexpr std::array<Text, 6> kAzure{"westeurope", "northeurope",   "eastus",
                                     "eastus2",    "swedencentral", "uksouth"};
constexpr std::array<Text, 6> kGoogle{"europe-west4", "europe-west1", "us-central1",
                                      "us-east4",     "asia-east1",   "europe-north1"};
constexpr std::array<Text, 8> kTeams{"claims",  "fraud",    "search", "pricing",
                                     "support", "platform", "data",   "web"};
constexpr std::array<Text, 4> kStages{"prod", "staging", "dev", "test"};

constexpr int kHours = 92 * 24;  // July, August and September
constexpr int kLinesOfResource = 480;

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t mixed = state_ += 0x9E3779B97F4A7C15;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
    return mixed ^ (mixed >> 31);
  }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }

 private:
  std::uint64_t state_;
};

// What of a resource's lines is the same in each of them.
struct Resource {
  const Service* service = nullptr;
  std::string head;         // the cells before the period
  std::string tail;         // the cells after the amounts
  std::uint64_t price = 0;  // of an hour, in millionths
  std::int64_t lines = 0;   // that are still to come
};

struct Hour {
  std::string starts, ends, month, next_month;
};

std::vector<Hour> hours() {
  using std::chrono::sys_days;
  const auto text = [](int hour) {
    const std::chrono::year_month_day day{sys_days(std::chrono::year(2026) / 7 / 1) +
                                          std::chrono::days(hour / 24)};
    return fmt::format("{}-{:02}-{:02}T{:02}:00:00Z", static_cast<int>(day.year()),
                       static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                       hour % 24);
  };
  std::vector<Hour> all;
  for (int hour = 0; hour < kHours; ++hour) {
    const int month = hour < 31 * 24 ? 7 : hour < 62 * 24 ? 8 : 9;
    all.push_back({text(hour), text(hour + 1), fmt::format("2026-{:02}-01T00:00:00Z", month),
                   fmt::format("2026-{:02}-01T00:00:00Z", month + 1)});
  }
  return all;
}

const Service& any_service(Random& random) {
  auto at = static_cast<int>(random.below(100));
  for (const Service& service : kServices) {
    if ((at -= service.weight) < 0) return service;
  }
  return kServices.front();
}

Text any_region(const Service& service, Random& random) {
  const auto& regions = service.provider == "AWS"         ? kAws
                        : service.provider == "Microsoft" ? kAzure
                                                          : kGoogle;
  return regions[random.below(regions.size())];
}

std::string tags(Text team, Text stage, Random& random) {
  if (random.below(10) >= 6) return "";
  return fmt::format(R"("{{""team"":""{}"",""env"":""{}"",""cost-center"":""CC{}""}}")", team,
                     stage, 1000 + random.below(40));
}

Resource focus_resource(std::uint64_t number, Random& random) {
  const Service& service = any_service(random);
  const Text team = kTeams[random.below(kTeams.size())];
  const Text stage = kStages[random.below(kStages.size())];
  const std::size_t account = 100'000'000'017 + random.below(60) * 7'000'003;
  const Text region = any_region(service, random);
  const std::string name = fmt::format("{}-{}-{}", team, stage, number);
  Resource resource{.service = &service,
                    .head = {},
                    .tail = {},
                    .price = 1 + random.below(3'000'000),
                    .lines = 1 + static_cast<std::int64_t>(random.below(2 * kLinesOfResource))};
  resource.head =
      fmt::format("{0},{1},{1}-{2},{3},{4},{5}:{6}:{1}:{7}/{8},{8},{7},{6},{9},\"{10}\",",
                  service.provider, account, team, service.category, service.name,
                  service.provider == "AWS"         ? "arn:aws"
                  : service.provider == "Microsoft" ? "az"
                                                    : "gcp",
                  region, service.type, name, service.sku, service.description);
  resource.tail = fmt::format(",{},{}\n", service.unit, tags(team, stage, random));
  return resource;
}

constexpr Text kFocusHeader =
    "ProviderName,SubAccountId,SubAccountName,ServiceCategory,ServiceName,ResourceId,ResourceName,"
    "ResourceType,RegionId,SkuId,ChargeDescription,ChargePeriodStart,ChargePeriodEnd,"
    "BillingPeriodStart,BillingPeriodEnd,BillingCurrency,ChargeCategory,BilledCost,EffectiveCost,"
    "ListCost,ConsumedQuantity,ConsumedUnit,Tags\n";

Resource cur_resource(std::uint64_t number, Random& random) {
  const Service& service = kServices[random.below(6)];
  const Text team = kTeams[random.below(kTeams.size())];
  const Text stage = kStages[random.below(kStages.size())];
  const std::size_t account = 100'000'000'017 + random.below(60) * 7'000'003;
  const Text region = any_region(service, random);
  Resource resource{.service = &service,
                    .head = {},
                    .tail = {},
                    .price = 1 + random.below(3'000'000),
                    .lines = 1 + static_cast<std::int64_t>(random.below(2 * kLinesOfResource))};
  resource.head =
      fmt::format("{0},{0}-{1},{2},{3},arn:aws:{4}:{0}:{5}/{1}-{6}-{7},{4},{8},\"{9}\",", account,
                  team, service.code, service.name, region, service.type, stage, number,
                  service.sku, service.description);
  resource.tail = fmt::format(",{},{}\n", service.unit, tags(team, stage, random));
  return resource;
}

constexpr Text kCurHeader =
    "line_item_usage_account_id,line_item_usage_account_name,line_item_product_code,"
    "product_product_name,line_item_resource_id,product_region_code,product_sku,"
    "line_item_line_item_description,line_item_usage_start_date,line_item_usage_end_date,"
    "bill_billing_period_start_date,bill_billing_period_end_date,line_item_currency_code,"
    "line_item_line_item_type,line_item_unblended_cost,line_item_net_unblended_cost,"
    "pricing_public_on_demand_cost,line_item_usage_amount,pricing_unit,resource_tags\n";

struct Kind {
  Text focus, cur;
  bool negative;
};

Kind any_kind(Random& random) {
  const std::size_t at = random.below(1000);
  if (at < 4) return {"Credit", "Credit", true};
  if (at < 5) return {"Credit", "Refund", true};
  if (at < 9) return {"Tax", "Tax", false};
  if (at < 10) return {"Purchase", "Fee", false};
  return {"Usage", "Usage", false};
}

void append_line(const Resource& resource, const Hour& hour, bool cur, Random& random,
                 std::string& out) {
  const Kind kind = any_kind(random);
  const std::uint64_t amount = resource.price * (500 + random.below(1000));  // in 1e-9
  const auto to = std::back_inserter(out);
  const Text sign = kind.negative ? "-" : "";
  out += resource.head;
  fmt::format_to(to, FMT_COMPILE("{},{},{},{},{},{},"), hour.starts, hour.ends, hour.month,
                 hour.next_month, cur || resource.service->provider == "AWS" ? "USD" : "EUR",
                 cur ? kind.cur : kind.focus);
  for (const std::uint64_t of_hundred : {100U, 92U, 115U}) {
    const std::uint64_t part = amount / 100 * of_hundred;
    fmt::format_to(to, FMT_COMPILE("{}{}.{:09},"), sign, part / 1'000'000'000,
                   part % 1'000'000'000);
  }
  fmt::format_to(to, FMT_COMPILE("{}.{:03}"), amount / 1'000'000, amount / 1'000 % 1'000);
  out += resource.tail;
}

}  // namespace

bool write_bill(const BillShape& shape, const std::string& path) {
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return false;
  Random random(shape.seed);
  const std::vector<Hour> all = hours();
  const std::size_t alive = static_cast<std::size_t>(shape.lines / kHours) + 1;
  std::uint64_t born = 0;
  std::vector<Resource> window(alive);
  std::string out(shape.cur ? kCurHeader : kFocusHeader);
  bool good = true;
  for (std::int64_t line = 0; line < shape.lines && good; ++line) {
    const auto number = static_cast<std::size_t>(line);
    Resource& resource = window[number % alive];
    if (resource.lines-- <= 0) {
      resource = shape.cur ? cur_resource(born, random) : focus_resource(born, random);
      ++born;
    }
    append_line(resource, all[number / alive], shape.cur, random, out);
    if (out.size() > (1U << 20)) {
      good = std::fwrite(out.data(), 1, out.size(), file) == out.size();
      out.clear();
    }
  }
  good = good && std::fwrite(out.data(), 1, out.size(), file) == out.size();
  return std::fclose(file) == 0 && good;
}

}  // namespace fundable::bench
