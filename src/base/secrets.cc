// Finds secrets by what they look like, because evidence is shown in many places and every one of
// them must be safe without knowing where the text came from.
//
// One pass, four questions at each place: does a block of a private key begin here, a key of a
// known shape, the value of something whose name says that it is secret, the user of a URL? A name
// may stand in quotes or brackets, apart from its sign, or be an option of a command.
//
// Left out on purpose: a secret that nothing around it names and that has no shape of its own (40
// letters of base64). Checksums, commits and images look the same, and those must be shown.
#include "base/secrets.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace fundable {
namespace {

using Text = std::string_view;

constexpr Text kRedacted = "[redacted]";

// How vendors' keys begin, how long they are at least, and how many letters and digits in a row
// one has: `sk-` begins names as well, but words between hyphens are short.
struct KeyShape {
  Text prefix;
  std::size_t length;
  std::size_t unbroken;
};
constexpr std::array kKeyShapes{
    KeyShape{"AKIA", 20, 20},   KeyShape{"ASIA", 20, 20},     KeyShape{"ABSK", 60, 30},
    KeyShape{"sk-", 20, 16},    KeyShape{"sk_live_", 20, 12}, KeyShape{"rk_live_", 20, 12},
    KeyShape{"ghp_", 30, 30},   KeyShape{"gho_", 30, 30},     KeyShape{"ghu_", 30, 30},
    KeyShape{"ghs_", 30, 30},   KeyShape{"ghr_", 30, 30},     KeyShape{"github_pat_", 30, 20},
    KeyShape{"glpat-", 20, 8},  KeyShape{"xoxa-", 20, 8},     KeyShape{"xoxb-", 20, 8},
    KeyShape{"xoxp-", 20, 8},   KeyShape{"xapp-", 20, 8},     KeyShape{"AIza", 35, 8},
    KeyShape{"ya29.", 30, 16},  KeyShape{"hf_", 30, 27},      KeyShape{"gsk_", 40, 40},
    KeyShape{"nvapi-", 40, 12}, KeyShape{"dapi", 36, 36},     KeyShape{"npm_", 40, 36},
    KeyShape{"hvs.", 40, 16},   KeyShape{"SG.", 60, 12},      KeyShape{"AGE-SECRET-KEY-", 40, 40},
    KeyShape{"eyJ", 40, 16},
};

// How names of secrets end, in small letters and without `_` and `-`.
constexpr std::array<Text, 24> kSecretNames{
    "password",        "passwd",      "passphrase",    "secret",     "token",
    "apikey",          "accesskey",   "accountkey",    "secretkey",  "privatekey",
    "sharedkey",       "signingkey",  "storagekey",    "servicekey", "masterkey",
    "hostkey",         "functionkey", "adminkey",      "openaikey",  "encryptionkey",
    "subscriptionkey", "credentials", "authorization", "secretvalue"};
// Those that are it only as a whole word.
constexpr std::array<Text, 4> kSecretWords{"pwd", "sig", "pass", "auth"};

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_key_char(char c) { return is_letter_or_digit(c) || Text("_-+/.~").contains(c); }
bool is_name_char(char c) { return is_letter_or_digit(c) || c == '_' || c == '-'; }
bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }
bool is_gap(char c) { return c == ' ' || c == '\t'; }
bool ends_value(char c) { return is_gap(c) || c == '\n' || c == '\r' || c == ';' || c == ','; }

// The end of what starts at `at` and consists of such characters.
std::size_t end_of_run(Text text, std::size_t at, bool (*belongs)(char)) {
  while (at < text.size() && belongs(text[at])) ++at;
  return at;
}

std::size_t longest_unbroken(Text text) {
  std::size_t longest = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t end = end_of_run(text, at, is_letter_or_digit);
    longest = std::max(longest, end - at);
    at = end;
  }
  return longest;
}

// Each gives the end of the secret that starts at `at`, or `at` where none does.

std::size_t end_of_key_block(Text text, std::size_t at) {
  if (!text.substr(at).starts_with("-----BEGIN")) return at;
  const std::size_t end = text.find("-----END", at);
  if (end == Text::npos) return text.size();
  const std::size_t closed = text.find("-----", end + 8);
  return closed == Text::npos ? text.size() : closed + 5;
}

std::size_t end_of_key(Text text, std::size_t at) {
  if (at > 0 && is_letter_or_digit(text[at - 1])) return at;
  for (const KeyShape& shape : kKeyShapes) {
    if (!text.substr(at).starts_with(shape.prefix)) continue;
    const std::size_t end = end_of_run(text, at, is_key_char);
    const bool long_enough = end - at >= shape.length;
    if (long_enough && longest_unbroken(text.substr(at, end - at)) >= shape.unbroken) return end;
  }
  return at;
}

// Whether the name that ends before `at`, perhaps in quotes or brackets, is that of a secret.
bool names_secret(Text text, std::size_t at) {
  constexpr Text kBetween = " \t\"'`\\]";
  while (at > 0 && kBetween.contains(text[at - 1])) --at;
  std::string name;
  for (; at > 0 && is_name_char(text[at - 1]); --at) {
    if (is_letter_or_digit(text[at - 1])) name.push_back(text[at - 1]);
  }
  std::ranges::reverse(name);
  name = lowered(name);
  return is_one_of(name, kSecretWords) ||
         std::ranges::any_of(kSecretNames, [&](Text end) { return name.ends_with(end); });
}

bool is_secret_option(Text text, std::size_t at) {
  std::size_t start = at;
  while (start > 0 && is_name_char(text[start - 1])) --start;
  return text.substr(start, at - start).starts_with("--") && names_secret(text, at);
}

// Where the value after the sign or option that ends before `at` starts, its quote passed over.
std::size_t start_of_value(Text text, std::size_t at) {
  at = end_of_run(text, at, [](char c) { return is_gap(c) || c == '=' || c == '>' || c == '\\'; });
  return at < text.size() && is_quote(text[at]) ? at + 1 : at;
}

std::size_t end_of_value(Text text, std::size_t at) {
  if (at > 0 && is_quote(text[at - 1])) {
    const std::size_t end = std::min(text.find(text[at - 1], at), text.size());
    return end > at && end < text.size() && text[end - 1] == '\\' ? end - 1 : end;
  }
  // `Bearer abc`: the word before the token is none.
  for (const Text scheme : {"Bearer ", "Basic ", "Token ", "bearer "}) {
    if (text.substr(at).starts_with(scheme)) at += scheme.size();
  }
  return end_of_run(text, at, [](char c) { return !ends_value(c) && !is_quote(c); });
}

// The `@` before which a URL's credentials stand, where its `://` ends before `at`; else `at`.
std::size_t end_of_user(Text text, std::size_t at) {
  const Text before_path = text.substr(at, text.find_first_of("/ \t\n\"'", at) - at);
  const std::size_t sign = before_path.rfind('@');
  return sign == Text::npos ? at : at + sign;
}

// The place after the sign, space or slashes at `at`, where a secret must follow; else 0.
std::size_t after_what_announces_secret(Text text, std::size_t at) {
  if (text[at] == '=' || text[at] == ':') return names_secret(text, at) ? at + 1 : 0;
  return text[at] == ' ' && is_secret_option(text, at) ? at + 1 : 0;
}

}  // namespace

std::string without_secrets(Text text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::max(end_of_key_block(text, at), end_of_key(text, at));
    std::size_t start = at;
    if (end == at && text.substr(at).starts_with("://")) {
      start = at + 3;
      end = end_of_user(text, start);
    } else if (end == at) {
      if (const std::size_t after = after_what_announces_secret(text, at); after != 0) {
        start = start_of_value(text, after);
        end = end_of_value(text, start);
      }
    }
    if (end <= start || text.substr(start).starts_with(kRedacted)) {
      out.push_back(text[at++]);
      continue;
    }
    out += text.substr(at, start - at);
    out += kRedacted;
    at = end;
  }
  return out;
}

}  // namespace fundable
