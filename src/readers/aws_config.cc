// Reads AWS inventories: AWS Config (snapshots, get-resource-config-history,
// batch-get-resource-config, select-resource-config, list-discovered-resources), Resource Explorer
// (`search`) and the tagging API (`get-resources`).
//
// All three list what exists, each in its own words; type, ARN, account, region and tags are common
// to them. Where only an ARN is given, it tells the type. A history holds a resource several times,
// its newest state first: that one counts.
//
// Left out on purpose: relationships, and configuration beyond the attributes named in
// readers/cloud/aws.cc. Recordings that wrap an answer in `data` are read as well.
#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/json_head.h"
#include "base/schema.h"
#include "base/text.h"
#include "readers/cloud/aws.h"
#include "readers/cloud/life.h"
#include "readers/cloud/tags.h"
#include "readers/table.h"

namespace fundable {
namespace {

using cloud::AwsResource;

// What an answer holds its things under, and a key that each of these has.
struct Form {
  std::string_view list;
  std::string_view has;
};
constexpr std::array kForms{
    Form{"configurationItems", "resourceType"},  Form{"baseConfigurationItems", "resourceType"},
    Form{"resourceIdentifiers", "resourceType"}, Form{"ResourceTagMappingList", "ResourceARN"},
    Form{"Resources", "ResourceType"},
};

bool has_form(const JsonHead& json, const std::string& in) {
  const auto fits = [&](const Form& form) {
    return json.has(in + std::string(form.list) + '/' + std::string(form.has)) ||
           // Before a list's items may stand more than a head holds; these names are AWS Config's.
           (form.list.ends_with("onfigurationItems") && json.has(in + std::string(form.list)));
  };
  return std::ranges::any_of(kForms, fits) ||
         (json.has(in + "Results") && json.has(in + "QueryInfo"));
}

// A query's results are long texts, so that what stands behind them is out of the head's reach.
bool is_query(const EvidenceFile& head, const JsonHead& json, const std::string& in) {
  return json.has(in + "Results") && head.bytes.substr(0, 4000).contains("\"{\\\"");
}

bool recognises(const EvidenceFile& head) {
  const JsonHead json(head.bytes);
  if (json.is_list() || !json.is_json()) return false;
  for (const char* in : {"", "data/"}) {
    if (has_form(json, in) || is_query(head, json, in)) return true;
  }
  return false;
}

std::string_view first_text(std::initializer_list<Node> nodes) {
  for (const Node node : nodes) {
    if (const auto text = trimmed(node.text()); !text.empty()) return text;
  }
  return {};
}

class Inventory {
 public:
  Inventory(const EvidenceFile& file, const Limits& limits) : file_(file), limits_(limits) {}

  // An item of AWS Config, of a query's result or of a list of identifiers.
  void add_item(Node item, const std::string& locator) {
    const std::string_view status = item["configurationItemStatus"].text();
    if (status.contains("Deleted") || item["resourceDeletionTime"].is_scalar()) {
      return skip(locator, "it is deleted");
    }
    // The command line writes the configuration as JSON in a text, a snapshot as JSON.
    Node configuration = item["configuration"];
    std::optional<Document> inner;
    if (configuration.kind() == NodeKind::kText && !configuration.text().empty()) {
      if (auto document = parse_json(configuration.text(), limits_)) {
        inner = std::move(*document);
        configuration = inner->root();
      } else {
        skip(locator + "/configuration", "was not read: " + document.error().says);
      }
    }
    AwsResource resource;
    resource.id =
        first_text({item["arn"], item["ARN"], configuration["arn"], configuration["Arn"]});
    resource.type = first_text({item["resourceType"]});
    if (resource.type.empty()) resource.type = cloud::aws_type_of(resource.id);
    resource.name = first_text({item["resourceName"], item["resourceId"]});
    resource.account = first_text({item["accountId"], item["awsAccountId"]});
    resource.region = first_text({item["awsRegion"]});
    resource.attributes = configuration;
    add(resource, item["tags"], locator, "is recorded by AWS Config");
  }

  // One of `Resources` of Resource Explorer; its tags are a property among others.
  void add_explored(Node item, const std::string& locator) {
    AwsResource resource;
    resource.id = first_text({item["Arn"]});
    resource.type = cloud::aws_type_of(resource.id);
    const std::string_view kind = item["ResourceType"].text();
    if (resource.type.empty()) resource.type = cloud::aws_type_named(kind);
    if (resource.type.empty()) resource.type = kind;
    resource.account = first_text({item["OwningAccountId"]});
    resource.region = first_text({item["Region"]});
    Node tags;
    for (const Node property : item["Properties"]) {
      if (property["Name"].text() == "tags") tags = property["Data"];
    }
    add(resource, tags, locator, "is listed by Resource Explorer");
  }

  void add_tagged(Node item, const std::string& locator) {
    AwsResource resource;
    resource.id = first_text({item["ResourceARN"]});
    resource.type = cloud::aws_type_of(resource.id);
    add(resource, item["Tags"], locator, "is listed with its tags");
  }

  // A result of a query: JSON in a text.
  void add_result(Node result, const std::string& locator) {
    const auto document = parse_json(result.text(), limits_);
    if (!document) return skip(locator, "was not read: " + document.error().says);
    add_item(document->root(), locator);
  }

  void skip(std::string locator, std::string why) {
    reading_.skipped.push_back({std::move(locator), std::move(why)});
  }

  Reading reading() {
    if (older_ > 0)
      skip("", counted(older_, "older state") + " of resources that are read already");
    for (const auto& [what, count] : unknown_) {
      skip("", counted(count, "resource") + " of a type that is not known: " + what);
    }
    return std::move(reading_);
  }

 private:
  // More kinds than AWS has are not evidence.
  static constexpr std::size_t kMostUnknown = 50;

  void add(const AwsResource& resource, Node tags, const std::string& locator, const char* says) {
    if (resource.type.empty() && resource.id.empty()) {
      return skip(locator, "it has neither a type nor an ARN");
    }
    if (resource.type.empty()) return add_unknown(resource.id);
    const std::string key = resource.id.empty()
                                ? std::string(resource.type) + ' ' + std::string(resource.name)
                                : resource.id;
    if (!seen_.emplace(key).second) {
      ++older_;
      return;
    }
    Observation seen = cloud::observation_of(resource);
    cloud::add_tags(seen.tags, tags);
    seen.at = {file_.path, locator, cloud::subject_of(resource) + ' ' + says};
    reading_.observations.push_back(std::move(seen));
  }

  // Counted by service and kind: `lambda:layer`.
  void add_unknown(std::string_view id) {
    const auto parts = split(id.substr(0, 300), ':');
    std::string what = "no ARN";
    if (parts.size() > 5) {
      what = std::string(parts[2]) + ':' + std::string(parts[5].substr(0, parts[5].find('/')));
    }
    what = presentable(what, 60);
    if (unknown_.size() >= kMostUnknown && !unknown_.contains(what)) what = "others";
    ++unknown_[what];
  }

  const EvidenceFile& file_;
  const Limits& limits_;
  Reading reading_;
  std::set<std::string> seen_;
  std::map<std::string, std::size_t> unknown_;
  std::size_t older_ = 0;
};

// Reads what stands in `list`; false where it is no list of this reader's.
bool add_list(Node list, const std::string& pointer, Inventory& inventory) {
  using Add = void (Inventory::*)(Node, const std::string&);
  constexpr std::array<std::pair<std::string_view, Add>, 6> kAdds{{
      {"configurationItems", &Inventory::add_item},
      {"baseConfigurationItems", &Inventory::add_item},
      {"resourceIdentifiers", &Inventory::add_item},
      {"Results", &Inventory::add_result},
      {"Resources", &Inventory::add_explored},
      {"ResourceTagMappingList", &Inventory::add_tagged},
  }};
  for (const auto& [key, add] : kAdds) {
    if (list.key() != key || !list.is_list()) continue;
    std::size_t index = 0;
    for (const Node item : list) (inventory.*add)(item, pointer + '/' + std::to_string(index++));
    if (index == 0) inventory.skip(pointer, "the list is empty");
    return true;
  }
  return false;
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  auto document = parse_json(file.bytes, limits);
  if (!document) return std::unexpected(in_file(document.error(), file.path));
  const Node root = document->root();
  const bool is_recording = root["status_code"].exists() && root["data"].is_map();
  Inventory inventory(file, limits);
  bool any = false;
  for (const Node list : is_recording ? root["data"] : root) {
    const std::string at = (is_recording ? "data/" : "") + presentable(list.key(), 60);
    if (add_list(list, at, inventory)) any = true;
    if (list.key() == "NextToken" || list.key() == "nextToken" || list.key() == "PaginationToken") {
      if (!list.text().empty()) inventory.skip(at, "the list goes on: this is one page of it");
    }
  }
  if (!any) {
    return failure(ErrorKind::kInput, "no inventory of AWS", file.path,
                   "Export with `aws resource-explorer-2 search` or `aws configservice "
                   "select-resource-config`.");
  }
  return inventory.reading();
}

}  // namespace

extern const Reader aws_config;
const Reader aws_config{
    .name = "aws_config",
    .reads = "AWS Config, Resource Explorer and tagging lists",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
