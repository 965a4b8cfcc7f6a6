// Unknown, contested, ruled out and assumed are one thing here: a set of values.
//
// A walk is an odometer over the open facts. It allocates nothing, and the facts that are known
// cost nothing: most walks see one combination.
#include "programs/possibilities.h"

#include <algorithm>

namespace fundable {
namespace {

bool is_ruled_out(const Fact* fact, const Value& value) {
  return fact != nullptr &&
         std::ranges::find(fact->ruled_out, value, &Held::value) != fact->ruled_out.end();
}

}  // namespace

Possibilities::Possibilities(const Witnesses& witnesses, std::span<const AssumedValue> assumed,
                             const Subject& subject, const Vocabulary& vocabulary)
    : values_(vocabulary.size()), assignment_(vocabulary.size(), nullptr) {
  std::vector<std::size_t> ends;
  ends.reserve(witnesses.size());
  gathered_.reserve(4 * witnesses.size());
  for (const auto& [id, all] : witnesses) {
    const Facts& source = vocabulary[id].is_of_project() ? subject.project : subject.workload;
    const Fact* fact = source.find(id);
    const auto stands_in = std::ranges::find(assumed, id, &AssumedValue::fact);
    // One source holds what another rules out: it could be anything.
    const bool denied = fact != nullptr && std::ranges::any_of(fact->held, [&](const Held& held) {
                          return is_ruled_out(fact, held.value);
                        });
    if (denied) {
      for (const Value& value : all) gathered_.push_back(&value);
    } else if (fact != nullptr && !fact->held.empty()) {
      for (const Held& held : fact->held) gathered_.push_back(&held.value);
    } else if (stands_in != assumed.end() && !is_ruled_out(fact, stands_in->value)) {
      gathered_.push_back(&stands_in->value);
      assumed_.push_back(id);
    } else {
      for (const Value& value : all) {
        if (!is_ruled_out(fact, value)) gathered_.push_back(&value);
      }
    }
    ends.push_back(gathered_.size());
  }
  std::size_t start = 0;
  auto end = ends.begin();
  for (const auto& [id, all] : witnesses) {
    replace(id, Values(gathered_).subspan(start, *end - start));
    start = *end++;
  }
}

bool Possibilities::is_assumed(FactId fact) const {
  return std::ranges::find(assumed_, fact) != assumed_.end();
}

Possibilities::Values Possibilities::replace(FactId fact, Values values) {
  assignment_[fact] = values.empty() ? nullptr : values.front();
  return std::exchange(values_[fact], values);
}

bool Possibilities::turn(std::span<Wheel> wheels) {
  for (Wheel& wheel : wheels) {
    const Values values = values_[wheel.fact];
    wheel.at = wheel.at + 1 == values.size() ? 0 : wheel.at + 1;
    assignment_[wheel.fact] = values[wheel.at];
    if (wheel.at != 0) return true;
  }
  return false;
}

}  // namespace fundable
