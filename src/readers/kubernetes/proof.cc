// Reads life signs from `status`.
//
// Kubernetes' own kinds count their replicas, jobs and pods; each has its fields. Operators follow
// two habits: conditions with a type and a truth, or one word for the state. Both are read the
// same way for any custom resource, so an operator that we never saw is believed when it says
// `Running`. Waiting is no proof: a pod that no node takes has never run.
#include "readers/kubernetes/proof.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "readers/kubernetes/kinds.h"

namespace fundable::kube {
namespace {

constexpr std::string_view kRunning = "is running";
constexpr std::string_view kHasRun = "has run";
constexpr std::string_view kReady = "is ready";

// What a word for a state means; empty where it proves nothing.
std::string_view meaning(std::string_view word) {
  static constexpr auto kNow =
      std::to_array<std::string_view>({"running", "available", "healthy", "deployed"});
  static constexpr auto kBefore =
      std::to_array<std::string_view>({"succeeded", "complete", "completed", "finished"});
  const std::string state = lowered(word);
  if (std::ranges::find(kNow, state) != kNow.end()) return kRunning;
  if (std::ranges::find(kBefore, state) != kBefore.end()) return kHasRun;
  return state == "ready" ? kReady : std::string_view();
}

// A pod that its node refused is Failed without having started.
bool was_refused(Node status) {
  const std::string_view reason = status["reason"].text();
  return reason.starts_with("OutOf") || reason == "UnexpectedAdmissionError" ||
         reason == "NodeAffinity" || reason == "NodeName";
}

std::string_view life_of_pod(Node status) {
  const std::string_view phase = status["phase"].text();
  if (phase == "Running") return kRunning;
  if (phase == "Succeeded") return kHasRun;
  return phase == "Failed" && !was_refused(status) ? kHasRun : std::string_view();
}

std::string_view life_of_job(Node status) {
  if (is_positive(status["succeeded"]) || is_positive(status["failed"])) return kHasRun;
  // `active` counts pods that wait for a node too; `ready`, where it is there, does not.
  const bool runs =
      is_positive(status["active"]) && (!status["ready"].exists() || is_positive(status["ready"]));
  return runs ? kRunning : std::string_view();
}

bool has_ready_replicas(Node status) {
  static constexpr auto kCounts = std::to_array<std::string_view>(
      {"readyReplicas", "availableReplicas", "numberReady", "numberAvailable",
       "readyWorkerReplicas", "availableWorkerReplicas"});
  return std::ranges::any_of(kCounts, [&](auto count) { return is_positive(status[count]); });
}

std::string_view life_by_conditions(Node status) {
  std::string_view life;
  for (const Node condition : status["conditions"]) {
    if (condition["status"].text() != "True") continue;
    if (const auto told = meaning(condition["type"].text()); !told.empty()) life = told;
  }
  return life;
}

std::string_view life_by_state(Node status) {
  static constexpr auto kKeys = std::to_array<std::string_view>(
      {"phase", "state", "status", "jobStatus", "jobDeploymentStatus", "serviceStatus",
       "applicationState", "jobManagerDeploymentStatus"});
  for (const std::string_view key : kKeys) {
    const Node state = status[key];
    for (const Node word : {state, state["state"], state["phase"]}) {
      if (const auto told = meaning(word.text()); !told.empty()) return told;
    }
  }
  return {};
}

std::string_view life_of_custom(Node status) {
  if (has_ready_replicas(status)) return kRunning;
  if (const auto told = life_by_conditions(status); !told.empty()) return told;
  return life_by_state(status);
}

}  // namespace

std::string_view life_of(const Object& object) {
  const Node status = object.root["status"];
  const std::string type = type_of(object);
  if (type == "core/Pod") return life_of_pod(status);
  if (type == "batch/Job") return life_of_job(status);
  if (type == "core/Node") return status.size() > 0 ? kRunning : std::string_view();
  if (type == "batch/CronJob") {
    return status["lastSuccessfulTime"].is_null() ? std::string_view() : kHasRun;
  }
  if (says_only_platform(object)) {
    // A volume that is bound to a disk is there; an account or a class only names something.
    return status["phase"].text() == "Bound" ? std::string_view("is bound") : std::string_view();
  }
  if (object.group == "apps" || object.group == "extensions" || object.group == "core") {
    return has_ready_replicas(status) ? kRunning : std::string_view();
  }
  return life_of_custom(status);
}

}  // namespace fundable::kube
