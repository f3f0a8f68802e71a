variable "region" {
  description = "Where everything is made; near the team's PostgreSQL."
  type        = string
  default     = "eu-central-1"
}

variable "name" {
  description = "What everything made here is called, or begins with. Another name makes a second installation beside the first."
  type        = string
  default     = "streetdate"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,30}[a-z0-9]$", var.name))
    error_message = "The name is 4 to 32 lower-case letters, digits and hyphens."
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

variable "architecture" {
  description = "What the image was built for: X86_64 or ARM64 (a fifth cheaper)."
  type        = string
  default     = "X86_64"

  validation {
    condition     = contains(["X86_64", "ARM64"], var.architecture)
    error_message = "The architecture is X86_64 or ARM64."
  }
}

variable "schedule" {
  description = "When a run starts, as EventBridge writes it. Hourly: cron(0 * * * ? *); working mornings: cron(30 7 ? * MON-FRI *)."
  type        = string
  default     = "cron(0 * * * ? *)"
}

variable "time_zone" {
  description = "IANA zone in which the schedule is meant; the settings' own time_zone is another matter."
  type        = string
  default     = "Europe/Berlin"
}

variable "vpc" {
  description = "Id of the network in which a run lives."
  type        = string
}

variable "subnets" {
  description = "Ids of its subnets from which the internet can be reached."
  type        = list(string)
}

variable "public_address" {
  description = "Whether a task gets an address of its own: needed in public subnets, not behind a NAT gateway."
  type        = bool
  default     = true
}

variable "ports" {
  description = "Ports that a run may call: 443 for the tools, 5432 for PostgreSQL; 465 or 587 where alarms go by mail."
  type        = set(number)
  default     = [443, 5432]
}

variable "secrets" {
  description = "Variables of the environment that the settings refer to. For each there is a secret, which holds nothing until you put it there."
  type        = set(string)
  default     = ["NOTION_TOKEN", "STREETDATE_DATABASE_URL"]
}

variable "alarm_mail" {
  description = "Who is told when a run fails or none finishes; the address has to be confirmed once. Empty: nobody is."
  type        = string
  default     = ""
}

variable "quiet_hours" {
  description = "After how many hours without a finished run somebody is told: more than the longest gap of the schedule."
  type        = number
  default     = 3

  validation {
    condition     = var.quiet_hours >= 1 && var.quiet_hours <= 168 && floor(var.quiet_hours) == var.quiet_hours
    error_message = "Quiet hours are a whole number from 1 to 168 (a week, CloudWatch's longest look back)."
  }
}

variable "days_of_logs" {
  description = "How many days logs are kept."
  type        = number
  default     = 30
}
