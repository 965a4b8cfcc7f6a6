// What Dockerfiles and compose files build on, start and reserve.
#include <gtest/gtest.h>

#include "readers/containers/image.h"
#include "tests/readers/reading.h"

namespace fundable {
extern const Reader compose;
extern const Reader dockerfile;
namespace {

Result<Reading> built(std::string_view text) { return dockerfile.read({"Dockerfile", text}, {}); }
Result<Reading> composed(std::string_view text) { return compose.read({"compose.yaml", text}, {}); }

TEST(Containers, EachReaderTakesItsOwnFiles) {
  const auto takes = [](const Reader& reader, const char* path) {
    return reader.recognises({path, "services:\n"});
  };
  EXPECT_TRUE(takes(dockerfile, "app/Dockerfile"));
  EXPECT_TRUE(takes(dockerfile, "Dockerfile.gpu"));
  EXPECT_TRUE(takes(dockerfile, "serve.dockerfile"));
  EXPECT_FALSE(takes(dockerfile, "Dockerfile.dockerignore"));
  EXPECT_FALSE(takes(dockerfile, "dockerfile.py"));
  EXPECT_TRUE(takes(compose, "docker-compose.override.yml"));
  EXPECT_TRUE(takes(compose, "compose.yaml"));
  EXPECT_FALSE(takes(compose, "composer.json"));
  EXPECT_FALSE(takes(compose, "services.yaml"));
}

TEST(Containers, FillsVariables) {
  const containers::Values known{{"TAG", "v2"}, {"EMPTY", ""}};
  for (const auto& [text, expected] :
       std::vector<std::pair<std::string, std::string>>{{"a:$TAG", "a:v2"},
                                                        {"a:${TAG}-x", "a:v2-x"},
                                                        {"${IMAGE:-b/${NAME-c}}:1", "b/c:1"},
                                                        {"a:${EMPTY:-d}", "a:d"},
                                                        {"a:${NO}", "a:${NO}"},
                                                        {"a:${open", "a:${open"},
                                                        {"cost $ 5", "cost $ 5"}}) {
    EXPECT_EQ(containers::filled(text, known), expected);
  }
}

TEST(Dockerfile, ReadsImagesAndCommands) {
  const auto result = built(
      "# syntax=docker/dockerfile:1\n"
      "ARG CUDA=12.4\n"
      "FROM --platform=linux/amd64 nvidia/cuda:${CUDA}-devel AS build\n"
      "RUN --mount=type=cache,target=/x pip install vllm && \\\n"
      "    # a comment within\n"
      "    ollama pull llama3\n"
      "FROM build as serve\n"
      "RUN <<EOF\ntorchrun warm.py\nEOF\n"
      "ENTRYPOINT [\"python3\", \"-m\", \\\n  \"vllm.entrypoints.openai.api_server\"]\n"
      "CMD [\"--model\", \"m\"]\n"
      "FROM scratch\nFROM $BASE\n");
  EXPECT_EQ(marks_of(result, "image"), Lines{"line 3: nvidia/cuda:12.4-devel"});
  EXPECT_EQ(marks_of(result, "command"),
            (Lines{"line 6: ollama pull llama3", "line 9: torchrun warm.py",
                   "line 11: python -m vllm.entrypoints.openai.api_server --model m"}));
  EXPECT_EQ(skipped_of(result), Lines{"line 15: the image is left to a variable"});
  EXPECT_EQ(result->observations[0].proof, Proof::kUsed);
  EXPECT_EQ(result->observations[0].at.says, "builds on nvidia/cuda:12.4-devel");
  EXPECT_EQ(marks_of(built("FROM a\nCMD exec gunicorn -b :$PORT app:app\n"), "command"),
            Lines{"line 2: gunicorn -b :$PORT app:app"});
}

TEST(Dockerfile, StandsBrokenText) {
  EXPECT_EQ(skipped_of(built("FROM\n")), Lines{"line 1: FROM names no image"});
  EXPECT_TRUE(built("RUN a \\\nCMD [\"x\nRUN <<EOF\n\\"));
  EXPECT_EQ(marks_of(built("FROM a\nCMD [\"torchrun\", 3\n"), "command"), Lines{});
}

TEST(Compose, ReadsServices) {
  const auto result = composed(R"(x-gpu: &gpu
  deploy: {resources: {reservations: {devices: [{capabilities: [gpu], count: 2}]}}}
services:
  llm:
    <<: *gpu
    image: ${REGISTRY:-vllm}/vllm-openai:${TAG}
    command: ["vllm", "serve", "--api-key", "s3cret", "m"]
    labels: {team: search, traefik.enable: "true"}
  trainer:
    build: .
    runtime: nvidia
    command: torchrun train.py
    labels: ["owner=ml"]
  broken:
)");
  EXPECT_EQ(marks_of(result, "image"), Lines{"line 4: vllm/vllm-openai:${TAG}"});
  EXPECT_EQ(marks_of(result, "command"),
            (Lines{"line 4: vllm serve --api-key [redacted] m", "line 9: torchrun train.py"}));
  EXPECT_EQ(marks_of(result, "gpu"),
            (Lines{"line 4: service (count=2)", "line 9: service (count=all)"}));
  EXPECT_EQ(skipped_of(result), Lines{"line 14: this service holds nothing"});
  EXPECT_EQ(result->observations[0].name, "llm");
  EXPECT_EQ(result->observations[0].proof, Proof::kDeclared);
  EXPECT_EQ(result->observations[0].platform, "");
  EXPECT_EQ(result->observations[0].tags, (std::map<std::string, std::string>{{"team", "search"}}));
  EXPECT_EQ(result->observations[1].tags.at("owner"), "ml");
}

TEST(Compose, StandsBrokenText) {
  EXPECT_TRUE(error_of(composed("services: [")).contains("not YAML"));
  EXPECT_EQ(error_of(composed("volumes: {}")),
            "compose.yaml: a compose file holds a map of services");
  EXPECT_EQ(error_of(composed("")), "compose.yaml: a compose file holds a map of services");
}

}  // namespace
}  // namespace fundable
