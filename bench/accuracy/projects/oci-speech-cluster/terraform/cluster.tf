variable "compartment" { type = string }
variable "image" { type = string }
variable "subnet" { type = string }

resource "oci_core_instance_configuration" "gpu" {
  compartment_id = var.compartment
  display_name   = "speech-gpu"
  instance_details {
    instance_type = "compute"
    launch_details {
      compartment_id = var.compartment
      shape          = "BM.GPU.H100.8"
      source_details {
        source_type = "image"
        image_id    = var.image
      }
    }
  }
}

resource "oci_core_cluster_network" "gpu" {
  compartment_id = var.compartment
  display_name   = "speech"
  instance_pools {
    instance_configuration_id = oci_core_instance_configuration.gpu.id
    size                      = 8
  }
  placement_configuration {
    availability_domain = "AD-1"
    primary_subnet_id   = var.subnet
  }
}

resource "oci_core_instance" "login" {
  compartment_id      = var.compartment
  availability_domain = "AD-1"
  display_name        = "speech-login"
  shape               = "VM.Standard.E5.Flex"
}
