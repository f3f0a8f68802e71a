resource "google_cloud_scheduler_job" "start" {
  name             = var.name
  region           = var.region
  description      = "Starts a run of Streetdate."
  schedule         = var.schedule
  time_zone        = var.time_zone
  attempt_deadline = "60s"

  retry_config {
    retry_count = 3
  }

  http_target {
    http_method = "POST"
    uri         = "https://run.googleapis.com/v2/${google_cloud_run_v2_job.run.id}:run"

    oauth_token {
      service_account_email = google_service_account.schedule.email
    }
  }

  depends_on = [google_project_service.used, google_cloud_run_v2_job_iam_member.schedule_starts]
}
