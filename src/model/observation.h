// What readers give: things seen in evidence, and what they left out.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/document.h"
#include "model/fact.h"

namespace fundable {

// What evidence shows of a thing, the weakest first.
enum class Proof : std::uint8_t {
  kListed,    // a package manifest lists the library
  kUsed,      // code imports or calls it
  kDeclared,  // somebody means it to run: a manifest, infrastructure code, a plan, a job script
  kRuns,      // it runs, or ran: a charge, live state, a running pod, a finished job
};

// Something in an observation that the catalogue of technologies can recognise.
struct Mark {
  std::string channel;  // one of channels() in technology.h
  std::string text;     // resource type, group/Kind, image reference, service name, library, …
  std::string details;  // more text that a signature may ask for: SKU and description of a charge
};

// Money that one thing cost in one month.
struct Charge {
  std::string month;         // `2026-09`
  bool whole_month = false;  // the evidence holds that month to its end
  std::string currency;      // ISO 4217
  Decimal amount;
};

// How much of it was used in one month, in the provider's own unit.
struct Usage {
  std::string month;
  std::string unit;  // `Hrs`, `1K tokens`
  Decimal quantity;
};

struct Observation {
  Origin at;
  Proof proof = Proof::kDeclared;
  bool of_code = false;  // it stands in source code or in what lies beside it in a repository
  std::string platform;  // as the facts call it (`azure`); empty where not shown
  std::string name;      // what the evidence calls it
  std::string id;        // an identifier that other evidence may also hold; may be empty
  std::vector<Mark> marks;
  std::map<std::string, std::string> tags;    // tags, labels, attributes
  std::map<std::string, std::string> within;  // resource_group, namespace, module, account, …
  std::string runs_on_host;                   // the cluster node on which it runs
  std::string is_host;                        // the cluster node that it is
  std::vector<Charge> charges;
  std::vector<Usage> usage;
};

// A part of evidence that a reader left out, and why.
struct Skipped {
  std::string locator;
  std::string why;
};

// What one file gave. Order: that of the file.
struct Reading {
  std::vector<Observation> observations;
  std::vector<Skipped> skipped;
};

// The other files of the evidence, for formats that spread over several: the variables of a
// Terraform module, the values of a chart. Paths as in EvidenceFile. Only what the walk found is
// there, so nothing outside the evidence is ever reached.
class Surroundings {
 public:
  virtual ~Surroundings() = default;
  // The names of the files that lie in `folder` itself, sorted, the first 2,000; `` is the
  // project's folder.
  [[nodiscard]] virtual std::vector<std::string> files_in(const std::string& folder) const = 0;
  // A file's text; none where it is absent, unreadable or larger than 1 MiB.
  [[nodiscard]] virtual std::optional<std::string> text_of(const std::string& path) const = 0;
  // Whether a file of that path is there.
  [[nodiscard]] virtual bool has(const std::string& path) const {
    return text_of(path).has_value();
  }
};

// One file of evidence, read whole.
struct EvidenceFile {
  std::string path;                      // relative to the project's folder, `/` between parts
  std::string_view bytes;                // all of it; owned by the caller
  const Surroundings* around = nullptr;  // null: nothing else is known
};

// A reader of one format: a struct of functions.
struct Reader {
  const char* name = nullptr;   // as sources[].format gives it
  const char* reads = nullptr;  // the format, for people
  bool of_code = false;  // source code, infrastructure code and what else lies in a repository
  // Where it tells uses of libraries and nothing else, the language: python, js, java, go, csharp.
  // A file that names no known library needs no reading then.
  const char* uses_of = nullptr;
  // Whether this file is of the format, judged by its name and its first 64 KiB.
  bool (*recognises)(const EvidenceFile& head) = nullptr;
  // Reads it. Errors: kInput or kLimit where nothing of it can be used; what can be used is kept
  // and the loss is in `skipped`.
  Result<Reading> (*read)(const EvidenceFile& file, const Limits& limits) = nullptr;
};

}  // namespace fundable
