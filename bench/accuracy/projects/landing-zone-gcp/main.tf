resource "google_compute_network" "hub" {
  name                    = "hub"
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "west" {
  name          = "west"
  region        = "europe-west1"
  network       = google_compute_network.hub.id
  ip_cidr_range = "10.20.0.0/20"
}

resource "google_container_cluster" "shared" {
  name             = "shared"
  location         = "europe-west1"
  enable_autopilot = true
  network          = google_compute_network.hub.id
  subnetwork       = google_compute_subnetwork.west.id
}
