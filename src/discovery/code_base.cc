// Judges a code base as a whole, because its files speak of each other: a library says that there
// is an agent, a template three folders away says where it goes.
//
// For each kind it collects what claims it: declared (infrastructure code), used (a call or an
// import) or listed (a dependency). Listed alone claims nothing, and what is deployed beside it is
// taken along as support. The platform of a kind is where its own declarations lie; else the one
// cloud whose services much of the code that shows it calls, because a training job that code
// starts on SageMaker runs there; else the home of the code base: the cloud on which most of its
// declaring files lie, else the one to which its scripts and pipelines deploy. Deployments offered
// for several clouds side by side are options, and declare nothing; nor does a client of a cloud's
// API. Where that leaves several platforms, none is chosen, and each is told with its place.
#include "discovery/code_base.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>

#include "base/text.h"
#include "discovery/setting.h"

namespace fundable {
namespace {

// What claims one kind.
struct Claim {
  std::vector<const Seen*> declared;
  std::vector<const Seen*> used;
  std::vector<const Seen*> listed;

  std::set<std::string_view> hinted_in;  // files that use it, or hint at it

  [[nodiscard]] bool holds() const { return !declared.empty() || !used.empty(); }
  void add(const Seen& seen) {
    hinted_in.insert(seen.observation->at.source);
    if (seen.observation->proof == Proof::kListed) {
      listed.push_back(&seen);
    } else if (seen.observation->proof == Proof::kUsed) {
      used.push_back(&seen);
    } else {
      declared.push_back(&seen);
    }
  }
};

using Files = std::set<std::string_view>;

Files files_of(std::span<const Seen* const> members) {
  Files files;
  for (const Seen* seen : members) files.insert(seen->observation->at.source);
  return files;
}

std::size_t count_of(const std::map<std::string_view, Files>& files) {
  std::size_t count = 0;
  for (const auto& [unused, paths] : files) count += paths.size();
  return count;
}

// The platform that holds at least two thirds of the files; empty where none does.
std::string main_platform(const std::map<std::string_view, Files>& files) {
  for (const auto& [platform, paths] : files) {
    if (3 * paths.size() >= 2 * count_of(files)) return std::string(platform);
  }
  return {};
}

class CodeBaseJudge {
 public:
  explicit CodeBaseJudge(const CodeBase& base) : base_(base) {}

  CodeWorkloads workloads() {
    collect(Setting::kProduct);
    const bool shows_something =
        calls_.holds() ||
        std::ranges::any_of(claims_, [](const auto& one) { return one.second.holds(); });
    if (!shows_something) collect(Setting::kExample);
    if (!shows_ai()) claims_.merge(generic_claims_);
    find_home();
    for (const std::string_view kind : kinds()) {
      if (is_ai_kind(kind) && shows(kind)) add_group(kind);
    }
    if (result_.groups.empty()) add_application();
    if (result_.groups.empty()) {
      leave_out();
    } else {
      add_support();
    }
    return std::move(result_);
  }

 private:
  std::string_view path_in_base(const Seen& seen) const {
    std::string_view path = seen.observation->at.source;
    if (!base_.root.empty()) path.remove_prefix(base_.root.size() + 1);
    return path;
  }

  void collect(Setting setting) {
    std::map<std::string, std::set<std::string_view>> options;  // by the folder that offers them
    for (const Seen* seen : base_.members) {
      if (setting_of(path_in_base(*seen)) != setting) continue;
      product_.push_back(seen);
      if (const auto option = option_in(path_in_base(*seen))) {
        options[option->offered_in].insert(option->platform);
      }
      claim(*seen);
    }
    for (const auto& [folder, platforms] : options) {
      if (platforms.size() > 1) offers_.push_back(folder);
    }
  }

  void claim(const Seen& seen) {
    for (const Technology* technology : seen.technologies) {
      if (technology->weak) {
        claims_[technology->kind].hinted_in.insert(seen.observation->at.source);
        continue;
      }
      if (technology->calls_model) calls_.add(seen);
      if (technology->supports || technology->kind.empty()) continue;
      (technology->generic ? generic_claims_ : claims_)[technology->kind].add(seen);
    }
  }

  [[nodiscard]] bool has(std::string_view kind) const {
    const auto found = claims_.find(kind);
    return found != claims_.end() && found->second.holds();
  }

  [[nodiscard]] bool shows(std::string_view kind) const {
    if (kind == "agent") return has(kind) && !is_mainly_application();
    if (kind != "ai_application") return has(kind) && !is_in_a_corner(kind);
    // An agent with its page is an agent; a model that is called makes an AI application of what
    // people or systems use.
    if (has("agent")) return is_mainly_application();
    return has(kind) || (calls_.holds() && has("application") && !is_in_a_corner(calls_));
  }

  // Only used, and in less than a tenth of the files in which another kind is used: an adapter
  // among others, a script beside the training code. What a cloud runs is none: code starts it
  // there.
  [[nodiscard]] bool is_in_a_corner(std::string_view kind) const {
    return is_in_a_corner(claims_.at(kind));
  }

  [[nodiscard]] bool is_in_a_corner(const Claim& claim) const {
    if (!claim.declared.empty() || !platforms_of(claim.used).empty()) return false;
    std::size_t most = &claim == &calls_ ? 0 : calls_.hinted_in.size();
    for (const auto& [kind, other] : claims_) {
      if (is_ai_kind(kind) && &other != &claim) most = std::max(most, other.hinted_in.size());
    }
    return 10 * files_of(claim.used).size() < most;
  }

  // A product that calls models in many places, and has an agent in a corner of it.
  [[nodiscard]] bool is_mainly_application() const {
    const auto agent = claims_.find("agent");
    if (agent == claims_.end() || !agent->second.declared.empty()) return false;
    Files all = files_of(agent->second.used);
    const std::size_t agents = all.size();
    all.merge(files_of(calls_.used));
    if (const auto found = claims_.find("ai_application"); found != claims_.end()) {
      all.merge(files_of(found->second.used));
    }
    return 4 * agents < all.size();
  }

  [[nodiscard]] bool shows_ai() const {
    return calls_.holds() || std::ranges::any_of(claims_, [](const auto& claim) {
             return is_ai_kind(claim.first) && claim.second.holds();
           });
  }

  // --- Platforms ---

  [[nodiscard]] bool is_option(const Seen& seen) const {
    const std::string_view path = path_in_base(seen);
    return std::ranges::any_of(offers_, [&](const std::string& folder) {
      return !folder.empty() ? path.starts_with(folder + "/") : option_in(path).has_value();
    });
  }

  // A job for a batch scheduler, which says less than the code that sets up its machines.
  static bool is_job(const Seen& seen) {
    return seen.platform == "on_premises" &&
           std::ranges::any_of(seen.observation->marks,
                               [](const Mark& mark) { return mark.channel == "scheduler"; });
  }

  // Machines or services of a cloud that infrastructure code sets up.
  [[nodiscard]] bool sets_up_cloud() const {
    return std::ranges::any_of(product_, [&](const Seen* seen) {
      return !seen->platform.empty() && seen->platform != "on_premises" &&
             seen->platform != "vendor_api" && seen->observation->proof == Proof::kDeclared &&
             !is_option(*seen) &&
             std::ranges::any_of(seen->technologies, [](const Technology* one) {
               return !one->supports && !one->kind.empty();
             });
    });
  }

  [[nodiscard]] std::map<std::string_view, Files> platforms_of(
      std::span<const Seen* const> members) const {
    std::map<std::string_view, Files> files;
    for (const Seen* seen : members) {
      if (seen->platform.empty() || seen->platform == "vendor_api" || is_option(*seen)) continue;
      if (jobs_run_in_cloud_ && is_job(*seen)) continue;
      files[seen->platform].insert(seen->observation->at.source);
    }
    return files;
  }

  [[nodiscard]] std::vector<const Seen*> with_proof(Proof proof) const {
    std::vector<const Seen*> some;
    std::ranges::copy_if(product_, std::back_inserter(some),
                         [&](const Seen* seen) { return seen->observation->proof == proof; });
    return some;
  }

  static bool mentions_any(std::string_view text, std::span<const std::string_view> words) {
    return std::ranges::any_of(words, [&](auto word) { return mentions(text, word); });
  }

  // A command that puts something to work, `cdk deploy`, not `aws s3 cp`, or that hands it to the
  // scheduler of own machines; a step of a pipeline that does more than sign in, because tests sign
  // in too.
  static bool deploys(const Seen& seen) {
    static constexpr std::array<std::string_view, 8> kVerbs{
        "deploy", "create", " up", "apply", "launch", "submit", "update", "run-instances"};
    static constexpr std::array<std::string_view, 4> kSignsIn{"login", "auth", "setup",
                                                              "configure-aws-credentials"};
    const Mark& mark = seen.observation->marks.front();
    if (mark.channel == "action") return !mentions_any(mark.text, kSignsIn);
    if (seen.platform == "on_premises") return true;
    return mark.channel == "command" && mentions_any(mark.text, kVerbs);
  }

  void find_home() {
    jobs_run_in_cloud_ = sets_up_cloud();
    home_by_ = with_proof(Proof::kDeclared);
    auto files = platforms_of(home_by_);
    if (files.empty()) {
      // Scripts and pipelines: what they run, not what code calls.
      home_by_ = with_proof(Proof::kUsed);
      std::erase_if(home_by_, [](const Seen* seen) { return !deploys(*seen); });
      files = platforms_of(home_by_);
    }
    if (files.empty()) files = platforms_of_examples();
    home_ = main_platform(files);
  }

  // How the examples are run, where the product says nothing of it: job scripts lie there.
  [[nodiscard]] std::map<std::string_view, Files> platforms_of_examples() {
    home_by_.clear();
    for (const Seen* seen : base_.members) {
      const bool is_example = setting_of(path_in_base(*seen)) == Setting::kExample;
      if (is_example && seen->platform == "on_premises") home_by_.push_back(seen);
    }
    return platforms_of(home_by_);
  }

  // The one cloud that at least a fifth of the files with these uses name; empty where none is.
  [[nodiscard]] std::string platform_used(const Claim& claim) const {
    const auto files = platforms_of(claim.used);
    if (files.size() != 1 || 4 * files.begin()->second.size() < files_of(claim.used).size())
      return {};
    return std::string(files.begin()->first);
  }

  // Job scripts say where jobs run, not where an application is served; a list of hosts says both.
  [[nodiscard]] bool may_live_at_home(std::string_view kind) const {
    const bool by_jobs = std::ranges::all_of(home_by_, [](const Seen* seen) {
      return seen->platform != "on_premises" || is_job(*seen);
    });
    return home_ != "on_premises" || !by_jobs || kind == "training_pipeline" ||
           kind == "data_environment";
  }

  // The first declaration for each platform, options too, where there are several platforms.
  static std::vector<const Seen*> of_several(std::span<const Seen* const> members) {
    std::map<std::string_view, const Seen*> first;
    for (const Seen* seen : members) {
      if (!seen->platform.empty() && seen->platform != "vendor_api") {
        first.try_emplace(seen->platform, seen);
      }
    }
    std::vector<const Seen*> all;
    if (first.size() < 2) return all;
    for (const auto& [unused, seen] : first) all.push_back(seen);
    return all;
  }

  void set_platform(WorkloadGroup& group, const Claim& claim) const {
    const auto own = platforms_of(claim.declared);
    const std::vector<const Seen*>* by = &claim.declared;
    if (own.size() == 1 || own.contains(home_)) {
      group.declared_on = own.contains(home_) ? home_ : std::string(own.begin()->first);
    } else if (own.empty()) {
      group.declared_on = platform_used(claim);
      by = &claim.used;
      if (group.declared_on.empty() && may_live_at_home(group.kind)) {
        group.declared_on = home_;
        by = &home_by_;
      }
    }
    if (group.declared_on.empty()) {
      group.declared_on_several = of_several(claim.declared);
      if (group.declared_on_several.empty()) {
        group.declared_on_several = of_several(with_proof(Proof::kDeclared));
      }
    } else {
      std::ranges::copy_if(*by, std::back_inserter(group.declared_by), [&](const Seen* seen) {
        return seen->platform == group.declared_on && !is_option(*seen);
      });
    }
    if (group.declared_on == "aws") return;
    std::ranges::copy_if(product_, std::back_inserter(group.on_aws_too), [](const Seen* seen) {
      return seen->platform == "aws" && seen->observation->proof == Proof::kDeclared;
    });
  }

  // --- Groups ---

  WorkloadGroup new_group(std::string_view kind) const {
    WorkloadGroup group;
    group.name = base_.name;
    group.kind = kind;
    group.of_code = true;
    group.joined_by = {"code base " + presentable(base_.root.empty() ? "." : base_.root, 80)};
    return group;
  }

  void add_group(std::string_view kind) {
    WorkloadGroup group = new_group(kind);
    const Claim& claim = claims_[kind];
    for (const auto* members : {&claim.declared, &claim.used, &claim.listed}) {
      group.members.insert(group.members.end(), members->begin(), members->end());
    }
    if (kind == "ai_application" || kind == "agent") {
      group.members.insert(group.members.end(), calls_.declared.begin(), calls_.declared.end());
      group.members.insert(group.members.end(), calls_.used.begin(), calls_.used.end());
    }
    set_platform(group, claim);
    result_.groups.push_back(std::move(group));
  }

  // Software without AI: something that is deployed, or that has an interface of its own.
  void add_application() {
    if (!has("application")) return;
    WorkloadGroup group = new_group("application");
    group.members = product_;
    set_platform(group, claims_["application"]);
    result_.groups.push_back(std::move(group));
  }

  // What is deployed beside it, and its interface, go to the application or agent, where there is
  // one, else to what most of the evidence is about.
  void add_support() {
    const auto says_most = [](const WorkloadGroup& a, const WorkloadGroup& b) {
      return a.members.size() < b.members.size();
    };
    WorkloadGroup& first = result_.groups.front();
    const bool is_product = first.kind == "agent" || first.kind == "ai_application";
    WorkloadGroup& main = is_product ? first : *std::ranges::max_element(result_.groups, says_most);
    const std::set<const Seen*> there(main.members.begin(), main.members.end());
    for (const Seen* seen : product_) {
      const bool supports =
          seen->observation->proof == Proof::kDeclared ||
          (seen->observation->proof == Proof::kUsed && seen->kind == "application");
      if (supports && !is_ai_kind(seen->kind) && !there.contains(seen)) {
        main.members.push_back(seen);
      }
    }
  }

  void leave_out() {
    for (const Seen* seen : base_.members) {
      const Setting setting = setting_of(path_in_base(*seen));
      const bool ai = is_ai_kind(seen->kind);
      if (!ai && seen->observation->proof != Proof::kDeclared) continue;
      std::string why =
          "nothing in this code base is deployed or used by somebody: a library, a "
          "tool or a tutorial";
      if (setting != Setting::kProduct) {
        why = "it stands in " + std::string(to_string(setting)) + " code only";
      }
      result_.unplaced.push_back({seen->observation->at, std::move(why)});
    }
  }

  const CodeBase& base_;
  std::vector<const Seen*> product_;
  std::map<std::string_view, Claim> claims_;
  std::map<std::string_view, Claim>
      generic_claims_;  // it uses a GPU: counts where nothing else does
  Claim calls_;
  std::vector<std::string> offers_;  // folders in which deployments for several clouds lie
  bool jobs_run_in_cloud_ = false;   // on machines that infrastructure code sets up
  std::string home_;
  std::vector<const Seen*> home_by_;
  CodeWorkloads result_;
};

}  // namespace

CodeWorkloads workloads_of(const CodeBase& base) { return CodeBaseJudge(base).workloads(); }

}  // namespace fundable
