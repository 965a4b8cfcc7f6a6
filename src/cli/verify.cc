// `fundable verify`: whether an assessment still holds.
#include "app/verify.h"

#include "cli/commands.h"

namespace fundable {

Exit run_verify(const VerifyOptions& options, const Context& context) {
  const auto drift = verify(context.files, {context.data_folder, options.programs},
                            options.assessment, options.project,
                            {.threads = options.threads,
                             .bills = options.bills,
                             .environment = context.environment,
                             .stop = context.stop});
  if (!drift) {
    complain(drift.error());
    return exit_of(drift.error());
  }
  if (drift->empty()) {
    return write("Holds: evidence, programs and every verdict are as the assessment says.\n");
  }
  std::string text = "Does not hold:\n";
  for (const std::string& sentence : *drift) text += "  " + sentence + "\n";
  const Exit written = write(text);
  return written == Exit::kDone ? Exit::kUnusable : written;
}

}  // namespace fundable
