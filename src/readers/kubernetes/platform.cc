// Tells the platform of a cluster by the marks that a provider's own software leaves.
//
// A node carries its machine's identifier in the provider's scheme, and labels of the provider.
// Anything else tells it only where it could run nowhere else: it insists on nodes with such
// labels, asks for an accelerator that one provider has, mounts its disks, or is a resource of its
// operators. A preference is no mark, nor is a registry: images are pulled from anywhere.
#include "readers/kubernetes/platform.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include "readers/kubernetes/pods.h"

namespace fundable::kube {
namespace {

using Platform = std::string_view;

struct Rule {
  std::string_view text;
  Platform platform;
};

// How spec.providerID begins.
constexpr auto kProviders = std::to_array<Rule>({
    {"aws://", "aws"},
    {"azure://", "azure"},
    {"gce://", "gcp"},
    {"oci://", "oci"},
    {"ocid1.", "oci"},
    {"alicloud://", "other_cloud"},
    {"civo://", "other_cloud"},
    {"coreweave://", "other_cloud"},
    {"crusoe://", "other_cloud"},
    {"digitalocean://", "other_cloud"},
    {"equinixmetal://", "other_cloud"},
    {"exoscale://", "other_cloud"},
    {"hcloud://", "other_cloud"},
    {"ibm://", "other_cloud"},
    {"ibmcloud://", "other_cloud"},
    {"ibmvpc://", "other_cloud"},
    {"ionos://", "other_cloud"},
    {"linode://", "other_cloud"},
    {"nebius://", "other_cloud"},
    {"packet://", "other_cloud"},
    {"qcloud://", "other_cloud"},
    {"scaleway://", "other_cloud"},
    {"upcloud://", "other_cloud"},
    {"vultr://", "other_cloud"},
    {"yandex://", "other_cloud"},
    {"baremetal", "on_premises"},
    {"eks-hybrid://", "on_premises"},
    {"harvester://", "on_premises"},
    {"metal3://", "on_premises"},
    {"moc://", "on_premises"},
    {"nutanix://", "on_premises"},
    {"openstack://", "on_premises"},
    {"proxmox://", "on_premises"},
    {"tinkerbell://", "on_premises"},
    {"vsphere://", "on_premises"},
});

// How the key of a label begins that only this platform's nodes (or its serverless pods) have.
constexpr auto kLabels = std::to_array<Rule>({
    {"alpha.eksctl.io/", "aws"},
    {"eks.amazonaws.com/", "aws"},
    {"k8s.amazonaws.com/", "aws"},
    {"k8s.io/cloud-provider-aws", "aws"},
    {"karpenter.k8s.aws/", "aws"},
    {"sagemaker.amazonaws.com/", "aws"},
    {"topology.ebs.csi.aws.com/", "aws"},
    // Amazon's PCI devices, as node feature discovery sees them in an EC2 instance.
    {"feature.node.kubernetes.io/pci-1d0f.present", "aws"},
    {"kubernetes.azure.com/", "azure"},
    {"karpenter.azure.com/", "azure"},
    {"topology.disk.csi.azure.com/", "azure"},
    {"cloud.google.com/", "gcp"},
    {"topology.gke.io/", "gcp"},
    {"oci.oraclecloud.com/", "oci"},
    {"oke.oraclecloud.com/", "oci"},
    {"alibabacloud.com/", "other_cloud"},
    {"doks.digitalocean.com/", "other_cloud"},
    {"gpu.nvidia.com/", "other_cloud"},  // CoreWeave's; nvidia.com/gpu.* is anywhere
    {"ibm-cloud.kubernetes.io/", "other_cloud"},
    {"k8s.scaleway.com/", "other_cloud"},
    {"lke.linode.com/", "other_cloud"},
    {"node.coreweave.cloud/", "other_cloud"},
    {"vke.vultr.com/", "other_cloud"},
    {"baremetal.cluster.gke.io/", "on_premises"},
});

// Annotations that give an account, or a claim, its place.
constexpr auto kAnnotations = std::to_array<Rule>({
    {"eks.amazonaws.com/role-arn", "aws"},
    {"azure.workload.identity/", "azure"},
    {"iam.gke.io/gcp-service-account", "gcp"},
});

// How a storage driver's name ends.
constexpr auto kDrivers = std::to_array<Rule>({
    {".csi.aws.com", "aws"},
    {"kubernetes.io/aws-ebs", "aws"},
    {".csi.azure.com", "azure"},
    {"kubernetes.io/azure-disk", "azure"},
    {"kubernetes.io/azure-file", "azure"},
    {".csi.storage.gke.io", "gcp"},
    {"kubernetes.io/gce-pd", "gcp"},
    {".csi.oraclecloud.com", "oci"},
    {"csi.hetzner.cloud", "other_cloud"},
    {"dobs.csi.digitalocean.com", "other_cloud"},
    {"linodebs.csi.linode.com", "other_cloud"},
    {"vpc.block.csi.ibm.io", "other_cloud"},
    {"cinder.csi.openstack.org", "on_premises"},
    {"csi.vsphere.vmware.com", "on_premises"},
    {"kubernetes.io/vsphere-volume", "on_premises"},
});

// The volume sources from before drivers had names.
constexpr auto kVolumeSources = std::to_array<Rule>({
    {"awsElasticBlockStore", "aws"},
    {"azureDisk", "azure"},
    {"azureFile", "azure"},
    {"gcePersistentDisk", "gcp"},
    {"vsphereVolume", "on_premises"},
});

// How the group of a provider's own resources ends.
constexpr auto kGroups = std::to_array<Rule>({
    {".k8s.aws", "aws"},
    {"eksctl.io", "aws"},
    {".aws.crossplane.io", "aws"},
    {".aws.upbound.io", "aws"},
    {".azure.com", "azure"},
    {".azure.upbound.io", "azure"},
    {".cnrm.cloud.google.com", "gcp"},
    {".gcp.upbound.io", "gcp"},
});

constexpr auto kAccelerators = std::to_array<Rule>({
    {"aws.amazon.com/neuron", "aws"},
    {"cloud-tpus.google.com/", "gcp"},
    {"google.com/tpu", "gcp"},
});

Platform by_start(std::span<const Rule> rules, std::string_view text) {
  const auto rule = std::ranges::find_if(
      rules, [&](const Rule& candidate) { return text.starts_with(candidate.text); });
  return rule == rules.end() ? Platform() : rule->platform;
}

Platform by_end(std::span<const Rule> rules, std::string_view text) {
  const auto rule = std::ranges::find_if(
      rules, [&](const Rule& candidate) { return text.ends_with(candidate.text); });
  return rule == rules.end() ? Platform() : rule->platform;
}

// What was told; empty words are not kept.
class Told {
 public:
  void add(Platform platform) {
    if (!platform.empty()) platforms_.insert(platform);
  }
  [[nodiscard]] Platform only() const {
    return platforms_.size() == 1 ? *platforms_.begin() : Platform();
  }

 private:
  std::set<Platform> platforms_;
};

void add_keys(Told& told, std::span<const Rule> rules, Node map) {
  for (const Node entry : map) told.add(by_start(rules, entry.key()));
}

// A term holds where all of its expressions do.
Platform of_term(Node term) {
  Told told;
  for (const Node expression : term["matchExpressions"]) {
    const std::string_view op = expression["operator"].text();
    if (op == "In" || op == "Exists") told.add(by_start(kLabels, expression["key"].text()));
  }
  return told.only();
}

// Of several terms any may hold, so all of them must tell the same.
Platform of_affinity(Node pod_spec) {
  const Node required =
      pod_spec["affinity"]["nodeAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"];
  Told told;
  for (const Node term : required["nodeSelectorTerms"]) {
    const Platform platform = of_term(term);
    if (platform.empty()) return {};
    told.add(platform);
  }
  return told.only();
}

void add_volume(Told& told, Node volume) {
  told.add(by_end(kDrivers, volume["csi"]["driver"].text()));
  add_keys(told, kVolumeSources, volume);
}

void add_pod_spec(Told& told, Node spec) {
  add_keys(told, kLabels, spec["nodeSelector"]);
  told.add(of_affinity(spec));
  for (const Node volume : spec["volumes"]) add_volume(told, volume);
  for (const Node container : spec["containers"]) {
    for (const auto& [resource, count] : accelerators_in(container["resources"]["limits"])) {
      told.add(by_start(kAccelerators, resource));
    }
  }
}

Platform of_node(const Object& node) {
  const Platform told = by_start(kProviders, node.root["spec"]["providerID"].text());
  if (!told.empty()) return told;
  const Node labels = node.root["metadata"]["labels"];
  // Nodes of a customer's own that are joined to EKS.
  if (labels["eks.amazonaws.com/compute-type"].text() == "hybrid") return "on_premises";
  Told by_labels;
  add_keys(by_labels, kLabels, labels);
  return by_labels.only();
}

}  // namespace

std::string platform_of(const Object& object, const std::vector<Node>& pod_specs) {
  const std::string type = type_of(object);
  if (type == "core/Node") return std::string(of_node(object));
  Told told;
  const Node metadata = object.root["metadata"];
  if (type == "core/Pod") add_keys(told, kLabels, metadata["labels"]);
  if (type == "core/ServiceAccount") add_keys(told, kAnnotations, metadata["annotations"]);
  if (type == "core/PersistentVolume") add_volume(told, object.root["spec"]);
  if (type == "storage.k8s.io/StorageClass") {
    told.add(by_end(kDrivers, object.root["provisioner"].text()));
  }
  if (type == "core/PersistentVolumeClaim") {
    for (const char* key : {"volume.kubernetes.io/storage-provisioner",
                            "volume.beta.kubernetes.io/storage-provisioner"}) {
      told.add(by_end(kDrivers, metadata["annotations"][key].text()));
    }
  }
  told.add(by_end(kGroups, object.group));
  for (const Node spec : pod_specs) add_pod_spec(told, spec);
  return std::string(told.only());
}

}  // namespace fundable::kube
