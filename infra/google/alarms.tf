locals {
  finished = "resource.type = \"cloud_run_job\" AND resource.labels.job_name = \"${var.name}\" AND metric.type = \"run.googleapis.com/job/completed_execution_count\""
}

resource "google_monitoring_notification_channel" "mail" {
  for_each     = var.alarm_mail == "" ? toset([]) : toset([var.alarm_mail])
  display_name = "Streetdate's alarms"
  type         = "email"
  labels = {
    email_address = each.value
  }

  depends_on = [google_project_service.used]
}

resource "google_monitoring_alert_policy" "failed" {
  for_each              = google_monitoring_notification_channel.mail
  display_name          = "${var.name}: a run failed"
  combiner              = "OR"
  notification_channels = [each.value.id]

  conditions {
    display_name = "an execution ended with an exit code other than 0"
    condition_threshold {
      filter          = "${local.finished} AND metric.labels.result = \"failed\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"
      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_DELTA"
      }
    }
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    content = "The last line of the run's log says what to do: gcloud run jobs executions list --job ${var.name} --region ${var.region}"
  }
}

resource "google_monitoring_alert_policy" "silent" {
  for_each              = { for address, channel in google_monitoring_notification_channel.mail : address => channel if var.quiet_hours > 0 }
  display_name          = "${var.name}: no run finished"
  combiner              = "OR"
  notification_channels = [each.value.id]

  conditions {
    display_name = "no execution ended for ${var.quiet_hours} hours"
    condition_absent {
      filter   = local.finished
      duration = "${var.quiet_hours * 3600}s"
      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_DELTA"
      }
    }
  }

  documentation {
    content = "Is the schedule paused? gcloud scheduler jobs describe ${var.name} --location ${var.region}"
  }
}
