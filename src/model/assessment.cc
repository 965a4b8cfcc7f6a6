// The fixed words of the assessment.
#include "model/assessment.h"

namespace fundable {

const char* to_string(Answer answer) {
  switch (answer) {
    case Answer::kYes:
      return "yes";
    case Answer::kNo:
      return "no";
    case Answer::kUnknown:
      break;
  }
  return "unknown";
}

const char* to_string(VerdictKind verdict) {
  switch (verdict) {
    case VerdictKind::kEligible:
      return "eligible";
    case VerdictKind::kIneligible:
      return "ineligible";
    case VerdictKind::kReview:
      return "review";
    case VerdictKind::kUndetermined:
      break;
  }
  return "undetermined";
}

const char* to_string(CriterionKind kind) {
  switch (kind) {
    case CriterionKind::kRequired:
      return "required";
    case CriterionKind::kPreferred:
      return "preferred";
    case CriterionKind::kAtSubmission:
      return "at_submission";
    case CriterionKind::kAtClaim:
      break;
  }
  return "at_claim";
}

const char* to_string(DeadlineState state) {
  switch (state) {
    case DeadlineState::kKept:
      return "kept";
    case DeadlineState::kMissed:
      return "missed";
    case DeadlineState::kDue:
      return "due";
    case DeadlineState::kUnknown:
      break;
  }
  return "unknown";
}

}  // namespace fundable
