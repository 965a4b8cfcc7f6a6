// The lists behind the walk: names and first bytes that leave a file or folder out.
//
// A folder of installed packages holds thousands of files that say nothing of this project, and
// the manifests in it would be taken for its own. Names of secrets are those under which tools
// write them; such a file is not opened at all, so nothing that reads evidence has to be trusted
// with it. A file is binary when it holds a NUL where text would not; UTF-16 announces itself and
// stays, to be named as unread rather than counted.
#include "app/left_out.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace fundable {
namespace {

using Text = std::string_view;

struct Named {
  Text name;
  Text reason;
};

constexpr Text kVersionControl = "version control (folder)";
constexpr Text kSecretFolder = "may hold secrets, by its name (folder)";
constexpr Text kSecretFile = "may hold secrets, by its name";

constexpr std::array kFolders{
    Named{".git", kVersionControl},
    Named{".hg", kVersionControl},
    Named{".svn", kVersionControl},
    Named{"node_modules", "node_modules (folder)"},
    Named{"__pycache__", "__pycache__ (folder)"},
    Named{".terraform", ".terraform (folder)"},
    Named{".ssh", kSecretFolder},
    Named{".gnupg", kSecretFolder},
    Named{".kube", kSecretFolder},
};

// Whole names, in lower case.
constexpr std::array<Text, 31> kSecretNames{".env",
                                            "credentials",
                                            ".netrc",
                                            "_netrc",
                                            ".npmrc",
                                            ".pypirc",
                                            ".pgpass",
                                            ".htpasswd",
                                            "htpasswd",
                                            ".dockercfg",
                                            ".my.cnf",
                                            ".git-credentials",
                                            ".boto",
                                            ".envrc",
                                            ".dockerconfigjson",
                                            ".s3cfg",
                                            ".passwd-s3fs",
                                            ".databrickscfg",
                                            ".terraformrc",
                                            "terraform.rc",
                                            "rclone.conf",
                                            "kubeconfig",
                                            ".vault-token",
                                            "local.settings.json",
                                            "token.json",
                                            "accesstokens.json",
                                            "service-account.json",
                                            "clouds.yaml",
                                            "credentials.tfrc.json",
                                            "service_account.json",
                                            "application_default_credentials.json"};
constexpr std::array<Text, 6> kSecretStarts{".env.",    "id_rsa",     "id_dsa",
                                            "id_ecdsa", "id_ed25519", "kubeconfig."};
constexpr std::array<Text, 12> kSecretEnds{".pem", ".key",      ".p12",        ".pfx",
                                           ".jks", ".keystore", ".kubeconfig", ".kdbx",
                                           ".p8",  ".ppk",      ".env",        ".asc"};
// Names of data whose first part says that they hold secrets; of code, it says that it makes them.
constexpr std::array<Text, 3> kSecretStems{"secret", "secrets", "credentials"};
constexpr std::array<Text, 8> kDataEnds{".json", ".yaml", ".yml",    ".toml",
                                        ".ini",  ".txt",  ".tfvars", ".properties"};
// Samples show what a secret file would hold, without holding it.
constexpr std::array<Text, 3> kSamples{".env.example", ".env.sample", ".env.template"};

bool holds(std::span<const Entry> entries, Text name) {
  return std::ranges::binary_search(entries, name, {}, [](const Entry& e) { return Text(e.name); });
}

bool is_secret_data(Text name) {
  const std::size_t dot = name.rfind('.');
  return dot != Text::npos && is_one_of(name.substr(0, dot), kSecretStems) &&
         is_one_of(name.substr(dot), kDataEnds);
}

Text last_part(Text path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

std::string_view reason_against_folder(std::string_view name) {
  const auto* found = std::ranges::find(kFolders, name, &Named::name);
  return found == kFolders.end() ? Text() : found->reason;
}

std::string_view reason_against_contents(std::string_view name, std::span<const Entry> contents,
                                         std::span<const Entry> beside) {
  if (holds(contents, "pyvenv.cfg")) return "Python virtual environment (folder)";
  const bool is_go_vendor =
      name == "vendor" && holds(contents, "modules.txt") && holds(beside, "go.mod");
  return is_go_vendor ? Text("Go vendor (folder)") : Text();
}

bool is_code_root(std::span<const Entry> contents) {
  return std::ranges::any_of(contents, [](const Entry& entry) {
    const std::string name = lowered(entry.name);
    const std::string stem = name.substr(0, name.find('.', 1));
    return name == ".git" || name == ".github" || stem == "readme" || stem == "license" ||
           stem == "licence" || stem == "copying";
  });
}

std::string_view reason_against_file(std::string_view path) {
  const std::string name = lowered(last_part(path));
  const bool is_sample = std::ranges::find(kSamples, name) != kSamples.end();
  const bool is_secret =
      is_one_of(name, kSecretNames) || is_secret_data(name) ||
      std::ranges::any_of(kSecretStarts, [&](Text start) { return name.starts_with(start); }) ||
      std::ranges::any_of(kSecretEnds, [&](Text end) { return name.ends_with(end); });
  if (is_secret && !is_sample) return kSecretFile;
  // The path is shown wherever the file is cited, so it must be fit to show as it is.
  return presentable(path, path.size()) == path ? Text() : Text("its name looks like a secret");
}

std::string_view reason_against_bytes(std::string_view path, std::string_view head) {
  if (head.find('\0') == Text::npos) return {};
  const std::string name = lowered(last_part(path));
  // By its name too, so that a broken one is named and not counted among the pictures.
  const bool is_evidence = head.starts_with("PAR1") || name.ends_with(".parquet") ||
                           name.ends_with(".csv.gz") || name.ends_with(".xlsx");
  const bool is_utf16 = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
  return is_evidence || is_utf16 ? Text() : Text("binary file");
}

}  // namespace fundable
