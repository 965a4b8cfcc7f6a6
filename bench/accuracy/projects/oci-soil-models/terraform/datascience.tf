variable "compartment" { type = string }
variable "subnet" { type = string }
variable "model" { type = string }

resource "oci_datascience_project" "soil" {
  compartment_id = var.compartment
  display_name   = "soil"
}

resource "oci_datascience_job" "train" {
  compartment_id = var.compartment
  project_id     = oci_datascience_project.soil.id
  display_name   = "soil-train"
  job_configuration_details {
    job_type                   = "DEFAULT"
    maximum_runtime_in_minutes = 600
  }
  job_infrastructure_configuration_details {
    job_infrastructure_type   = "STANDALONE"
    shape_name                = "VM.Standard.E4.Flex"
    block_storage_size_in_gbs = 200
    subnet_id                 = var.subnet
  }
  job_artifact                 = "../job/train.py"
  artifact_content_disposition = "attachment; filename=train.py"
}

resource "oci_datascience_model_deployment" "soil" {
  compartment_id = var.compartment
  project_id     = oci_datascience_project.soil.id
  display_name   = "soil"
  model_deployment_configuration_details {
    deployment_type = "SINGLE_MODEL"
    model_configuration_details {
      model_id = var.model
      instance_configuration {
        instance_shape_name = "VM.Standard.E4.Flex"
      }
    }
  }
}
