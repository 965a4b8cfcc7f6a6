// Notebooks: code cells are read like Python, places are cells and their lines.
#include <gtest/gtest.h>

#include "model/observation.h"

namespace fundable {

extern const Reader notebook;

namespace {

std::string told(std::string_view text) {
  const auto reading = notebook.read({"a.ipynb", text}, {});
  if (!reading) return to_string(reading.error());
  std::string all;
  for (const Observation& seen : reading->observations) {
    all += seen.at.locator + ": " + seen.marks.front().text + "\n";
  }
  for (const Skipped& one : reading->skipped) all += "- " + one.locator + ": " + one.why + "\n";
  return all;
}

std::string with_cells(const std::string& cells) {
  return R"({"nbformat":4,"metadata":{"language_info":{"name":"python"}},"cells":[)" + cells + "]}";
}

TEST(Notebook, ReadsCodeCellsInOrder) {
  EXPECT_EQ(told(with_cells(R"x({"cell_type":"markdown","source":["import anthropic"]},
{"cell_type":"code","source":["%pip install vllm\n","!torchrun t.py\n","import openai\n"],
 "outputs":[{"text":"import cohere"}]},
{"cell_type":"code","source":"c = openai.OpenAI()\nc.models.list()"})x")),
            "cell 2 line 1: pypi:vllm\n"
            "cell 2 line 2: torchrun t.py\n"
            "cell 2 line 3: python:openai\n"
            "cell 3 line 1: python:openai.OpenAI\n"
            "cell 3 line 2: python:openai.OpenAI.models.list\n");
}

TEST(Notebook, SaysWhatItCannotRead) {
  EXPECT_TRUE(told("{").starts_with("a.ipynb")) << told("{");
  EXPECT_TRUE(told("[]").starts_with("a.ipynb")) << told("[]");
  EXPECT_EQ(told(with_cells(R"({"cell_type":"code","source":7})")), told(with_cells("")));
}

TEST(Notebook, TakesFilesByTheirNames) {
  EXPECT_TRUE(notebook.recognises({"a.ipynb", "{}"}));
  EXPECT_FALSE(notebook.recognises({"a.ipynb.json", "{}"}));
}

}  // namespace
}  // namespace fundable
