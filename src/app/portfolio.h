// Many projects at once: a stream of project files as lines of JSON, or a folder of projects.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

#include "app/files.h"
#include "app/line_batches.h"
#include "app/portfolio_decider.h"
#include "app/rulebook.h"
#include "model/portfolio.h"

namespace fundable {

struct PortfolioRequest {
  Date as_of{};
  std::string goes_to = {};  // as for assess
  int threads = 2;
  RowsWanted wanted = {};
  std::stop_token stop = {};
};

// Gets the rows in the order of the portfolio; false where they cannot be written: that ends it.
using WriteRows = std::function<bool(std::string_view)>;

// Each line is a project file written as JSON; blank lines are passed over. A line that is wrong is
// counted, has a row that says why, and changes nothing for the others. Evidence that a line names
// is counted and not read.
// In memory are a batch of lines a thread and what is made of it, whatever the size of the stream.
// Rows and summary do not depend on the number of threads.
// Errors: where the stream cannot be read; what came before it is written.
[[nodiscard]] Result<PortfolioSummary> assess_lines(const Rulebook& book,
                                                    const PortfolioRequest& request,
                                                    std::string_view name, const ReadMore& read,
                                                    const WriteRows& write);

// Each folder directly below `folder` is a project with its evidence, as `assess` takes it, in the
// order of their names. Hidden folders and links are no projects.
// Errors: where the folder cannot be listed or holds no folder.
[[nodiscard]] Result<PortfolioSummary> assess_folders(const Files& files, const Rulebook& book,
                                                      const PortfolioRequest& request,
                                                      const std::string& folder,
                                                      const WriteRows& write);

}  // namespace fundable
