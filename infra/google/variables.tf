variable "project" {
  description = "Id of the project in which everything is made."
  type        = string
}

variable "region" {
  description = "Where the job runs and the image is kept; near the team's PostgreSQL."
  type        = string
  default     = "europe-west1"
}

variable "name" {
  description = "What everything made here is called, or begins with. Another name makes a second installation beside the first."
  type        = string
  default     = "streetdate"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,18}[a-z0-9]$", var.name))
    error_message = "The name is 4 to 20 lower-case letters, digits and hyphens: Google allows no more for a service account with a suffix."
  }
}

variable "release" {
  description = "Tag of the image that runs, one that was pushed: never latest, so that a run can be told from the one before."
  type        = string

  validation {
    condition     = var.release != "latest" && can(regex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", var.release))
    error_message = "The release is a tag such as 0.1.0, and not latest."
  }
}

variable "schedule" {
  description = "When a run starts, as cron writes it. Hourly: \"0 * * * *\"; working mornings: \"30 7 * * 1-5\"."
  type        = string
  default     = "0 * * * *"
}

variable "time_zone" {
  description = "IANA zone in which the schedule is meant; the settings' own time_zone is another matter."
  type        = string
  default     = "Europe/Berlin"
}

variable "secrets" {
  description = "Variables of the environment that the settings refer to. For each there is a secret, which holds nothing until you put it there."
  type        = set(string)
  default     = ["NOTION_TOKEN", "STREETDATE_DATABASE_URL"]
}

variable "tasks" {
  description = "0: one workspace. Else the settings are a folder of them in a bucket, and so many tasks share the folder."
  type        = number
  default     = 0

  validation {
    condition     = var.tasks >= 0 && var.tasks <= 100 && floor(var.tasks) == var.tasks
    error_message = "Tasks are a whole number from 0 to 100."
  }
}

variable "alarm_mail" {
  description = "Who is told when a run fails or none finishes. Empty: nobody is."
  type        = string
  default     = ""
}

variable "quiet_hours" {
  description = "After how many hours without a finished run somebody is told; Cloud Monitoring cannot wait longer than 23. 0: never (for schedules with longer gaps; use the settings' alarms)."
  type        = number
  default     = 3

  validation {
    condition     = var.quiet_hours >= 0 && var.quiet_hours <= 23
    error_message = "Quiet hours are from 0 to 23."
  }
}

variable "minutes" {
  description = "After how many minutes a run is stopped; the next takes over."
  type        = number
  default     = 30
}
