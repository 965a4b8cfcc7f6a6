resource "google_vertex_ai_index" "handbooks" {
  region              = var.region
  display_name        = "handbooks"
  index_update_method = "STREAM_UPDATE"
  metadata {
    contents_delta_uri = "gs://${google_storage_bucket.handbooks.name}/index"
    config {
      dimensions                  = 768
      approximate_neighbors_count = 50
      distance_measure_type       = "DOT_PRODUCT_DISTANCE"
      algorithm_config {
        tree_ah_config {}
      }
    }
  }
}

resource "google_vertex_ai_index_endpoint" "handbooks" {
  region       = var.region
  display_name = "handbooks"
}

resource "google_storage_bucket" "handbooks" {
  name     = "${var.project}-handbooks"
  location = var.region
}
