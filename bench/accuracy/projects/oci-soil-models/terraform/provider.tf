terraform {
  required_providers {
    oci = {
      source  = "oracle/oci"
      version = "~> 6.15"
    }
  }
}

provider "oci" {
  region = "eu-frankfurt-1"
}
