// Helm's template language: what a template writes, line by line, and where it ends.
#include <gtest/gtest.h>

#include <string>

#include "readers/helm/chart.h"
#include "readers/helm/render.h"
#include "tests/readers/reading.h"

namespace fundable::helm {
namespace {

using infra::Literal;

constexpr std::string_view kValues = R"(
image: {repository: ghcr.io/acme/llm, tag: ""}
on: true
off: false
count: 3
share: 0.5
name: "Big Model"
gpus: [l4, h100]
labels: {tier: back, app: llm}
nested: {list: [{a: 1, b: [x, "y: z"]}, {}], none: null}
text: '{{ .Values.count }}-{{ .Chart.Name }}'
loop: '{{ tpl .Values.loop . }}'
)";

Literal root() {
  const auto documents = parse_yaml(kValues);
  return Literal::map({{"Values", Literal::of(documents->front().root())},
                       {"Chart", Literal::map({{"Name", Literal::text("llm")},
                                               {"AppVersion", Literal::text("1.2")}})},
                       {"Capabilities", Literal()}});
}

Result<Rendered> rendered(std::string_view text) {
  Definitions definitions;
  const auto steps = parse_template(text, definitions);
  if (!steps) return std::unexpected(steps.error());
  return render(*steps, definitions, root());
}

std::string text_of(std::string_view text) {
  const auto result = rendered(text);
  return result ? result->text : "error: " + to_string(result.error());
}

TEST(HelmTemplate, WritesValues) {
  const std::pair<const char*, const char*> cases[] = {
      {"a {{ .Values.count }} b", "a 3 b"},
      {"{{ $.Values.name }}", "Big Model"},
      {"{{ .Values.none.where }}|{{ .Values.nested.none }}", "|"},
      {"{{/* a }} comment */}}x{{- /* and\nmore */ -}} y", "xy"},
      {"a\n  {{- if .Values.on }}\nb\n  {{- end }}\nc", "a\nb\nc"},
      {"{{ if .Values.off }}a{{ else if .Values.on }}b{{ else }}c{{ end }}", "b"},
      {"{{ if not .Values.share }}a{{ else }}b{{ end }}", "b"},
      {"{{ with .Values.labels }}{{ .app }}{{ $.Chart.Name }}{{ end }}", "llmllm"},
      {"{{ with .Values.none }}a{{ else }}b{{ end }}", "b"},
      {"{{ range .Values.gpus }}[{{ . }}]{{ end }}", "[l4][h100]"},
      {"{{ range $i, $g := .Values.gpus }}{{ $i }}{{ $g }}{{ end }}", "0l41h100"},
      {"{{ range $k, $v := .Values.labels }}{{ $k }}={{ $v }};{{ end }}", "app=llm;tier=back;"},
      {"{{ range .Values.none }}a{{ else }}b{{ end }}", "b"},
      {"{{ range until 9 }}{{ if eq . 2 }}{{ continue }}{{ end }}{{ if gt . 4 }}{{ break }}{{ end "
       "}}"
       "{{ . }}{{ end }}",
       "0134"},
      {"{{ $x := 1 }}{{ if .Values.on }}{{ $x = 2 }}{{ end }}{{ $x }}", "2"},
      {"{{ define \"n\" }}<{{ .a }}>{{ end }}{{ include \"n\" (dict \"a\" 5) | quote }}",
       "\"<5>\""},
      {"{{ define \"n\" }}<{{ . }}>{{ end }}{{ template \"n\" .Values.count }}", "<3>"},
      {"{{ block \"b\" .Values.labels }}{{ .app }}{{ end }}", "llm"},
      {"{{ tpl .Values.text . }}", "3-llm"},
      {"{{ `a \"raw\" }} text` }}", "a \"raw\" }} text"},
      {"{{ \"a\\tb\\\"\" }}", "a\tb\""},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(text_of(text), expected) << text;
}

TEST(HelmTemplate, Functions) {
  const std::pair<const char*, const char*> cases[] = {
      {"{{ .Values.image.tag | default .Chart.AppVersion }}", "1.2"},
      {"{{ coalesce .Values.none \"\" \"c\" \"d\" }}", "c"},
      {"{{ ternary \"a\" \"b\" .Values.off }}", "b"},
      {"{{ and .Values.on .Values.count }}{{ or .Values.off \"z\" }}", "3z"},
      {"{{ eq .Values.count 3 }}{{ ne \"a\" \"b\" }}{{ eq \"c\" \"a\" \"c\" }}", "truetruetrue"},
      {"{{ printf \"%s:%d %q %v%%\" \"a\" 5 \"b\" .Values.on }}", "a:5 \"b\" true%"},
      {"{{ printf \"%s-%s\" \"abc\" \"def\" | trunc 5 | trimSuffix \"-\" }}", "abc-d"},
      {"{{ trunc -2 \"abc\" }}{{ trunc 99 \"abc\" }}{{ trunc -99 \"abc\" }}", "bcabcabc"},
      {"{{ .Values.name | lower | replace \" \" \"-\" }}", "big-model"},
      {"{{ if contains \"Mod\" .Values.name }}y{{ end }}", "y"},
      {"{{ if hasPrefix \"Big\" .Values.name }}y{{ end }}", "y"},
      {"{{ squote \"it's\" }}{{ quote .Values.none }}", "'it''s'"},
      {"{{ hasKey .Values \"on\" }}{{ hasKey .Values \"no\" }}", "truefalse"},
      {"{{ has \"l4\" .Values.gpus }}{{ len .Values.gpus }}{{ first .Values.gpus }}", "true2l4"},
      {"{{ index .Values \"nested\" \"list\" 0 \"a\" }}", "1"},
      {"{{ (index .Values.nested.list 0).a }}", "1"},
      {"{{ dig \"labels\" \"none\" \"d\" .Values }}", "d"},
      {"{{ add 1 2 3 }}{{ sub 5 2 }}{{ mul 2 3 }}{{ div 7 2 }}{{ mod 7 2 }}{{ div 1 0 }}",
       "636310"},
      {"{{ kindIs \"map\" .Values.labels }}{{ kindIs \"string\" .Values.name }}", "truetrue"},
      {"{{ join \",\" .Values.gpus }}{{ toJson .Values.labels }}",
       "l4,h100{\"tier\":\"back\",\"app\":\"llm\"}"},
      {"{{ $d := dict }}{{ $_ := set $d \"a\" 1 }}{{ $d.a }}", "1"},
      {"{{ (merge (dict \"a\" 1) (dict \"a\" 2 \"b\" 3)) | toJson }}", "{\"b\":3,\"a\":1}"},
      {"{{ (fromYaml \"a: {b: c}\").a.b }}", "c"},
      {"x:{{ toYaml .Values.labels | nindent 2 }}", "x:\n  tier: back\n  app: llm"},
      {"{{ toYaml .Values.nested.list }}", "- a: 1\n  b:\n  - x\n  - \"y: z\"\n- {}"},
      {"{{ toYaml (dict \"a\" (list) \"b\" (dict \"c\" \"true\")) }}", "a: []\nb:\n  c: \"true\""},
      {"{{ toYaml (list (list 1 2) 3) }}", "- - 1\n  - 2\n- 3"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(text_of(text), expected) << text;
}

TEST(HelmTemplate, UnknownValuesWriteNothingAndAreTold) {
  const auto result = rendered(
      "a: {{ .Files.Get \"x\" }}\nb: {{ .Capabilities.KubeVersion.Minor }}\n"
      "{{ if .Capabilities.APIVersions.Has \"v1\" }}c{{ else }}d{{ end }}\n"
      "e: {{ required \"say it\" .Values.none | quote }}{{ sha256sum \"x\" }}\n"
      "{{ include \"lib.name\" . }}{{ semverCompare \">1\" \"2\" }}{{ semverCompare \">1\" \"2\" "
      "}}");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->text, "a: \nb: \nd\ne: \"\"\n");
  Reading reading{{}, result->left_out};
  EXPECT_EQ(
      skipped_of(reading),
      (Lines{"line 3: a condition that only a cluster or its user decides",
             "line 5: the template lib.name, which is not in the chart", "line 1: what `Get` gives",
             "line 3: what `Has` gives", "line 5: what `semverCompare` gives, 2 times"}));
}

TEST(HelmTemplate, EveryLineKnowsWhereItIsFrom) {
  const auto result = rendered(
      "{{- define \"n\" }}\nx\ny\n{{- end }}\n"
      "a: 1\n{{- if .Values.on }}\nb:\n  {{- toYaml .Values.gpus | nindent 2 }}\n{{- end }}\n"
      "{{- include \"n\" . }}\nc: 1\n");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->text, "\na: 1\nb:\n  - l4\n  - h100\nx\ny\nc: 1\n");
  EXPECT_EQ(result->lines, (std::vector<std::uint32_t>{4, 5, 7, 8, 8, 10, 10, 11}));
}

TEST(HelmTemplate, BrokenOnesSayWhere) {
  const std::pair<const char*, const char*> cases[] = {
      {"a\n{{ if .x }}\nb", "2: a block has no end"},
      {"a\n{{ .x", "2: an action does not end"},
      {"{{ end }}", "1: `end` without what it ends"},
      {"{{ if .a }}{{ else }}{{ else }}{{ end }}", "1: a block has two `else`"},
      {"\n\n{{ \"a\n\" }}", "3: a text does not end on its line"},
      {"{{ /* a", "1: a comment does not end"},
      {"{{ (.a }}", "1: a parenthesis does not close"},
      {"{{ .a ) }}", "1: `)` stands where nothing can"},
      {"{{ if }}{{ end }}", "1: an action ends too early"},
      {"{{ a | }}", "1: an action ends too early"},
      {"{{ %a }}", "1: an action holds what is no template language"},
      {"{{ define x }}{{ end }}", "1: a definition has no name"},
      {"{{ template x }}", "1: a template is called without its name"},
  };
  for (const auto& [text, expected] : cases) {
    EXPECT_EQ(text_of(text), std::string("error: ") + expected) << text;
  }
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(HelmTemplate, HostileOnesEnd) {
  const std::string deep = "nests without end";
  const std::pair<std::string, std::string> cases[] = {
      {"{{ define \"a\" }}{{ include \"a\" . }}{{ end }}{{ include \"a\" . }}", deep},
      {"{{ define \"a\" }}x{{ template \"b\" . }}{{ end }}"
       "{{ define \"b\" }}{{ template \"a\" . }}{{ end }}{{ template \"a\" . }}",
       deep},
      {"{{ tpl .Values.loop . }}", deep},
      {repeated("{{ range until 1000 }}", 4) + "x" + repeated("{{ end }}", 4), "takes more than"},
      {"{{ range until 1000 }}" + repeated("{{ $x := repeat 9 \"a\" }}", 1'000) + "{{ end }}",
       "takes more than"},
      {"{{ $x := \"ab\" }}" + repeated("{{ $x = dict \"a\" $x \"b\" $x }}", 40) +
           "{{ range until 999 }}{{ toYaml $x }}{{ merge $x $x }}{{ end }}",
       "takes more than"},
      {"{{ define \"a\" }}" + std::string(60'000, 'x') +
           "{{ end }}{{ range until 999 }}{{ include \"a\" . }}{{ end }}",
       "writes more than"},
      {"{{ " + repeated("(", 10'000) + repeated(")", 10'000) + " }}", "nested deeper"},
      {repeated("{{ if true }}", 10'000) + repeated("{{ end }}", 10'000), "nested deeper"},
      {"{{ if .a }}" + repeated("{{ else if .a }}", 10'000) + "{{ end }}", "nested deeper"},
      {"{{ .a" + repeated(" | quote", 10'000) + " }}", "nested deeper"},
      {repeated("{{ define \"a\" }}", 10'000), "nested deeper"},
  };
  for (const auto& [text, expected] : cases) {
    EXPECT_TRUE(text_of(text).contains(expected)) << text.substr(0, 60) << "\n"
                                                  << text_of(text).substr(0, 200);
  }
  const std::string doubled =
      "{{ $x := \"ab\" }}{{ $d := dict \"a\" \"b\" }}" +
      repeated("{{ $x = print $x $x }}{{ $d = dict \"a\" $d \"b\" $d }}", 60);
  EXPECT_TRUE(text_of(doubled + "{{ $x }}{{ toYaml $d }}{{ toJson $d }}").empty());
}

}  // namespace
}  // namespace fundable::helm
