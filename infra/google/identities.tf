# Two identities, so that neither the schedule can read a secret nor a run can start another.

resource "google_service_account" "run" {
  account_id   = "${var.name}-run"
  display_name = "Streetdate: what a run is"
}

resource "google_service_account" "schedule" {
  account_id   = "${var.name}-schedule"
  display_name = "Streetdate: what starts a run"
}

# To read the secrets, each by itself: no right on the project.
resource "google_secret_manager_secret_iam_member" "run_reads" {
  for_each  = google_secret_manager_secret.held
  secret_id = each.value.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.run.member
}

# To start this one job.
resource "google_cloud_run_v2_job_iam_member" "schedule_starts" {
  name     = google_cloud_run_v2_job.run.name
  location = google_cloud_run_v2_job.run.location
  role     = "roles/run.invoker"
  member   = google_service_account.schedule.member
}

# To read the folder of settings.
resource "google_storage_bucket_iam_member" "run_reads_settings" {
  for_each = google_storage_bucket.settings
  bucket   = each.value.name
  role     = "roles/storage.objectViewer"
  member   = google_service_account.run.member
}
