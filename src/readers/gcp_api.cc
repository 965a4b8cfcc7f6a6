// Reads what Google Cloud's own APIs and `gcloud … list --format=json` answer: endpoints, models,
// jobs, clusters, machines. Recordings that wrap an answer in `body` are read as well.
//
// A thing says by its name what it is: `projects/p/locations/l/endpoints/1` is an endpoint of
// Vertex AI. Where other services use the same word, the address in `selfLink` decides, or an
// attribute that only one of them has. Publishers' models are a catalogue that everybody may call:
// no usage, so they are left out, as is whatever is not in the tables below.
#include <algorithm>
#include <array>
#include <map>

#include "base/json_head.h"
#include "base/schema.h"
#include "base/text.h"
#include "readers/cloud/gcp.h"
#include "readers/cloud/ids.h"
#include "readers/table.h"

namespace fundable {
namespace {

using cloud::GcpResource;
using cloud::Life;

// What `projects/…/locations/…/COLLECTION/…` is, where the collection's word is used once, or where
// the thing has an attribute that tells.
struct Collection {
  std::string_view word;
  std::string_view type;
  std::string_view has;  // an attribute that must be there; empty: none
};
constexpr std::array kCollections{
    Collection{"batchPredictionJobs", "aiplatform.googleapis.com/BatchPredictionJob", ""},
    Collection{"customJobs", "aiplatform.googleapis.com/CustomJob", ""},
    Collection{"datasets", "aiplatform.googleapis.com/Dataset", "metadataSchemaUri"},
    Collection{"deploymentResourcePools", "aiplatform.googleapis.com/DeploymentResourcePool", ""},
    Collection{"endpoints", "aiplatform.googleapis.com/Endpoint", ""},
    Collection{"featureOnlineStores", "aiplatform.googleapis.com/FeatureOnlineStore", ""},
    Collection{"featurestores", "aiplatform.googleapis.com/Featurestore", ""},
    Collection{"hyperparameterTuningJobs", "aiplatform.googleapis.com/HyperparameterTuningJob", ""},
    Collection{"indexEndpoints", "aiplatform.googleapis.com/IndexEndpoint", ""},
    Collection{"indexes", "aiplatform.googleapis.com/Index", "metadataSchemaUri"},
    Collection{"models", "aiplatform.googleapis.com/Model", ""},
    Collection{"notebookRuntimes", "aiplatform.googleapis.com/NotebookRuntime", ""},
    Collection{"persistentResources", "aiplatform.googleapis.com/PersistentResource", ""},
    Collection{"pipelineJobs", "aiplatform.googleapis.com/PipelineJob", ""},
    Collection{"ragCorpora", "aiplatform.googleapis.com/RagCorpus", ""},
    Collection{"reasoningEngines", "aiplatform.googleapis.com/ReasoningEngine", ""},
    Collection{"tensorboards", "aiplatform.googleapis.com/Tensorboard", ""},
    Collection{"trainingPipelines", "aiplatform.googleapis.com/TrainingPipeline", ""},
    Collection{"tuningJobs", "aiplatform.googleapis.com/TuningJob", ""},
    Collection{"environments", "composer.googleapis.com/Environment", "config"},
    Collection{"instances", "notebooks.googleapis.com/Instance", "gceSetup"},
    Collection{"nodes", "tpu.googleapis.com/Node", "acceleratorType"},
    Collection{"processors", "documentai.googleapis.com/Processor", ""},
    Collection{"jobs", "run.googleapis.com/Job", "template"},
    Collection{"services", "run.googleapis.com/Service", "template"},
};

// What a `selfLink` names: a service and its collection.
struct Linked {
  std::string_view service;  // stands in the address
  std::string_view word;
  std::string_view type;
};
constexpr std::array kLinked{
    Linked{"container.googleapis.com", "nodePools", "container.googleapis.com/NodePool"},
    Linked{"container.googleapis.com", "clusters", "container.googleapis.com/Cluster"},
    Linked{"/compute/", "instances", "compute.googleapis.com/Instance"},
    Linked{"/compute/", "instanceTemplates", "compute.googleapis.com/InstanceTemplate"},
    Linked{"/sql/", "instances", "sqladmin.googleapis.com/Instance"},
    Linked{"bigquery.googleapis.com", "datasets", "bigquery.googleapis.com/Dataset"},
};

// The last collection of a path: `endpoints` of `projects/p/locations/l/endpoints/1`.
std::string_view collection_of(std::string_view path) {
  const std::size_t last = path.rfind('/');
  if (last == std::string_view::npos) return {};
  path = path.substr(0, last);
  return path.substr(path.rfind('/') + 1);
}

// `projects/…` in an address; empty where it has none.
std::string_view path_in(std::string_view link) {
  const std::size_t at = link.find("/projects/");
  return at == std::string_view::npos ? std::string_view() : link.substr(at + 1);
}

GcpResource named(std::string_view type, std::string_view path) {
  const std::string service(type.substr(0, type.find('/')));
  return {std::string(type), "//" + service + "/" + std::string(path), {}, {}, {}, {}, {}};
}

GcpResource by_name(Node node, std::string_view name) {
  const std::string_view word = collection_of(name);
  if (!name.contains("/locations/")) {
    // What AI Platform kept before Vertex AI.
    return word == "models" ? named("ml.googleapis.com/Model", name) : GcpResource{};
  }
  for (const Collection& collection : kCollections) {
    if (collection.word == word && (collection.has.empty() || node[collection.has].exists())) {
      return named(collection.type, name);
    }
  }
  return {};
}

GcpResource by_link(std::string_view link) {
  const std::string_view word = collection_of(link);
  for (const Linked& linked : kLinked) {
    if (linked.word == word && link.contains(linked.service) && !path_in(link).empty()) {
      return named(linked.type, path_in(link));
    }
  }
  return {};
}

// What names itself by other keys: clusters of Dataproc, jobs of AI Platform.
GcpResource by_own_keys(Node node) {
  const std::string_view cluster = node["clusterName"].text();
  const std::string_view project = node["projectId"].text();
  if (!cluster.empty() && node["config"].is_map() && !project.empty()) {
    const std::string_view region = node["labels"]["goog-dataproc-location"].text();
    return named("dataproc.googleapis.com/Cluster", "projects/" + std::string(project) +
                                                        "/regions/" +
                                                        std::string(region.empty() ? "-" : region) +
                                                        "/clusters/" + std::string(cluster));
  }
  if (!node["jobId"].text().empty() && (node["trainingInput"].is_map())) {
    GcpResource job = named("ml.googleapis.com/Job", "");
    job.id.clear();
    return job;
  }
  return {};
}

// An empty type where it is nothing that is known here.
GcpResource resource_of(Node node) {
  const std::string_view name = node["name"].text();
  GcpResource resource;
  if (name.starts_with("projects/")) resource = by_name(node, name);
  if (resource.type.empty()) resource = by_link(node["selfLink"].text());
  if (resource.type.empty()) resource = by_own_keys(node);
  resource.data = node;
  return resource;
}

class Answer {
 public:
  explicit Answer(const EvidenceFile& file) : file_(file) {}

  // Reads the things of a list; false where it holds none of the known ones.
  bool add_all(Node list, const std::string& pointer) {
    bool any = false;
    std::size_t index = 0;
    for (const Node node : list) any = add(node, pointer + '/' + std::to_string(index++)) || any;
    return any;
  }

  bool add(Node node, std::string locator) {
    const GcpResource resource = resource_of(node);
    if (resource.type.empty()) {
      ++unknown_;
      return false;
    }
    add_resource(resource, locator);
    if (node["nodePools"].is_list()) add_all(node["nodePools"], locator + "/nodePools");
    return true;
  }

  void skip(std::string locator, std::string why) {
    reading_.skipped.push_back({std::move(locator), std::move(why)});
  }

  Reading reading() {
    if (unknown_ > 0) skip("", counted(unknown_, "thing") + " of a kind that is not read");
    return std::move(reading_);
  }

 private:
  void add_resource(const GcpResource& resource, const std::string& locator) {
    const Life life = cloud::life_of(resource);
    if (life == Life::kGone) return skip(locator, "it is deleted");
    Observation seen = cloud::observation_of(resource);
    const bool serves_nothing = resource.type.ends_with("/Endpoint") && life == Life::kNotYet;
    seen.at = {file_.path, locator,
               cloud::subject_of(resource) + ' ' +
                   std::string(life == Life::kRuns ? "is in the API's answer"
                               : serves_nothing    ? "has no deployed model"
                                                   : cloud::words_of(life))};
    reading_.observations.push_back(std::move(seen));
  }

  const EvidenceFile& file_;
  Reading reading_;
  std::size_t unknown_ = 0;
};

// The lists that answers hold, by their key.
constexpr std::array<std::string_view, 8> kOtherLists{
    "clusters", "nodePools", "instances", "items", "jobs", "nodes", "services", "datasets"};

bool is_list_key(std::string_view key) {
  return std::ranges::find(kOtherLists, key) != kOtherLists.end() ||
         std::ranges::find(kCollections, key, &Collection::word) != kCollections.end();
}

bool is_google_name(std::string_view name) {
  return name.starts_with("projects/") && name.find('/', 9) != std::string_view::npos;
}

bool is_google_link(std::string_view link) {
  return link.starts_with("https://") && link.contains("googleapis.com/") &&
         link.contains("/projects/");
}

// Whether what stands under `in` is an answer of Google's.
bool is_answer(const JsonHead& json, const std::string& in) {
  for (const JsonHead::Key& key : json.keys()) {
    std::string_view path = key.path;
    if (!path.starts_with(in)) continue;
    path.remove_prefix(in.size());
    const std::string_view last = path.substr(path.rfind('/') + 1);
    const std::string_view list = path.substr(0, path.find('/'));
    if (list == "publisherModels") return true;
    const std::string_view between = path.substr(0, path.size() - last.size());
    const bool is_thing = path == last || (is_list_key(list) && between.size() == list.size() + 1);
    const bool is_by_zone = list == "items" && between.ends_with("/instances/");
    if (!is_thing && !is_by_zone) continue;
    if (last == "name" && is_google_name(key.text)) return true;
    if (last == "selfLink" && is_google_link(key.text)) return true;
    if (last == "trainingInput" || last == "clusterUuid") return true;
  }
  return false;
}

bool recognises(const EvidenceFile& head) {
  const JsonHead json(head.bytes);
  if (!json.is_json()) return false;
  const bool is_recording =
      !json.is_list() && (json.first() == "headers" || json.first() == "body");
  if (!is_recording) return is_answer(json, "");
  // An empty answer is one as well, if its headers say whose it is.
  const bool is_empty = std::ranges::none_of(
      json.keys(), [](const JsonHead::Key& key) { return key.path.starts_with("body/"); });
  return is_answer(json, "body/") ||
         (is_empty && json.text("headers/content-location").contains("googleapis.com/"));
}

// Machines come by zone: `items` is a map from `zones/…` to what is there.
void add_zones(Node zones, const std::string& pointer, Answer& answer) {
  for (const Node zone : zones) {
    std::string part = presentable(zone.key());
    for (std::size_t at = part.find('/'); at != std::string::npos; at = part.find('/', at + 2)) {
      part.replace(at, 1, "~1");
    }
    for (const Node list : zone) {
      if (list.is_list() && list.key() == "instances") {
        answer.add_all(list, pointer + '/' + part + "/instances");
      }
    }
  }
}

void add_answer(Node root, const std::string& pointer, Answer& answer) {
  const std::string in = pointer.empty() ? "" : pointer + '/';
  if (root.size() == 0) return answer.skip(pointer, "the answer is empty");
  if (!resource_of(root).type.empty()) {
    answer.add(root, pointer);
    return;
  }
  for (const Node list : root) {
    const std::string at = in + presentable(list.key(), 60);
    if (list.key() == "publisherModels") {
      answer.skip(at, counted(list.size(), "model") +
                          " of publishers' catalogue, which says nothing about what is used");
    } else if (list.key() == "items" && list.is_map()) {
      add_zones(list, at, answer);
    } else if (list.is_list() && is_list_key(list.key())) {
      answer.add_all(list, at);
    } else if (list.key() == "nextPageToken" && !list.text().empty()) {
      answer.skip(at, "the list goes on: this is one page of it");
    }
  }
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  auto document = parse_json(file.bytes, limits);
  if (!document) return std::unexpected(in_file(document.error(), file.path));
  const Node root = document->root();
  Answer answer(file);
  if (root.is_list()) {
    answer.add_all(root, "");
  } else if (root["body"].is_map()) {
    add_answer(root["body"], "body", answer);
  } else if (root.is_map()) {
    add_answer(root, "", answer);
  } else {
    return failure(ErrorKind::kInput, "no answer of a Google Cloud API", file.path,
                   "Export with `gcloud ai endpoints list --format=json` and its like.");
  }
  return answer.reading();
}

}  // namespace

extern const Reader gcp_api;
const Reader gcp_api{
    .name = "gcp_api",
    .reads = "answers of Google Cloud APIs, gcloud … list --format=json",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
