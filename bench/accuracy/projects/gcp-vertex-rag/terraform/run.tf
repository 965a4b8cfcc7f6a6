variable "project" { type = string }
variable "region" {
  type    = string
  default = "europe-west4"
}

provider "google" {
  project = var.project
  region  = var.region
}

resource "google_cloud_run_v2_service" "answer" {
  name     = "answer"
  location = var.region
  template {
    containers {
      image = "${var.region}-docker.pkg.dev/${var.project}/handbook/answer:latest"
      env {
        name  = "INDEX_ENDPOINT"
        value = google_vertex_ai_index_endpoint.handbooks.id
      }
    }
  }
}

resource "google_cloud_run_v2_job" "indexer" {
  name     = "indexer"
  location = var.region
  template {
    template {
      containers {
        image = "${var.region}-docker.pkg.dev/${var.project}/handbook/indexer:latest"
      }
    }
  }
}
