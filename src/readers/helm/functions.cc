// Functions of Go's templates, of the library Sprig and of Helm itself, as charts use them.
//
// Absent values are null, as Helm takes them: that is no error here. What a chart computes with
// numbers is small, so integers suffice.
#include "readers/helm/functions.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <functional>
#include <map>
#include <optional>

#include "readers/helm/function_tables.h"
#include "readers/helm/yaml_text.h"
#include "readers/infrastructure/functions.h"

namespace fundable::helm {
namespace {

using infra::Literal;
using Kind = Literal::Kind;
using Arguments = std::span<const Literal>;

bool is_falsy(const Literal& value) { return truth_of(value).is_false(); }

Literal number(std::int64_t value) { return Literal::number(std::to_string(value)); }

// --- Logic ---

Literal fallback(Arguments two) {  // default VALUE GIVEN
  if (two.size() == 1) return two[0];
  if (two.size() != 2 || !truth_of(two[1]).is_known()) return {};
  return is_falsy(two[1]) ? two[0] : two[1];
}

Literal coalesced(Arguments values) {
  for (const Literal& value : values) {
    if (!is_falsy(value)) return value;
  }
  return Literal::null();
}

Literal needed(Arguments two) {  // required WHY VALUE: what is missing only a user can give
  return two.size() != 2 || is_falsy(two[1]) ? Literal() : two[1];
}

Literal all_of(Arguments values) {
  for (const Literal& value : values) {
    if (is_falsy(value)) return value;
  }
  const bool all_known =
      std::ranges::all_of(values, [](const Literal& value) { return value.is_known(); });
  return values.empty() || !all_known ? Literal() : values.back();
}

Literal any_of(Arguments values) {
  for (const Literal& value : values) {
    if (truth_of(value).is_true()) return value;
  }
  const bool all_known =
      std::ranges::all_of(values, [](const Literal& value) { return value.is_known(); });
  return values.empty() || !all_known ? Literal() : values.back();
}

Literal negation(Arguments one) {
  if (one.size() != 1) return {};
  const Literal truth = truth_of(one[0]);
  return truth.is_known() ? Literal::truth(truth.is_false()) : truth;
}

Literal is_empty(Arguments one) { return negation(one); }

Literal chosen(Arguments three) {  // ternary YES NO CONDITION
  if (three.size() != 3) return {};
  const std::array<Literal, 3> ordered{truth_of(three[2]), three[0], three[1]};
  return infra::chosen(ordered);
}

Literal equals(Arguments values) {  // eq A B…: whether A is any of the others
  Literal found = Literal::truth(false);
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (!values[0].is_known() || !values[i].is_known()) {
      found = {};
    } else if (!values[0].holds_values() && written(values[0]) == written(values[i])) {
      return Literal::truth(true);
    }
  }
  return found;
}

Literal differs(Arguments two) { return negation(std::array{equals(two)}); }

template <class Compare>
Literal compared(Arguments two) {
  if (two.size() != 2) return {};
  const auto left = whole_number(two[0]);
  const auto right = whole_number(two[1]);
  return left && right ? Literal::truth(Compare()(*left, *right)) : Literal();
}

// --- Kinds and numbers ---

std::string_view kind_name(const Literal& value) {
  switch (value.kind()) {
    case Kind::kTruth:
      return "bool";
    case Kind::kNumber:
      return "float64";
    case Kind::kText:
      return "string";
    case Kind::kList:
      return "slice";
    case Kind::kMap:
      return "map";
    default:
      return "invalid";
  }
}

Literal is_of_kind(Arguments two) {  // kindIs NAME VALUE
  if (two.size() != 2 || !two[1].is_known()) return {};
  const std::string& kind = two[0].text();
  const bool is_number = two[1].is(Kind::kNumber) && (kind == "int" || kind == "int64");
  return Literal::truth(is_number || kind == kind_name(two[1]));
}

Literal kind_of(Arguments one) {
  return one.size() == 1 && one[0].is_known() ? Literal::text(std::string(kind_name(one[0])))
                                              : Literal();
}

Literal as_integer(Arguments one) {
  if (one.size() != 1 || !one[0].is_known()) return {};
  return number(whole_number(one[0]).value_or(0));
}

Literal calculated(Arguments values, std::int64_t (*how)(std::int64_t, std::int64_t)) {
  std::optional<std::int64_t> result;
  for (const Literal& value : values) {
    const auto operand = whole_number(value);
    if (!operand || std::abs(*operand) > 1'000'000'000) return {};
    result = result ? how(*result, *operand) : *operand;
    if (std::abs(*result) > 1'000'000'000) return {};
  }
  return result ? number(*result) : Literal();
}

Literal sum(Arguments values) {
  return calculated(values, [](std::int64_t a, std::int64_t b) { return a + b; });
}
Literal one_more(Arguments one) {
  return one.size() == 1 ? sum(std::array{one[0], number(1)}) : Literal();
}
Literal difference(Arguments values) {
  return calculated(values, [](std::int64_t a, std::int64_t b) { return a - b; });
}
Literal product(Arguments values) {
  return calculated(values, [](std::int64_t a, std::int64_t b) { return a * b; });
}
Literal quotient(Arguments values) {
  return calculated(values, [](std::int64_t a, std::int64_t b) { return b == 0 ? 0 : a / b; });
}
Literal remainder(Arguments values) {
  return calculated(values, [](std::int64_t a, std::int64_t b) { return b == 0 ? 0 : a % b; });
}

// --- Formats ---

Literal yaml_text(Arguments one) { return one.size() == 1 ? yaml_text_of(one[0]) : Literal(); }
Literal json_text(Arguments one) {
  return one.size() == 1 ? infra::json_text_of(one[0]) : Literal();
}

Literal from_yaml(Arguments one) {
  if (one.size() != 1 || !one[0].is_scalar()) return {};
  const auto documents = parse_yaml(one[0].text(), {.depth = 50, .values = 20'000});
  if (!documents) return {};
  return documents->empty() ? Literal::null() : Literal::of(documents->front().root());
}

Literal nothing_found(Arguments) { return Literal::map({}); }  // lookup, where there is no cluster

// Checksums, passwords, certificates and dates: unknown, and nobody misses them.
Literal unknown(Arguments) { return {}; }

Function own_function(std::string_view name) {
  static const std::map<std::string_view, Function> kFunctions{
      {"add", sum},
      {"add1", one_more},
      {"and", all_of},
      {"atoi", as_integer},
      {"coalesce", coalesced},
      {"deepCopy", infra::same},
      {"default", fallback},
      {"div", quotient},
      {"empty", is_empty},
      {"eq", equals},
      {"float64", infra::same},
      {"fromJson", from_yaml},
      {"fromYaml", from_yaml},
      {"fromYamlArray", from_yaml},
      {"ge", compared<std::greater_equal<>>},
      {"gt", compared<std::greater<>>},
      {"int", as_integer},
      {"int64", as_integer},
      {"kindIs", is_of_kind},
      {"kindOf", kind_of},
      {"le", compared<std::less_equal<>>},
      {"lookup", nothing_found},
      {"lt", compared<std::less<>>},
      {"mod", remainder},
      {"mul", product},
      {"mustToJson", json_text},
      {"mustToYaml", yaml_text},
      {"ne", differs},
      {"not", negation},
      {"or", any_of},
      {"required", needed},
      {"sub", difference},
      {"ternary", chosen},
      {"toJson", json_text},
      {"toPrettyJson", json_text},
      {"toRawJson", json_text},
      {"toYaml", yaml_text},
      {"toYamlPretty", yaml_text},
      {"typeIs", is_of_kind},
      {"adler32sum", unknown},
      {"b64dec", unknown},
      {"b64enc", unknown},
      {"bcrypt", unknown},
      {"date", unknown},
      {"dateInZone", unknown},
      {"derivePassword", unknown},
      {"encryptAES", unknown},
      {"genCA", unknown},
      {"genCAWithKey", unknown},
      {"genPrivateKey", unknown},
      {"genSelfSignedCert", unknown},
      {"genSignedCert", unknown},
      {"genSignedCertWithKey", unknown},
      {"htpasswd", unknown},
      {"now", unknown},
      {"randAlpha", unknown},
      {"randAlphaNum", unknown},
      {"randAscii", unknown},
      {"randBytes", unknown},
      {"randNumeric", unknown},
      {"sha1sum", unknown},
      {"sha256sum", unknown},
      {"unixEpoch", unknown},
      {"uuidv4", unknown},
  };
  const auto found = kFunctions.find(name);
  return found == kFunctions.end() ? nullptr : found->second;
}

}  // namespace

Function function_of(std::string_view name) {
  for (const auto table : {own_function, text_function, collection_function}) {
    if (const Function found = table(name)) return found;
  }
  return nullptr;
}

std::size_t cost_of(std::string_view function) {
  if (function.contains("erge")) return 2'000;
  return function.ends_with("Yaml") || function.ends_with("Json") ? 300 : 1;
}

std::optional<std::int64_t> whole_number(const Literal& value) {
  std::int64_t number = 0;
  const std::string& text = value.text();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_whole = error == std::errc() && (end == text.data() + text.size() || *end == '.');
  return value.is_scalar() && is_whole ? std::optional(number) : std::nullopt;
}

Literal truth_of(const Literal& value) {
  if (!value.is_known()) return {};
  if (value.holds_values()) {
    if (value.members().empty() && !value.is_whole()) return {};
    return Literal::truth(!value.members().empty());
  }
  if (value.is(Kind::kNumber))
    return Literal::truth(value.text().find_first_of("123456789") != value.text().npos);
  if (value.is(Kind::kTruth)) return value;
  return Literal::truth(value.is(Kind::kText) && !value.text().empty());
}

}  // namespace fundable::helm
