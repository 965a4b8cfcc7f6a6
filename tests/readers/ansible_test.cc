// What playbooks, inventories and units say that machines are to run.
#include <gtest/gtest.h>

#include "tests/readers/reading.h"

namespace fundable {
extern const Reader ansible;
extern const Reader ansible_inventory;
extern const Reader systemd_unit;
namespace {

Result<Reading> played(std::string_view text) { return ansible.read({"site.yml", text}, {}); }
Result<Reading> listed(std::string_view text) {
  return ansible_inventory.read({"inventory/hosts.ini", text}, {});
}
Result<Reading> unit(std::string_view text) {
  return systemd_unit.read({"vllm.service.j2", text}, {});
}

TEST(Ansible, EachReaderTakesItsOwnFiles) {
  const auto takes = [](const Reader& reader, const char* path, std::string_view text) {
    return reader.recognises({path, text});
  };
  EXPECT_TRUE(takes(ansible, "site.yml", "---\n- hosts: gpu\n  roles: [vllm]\n"));
  EXPECT_TRUE(takes(ansible, "site.yml", "- name: All\n  hosts: gpu\n"));
  EXPECT_TRUE(takes(ansible, "roles/vllm/tasks/main.yml", "---\n# a\n- pip: {name: vllm}\n"));
  EXPECT_FALSE(takes(ansible, "roles/vllm/defaults/main.yml", "- pip\n"));
  EXPECT_FALSE(takes(ansible, "ingress.yaml", "spec:\n  tls:\n  - hosts: [a]\n"));
  EXPECT_TRUE(takes(ansible_inventory, "inventory/production.ini", "[gpu]\ngpu01\n"));
  EXPECT_TRUE(takes(ansible_inventory, "hosts", "[gpu]\ngpu01\n"));
  EXPECT_FALSE(takes(ansible_inventory, "inventory/aws_ec2.yml", "plugin: aws_ec2\n"));
  EXPECT_FALSE(takes(ansible_inventory, "alembic.ini", "[alembic]\n"));
  EXPECT_TRUE(takes(systemd_unit, "a.service", "[Service]\n"));
  EXPECT_FALSE(takes(systemd_unit, "chat.service", "class Chat {}"));
}

TEST(Ansible, ReadsWhatTasksInstallAndRun) {
  const auto result = played(
      "- hosts: gpu\n"
      "  tasks:\n"
      "    - name: Libraries\n"
      "      ansible.builtin.pip:\n"
      "        name: ['vllm==0.6.4', '{{ more }}', Ray]\n"
      "    - apt: {name: nvidia-driver-550, state: present}\n"
      "    - block:\n"
      "        - community.docker.docker_container:\n"
      "            name: tgi\n"
      "            image: ghcr.io/huggingface/text-generation-inference:2.4\n"
      "        - ansible.builtin.command: torchrun train.py\n"
      "        - shell:\n"
      "            cmd: vllm serve m --api-key abcdefghijklmnop1234\n"
      "    - debug: {msg: nothing}\n");
  EXPECT_EQ(marks_of(result, "package"), (Lines{"line 5: pypi:vllm", "line 5: pypi:ray"}));
  EXPECT_EQ(marks_of(result, "software"), Lines{"line 6: nvidia-driver-550"});
  EXPECT_EQ(marks_of(result, "image").size(), 1);
  EXPECT_EQ(result->observations[3].name, "tgi");
  EXPECT_EQ(result->observations[3].proof, Proof::kDeclared);
  ASSERT_EQ(marks_of(result, "command").size(), 2);
  EXPECT_FALSE(marks_of(result, "command")[1].contains("abcdefghijklmnop1234"));
}

TEST(Ansible, ModulesOfACloudDeclareIt) {
  const auto result = played(
      "- hosts: localhost\n"
      "  tasks:\n"
      "    - amazon.aws.ec2_instance:\n"
      "        instance_type: p4d.24xlarge\n"
      "    - azure.azcollection.azure_rm_virtualmachine: {vm_size: '{{ size }}'}\n");
  EXPECT_EQ(marks_of(result, "action"),
            (Lines{"line 3: ansible:amazon.aws.ec2_instance",
                   "line 5: ansible:azure.azcollection.azure_rm_virtualmachine"}));
  EXPECT_EQ(marks_of(result, "instance_type"), Lines{"line 3: p4d.24xlarge"});
  EXPECT_EQ(result->observations[0].platform, "aws");
  EXPECT_EQ(result->observations[1].platform, "azure");
}

TEST(Ansible, BrokenFilesAreRefusedOrPassedOver) {
  EXPECT_FALSE(played("- hosts: [gpu\n"));
  const auto odd = played("- hosts: gpu\n  tasks: [7, {pip: 3}, {pip: }, {command: [a]}]\n- x\n");
  ASSERT_TRUE(odd);
  EXPECT_TRUE(odd->observations.empty());
}

TEST(AnsibleInventory, IsOneListOfOwnMachines) {
  const auto result = listed(
      "# servers\n"
      "[gpu]\n"
      "gpu01.dc.example.test rack=B gpus=4xL40S ansible_password=hunter2\n"
      "gpu02.dc.example.test\n"
      "[gpu:vars]\n"
      "token=secret\n"
      "[local]\n"
      "localhost ansible_connection=local\n");
  ASSERT_EQ(result->observations.size(), 1);
  const Observation& seen = result->observations[0];
  EXPECT_EQ(seen.at.locator, "line 3");
  EXPECT_EQ(seen.at.says, "3 hosts: gpu01.dc.example.test and others, GPUs 4xL40S");
  EXPECT_EQ(seen.platform, "on_premises");
}

TEST(AnsibleInventory, TellsNoPlatformWhereHostsDiffer) {
  const auto platform = [](std::string_view text) {
    const auto result = listed(text);
    return result && !result->observations.empty() ? result->observations[0].platform : "none";
  };
  EXPECT_EQ(platform("[a]\n10.0.0.4\n"), "");
  EXPECT_EQ(platform("[a]\nec2-3-4.eu-west-1.compute.amazonaws.com\n"), "aws");
  EXPECT_EQ(platform("[a]\ngpu01.dc.example.test\nvm.westeurope.cloudapp.azure.com\n"), "");
  EXPECT_EQ(platform("[all:vars]\na=1\n"), "none");
}

TEST(SystemdUnit, ReadsWhatItStarts) {
  const auto result = unit(
      "[Unit]\nDescription=vLLM\n[Service]\n"
      "Environment=HF_TOKEN=hf_abcdefghijklmnopqrstuvwxyz\n"
      "ExecStart=-/opt/vllm/bin/vllm serve {{ model }} \\\n  --port 8000\n"
      "ExecStart=/usr/bin/true\n");
  EXPECT_EQ(marks_of(result, "command").size(), 1);
  ASSERT_EQ(result->observations.size(), 1);
  EXPECT_EQ(result->observations[0].at.locator, "line 5");
  EXPECT_EQ(result->observations[0].name, "vllm");
  EXPECT_EQ(result->observations[0].proof, Proof::kDeclared);
  EXPECT_TRUE(unit("[Service]\nExecStart=\\")->observations.empty());
}

}  // namespace
}  // namespace fundable
