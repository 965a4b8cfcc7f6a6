resource "google_bigquery_dataset" "demand" {
  dataset_id = "demand"
  location   = "EU"
}

resource "google_bigquery_table" "sales" {
  dataset_id = google_bigquery_dataset.demand.dataset_id
  table_id   = "sales"
  time_partitioning {
    type  = "DAY"
    field = "sold_on"
  }
}

resource "google_storage_bucket" "models" {
  name     = "demand-models"
  location = "EU"
}
