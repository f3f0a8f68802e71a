locals {
  one  = ["exec streetdate run --config /settings/streetdate.toml"]
  many = ["exec streetdate fleet /settings --share \"$((CLOUD_RUN_TASK_INDEX + 1))/$CLOUD_RUN_TASK_COUNT\""]
}

resource "google_cloud_run_v2_job" "run" {
  name                = var.name
  location            = var.region
  deletion_protection = false

  template {
    task_count  = max(var.tasks, 1)
    parallelism = max(var.tasks, 1)

    template {
      service_account = google_service_account.run.email
      timeout         = "${var.minutes * 60}s"
      # The schedule tries again; at once, a run that a guard held back would only be held back again.
      max_retries = 0

      # What a run leaves in /data goes with the task: state is in PostgreSQL. A bucket cannot stand there, for a job
      # mounts it for root alone to write in.
      containers {
        image   = local.image
        command = ["/bin/sh", "-c"]
        args    = var.tasks == 0 ? local.one : local.many

        resources {
          limits = {
            cpu    = "1"
            memory = var.tasks == 0 ? "512Mi" : "2Gi"
          }
        }

        dynamic "env" {
          for_each = var.secrets
          content {
            name = env.value
            value_source {
              secret_key_ref {
                secret  = google_secret_manager_secret.held[env.value].secret_id
                version = "latest" # of the secret: a renewed token is used from the next run on
              }
            }
          }
        }

        volume_mounts {
          name       = "settings"
          mount_path = "/settings"
        }
      }

      volumes {
        name = "settings"

        dynamic "secret" {
          for_each = var.tasks == 0 ? ["SETTINGS"] : []
          content {
            secret = google_secret_manager_secret.held[secret.value].secret_id
            items {
              path    = "streetdate.toml"
              version = "latest" # changed settings are used from the next run on
            }
          }
        }

        dynamic "gcs" {
          for_each = google_storage_bucket.settings
          content {
            bucket    = gcs.value.name
            read_only = true
          }
        }
      }
    }
  }

  depends_on = [
    google_project_service.used,
    google_secret_manager_secret_iam_member.run_reads,
    google_storage_bucket_iam_member.run_reads_settings,
  ]
}
