// `fundable explain`: everything about one workload.
#include "app/assess.h"
#include "cli/commands.h"

namespace fundable {

Exit run_explain(const ExplainOptions& options, const Context& context) {
  const auto assessment = assessed(options.project, context);
  if (!assessment) {
    complain(assessment.error());
    return exit_of(assessment.error());
  }
  TerminalStyle style = context.style;
  style.project_argument = options.project.project;
  const auto text = explain_of(*assessment, options.workload, style);
  if (!text) {
    complain(text.error());
    return exit_of(text.error());
  }
  return write(*text);
}

}  // namespace fundable
