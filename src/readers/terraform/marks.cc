// The attributes that say something, as a table: type, channel, path.
//
// Attributes hold passwords, keys and start-up scripts, so nothing is searched for: only what
// stands in this table is ever read. Providers write a nested block as a list of one; a path walks
// through lists without naming them. After `|` the path goes on inside JSON that the attribute
// holds as text. The channel `terraform` adds to the details of the type's own mark.
#include "readers/terraform/marks.h"

#include <algorithm>
#include <array>
#include <functional>

#include "base/text.h"
#include "readers/cloud/telling.h"

namespace fundable::terraform {
namespace {

using cloud::add_once;
using cloud::fits;
using cloud::kMostMarks;
using cloud::Telling;
using cloud::visit_texts;

constexpr std::array kTelling{
    // What the type alone leaves open.
    Telling{"azapi_resource*", "terraform", "type"},
    Telling{"azurerm_cognitive_account", "terraform", "kind"},
    Telling{"helm_release", "terraform", "chart"},
    Telling{"google_project_service", "terraform", "service"},
    Telling{"aws_opensearchserverless_collection", "terraform", "type"},
    Telling{"aws_vpc_endpoint", "terraform", "service_name"},
    Telling{"azurerm_cognitive_account", "azure_cognitive_kind", "kind"},

    // Models.
    Telling{"azurerm_cognitive_deployment", "model", "model.name"},
    Telling{"aws_bedrock_custom_model", "model", "base_model_identifier"},
    Telling{"aws_bedrock_inference_profile", "model", "models.model_arn"},
    Telling{"aws_bedrock_provisioned_model_throughput", "model", "model_arn"},
    Telling{"aws_bedrockagent_agent", "model", "foundation_model"},
    Telling{"google_vertex_ai_endpoint_with_model_garden_deployment", "model",
            "publisher_model_name"},
    Telling{"google_vertex_ai_endpoint_with_model_garden_deployment", "model",
            "hugging_face_model_id"},

    // Container images.
    Telling{"aws_apprunner_service", "image",
            "source_configuration.image_repository.image_identifier"},
    Telling{"aws_batch_job_definition", "image", "container_properties|image"},
    Telling{"aws_bedrockagentcore_agent_runtime", "image",
            "agent_runtime_artifact.container_configuration.container_uri"},
    Telling{"aws_ecs_task_definition", "image", "container_definitions|image"},
    Telling{"aws_lambda_function", "image", "image_uri"},
    Telling{"aws_sagemaker_model", "image", "primary_container.image"},
    Telling{"aws_sagemaker_model", "image", "container.image"},
    Telling{"azurerm_container_app*", "image", "template.container.image"},
    Telling{"azurerm_container_group", "image", "container.image"},
    Telling{"azurerm_linux_function_app", "image",
            "site_config.application_stack.docker.image_name"},
    Telling{"azurerm_linux_web_app", "image", "site_config.application_stack.docker_image"},
    Telling{"azurerm_linux_web_app", "image", "site_config.application_stack.docker_image_name"},
    Telling{"docker_container", "image", "image"},
    Telling{"google_cloud_run_service", "image", "template.spec.containers.image"},
    Telling{"google_cloud_run_v2_job", "image", "template.template.containers.image"},
    Telling{"google_cloud_run_v2_service", "image", "template.containers.image"},
    Telling{"google_cloud_run_v2_worker_pool", "image", "template.containers.image"},
    Telling{"google_vertex_ai_endpoint_with_model_garden_deployment", "image",
            "model_config.container_spec.image_uri"},
    Telling{"kubernetes_cron_job*", "image",
            "spec.job_template.spec.template.spec.container.image"},
    Telling{"kubernetes_daemon*", "image", "spec.template.spec.container.image"},
    Telling{"kubernetes_deployment*", "image", "spec.template.spec.container.image"},
    Telling{"kubernetes_job*", "image", "spec.template.spec.container.image"},
    Telling{"kubernetes_pod*", "image", "spec.container.image"},
    Telling{"kubernetes_replication_controller*", "image", "spec.template.spec.container.image"},
    Telling{"kubernetes_stateful_set*", "image", "spec.template.spec.container.image"},

    // Machine sizes.
    Telling{"alicloud_instance", "instance_type", "instance_type"},
    Telling{"aws_batch_compute_environment", "instance_type", "compute_resources.instance_type"},
    Telling{"aws_eks_node_group", "instance_type", "instance_types"},
    Telling{"aws_emr_cluster", "instance_type", "core_instance_group.instance_type"},
    Telling{"aws_instance", "instance_type", "instance_type"},
    Telling{"aws_launch_configuration", "instance_type", "instance_type"},
    Telling{"aws_launch_template", "instance_type", "instance_type"},
    Telling{"aws_sagemaker_endpoint_configuration", "instance_type",
            "production_variants.instance_type"},
    Telling{"aws_sagemaker_notebook_instance", "instance_type", "instance_type"},
    Telling{"aws_spot_instance_request", "instance_type", "instance_type"},
    Telling{"azurerm_batch_pool", "instance_type", "vm_size"},
    Telling{"azurerm_kubernetes_cluster", "instance_type", "default_node_pool.vm_size"},
    Telling{"azurerm_kubernetes_cluster_node_pool", "instance_type", "vm_size"},
    Telling{"azurerm_linux_virtual_machine", "instance_type", "size"},
    Telling{"azurerm_linux_virtual_machine_scale_set", "instance_type", "sku"},
    Telling{"azurerm_machine_learning_compute_cluster", "instance_type", "vm_size"},
    Telling{"azurerm_machine_learning_compute_instance", "instance_type", "virtual_machine_size"},
    Telling{"azurerm_orchestrated_virtual_machine_scale_set", "instance_type", "sku_name"},
    Telling{"azurerm_virtual_machine", "instance_type", "vm_size"},
    Telling{"azurerm_windows_virtual_machine", "instance_type", "size"},
    Telling{"azurerm_windows_virtual_machine_scale_set", "instance_type", "sku"},
    Telling{"databricks_cluster", "instance_type", "node_type_id"},
    Telling{"digitalocean_droplet", "instance_type", "size"},
    Telling{"digitalocean_kubernetes_cluster", "instance_type", "node_pool.size"},
    Telling{"digitalocean_kubernetes_node_pool", "instance_type", "size"},
    Telling{"google_compute_instance*", "instance_type", "machine_type"},
    Telling{"google_compute_region_instance_template", "instance_type", "machine_type"},
    Telling{"google_container_cluster", "instance_type", "node_config.machine_type"},
    Telling{"google_container_cluster", "instance_type", "node_pool.node_config.machine_type"},
    Telling{"google_container_node_pool", "instance_type", "node_config.machine_type"},
    Telling{"google_dataproc_cluster", "instance_type",
            "cluster_config.worker_config.machine_type"},
    Telling{"google_notebooks_instance", "instance_type", "machine_type"},
    Telling{"google_notebooks_runtime", "instance_type",
            "virtual_machine.virtual_machine_config.machine_type"},
    Telling{"google_vertex_ai_endpoint_with_model_garden_deployment", "instance_type",
            "deploy_config.dedicated_resources.machine_spec.machine_type"},
    Telling{"google_vertex_ai_index_endpoint_deployed_index", "instance_type",
            "dedicated_resources.machine_spec.machine_type"},
    Telling{"google_workbench_instance", "instance_type", "gce_setup.machine_type"},
    Telling{"hcloud_server", "instance_type", "server_type"},
    Telling{"ibm_is_instance", "instance_type", "profile"},
    Telling{"linode_instance", "instance_type", "type"},
    Telling{"oci_containerengine_node_pool", "instance_type", "node_shape"},
    Telling{"oci_core_instance", "instance_type", "shape"},
    Telling{"oci_core_instance_configuration", "instance_type",
            "instance_details.launch_details.shape"},
    Telling{"oci_datascience_model_deployment", "instance_type",
            "model_deployment_configuration_details.model_configuration_details."
            "instance_configuration.instance_shape_name"},
    Telling{"oci_datascience_notebook_session", "instance_type",
            "notebook_session_config_details.shape"},
    Telling{"oci_generative_ai_dedicated_ai_cluster", "instance_type", "unit_shape"},
    Telling{"scaleway_instance_server", "instance_type", "type"},

    // Accelerators that Google attaches to a machine of any size.
    Telling{"google_cloud_run_v2_service", "accelerator", "template.node_selector.accelerator"},
    Telling{"google_compute_instance*", "accelerator", "guest_accelerator.type"},
    Telling{"google_compute_region_instance_template", "accelerator", "guest_accelerator.type"},
    Telling{"google_container_cluster", "accelerator", "node_config.guest_accelerator.type"},
    Telling{"google_container_cluster", "accelerator",
            "node_pool.node_config.guest_accelerator.type"},
    Telling{"google_container_node_pool", "accelerator", "node_config.guest_accelerator.type"},
    Telling{"google_dataproc_cluster", "accelerator",
            "cluster_config.worker_config.accelerators.accelerator_type"},
    Telling{"google_notebooks_instance", "accelerator", "accelerator_config.type"},
    Telling{"google_tpu_node", "accelerator", "accelerator_type"},
    Telling{"google_tpu_v2_queued_resource", "accelerator", "tpu.node_spec.node.accelerator_type"},
    Telling{"google_tpu_v2_vm", "accelerator", "accelerator_type"},
    Telling{"google_vertex_ai_endpoint_with_model_garden_deployment", "accelerator",
            "deploy_config.dedicated_resources.machine_spec.accelerator_type"},
    Telling{"google_workbench_instance", "accelerator", "gce_setup.accelerator_configs.type"},
};

using Visit = std::function<void(std::string_view)>;

// Visits what stands at a path, also where the path goes on inside JSON text.
void visit_telling(const Resource& resource, std::string_view path, const Limits& limits,
                   std::vector<std::string>& problems, const Visit& visit) {
  const std::string_view attribute = path.substr(0, path.find_first_of(".|"));
  if (resource.sensitive.contains(attribute)) return;
  const std::size_t bar = path.find('|');
  if (bar == std::string_view::npos) return visit_texts(resource.attributes, path, visit);
  visit_texts(resource.attributes, path.substr(0, bar), [&](std::string_view text) {
    const auto document = parse_json(text, limits);
    if (!document) {
      problems.push_back(std::string(attribute) + " was not read: " + document.error().says);
      return;
    }
    visit_texts(document->root(), path.substr(bar + 1), visit);
  });
}

constexpr std::size_t kMostDetails = 500;

// `serving.kserve.io/InferenceService` of a kubernetes_manifest. State wraps the manifest into
// {type, value}; `terraform show` does not.
void add_manifest(const Resource& resource, std::vector<Mark>& marks) {
  if (resource.type != "kubernetes_manifest" || resource.sensitive.contains("manifest")) return;
  Node manifest = resource.attributes["manifest"];
  if (!manifest["kind"].exists()) manifest = manifest["value"];
  const std::string_view kind = manifest["kind"].text();
  if (kind.empty()) return;
  const std::string_view version = manifest["apiVersion"].text();
  const std::size_t slash = version.find('/');
  const std::string group(slash == std::string_view::npos ? std::string_view()
                                                          : version.substr(0, slash + 1));
  add_once(marks, "kubernetes", group + std::string(kind));
}

}  // namespace

std::vector<Mark> marks_of(const Resource& resource, const Limits& limits,
                           std::vector<std::string>& problems) {
  std::vector<Mark> marks{Mark{"terraform", presentable(resource.type), {}}};
  for (const Telling& telling : kTelling) {
    if (!fits(resource.type, telling.type)) continue;
    visit_telling(resource, telling.path, limits, problems, [&](std::string_view text) {
      if (telling.channel != "terraform") {
        add_once(marks, telling.channel, text);
        return;
      }
      std::string& details = marks.front().details;
      if (details.size() > kMostDetails) return;
      if (!details.empty()) details += ' ';
      details += presentable(trimmed(text));
    });
  }
  add_manifest(resource, marks);
  if (marks.size() > kMostMarks) {
    marks.resize(kMostMarks);
    problems.push_back("only the first " + std::to_string(kMostMarks) +
                       " images and machine sizes of this resource were read");
  }
  return marks;
}

}  // namespace fundable::terraform
