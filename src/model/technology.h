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

// The channels of marks and signatures, sorted; docs/technologies.md says what each holds.
[[nodiscard]] std::span<const std::string_view> channels();

// One way to recognise a technology in a Mark of the same channel.
struct Signature {
  std::string channel;
  // Compared whole, upper and lower case alike; a trailing `*` matches any rest. An image is also
  // compared from each `/` of its path on, without tag and digest; a chart likewise; an endpoint
  // from each `.` on; code (`python:openai.lib.AzureOpenAI`) also up to each `.`, `/` or `:` behind
  // the language.
  std::string text;
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
  // A model that applications call. By itself it makes no workload; an application that uses it is
  // an AI application.
  bool calls_model = false;
  bool generic = false;  // it counts only where no other mark names a kind of AI: uses a GPU
  bool weak = false;     // a hint at its kind, never enough by itself: a library that is loaded
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
  // each mark only: the longest text, then the whole one over one that ends in `*`, then the one
  // that asks for a mention; all of them where they are equal. Generic ones only where none of the
  // others names a kind of AI.
  // Order: by id. Lifetime: until the next add.
  [[nodiscard]] std::vector<const Technology*> match(std::span<const Mark> marks) const;
  [[nodiscard]] const Technology* find(std::string_view id) const;
  [[nodiscard]] std::size_t size() const { return technologies_.size(); }
  // In the order in which they were added.
  [[nodiscard]] std::span<const Technology> all() const { return technologies_; }

 private:
  struct Place {
    std::size_t technology;
    std::size_t signature;
  };
  struct Prefix {
    std::string text;  // lower case, without the `*`
    Place place;
  };
  void add_fitting(const Mark& mark, std::vector<std::size_t>& found) const;

  std::vector<Technology> technologies_;
  std::unordered_map<std::string, std::size_t> by_id_;
  // Signatures by `channel text`, lower case; those that end in `*` apart, by channel.
  std::unordered_map<std::string, std::vector<Place>> exact_;
  std::unordered_map<std::string, std::vector<Prefix>> prefixes_;
};

}  // namespace fundable
