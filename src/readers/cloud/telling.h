// The attributes that say something, by known paths. Nothing else of a resource is ever read, since
// any attribute may be a secret.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "base/document.h"
#include "model/observation.h"

namespace fundable::cloud {

// A place in a resource's attributes: `config.nodes.machineType`. A path walks through lists
// without naming them; upper and lower case are alike.
struct Telling {
  std::string_view
      type;  // of the resource; upper and lower case alike, a trailing `*` matches any rest
  std::string_view channel;
  std::string_view path;
};

[[nodiscard]] bool fits(std::string_view type, std::string_view pattern);

// Calls `visit` with every scalar text at `path` that is not empty.
void visit_texts(Node node, std::string_view path,
                 const std::function<void(std::string_view)>& visit);

// Adds a mark, fit to show, that is not there yet; none where there are more than `kMostMarks`.
void add_once(std::vector<Mark>& marks, std::string_view channel, std::string_view text);

// Adds what `table` finds in the attributes of a resource of `type`. Of a path with slashes
// (`https://…/machineTypes/n1-standard-4`) machine sizes and accelerators are the last part.
void add_told(std::vector<Mark>& marks, std::string_view type, Node attributes,
              std::span<const Telling> table);

inline constexpr std::size_t kMostMarks = 100;

}  // namespace fundable::cloud
