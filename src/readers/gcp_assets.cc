// Reads Cloud Asset Inventory: `gcloud asset export` and `gcloud asset list` (a JSON array, or one
// asset a line), `search-all-resources`, and the API's answers around them.
//
// An export is of what exists. Tools that turn a Terraform plan into assets write the same form;
// they alone add `ancestry_path`, and such assets are only declared. Where an export holds an asset
// at several times (a history), its first entry counts.
//
// Left out on purpose: assets that carry policies and no resource, and the attributes not named in
// readers/cloud/gcp.cc.
#include <set>

#include "base/json_head.h"
#include "base/schema.h"
#include "base/text.h"
#include "readers/cloud/gcp.h"
#include "readers/table.h"

namespace fundable {
namespace {

using cloud::GcpResource;
using cloud::Life;

// Broken lines that are named one by one.
constexpr std::size_t kMostBroken = 20;

std::string_view first_text(Node a, Node b) { return a.text().empty() ? b.text() : a.text(); }

bool is_asset(const JsonHead& json, const std::string& in) {
  return (json.has(in + "assetType") || json.has(in + "asset_type")) &&
         json.text(in + "name").starts_with("//");
}

bool recognises(const EvidenceFile& head) {
  const JsonHead json(head.bytes);
  for (const char* in : {"", "assets/", "assets/asset/", "results/", "body/assets/",
                         "body/assets/asset/", "body/results/"}) {
    if (is_asset(json, in)) return true;
  }
  return false;
}

class Assets {
 public:
  explicit Assets(const EvidenceFile& file) : file_(file) {}

  void add(Node node, std::string locator) {
    // A history wraps each asset with the time for which it held.
    const Node asset = node["asset"].is_map() ? node["asset"] : node;
    const std::string_view type = first_text(asset["assetType"], asset["asset_type"]);
    const std::string_view name = asset["name"].text();
    if (type.empty() || !name.starts_with("//")) {
      return skip(std::move(locator), "it is no asset: it has no type or no name");
    }
    if (!asset["resource"].exists() && asset_is_policy(asset)) {
      ++policies_;
      return;
    }
    if (node["deleted"].is_true()) return skip(std::move(locator), "it is deleted");
    if (!seen_.emplace(name).second) {
      ++older_;
      return;
    }
    add_resource(asset, std::string(type), std::string(name), std::move(locator));
  }

  void add_all(Node assets, const std::string& pointer) {
    std::size_t index = 0;
    for (const Node asset : assets) add(asset, pointer + std::to_string(index++));
    if (index == 0) skip(pointer, "the list is empty");
  }

  void skip(std::string locator, std::string why) {
    reading_.skipped.push_back({std::move(locator), std::move(why)});
  }

  Reading reading() {
    if (policies_ > 0) skip("", counted(policies_, "asset") + " with policies only");
    if (older_ > 0) {
      skip("", counted(older_, "asset") + " listed again; the first entry counts");
    }
    return std::move(reading_);
  }

 private:
  static bool asset_is_policy(Node asset) {
    for (const char* key : {"iam_policy", "iamPolicy", "org_policy", "orgPolicy", "access_policy",
                            "accessPolicy", "access_level", "accessLevel"}) {
      if (asset[key].exists()) return true;
    }
    return false;
  }

  void add_resource(Node asset, std::string type, std::string name, std::string locator) {
    const Node resource = asset["resource"];
    GcpResource one;
    one.type = std::move(type);
    one.id = std::move(name);
    one.data = resource["data"].is_map() ? resource["data"] : asset["additionalAttributes"];
    one.labels = asset["labels"];
    one.name = asset["displayName"].text();
    one.project = asset["project"].text();
    one.location = first_text(resource["location"], asset["location"]);
    const Life life = life_of(one, asset);
    if (life == Life::kGone) return skip(std::move(locator), "it is deleted");
    Observation seen = cloud::observation_of(one);
    const bool planned = asset["ancestry_path"].exists() && !asset["update_time"].exists();
    seen.proof = planned || life != Life::kRuns ? Proof::kDeclared : Proof::kRuns;
    seen.at = {file_.path, std::move(locator), cloud::subject_of(one) + ' '};
    if (planned) {
      seen.at.says += "is planned by Terraform";
    } else if (life == Life::kRuns) {
      seen.at.says += "is in the asset inventory";
    } else {
      seen.at.says += cloud::words_of(life);
    }
    reading_.observations.push_back(std::move(seen));
  }

  // A search result has its state beside the attributes, and few of these.
  static Life life_of(const GcpResource& resource, Node asset) {
    if (!asset["resource"].exists()) return cloud::life_of(asset["state"].text());
    return cloud::life_of(resource);
  }

  const EvidenceFile& file_;
  Reading reading_;
  std::set<std::string, std::less<>> seen_;
  std::size_t policies_ = 0;
  std::size_t older_ = 0;
};

// One asset a line. A broken line costs that line.
Result<Reading> read_lines(const EvidenceFile& file, Limits limits) {
  Assets assets(file);
  std::string_view rest = file.bytes;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  std::size_t broken = 0;
  for (std::size_t line = 1; !rest.empty(); ++line) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view text = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (text.empty()) continue;
    const std::string locator = "line " + std::to_string(line);
    if (limits.values == 0) {
      assets.skip(locator, "from here the file is not read: it holds too many values");
      break;
    }
    auto document = parse_json(text, limits);
    if (document) {
      limits.values -= std::min(limits.values, document->cells().size());
      assets.add(document->root(), locator);
    } else if (++broken <= kMostBroken) {
      assets.skip(locator, document.error().says);
    }
  }
  if (broken > kMostBroken) {
    assets.skip("", counted(broken - kMostBroken, "more line") + " that cannot be read");
  }
  return assets.reading();
}

// Whether a line ends behind the first object: then the file is one object a line.
bool is_by_lines(std::string_view bytes) {
  const std::size_t start = bytes.find('{');
  if (start == std::string_view::npos || bytes.substr(0, start).contains('[')) return false;
  const std::string_view line = trimmed(bytes.substr(start, bytes.find('\n', start) - start));
  return line.size() > 1 && line.ends_with('}') && trimmed(bytes).size() > line.size();
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  if (file.bytes.size() > limits.bytes) {
    return failure(ErrorKind::kLimit, "larger than " + std::to_string(limits.bytes) + " bytes",
                   file.path);
  }
  if (is_by_lines(file.bytes)) return read_lines(file, limits);
  auto document = parse_json(file.bytes, limits);
  if (!document) return std::unexpected(in_file(document.error(), file.path));
  const Node root = document->root();
  Assets assets(file);
  const bool is_recording = root["body"].is_map();
  const Node answer = is_recording ? root["body"] : root;
  const std::string in = is_recording ? "body/" : "";
  if (root.is_list()) {
    assets.add_all(root, "");
  } else if (answer["assets"].is_list()) {
    assets.add_all(answer["assets"], in + "assets/");
  } else if (answer["results"].is_list()) {
    assets.add_all(answer["results"], in + "results/");
  } else if (answer["name"].exists()) {
    assets.add(answer, is_recording ? "body" : "");
  } else {
    return failure(ErrorKind::kInput, "no list of Google Cloud assets", file.path,
                   "Export with `gcloud asset list --content-type=resource --format=json`.");
  }
  if (!answer["nextPageToken"].text().empty()) {
    assets.skip(in + "nextPageToken", "the list goes on: this is one page of it");
  }
  return assets.reading();
}

}  // namespace

extern const Reader gcp_assets;
const Reader gcp_assets{
    .name = "gcp_assets",
    .reads = "Google Cloud Asset Inventory, gcloud asset list or export",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
