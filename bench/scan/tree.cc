// Repositories of about 250 files, each with a main language, manifests, containers, Terraform,
// documentation, data and pictures. Every third one is about AI: a quarter of its code uses a
// library for it, which makes 7 % of all files. Lengths of files are drawn from thirteen equally
// likely ones, which gives a median of 60 lines and a mean of more than twice that, as in public
// repositories.
#include "bench/scan/tree.h"

#include <array>
#include <fstream>
#include <string>

#include "bench/scan/code.h"

namespace fundable::bench {
namespace {

namespace fs = std::filesystem;
using Text = std::string_view;

constexpr std::uint64_t kSeed = 20'261'125;
constexpr std::size_t kRepositoryFiles = 250;
constexpr std::array<std::size_t, 13> kLines{8,  14,  20,  28,  38,  50, 62,
                                             80, 105, 150, 220, 340, 700};

constexpr std::array<Tongue, 20> kMainTongues{
    Tongue::kTypeScript, Tongue::kTypeScript, Tongue::kTypeScript, Tongue::kTypeScript,
    Tongue::kTypeScript, Tongue::kTypeScript, Tongue::kTypeScript, Tongue::kPython,
    Tongue::kPython,     Tongue::kPython,     Tongue::kPython,     Tongue::kPython,
    Tongue::kPython,     Tongue::kJava,       Tongue::kJava,       Tongue::kJava,
    Tongue::kGo,         Tongue::kGo,         Tongue::kCSharp,     Tongue::kCSharp};

Text ending(Tongue tongue) {
  switch (tongue) {
    case Tongue::kCSharp:
      return ".cs";
    case Tongue::kGo:
      return ".go";
    case Tongue::kJava:
      return ".java";
    case Tongue::kPython:
      return ".py";
    case Tongue::kTypeScript:
      break;
  }
  return ".ts";
}

constexpr Text kParagraph =
    "A @1 goes to the @2 that keeps its @3; after @9 days it is closed. Whoever opens a @2 again\n"
    "needs the @1 of its first @3, and the number of lines may not pass @9.\n\n";
constexpr Text kDataLine = "  \"@1.@2.@9\": \"The @3 of this @1 is not there any more\",\n";
constexpr Text kStyle = ".@1-@2 {\n  margin: 0 auto;\n  padding: @9px;\n  color: #333;\n}\n\n";
constexpr Text kMarkup = "  <li class=\"@1\"><a href=\"/@2/@9\">The @3 of a @1</a></li>\n";
constexpr Text kDeployment =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: @1-@2\nspec:\n  replicas: 2\n"
    "  selector:\n    matchLabels:\n      app: @1\n  template:\n    metadata:\n      labels:\n"
    "        app: @1\n    spec:\n      containers:\n        - name: @1\n"
    "          image: registry.example.com/@1:@9\n          ports:\n"
    "            - containerPort: 8080\n---\n";
constexpr Text kTerraform =
    "resource \"aws_s3_bucket\" \"@1_@2_@9\" {\n  bucket = \"@1-@2\"\n  tags = {\n"
    "    owner = \"@3\"\n  }\n}\n\nvariable \"@2_@9\" {\n  type    = string\n"
    "  default = \"@3\"\n}\n\n";

constexpr Text kTopFiles[][2] = {
    {"README.md", "# @4 service\n\nKeeps each @1 with its @2.\n"},
    {"LICENSE", "Made up for a benchmark; do with it what you like.\n"},
    {".gitignore", "node_modules/\n__pycache__/\n*.log\ndist/\nbuild/\n"},
    {"Dockerfile",
     "FROM debian:12-slim\nWORKDIR /srv\nCOPY . .\nCMD [\"./@1\", \"--port\", \"8080\"]\n"},
    {"compose.yaml", "services:\n  @1:\n    build: .\n  store:\n    image: postgres:16\n"},
    {".github/workflows/test.yml",
     "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n"
     "      - uses: actions/checkout@v4\n      - run: make test\n"},
};

// Its name and text, by the main language; `%` stands for one more dependency.
struct Manifest {
  Text name;
  Text text;
  Text ai;
};

Manifest manifest(Tongue tongue) {
  switch (tongue) {
    case Tongue::kCSharp:
      return {"Service.csproj",
              "<Project Sdk=\"Microsoft.NET.Sdk.Web\">\n  <ItemGroup>\n"
              "    <PackageReference Include=\"Serilog\" Version=\"4.0.0\" />\n%"
              "  </ItemGroup>\n</Project>\n",
              "    <PackageReference Include=\"Azure.AI.OpenAI\" Version=\"2.1.0\" />\n"};
    case Tongue::kGo:
      return {"go.mod",
              "module example.com/orders\n\ngo 1.22\n\nrequire github.com/google/uuid v1.6.0\n%",
              "require github.com/sashabaranov/go-openai v1.36.0\n"};
    case Tongue::kJava:
      return {"pom.xml",
              "<project>\n  <artifactId>orders</artifactId>\n  <dependencies>\n%"
              "  </dependencies>\n</project>\n",
              "    <dependency><groupId>dev.langchain4j</groupId>"
              "<artifactId>langchain4j-open-ai</artifactId></dependency>\n"};
    case Tongue::kPython:
      return {"requirements.txt", "requests==2.32.3\npydantic>=2\n%", "openai==1.55.0\nboto3\n"};
    case Tongue::kTypeScript:
      break;
  }
  return {"package.json",
          "{\n  \"name\": \"orders\",\n  \"dependencies\": {\n%    \"zod\": \"^3.23.0\"\n  }\n}\n",
          "    \"openai\": \"^4.73.0\",\n"};
}

class Maker {
 public:
  Maker(fs::path folder, std::size_t files) : most_(files) { tree_.folder = std::move(folder); }

  Tree make() {
    for (std::size_t number = 0; !full(); ++number) {
      repository_ = tree_.folder / (std::string(word(random_)) + "-" + std::to_string(number));
      is_ai_ = number % 3 == 0;
      main_ = pick(std::span<const Tongue>(kMainTongues), random_);
      write_top();
      for (std::size_t i = 0; i < kRepositoryFiles && !full(); ++i) write_one(i);
    }
    return tree_;
  }

 private:
  bool full() const { return tree_.files == most_; }

  void write(const fs::path& path, const std::string& text) {
    if (full()) return;
    const fs::path file = repository_ / path;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    ++tree_.files;
    tree_.bytes += text.size();
  }

  void write_top() {
    for (const auto& [name, text] : kTopFiles) write(name, filled(text, random_));
    const Manifest listed = manifest(main_);
    std::string text(listed.text);
    text.replace(text.find('%'), 1, is_ai_ ? listed.ai : Text());
    write(listed.name, text);
  }

  // `head`, lines of a shape until there are about so many, `tail`.
  std::string lines_of(Text head, Text shape, Text tail, std::size_t lines_a_shape) {
    std::string text(head);
    const std::size_t lines = pick(std::span<const std::size_t>(kLines), random_);
    for (std::size_t i = 0; i <= lines / lines_a_shape; ++i) text += filled(shape, random_);
    return text + std::string(tail);
  }

  // Of a hundred files 62 are code, nine of ten in the main language.
  void write_one(std::size_t number) {
    const std::string name = std::string(word(random_)) + "_" + std::to_string(number);
    const std::string part(word(random_));
    const std::uint64_t kind = random_() % 100;
    if (kind < 62) return write_code("src/" + part + "/" + name);
    if (kind < 72) return write("docs/" + name + ".md", lines_of("# Notes\n\n", kParagraph, "", 3));
    if (kind < 80) {
      return write("locales/" + name + ".json",
                   lines_of("{\n", kDataLine, "  \"end\": \"\"\n}\n", 1));
    }
    if (kind < 84) return write("deploy/" + name + ".yaml", lines_of("", kDeployment, "", 80));
    if (kind < 87) return write("infra/" + name + ".tf", lines_of("", kTerraform, "", 12));
    if (kind < 91) return write("web/" + name + ".css", lines_of("", kStyle, "", 5));
    if (kind < 94) {
      return write("web/" + name + ".html", lines_of("<ul>\n", kMarkup, "</ul>\n", 1));
    }
    write("assets/" + name + ".png", picture());
  }

  void write_code(const std::string& path) {
    const bool in_main = random_() % 10 < 9;
    const Tongue tongue = in_main ? main_ : pick(std::span<const Tongue>(kMainTongues), random_);
    const bool ai = is_ai_ && random_() % 3 == 0;
    const std::size_t lines = pick(std::span<const std::size_t>(kLines), random_);
    if (ai && !full()) ++tree_.ai_files;
    write(path + std::string(ending(tongue)), code(tongue, lines, ai, random_));
  }

  std::string picture() {
    std::string bytes("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16);
    const std::size_t size = 1'000 + random_() % 40'000;
    while (bytes.size() < size) bytes += static_cast<char>(random_());
    return bytes;
  }

  Random random_{kSeed};
  std::size_t most_;
  Tree tree_;
  fs::path repository_;
  bool is_ai_ = false;
  Tongue main_ = Tongue::kPython;
};

}  // namespace

Tree make_tree(const fs::path& folder, std::size_t files) {
  fs::remove_all(folder);
  return Maker(folder, files).make();
}

Tree measured_tree(const fs::path& folder) {
  Tree tree;
  tree.folder = folder;
  const auto all = fs::recursive_directory_iterator(folder);
  for (auto entry = begin(all); entry != end(all); ++entry) {
    if (entry->path().filename() == ".git") entry.disable_recursion_pending();
    if (!entry->is_regular_file()) continue;
    ++tree.files;
    tree.bytes += entry->file_size();
  }
  return tree;
}

}  // namespace fundable::bench
