resource "google_container_cluster" "training" {
  name                     = "training"
  location                 = "us-west4"
  remove_default_node_pool = true
  initial_node_count       = 1
}

resource "google_container_node_pool" "tpu" {
  name       = "tpu-v5e"
  cluster    = google_container_cluster.training.name
  location   = "us-west4"
  node_count = 4
  node_config {
    machine_type = "ct5lp-hightpu-4t"
    spot         = true
  }
  placement_policy {
    type         = "COMPACT"
    tpu_topology = "4x4"
  }
}

resource "google_storage_bucket" "checkpoints" {
  name     = "translation-checkpoints"
  location = "US"
}
