// What the manifests of Node, .NET, Go and Java list, and lock files, of which nothing is read.
#include <gtest/gtest.h>

#include "tests/readers/reading.h"

namespace fundable {
extern const Reader dotnet_packages;
extern const Reader go_module;
extern const Reader java_packages;
extern const Reader lock_file;
extern const Reader node_packages;
namespace {

Result<Reading> reading(const Reader& reader, const std::string& path, std::string_view text) {
  return reader.read({path, text}, {});
}

TEST(Packages, EachReaderTakesItsOwnFiles) {
  const auto takes = [](const Reader& reader, const char* path) {
    return reader.recognises({path, "x"});
  };
  EXPECT_TRUE(takes(node_packages, "web/package.json"));
  EXPECT_FALSE(takes(node_packages, "package-lock.json"));
  EXPECT_TRUE(takes(dotnet_packages, "src/App.csproj"));
  EXPECT_TRUE(takes(dotnet_packages, "Directory.Packages.props"));
  EXPECT_FALSE(takes(dotnet_packages, "App.cs"));
  EXPECT_TRUE(takes(go_module, "go.mod"));
  EXPECT_FALSE(takes(go_module, "go.sum"));
  EXPECT_TRUE(takes(java_packages, "pom.xml"));
  EXPECT_TRUE(takes(java_packages, "app/build.gradle.kts"));
  EXPECT_FALSE(takes(java_packages, "settings.gradle"));
  for (const char* path :
       {"uv.lock", "a/poetry.lock", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "go.sum"}) {
    EXPECT_TRUE(takes(lock_file, path)) << path;
  }
  EXPECT_FALSE(takes(lock_file, ".terraform.lock.hcl"));
}

TEST(Packages, Node) {
  const auto result = reading(node_packages, "package.json", R"({
  "name": "x", "devDependencies": {"eslint": "^9"},
  "dependencies": {
    "@langchain/langgraph": "0.2.1",
    "ai": "npm:@vercel/ai@3",
    "mine": "workspace:*"
  },
  "peerDependencies": {"react": ">=18"}
})");
  EXPECT_EQ(marks_of(result, "package"), (Lines{"line 4: npm:@langchain/langgraph (0.2.1)",
                                                "line 5: npm:@vercel/ai (npm:@vercel/ai@3)",
                                                "line 8: npm:react (>=18 group=peer use)",
                                                "line 2: npm:eslint (^9 group=development)"}));
  EXPECT_EQ(skipped_of(result), Lines{"line 3: some of it is part of the same project"});
  EXPECT_TRUE(
      error_of(reading(node_packages, "package.json", "{\"a\":")).starts_with("package.json:"));
  EXPECT_EQ(error_of(reading(node_packages, "package.json", "[]")),
            "package.json:1:1: a package.json holds an object");
}

TEST(Packages, DotNet) {
  const auto result = reading(dotnet_packages, "App.csproj",
                              R"xml(<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup>
  <Choose><When Condition="a"><ItemGroup>
    <PackageReference Include="Azure.AI.OpenAI" Version="2.1.0" />
  </ItemGroup></When></Choose>
  <ItemGroup>
    <PackageReference Include="StyleCop.Analyzers"><Version>1.2</Version>
      <PrivateAssets>all</PrivateAssets></PackageReference>
    <PackageReference Include="$(Name)" />
    <ProjectReference Include="../Other.csproj" />
  </ItemGroup>
</Project>)xml");
  EXPECT_EQ(marks_of(result, "package"),
            (Lines{"line 4: nuget:Azure.AI.OpenAI (2.1.0)",
                   "line 7: nuget:StyleCop.Analyzers (1.2 group=development)"}));
  EXPECT_EQ(skipped_of(result), Lines{"line 9: its name is a property of the build"});
  EXPECT_EQ(
      marks_of(reading(dotnet_packages, "packages.config",
                       "<?xml version=\"1.0\"?>\n<packages>\n"
                       "  <package id=\"AWSSDK.BedrockRuntime\" version=\"3.7\" />\n</packages>"),
               "package"),
      Lines{"line 3: nuget:AWSSDK.BedrockRuntime (3.7)"});
  EXPECT_TRUE(
      error_of(reading(dotnet_packages, "a.csproj", "<!DOCTYPE a><Project/>")).contains("DOCTYPE"));
  EXPECT_EQ(error_of(reading(dotnet_packages, "a.csproj", "<html/>")),
            "a.csproj:1:1: no project of .NET: its root is no <Project>");
}

TEST(Packages, Go) {
  const auto result = reading(go_module, "go.mod",
                              "module example.com/app\n\ngo 1.22\n\nrequire (\n"
                              "\tcloud.google.com/go/vertexai v0.12.0\n"
                              "\tgolang.org/x/net v0.1.0 // indirect\n)\n"
                              "require github.com/tmc/langchaingo v0.1.12 // note\n"
                              "replace (\n\ta.b/c => ../c\n)\nrequire broken\n");
  EXPECT_EQ(marks_of(result, "package"),
            (Lines{"line 6: go:cloud.google.com/go/vertexai (v0.12.0)",
                   "line 9: go:github.com/tmc/langchaingo (v0.1.12)"}));
  EXPECT_EQ(skipped_of(result),
            (Lines{"line 13: no module with a version", ": 1 package that others bring along"}));
  EXPECT_EQ(error_of(reading(go_module, "go.mod", "hello\n")),
            "go.mod: no go.mod: it has no module line");
}

TEST(Packages, Maven) {
  const auto result = reading(java_packages, "pom.xml", R"(<project xmlns="urn:pom">
  <groupId>com.acme</groupId>
  <properties><ai.group>com.azure</ai.group></properties>
  <dependencyManagement><dependencies><dependency>
    <groupId>com.google.cloud</groupId><artifactId>libraries-bom</artifactId>
  </dependency></dependencies></dependencyManagement>
  <dependencies>
    <dependency><groupId>${ai.group}</groupId><artifactId>azure-ai-openai</artifactId></dependency>
    <dependency><groupId>junit</groupId><artifactId>junit</artifactId><scope>test</scope></dependency>
    <dependency><groupId>${parent.thing}</groupId><artifactId>x</artifactId></dependency>
  </dependencies>
</project>)");
  EXPECT_EQ(marks_of(result, "package"), (Lines{"line 8: maven:com.azure:azure-ai-openai",
                                                "line 9: maven:junit:junit (group=tests)"}));
  EXPECT_EQ(skipped_of(result),
            Lines{"line 10: its name is a property that the file does not hold"});
  EXPECT_EQ(error_of(reading(java_packages, "pom.xml", "<suite/>")),
            "pom.xml:1:1: no pom: its root is no <project>");
}

TEST(Packages, Gradle) {
  const auto result = reading(java_packages, "build.gradle.kts", R"(plugins { id("java") }
dependencies {
    implementation("dev.langchain4j:langchain4j-bedrock:0.35.0")
    implementation(platform("com.google.cloud:libraries-bom:26"))
    // implementation("com.acme:old:1")
    testImplementation 'org.junit:junit:4'
    api group: 'ai.djl', name: 'api', version: '0.28'
    implementation(libs.openai)
    implementation(project(":mine"))
}
println("a:b:c")
)");
  EXPECT_EQ(marks_of(result, "package"),
            (Lines{"line 3: maven:dev.langchain4j:langchain4j-bedrock (0.35.0)",
                   "line 6: maven:org.junit:junit (4 group=tests)", "line 7: maven:ai.djl:api"}));
  EXPECT_EQ(skipped_of(result), Lines{"line 8: named in the version catalogue"});
  EXPECT_EQ(marks_of(reading(java_packages, "gradle/libs.versions.toml",
                             "[versions]\nx = '1'\n[libraries]\n"
                             "openai = {module = 'com.openai:openai-java', version.ref = 'x'}\n"
                             "djl = 'ai.djl:api:0.28'\n"),
                     "package"),
            (Lines{"line 4: maven:com.openai:openai-java", "line 5: maven:ai.djl:api"}));
}

TEST(Packages, OfALockFileNothing) {
  EXPECT_EQ(skipped_of(reading(lock_file, "a/uv.lock", "version = 1\n")),
            Lines{": a lock file; what the project chose stands in pyproject.toml"});
}

}  // namespace
}  // namespace fundable
