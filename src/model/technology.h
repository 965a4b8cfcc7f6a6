// The catalogue of technologies: which evidence means which technology; loaded from
// data/technologies/.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/observation.h"

namespace fundable {

class Vocabulary;

// One way to recognise a technology in a Mark of the same channel.
struct Signature {
  std::string channel;
  std::string text;                   // whole, case-insensitive; a trailing `*` matches any rest
  std::vector<std::string> mentions;  // any of them must stand in the details; empty: no need
};

// What takes its place on AWS.
struct AwsCounterpart {
  std::string service;  // product service code, `AmazonSageMaker`
  std::string says;
};

struct Technology {
  std::string id;
  std::string name;
  std::string kind;       // of the workload that it makes; empty where it does not say
  std::string platform;   // where it runs by its nature; empty where it runs anywhere
  bool supports = false;  // it never makes a workload by itself: network, identity, logs, disks
  std::optional<AwsCounterpart> on_aws;
  std::vector<Signature> signatures;
};

class Catalogue {
 public:
  // Adds the technologies of one file.
  // Errors: kInput with line and column: unknown key, kind or platform, a technology twice, a
  // missing source.
  [[nodiscard]] Result<> add(Node root, const Vocabulary& vocabulary);

  // The technologies whose signatures fit the marks; the ones with the most specific signature of
  // each mark only. Order: by id.
  [[nodiscard]] std::vector<const Technology*> match(std::span<const Mark> marks) const;
  [[nodiscard]] const Technology* find(std::string_view id) const;
  [[nodiscard]] std::size_t size() const { return technologies_.size(); }

 private:
  std::vector<Technology> technologies_;
  // Exact signatures by `channel text`; those that end in `*` apart, by channel.
  struct Place {
    std::size_t technology;
    std::size_t signature;
  };
  std::unordered_map<std::string, std::vector<Place>> exact_;
  std::unordered_map<std::string, std::vector<Place>> prefixes_;
};

}  // namespace fundable
