// The texts on which a program rests, and how its rules cite them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/document.h"
#include "model/assessment.h"

namespace fundable {

// Reads one text: title, url, rank, the day on which somebody last looked.
// Errors: kInput with the place.
[[nodiscard]] Result<ProgramSource> read_source(Node node);

class Sources {
 public:
  // Errors: kInput where it is no map by name, or a text is not whole.
  [[nodiscard]] static Result<Sources> read(Node map);

  // What `rule` cites: `source: {in: faq, section: …}`. Errors: kInput where it cites nothing.
  [[nodiscard]] Result<ProgramSource> cited(Node rule) const;

  // What each side says under `key`, a list of `{says: …, source: {…}}`; none where it is absent.
  [[nodiscard]] Result<std::vector<Side>> sides(Node rule, std::string_view key = "sides") const;

 private:
  std::map<std::string, ProgramSource> by_name_;
};

// The source as shown on a day: marked for confirmation where it is older than six months or rests
// on vendor or community text only.
[[nodiscard]] ProgramSource shown_on(ProgramSource source, const Date& as_of);
[[nodiscard]] std::vector<Side> shown_on(std::vector<Side> sides, const Date& as_of);

}  // namespace fundable
