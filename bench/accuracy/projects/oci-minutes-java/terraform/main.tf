terraform {
  required_providers {
    oci = { source = "oracle/oci", version = "~> 6.15" }
  }
}

variable "compartment_id" { type = string }
variable "subnet_id" { type = string }
variable "image" { type = string }

resource "oci_container_instances_container_instance" "minutes" {
  availability_domain = "AD-1"
  compartment_id      = var.compartment_id
  display_name        = "minutes"
  shape               = "CI.Standard.E4.Flex"
  shape_config {
    ocpus         = 1
    memory_in_gbs = 8
  }
  containers {
    display_name = "minutes"
    image_url    = var.image
  }
  vnics {
    subnet_id = var.subnet_id
  }
}
