// Checks what model/observation.h and base/result.h promise and no type can hold: that places are
// named, and that what is shown is valid UTF-8 without control characters.
//
// Left out on purpose: whether a secret is shown. No fuzzer knows one from other text.
#include "fuzz/promises.h"

#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/date.h"
#include "base/text.h"

namespace fundable::fuzz {
namespace {

void promise(bool kept, std::string_view what, std::string_view text) {
  if (kept) return;
  std::fprintf(stderr, "broken promise: %.*s: '%.*s'\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(text.size()), text.data());
  std::abort();
}

// shown_path() changes nothing but `%`, control characters and what is no UTF-8.
bool is_fit_to_show(std::string_view text) {
  std::string plain(text);
  std::erase(plain, '%');
  return shown_path(plain) == plain;
}

void expect_sentence(std::string_view text, std::string_view what) {
  promise(!text.empty(), what, "");
  promise(is_fit_to_show(text), what, text);
}

void expect_month(const Charge& charge) {
  promise(parse_date(charge.month + "-01").has_value(), "a charge's month", charge.month);
  promise(!charge.currency.empty(), "a charge's currency", "");
  promise(!charge.amount.overflowed(), "a charge's amount overflows", charge.month);
}

}  // namespace

void expect_promises(const Error& error) {
  // A project file tells all that is wrong at once, each on lines of its own.
  for (const std::string_view line : split(error.says, '\n')) {
    expect_sentence(line, "an error's sentence");
  }
  promise(is_fit_to_show(error.fix), "an error's fix", error.fix);
  promise(is_fit_to_show(error.place), "an error's place", error.place);
}

void expect_promises(const Result<Reading>& reading, std::string_view source) {
  if (!reading) return expect_promises(reading.error());
  for (const Observation& seen : reading->observations) {
    promise(seen.at.source == source, "an observation's source", seen.at.source);
    expect_sentence(seen.at.locator, "an observation's locator");
    expect_sentence(seen.at.says, "what an observation says");
    promise(is_fit_to_show(seen.name), "an observation's name", seen.name);
    for (const Charge& charge : seen.charges) expect_month(charge);
  }
  for (const Skipped& skipped : reading->skipped) {
    promise(is_fit_to_show(skipped.locator), "the place of what was skipped", skipped.locator);
    expect_sentence(skipped.why, "why something was skipped");
  }
}

}  // namespace fundable::fuzz
