// The catalogue: files of data in, technologies of marks out.
//
// Nothing here knows a cloud or a product; the files in data/technologies do, so a new technology
// is an entry and no code. A mark is looked up by channel and text, so that a million bill lines
// cost a million look-ups and not a million walks over the catalogue; only the signatures that end
// in `*` are walked, and only those of the mark's channel. An image is tried under every name it
// may go by, since people mirror images under registries and folders of their own.
//
// Among the signatures that fit one mark the most specific speaks: `Vertex AI` with a mention of
// training over `Vertex AI`, `google_compute_router*` over `google_compute_*`. Different marks of
// one thing all speak; weighing them is discovery's business, except that a generic technology
// ("it uses a GPU") is silent where another one names a kind of AI.
#include "model/technology.h"

#include <algorithm>
#include <array>
#include <compare>

#include "base/schema.h"
#include "base/text.h"
#include "model/vocabulary.h"

namespace fundable {
namespace {

const std::vector<std::string> kKeys{"technology", "name",       "kind",        "platform",
                                     "supports",   "generic",    "calls_model", "weak",
                                     "on_aws",     "signatures", "source"};
constexpr std::array<std::string_view, 22> kChannels{
    "accelerator", "action",          "arm",        "azure_cognitive_kind",
    "bill",        "cloudformation",  "code",       "command",
    "endpoint",    "gcp_asset",       "gpu",        "helm",
    "image",       "instance_type",   "kubernetes", "model",
    "package",     "scheduler",       "software",   "sql",
    "terraform",   "terraform_module"};
const std::vector<std::string> kCounterpartKeys{"service", "says"};
const std::vector<std::string> kSourceKeys{"title", "url", "checked"};

// One of the values that a fact may have; empty where the key is absent.
Result<std::string> choice_under(Node map, std::string_view key, std::string_view fact,
                                 const Vocabulary& vocabulary) {
  const Node node = map[key];
  if (!node.exists()) return std::string();
  const std::vector<std::string>& values = vocabulary[vocabulary.id(fact)].values;
  const auto found = one_of(node, node.text(), values, key);
  if (!found) return std::unexpected(found.error());
  return values[*found];
}

Result<bool> truth_under(Node map, std::string_view key) {
  const Node node = map[key];
  if (node.exists() && node.kind() != NodeKind::kTruth) {
    return wrong_at(node, "'" + std::string(key) + "' is true or false");
  }
  return node.is_true();
}

// A statement without a page that somebody has looked at is a guess.
Result<> check_source(Node technology) {
  const Node source = technology["source"];
  if (!source.exists()) {
    return wrong_at(technology, "'source' is missing",
                    "Give the vendor's page: {title: …, url: https://…, checked: 2026-11-23}.");
  }
  if (auto known = only_keys(source, kSourceKeys); !known) return known;
  for (const std::string& key : kSourceKeys) {
    if (auto text = text_under(source, key, true); !text) return std::unexpected(text.error());
  }
  if (!source["url"].text().starts_with("https://")) {
    return wrong_at(source["url"], "'url' must start with https://");
  }
  if (!parse_date(source["checked"].text())) {
    return wrong_at(source["checked"], "'checked' is not a date", "Write a date as 2026-11-23.");
  }
  return {};
}

Result<std::optional<AwsCounterpart>> read_counterpart(Node node) {
  if (!node.exists()) return std::nullopt;
  if (auto known = only_keys(node, kCounterpartKeys); !known) {
    return std::unexpected(known.error());
  }
  auto service = text_under(node, "service", true);
  if (!service) return std::unexpected(service.error());
  auto says = text_under(node, "says", true);
  if (!says) return std::unexpected(says.error());
  return AwsCounterpart{*std::move(service), *std::move(says)};
}

// How a signature with mentions calls its text.
std::string_view name_key(std::string_view channel) {
  return channel == "bill" ? "service" : channel == "code" ? "name" : "type";
}

bool has_details(std::string_view channel) {
  constexpr std::array<std::string_view, 8> kWithDetails{
      "action", "arm",       "bill",      "cloudformation",
      "code",   "gcp_asset", "terraform", "terraform_module"};
  return std::ranges::find(kWithDetails, channel) != kWithDetails.end();
}

// The texts of one signature: a text, or {type: …, mentions: …} where marks have details, each of
// them one or several.
Result<> read_signature(Node node, const std::string& channel, std::vector<Signature>& signatures) {
  std::vector<std::string> names{std::string(node.text())};
  std::vector<std::string> mentioned;
  if (node.is_map() && has_details(channel)) {
    const std::vector<std::string> keys{std::string(name_key(channel)), "mentions"};
    if (auto known = only_keys(node, keys); !known) return known;
    auto texts = texts_under(node, keys.front());
    if (!texts) return std::unexpected(texts.error());
    auto words = texts_under(node, "mentions");
    if (!words) return std::unexpected(words.error());
    if (words->empty()) return wrong_at(node, "'mentions' is missing");
    names = *std::move(texts);
    mentioned = *std::move(words);
  }
  const auto says_nothing = [](std::string_view text) { return trimmed(text).empty(); };
  if (names.empty() || std::ranges::any_of(names, says_nothing) ||
      std::ranges::any_of(mentioned, says_nothing)) {
    return wrong_at(node, "a signature must be a text");
  }
  for (std::string& name : names) {
    if (name.find('*') < name.size() - 1 || name == "*") {
      return wrong_at(node, "a '*' stands only at the end of a signature, after some text");
    }
    signatures.push_back({channel, std::move(name), mentioned});
  }
  return {};
}

Result<std::vector<Signature>> read_signatures(Node technology) {
  const Node channels = technology["signatures"];
  if (!channels.exists()) return wrong_at(technology, "'signatures' is missing");
  static const std::vector<std::string> kKnown(kChannels.begin(), kChannels.end());
  if (auto known = only_keys(channels, kKnown); !known) return std::unexpected(known.error());
  std::vector<Signature> signatures;
  for (const Node channel : channels) {
    if (!channel.is_list()) {
      return wrong_at(channel, "'" + std::string(channel.key()) + "' must be a list");
    }
    for (const Node node : channel) {
      auto read = read_signature(node, std::string(channel.key()), signatures);
      if (!read) return std::unexpected(read.error());
    }
  }
  if (signatures.empty()) return wrong_at(channels, "a technology needs a signature");
  return signatures;
}

bool is_ai(const Technology& technology) {
  return !technology.kind.empty() && technology.kind != "application" && technology.kind != "other";
}

Result<Technology> read_technology(Node node, const Vocabulary& vocabulary) {
  if (auto known = only_keys(node, kKeys); !known) return std::unexpected(known.error());
  Technology technology;
  for (auto [key, target] :
       {std::pair{"technology", &technology.id}, std::pair{"name", &technology.name}}) {
    auto text = text_under(node, key, true);
    if (!text) return std::unexpected(text.error());
    *target = *std::move(text);
  }
  for (auto [key, fact, target] :
       {std::tuple{"kind", "workload.kind", &technology.kind},
        std::tuple{"platform", "workload.runs_on", &technology.platform}}) {
    auto word = choice_under(node, key, fact, vocabulary);
    if (!word) return std::unexpected(word.error());
    *target = *std::move(word);
  }
  for (auto [key, target] :
       {std::pair{"supports", &technology.supports},
        std::pair{"calls_model", &technology.calls_model},
        std::pair{"generic", &technology.generic}, std::pair{"weak", &technology.weak}}) {
    const auto truth = truth_under(node, key);
    if (!truth) return std::unexpected(truth.error());
    *target = *truth;
  }
  if (technology.supports && technology.kind != "other") {
    return wrong_at(node["supports"], "what supports others is of the kind 'other'");
  }
  if (technology.weak && !is_ai(technology)) {
    return wrong_at(node["weak"], "what is weak hints at a kind of AI");
  }
  auto counterpart = read_counterpart(node["on_aws"]);
  if (!counterpart) return std::unexpected(counterpart.error());
  technology.on_aws = *std::move(counterpart);
  auto signatures = read_signatures(node);
  if (!signatures) return std::unexpected(signatures.error());
  technology.signatures = *std::move(signatures);
  if (auto source = check_source(node); !source) return std::unexpected(source.error());
  return technology;
}

// Adds every end of `text` that starts behind a `separator`.
void add_ends(const std::string& text, char separator, std::vector<std::string>& names) {
  for (std::size_t at = text.find(separator); at != std::string::npos;
       at = text.find(separator, at + 1)) {
    names.push_back(text.substr(at + 1));
  }
}

// The names that a mark may go by, lower case. An image `host:5000/mirror/vllm/vllm-openai:v1`
// goes by the whole path and by each of its ends, without tag and digest; a chart likewise; an
// endpoint by the domains that it lies in; code by the modules that it lies in.
std::vector<std::string> names_of(const Mark& mark) {
  std::string text = lowered(trimmed(mark.text));
  std::vector<std::string> names;
  if (mark.channel == "image") {
    text.resize(std::min(text.find('@'), text.size()));
    const std::size_t last_folder = text.rfind('/');
    const std::size_t tag = text.find(':', last_folder == std::string::npos ? 0 : last_folder);
    text.resize(std::min(tag, text.size()));
    add_ends(text, '/', names);
  } else if (mark.channel == "helm" || mark.channel == "terraform_module") {
    add_ends(text, '/', names);
  } else if (mark.channel == "endpoint") {
    add_ends(text, '.', names);
  } else if (mark.channel == "code") {
    const std::size_t language = text.find(':');
    for (std::size_t at = text.find_first_of("./:", language + 1); at < text.size();
         at = text.find_first_of("./:", at + 1)) {
      names.push_back(text.substr(0, at));
    }
  }
  names.push_back(std::move(text));
  return names;
}

// How much a fitting signature says; more is greater.
struct Specificity {
  std::size_t length = 0;
  bool whole = false;
  bool mentions = false;
  auto operator<=>(const Specificity&) const = default;
};

bool fits_details(const Signature& signature, const Mark& mark) {
  return signature.mentions.empty() ||
         std::ranges::any_of(signature.mentions,
                             [&](const std::string& word) { return mentions(mark.details, word); });
}

}  // namespace

std::span<const std::string_view> channels() { return kChannels; }

Result<> Catalogue::add(Node root, const Vocabulary& vocabulary) {
  if (!root.is_list()) return wrong_at(root, "expected a list of technologies");
  for (const Node node : root) {
    auto technology = read_technology(node, vocabulary);
    if (!technology) return std::unexpected(technology.error());
    const std::size_t place = technologies_.size();
    if (!by_id_.emplace(technology->id, place).second) {
      return wrong_at(node, "the technology '" + technology->id + "' is defined twice");
    }
    for (std::size_t i = 0; i < technology->signatures.size(); ++i) {
      const Signature& signature = technology->signatures[i];
      if (signature.text.ends_with('*')) {
        const std::size_t length = signature.text.size() - 1;
        prefixes_[signature.channel].push_back(
            {lowered(signature.text.substr(0, length)), {place, i}});
      } else {
        exact_[signature.channel + ' ' + lowered(signature.text)].push_back({place, i});
      }
    }
    technologies_.push_back(*std::move(technology));
  }
  return {};
}

void Catalogue::add_fitting(const Mark& mark, std::vector<std::size_t>& found) const {
  Specificity best;
  std::vector<std::size_t> fitting;
  const auto weigh = [&](const Place& place, std::size_t length, bool whole) {
    const Signature& signature = technologies_[place.technology].signatures[place.signature];
    const Specificity specificity{length, whole, !signature.mentions.empty()};
    if (specificity < best || !fits_details(signature, mark)) return;
    if (specificity > best) fitting.clear();
    best = specificity;
    fitting.push_back(place.technology);
  };
  const auto prefixes = prefixes_.find(mark.channel);
  for (const std::string& name : names_of(mark)) {
    if (const auto exact = exact_.find(mark.channel + ' ' + name); exact != exact_.end()) {
      for (const Place& place : exact->second) weigh(place, name.size(), true);
    }
    if (prefixes == prefixes_.end()) continue;
    for (const Prefix& prefix : prefixes->second) {
      if (name.starts_with(prefix.text)) weigh(prefix.place, prefix.text.size(), false);
    }
  }
  found.insert(found.end(), fitting.begin(), fitting.end());
}

std::vector<const Technology*> Catalogue::match(std::span<const Mark> marks) const {
  std::vector<std::size_t> found;
  for (const Mark& mark : marks) add_fitting(mark, found);
  std::vector<const Technology*> matched;
  for (const std::size_t place : found) matched.push_back(&technologies_[place]);
  std::ranges::sort(matched, {}, &Technology::id);
  matched.erase(std::ranges::unique(matched).begin(), matched.end());
  const bool told = std::ranges::any_of(matched, [](const Technology* technology) {
    return !technology->generic && !technology->weak && is_ai(*technology);
  });
  if (told)
    std::erase_if(matched, [](const Technology* technology) { return technology->generic; });
  return matched;
}

const Technology* Catalogue::find(std::string_view id) const {
  const auto found = by_id_.find(std::string(id));
  return found == by_id_.end() ? nullptr : &technologies_[found->second];
}

}  // namespace fundable
