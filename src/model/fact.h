// What is known of a workload or of the project: named values, each with where it came from.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "model/value.h"

namespace fundable {

// Where something was seen. Order: by source, then locator as text.
struct Origin {
  std::string source;   // path relative to the project's folder
  std::string locator;  // `line 12`, `rows 2-9`, or a JSON pointer without its leading slash
  std::string says;     // what was seen there, fit to show
  auto operator<=>(const Origin&) const = default;
};

// A fact's position in the Vocabulary.
using FactId = std::uint16_t;

// One value that a source holds, with every source that holds it.
struct Held {
  Value value;
  std::vector<Origin> from;
};

// Whether sources disagree: several values are held, or one is held that another source rules out.
[[nodiscard]] bool is_contested(const std::vector<Held>& held, const std::vector<Held>& ruled_out);

// Nothing held: unknown. One value: known. Several: contested, and it stands for each of them.
// A value can also be ruled out without another one being known (a pod runs, but where?); where it
// is held as well, the fact is contested and stands for every value.
struct Fact {
  std::vector<Held> held;
  std::vector<Held> ruled_out;

  [[nodiscard]] bool is_contested() const { return fundable::is_contested(held, ruled_out); }
  [[nodiscard]] bool is_known() const { return held.size() == 1 && !is_contested(); }
};

// The facts of one subject. An absent fact is unknown.
class Facts {
 public:
  // Adds a value with its origin; a value that differs from what is held makes the fact contested.
  void hold(FactId fact, Value value, Origin from);
  // Says that the fact has another value than this one.
  void rule_out(FactId fact, Value value, Origin from);

  [[nodiscard]] const Fact* find(FactId fact) const;
  // The one value that is known; null where it is unknown or contested.
  [[nodiscard]] const Value* known(FactId fact) const;
  [[nodiscard]] const std::map<FactId, Fact>& all() const { return facts_; }

 private:
  std::map<FactId, Fact> facts_;
};

}  // namespace fundable
