// Reads what AWS's own APIs and its command line answer: `aws sagemaker list-endpoints`,
// `aws ec2 describe-instances`, `aws bedrock-agent get-agent`. Recordings that wrap an answer in
// `data` are read as well.
//
// An answer names its things by the key of its list (`TrainingJobSummaries`) or, where it is about
// one thing, by that thing's own ARN; readers/aws_api/answers.h holds the table. What exists or ran
// is proof; what failed or is only being made is declared; what is deleted is left out. A training
// job that has ended ran.
//
// Left out on purpose: catalogues (foundation models, system-defined inference profiles), and all
// attributes not named in readers/cloud/aws.cc.
#include <algorithm>
#include <array>

#include "base/json_head.h"
#include "base/schema.h"
#include "base/text.h"
#include "readers/aws_api/answers.h"
#include "readers/cloud/aws.h"
#include "readers/cloud/ids.h"
#include "readers/cloud/life.h"
#include "readers/table.h"

namespace fundable {
namespace {

using aws::Answer;
using cloud::AwsResource;
using cloud::Life;

bool is_listed(const JsonHead& json, const std::string& in) {
  return std::ranges::any_of(aws::answers(), [&](const Answer& answer) {
    const std::string list = in + std::string(answer.list);
    if (answer.is_own_word()) return json.has(list);
    return json.has(list + '/' + std::string(answer.key));
  });
}

// An answer about one thing: an ARN under a key of the table, of a kind that is known.
bool is_one(const JsonHead& json, const std::string& in) {
  return std::ranges::any_of(aws::answers(), [&](const Answer& answer) {
    return answer.key.ends_with("rn") &&
           cloud::aws_type_of(json.text(in + std::string(answer.key))) == answer.type;
  });
}

bool is_kendra(const JsonHead& json) {
  return json.has("Edition") && json.has("Id") && json.text("RoleArn").starts_with("arn:aws");
}

// The names of EKS's clusters and nothing else.
bool is_eks(const JsonHead& json) { return json.first() == "clusters" && json.keys().size() == 1; }

bool recognises(const EvidenceFile& head) {
  const JsonHead json(head.bytes);
  if (json.is_list() || !json.is_json()) return false;
  if (json.first() != "status_code" && json.first() != "data") {
    return is_listed(json, "") || is_one(json, "") || is_kendra(json) || is_eks(json);
  }
  if (is_listed(json, "data/") || is_one(json, "data/")) return true;
  // A recording is AWS's even where its answer is of no use here. Those of inventories are not.
  constexpr std::array<std::string_view, 3> kInventories{"data/configurationItems", "data/Results",
                                                         "data/ResourceTagMappingList"};
  return json.has("data/ResponseMetadata") &&
         std::ranges::none_of(kInventories, [&](std::string_view key) { return json.has(key); });
}

class Listing {
 public:
  explicit Listing(const EvidenceFile& file) : file_(file) {}

  void add(Node thing, const Answer& answer, const std::string& locator) {
    if (is_catalogue(thing)) {
      ++catalogue_;
      return;
    }
    if (!thing.is_map() && thing.kind() != NodeKind::kText) {
      return skip(locator, "it has no name and no ARN");
    }
    AwsResource resource;
    resource.type = answer.type;
    resource.attributes = thing;
    // A list of names or ARNs alone.
    const std::string_view own = trimmed(thing.is_map() ? thing[answer.key].text() : thing.text());
    if (own.starts_with("arn:")) {
      resource.id = own;
      resource.type = cloud::aws_type_of(own);
      // Other services have endpoints, clusters and models as well.
      if (resource.type.empty()) return skip(locator, "it is of a service that is not read");
    } else {
      resource.name = own;
    }
    if (!thing[answer.name].text().empty()) resource.name = trimmed(thing[answer.name].text());
    for (const char* arn : {"arn", "Arn", "ARN", "ResourceARN", "ClusterArn"}) {
      const std::string_view text = thing[arn].text();
      if (resource.id.empty() && cloud::aws_type_of(text) == resource.type) resource.id = text;
    }
    resource.account = trimmed(thing["OwnerId"].text());
    if (own.empty() && resource.name.empty()) return skip(locator, "it has no name and no ARN");
    add_resource(resource, life_of(thing, answer), locator);
  }

  void skip(std::string locator, std::string why) {
    reading_.skipped.push_back({std::move(locator), std::move(why)});
  }

  Reading reading() {
    if (catalogue_ > 0) {
      skip("", counted(catalogue_, "model") +
                   " of AWS's catalogue, which says nothing about what is used");
    }
    return std::move(reading_);
  }

 private:
  static bool is_catalogue(Node thing) {
    for (const char* arn : {"modelArn", "inferenceProfileArn"}) {
      const std::string_view text = thing[arn].text();
      if (text.contains("::foundation-model/") || text.contains(":inference-profile/")) return true;
    }
    return false;
  }

  static Life life_of(Node thing, const Answer& answer) {
    if (thing["Deleted"].is_true()) return Life::kGone;
    Node state = thing[answer.state];
    for (const char* inner : {"Name", "State", "Code"}) {
      if (state.is_map()) state = state[inner];
    }
    // A machine that is terminated is gone; a cluster of EMR has done its work then.
    const bool is_machine = answer.type == "AWS::EC2::Instance";
    const bool is_ended = state.text() == "terminated" || state.text() == "shutting-down";
    return is_machine && is_ended ? Life::kGone : cloud::life_of(state.text());
  }

  void add_resource(const AwsResource& resource, Life life, const std::string& locator) {
    if (life == Life::kGone) return skip(locator, "it is deleted");
    Observation seen = cloud::observation_of(resource);
    seen.proof = life == Life::kRuns ? Proof::kRuns : Proof::kDeclared;
    seen.at = {
        file_.path, locator,
        cloud::subject_of(resource) + ' ' +
            (life == Life::kRuns ? "is in the API's answer" : std::string(cloud::words_of(life)))};
    reading_.observations.push_back(std::move(seen));
  }

  const EvidenceFile& file_;
  Reading reading_;
  std::size_t catalogue_ = 0;
};

// The row of the table for what stands under `key`: of several, the one whose own key is there.
const Answer* answer_for(Node value) {
  const Node first = value.is_list() ? *value.begin() : value;
  for (const Answer& answer : aws::answers()) {
    if (answer.list != value.key()) continue;
    const bool is_name = first.kind() == NodeKind::kText && value.is_list();
    if (first[answer.key].exists() || (is_name && answer.list == "clusters")) return &answer;
  }
  return nullptr;
}

void add_all(Node list, const Answer& answer, const std::string& pointer, Listing& listing) {
  if (list.is_map()) return listing.add(list, answer, pointer);
  std::size_t index = 0;
  for (const Node thing : list) {
    listing.add(thing, answer, pointer + '/' + std::to_string(index++));
  }
  if (index == 0) listing.skip(pointer, "the list is empty");
}

// Machines come by reservation.
void add_reservations(Node reservations, const std::string& pointer, Listing& listing) {
  std::size_t index = 0;
  for (const Node reservation : reservations) {
    const std::string at = pointer + '/' + std::to_string(index++) + "/Instances";
    const Node instances = reservation["Instances"];
    if (const Answer* const answer = answer_for(instances)) {
      add_all(instances, *answer, at, listing);
    }
  }
  if (index == 0) listing.skip(pointer, "the list is empty");
}

const Answer* answer_about_one(Node root) {
  for (const Answer& answer : aws::answers()) {
    const bool is_index = answer.type == "AWS::Kendra::Index";
    if (is_index && root["Edition"].exists() && root["IndexStatistics"].exists()) return &answer;
    const std::string_view own = root[answer.key].text();
    if (own.starts_with("arn:") && cloud::aws_type_of(own) == answer.type) return &answer;
  }
  return nullptr;
}

void add_answer(Node root, const std::string& pointer, Listing& listing) {
  if (const Answer* const one = answer_about_one(root)) return listing.add(root, *one, pointer);
  bool any = false;
  for (const Node value : root) {
    const std::string at = (pointer.empty() ? "" : pointer + '/') + presentable(value.key(), 60);
    if (value.key() == "Reservations" && value.is_list()) {
      any = true;
      add_reservations(value, at, listing);
    } else if (const Answer* const answer = answer_for(value)) {
      any = true;
      add_all(value, *answer, at, listing);
    } else if (lowered(value.key()) == "nexttoken" && !value.text().empty()) {
      listing.skip(at, "the list goes on: this is one page of it");
    } else if (value.is_list() && value.size() == 0) {
      any = true;
      listing.skip(at, "the list is empty");
    }
  }
  if (!any) listing.skip(pointer, "an answer of AWS that says nothing about what runs");
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  auto document = parse_json(file.bytes, limits);
  if (!document) return std::unexpected(in_file(document.error(), file.path));
  const Node root = document->root();
  if (!root.is_map()) {
    return failure(ErrorKind::kInput, "no answer of an AWS API", file.path,
                   "Export with the AWS command line and `--output json`.");
  }
  Listing listing(file);
  const bool is_recording = root["status_code"].exists() && root["data"].is_map();
  add_answer(is_recording ? root["data"] : root, is_recording ? "data" : "", listing);
  return listing.reading();
}

}  // namespace

extern const Reader aws_api;
const Reader aws_api{
    .name = "aws_api",
    .reads = "answers of AWS APIs, aws … list-… or describe-…",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
