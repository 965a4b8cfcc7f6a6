// Helm charts: what they install and what their templates make, and how little of a bad one.
#include <gtest/gtest.h>

#include "tests/readers/reading.h"

namespace fundable {
extern const Reader helm_chart;
namespace {

using Files = std::map<std::string, std::string>;

const Files kChart{
    {"llm/Chart.yaml", "apiVersion: v2\nname: llm\nappVersion: v0.9.1\n"},
    {"llm/values.yaml",
     "image: {repository: vllm/vllm-openai, tag: ''}\nreplicas: 2\n"
     "resources:\n  limits: {nvidia.com/gpu: 4}\n"
     "nodeSelector: {cloud.google.com/gke-accelerator: nvidia-l4}\nredis: {enabled: false}\n"},
    {"llm/templates/_names.tpl",
     "{{- define \"llm.name\" -}}\n{{ printf \"%s-server\" .Release.Name }}\n{{- end }}\n"},
    {"llm/templates/server.yaml",
     "# one server\n{{- if .Values.replicas }}\napiVersion: apps/v1\nkind: Deployment\n"
     "metadata:\n  name: {{ include \"llm.name\" . }}\n  namespace: {{ .Release.Namespace }}\n"
     "spec:\n  replicas: {{ .Values.replicas }}\n  template:\n    spec:\n      containers:\n"
     "        - name: {{ .Chart.Name }}\n"
     "          image: \"{{ .Values.image.repository }}:{{ .Values.image.tag | default "
     ".Chart.AppVersion }}\"\n          args: [serve, {{ .Values.model | quote }}]\n"
     "          resources:\n            {{- toYaml .Values.resources | nindent 12 }}\n"
     "      {{- with .Values.nodeSelector }}\n      nodeSelector:\n"
     "        {{- toYaml . | nindent 8 }}\n      {{- end }}\n"
     "{{- end }}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n"},
    {"llm/templates/cache.yaml",
     "{{ if .Values.redis.enabled }}\napiVersion: v1\nkind: Pod\n{{ end }}\n"},
};

Result<Reading> read(Files files, const std::string& path) {
  const SampleFiles around(std::move(files));
  const std::string text = around.text_of(path).value_or("");
  return helm_chart.read({path, text, &around}, {});
}

Result<Reading> read_template(const std::string& text) {
  Files files = kChart;
  files["llm/templates/it.yaml"] = text;
  return read(std::move(files), "llm/templates/it.yaml");
}

TEST(HelmChart, RecognisesChartsOnly) {
  Files files = kChart;
  files["llm/charts/sub/Chart.yaml"] = "name: sub\n";
  const SampleFiles around(std::move(files));
  const auto recognised = [&](const std::string& path) {
    return helm_chart.recognises({path, "a: b\n", &around});
  };
  for (const char* path : {"llm/Chart.yaml", "Chart.yaml", "llm/values.yaml",
                           "llm/templates/server.yaml", "llm/templates/_names.tpl",
                           "llm/templates/deep/a.yml", "llm/charts/sub/templates/a.yaml"}) {
    EXPECT_TRUE(recognised(path)) << path;
  }
  for (const char* path :
       {"values.yaml", "templates/a.yaml", "other/templates/a.yaml", "llm/templates/NOTES.txt",
        "llm/values-prod.yaml", "llm/crds/a.yaml", "llm/mytemplates/a.yaml", "llm/MyChart.yaml"}) {
    EXPECT_FALSE(recognised(path)) << path;
  }
  EXPECT_FALSE(helm_chart.recognises({"llm/templates/a.yaml", "{{ .Values.a }}", nullptr}));
}

TEST(HelmChart, ATemplateIsReadAsWhatItMakes) {
  const auto result = read(kChart, "llm/templates/server.yaml");
  EXPECT_EQ(marks_of(result, "image"), Lines{"line 3: vllm/vllm-openai:v0.9.1"});
  EXPECT_EQ(marks_of(result, "gpu"), Lines{"line 3: service (2 x 4 nvidia.com/gpu)"});
  EXPECT_EQ(marks_of(result, "kubernetes"), Lines{"line 3: apps/Deployment"});
  EXPECT_EQ(skipped_of(result), Lines{"line 24: 1 ConfigMap object says nothing about what runs"});
  ASSERT_EQ(result->observations.size(), 1u);
  const Observation& seen = result->observations[0];
  EXPECT_EQ(seen.name, "llm-server");
  EXPECT_EQ(seen.platform, "gcp");
  EXPECT_EQ(seen.proof, Proof::kDeclared);
  EXPECT_EQ(seen.within, (std::map<std::string, std::string>{{"chart", "llm"}}));
  EXPECT_EQ(seen.at.says, "Deployment llm-server asks for 2 x 4 GPUs");

  EXPECT_EQ(skipped_of(read(kChart, "llm/templates/cache.yaml")),
            Lines{": with the chart's own values it makes nothing"});
  EXPECT_EQ(skipped_of(read(kChart, "llm/values.yaml")),
            Lines{": it counts with the templates of its chart"});
}

TEST(HelmChart, AChartInsideGetsItsValuesFromTheOneAround) {
  Files files = kChart;
  files["llm/Chart.yaml"] +=
      "dependencies:\n- {name: sub, alias: db}\n- {name: redis, condition: redis.enabled}\n";
  files["llm/values.yaml"] += "db: {image: qdrant/qdrant}\nglobal: {tag: v2}\n";
  files["llm/charts/sub/Chart.yaml"] = "name: sub\n";
  files["llm/charts/sub/values.yaml"] = "image: none\nkind: Pod\n";
  files["llm/charts/redis/Chart.yaml"] = "name: redis\n";
  const std::string pod =
      "apiVersion: v1\nkind: {{ .Values.kind | default \"Pod\" }}\nmetadata:\n"
      "  name: {{ include \"llm.name\" . }}\n"
      "spec:\n  containers:\n  - image: {{ .Values.image }}:{{ .Values.global.tag }}\n";
  files["llm/charts/sub/templates/a.yaml"] = pod;
  files["llm/charts/redis/templates/a.yaml"] = pod;
  const auto result = read(files, "llm/charts/sub/templates/a.yaml");
  EXPECT_EQ(marks_of(result, "image"), Lines{"line 1: qdrant/qdrant:v2"});
  EXPECT_EQ(result->observations[0].name, "sub-server");
  EXPECT_EQ(skipped_of(read(files, "llm/charts/redis/templates/a.yaml")),
            Lines{": the chart around it leaves it out (redis.enabled)"});
}

TEST(HelmChart, DependenciesAreWhatItInstalls) {
  Files files = kChart;
  files["llm/charts/near/Chart.yaml"] = "name: near\n";
  files["llm/values.yaml"] += "on: {it: true}\ntags: {front: false}\n";
  files["llm/Chart.yaml"] +=
      "dependencies:\n"
      "- {name: qdrant, repository: 'https://qdrant.example.com/charts/', condition: 'a.b,on.it'}\n"
      "- {name: nim-llm, repository: 'oci://nvcr.example.com/nim'}\n"
      "- {name: postgresql, repository: '@bitnami'}\n"
      "- {name: redis, repository: '@bitnami', condition: redis.enabled}\n"
      "- {name: ui, repository: '@ui', tags: [front]}\n"
      "- {name: near}\n- {name: common, repository: 'file://../common'}\n- {name: away}\n- {}\n";
  const auto result = read(files, "llm/Chart.yaml");
  EXPECT_EQ(marks_of(result, "helm"), (Lines{"line 5: qdrant.example.com/charts/qdrant",
                                             "line 6: nvcr.example.com/nim/nim-llm",
                                             "line 7: bitnami/postgresql", "line 12: away"}));
  EXPECT_EQ(skipped_of(result), (Lines{"line 8: the chart redis: its values say no (redis.enabled)",
                                       "line 9: the chart ui: its values say no (tags.front)"}));
  EXPECT_EQ(marks_of(helm_chart.read({"Chart.yaml", files["llm/Chart.yaml"]}, {}), "helm").size(),
            7u);
}

TEST(HelmChart, WhatIsBrokenIsSaid) {
  EXPECT_EQ(
      error_of(read_template("a: 1\n{{ if }}")),
      "llm/templates/it.yaml:2: a template that cannot be rendered: an action ends too early");
  EXPECT_EQ(error_of(read_template("{{ if true }}\na: [\n{{ end }}")).substr(0, 63),
            "llm/templates/it.yaml:2: what it makes is no manifest: not YAML");
  EXPECT_EQ(error_of(read_template("{{ define \"a\" }}{{ include \"a\" . }}{{ end }}\n"
                                   "{{ include \"a\" . }}")),
            "llm/templates/it.yaml:2: a template that cannot be rendered: it nests without end");
  EXPECT_EQ(error_of(helm_chart.read({"Chart.yaml", "a: b"}, {})),
            "Chart.yaml: a chart has a name");
  EXPECT_EQ(error_of(helm_chart.read({"a.yaml", "a: b"}, {})), "a.yaml: no file of a chart");

  Files files = kChart;
  files["llm/values.yaml"] = "a: [\n";
  files["llm/templates/_names.tpl"] = "{{ define \"a\" }}";
  EXPECT_EQ(
      skipped_of(read(files, "llm/templates/server.yaml")),
      (Lines{": llm/values.yaml is no YAML",
             ": the rest of the named templates of llm/templates/_names.tpl:1: a block has no end",
             "line 2: a condition that only a cluster or its user decides",
             "line 24: 1 ConfigMap object says nothing about what runs"}));
}

TEST(HelmChart, SecretsInValuesStayThere) {
  Files files = kChart;
  files["llm/values.yaml"] += "token: sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCD\n";
  files["llm/templates/it.yaml"] =
      "apiVersion: v1\nkind: Pod\nmetadata: {name: '{{ .Values.token }}'}\n"
      "spec: {containers: [{image: 'x:{{ .Values.token }}'}]}\n{{ fail .Values.token }}\n";
  const auto result = read(files, "llm/templates/it.yaml");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->observations[0].name, "[redacted]");
  EXPECT_FALSE(marks_of(result, "image")[0].contains("abcdef"));
  EXPECT_FALSE(skipped_of(result)[0].contains("abcdef"));
}

}  // namespace
}  // namespace fundable
