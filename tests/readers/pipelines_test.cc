// What pipelines of CI systems use and run.
#include <gtest/gtest.h>

#include "tests/readers/reading.h"

namespace fundable {
extern const Reader aws_buildspec;
extern const Reader azure_pipelines;
extern const Reader cloudbuild;
extern const Reader github_actions;
extern const Reader gitlab_ci;
namespace {

Result<Reading> reading(const Reader& reader, std::string_view text) {
  return reader.read({"ci.yml", text}, {});
}

TEST(Pipelines, EachReaderTakesItsOwnFiles) {
  const auto takes = [](const Reader& reader, const char* path, std::string_view text) {
    return reader.recognises({path, text});
  };
  EXPECT_TRUE(takes(github_actions, ".github/workflows/ci.yml", "jobs:"));
  EXPECT_TRUE(takes(github_actions, "setup/action.yml", "runs:\n  using: composite"));
  EXPECT_FALSE(takes(github_actions, ".github/dependabot.yml", "jobs:"));
  EXPECT_FALSE(takes(github_actions, "robot/action.yml", "name: walk"));
  EXPECT_TRUE(takes(gitlab_ci, "ci/deploy.gitlab-ci.yml", ""));
  EXPECT_FALSE(takes(gitlab_ci, "gitlab.yml", ""));
  EXPECT_TRUE(takes(azure_pipelines, "azure-pipelines-release.yml", ""));
  EXPECT_TRUE(takes(azure_pipelines, "ci/steps.yml", "steps:\n- task: AzureCLI@2\n"));
  EXPECT_FALSE(takes(azure_pipelines, "Taskfile.yml", "cmds:\n  - task: build\n"));
  EXPECT_TRUE(takes(cloudbuild, "ops/api.cloudbuild.yaml", ""));
  EXPECT_FALSE(takes(cloudbuild, "cloudbuild.tf", ""));
  EXPECT_TRUE(takes(aws_buildspec, "buildspec-deploy.yml", ""));
}

TEST(Pipelines, GitHub) {
  const auto result = reading(github_actions, R"(on: push
jobs:
  deploy:
    services: {db: {image: qdrant/qdrant}}
    steps:
      - uses: ./.github/actions/own
      - uses: azure/webapps-deploy@v3
        with: {app-name: claims, publish-profile: "${{ secrets.PROFILE }}"}
      - name: two commands
        run: |
          pip install -r requirements.txt
          az containerapp create -n claims
          vllm serve m
      - uses: azure/webapps-deploy@v2
        with: {app-name: claims}
  shared:
    uses: acme/pipelines/.github/workflows/train.yml@main
)");
  EXPECT_EQ(marks_of(result, "action"),
            (Lines{"line 7: github:azure/webapps-deploy (app-name=claims)",
                   "line 17: github:acme/pipelines/.github/workflows/train.yml"}));
  EXPECT_EQ(marks_of(result, "command"), Lines{"line 12: az containerapp create -n claims"});
  EXPECT_EQ(result->observations[0].proof, Proof::kUsed);
  EXPECT_EQ(result->observations[1].proof, Proof::kDeclared);
  EXPECT_EQ(result->observations[1].platform, "azure");
  EXPECT_EQ(error_of(reading(github_actions, "a: b")),
            "ci.yml: a workflow holds jobs, an action runs");
}

TEST(Pipelines, GitLab) {
  const auto result = reading(gitlab_ci, R"(include:
  - template: Auto-DevOps.gitlab-ci.yml
.base: &base
  - gcloud auth login
  - - gcloud ai endpoints create --region r
train:
  image: python:3.12
  before_script: *base
  script: [python train.py]
)");
  EXPECT_EQ(marks_of(result, "action"), Lines{"line 2: gitlab:Auto-DevOps.gitlab-ci.yml"});
  EXPECT_EQ(marks_of(result, "command"),
            (Lines{"line 5: gcloud ai endpoints create --region r", "line 9: python train.py"}));
  EXPECT_TRUE(error_of(reading(gitlab_ci, "a: [")).contains("not YAML"));
}

TEST(Pipelines, Azure) {
  const auto result = reading(azure_pipelines, R"(stages:
- stage: release
  jobs:
  - deployment: app
    strategy:
      runOnce:
        deploy:
          steps:
          - ${{ if eq(variables.x, 'y') }}:
            - task: AzureCLI@2
              inputs:
                scriptType: bash
                inlineScript: az ml job create -f job.yml
          - bash: helm upgrade q qdrant/qdrant
)");
  EXPECT_EQ(
      marks_of(result, "action"),
      Lines{"line 10: azure:AzureCLI (scriptType=bash inlineScript=az ml job create -f job.yml)"});
  EXPECT_EQ(marks_of(result, "command"), (Lines{"line 13: az ml job create -f job.yml",
                                                "line 14: helm upgrade q qdrant/qdrant"}));
  EXPECT_EQ(marks_of(result, "helm"), Lines{"line 14: qdrant/qdrant"});
}

TEST(Pipelines, CloudBuild) {
  const auto result = reading(cloudbuild, R"(steps:
- name: gcr.io/google.com/cloudsdktool/cloud-sdk:slim
  args: [run, deploy, api, --image, gcr.io/$PROJECT_ID/api]
- name: 'gcr.io/cloud-builders/gcloud'
  entrypoint: bash
  args:
  - -c
  - |
    echo start
    gcloud ai models upload --region ${_REGION}
)");
  EXPECT_EQ(marks_of(result, "action"),
            (Lines{"line 2: cloudbuild:gcr.io/google.com/cloudsdktool/cloud-sdk",
                   "line 4: cloudbuild:gcr.io/cloud-builders/gcloud"}));
  EXPECT_EQ(marks_of(result, "command"),
            (Lines{"line 3: gcloud run deploy api --image gcr.io/$PROJECT_ID/api",
                   "line 10: gcloud ai models upload --region ${_REGION}"}));
  EXPECT_EQ(result->observations[0].platform, "gcp");
  EXPECT_EQ(error_of(reading(cloudbuild, "images: []")),
            "ci.yml: a build configuration holds a list of steps");
}

TEST(Pipelines, CodeBuild) {
  const auto result = reading(aws_buildspec,
                              "version: 0.2\nphases:\n  build:\n    commands:\n      - npm ci\n    "
                              "  - npx cdk deploy --all\n");
  EXPECT_EQ(marks_of(result, "command"), Lines{"line 6: cdk deploy --all"});
  EXPECT_EQ(error_of(reading(aws_buildspec, "version: 0.2")),
            "ci.yml: a build specification holds a map of phases");
}

}  // namespace
}  // namespace fundable
