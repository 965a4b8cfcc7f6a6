// Reads what a program says of money: its figures, and which costs it pays.
#pragma once

#include "model/vocabulary.h"
#include "programs/program.h"
#include "programs/sources.h"

namespace fundable {

// What every rule of a program is read with.
struct RuleScope {
  const Vocabulary& vocabulary;
  const Sources& sources;
  Date as_of;
};

// `parameters`, a map by name, each as on the scope's day.
// Errors: kInput with the place: no source, no unit, days that do not rise.
[[nodiscard]] Result<std::vector<Parameter>> read_parameters(Node map, const RuleScope& scope);

// `coverage`, in order; the fulfilments that its rules name must be among `fulfilments`.
[[nodiscard]] Result<std::vector<CoverageRule>> read_coverage(
    Node list, const RuleScope& scope, const std::vector<std::string>& fulfilments);

// The program of whose money a table of services speaks; empty where it names none.
[[nodiscard]] std::string program_of_services(Node root);

// Puts the services of a table (data/services) in front of the program's own rules, and takes from
// it which fact is the day that decides.
// Errors: kInput with the place; a service that stands twice.
[[nodiscard]] Result<> add_services(Node root, Program& program, const Vocabulary& vocabulary);

}  // namespace fundable
