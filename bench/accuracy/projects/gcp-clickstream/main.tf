provider "google" {
  project = var.project
  region  = "europe-west1"
}

variable "project" { type = string }

resource "google_pubsub_topic" "clicks" {
  name = "clicks"
}

resource "google_pubsub_subscription" "clicks" {
  name  = "clicks-sessions"
  topic = google_pubsub_topic.clicks.id
}

resource "google_bigquery_dataset" "web" {
  dataset_id = "web"
  location   = "EU"
}

resource "google_dataflow_flex_template_job" "sessions" {
  provider                = google-beta
  name                    = "sessions"
  region                  = "europe-west1"
  container_spec_gcs_path = "gs://${var.project}-templates/sessions.json"
  parameters = {
    subscription = google_pubsub_subscription.clicks.id
    table        = "${var.project}:web.sessions"
  }
}
