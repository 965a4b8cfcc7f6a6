// Clouds have some hundred words for a few states, in all sorts of case: `JOB_STATE_PENDING`,
// `InService`, `CREATE_IN_PROGRESS`. They are compared as bare lower-case letters.
#include "readers/cloud/life.h"

#include <algorithm>
#include <array>
#include <string>

namespace fundable::cloud {
namespace {

constexpr std::array<std::string_view, 9> kGone{
    "deleted",         "deleting", "deleteinprogress", "deletecomplete", "inactive",
    "pendingdeletion", "expired",  "decommissioned",   "decommissioning"};

constexpr std::array<std::string_view, 16> kFailed{
    "failed",       "error",       "inerror",      "createfailed",
    "invalid",      "canceled",    "cancelled",    "terminatedwitherrors",
    "deletefailed", "userfailed",  "outofservice", "misconfigured",
    "rejected",     "rollingback", "createerror",  "stoppedwitherrors"};

constexpr std::array<std::string_view, 19> kNotYet{
    "pending",  "creating",   "queued",           "submitted",    "scheduled",
    "accepted", "validating", "preparing",        "provisioning", "staging",
    "planned",  "draft",      "notready",         "notprepared",  "waiting",
    "starting", "blocked",    "createinprogress", "notstarted"};

std::string bare(std::string_view state) {
  std::string word;
  for (const char c : state.substr(0, 100)) {
    if (c >= 'A' && c <= 'Z') word += static_cast<char>(c + ('a' - 'A'));
    if (c >= 'a' && c <= 'z') word += c;
  }
  for (const std::string_view prefix : {"jobstate", "pipelinestate"}) {
    if (word.starts_with(prefix)) word.erase(0, prefix.size());
  }
  return word;
}

}  // namespace

Life life_of(std::string_view state) {
  const std::string word = bare(state);
  const auto among = [&](const auto& words) {
    return std::ranges::find(words, word) != words.end();
  };
  if (among(kGone)) return Life::kGone;
  if (among(kFailed)) return Life::kFailed;
  return among(kNotYet) ? Life::kNotYet : Life::kRuns;
}

std::string_view words_of(Life life) {
  switch (life) {
    case Life::kGone:
      return "is deleted";
    case Life::kFailed:
      return "failed";
    case Life::kNotYet:
      return "is not there yet";
    case Life::kRuns:
      return {};
  }
  return {};
}

}  // namespace fundable::cloud
