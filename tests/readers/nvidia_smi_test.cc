// nvidia-smi's XML: a machine's GPUs and what computes on them.
#include <gtest/gtest.h>

#include "tests/readers/inventory.h"

namespace fundable {
extern const Reader nvidia_smi;
namespace {

constexpr std::string_view kStart =
    "<?xml version=\"1.0\" ?>\n<!DOCTYPE nvidia_smi_log SYSTEM \"nvsmi_device_v12.dtd\">\n";

std::string machine(const std::string& gpus) {
  return std::string(kStart) + "<nvidia_smi_log>\n<driver_version>550.1</driver_version>\n" + gpus +
         "</nvidia_smi_log>\n";
}

std::string gpu(const std::string& product, const std::string& more = "") {
  return "<gpu id=\"00000000:01:00.0\"><product_name>" + product +
         "</product_name><uuid>GPU-5135</uuid><processes>" + more + "</processes></gpu>\n";
}

std::string process(const std::string& type, const std::string& name) {
  return "<process_info><pid>7</pid><type>" + type + "</type><process_name>" + name +
         "</process_name></process_info>";
}

TEST(NvidiaSmi, ReadsGpusAndWhatComputes) {
  const Reading reading =
      read_with(nvidia_smi,
                machine(gpu("NVIDIA H100 80GB HBM3",
                            process("C", "/opt/venv/bin/python3 -m vllm.entrypoints.api_server") +
                                process("G", "/usr/lib/xorg/Xorg")) +
                        gpu("NVIDIA H100 80GB HBM3", process("C+G", "tritonserver")) +
                        gpu("Tesla T4", process("C", "tritonserver"))),
                "hosts/gpu-07.xml");
  ASSERT_EQ(reading.observations.size(), 1U);
  const Observation& seen = reading.observations[0];
  EXPECT_EQ(seen.at.source, "hosts/gpu-07.xml");
  EXPECT_EQ(seen.at.locator, "line 5");
  EXPECT_EQ(seen.at.says, "a machine with 2 NVIDIA H100 80GB HBM3 and 1 Tesla T4");
  EXPECT_EQ(seen.proof, Proof::kRuns);
  EXPECT_EQ(seen.platform, "");
  EXPECT_EQ(seen.name, "gpu-07");
  EXPECT_EQ(seen.id, "GPU-5135");
  EXPECT_EQ(marks_text(seen),
            "accelerator NVIDIA H100 80GB HBM3\n"
            "command python3 -m vllm.entrypoints.api_server\ncommand tritonserver\n"
            "accelerator Tesla T4\n");
}

TEST(NvidiaSmi, LeavesOutWhatHasNoProduct) {
  const Reading reading = read_with(nvidia_smi, machine("<gpu><uuid>GPU-1</uuid></gpu>\n"));
  EXPECT_TRUE(reading.observations.empty());
  EXPECT_EQ(skipped_text(reading),
            "line 5: a GPU without a product name\n: the machine has no GPU\n");
}

TEST(NvidiaSmi, RefusesWhatItsProgramDoesNotWrite) {
  const auto fails = [](const std::string& text) { return !nvidia_smi.read({"a.xml", text}, {}); };
  EXPECT_TRUE(fails("<nvidia_smi_log><gpu>"));
  EXPECT_TRUE(fails("<other/>"));
  EXPECT_TRUE(fails("<!DOCTYPE nvidia_smi_log [<!ENTITY a \"b\">]><nvidia_smi_log/>"));
  EXPECT_TRUE(
      fails("<!DOCTYPE nvidia_smi_log SYSTEM \"nvsmi_device_v12.dtd\" "
            "[<!ENTITY a \"b\">]><nvidia_smi_log/>"));
  EXPECT_TRUE(fails("<!DOCTYPE nvidia_smi_log SYSTEM \"file:///etc/passwd\"><nvidia_smi_log/>"));
  EXPECT_FALSE(fails(machine("")));
}

TEST(NvidiaSmi, RecognisesItsOutputOnly) {
  const auto is = [](std::string_view text) { return nvidia_smi.recognises({"a.xml", text}); };
  EXPECT_TRUE(is(machine("")));
  EXPECT_TRUE(is("<nvidia_smi_log>"));
  EXPECT_FALSE(is("<?xml version=\"1.0\"?>\n<project><artifactId>nvidia_smi_log</artifactId>"));
  EXPECT_FALSE(is("nvidia_smi_log: <nvidia_smi_log>"));
  EXPECT_FALSE(is(""));
}

}  // namespace
}  // namespace fundable
